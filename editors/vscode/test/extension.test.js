// The extension loads and knows how to start the server; VS Code itself is not needed for that.
"use strict";

const assert = require("node:assert");
const Module = require("node:module");
const path = require("node:path");
const test = require("node:test");

// Both modules are there only inside VS Code or after `npm install`; here they are only named.
const stub = () => new Proxy(class {}, { get: (target, name) => target[name] ?? stub() });
const load = Module._load;
Module._load = (name, ...rest) => (/^vscode/.test(name) ? stub() : load(name, ...rest));
const extension = require(process.env.EXTENSION ?? "../src/extension.js");

test("it exports what VS Code calls", () => {
  assert.equal(typeof extension.activate, "function");
  assert.equal(typeof extension.deactivate, "function");
});

test("the command line", () => {
  const folder = path.join(path.sep, "指南 仓库");
  assert.deepEqual(extension.commandLine(undefined, folder), ["guidelint", "lsp"]);
  assert.deepEqual(extension.commandLine(["py", "-m", "guidelint"], folder), ["py", "-m", "guidelint", "lsp"]);
  assert.deepEqual(extension.commandLine([".venv/bin/guidelint"], folder), [
    path.join(folder, ".venv", "bin", "guidelint"),
    "lsp",
  ]);
});

test("every setting that is read is declared", () => {
  const declared = Object.keys(require("../package.json").contributes.configuration.properties);
  assert.deepEqual(declared, ["guidelint.command", "guidelint.lang", "guidelint.uncompared"]);
});
