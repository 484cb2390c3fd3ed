"""Which guides the paths of a command line name."""

import os
from collections.abc import Sequence
from pathlib import Path

from guidelint.model.errors import UsageError
from guidelint.model.text import Text
from guidelint.workspace.config import CONFIG_NAME
from guidelint.workspace.names import matches
from guidelint.workspace.walk import in_unicode, straight
from guidelint.workspace.workspace import Workspace


def guide_names(workspace: Workspace, paths: Sequence[Path], known: Sequence[str] | None = None) -> list[str]:
    """The guides that the paths name: a folder's guides by the configured globs, and every file named itworkspace.

    `known` are all guides, where the caller has listed them already.

    Raises UsageError for a path that does not exist and for a folder without guides: a check of nothing is not clean.
    """
    all_guides = workspace.listed(workspace.config.guides) if known is None else known
    chosen: dict[str, None] = {}
    for path in map(straight, paths):
        below = f"{str(path).rstrip(os.sep)}{os.sep}"  # far quicker than to compare paths part by part
        if path.is_dir():
            chosen.update(dict.fromkeys(file for file in all_guides if file.startswith(below)))
        elif path.is_file() or path in workspace.unsaved:
            if not _is_other(workspace, path):
                chosen[str(path)] = None
        elif inside := [file for file in all_guides if file.startswith(below)]:
            chosen.update(dict.fromkeys(inside))  # a folder that is not on this disk
        else:
            shown = workspace.name(path)
            raise UsageError(Text(f"没有这个文件或文件夹：{shown}", f"no such file or folder: {shown}"))
    if not chosen and any(path.is_dir() for path in paths):
        for path in map(straight, paths):
            if (link := next((one for one in (path, *path.parents) if one.is_symlink()), None)) is not None:
                shown, target = workspace.name(link), workspace.name(os.path.realpath(link))
                raise UsageError(
                    Text(
                        f"{shown} 是通向文件夹 {target} 的链接，检查不进入链接；请检查 {target}，并把它写进 {CONFIG_NAME} 的 guides",
                        f"{shown} is a link to the folder {target}, and no link to a folder is followed; check {target}, "
                        f"and name it in {CONFIG_NAME} under guides",
                    )
                )
        where = ", ".join(workspace.config.guides)
        raise UsageError(Text(f"这里没有指南（按 {where} 查找）", f"there are no guides here (looked for {where})"))
    return in_unicode(sorted(chosen, key=lambda file: file.replace(os.sep, "\0")))


def _is_other(workspace: Workspace, file: Path) -> bool:
    """A window record, ticket or rule named on the command line: always read with the workspace, never a guide."""
    relative = workspace.relative(file)
    config = workspace.config
    other = (*config.windows, *config.tickets, *config.archive, f"{config.rules}/**/*.yaml", CONFIG_NAME)
    return any(matches(relative, pattern) for pattern in other)
