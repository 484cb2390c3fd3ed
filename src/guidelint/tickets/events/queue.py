"""Events on disk: what is accepted waits here until it has been carried out, through crashes and restarts.

`waiting/` holds a file an event in the order of arrival, `done/` the outcomes by the event's key, `seen/` the signatures
of the last minutes. A file is whole or not there, and is durable when the call that writes it returns.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import time_ns
from typing import Any

from guidelint.tickets.events.event import Event
from guidelint.workspace.writing import sync_folder, write_whole

Outcome = Mapping[str, Any]
"""What came of an event, as JSON: `status` is `closed`, `refused` or `failed`."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An accepted event that has not been carried out: its key, its JSON as it came, and when (ISO)."""

    file: Path
    key: str
    body: bytes
    received: str


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue in a folder. One process at a time may hold it."""

    folder: Path

    @classmethod
    def at(cls, folder: Path) -> "Queue":
        """The queue, its folders made where they are not there. Raises OSError."""
        queue = cls(folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for part in (queue._waiting, queue._done, queue._seen):
            part.mkdir(exist_ok=True)
        for part in (folder, folder.parent):
            sync_folder(part)
        return queue

    def take_up(self) -> None:
        """Begin where the last process ended: what it left half written goes, and what failed for a reason of our own
        waits again."""
        for part in (self._waiting, self._done):
            for half_written in part.glob(".*.tmp"):
                half_written.unlink()
        for file in self._done.glob("*.json"):
            said = json.loads(file.read_bytes())
            if said["status"] == "failed" and not self._waiting_files(said["key"]):
                kept = {name: said[name] for name in ("key", "received", "body")}
                write_whole(self._waiting / f"{time_ns():020d}-{said['key']}.json", _json(kept))

    def is_first_time(self, timestamp: str, signature: str, oldest: int) -> bool:
        """Note a request; False where it was noted before. Those older than `oldest` (Unix seconds) are forgotten."""
        for file in self._seen.iterdir():
            when = file.name.partition("-")[0]
            if when.isdecimal() and int(when) < oldest:
                file.unlink(missing_ok=True)
        mark = self._seen / f"{timestamp}-{signature.partition('=')[2]}"
        try:
            os.close(os.open(mark, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            return False
        sync_folder(self._seen)
        return True

    def put(self, event: Event, body: bytes) -> None:
        """Accept an event; one that waits already in the same words is not put twice. Raises OSError; then it is not
        accepted."""
        text = body.decode("utf-8")
        if any(json.loads(file.read_bytes())["body"] == text for file in self._waiting_files(event.key)):
            return
        said = {"key": event.key, "received": _now(), "body": text}
        write_whole(self._waiting / f"{time_ns():020d}-{event.key}.json", _json(said))

    def first(self) -> Waiting | None:
        """What has waited longest."""
        for file in sorted(self._waiting.glob("*.json")):
            said = json.loads(file.read_bytes())
            return Waiting(file, said["key"], said["body"].encode("utf-8"), said["received"])
        return None

    def finish(self, waiting: Waiting, outcome: Outcome) -> None:
        """Keep the outcome, then take the event out. Killed between the two, it is carried out once more."""
        said = {**outcome, "key": waiting.key, "received": waiting.received, "finished": _now()}
        if outcome["status"] == "failed":
            said["body"] = waiting.body.decode("utf-8")
        write_whole(self._done / f"{waiting.key}.json", _json(said))
        waiting.file.unlink()
        sync_folder(self._waiting)

    def outcome(self, key: str) -> Outcome | None:
        """How an event stands: `waiting`, what came of it, or None where it is unknown."""
        if self._waiting_files(key):
            return {"key": key, "status": "waiting"}
        with suppress(FileNotFoundError):
            said: dict[str, Any] = json.loads((self._done / f"{key}.json").read_bytes())
            said.pop("body", None)
            return said
        return None

    def count(self) -> tuple[int, int]:
        """How many wait, and how many are done."""
        return len(list(self._waiting.glob("*.json"))), len(list(self._done.glob("*.json")))

    def _waiting_files(self, key: str) -> list[Path]:
        return list(self._waiting.glob(f"*-{key}.json"))

    @property
    def _waiting(self) -> Path:
        return self.folder / "waiting"

    @property
    def _done(self) -> Path:
        return self.folder / "done"

    @property
    def _seen(self) -> Path:
        return self.folder / "seen"


def _json(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8")


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
