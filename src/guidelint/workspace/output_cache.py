"""The same check again, where nothing has changed since: it prints what it printed, and nothing is loaded that checks.

What a check prints rests on how it was called (command line, folder, day, environment) and on how files stand. How it
was called names the kept output; how the files stand, the file system tells in one pass. The meaning of the command line
and of the settings is not asked: they were read when the output was kept.

This runs before everything else, so it uses little more than what Python itself has loaded already.
"""

import os
import sys
import time

from guidelint.workspace import store
from guidelint.workspace.snapshot import Snapshot, Stamp, WatchedPlaces
from guidelint.workspace.top import repository_top

TYPE_CHECKING = False  # as in `typing`, which takes a while to load
if TYPE_CHECKING:
    from collections.abc import Sequence

_ENVIRONMENT = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM")
_OUR_ENVIRONMENT = ("GUIDELINT_", "_GUIDELINT_")  # how our variables begin; the second kind asks for completion
_MOST = 32  # kept outputs
_MOST_BYTES = 16 << 20  # of one of them


class Printed:
    """What a call printed, with the exit code; `standing` is a digest of how the files of these places stood."""

    def __init__(self, code: int, standing: str, places: str, shown: str) -> None:
        self.code, self.standing, self.places, self.shown = code, standing, places, shown

    @property
    def packed(self) -> bytes:
        raw = self.places.encode("utf-8", "surrogatepass")
        head = b"%d %s %d\n" % (self.code, self.standing.encode(), len(raw))
        return head + raw + self.shown.encode("utf-8", "surrogatepass")

    @classmethod
    def unpacked(cls, packed: bytes) -> "Printed":
        """Raises ValueError."""
        head, _, rest = packed.partition(b"\n")
        code, standing, size = head.split(b" ")
        places, shown = (raw.decode("utf-8", "surrogatepass") for raw in (rest[: int(size)], rest[int(size) :]))
        return cls(int(code), standing.decode(), places, shown)


class Call:
    """One call of the program, as far as it bears on what a check prints. `arguments` are those after its name; `seen` tells
    how files stand, where that was looked up in vain."""

    def __init__(self, arguments: "Sequence[str]") -> None:
        self.began = time.time_ns()
        self.arguments = tuple(arguments)
        self.name = self._name()
        self.seen: dict[str, Stamp] = {}

    def answer(self) -> int | None:
        """Print what this call printed before, and give its exit code; None where that would not be sure to be right."""
        kept = store.unseal(store.read(f"printed-{self.name}")) if _is_plain() else None
        if kept is None:
            return None
        try:
            printed = Printed.unpacked(bytes(kept))
            now = Snapshot(WatchedPlaces.of(printed.places))
        except (OSError, ValueError):  # a folder that may not be read; a form of another version
            return None
        if now.digest.hex() != printed.standing:
            self.seen = now.stamps
            return None
        tell(printed.shown)
        return printed.code

    def keep(self, code: int, shown: str, stood: Snapshot) -> None:
        """Keep what this call printed when files `stood` like this, unless one was so young that it may have changed without
        showing it."""
        if len(shown) > _MOST_BYTES or self.name != self._name():  # midnight has passed
            return
        if stood.is_settled(self.began):
            printed = Printed(code, stood.digest.hex(), stood.places.text, shown)
            store.keep(f"printed-{self.name}", store.seal(printed.packed), _MOST)

    def _name(self) -> str:
        """Two calls have the same one only if they would print the same of the same files."""
        ours = (name for name in os.environ if name in _ENVIRONMENT or name.startswith(_OUR_ENVIRONMENT))
        return store.digest(
            "\0".join(self.arguments),
            "\0".join(f"{name}={os.environ[name]}" for name in sorted(ours)),
            os.getcwd(),
            repository_top(os.getcwd()) or "",  # from where files are named for programs
            repr(time.localtime()[:3]),
            repr([stream is not None and stream.isatty() for stream in (sys.stdout, sys.stderr)]),
            # Another installation, another Python, and another user, who may read other files.
            os.path.dirname(__file__), sys.version, str(getattr(os, "getuid", int)()),
        ).hex()  # fmt: skip


def tell(shown: str) -> None:
    sys.stdout.write(shown)
    sys.stdout.flush()


def _is_plain() -> bool:
    """Whether text reaches standard output as it is; where it does not, click knows what to do."""
    stream = sys.stdout
    if stream is None or (stream.encoding or "").lower() not in ("utf-8", "utf8"):
        return False
    return sys.platform != "win32" or not stream.isatty()
