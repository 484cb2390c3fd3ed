"""Events on disk: what is accepted waits here until it has been carried out, through crashes and restarts.

`waiting/` holds a file an event in the order of arrival, `done/` the outcomes by the event's key, `seen/` the signatures
of the last minutes. A file is whole or not there, and is durable when the call that writes it returns. One that was damaged
by something else goes to `damaged/`, and the others go on.
"""

import json
import os
from collections.abc import Mapping
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
        for part in (queue._waiting, queue._done, queue._seen, queue._damaged):
            part.mkdir(exist_ok=True)
        for part in (folder, folder.parent):
            sync_folder(part)
        return queue

    def take_up(self) -> list[Path]:
        """Begin where the last process ended: what it left half written goes, and what failed for a reason of our own
        waits again. Returns where damaged files were put."""
        for part in (self._waiting, self._done):
            for half_written in part.glob(".*.tmp"):
                half_written.unlink()
        for file in self._waiting.glob("*.json"):
            self._read(file)
        for file in self._done.glob("*.json"):
            said = self._read(file)
            if said is not None and said["status"] == "failed" and not self._waiting_files(said["key"]):
                self._put(said["key"], said["received"], said["body"])
        return self.damaged()

    def was_seen(self, timestamp: str, signature: str) -> bool:
        return os.path.lexists(self._mark(timestamp, signature))

    def note(self, timestamp: str, signature: str, oldest: int) -> None:
        """Remember a request that was accepted. Those older than `oldest` (Unix seconds) are forgotten. Raises OSError."""
        for file in self._seen.iterdir():
            when = file.name.partition("-")[0]
            if when.isdecimal() and int(when) < oldest:
                file.unlink(missing_ok=True)
        os.close(os.open(self._mark(timestamp, signature), os.O_CREAT | os.O_WRONLY, 0o600))
        sync_folder(self._seen)

    def put(self, event: Event, body: bytes) -> None:
        """Accept an event; one that waits already in the same words is not put twice. Raises OSError; then it is not
        accepted."""
        text = body.decode("utf-8")
        waiting = (self._read(file) for file in self._waiting_files(event.key))
        if not any(said is not None and said["body"] == text for said in waiting):
            self._put(event.key, _now(), text)

    def first(self) -> Waiting | None:
        """What has waited longest."""
        for file in sorted(self._waiting.glob("*.json")):
            if (said := self._read(file)) is not None:
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
        said = self._read(self._done / f"{key}.json")
        return said and {name: value for name, value in said.items() if name != "body"}

    def count(self) -> tuple[int, int]:
        """How many wait, and how many are done."""
        return len(list(self._waiting.glob("*.json"))), len(list(self._done.glob("*.json")))

    def damaged(self) -> list[Path]:
        """Files that could not be read and were set aside; whoever looks after the queue decides about them."""
        return sorted(self._damaged.iterdir())

    def _put(self, key: str, received: str, body: str) -> None:
        said = {"key": key, "received": received, "body": body}
        write_whole(self._waiting / f"{time_ns():020d}-{key}.json", _json(said))

    def _read(self, file: Path) -> dict[str, Any] | None:
        """What a file of the queue says; None where it is not there, or was damaged and is set aside. Raises OSError."""
        if not os.path.lexists(file):
            return None
        raw = file.read_bytes() if file.is_file() else b""  # nobody waits at a pipe
        try:
            said = json.loads(raw)
            names = ("key", "received", "body") if file.parent == self._waiting else ("key", "received", "status")
            is_sound = all(isinstance(said[name], str) for name in names) and file.stem.endswith(said["key"])
            if is_sound and (said.get("status") != "failed" or isinstance(said["body"], str)):
                return dict(said)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            pass
        if os.path.lexists(file):  # unless it was carried out meanwhile
            file.replace(self._damaged / f"{time_ns():020d}-{file.name}")
            sync_folder(file.parent)
        return None

    def _mark(self, timestamp: str, signature: str) -> Path:
        return self._seen / f"{timestamp}-{signature.partition('=')[2]}"

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

    @property
    def _damaged(self) -> Path:
        return self.folder / "damaged"


def _json(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8")


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
