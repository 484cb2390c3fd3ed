"""The addresses of the local page."""

import asyncio
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any, TypeVar
from urllib.parse import parse_qs

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route

from guidelint.model.errors import CannotCheck, FileError, NotWritten, UsageError
from guidelint.model.text import Lang, Text
from guidelint.page.desk import Desk, Item, Looked, Refused, changes
from guidelint.site.elements import Reader
from guidelint.site.templates import Render

LARGEST = 32 << 20  # bytes of what is handed over
_ASSETS = {"site.css": ("guidelint.site", "text/css"), "page.css": ("guidelint.page", "text/css"),
           "page.js": ("guidelint.page", "text/javascript")}  # fmt: skip
_NOTICE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts allow-modals"
"""A notice's own policy allows its style and script by their digests; this one takes it away from the page's origin."""

_REFUSALS = (CannotCheck, UsageError, NotWritten, Refused)

T = TypeVar("T")


class Asked(msgspec.Struct):
    """What a button sends: the guide under work, and what is asked of it."""

    file: str
    text: str
    places: dict[str, str] = {}
    mark: str = ""
    before: str | None = None


class Addresses:
    def __init__(self, desk: Desk, render: Render, lang: Lang) -> None:
        self.desk, self.render, self.lang = desk, render, lang
        self._one_at_a_time = asyncio.Lock()

    async def page(self, request: Request) -> Response:
        return HTMLResponse(self.render("page.html", folder=str(self.desk.top)))

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _ASSETS:
            raise HTTPException(404)
        package, kind = _ASSETS[name]
        return Response((files(package) / "assets" / name).read_bytes(), media_type=kind)

    async def read(self, request: Request) -> Response:
        """The body is the file; its name is in the query."""
        if request.headers.get("content-type") != "application/octet-stream":
            raise HTTPException(415)
        raw = await _body(request)
        handed = await self._do(lambda: self.desk.read(request.query_params.get("name", ""), raw))
        notes = [self._error(one) for one in handed.refused[:20]]
        if handed.total > len(handed.items):
            notes.append(
                Text(
                    f"里面有 {handed.total} 项，这里只看前 {len(handed.items)} 项；全部导入用 guidelint import guides",
                    f"{handed.total} items, of which the first {len(handed.items)} are offered; guidelint import brings all",
                ).in_(self.lang)
            )
        first = await self._do(lambda: self._looked(handed.items[0]))
        return JSONResponse({"items": [msgspec.to_builtins(item) for item in handed.items], "notes": notes, **first})

    async def look(self, request: Request) -> Response:
        asked = await _asked(request)
        return JSONResponse(await self._do(lambda: self._looked(Item("", asked.file, asked.text, asked.places))))

    async def mend(self, request: Request) -> Response:
        asked = await _asked(request)
        text, made = await self._do(lambda: self.desk.mend(asked.file, asked.text, asked.mark))
        shown = await self._do(lambda: self._looked(Item("", asked.file, text, asked.places)))
        return JSONResponse({"text": text, "made": changes(made), **shown})

    async def notice(self, request: Request) -> Response:
        """A form of the page's own, so that the answer is a page."""
        form = parse_qs((await _body(request)).decode(), keep_blank_values=True)
        file, text = form.get("file", [""])[0], form.get("text", [""])[0].replace("\r\n", "\n")
        page = await self._do(lambda: self.desk.notice(file, text, anyway="anyway" in form))
        return HTMLResponse(page, headers={"Content-Security-Policy": _NOTICE_POLICY})

    async def saving(self, request: Request) -> Response:
        asked = await _asked(request)
        return JSONResponse(msgspec.to_builtins(await self._do(lambda: self.desk.saving(asked.file, asked.text))))

    async def save(self, request: Request) -> Response:
        asked = await _asked(request)
        if asked.before is None:
            raise HTTPException(400)
        before = asked.before
        return JSONResponse({"name": await self._do(lambda: self.desk.save(asked.file, asked.text, before))})

    async def _do(self, work: Callable[[], T]) -> T:
        """Beside the server's loop, one at a time."""
        async with self._one_at_a_time:
            try:
                return await asyncio.to_thread(work)
            except _REFUSALS:
                raise
            except Exception as error:  # said on the page, where somebody reads it; the server goes on
                raise UsageError(
                    Text(
                        f"guidelint 内部出错，什么也没有写入：{type(error).__name__}: {error}",
                        f"an internal error; nothing was written: {type(error).__name__}: {error}",
                    )
                ) from error

    def _looked(self, item: Item) -> dict[str, Any]:
        looked = self.desk.look(item.file, item.text)
        html = self.render("result.html", **_values(looked, item, self.lang))
        safe = sum(one.finding.fix.safe for one in looked.findings)
        return {"html": html, "findings": len(looked.findings), "safe": safe}

    def _error(self, error: FileError) -> str:
        place = f"{error.path}:{error.line}" if error.line else error.path
        return f"{place} {error.message.in_(self.lang)}"

    async def refuse(self, _: Request, error: Exception) -> Response:
        """What the desk refuses, in words."""
        if isinstance(error, Refused):
            words = Text(
                "没有打印告知单：指南还有问题，照它带材料的人可能白跑。",
                "no notice printed: the guide has findings, and who keeps to it may come in vain.",
            )
            return PlainTextResponse(words.in_(self.lang), 409)
        if isinstance(error, CannotCheck):
            lines = [self._error(one) for one in error.errors[:20]]
        else:
            assert isinstance(error, UsageError | NotWritten)
            lines = [error.message.in_(self.lang)]
        return JSONResponse({"error": lines}, 422)


def application(desk: Desk, render: Render, lang: Lang, token: str) -> Starlette:
    """The ASGI application below the token, to be put behind a `Gate`."""
    at = Addresses(desk, render, lang)
    routes = [
        Route("/", at.page, methods=["GET"]),
        Route("/assets/{name}", at.asset, methods=["GET"]),
        *(
            Route(f"/{name}", handle, methods=["POST"])
            for name, handle in {"read": at.read, "look": at.look, "mend": at.mend, "notice": at.notice,
                                 "saving": at.saving, "save": at.save}.items()
        ),
    ]  # fmt: skip
    refused: Mapping[Any, Any] = dict.fromkeys(_REFUSALS, at.refuse)
    return Starlette(routes=[Mount(f"/{token}", routes=routes)], exception_handlers=refused)


def _values(looked: Looked, item: Item, lang: Lang) -> dict[str, Any]:
    reader = Reader(looked.document, "guide", lang, looked.findings)
    return {
        "title": looked.document.data["title"],
        "file": item.file,
        "places": item.places,
        "parts": reader.sections(("id", "illustration")),
        "findings": looked.findings,
        "safe": sum(one.finding.fix.safe for one in looked.findings),
        "errors": looked.report.errors,
        "is_checked": all(one.path != item.file for one in looked.report.errors),
        "notices": looked.report.notices,
        "compared": looked.report.comparisons,
    }


async def _asked(request: Request) -> Asked:
    if request.headers.get("content-type") != "application/json":
        raise HTTPException(415)
    try:
        return msgspec.json.decode(await _body(request), type=Asked)
    except msgspec.MsgspecError:
        raise HTTPException(400) from None


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise UsageError(
                Text(f"文件超过 {LARGEST >> 20} MB，没有读", f"the file is over {LARGEST >> 20} MB; not read")
            )
    return bytes(body)
