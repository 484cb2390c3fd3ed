"""Runs the pages that show a terminal and writes what the commands print today into them: `python -m docs.console`.

A ```console block holds commands after `$ `, further lines of one after `> `, and below each what it prints, errors
included. A block with `file=NAME` is written to that file first. A line `…` in an output stands for any lines. A page
runs from top to bottom in one shell, in a new folder.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent

PAGES = {
    "tutorial-officer.zh-CN.md": "zh",
    "tutorial-officer.md": "en",
    "tutorial-keeper.zh-CN.md": "zh",
    "tutorial-tickets.zh-CN.md": "zh",
}
"""Each page with the language in which it is run."""

_BLOCK = re.compile(r"^```(?P<kind>\w+)(?: file=(?P<file>\S+))?\n(?P<body>.*?)^```\n", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (?P<command>.*(?:\n> .*)*)\n(?P<shown>(?:(?!\$ ).*\n)*)", re.MULTILINE)
_ELISION = "…"
_END = "\x1e"


@dataclass(frozen=True, slots=True)
class Step:
    command: str
    shown: str = ""

    def renewed(self, output: str) -> str:
        """The command as a page has it, above its output of today."""
        prompted = "$ " + self.command.replace("\n", "\n> ") + "\n"
        return prompted + (self.shown if _says(self.shown, output) else output)


def renewed(page: str, lang: str, folder: Path | None = None) -> str:
    """The page with the outputs that its commands give now, in a new folder if in none."""
    with tempfile.TemporaryDirectory() as new:
        return with_outputs(page, printed(commands_of(page), lang, folder or Path(new)))


def commands_of(page: str) -> list[str]:
    """The commands of a page from top to bottom, those that write its files among them."""
    return [step.command for block in _BLOCK.finditer(page) for step in _steps(block)]


def with_outputs(page: str, shown: Iterable[str]) -> str:
    """The page with an output for each of its commands."""
    following = iter(shown)
    return _BLOCK.sub(lambda block: _renewed(block, following), page)


def printed(commands: Sequence[str], lang: str, folder: Path) -> list[str]:
    """What each command prints on both streams, in one shell that starts in `folder`."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            ["bash", "-c", script(commands)], cwd=folder, env=environment(lang, home), timeout=120, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    return outputs(done.stdout)


def script(commands: Sequence[str]) -> str:
    """One shell script of all commands, with a mark after the output of each."""
    return "\n".join(f"{command}\nstatus=$?; printf '{_END}'; (exit $status)" for command in commands)


def outputs(shown: bytes) -> list[str]:
    """What a `script` has shown, command by command."""
    return shown.decode("utf-8").split(_END)[:-1]


def environment(lang: str, home: str) -> dict[str, str]:
    """This installation, a language, and nobody's own settings."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", "GUIDELINT_LANG": lang, "HOME": home}


def _renewed(block: re.Match[str], following: Iterator[str]) -> str:
    steps = [step.renewed(next(following)) for step in _steps(block)]
    return "```console\n" + "".join(steps) + "```\n" if block["kind"] == "console" else block[0]


def _steps(block: re.Match[str]) -> Iterator[Step]:
    """The commands of a block, each with the output that is shown below it; or the one that writes its file."""
    if block["file"]:
        file = shlex.quote(block["file"])
        yield Step(f'mkdir -p "$(dirname {file})" && printf %s {shlex.quote(block["body"])} > {file}')
    elif block["kind"] == "console":
        for step in _COMMAND.finditer(block["body"]):
            yield Step(step["command"].replace("\n> ", "\n"), step["shown"])


def _says(shown: str, output: str) -> bool:
    """Whether an output is what is shown, with nothing or anything in place of each elision."""
    parts = [re.escape(part) for part in re.split(rf"^{_ELISION}\n", shown, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*?".join(parts), output) is not None


if __name__ == "__main__":
    for name, spoken in PAGES.items():
        page = FOLDER / name
        page.write_text(renewed(page.read_text(encoding="utf-8"), spoken), encoding="utf-8", newline="\n")
