"""Rule packages: a workspace builds on the rules, thesaurus, tickets and settings of others.

    extends: [guidelint-national, ../province]

A name with a slash or a leading dot is a folder, beside the file that names it. Any other is a Python package: the one
that the entry point of that name (group `guidelint`) stands for. Nothing of it is imported or run; it is only looked
at. A package holds what a workspace holds: `guidelint.yaml`, `rules/` with `thesaurus/`, `tickets/`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct, structs

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.settings import Settings
from guidelint.model.text import Text
from guidelint.schemas.validation import model
from guidelint.source.decode import decode, read_whole
from guidelint.source.document import Document, load
from guidelint.source.document import Path as ValuePath
from guidelint.workspace.config import CONFIG_NAME, Config, Origin, RulePackage, is_configured, refuse_misspelt
from guidelint.workspace.names import wrong_glob

ENTRY_POINTS = "guidelint"

# A package's other settings name its own files.
_INHERITED = (
    "lang",
    "select",
    "ignore",
    "preview",
    "level",
    "levels",
    "profiles",
    "illustrations",
    "stale_after",
    "link_hosts",
    "link_timeout",
    "overrides",
)

_GLOBS = ("guides", "windows", "tickets", "archive")
_PLACES = ("rules", "baseline")  # settings that name one file or folder, which is written as well

Name = Callable[[Path], str]


class _Layer(Struct, frozen=True):
    """One configuration file of the chain; `document` is None where it says nothing or is not there."""

    folder: Path
    document: Document | None

    @property
    def data(self) -> dict[str, Any]:
        return self.document.data if self.document is not None else {}


def load_config(file: Path, name: Name, raw: bytes | None = None) -> Config:
    """The settings of a workspace: its file (or what it would hold, `raw`) over those that it extends, the last named
    first.

    Raises CannotCheck where a file is wrong, or a package is missing, empty, or extends itself.
    """
    refuse_misspelt(file, name)
    content = read_whole(file, name(file), inside=file.parent) if raw is None else raw
    own = _Layer(file.parent, _parse(content, name(file)))
    _refuse_elsewhere(own)
    _refuse_wrong_globs(own)
    data: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    packages: dict[Path, RulePackage] = {}
    for layer, written in _extended(own, name, ((file.parent.resolve(), name(file)),)):
        if layer.folder not in packages:
            packages[layer.folder] = _package(layer, written)
            _lay(layer, _INHERITED, data, origins, extends=written)
    _lay(own, tuple(own.data), data, origins)
    return structs.replace(Config.from_data(data), packages=tuple(packages.values()), origins=tuple(origins.items()))


def _extended(layer: _Layer, name: Name, trail: tuple[tuple[Path, str], ...]) -> Iterator[tuple[_Layer, str]]:
    """What a file extends, each after what it extends itself, with the word that names it."""
    for index, written in enumerate(layer.data.get("extends", ())):
        folder = _folder(written, layer.folder)
        if folder is None:
            raise _wrong(layer, index, f"没有规则包 {written}", f"there is no rule package {written}")
        if folder in (seen for seen, _ in trail):
            way = " → ".join((*(shown for _, shown in trail), written))
            raise _wrong(layer, index, f"extends 成环：{way}", f"extends runs in a circle: {way}")
        file = folder / CONFIG_NAME
        refuse_misspelt(file, name)
        there = read_whole(file, name(file), inside=folder) if is_configured(folder) else None
        inner = _Layer(folder, _parse(there, name(file)) if there is not None else None)
        if inner.document is None and not (folder / Config().rules).is_dir():
            raise _wrong(
                layer, index, f"规则包 {written} 里没有 {CONFIG_NAME}，也没有 rules 目录（{folder}）",
                f"rule package {written} has neither {CONFIG_NAME} nor a rules folder ({folder})",
            )  # fmt: skip
        _refuse_elsewhere(inner)
        _refuse_wrong_globs(inner)
        yield from _extended(inner, name, (*trail, (folder, written)))
        yield inner, written


def _lay(
    layer: _Layer, keys: tuple[str, ...], data: dict[str, Any], origins: dict[str, Origin], extends: str | None = None
) -> None:
    for key in keys:
        if layer.document is not None and key in layer.data:
            at = layer.document.position(layer.document.span((key,), key=True).start)
            data[key] = layer.data[key]
            origins[key] = Origin(layer.document.name, at.line, extends)


def _package(layer: _Layer, written: str) -> RulePackage:
    config = Config.from_data({key: layer.data[key] for key in ("rules", "tickets") if key in layer.data})
    return RulePackage(written, layer.folder, layer.folder / config.rules, config.tickets)


def _folder(written: str, beside: Path) -> Path | None:
    if written.startswith(".") or "/" in written or "\\" in written:
        folder = (beside / written).resolve()
        return folder if folder.is_dir() else None
    return _python_package(written)


def _python_package(name: str) -> Path | None:
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    for point in entry_points(group=ENTRY_POINTS, name=name):
        top, *below = point.module.split(".")
        try:
            spec = find_spec(top)  # imports nothing; to ask for what lies below it would
        except (ImportError, ValueError):
            continue
        for place in (spec.submodule_search_locations or ()) if spec else ():
            folder = Path(place, *below)
            if folder.is_dir():
                return folder.resolve()
    return None


def _refuse_elsewhere(layer: _Layer) -> None:
    """Raises CannotCheck for a setting that names a file or folder outside of the layer's own folder, or a hidden one."""
    for key in _PLACES:
        if key not in layer.data:
            continue
        parts = PurePosixPath(layer.data[key]).parts
        is_plain = not any(part.startswith((".", "/")) or "\\" in part or ":" in part for part in parts)
        if is_plain and (layer.folder / layer.data[key]).resolve().is_relative_to(layer.folder.resolve()):
            continue
        assert layer.document is not None
        at = layer.document.position(layer.document.span((key,)).start)
        said = Text(
            f"{key} 要写工作区里的路径，不能通向外面，也不能在隐藏的文件或文件夹里（以 . 开头的）",
            f"{key} has to be a path inside the workspace, not in hidden files or folders (beginning with a dot)",
        )
        raise CannotCheck([FileError(layer.document.name, at.line, at.column, said)])


def _refuse_wrong_globs(layer: _Layer) -> None:
    """Raises CannotCheck for every glob that nothing can fit."""
    places: list[ValuePath] = [(key, number) for key in _GLOBS for number in range(len(layer.data.get(key, ())))]
    overrides = enumerate(layer.data.get("overrides", ()))
    places += [("overrides", one, "paths", at) for one, data in overrides for at in range(len(data["paths"]))]
    errors = []
    for place in places:
        document = layer.document
        assert document is not None
        glob: Any = document.data
        for step in place:
            glob = glob[step]
        if (why := wrong_glob(glob, of_files=place[0] != "overrides")) is not None:
            at = document.position(document.span(place).start)
            errors.append(FileError(document.name, at.line, at.column, Text(f"{glob} {why.zh}", f"{glob} {why.en}")))
    if errors:
        raise CannotCheck(errors)


def _parse(raw: bytes, name: str) -> Document | None:
    """None for a file without any setting, which means the defaults."""
    if not any(line.strip() and not line.lstrip().startswith("#") for line in decode(raw, name).text.splitlines()):
        return None
    document = load(raw, name)
    model(document, "config", Settings)
    return document


def _wrong(layer: _Layer, index: int, zh: str, en: str) -> CannotCheck:
    assert layer.document is not None
    at = layer.document.position(layer.document.span(("extends", index)).start)
    return CannotCheck([FileError(layer.document.name, at.line, at.column, Text(zh, en))])
