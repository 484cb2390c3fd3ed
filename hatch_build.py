"""Compiles the quick reader (src/guidelint/source/everyday.c) when guidelint is installed, where there is a C compiler.

Where there is none, guidelint is pure Python and finds the same, more slowly (docs/benchmarks.md).
"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext


class Compile(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compiled = _compile(Path(self.root, "src", "guidelint", "source", "everyday.c"))
        if compiled is None:
            self.app.display_warning("no C compiler: the quick reader is left in Python")
            return
        build_data["artifacts"].append("/" + compiled.relative_to(self.root).as_posix())
        build_data["pure_python"], build_data["infer_tag"] = False, True


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
