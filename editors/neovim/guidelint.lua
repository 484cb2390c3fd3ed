-- guidelint in Neovim (0.7 or later): copy to ~/.config/nvim/plugin/guidelint.lua, after pip install "guidelint[lsp]".
-- 边写边查办事指南：K 看工单和依据（:lua vim.lsp.buf.hover()），:lua vim.lsp.buf.code_action() 看改法，gd 转到工单、窗口和规则。

local command = vim.g.guidelint_command or { 'guidelint', 'lsp' }
local clients = {} -- by workspace, for a Neovim that has no vim.lsp.start

-- The workspace: where guidelint.yaml or a folder `guides` is found upward.
local function root_of(folder)
  local config = vim.fn.findfile('guidelint.yaml', vim.fn.escape(folder, ' ,;') .. ';')
  local guides = vim.fn.finddir('guides', vim.fn.escape(folder, ' ,;') .. ';')
  local found = config ~= '' and config or guides
  return found ~= '' and vim.fn.fnamemodify(found, ':p:s?/$??:h') or nil
end

local function start(buffer)
  local root = root_of(vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':p:h'))
  if not root then
    return
  end
  local settings = {
    name = 'guidelint',
    cmd = command,
    root_dir = root,
    init_options = vim.g.guidelint_lang and { lang = vim.g.guidelint_lang } or vim.empty_dict(),
    on_attach = function(_, attached)
      local function map(keys, run)
        vim.keymap.set('n', keys, run, { buffer = attached, silent = true })
      end
      vim.bo[attached].omnifunc = 'v:lua.vim.lsp.omnifunc'
      map('K', vim.lsp.buf.hover)
      map('gd', vim.lsp.buf.definition)
      map('gr', vim.lsp.buf.references)
      map('<leader>a', vim.lsp.buf.code_action)
      map('<leader>r', vim.lsp.buf.rename)
    end,
  }
  if vim.lsp.start then
    vim.lsp.start(settings, { bufnr = buffer })
  else
    clients[root] = clients[root] or vim.lsp.start_client(settings)
    vim.lsp.buf_attach_client(buffer, clients[root])
  end
end

vim.api.nvim_create_autocmd('FileType', {
  pattern = 'yaml',
  callback = function(event)
    start(event.buf)
  end,
})
