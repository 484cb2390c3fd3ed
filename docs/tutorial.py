"""Runs a tutorial and writes the real outputs into it: `python -m docs.tutorial`.

A ```console block holds commands after `$ ` and below each what it prints; a block with `file=NAME` is written to that
file first. A line `…` in an output stands for any lines.
"""

import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

TUTORIALS = {"tutorial-officer.zh-CN.md": "zh", "tutorial-officer.md": "en"}
"""Each file with the language in which it is run."""

FOLDER = Path(__file__).parent

_BLOCK = re.compile(r"```(?P<kind>\w+)(?: file=(?P<file>\S+))?\n(?P<body>.*?)```\n", re.DOTALL)
_ELISION = "…"


def refreshed(text: str, lang: str) -> str:
    """The tutorial with the outputs that its commands give now, in a new folder."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        return _BLOCK.sub(lambda block: _refreshed(block, lang), text)


def _refreshed(block: re.Match[str], lang: str) -> str:
    if block["file"]:
        file = Path(block["file"])
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(block["body"].encode())
        return block[0]
    if block["kind"] != "console":
        return block[0]
    return "```console\n" + "".join(_run(*step, lang) for step in _steps(block["body"])) + "```\n"


def _steps(body: str) -> Iterator[tuple[str, str]]:
    """Each command with the output that is shown below it."""
    for step in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, shown = step.partition("\n")
        yield command, shown


def _run(command: str, shown: str, lang: str) -> str:
    program, *arguments = shlex.split(command)
    if program == "cd":
        os.chdir(arguments[0])
        return f"$ {command}\n"
    output = printed(arguments, lang)
    return f"$ {command}\n" + (shown if _says(shown, output) else output)


def printed(arguments: list[str], lang: str) -> str:
    """What `guidelint ARGUMENTS` prints, the lines of both streams as a terminal shows them."""
    from guidelint.__main__ import run

    screen = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
    before = os.environ.get("GUIDELINT_LANG")
    os.environ["GUIDELINT_LANG"] = lang
    try:
        with redirect_stdout(screen), redirect_stderr(screen):
            run(arguments)
    finally:
        os.environ.pop("GUIDELINT_LANG") if before is None else os.environ.update(GUIDELINT_LANG=before)
    screen.seek(0)
    return screen.read()


def _says(shown: str, output: str) -> bool:
    """Whether an output is what is shown, with nothing or anything in place of each elision."""
    if _ELISION not in shown.split("\n"):
        return shown == output
    parts = [re.escape(part) for part in re.split(rf"^{_ELISION}\n", shown, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*?".join(parts), output) is not None


if __name__ == "__main__":
    for name, spoken in TUTORIALS.items():
        file = FOLDER / name
        file.write_text(refreshed(file.read_text(encoding="utf-8"), spoken), encoding="utf-8")
