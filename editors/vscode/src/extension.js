// Starts `guidelint lsp` and leaves everything else to it.
"use strict";

const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("guidelint.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("guidelint")) return restart();
    }),
  );
  await start();
}

async function deactivate() {
  const stopping = client;
  client = undefined;
  await stopping?.stop();
}

async function restart() {
  await deactivate();
  await start();
}

async function start() {
  const settings = vscode.workspace.getConfiguration("guidelint");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const [command, ...args] = commandLine(settings.get("command"), folder);
  const lang = settings.get("lang");
  client = new LanguageClient(
    "guidelint",
    "guidelint",
    { command, args, transport: TransportKind.stdio, options: { cwd: folder, env: { ...process.env, PYTHONUTF8: "1" } } },
    {
      documentSelector: [{ scheme: "file", language: "yaml" }],
      initializationOptions: { ...(lang && { lang }), uncompared: settings.get("uncompared") === true },
    },
  );
  try {
    await client.start();
  } catch (error) {
    const shown = await vscode.window.showErrorMessage(
      `guidelint 没有启动：${error.message}。先运行 pip install "guidelint[lsp]"，或在设置里写明 guidelint.command。`,
      "打开设置",
    );
    if (shown) await vscode.commands.executeCommand("workbench.action.openSettings", "guidelint.command");
  }
}

// A path with a separator counts from the workspace folder; a bare name is looked for on the PATH.
function commandLine(configured, folder) {
  const [program, ...args] = configured?.length ? configured : ["guidelint"];
  const isPath = /[\\/]/.test(program) && !path.isAbsolute(program);
  return [isPath && folder ? path.join(folder, program) : program, ...args, "lsp"];
}

module.exports = { activate, deactivate, commandLine };
