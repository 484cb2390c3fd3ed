"""A workspace may come from anybody: checking or mending it runs no code of theirs and writes nothing outside it."""

import json
import os
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from guidelint.workspace.config import JOURNAL_NAME
from tests.command import Run, Write
from tests.preloaded import Preloaded
from tests.robustness.test_faults import GUIDE, WINDOW

TICKET = """\
id: T-1
channel: 综合窗口
received: 2026-01-05
problem: 告知差一点儿
summary: 演示
source: {kind: 演示}
"""


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that nobody has given to guidelint, with one file in it."""
    folder = tmp_path_factory.mktemp("outside")
    (folder / "precious").write_bytes(b"precious")
    return folder


@pytest.mark.parametrize("command", ["check", "fix"])
@pytest.mark.parametrize(
    "place", ["{outside}/precious", "../{outside.name}/precious", ".git/hooks/pre-commit", "link/precious", "a/../../b"]
)
def test_a_journal_put_there_by_somebody_else_writes_nothing(
    guidelint: Run, write: Write, tmp_path: Path, outside: Path, command: str, place: str
) -> None:
    write("guides/a.yaml", GUIDE.format(id="a"))
    (tmp_path / ".git" / "hooks").mkdir(parents=True)
    (tmp_path / "link").symlink_to(outside)
    entry = {"file": place.format(outside=outside), "before": digest(b"precious"), "after": digest(b"owned")}
    new = dict(entry, before=None)
    write(f"{JOURNAL_NAME}/journal.json", json.dumps({"undo": False, "files": [entry, new], "folders": []}))
    for number in range(2):
        write(f"{JOURNAL_NAME}/{number}.new", "owned")
    done = guidelint(command)
    assert done.code == 2
    assert "不是你的 guidelint 在这台电脑上" in done.err
    assert (outside / "precious").read_bytes() == b"precious"
    assert [p.name for p in outside.iterdir()] == ["precious"]
    assert list((tmp_path / ".git" / "hooks").iterdir()) == []


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"files": 1}', '{"files": [{}], "folders": [], "undo": 0}', "[" * 9000]
)
def test_a_damaged_journal_is_refused_in_words(guidelint: Run, write: Write, content: str) -> None:
    write("guides/a.yaml", GUIDE.format(id="a"))
    write(f"{JOURNAL_NAME}/journal.json", content)
    done = guidelint("fix")
    assert done.code == 2
    assert f"删去 {JOURNAL_NAME}" in done.err


def test_a_lock_that_leads_elsewhere_is_not_followed(
    guidelint: Run, write: Write, tmp_path: Path, outside: Path
) -> None:
    write("guides/a.yaml", GUIDE.format(id="a"))
    write("windows/a.yaml", WINDOW.format(id="a"))
    (tmp_path / ".guidelint-lock").symlink_to(outside / "precious")
    done = guidelint("fix")
    assert done.code == 2
    assert f"guidelint 错误：写不了 {tmp_path / '.guidelint-lock'}：" in done.err
    assert done.err.endswith("；没有改动任何文件\n")
    assert (outside / "precious").read_bytes() == b"precious"


def test_a_folder_that_leads_elsewhere_is_not_written_into(
    guidelint: Run, write: Write, tmp_path: Path, outside: Path
) -> None:
    write("guides/a.yaml", GUIDE.format(id="a"))
    (tmp_path / "tickets").symlink_to(outside)
    done = guidelint(
        "ticket", "new", "--guide", "a", "--channel", "综合窗口", "--received", "2026-01-05", "--problem", "告知差一点儿",
        "--summary", "演示", "--meets", "--source", "演示",
    )  # fmt: skip
    assert done.code == 2
    assert "不在工作区" in done.err
    assert [p.name for p in outside.iterdir()] == ["precious"]


@pytest.mark.parametrize("id", ["../../owned", "/owned", "a/b", "..", "a\\b", "con:", ".hidden", "a\nb", "x" * 101])
def test_ids_that_are_paths_are_refused(guidelint: Run, write: Write, id: str) -> None:
    """Files are named after ids: of guides in notices, of tickets in archives."""
    write("guides/a.yaml", GUIDE.replace("{id}", json.dumps(id)))
    write("tickets/a.yaml", TICKET.replace("T-1", json.dumps(id)))
    done = guidelint("check")
    assert done.code == 2
    assert "guides/a.yaml:1:5 文件有误" in done.out
    assert "tickets/a.yaml:1:5 文件有误" in done.out


@pytest.mark.parametrize("pattern", ["../**/*.yaml", "/etc/**/*.yaml", "guides/../../**/*.yaml"])
def test_patterns_that_lead_out_of_the_workspace_find_nothing(
    guidelint: Run, write: Write, outside: Path, pattern: str
) -> None:
    (outside / "b.yaml").write_text(GUIDE.format(id="b"), encoding="utf-8")
    write("guides/a.yaml", GUIDE.format(id="a"))
    write("guidelint.yaml", f'guides: ["{pattern}"]\n')
    done = guidelint("check")
    assert done.code == 2
    assert "Traceback" not in done.err
    assert "b.yaml" not in done.out


def test_no_code_from_yaml(guidelint: Run, write: Write, tmp_path: Path) -> None:
    for name in ("guides/a.yaml", "guidelint.yaml", "tickets/a.yaml", "windows/a.yaml", "rules/own/a.yaml"):
        write(name, "!!python/object/apply:os.system ['touch owned']\n")
    done = guidelint("check")
    assert done.code == 2
    assert not (tmp_path / "owned").exists()


def test_a_rule_cannot_hang_the_check(guidelint: Run, write: Write) -> None:
    """The pattern that takes a backtracking engine for ever, over a value made for it."""
    write("guides/a.yaml", GUIDE.replace("身份证明", "a" * 5000).format(id="a"))
    write(
        "rules/own/slow.yaml",
        """\
title: {zh: 慢, en: slow}
level: error
kind: pattern
field: materials[].name
pattern: "(a+)+$b|(a|a)*c"
evidence: [DC-2021-11-001]
message: {zh: 慢, en: slow}
fix: {advice: {zh: 改, en: change}}
examples: {bad: [aac], good: [b]}
""",
    )
    done = guidelint("check", "--select", "own/slow")
    assert (done.code, done.err) == (0, "")


def test_what_a_message_quotes_cannot_reach_into_python(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE.format(id="a"))
    write(
        "rules/own/format.yaml",
        """\
title: {zh: 格式, en: format}
level: error
kind: pattern
field: materials[].name
pattern: 身份证明
evidence: [DC-2021-11-001]
message: {zh: "{text.__class__.__mro__} {text!r} {0}", en: "{text.__class__}"}
fix: {advice: {zh: 改, en: change}}
examples: {bad: [身份证明], good: [户口簿]}
""",
    )
    done = guidelint("check", "--select", "own/format")
    assert done.code == 1
    assert "{text.__class__.__mro__} {text!r} {0}" in done.out


def test_a_broken_ticket_that_says_it_is_closed(guidelint: Run, write: Write) -> None:
    """A line of it is believed before it is read; then it turns out to be none. Found by fuzzing."""
    write("guides/a.yaml", GUIDE.format(id="a"))
    write("tickets/a.yaml", TICKET + "guide: a\noutcome: {done: true, closed: 2026-02-01}\nstages: [\n")
    done = guidelint("check")
    assert (done.code, done.err) == (2, "")
    assert "tickets/a.yaml:10:1 文件有误" in done.out


OBEYED = "\x1b]0;owned\x07\x1b[8m\u202e"


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["check", "--format", "concise", "guides"],
        ["check", "--select", OBEYED],
        ["check", f"no{OBEYED}"],
        ["fix", "--diff"],
        ["ticket", "show", "T-1"],
        ["rules", "test"],
        ["try", "--guide", "a", "--bring", OBEYED],
        ["notice", "a", "--format", "text"],
        ["export", "guides", "--xlsx", f"no{OBEYED}/x.xlsx"],
    ],
    ids=lambda command: " ".join(command).replace(OBEYED, "…"),
)
def test_no_command_sends_a_terminal_what_it_obeys(
    write: Write, tmp_path: Path, preloaded_process: Preloaded, command: list[str]
) -> None:
    """Titles, halls, summaries and names of files and keys that set a terminal's title, hide text and turn it round."""
    quoted = '"\\e]0;owned\\a\\e[8m\\u202e甲"'
    guide = GUIDE.format(id="a").replace("补领", quoted)
    write(f"guides/{OBEYED.replace('/', '')}.yaml", f"{guide}halls: [{quoted}]\nnotes: [{quoted}]\n")
    write(f"guides/broken{OBEYED}.yaml", f"{quoted}: 1\n")
    write("tickets/a.yaml", TICKET.replace("演示\nsource", f"{quoted}\nhall: {quoted}\nguide: a\nsource"))
    write(f"rules/own/{OBEYED}.yaml", f"title: {{zh: {quoted}, en: x}}\n")
    master, slave = os.openpty()
    with os.fdopen(master, "rb", buffering=0) as terminal, ThreadPoolExecutor(1) as pool:
        streams, env = (slave, slave, slave), os.environ | {"TERM": "xterm"}
        code = pool.submit(preloaded_process.run_on, streams, tuple(command), tmp_path, env)
        shown = b""
        with suppress(OSError):  # what Linux answers when nobody holds the other end any more
            while some := terminal.read(1 << 16):
                shown += some
    assert code.result() in (0, 1, 2)
    assert shown
    assert "内部出错" not in shown.decode()
    assert r"\x1b[" not in shown.decode().replace(r"\x1b[8m", "")  # our own colours are let through
    bar = rb"\[\?25[lh]|\[K"  # which comes on a slow machine, and is ours too
    assert re.findall(rb"\x1b(?!\[[0-9;]*m|" + bar + rb")|\x1b\[8m|\x07|\xe2\x80\xae", shown) == []


def test_links_in_circles_and_names_like_options(guidelint: Run, write: Write, tmp_path: Path) -> None:
    for name in ("-x", "--fix", "a"):
        write(f"guides/{name}.yaml", GUIDE.format(id=f"g{name}".replace("-", "")))
    (tmp_path / "guides" / "self.yaml").symlink_to("self.yaml")
    (tmp_path / "guides" / "loop").symlink_to(".")
    (tmp_path / "windows").symlink_to("windows")
    done = guidelint("check", "--select", "ambiguous")
    assert (done.code, done.err) == (1, "")
    assert "检查了 3 份指南" in done.out
    few = guidelint("check", "--select", "ambiguous", "--", "-x.yaml", "--fix.yaml", cwd=tmp_path / "guides")
    assert (few.code, "检查了 2 份指南" in few.out) == (1, True)
    assert "身份证明" in (tmp_path / "guides" / "--fix.yaml").read_text(encoding="utf-8")


_BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij")
)


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("attack", ["entities", "outside"])
def test_a_workbook_reads_and_unpacks_nothing_but_cells(
    guidelint: Run, write: Write, tmp_path: Path, outside: Path, part: str, attack: str
) -> None:
    """Names of parts that lead out of the archive, entities that grow ten thousand million times or name a file."""
    write("guides/a.yaml", GUIDE.format(id="a"))
    assert guidelint("export", "guides", "--xlsx", "好.xlsx").code == 0
    with zipfile.ZipFile(tmp_path / "好.xlsx") as good, zipfile.ZipFile(tmp_path / "坏.xlsx", "w") as bad:
        for one in good.infolist():
            raw = good.read(one)
            if one.filename == part:
                head = _BOMB if attack == "entities" else f'<!DOCTYPE x [<!ENTITY j SYSTEM "{outside}/precious">'
                at = raw.index(b"?>") + 2
                raw = (
                    raw[:at]
                    + head.encode()
                    + b"]>"
                    + raw[at:].replace("补领".encode(), b"&j;").replace(b"guides", b"&j;")
                )
            bad.writestr(one.filename, raw)
        for name in ("../owned", "/tmp/guidelint-owned", "..\\owned", "xl/../../owned", "a\nb", "C:\\owned"):
            bad.writestr(name, "owned")
    (tmp_path / "guides" / "a.yaml").unlink()
    done = guidelint("import", "guides", "坏.xlsx")
    assert done.code in (0, 1, 2)
    assert "内部出错" not in done.err
    written = "".join(file.read_text(encoding="utf-8") for file in tmp_path.rglob("*.yaml"))
    assert "precious" not in written
    assert len(written) < 1_000
    assert [p.name for p in outside.iterdir()] == ["precious"]
    assert not list(tmp_path.parent.glob("owned"))
    assert not Path("/tmp/guidelint-owned").exists()
