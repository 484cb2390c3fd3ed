"""What a client does wrong is answered by the protocol's codes, and is no failure of guidelint's."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

COMMAND = [sys.executable, "-X", "utf8", "-m", "guidelint", "lsp"]
INITIALIZE = {"processId": None, "rootUri": None, "capabilities": {}}
HOVER = "textDocument/hover"
GUIDE = "id: a\ntitle: 补领\nmaterials:\n  - name: 身份证明\n"


class Client:
    """Speaks to a server by hand, as no good client would."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(COMMAND, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.number = 0

    def send(self, raw: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(raw), raw))
        self.process.stdin.flush()

    def notify(self, method: str, params: Any) -> None:
        self.send(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode())

    def request(self, method: str, params: Any, **other: Any) -> dict[str, Any]:
        self.number += 1
        self.send(
            json.dumps({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params, **other}).encode()
        )
        return self.answer()

    def answer(self) -> dict[str, Any]:
        """The next message; that nothing is shown to the user in between is part of every test."""
        assert self.process.stdout is not None
        size = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            size = int(value) if name.lower() == b"content-length" else size
        said: dict[str, Any] = json.loads(self.process.stdout.read(size))
        return said

    def code(self, method: str, params: Any, **other: Any) -> int:
        said = self.request(method, params, **other)
        assert said["id"] == self.number, said
        return int(said["error"]["code"])


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    one = Client(tmp_path)
    yield one
    one.process.kill()
    one.process.communicate()


def test_out_of_turn(client: Client) -> None:
    assert client.code(HOVER, {}) == -32002  # not initialized
    client.notify("textDocument/didOpen", {})  # dropped
    assert client.request("initialize", INITIALIZE)["result"]["serverInfo"]["name"] == "guidelint"
    client.notify("initialized", {})
    assert client.code("initialize", INITIALIZE) == -32600
    assert client.request("shutdown", None)["result"] is None
    for method, params in ((HOVER, {}), ("shutdown", None), ("no/such", None)):
        assert client.code(method, params) == -32600
    client.notify("exit", None)
    assert client.process.wait(timeout=30) == 0


@pytest.mark.parametrize(
    "params",
    [
        {}, [], None, 1, "x", {"textDocument": {}}, {"textDocument": {"uri": 1}, "position": 1},
        {"textDocument": {"uri": "file:///a"}, "position": {"line": "1", "character": None}},
        {"textDocument": {"uri": "file:///a"}, "position": {"line": -1, "character": 0}},
    ],
)  # fmt: skip
def test_wrong_parameters(client: Client, params: Any) -> None:
    client.request("initialize", INITIALIZE)
    client.notify("initialized", {})
    assert client.code(HOVER, params) == -32602
    client.notify("textDocument/didOpen", params)  # nobody waits for an answer
    assert client.request("shutdown", None)["result"] is None


def test_what_is_no_request_at_all(client: Client) -> None:
    client.request("initialize", INITIALIZE)
    client.notify("initialized", {})
    for raw in (b"{", b"\xff", b"[" * 100_000):
        client.send(raw)
        said = client.answer()
        assert (said["id"], said["error"]["code"]) == (None, -32700)
    for raw in (b"[]", b"1", b"null", b"{}", b'{"jsonrpc": "1.0", "id": 1, "method": "x"}'):
        client.send(raw)
        said = client.answer()
        assert (said["id"], said["error"]["code"]) == (None, -32600)
    client.send(b'{"jsonrpc": "2.0", "id": {}, "method": "textDocument/hover"}')
    assert client.answer()["error"]["code"] == -32600
    client.send(b'{"jsonrpc": "2.0", "id": 7, "method": 1}')
    assert client.answer()["error"]["code"] == -32600
    assert client.code("no/such", {}) == -32601
    assert client.code("workspace/executeCommand", {"command": "no such"}) == -32602
    assert client.request("shutdown", None)["result"] is None


def test_files_that_are_none(client: Client, tmp_path: Path) -> None:
    """Addresses that name no file, changes to what is not open, and places beyond the end say nothing."""
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "a.yaml").write_text(GUIDE, encoding="utf-8")
    client.request("initialize", INITIALIZE)
    client.notify("initialized", {})
    good = (tmp_path / "guides" / "a.yaml").as_uri()
    for uri in ("file:///%00", "untitled:x", "http://[", "", "file://", "file:///dev/zero", good):
        client.notify(
            "textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": ""}}
        )
        for line in (0, 1, 2**31 - 1):
            place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": 2**31 - 1}}
            for _ in range(20):
                said = client.request(HOVER, place)
                if "method" not in said:
                    break  # diagnostics come in between
            assert said.get("method", "textDocument/publishDiagnostics") == "textDocument/publishDiagnostics", said
            assert "error" not in said, said
