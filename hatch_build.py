"""What happens when a wheel is made: its rules and tickets are listed, its rules are proved, and the quick reader is compiled.

The list lets a check notice that a file is gone. What is proved here (guidelint.rules.preparing) no first run has to
prove. The reader (src/guidelint/source/everyday.c) needs a C compiler; where there is none, guidelint is pure Python and
finds the same, more slowly (docs/benchmarks.md).
"""

import os
import shutil
import subprocess
import sys
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
            self.made = TemporaryDirectory()  # gone with this object, when the wheel is made
            shipped = self.build_config.target_config["force-include"]
            Path(self.made.name, "files.txt").write_text("".join(_names(Path(self.root), shipped)), encoding="utf-8")
            if not _prepare(Path(self.root), self.made.name):
                self.app.display_warning("the rules are not prepared: the first run will prove them")
            for file in Path(self.made.name).iterdir():
                build_data["force_include"][str(file)] = f"guidelint/shipped/{file.name}"
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


def _prepare(root: Path, place: str) -> bool:
    """Whether the shipped rules and words were prepared, which needs what guidelint needs when it runs."""
    command = [sys.executable, "-X", "utf8", "-m", "guidelint.rules.preparing", place]
    path = os.pathsep.join((str(root / "src"), *sys.path))
    return subprocess.run(command, cwd=root, env=os.environ | {"PYTHONPATH": path}, check=False).returncode == 0


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
