"""What happens when a wheel is made: its rules and tickets are listed, and the quick reader is compiled.

The list lets a check notice that a file is gone. The reader (src/guidelint/source/everyday.c) needs a C compiler; where
there is none, guidelint is pure Python and finds the same, more slowly (docs/benchmarks.md).
"""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext


class Build(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            self.listed = TemporaryDirectory()  # gone with this object, when the wheel is made
            shipped = self.build_config.target_config["force-include"]
            list_ = Path(self.listed.name, "files.txt")
            list_.write_text("".join(_names(Path(self.root), shipped)), encoding="utf-8")
            build_data["force_include"][str(list_)] = "guidelint/shipped/files.txt"
        compiled = _compile(Path(self.root, "src", "guidelint", "source", "everyday.c"))
        if compiled is None:
            self.app.display_warning("no C compiler: files are read by the slower reader")
            return
        build_data["artifacts"].append("/" + compiled.relative_to(self.root).as_posix())
        build_data["pure_python"], build_data["infer_tag"] = False, True


def _names(root: Path, shipped: Mapping[str, str]) -> Iterator[str]:
    """The shipped files below `guidelint/shipped`, one a line."""
    for folder, place in shipped.items():
        for file in sorted((root / folder).rglob("*.yaml")):
            yield f"{PurePosixPath(place).name}/{file.relative_to(root / folder).as_posix()}\n"


def _compile(source: Path) -> Path | None:
    """The module compiled from `source`, beside it; None where that is not to be had."""
    with TemporaryDirectory() as folder:
        extension = Extension("_everyday", [str(source)], optional=True)
        command = build_ext(Distribution({"ext_modules": [extension]}))
        command.build_lib = command.build_temp = folder
        command.ensure_finalized()
        command.run()
        made = Path(folder, command.get_ext_filename("_everyday"))
        if not made.exists():
            return None
        # Moved into its place as a whole: a process may have the one before it loaded.
        staged = shutil.copy(made, source.with_name(f".{made.name}"))
        return Path(staged).replace(source.with_name(made.name))
