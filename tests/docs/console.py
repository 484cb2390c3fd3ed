"""Terminal sessions in the documentation: ```console blocks, run from top to bottom of a page in one shell.

    python -m tests.docs.console PAGE...     # write what the commands print today into the pages

A command begins with `$ `, a further line of it with `> `; what follows is its output, errors included.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_END = "\x1e"


@dataclass(frozen=True)
class Step:
    command: str
    output: str


def steps(page: str) -> list[Step]:
    return [step for block in _BLOCK.findall(page) for step in _steps(block)]


def run(commands: list[str], folder: Path) -> list[str]:
    """What each command prints, in one shell that starts in `folder`."""
    script = "\n".join(f"{command}\nstatus=$?; printf '{_END}'; (exit $status)" for command in commands)
    env = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "LC_ALL": "C.UTF-8",
        "GUIDELINT_LANG": "zh",
        "HOME": str(folder),
    }
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=env, timeout=120, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return done.stdout.decode("utf-8").split(_END)[:-1]


def renewed(page: str, folder: Path) -> str:
    """The page with the outputs of today."""
    outputs = iter(run([step.command for step in steps(page)], folder))
    return _BLOCK.sub(lambda block: "".join(_written(s.command, next(outputs)) for s in _steps(block[0])), page)


def _steps(block: str) -> Iterator[Step]:
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE)[1:]:
        lines = part.splitlines(keepends=True)
        size = next((n for n, line in enumerate(lines) if n and not line.startswith("> ")), len(lines))
        command = "".join(line[2:] for line in lines[:size]).rstrip("\n")
        yield Step(command, "".join(lines[size:]))


def _written(command: str, output: str) -> str:
    first, *rest = command.split("\n")
    return "".join([f"$ {first}\n", *(f"> {line}\n" for line in rest), output])


if __name__ == "__main__":
    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as empty:
            file = Path(name)
            file.write_text(renewed(file.read_text(encoding="utf-8"), Path(empty)), encoding="utf-8", newline="\n")
