"""How files stand, as the file system tells: enough to know that nothing has changed, without reading any of them.

Every run begins here, as in `store`: without pathlib.
"""

import os
import sys
from functools import cache

from guidelint.workspace.store import digest

TYPE_CHECKING = False  # as in `typing`, which takes a while to load
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

YOUNG = 2_000_000_000  # nanoseconds in which a file may change twice and still show one time

Stamp = tuple[int, int, int, int]
"""Size, times of change (of the content, and of anything) in nanoseconds, and inode."""


class WatchedFolder:
    """A folder with all files below it whose names end in one of `endings`, in any case; links to folders are not
    followed."""

    def __init__(self, folder: str, endings: "Iterable[str]" = (".yaml", ".yml"), *, hidden: bool = False) -> None:
        self.folder, self.endings, self.hidden = folder, tuple(endings), hidden


class WatchedPlaces:
    """What an output rests on. A single file need not be there, but then must stay away.

    `there` are those that were there when the output was made.
    """

    def __init__(self, files: "Iterable[str]", folders: "Iterable[WatchedFolder]", there: "Iterable[str]" = ()) -> None:
        self.files, self.folders, self.there = tuple(files), tuple(folders), tuple(there)

    @property
    def text(self) -> str:
        """All files and folders in one text, from which `of` makes them again."""
        folders = (f"{one.folder}\0{' '.join(one.endings)}\0{'.' * one.hidden}" for one in self.folders)
        return "\0\n".join((str(len(self.files)), *self.files, *folders))

    @classmethod
    def of(cls, text: str) -> "WatchedPlaces":
        count, *rest = text.split("\0\n")
        folders = (folder.split("\0") for folder in rest[int(count) :])
        return cls(
            rest[: int(count)],
            (WatchedFolder(folder, endings.split(" "), hidden=bool(hidden)) for folder, endings, hidden in folders),
        )


class Snapshot:
    """How the files of some places stand, looked up once. Raises OSError where that cannot be told.

    `text` tells it in words, which are `said` of each file and folder.
    """

    def __init__(self, places: WatchedPlaces) -> None:
        self.places = places
        self.stamps: dict[str, Stamp] = {}
        self._folders: list[str] = []
        files = [self._file(file) for file in places.files]
        self.said = [*files, *(one for folder in places.folders for one in self._below(folder))]
        self.text = "\0".join(self.said).encode("utf-8", "surrogatepass")
        self.digest = digest(self.text)
        self._are_there = all(file in self.stamps for file in places.there)

    def is_settled(self, began: int) -> bool:
        """Whether all was like this before a run that began then, and whatever changes from now on will show."""
        try:
            stamps = [*self.stamps.values(), *map(stamp, map(os.stat, self._folders))]
        except OSError:
            return False
        latest = began - YOUNG
        return self._are_there and all(modified < latest and changed < latest for _, modified, changed, _ in stamps)

    def _file(self, file: str) -> str:
        try:
            stat = os.stat(file)
        except (FileNotFoundError, NotADirectoryError):
            return f"{file} is not there"
        return f"{file} is a folder" if os.path.isdir(file) else self._seen(file, stat)

    def _below(self, place: WatchedFolder) -> "Iterator[str]":
        if not os.path.isdir(place.folder):
            yield f"{place.folder} is no folder"
            return
        yield f"{place.folder} {os.path.realpath(place.folder)}"
        waiting = [place.folder]
        while waiting:
            folder = waiting.pop()
            self._folders.append(folder)
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith(".") and not place.hidden:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    elif entry.name.lower().endswith(place.endings):
                        yield self._link(entry.path) if entry.is_symlink() else self._seen(entry.path, _stat(entry))
                    elif entry.is_symlink() and entry.is_dir():
                        yield f"{entry.path} leads to a folder {os.path.realpath(entry.path)}"

    def _link(self, file: str) -> str:
        return f"{os.path.realpath(file)} {self._file(file)}"

    def _seen(self, file: str, stat: os.stat_result) -> str:
        size, modified, changed, inode = self.stamps[file] = stamp(stat)
        return f"{file} {size} {modified} {changed} {inode}"


def stamp(stat: os.stat_result) -> Stamp:
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def stamp_of(file: str) -> "Stamp | None":
    """How a file stands; None where it is not there."""
    try:
        return stamp(os.stat(file))
    except OSError:
        return None


def _stat(entry: "os.DirEntry[str]") -> os.stat_result:
    """What the file itself says. On Windows a folder's list knows no inodes, and may be behind with sizes and times."""
    return os.stat(entry.path) if sys.platform == "win32" else entry.stat()


def package() -> WatchedFolder:
    """guidelint's own code and schemas: another version, or an edit of this one, does everything anew."""
    return WatchedFolder(os.path.dirname(os.path.dirname(__file__)), (".py", ".json", ".yaml"), hidden=True)


@cache
def code() -> str:
    """A digest of what `package` holds."""
    return Snapshot(WatchedPlaces((), (package(),))).digest.hex()
