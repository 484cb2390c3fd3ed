"""Events over HTTP: signed, on disk before they are accepted, carried out one at a time."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import date
from time import time
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from guidelint.model.errors import CannotCheck, NotWritten, reason
from guidelint.model.text import Text
from guidelint.tickets.events.event import Event, read_event
from guidelint.tickets.events.queue import Outcome, Queue, Waiting
from guidelint.tickets.events.refused import Refused
from guidelint.tickets.events.signature import SIGNATURE, TIMESTAMP, WINDOW, check

LARGEST = 64 << 10  # bytes of a body; an event has a few hundred
PATIENCE = 10.0  # seconds for a body to arrive
LINGER = 1.0  # seconds for the rest of a body that is too large
LONGEST_PAUSE = 60.0  # seconds between two tries at an event
CONTENT_TYPES = ("application/cloudevents+json", "application/json")

Handle = Callable[[Event], Outcome]
"""Carries out one event and says what came of it. Raises OSError where the surroundings do not allow it just now."""


class Worker:
    """Takes events out of the queue, the oldest first and one at a time, in a thread beside the server's own."""

    def __init__(self, queue: Queue, handle: Handle) -> None:
        self.queue, self.handle = queue, handle
        self.trouble: Text | None = None
        self.working_on: str | None = None
        self._news = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        self._news.set()

    def stop(self) -> None:
        """What is being carried out is finished; the rest stays in the queue for the next start."""
        self._stopping = True
        self._news.set()

    async def run(self) -> None:
        pause = 1.0
        while not self._stopping:
            self._news.clear()
            try:
                is_done = await asyncio.to_thread(self._carry_out_first)
                self.trouble, pause = None, 1.0
            except Exception as error:  # such as a full disk: the event stays where it is, /status tells why
                why = _why(error)
                self.trouble = Text(
                    f"暂时做不了，会再试：{why.zh}", f"not possible just now, to be tried again: {why.en}"
                )
                is_done, pause = False, min(2 * pause, LONGEST_PAUSE)
            if not is_done:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), pause if self.trouble else None)

    def _carry_out_first(self) -> bool:
        """Take what has waited longest; False where nothing waits."""
        waiting = self.queue.first()
        if waiting is None:
            return False
        self.working_on = waiting.key
        try:
            self._carry_out(waiting)
        finally:
            self.working_on = None
        return True

    def _carry_out(self, waiting: Waiting) -> None:
        try:
            outcome = self.handle(read_event(waiting.body, "event", date.fromisoformat(waiting.received[:10])))
        except OSError:
            raise
        except Exception as error:  # one event that fails must not hold up the others; its sender can read why
            said = f"{type(error).__name__}: {error}"
            outcome = {"status": "failed", "zh": f"guidelint 内部出错：{said}", "en": f"internal error: {said}"}
        self.queue.finish(waiting, outcome)


class Desk:
    """Looks at what comes in and accepts it, or says why not."""

    def __init__(self, queue: Queue, worker: Worker, secrets: Sequence[bytes]) -> None:
        self.queue, self.worker, self.secrets = queue, worker, secrets
        self.trouble: Text | None = None
        self._one_at_a_time = asyncio.Lock()

    async def post(self, request: Request) -> JSONResponse:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in CONTENT_TYPES:
            wanted = CONTENT_TYPES[0]
            raise Refused(415, "content-type", Text(f"Content-Type 要是 {wanted}", f"Content-Type is to be {wanted}"))
        body = await _body(request)
        timestamp, signed = request.headers.get(TIMESTAMP), request.headers.get(SIGNATURE)
        check(self.secrets, timestamp, signed, body, time())
        try:
            event = read_event(body, "event", date.today())
        except CannotCheck as error:
            raise Refused(400, "malformed", Text("事件写法有误", "the event is malformed"), error.errors) from None
        async with self._one_at_a_time:
            try:
                status, said = await asyncio.to_thread(self._accept, event, body, str(timestamp), str(signed))
                self.trouble = None
            except OSError as error:
                why = _why(error)
                self.trouble = Text(
                    f"写不进队列，请稍后再发：{why.zh}", f"the queue cannot be written, send it again later: {why.en}"
                )
                raise Refused(503, "not-stored", self.trouble) from None
        self.worker.wake()
        return JSONResponse(said, status, headers={"Location": f"/events/{event.key}"})

    def _accept(self, event: Event, body: bytes, timestamp: str, signed: str) -> tuple[int, Outcome]:
        signed = signed.lower()
        if self.queue.was_seen(timestamp, signed):
            raise Refused(
                409,
                "replayed",
                Text("这个请求已经收到过；重发要重新签名", "received before; sign anew to send it again"),
            )
        known = self.queue.outcome(event.key)
        if known is not None and known["status"] == "closed":
            return 200, known
        # Remembered only when it is on disk, so that what was answered 503 may be sent again as it is.
        self.queue.put(event, body)
        self.queue.note(timestamp, signed, int(time()) - 2 * WINDOW)
        return 202, {"key": event.key, "status": "waiting"}

    async def outcome(self, request: Request) -> JSONResponse:
        key = request.path_params["key"]
        known = await asyncio.to_thread(self.queue.outcome, key) if _is_key(key) else None
        if known is None:
            raise Refused(404, "unknown", Text("没有收到过这个事件", "no such event was received"))
        return JSONResponse(known)

    async def status(self, request: Request) -> JSONResponse:
        waiting, done = await asyncio.to_thread(self.queue.count)
        damaged = [f"damaged/{file.name}" for file in await asyncio.to_thread(self.queue.damaged)]
        trouble = self.worker.trouble or self.trouble
        said: dict[str, Any] = {
            "waiting": waiting,
            "done": done,
            "working_on": self.worker.working_on,
            "trouble": {"zh": trouble.zh, "en": trouble.en} if trouble else None,
            **({"damaged": damaged} if damaged else {}),
        }
        return JSONResponse(said)


def application(queue: Queue, handle: Handle, secrets: Sequence[bytes]) -> Starlette:
    """The ASGI application. While it runs, its worker carries out what waits in the queue."""
    worker = Worker(queue, handle)
    desk = Desk(queue, worker, secrets)

    @asynccontextmanager
    async def at_work(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(worker.run())
        yield
        worker.stop()
        await task

    return Starlette(
        routes=[
            Route("/events", desk.post, methods=["POST"]),
            Route("/events/{key}", desk.outcome, methods=["GET"]),
            Route("/status", desk.status, methods=["GET"]),
        ],
        exception_handlers={Refused: _refuse, HTTPException: _refuse_otherwise, Exception: _refuse_unforeseen},
        lifespan=at_work,
    )


async def _body(request: Request) -> bytes:
    """A body that is too large is taken in for a moment all the same, and dropped: a connection closed on unread bytes is
    reset, and its sender would never read why it was refused."""
    length = request.headers.get("content-length", "0")
    is_too_large = len(length) > len(str(LARGEST)) or not length.isdecimal() or int(length) > LARGEST
    body = bytearray()
    try:
        async with asyncio.timeout(LINGER if is_too_large else PATIENCE) as limit:
            async for chunk in request.stream():
                if is_too_large:
                    continue
                body += chunk
                if len(body) > LARGEST:
                    is_too_large = True
                    limit.reschedule(asyncio.get_running_loop().time() + LINGER)
    except TimeoutError:
        if not is_too_large:
            late = Text(f"{PATIENCE:.0f} 秒没有收完", "the body did not arrive in time")
            raise Refused(408, "too-slow", late) from None
    except ClientDisconnect:
        if not is_too_large:
            raise Refused(400, "cut-short", Text("内容没有收完", "the body is cut short")) from None
    if is_too_large:
        raise Refused(413, "too-large", Text(f"内容超过 {LARGEST} 字节", f"the body is over {LARGEST} bytes"))
    return bytes(body)


def _why(error: Exception) -> Text:
    if isinstance(error, NotWritten):
        return error.message
    if isinstance(error, OSError):
        why = reason(error)
        return Text(f"{error.filename or ''} {why.zh}".strip(), f"{error.filename or ''} {why.en}".strip())
    return Text(str(error), str(error))


def _is_key(text: str) -> bool:
    return len(text) == 64 and all(c in "0123456789abcdef" for c in text)


async def _refuse(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)
    headers = {"Connection": "close"} if error.status in (408, 413) else None
    return JSONResponse(error.as_data(), error.status, headers=headers)


async def _refuse_otherwise(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    words = {404: Text("没有这个地址", "there is no such address"), 405: Text("不能用这种方法", "method not allowed")}
    said = words.get(error.status_code, Text(str(error.detail), str(error.detail)))
    return JSONResponse(Refused(error.status_code, "http", said).as_data(), error.status_code, headers=error.headers)


async def _refuse_unforeseen(_: Request, error: Exception) -> JSONResponse:
    said = Text("guidelint 内部出错，没有接受", "internal error; not accepted")
    return JSONResponse(Refused(500, "internal", said).as_data(), 500)
