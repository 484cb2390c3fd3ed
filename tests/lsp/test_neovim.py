"""The settings for Neovim in a real Neovim without a screen: a second editor, which is not the one of the other tests."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.system import needed

ROOT = Path(__file__).parents[2]

# Open the guide, wait for its findings, take the preferred fix, wait until it is clean; tell what was seen.
SCRIPT = """
local seen = {}
local function wait(what)
  local good = vim.wait(20000, what, 50)
  if not good then seen.failed = vim.diagnostic.get(0) end
  return good
end
vim.cmd('filetype on')
vim.cmd('luafile ' .. vim.env.SETTINGS)
vim.cmd('edit ' .. vim.fn.fnameescape('guides/社保卡.yaml'))
wait(function() return #vim.diagnostic.get(0) == 2 end)
seen.findings = vim.tbl_map(function(d) return {d.lnum, d.col, d.end_col, d.message} end, vim.diagnostic.get(0))
vim.api.nvim_win_set_cursor(0, {5, 10})
local at = vim.lsp.util.make_position_params()
local hover = vim.lsp.buf_request_sync(0, 'textDocument/hover', at, 10000)
for _, answer in pairs(hover) do seen.hover = answer.result.contents.value end
local asked = vim.lsp.util.make_range_params()
asked.context = {diagnostics = {}, only = {'quickfix'}}
for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/codeAction', asked, 10000)) do
  for _, action in ipairs(answer.result) do
    if action.isPreferred then vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16') end
  end
end
wait(function() return #vim.diagnostic.get(0) == 0 end)
seen.line = vim.api.nvim_buf_get_lines(0, 4, 5, false)[1]
io.stdout:write(vim.fn.json_encode(seen))
vim.cmd('qall!')
"""


@pytest.mark.slow
def test_neovim_shows_the_finding_and_takes_the_fix(workspace: Path, tmp_path: Path) -> None:
    nvim = needed("nvim")
    script = tmp_path / "session.lua"
    script.write_text(SCRIPT, encoding="utf-8")
    scripts = Path(sys.executable).parent
    env = {
        **os.environ,
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "SETTINGS": str(ROOT / "editors/neovim/guidelint.lua"),
        "XDG_STATE_HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        [nvim, "--headless", "-u", "NONE", "-i", "NONE", "-c", f"luafile {script}"],
        cwd=workspace, env=env, capture_output=True, timeout=90, check=False,
    )  # fmt: skip
    seen = json.loads(done.stdout)
    assert "failed" not in seen, done.stderr.decode()
    # Neovim counts bytes: three for each of the four characters.
    assert [(line, start, end) for line, start, end, _ in seen["findings"]] == [(4, 10, 22)] * 2
    assert all("工单 DC-2021-11-001" in message for *_, message in seen["findings"])
    assert "**谁受影响**：工单" in seen["hover"]
    assert seen["line"] == "  - name: 居民身份证   # 原样"
