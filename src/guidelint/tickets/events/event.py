"""The event: a CloudEvent 1.0 in JSON that says that a ticket is closed (`guidelint schema event`)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text
from guidelint.schemas.validation import validate
from guidelint.source.decode import decode
from guidelint.source.document import Document, load
from guidelint.tickets.closing.model import Request

CHINA = timezone(timedelta(hours=8))

_REQUESTED = ("by", "note", "remedy", "reason", "unchanged", "unsafe", "replacement", "propagate")


@dataclass(frozen=True, slots=True)
class Event:
    """What was told. `source` and `id` together name the event; `ref` is the ticket's number in the ticket system.

    `request` is how the ticket is to be closed.
    """

    source: str
    id: str
    ticket: str | None
    ref: str | None
    request: Request

    @property
    def key(self) -> str:
        """SHA-256 of source and id, in hexadecimal: the event's name in files, references and addresses."""
        return hashlib.sha256(json.dumps([self.source, self.id]).encode()).hexdigest()


def read_event(raw: bytes, name: str, today: date) -> Event:
    """An event from its JSON. `today` is the day of one that names none.

    Raises CannotCheck with line and column for whatever is wrong with it.
    """
    text = decode(raw, name).text
    try:
        said = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_number)
        json.dumps(said, ensure_ascii=False).encode()  # an escaped half of a surrogate pair is no text
    except RecursionError:
        raise _refused(name, 1, 1, "JSON 套得太深", "the JSON is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise _refused(name, error.lineno, error.colno, f"不是合格的 JSON：{error.msg}", error.msg) from None
    except ValueError as error:
        raise _refused(name, 1, 1, f"不是合格的 JSON：{error}", str(error)) from None
    document = _placed(text, said, name)
    if errors := validate(document, "event"):
        raise CannotCheck(errors)
    data = said["data"]
    try:
        on = _day(data.get("closed"), said.get("time"), today)
    except ValueError:
        at = document.position(document.span(("data", "closed") if "closed" in data else ("time",)).start)
        raise _refused(name, at.line, at.column, "没有这一天", "there is no such day") from None
    return Event(
        source=said["source"],
        id=said["id"],
        ticket=data.get("ticket"),
        ref=data.get("ref"),
        request=Request(
            on,
            outcome={key: data[key] for key in ("done", "satisfied") if key in data},
            **{key: data[key] for key in _REQUESTED if key in data},
        ),
    )


def _placed(text: str, said: Any, name: str) -> Document:
    """JSON is YAML but for tabs and some escapes: where it reads the same, errors have their line and column."""
    try:
        document = load(text.encode("utf-8", "surrogatepass"), name)
        return document if document.data == said else Document.of(said, name)
    except CannotCheck:
        return Document.of(said, name)


def _day(closed: str | None, time: str | None, today: date) -> date:
    if closed is not None:
        return date.fromisoformat(closed)
    return datetime.fromisoformat(time.upper()).astimezone(CHINA).date() if time else today


def _without_doubles(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"{twice!r} 写了两次 · is there twice")
    return found


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} 不是数 · is no number")


def _refused(name: str, line: int, column: int, zh: str, en: str) -> CannotCheck:
    return CannotCheck([FileError(name, line, column, Text(zh, en))])
