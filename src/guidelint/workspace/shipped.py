"""The rules, thesaurus and public tickets that come with guidelint."""

from pathlib import Path

from msgspec import Struct

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text

LIST = "files.txt"  # in an installation: every file that came with it, one a line (hatch_build.py)


class Shipped(Struct, frozen=True):
    """Folders of the shipped rules (with `thesaurus/` inside) and of the tickets that are their evidence."""

    rules: Path
    tickets: Path

    def refuse_missing(self) -> None:
        """Raises CannotCheck where a file is gone: a check without one of its rules would be green for no reason."""
        top = _installed()
        if self.rules.parent != top:
            wanted = [self.rules]
        elif (listed := top / LIST).is_file():
            wanted = [top / name for name in listed.read_text(encoding="utf-8").splitlines()]
        else:
            wanted = [listed]
        if missing := [_missing(path) for path in wanted if not path.exists()]:
            raise CannotCheck(missing)


def shipped() -> Shipped:
    installed = _installed()
    if installed.is_dir():
        return Shipped(installed / "rules", installed / "tickets")
    # Run from a checkout: the repository's own folders are what the wheel is built from.
    repository = installed.parents[2]
    return Shipped(repository / "rules", repository / "tickets" / "public")


def installed(name: str) -> bytes | None:
    """What came with an installation under this name, made when its wheel was."""
    try:
        return (_installed() / name).read_bytes()
    except OSError:
        return None


def _installed() -> Path:
    return Path(__file__).parents[1] / "shipped"


def _missing(file: Path) -> FileError:
    said = Text(
        "guidelint 自带的这个文件不见了，检查会漏掉问题；请重新安装：pip install --force-reinstall guidelint",
        "this file of guidelint's own is gone, and a check would miss findings; pip install --force-reinstall guidelint",
    )
    return FileError(file.as_posix(), 0, 0, said)
