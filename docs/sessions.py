"""Three people's first hour at a terminal: `python -m docs.sessions` types their commands into a pseudo-terminal and
writes what it shows into the page and its pictures.

Each section of the page is one person's: a picture and a console block (see docs.console). It begins in a folder that
holds what that person has: a guide in Word, an export of the service line, or nothing.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from select import select

from docs.console import commands_of, environment, outputs, script, with_outputs

FOLDER = Path(__file__).parent
PAGE = FOLDER / "first-hour.zh-CN.md"
ROWS, COLUMNS = 40, 104

_BAR = re.compile(r"\r\x1b\[\?25l.*?\x1b\[\?25h\n", re.DOTALL)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True, slots=True)
class Session:
    """`picture` is the name of its picture, by which its section is found."""

    picture: str
    prepare: Callable[[Path], None]


def word_file(folder: Path) -> None:
    """The guide of an officer as it lies on the desk: two tables in Word."""
    from docx import Document

    elements = {
        "事项名称": "社会保障卡补领", "实施编码": "demo-sscard", "行政区划代码": "110101", "实施主体": "演示人社局", "办理地点": "演示大厅",
        "承诺办结时限": "5个工作日", "是否收费": "不收费", "咨询电话": "12345",
    }  # fmt: skip
    document = Document()
    document.add_heading(elements["事项名称"], 1)
    _table(document, list(elements.items()))
    _table(document, [("材料名称", "材料类型", "份数"), ("身份证明", "原件", "1")])
    document.save(str(folder / "社会保障卡补领.docx"))


def _table(document, rows) -> None:  # type: ignore[no-untyped-def]  # python-docx has no types
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def nothing(folder: Path) -> None:
    """A keeper begins with an empty folder."""


def export(folder: Path) -> None:
    """The clerk's export of the service line."""
    shutil.copy(FOLDER / "12345-export.csv", folder / "12345导出.csv")


SESSIONS = (
    Session("session-officer.svg", word_file),
    Session("session-keeper.svg", nothing),
    Session("session-clerk.svg", export),
)


def section(page: str, session: Session) -> str:
    """The part of the page that is this person's."""
    return next(part for part in re.split(r"^(?=## )", page, flags=re.MULTILINE) if session.picture in part)


def typed(part: str, session: Session) -> list[str]:
    """What a terminal shows for each command of a section, colours included."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as home:
        session.prepare(Path(folder))
        shown = _on_terminal(script(commands_of(part)), folder, environment("zh", home))
    return [without_bars(one.replace("\r\n", "\n")) for one in outputs(shown)]


def without_bars(shown: str) -> str:
    """What a terminal shows but for the bar of long work, which is a matter of the machine."""
    return _BAR.sub("", shown)


def renewed(part: str, shown: list[str]) -> str:
    """The section with what its terminal shows now."""
    return with_outputs(part, [_COLOUR.sub("", one) for one in shown])


def screen(part: str, shown: list[str]) -> str:
    """The whole terminal of a section, colours included."""
    commands = (command.replace("\n", "\n> ") for command in commands_of(part))
    return "".join(f"$ {command}\n{output}" for command, output in zip(commands, shown, strict=True))


def _on_terminal(commands: str, folder: str, env: dict[str, str]) -> bytes:
    """Everything that a shell shows whose three streams are a pseudo-terminal."""
    from termios import tcsetwinsize

    reader, writer = os.openpty()
    tcsetwinsize(writer, (ROWS, COLUMNS))
    env = {**env, "TERM": "xterm-256color"}
    shell = subprocess.Popen(["bash", "-c", commands], cwd=folder, env=env, stdin=writer, stdout=writer, stderr=writer)
    os.close(writer)
    shown = b""
    try:
        while select([reader], [], [], 60)[0]:
            try:
                shown += os.read(reader, 65536)
            except OSError:  # the shell has closed the last end of it
                break
    finally:
        shell.kill()
        shell.wait()
        os.close(reader)
    return shown


if __name__ == "__main__":
    from docs.pictures import FOLDER as PICTURES
    from docs.pictures import drawn

    page = PAGE.read_text(encoding="utf-8")
    for one in SESSIONS:
        part = section(page, one)
        shown = typed(part, one)
        (PICTURES / one.picture).write_text(drawn(screen(part, shown)), encoding="utf-8")
        page = page.replace(part, renewed(part, shown))
    PAGE.write_text(page, encoding="utf-8", newline="\n")
