"""What a check does not read although somebody meant it to: links to folders, and settings that lead nowhere."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from guidelint.model.errors import FileError
from guidelint.model.finding import Notice
from guidelint.model.text import Text
from guidelint.source.document import Document, load
from guidelint.source.document import Path as ValuePath
from guidelint.workspace.config import CONFIG_NAME
from guidelint.workspace.names import literal, matches
from guidelint.workspace.walk import in_unicode
from guidelint.workspace.workspace import Workspace


def linked_folders(workspace: Workspace) -> Iterator[Notice]:
    """Links to folders where guides, window records and tickets are looked for: what lies there is not read. Raises as
    `in_unicode`."""
    config = workspace.config
    places = dict.fromkeys(literal(glob) for glob in (*config.guides, *config.windows, *config.tickets))
    for place in places:
        for folder, folders, _ in os.walk(workspace.root / place):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            links = [str(path) for name in folders if (path := Path(folder, name)).is_symlink()]
            for link in in_unicode(links):
                yield Notice(workspace.name(link), 1, 1, _linked(workspace, Path(link)))


def dead_settings(workspace: Workspace, guides: Sequence[str]) -> list[FileError]:
    """Paths and globs of the workspace's own configuration that lead nowhere; `guides` are the files of all guides."""
    file, origins = workspace.root / CONFIG_NAME, dict(workspace.config.origins)
    own = {key for key, origin in origins.items() if origin.extends is None}
    found = list(_dead(workspace, own, [workspace.relative(Path(guide)) for guide in guides]))
    if not found:
        return []
    document = load(workspace.read(file), workspace.name(file))
    return [_error(document, path, said) for path, said in found]


def _dead(workspace: Workspace, own: set[str], guides: Sequence[PurePosixPath]) -> Iterator[tuple[ValuePath, Text]]:
    root, config = workspace.root, workspace.config
    for number, glob in enumerate(config.guides if "guides" in own else ()):
        if not any(matches(guide, glob) for guide in guides):
            yield ("guides", number), Text(f"{glob} 没有找到任何指南", f"{glob} finds no guide")
    for key in ("windows", "tickets"):
        for number, glob in enumerate(getattr(config, key) if key in own else ()):
            if not (root / literal(glob)).is_dir() and not workspace.files([glob]):
                folder = literal(glob)
                yield (key, number), Text(f"没有文件夹 {folder}", f"there is no folder {folder}")
    if "rules" in own and not (root / config.rules).is_dir():
        yield ("rules",), Text(f"没有文件夹 {config.rules}", f"there is no folder {config.rules}")
    for number, override in enumerate(config.overrides if "overrides" in own else ()):
        for at, glob in enumerate(override.paths):
            if not any(matches(guide, glob) for guide in guides):
                yield ("overrides", number, "paths", at), Text(f"{glob} 没有对上任何指南", f"{glob} is of no guide")


def _error(document: Document, path: ValuePath, said: Text) -> FileError:
    at = document.position(document.span(path).start)
    return FileError(document.name, at.line, at.column, said)


def _linked(workspace: Workspace, link: Path) -> Text:
    target = Path(os.path.realpath(link))
    root = Path(os.path.realpath(workspace.root))
    if not target.is_relative_to(root):
        return Text(
            "这个链接通向工作区外面的文件夹，里面的文件没有读",
            "this link leads to a folder outside of the workspace; nothing in it was read",
        )
    glob = f"{target.relative_to(root).as_posix()}/**/*.yaml"
    return Text(
        f"这是通向文件夹的链接，里面的文件没有读；要读就在 {CONFIG_NAME} 里写上 {glob}",
        f"this is a link to a folder, and nothing in it was read; to have it read, write {glob} into {CONFIG_NAME}",
    )
