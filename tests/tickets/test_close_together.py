"""Eight processes close seventy-five tickets at once, five to a guide, each by another process, and nothing is lost.

Takes some seconds: all closes go one after the other under one lock. The shipped rules and words are loaded once,
before the processes part, because they are the same for all; everything of the workspace is read anew for each close.
"""

import os
from pathlib import Path

import pytest

from guidelint.__main__ import run
from guidelint.checking.engine import Engine, Options
from guidelint.source.document import load
from guidelint.workspace.workspace import Workspace

PROCESSES = 8
WORDS = {
    "身份证明": "居民身份证",
    "收入证明": "个人所得税纳税记录",
    "亲属关系证明": "居民户口簿",
    "婚姻状况证明": "结婚证",
    "居住证明": "居住证",
}
# No multiple of the processes: those who close a guide's tickets are all different.
GUIDES = [f"guide-{number:02d}" for number in range(15)]
TICKETS = {
    f"T-2026-01-{200 + n}": (guide, words) for n, (guide, words) in enumerate((g, w) for w in WORDS for g in GUIDES)
}


def guide(id: str, words: list[str]) -> str:
    return f"id: {id}\ntitle: 事项{id}\nmaterials:\n" + "".join(f"  - name: {one}  # {one}\n" for one in words)


def ticket(id: str) -> str:
    about, words = TICKETS[id]
    return (
        f"id: {id}\nchannel: 综合窗口\nreceived: 2026-01-05\nguide: {about}\nproblem: 告知差一点儿\nsummary: 说不清\n"
        f"guide_says: {words}\nsource: {{kind: 现场}}\nstages:\n  - {{stage: 发现问题, on: 2026-01-05}}\n"
    )


pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes part by fork")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "guidelint.yaml").touch()
    for folder in ("guides", "tickets"):
        (tmp_path / folder).mkdir()
    for id in GUIDES:
        (tmp_path / "guides" / f"{id}.yaml").write_text(guide(id, list(WORDS)), encoding="utf-8")
    for id in TICKETS:
        (tmp_path / "tickets" / f"{id}.yaml").write_text(ticket(id), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shared = Engine.prepare(Workspace.find(tmp_path, tmp_path), Options())
    shared.check([tmp_path])  # what every process would otherwise work out for itself
    monkeypatch.setattr("guidelint.checking.engine.load_thesaurus", lambda *_: shared.thesaurus)
    monkeypatch.setattr("guidelint.checking.engine.load_ruleset", lambda *_: shared.ruleset)
    return tmp_path


@pytest.mark.slow
def test_nothing_is_lost(root: Path) -> None:
    children = [_child(list(TICKETS)[number::PROCESSES]) for number in range(PROCESSES)]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * PROCESSES

    for id in GUIDES:
        text = (root / "guides" / f"{id}.yaml").read_text(encoding="utf-8")
        expected = guide(id, list(WORDS))
        for old, new in WORDS.items():
            expected = expected.replace(f"name: {old}", f"name: {new}")
        assert text == expected
    for id, (about, words) in TICKETS.items():
        said = load((root / "tickets" / f"{id}.yaml").read_bytes(), id).data
        assert said["outcome"] == {"closed": "2026-01-06", "remedy": "guide"}
        assert [stage["stage"] for stage in said["stages"]] == ["发现问题", "限期解决"]
        record = load((root / "archive" / f"{id}.yaml").read_bytes(), id).data
        assert [(c["guide"], c["from"], c["to"]) for c in record["changes"]] == [(about, words, WORDS[words])]
    left = {file.name for file in root.iterdir()}
    assert left == {"guidelint.yaml", "guides", "tickets", "archive"}


def test_only_one_closes_the_same_ticket(root: Path) -> None:
    id = next(iter(TICKETS))
    children = [_child([id]) for _ in range(4)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert sorted(codes) == [0, 1, 1, 1]
    said = load((root / "tickets" / f"{id}.yaml").read_bytes(), id).data
    assert [stage["stage"] for stage in said["stages"]] == ["发现问题", "限期解决"]
    assert [file.name for file in (root / "archive").iterdir()] == [f"{id}.yaml"]


def test_no_withdrawal_of_another_is_lost(root: Path) -> None:
    """Every demand of one window record, each withdrawn by a process of its own."""
    ids = [id for id, (about, _) in TICKETS.items() if about == GUIDES[0]]
    asked = "".join(f"  - {{accepts: [{WORDS[TICKETS[id][1]]}], revealed_by: [{id}]}}  # 原样\n" for id in ids)
    (root / "windows").mkdir()
    record = f"guide: {GUIDES[0]}\nhall: 某大厅\nobserved: {{on: 2026-01-05, how: 工单}}\nmaterials:\n{asked}"
    (root / "windows/w.yaml").write_text(record, encoding="utf-8")
    said = ("--remedy", "window", "--by", "某局", "--reason", "没有依据")
    children = [_child([id], *said) for id in ids]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * len(ids)
    gone = ", withdrawn: {on: 2026-01-06, why: 没有依据, by: 某局}}  # 原样\n"
    assert (root / "windows/w.yaml").read_text(encoding="utf-8") == record.replace("]}  # 原样\n", f"]{gone}")
    assert (root / f"guides/{GUIDES[0]}.yaml").read_text(encoding="utf-8") == guide(GUIDES[0], list(WORDS))


def _child(ids: list[str], *said: str) -> int:
    """A process that closes these tickets through the command line; it ends with the number of those that failed.

    `said` is the remedy; without any the guide gets the words that the window takes."""
    if child := os.fork():
        return child
    failed = len(ids)
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        for id in ids:
            words = WORDS[TICKETS[id][1]]
            remedy = said or ("--replace", words)
            failed -= run(["ticket", "close", id, *remedy, "--on", "2026-01-06"]) == 0
    finally:
        os._exit(failed)
