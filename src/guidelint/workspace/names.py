"""Names of files against globs: however a system composes accents, and whichever ending of YAML somebody has given."""

import unicodedata
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from guidelint.model.text import Text

ENDINGS = (".yaml", ".yml")
"""Of YAML files, in any case: `*.yaml` in a glob stands for both."""


def is_yaml(name: str) -> bool:
    return name.lower().endswith(ENDINGS)


def fits(name: str, pattern: str) -> bool:
    """Whether one part of a path fits one part of a glob. macOS takes names apart (e and an accent), others do not."""
    if not (name.isascii() and pattern.isascii()):
        name, pattern = unicodedata.normalize("NFC", name), unicodedata.normalize("NFC", pattern)
    if is_yaml(pattern):
        if not is_yaml(name):
            return False
        name, pattern = name.rpartition(".")[0], pattern.rpartition(".")[0]
    return fnmatchcase(name, pattern)


def matches(path: PurePosixPath, pattern: str) -> bool:
    """Whether a path below the workspace fits a glob; `**` stands for any number of folders, also none."""
    return _matches(path.parts, PurePosixPath(pattern).parts)


def literal(pattern: str) -> str:
    """The folder below which all files lie that fit a glob: its parts up to the first with a wildcard."""
    *folders, _ = PurePosixPath(pattern).parts or ("",)
    plain = next((at for at, part in enumerate(folders) if not _WILD.isdisjoint(part)), len(folders))
    return "/".join(folders[:plain])


def wrong_glob(pattern: str, *, of_files: bool = True) -> Text | None:
    """Why nothing can fit a glob below the workspace; None for a good one. It finds files, or else tells some of them."""
    parts = pattern.split("/")
    if pattern.startswith("/") or ":" in parts[0] or ".." in parts:
        return Text("要写工作区里的路径，不能通向外面", "has to be a path inside the workspace")
    if "\\" in pattern:
        return Text("文件夹之间写 /，不写 \\", "has / between folders, not \\")
    if any(part.startswith(".") and part != "." for part in parts):
        return Text(
            "通向隐藏的文件或文件夹（以 . 开头的），那里的文件不会读",
            "leads into hidden files or folders, which are not read",
        )
    if any("**" in part and part != "**" for part in parts):
        return Text("** 要自己占一层，例如 guides/**/*.yaml", "has ** as a part of its own, such as guides/**/*.yaml")
    if pattern.count("[") != pattern.count("]"):
        return Text("的方括号没有成对", "has a bracket without its other half")
    if not parts[-1] or (parts[-1] == "**" and of_files):
        return Text(
            "说的是文件夹；要写到文件，例如 guides/**/*.yaml", "names a folder and no files, such as guides/**/*.yaml"
        )
    return None


_WILD = frozenset("*?[")


def _matches(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any(_matches(parts[skip:], pattern[1:]) for skip in range(len(parts) + 1))
    return bool(parts) and fits(parts[0], pattern[0]) and _matches(parts[1:], pattern[1:])
