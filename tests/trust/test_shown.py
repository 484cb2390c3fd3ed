"""Control, bidirectional and line-breaking characters of files, ids, titles and names are shown, never obeyed."""

import json
import unicodedata
from pathlib import Path

import pytest

from guidelint.output.formats import FORMATS
from tests.command import Run, Write

RAW = "甲\nZZZ\x1b[31m\u202e\x9b\u2028末"
Z = '"甲\\nZZZ\\e[31m\\u202e\\x9b\\u2028末"'
FILES = {
    "guides/a.yaml": f"""\
id: a
title: {Z}
region: "110101"
authority: {Z}
halls: [{Z}]
conditions: [{Z}]
materials:
  - {{name: 身份证明, type: 原件, criteria: [{Z}], notes: {Z}, when: {Z}}}
  - {{name: {Z}, type: 原件}}
""",
    f"guides/{RAW}.yaml": "id: b\ntitle: t\nmaterials:\n  - name: 身份证明\n",
    "windows/a.yaml": f"""\
guide: a
hall: {Z}
observed: {{on: 2021-11-16, by: {Z}, how: 窗口自报}}
materials:
  - {{accepts: [居民身份证], type: 原件, revealed_by: [T-1]}}
  - {{accepts: [{Z}]}}
""",
    "tickets/T-1.yaml": f"""\
id: T-1
channel: {Z}
received: 2026-01-05
guide: a
problem: 告知差一点儿
summary: {Z}
handler: {Z}
hall: {Z}
guide_says: {Z}
window_requires: {Z}
brought: [{Z}]
source: {{kind: 公开报道, cite: {Z}, url: {Z}}}
stages:
  - {{stage: 发现问题, on: 2026-01-05, by: {Z}, note: {Z}}}
  - {{stage: 汇总转办, on: 2026-01-05, to: {Z}, due: 2026-01-08}}
reveals: [own/x]
""",
    "rules/own/x.yaml": f"""\
title: {{zh: {Z}, en: {Z}}}
level: error
kind: pattern
field: materials[].name
pattern: 身份证明
evidence: [T-1]
basis: [{{title: {Z}, number: {Z}}}]
why: {{zh: {Z}, en: {Z}}}
message: {{zh: {Z}, en: {Z}}}
fix: {{advice: {{zh: {Z}, en: {Z}}}}}
examples: {{bad: [身份证明], good: [户口簿]}}
""",
    "rules/thesaurus/own.yaml": f"concepts:\n  - id: own-x\n    prefLabel: {{zh: {Z}, en: {Z}}}\n",
}
BROKEN = {
    "guides/c.yaml": f"id: c\ntitle: x\nmaterials:\n  - name: x\n    {Z}: 原件\n",
    f"rules/own/{RAW}.yaml": "title: 1\n",
    "guidelint-baseline.yaml": f"""\
entries:
  - {{rule: own/x, guide: a, field: {Z}, text: {Z}, reason: {Z}, ticket: T-1, until: 2020-01-01}}
""",
}
EXACT = ("json", "jsonl")
"""What programs read keeps every character."""


@pytest.fixture
def hostile(write: Write, tmp_path: Path) -> Path:
    for name, content in FILES.items():
        write(name, content)
    return tmp_path


def obeyed(text: str) -> list[str]:
    """Characters that a terminal, a log or a page obeys."""
    return [c for c in text if c not in "\n\t" and unicodedata.category(c) in ("Cc", "Zl", "Zp")] + [
        c for c in text if "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"
    ]


def is_shown(text: str) -> None:
    assert obeyed(text) == []
    assert [line for line in text.splitlines() if line.lstrip().startswith("ZZZ")] == []


@pytest.mark.parametrize("is_broken", [False, True])
@pytest.mark.parametrize("format", [format for format in FORMATS if format not in EXACT])
def test_every_format(guidelint: Run, write: Write, hostile: Path, format: str, is_broken: bool) -> None:
    for name, content in BROKEN.items() if is_broken else ():
        write(name, content)
    done = guidelint("check", "--format", format, "--select", "own", "--verbose")
    assert done.code == (2 if is_broken else 1), done.err
    out = done.out
    if format in ("sarif", "gitlab", "rdjson"):
        messages = [text for text in texts(json.loads(out)) if "ZZZ" in text and text != RAW]
        assert messages
        assert [text for text in messages if text.split("\n") and obeyed(text)] == []
    else:
        is_shown(out)
    is_shown(done.err)


def texts(data: object) -> list[str]:
    """The texts that a reader of the format puts before people: not names of files, and not what stands in a file."""
    if isinstance(data, dict):
        return [
            text
            for key, value in data.items()
            if key in ("text", "message", "description", "shortDescription", "results", "runs", "diagnostics", "rules")
            or isinstance(value, list)
            for text in texts(value)
        ]
    if isinstance(data, list):
        return [text for one in data for text in texts(one)]
    return [data] if isinstance(data, str) else []


@pytest.mark.parametrize(
    "command",
    [
        ["check", "--lang", "en"],
        ["check", "--statistics"],
        ["check", "--why-silent", "guides/a.yaml:8"],
        ["check", f"no{RAW}"],
        ["check", "--select", RAW],
        ["rules", "list"],
        ["rules", "test"],
        ["explain", "own/x"],
        ["term", "own-x"],
        ["term", "身份证明"],
        ["ticket", "list"],
        ["ticket", "show", "T-1"],
        ["ticket", "show", RAW],
        ["stats", "--by", "hall"],
        ["stats", "--by", "channel", "--also", "公开报道"],
        ["doctor"],
        ["config", "show"],
        ["baseline", "show"],
        ["backtest"],
        ["notice", "a", "--anyway", "--format", "text"],
        ["try", "--guide", "a", "--bring", RAW],
        ["fix", "--diff"],
        ["learn", "T-1"],
    ],
    ids=lambda command: " ".join(command).replace(RAW, "…"),
)
@pytest.mark.parametrize("is_broken", [False, True])
def test_every_command(guidelint: Run, write: Write, hostile: Path, command: list[str], is_broken: bool) -> None:
    for name, content in BROKEN.items() if is_broken else ():
        write(name, content)
    done = guidelint(*command)
    assert done.code in (0, 1, 2)
    assert "内部出错" not in done.err
    is_shown(done.out)
    is_shown(done.err)


def test_a_report_is_drawn_whatever_stands_in_the_files(guidelint: Run, write: Write, hostile: Path) -> None:
    """The library that draws charts ends the whole process at U+0000 and others."""
    bad = '"甲\\0\\u0001\\ufffe\\u202e\\n\\u2028𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷"'
    for number in range(3):
        text = FILES["guides/a.yaml"].replace("id: a", f"id: g{number}").replace(f"halls: [{Z}]", f"halls: [{bad}]")
        write(f"guides/g{number}.yaml", text)
    done = guidelint("report", "--html", "out", "--also", "公开报道")
    assert (done.code, done.err) == (0, ""), done
    pages = [file.read_text(encoding="utf-8") for file in (hostile / "out").rglob("*.html")]
    assert any("ZZZ" in page for page in pages)
    assert [page for page in pages if obeyed(page)] == []
    assert sorted(p.name for p in hostile.iterdir()) == ["guides", "out", "rules", "tickets", "windows"]
