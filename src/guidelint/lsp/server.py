"""`guidelint lsp`: the protocol on one side, `Live` workspaces on the other. Nothing that goes wrong ends the server."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcMethodNotFound,
    JsonRpcParseError,
)
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path, uri_scheme

from guidelint import __version__
from guidelint.lsp.diagnostics import diagnostics, of_error, uncompared
from guidelint.lsp.live import Checked, Live, root_of
from guidelint.lsp.places import Places, uri
from guidelint.lsp.protocol import Protocol, Refused
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Lang, Text
from guidelint.source.decode import read_whole
from guidelint.source.document import Document

TYPING_PAUSE = 0.15  # seconds without a key before a guide is checked: half a word is no finding
RELOAD_PAUSE = 0.4  # before the whole workspace is read again

Job = Callable[[Live], Coroutine[Any, Any, None]]


@dataclass(slots=True)
class Open:
    """A file that the editor has open; `checked` is how this very `version` stands, None until it is checked."""

    uri: str
    file: Path
    live: Live
    text: str
    version: int
    checked: Checked | None = None


class Server(LanguageServer):
    """One server may serve several workspaces: each open file belongs to the one around it."""

    def __init__(self) -> None:
        # Whole texts: guides are a few kilobytes, and pygls breaks lines at characters where editors do not.
        kind = types.TextDocumentSyncKind.Full
        super().__init__("guidelint", __version__, text_document_sync_kind=kind, protocol_cls=Protocol)
        self.lang: Lang | None = None
        self.shows_uncompared = False
        self.lives: dict[Path, Live] = {}
        self.open: dict[str, Open] = {}
        self._waiting: dict[tuple[str, Path], asyncio.Task[None]] = {}
        self._told: dict[Path, set[Path]] = {}
        self._reloading = asyncio.Lock()

    def language(self, live: Live) -> Lang:
        """What the client asked for, else what the workspace says."""
        return self.lang or (live.ready.workspace.config.lang if live.ready else "zh")

    @property
    def places(self) -> Places:
        return Places(self.workspace.position_codec)

    def diagnostics(self, one: Open) -> list[types.Diagnostic]:
        """What the editor shows of a file that has been checked."""
        assert one.checked is not None
        lang = self.language(one.live)
        shown = diagnostics(one.live, one.checked, one.text, self.places, lang)
        if self.shows_uncompared:
            shown += uncompared(one.checked, one.text, self.places, lang)
        return shown

    def opened(self, document: types.TextDocumentItem) -> None:
        file = _file(document.uri)
        root = root_of(file) if file else None
        if file is None or root is None:
            return
        live = self.lives.setdefault(root, Live(root))
        if live.kind(file) is None:
            return
        self.open[document.uri] = Open(document.uri, file, live, document.text, document.version)
        live.unsaved[file] = _bytes(document.text)
        if live.ready is None:
            self.later("reload", live, 0, self.reload)
        else:
            self.check(live)

    def changed(self, document: types.VersionedTextDocumentIdentifier, text: str) -> None:
        one = self.open.get(document.uri)
        if one is None:
            return
        one.text, one.version, one.checked = text, document.version, None
        one.live.unsaved[one.file] = _bytes(text)
        self.later("check", one.live, TYPING_PAUSE, self._check)
        if one.live.kind(one.file) != "guide":
            self.later("reload", one.live, RELOAD_PAUSE, self.reload)

    def closed(self, at: str) -> None:
        one = self.open.pop(at, None)
        if one is None:
            return
        one.live.unsaved.pop(one.file, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(at, []))
        self.later("reload", one.live, RELOAD_PAUSE, self.reload)

    def files_changed(self, uris: list[str]) -> None:
        for live in {live for at in uris if (file := _file(at)) for live in self._around(file)}:
            self.later("reload", live, RELOAD_PAUSE, self.reload)

    async def reload(self, live: Live) -> None:
        async with self._reloading:
            await asyncio.to_thread(live.reload)
        self.check(live)

    def check(self, live: Live) -> None:
        """Check the open files of a workspace and tell the editor. What rests on another file may have changed, so all
        of them; one takes about a millisecond."""
        for at, one in self.open.items():
            if one.live is live and live.kind(one.file) is not None:
                one.checked = live.check(one.file)
                shown = self.diagnostics(one)
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(at, shown, one.version))
        self._tell_files(live)

    def current(self, at: str) -> tuple[Open, Checked, Document] | None:
        """An open file as it stands now, checked at once if a check is still waiting; None for one that says nothing."""
        one = self.open.get(at)
        if one is None or one.live.ready is None:
            return None
        if one.checked is None:
            one.checked = one.live.check(one.file)
        return None if one.checked.document is None else (one, one.checked, one.checked.document)

    def later(self, what: str, live: Live, seconds: float, job: Job) -> None:
        """Do a job after a pause, once however often it is asked for."""
        if (waiting := self._waiting.pop((what, live.root), None)) is not None:
            waiting.cancel()
        self._waiting[what, live.root] = asyncio.ensure_future(self._guarded(what, live, seconds, job))

    async def _guarded(self, what: str, live: Live, seconds: float, job: Job) -> None:
        await asyncio.sleep(seconds)
        # From here on a newer request waits its turn instead of cutting this one off.
        if self._waiting.get((what, live.root)) is asyncio.current_task():
            del self._waiting[what, live.root]
        try:
            await job(live)
        except Exception as error:
            self.failed(error)

    async def _check(self, live: Live) -> None:
        self.check(live)

    def failed(self, error: Exception) -> None:
        """A failure that nobody foresaw: said to the user, and the server goes on."""
        said = f"{type(error).__name__}: {error}"
        both = Text(
            f"guidelint 内部出错，请把这一行发给维护者：{said}", f"internal error, please report this line: {said}"
        )
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, both.in_(self.lang or "zh")))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """What nobody foresaw is said to the user; what the client did wrong is for the client alone."""
        match error:
            case ValueError() | RecursionError() if source is JsonRpcException:  # the message is no JSON
                assert isinstance(self.protocol, Protocol)
                self.protocol.refuse(None, JsonRpcParseError())
            case Refused() | JsonRpcInvalidParams() | JsonRpcInvalidRequest() | JsonRpcMethodNotFound():
                pass
            case _:
                self.failed(error)

    def _tell_files(self, live: Live) -> None:
        """Errors of files that are not open: without them a check is not whole, and nobody would see why."""
        is_open = {one.file for one in self.open.values()}
        errors: dict[Path, list[FileError]] = {}
        for error in live.all_errors():
            errors.setdefault(live.root / error.path, []).append(error)
        closed = {file: found for file, found in errors.items() if file not in is_open}
        for file in self._told.get(live.root, set()) - closed.keys() - is_open:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri(file), []))
        for file, found in closed.items():
            text = _text(file, live.root)
            shown = [of_error(self.places, text, error, self.language(live)) for error in found]
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri(file), shown))
        self._told[live.root] = set(closed)

    def _around(self, file: Path) -> list[Live]:
        return [live for root, live in self.lives.items() if file.is_relative_to(root) and live.kind(file) is not None]


def _file(at: str) -> Path | None:
    """The file of an address; None for what is in no file, such as an unsaved new one."""
    path = to_fs_path(at) if uri_scheme(at) == "file" else None
    return Path(path) if path and "\0" not in path else None


def _bytes(text: str) -> bytes:
    # A lone surrogate, which JSON can carry, becomes bytes that are no UTF-8, and is told as such.
    return text.encode("utf-8", "surrogatepass")


def _text(file: Path, root: Path) -> str:
    try:
        return read_whole(file, file.name, inside=root).decode("utf-8-sig", "replace")
    except CannotCheck:
        return ""
