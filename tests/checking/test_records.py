"""However a window or ticket is written, it is held against the guide that it is about, as if all were read first."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from benchmarks.corpus import write
from guidelint.checking.cache import ResultCache
from guidelint.checking.checking import check
from guidelint.checking.engine import Engine
from guidelint.model.report import Options, Report
from guidelint.source.document import load
from guidelint.workspace.workspace import Workspace
from tests.checking import reference

OPTIONS = Options(preview=True, today=date(2026, 1, 1))

WINDOW = """\
guide: g0000001
hall: 演示大厅
observed: {on: 2025-03-13, by: 综合窗口, how: 窗口自报}
materials:
- accepts: [二寸免冠照片]
  revealed_by: [T-1]
- accepts: [演示用的特别证明]
  copies: 9
"""
TICKET = """\
id: T-1
channel: 综合窗口
received: 2025-08-15
guide: g0000001
problem: 告知差一点儿
summary: 窗口还要护照
brought: [居民身份证]
source: {kind: 演示}
"""
# Another guide's id stands at the beginning of a line, inside a text.
DECOY = '"演示\nguide: g0000002\nid: T-2 大厅"'


def _changes(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


STYLES: dict[str, Callable[[str], str]] = {
    "as usual": str,
    "comment": _changes("g0000001", "g0000001 # 就是它"),
    "single quotes": _changes("g0000001", "'g0000001'"),
    "double quotes": _changes("g0000001", '"g0000001"'),
    "CRLF": _changes("\n", "\r\n"),
    "byte order mark": lambda text: f"\ufeff{text}",
    "marker": lambda text: f"%YAML 1.1\n---\n{text}...\n",
    "no end of line": lambda text: "\n".join([*text.splitlines()[1:], text.splitlines()[0]]),
    "two documents": lambda text: f"{text}---\n{text}",
    "twice": lambda text: f"{text}guide: g0000002\n",
    "broken": lambda text: f"{text}guide: g0000002: x\n",
    "schema": lambda text: f"{text}sonst: 1\n",
    "nobody's": _changes("g0000001", "nobody"),
    "nobody's and broken": lambda text: text.replace("g0000001", "nobody") + "sonst: 1\n",
    "anchor": _changes("guide: g0000001", "guide: &a g0000001"),
    "tag": _changes("guide: g0000001", "guide: !!str g0000001"),
    "folded": _changes("guide: g0000001", "guide: >-\n  g0000001"),
    "next line": _changes("guide: g0000001", "guide:\n  g0000001"),
    "CR": _changes("\n", "\r"),
    "decoy": lambda text: text.replace("演示大厅", DECOY).replace("窗口还要护照", DECOY),
    "block scalar": lambda text: f"notes: |\n guide: g0000002\n{text}",
    "number": _changes("g0000001", "17"),
    "empty": _changes("guide: g0000001", "guide:"),
    "quoted key": lambda text: (
        text.replace("guide: g0000001", '"guide": g0000001').replace("演示大厅", DECOY).replace("窗口还要护照", DECOY)
    ),
    "explicit key": lambda text: (
        text.replace("guide: g0000001", "? guide\n: g0000001").replace("演示大厅", DECOY).replace("窗口还要护照", DECOY)
    ),
    "escaped key": lambda text: (
        text.replace("guide:", '"gu\\x69de":').replace("演示大厅", DECOY).replace("窗口还要护照", DECOY)
    ),
    "flow mapping": lambda text: "{" + ", ".join(f'"{key}": {value}' for key, value in _flow(text)) + "}\n",
}


def _flow(text: str) -> list[tuple[str, str]]:
    """The file's top keys with their values in flow style; the decoy stands where the text does."""
    shown = {key: json.dumps(value, ensure_ascii=False) for key, value in load(text.encode(), "").data.items()}
    return [(key, DECOY if key in ("hall", "summary") else value) for key, value in shown.items()]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workspace")
    write(folder, 30, seed=4)
    return folder


def _put(folder: Path, window: str, ticket: str) -> None:
    (folder / "windows" / "w.yaml").write_bytes(window.encode())
    (folder / "tickets" / "t.yaml").write_bytes(ticket.encode())


def _reports(folder: Path, cache: ResultCache | None = None) -> list[Report]:
    found = [check(Workspace.find(folder, folder), OPTIONS, [folder], jobs=jobs, cache=cache) for jobs in (1, 2)]
    found.append(reference.check(Engine.prepare(Workspace.find(folder, folder), OPTIONS), [folder]))
    return found


@pytest.mark.parametrize("style", STYLES)
def test_style(corpus: Path, style: str) -> None:
    _put(corpus, STYLES[style](WINDOW), STYLES[style](TICKET))
    here, copies, expected = _reports(corpus)
    assert here == copies == expected


@pytest.mark.slow
def test_the_styles_show_something(corpus: Path) -> None:
    """Where the files are good, the window is heard and its ticket is evidence."""
    for style in ("as usual", "CRLF", "byte order mark", "anchor", "decoy", "quoted key", "flow mapping"):
        _put(corpus, STYLES[style](WINDOW), STYLES[style](TICKET))
        report = _reports(corpus)[0]
        assert not report.errors
        shown = [f for f in report.findings if f.guide == "g0000001" and f.rule == "contract/missing-in-guide"]
        assert any(evidence.ticket == "T-1" for finding in shown for evidence in finding.evidence), style


@pytest.mark.slow
@pytest.mark.parametrize(
    ("window", "ticket"),
    [
        (WINDOW, TICKET.replace("id: T-1", '"id": T-1').replace("窗口还要护照", DECOY)),
        (WINDOW, TICKET + '"reve\\x61ls": [contract/missing-in-guide]\n'),
        (WINDOW, TICKET + 'outcome: {done: true, satisfied: true, "clos\\x65d": 2025-09-01}\n'),
        (WINDOW, TICKET + "outcome: {done: true, satisfied: true, closed: 2025-09-01}\n"),
        (WINDOW, TICKET.replace("guide: g0000001\n", "")),
        (WINDOW.replace("guide: g0000001", "guide: g0000004"), TICKET),
    ],
)
def test_tickets(corpus: Path, window: str, ticket: str) -> None:
    _put(corpus, window, ticket)
    here, copies, expected = _reports(corpus)
    assert here == copies == expected


def test_twins_and_a_broken_twin_of_a_public_ticket(corpus: Path) -> None:
    _put(corpus, WINDOW, TICKET)
    twin, public = corpus / "tickets" / "u.yaml", corpus / "tickets" / "v.yaml"
    twin.write_text(TICKET.replace("护照", "户口簿"), encoding="utf-8")
    public.write_text(TICKET.replace("T-1", "DC-2021-11-001") + "sonst: 1\n", encoding="utf-8")
    try:
        here, copies, expected = _reports(corpus)
        assert here == copies == expected
        assert {Path(error.path).name for error in here.errors} == {"u.yaml", "v.yaml"}
    finally:
        twin.unlink()
        public.unlink()


@pytest.mark.slow
def test_remembered(corpus: Path, tmp_path: Path) -> None:
    """One change after the other, with what is remembered of the runs before."""
    cache = ResultCache(tmp_path / "results.db")
    for style in (
        "as usual",
        "broken",
        "quoted key",
        "schema",
        "nobody's",
        "anchor",
        "as usual",
        "decoy",
        "flow mapping",
    ):
        _put(corpus, STYLES[style](WINDOW), STYLES[style](TICKET))
        here, again, expected = _reports(corpus, cache)
        assert here == again == expected, style


def test_every_file_is_read_once(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A guide is read once for what it says to its neighbours, and once to be checked; windows and tickets are held."""
    _put(corpus, WINDOW, TICKET)
    read: Counter[str] = Counter()
    load = Workspace.read

    def counting(workspace: Workspace, file: Path | str, name: str | None = None) -> bytes:
        path = Path(file)
        read[path.relative_to(corpus).as_posix() if path.is_relative_to(corpus) else ""] += 1
        return load(workspace, file, name)

    monkeypatch.setattr(Workspace, "read", counting)
    check(Workspace.find(corpus, corpus), OPTIONS, [corpus], jobs=1)
    others = {file: times for file, times in read.items() if file.startswith(("windows/", "tickets/"))}
    assert len(others) > 5
    assert set(others.values()) == {1}
