"""A language server as an editor starts it: a process of its own, spoken to over standard input and output."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from tests.dongcheng import GUIDE, WINDOW


@dataclass
class Editor:
    """A client with the little that an editor does: open, type, save, close, wait."""

    client: LanguageClient
    root: Path
    registered: list[types.Registration]
    versions: dict[str, int] = field(default_factory=dict)
    initialized: types.InitializeResult | None = None

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def open(self, name: str, text: str | None = None) -> str:
        uri = self.uri(name)
        self.versions[uri] = 1
        text = (self.root / name).read_bytes().decode() if text is None else text
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "yaml", 1, text))
        )
        return uri

    def type(self, uri: str, text: str) -> None:
        self.versions[uri] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.versions[uri], uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def save(self, uri: str) -> None:
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def close(self, uri: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def file_changed(self, name: str) -> None:
        change = types.FileEvent(self.uri(name), types.FileChangeType.Changed)
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))

    async def diagnostics(
        self, uri: str, until: Callable[[list[types.Diagnostic]], bool] = lambda _: True
    ) -> list[types.Diagnostic]:
        """The diagnostics of a file as soon as they are as wished; fails after ten seconds."""
        try:
            async with asyncio.timeout(10):
                while (found := self.client.diagnostics.get(uri)) is None or not until(list(found)):
                    await self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        except TimeoutError:
            pytest.fail(f"never as wished: {self.client.diagnostics.get(uri)}, {self.client.messages}")
        return list(found)


@asynccontextmanager
async def editor(
    root: Path,
    *,
    lang: str | None = None,
    uncompared: bool = False,
    encodings: tuple[types.PositionEncodingKind, ...] = (),
) -> AsyncIterator[Editor]:
    """An editor with Visual Studio Code's capabilities, on a running server."""
    command = [sys.executable, "-X", "utf8", "-m", "guidelint", "lsp"]
    client = await ClientServerConfig(server_command=command).start()
    assert isinstance(client, LanguageClient)
    registered: list[types.Registration] = []

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        registered.extend(params.registrations)

    capabilities = client_capabilities("visual-studio-code")
    assert capabilities.general is not None
    capabilities.general.position_encodings = list(encodings) or None
    params = types.InitializeParams(capabilities, root_uri=root.as_uri())
    options = {**({"lang": lang} if lang else {}), **({"uncompared": True} if uncompared else {})}
    params.initialization_options = options or None
    one = Editor(client, root, registered)
    one.initialized = await client.initialize_session(params)
    try:
        yield one
    finally:
        await client.shutdown_session()
        await client.stop()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The Dongcheng case in a folder with a Chinese name and a blank."""
    root = tmp_path / "东城 指南"
    for name, content in (
        ("guidelint.yaml", "select: [ambiguous/identity-proof, contract/vaguer-than-window, catch-all]\n"),
        ("guides/社保卡.yaml", GUIDE),
        ("windows/社保卡.yaml", WINDOW),
    ):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode())
    return root
