"""Which addresses of guides do not open, asked over the network: only where `check --links` wants it.

A guide may come from anybody, so an address inside the own network is asked for only where `link_hosts` names it. An
answer that wants a login, or refuses programs, says nothing of the page: only what nobody can open counts as dead.
Addresses that opened are not asked again for a day.
"""

import ipaddress
import json
import socket
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from msgspec import Struct

from guidelint import __version__
from guidelint.language.said import texts
from guidelint.model.guide import Guide
from guidelint.model.progress import Advance, unwatched
from guidelint.model.text import Text
from guidelint.rules.selector import select
from guidelint.workspace import store
from guidelint.workspace.workspace import Loaded

_AT_ONCE = 8
_FRESH = 24 * 3600  # seconds
_KEPT = "links"
_NO_HEAD = (400, 403, 405, 406, 501)  # servers that want to be asked for the whole page
_DEAD = (404, 410)
_AGENT = f"guidelint/{__version__} (link check)"


class Reach(Struct, frozen=True):
    """`hosts` are patterns of the only hosts that are asked, empty for all public ones; `timeout` is in seconds."""

    hosts: Sequence[str] = ()
    timeout: float = 10

    def asks(self, url: str) -> bool:
        host = urlsplit(url).hostname or ""
        return any(fnmatch(host, pattern) for pattern in self.hosts) if self.hosts else _is_public(host)


def addresses(guides: Iterable[Loaded[Guide]]) -> list[str]:
    """The web addresses that guides give anywhere, each once, in order."""
    found: dict[str, None] = {}
    for loaded in guides:
        for selector in texts():
            for _, value in select(loaded.document.data, selector):
                if isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value.strip():
                    found[value.strip()] = None
    return list(found)


def dead(urls: Sequence[str], reach: Reach, advance: Advance = unwatched) -> Iterator[tuple[str, Text]]:
    """Those of the addresses that do not open, and why."""
    known, now = _known(), time.time()
    asked = [url for url in urls if now - known.get(url, 0) > _FRESH and reach.asks(url)]
    opened: dict[str, float] = {}
    with ThreadPoolExecutor(_AT_ONCE) as workers:
        for done, (url, why) in enumerate(zip(asked, workers.map(lambda one: _why(one, reach), asked), strict=True), 1):
            advance(done, len(asked))
            if why is None:
                opened[url] = now
            else:
                yield url, why
    fresh = {url: at for url, at in known.items() if now - at <= _FRESH}
    store.keep(_KEPT, store.seal(json.dumps({**fresh, **opened}).encode()))


def _why(url: str, reach: Reach) -> Text | None:
    """Why the address does not open; None where it does, or where that cannot be told."""
    try:
        status = _status(url, "HEAD", reach)
        if status in _NO_HEAD:
            status = _status(url, "GET", reach)
    except (TimeoutError, URLError, OSError, HTTPException, ValueError) as error:
        return _failure(error)
    if status in _DEAD:
        return Text(f"网页不在了（{status}）", f"the page is gone ({status})")
    return Text(f"网站出错（{status}）", f"the site fails ({status})") if status >= 500 else None


def _status(url: str, method: str, reach: Reach) -> int:
    parts = urlsplit(url)
    plain = urlunsplit(parts._replace(path=quote(parts.path, safe="/%:@"), query=quote(parts.query, safe="=&%/:+,;?@")))
    request = Request(plain, method=method, headers={"User-Agent": _AGENT})
    try:
        with build_opener(_Redirects(reach)).open(request, timeout=reach.timeout) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


class _Redirects(HTTPRedirectHandler):
    """Follows to hosts alone that may be asked: a public page must not send us into the own network."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach

    def redirect_request(
        self, req: Request, fp: object, code: int, msg: str, headers: object, newurl: str
    ) -> Request | None:
        if not newurl.startswith(("http://", "https://")) or not self._reach.asks(newurl):
            return None  # the redirect itself is the answer
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _failure(error: Exception) -> Text:
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return Text("等了很久没有回应", "there is no answer in time")
    if isinstance(reason, socket.gaierror):
        return Text("没有这个网站", "there is no such site")
    if isinstance(reason, ConnectionError):
        return Text("网站拒绝连接", "the site refuses the connection")
    return Text("打不开", "it does not open")


def _is_public(host: str) -> bool:
    """Whether every address of the host lies in the public network; a host without any is left to the request."""
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return True
    return all(ipaddress.ip_address(str(one[4][0]).partition("%")[0]).is_global for one in found)


def _known() -> Mapping[str, float]:
    raw = store.unseal(store.read(_KEPT))
    if raw is None:
        return {}
    try:
        kept = json.loads(bytes(raw))
    except ValueError:
        return {}
    return {str(url): float(at) for url, at in kept.items()} if isinstance(kept, dict) else {}
