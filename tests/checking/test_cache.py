"""A remembered report is the one that a check of everything gives, whatever changed in between."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from benchmarks.corpus import files, write
from guidelint.checking.cache import CacheRow, ResultCache
from guidelint.checking.checker import CheckedShare, Checker, Share
from guidelint.checking.checking import check
from guidelint.checking.facts import FileFacts
from guidelint.model.report import Options, Report
from guidelint.workspace import snapshot
from guidelint.workspace.workspace import Workspace

OPTIONS = Options(today=date(2026, 1, 1))


@pytest.fixture(autouse=True)
def kept(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own, which believes the times of files that were written a moment ago."""
    monkeypatch.setattr(snapshot, "YOUNG", -(10**15))
    return own_cache


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "workspace", 24, seed=11)
    return tmp_path / "workspace"


def fresh(folder: Path, options: Options = OPTIONS, path: str = "") -> Report:
    return check(Workspace.find(folder / path, folder), options, [folder / path], jobs=1)


def remembered(folder: Path, options: Options = OPTIONS, path: str = "") -> Report:
    paths = [folder / path]
    workspace = Workspace.find(paths[0], folder)
    return check(workspace, options, paths, jobs=1, cache=ResultCache.of(workspace.root))


_at = iter(range(10**9, 10**18, 10**9))


def put(file: Path, text: str) -> None:
    """Write a file with a time that no file had before."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")
    time = next(_at)
    os.utime(file, ns=(time, time))


def some(folder: Path, kind: str, random: Random) -> Path:
    return random.choice(sorted((folder / kind).rglob("*.yaml")))


def replaced(old: str, new: str, kind: str = "guides") -> Callable[[Path, Random], None]:
    def change(folder: Path, random: Random) -> None:
        for file in sorted((folder / kind).rglob("*.yaml"), key=lambda _: random.random()):
            text = file.read_bytes().decode()
            if old in text:
                put(file, text.replace(old, new, 1))
                return

    return change


def touched(folder: Path, random: Random) -> None:
    file = some(folder, random.choice(("guides", "windows", "tickets")), random)
    put(file, file.read_bytes().decode())


def removed(kind: str) -> Callable[[Path, Random], None]:
    return lambda folder, random: some(folder, kind, random).unlink()


def added(folder: Path, random: Random) -> None:
    for path, raw in files(random.randrange(24, 10**6), 11):
        put(folder / path, raw.decode())


def reveals(folder: Path, random: Random) -> None:
    file = some(folder, "tickets", random)
    put(file, file.read_bytes().decode() + "reveals: [profile/minimal, form/photo-spec]\n")


def broken(folder: Path, random: Random) -> None:
    file = some(folder, random.choice(("guides", "windows", "tickets")), random)
    put(file, random.choice(("a: b: c\n", "id: a\n", "")))


def suppressed(folder: Path, random: Random) -> None:
    file = some(folder, "guides", random)
    put(file, "# guidelint: ignore-file[fields/no-hall] until 2026-02-01: 理由\n" + file.read_bytes().decode())


def own_rule(folder: Path, random: Random) -> None:
    ticket, word = some(folder, "tickets", random).stem, random.choice(("预约", "窗口"))
    put(
        folder / "rules" / "own" / "a.yaml",
        f"title: {{zh: 甲, en: a}}\nlevel: error\nkind: pattern\nfield: notes[]\npattern: '{word}'\nevidence: [{ticket}]\n"
        "message: {zh: 甲, en: a}\nfix: {advice: {zh: 甲, en: a}}\n"
        f"examples: {{bad: ['{word}'], good: [甲]}}\n",
    )


CHANGES: list[Callable[[Path, Random], None]] = [
    touched, added, added, removed("guides"), removed("windows"), removed("tickets"), reveals, suppressed, own_rule,
    replaced("原件", "复印件"), replaced("复印件", "原件", "windows"), replaced("营业执照", "居民身份证"), replaced("related:", "notes:"),
    replaced("护照", "户口簿", "tickets"), replaced("g00000", "g00001", "windows"), replaced("本人", "法定代表人"), replaced("result:", "# result:"),
    replaced("id: ", "id: x"), replaced("110000", "110001"),
    lambda folder, random: put(folder / "guidelint.yaml", f"illustrations: {random.choice(('true', 'false'))}\n"),
    lambda folder, random: put(folder / "guides" / "twin.yaml", some(folder, "guides", random).read_bytes().decode()),
]  # fmt: skip


PACKAGE_RULE = """title: {{zh: 乙, en: b}}
level: {level}
kind: pattern
field: notes[]
pattern: '{word}'
evidence: [PROVINCE-1]
message: {{zh: 乙, en: b}}
fix: {{advice: {{zh: 乙, en: b}}}}
examples: {{bad: ['{word}'], good: [乙]}}
"""
PACKAGE_TICKET = """id: PROVINCE-1
channel: 综合窗口
received: 2025-01-05
guide: {guide}
problem: 告知差一点儿
summary: 演示{number}
source: {{kind: 演示}}
"""


def package_rule(folder: Path, random: Random) -> None:
    level, word = random.choice(("error", "warning")), random.choice(("预约", "窗口", "材料"))
    put(folder.parent / "province" / "rules" / "own" / "b.yaml", PACKAGE_RULE.format(level=level, word=word))


def package_ticket(folder: Path, random: Random) -> None:
    guide = f"g{random.randrange(24):07d}"
    text = PACKAGE_TICKET.format(guide=guide, number=random.randrange(10))
    put(folder.parent / "province" / "tickets" / "a.yaml", text)


def package_settings(folder: Path, random: Random) -> None:
    lines = ("ignore: [fields]\n", "level: error\n", "illustrations: false\n", "")
    put(folder.parent / "province" / "guidelint.yaml", random.choice(lines))


def package_extended(folder: Path, random: Random) -> None:
    """By a package that the workspace extends, which brings rules of its own or none."""
    put(folder.parent / "nation" / "rules" / "own" / "c.yaml", PACKAGE_RULE.format(level="hint", word="咨询|预约"))
    put(folder.parent / "province" / "guidelint.yaml", random.choice(("extends: [../nation]\n", "")))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_any_changes_of_a_package(folder: Path, seed: int) -> None:
    """Takes some seconds: after each of many changes all is checked twice."""
    random = Random(seed)
    changes = [package_rule, package_ticket, package_settings, package_extended]
    package_rule(folder, random)
    package_ticket(folder, random)
    put(folder / "guidelint.yaml", "extends: [../province]\nillustrations: true\n")
    reports = [remembered(folder)]
    for change in random.choices([*changes, *CHANGES[:3]], k=16):
        change(folder, random)
        reports.append(remembered(folder))
        assert reports[-1] == fresh(folder), change.__name__
    assert len({len(report.findings) for report in reports}) > 1
    assert checked_anew(folder) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_any_changes(folder: Path, seed: int) -> None:
    """Takes some seconds: after each of many changes all is checked twice."""
    random = Random(seed)
    assert remembered(folder) == fresh(folder)
    for step in range(9):
        options = random.choice((OPTIONS, OPTIONS, replace(OPTIONS, today=date(2026, 3, 1)), Options(preview=True)))
        path = random.choice(("", "", "", "guides/d000/d00000"))
        for _ in range(random.choice((0, 1, 1, 2))):
            random.choice([*CHANGES, broken] if step > 6 else CHANGES)(folder, random)
        assert remembered(folder, options, path) == fresh(folder, options, path)


def test_a_guide_is_held_against_its_neighbours_after_a_check_of_others(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"  # beside what is kept
    preview = replace(OPTIONS, preview=True)
    for id, related in (("a", ""), ("b", "related: [c]\n"), ("c", "")):
        put(folder / "guides" / f"{id}.yaml", f"id: {id}\ntitle: 标题\n{related}materials: [{{name: 身份证}}]\n")
    remembered(folder, preview)
    (folder / "guides" / "c.yaml").unlink()
    assert remembered(folder, preview, path="guides/a.yaml") == fresh(folder, preview, path="guides/a.yaml")
    found = remembered(folder, preview)
    assert "chain/dangling-related" in {finding.rule for finding in found.findings}
    assert found == fresh(folder, preview)


def test_only_what_changed_is_checked(folder: Path) -> None:
    remembered(folder)
    assert checked_anew(folder) == []
    touched(folder, Random(1))
    assert checked_anew(folder) == []  # the same bytes under another time
    guide = some(folder, "guides", Random(1))
    put(guide, guide.read_bytes().decode() + "# 注\n")
    assert checked_anew(folder) == [str(guide)]
    window = some(folder, "windows", Random(1))
    put(window, window.read_bytes().decode() + "# 注\n")
    assert checked_anew(folder) == [
        str(folder / "guides" / window.relative_to(folder / "windows").parent / f"{window.stem[:8]}.yaml")
    ]
    ticket = some(folder, "tickets", Random(1))
    put(ticket, ticket.read_bytes().decode() + "# 注\n")
    assert [Path(file).stem for file in checked_anew(folder)] == [f"g{ticket.stem[-7:]}"]


def checked_anew(folder: Path) -> list[str]:
    """The guides that are checked although something is kept."""
    files: list[str] = []
    work = Checker.__call__

    def counted(self: Checker, share: Share) -> CheckedShare:
        files.extend(share.files)
        return work(self, share)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Checker, "__call__", counted)
        found = remembered(folder)
    assert found == fresh(folder)
    return files


def test_nothing_is_read_when_nothing_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = remembered(folder)
    read, opened = Workspace.read, []

    def reading(workspace: Workspace, file: Path | str, name: str | None = None) -> bytes:
        opened.append(Path(file))
        return read(workspace, file, name)

    monkeypatch.setattr(Workspace, "read", reading)
    assert remembered(folder) == expected
    assert not [file for file in opened if file.is_relative_to(folder)]


def test_a_young_file_is_not_trusted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two changes within one tick of the file system's clock look the same; only bytes tell."""
    monkeypatch.setattr(snapshot, "YOUNG", 10**15)
    guide = folder / "guides" / "a.yaml"
    put(guide, "id: a\ntitle: 标题\nmaterials: [{name: 身份证明}]\n")
    before = guide.stat()
    assert any(f.guide == "a" for f in remembered(folder).findings)
    guide.write_text("id: a\ntitle: 标题\nmaterials: [{name: 身份证书}]\n", encoding="utf-8")
    os.utime(guide, ns=(before.st_mtime_ns, before.st_mtime_ns))
    assert remembered(folder) == fresh(folder)


def test_what_changes_and_shows_nothing_is_found_the_next_day(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As through a mapped page: the content is another, size and times are the same."""
    guide = folder / "guides" / "a.yaml"
    put(guide, "id: a\ntitle: 标题\nmaterials: [{name: 身份证明}]\n")
    monkeypatch.setattr(snapshot, "stamp", lambda stat: (stat.st_size, 0, 0, stat.st_ino))
    before = remembered(folder)
    with guide.open("r+b") as stream:
        stream.write("id: a\ntitle: 标题\nmaterials: [{name: 身份证书}]\n".encode())
    assert remembered(folder) == before  # what docs/scale.md says
    monkeypatch.setattr(time, "localtime", lambda *_: (2099, 1, 1))
    expected = fresh(folder)
    assert expected != before
    assert remembered(folder) == expected
    monkeypatch.setattr(time, "localtime", lambda *_: (2099, 1, 2))
    remembered(folder)
    assert checked_anew(folder) == []  # read again, and found to be the same


@pytest.mark.parametrize("damage", [b"", b"nonsense" * 1000, None])
def test_a_damaged_file_heals(folder: Path, kept: Path, damage: bytes | None) -> None:
    expected = remembered(folder)
    (base,) = kept.glob("results-*.db")
    raw = base.read_bytes()
    base.write_bytes(raw[: len(raw) // 2] + bytes(len(raw) // 3) if damage is None else damage)
    assert remembered(folder) == expected
    assert remembered(folder) == expected
    assert checked_anew(folder) == []


@pytest.mark.parametrize(
    "change",
    [
        "result = x'93909090'", "result = null", "result = 'text'", "key = zeroblob(16)", "facts = x'c1'", "facts = 7",
        "seal = x'00'", "seal = null", "path = path || 'x'", "path = upper(path)",
    ],
)  # fmt: skip
def test_other_values_than_were_written_are_not_believed(folder: Path, kept: Path, change: str) -> None:
    expected = remembered(folder)
    (base,) = kept.glob("results-*.db")
    with sqlite3.connect(base) as connection:
        connection.execute(f"update file set {change} where path like '%1.yaml' or path like '%/t%'")
    assert remembered(folder) == expected
    assert checked_anew(folder) == []


def test_a_cache_of_another_version_is_made_anew(folder: Path, kept: Path) -> None:
    remembered(folder)
    (base,) = kept.glob("results-*.db")
    with sqlite3.connect(base) as connection:
        connection.executescript(
            "pragma user_version = 1; drop table file; create table file (a); create table run (b)"
        )
    assert checked_anew(folder)
    assert checked_anew(folder) == []


@pytest.mark.slow
def test_a_folder_that_cannot_be_written_costs_nothing(
    folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(kept)
    kept.write_text("a file where the folder would be", encoding="utf-8")
    assert remembered(folder) == fresh(folder)
    monkeypatch.setattr(
        sqlite3, "connect", lambda *a, **k: (_ for _ in ()).throw(sqlite3.OperationalError("disk full"))
    )
    assert remembered(folder) == fresh(folder)


def test_it_does_not_grow_with_guides_that_are_gone(folder: Path, kept: Path) -> None:
    remembered(folder)
    shutil.rmtree(folder / "windows")
    for file in sorted((folder / "guides").rglob("*.yaml"))[5:]:
        file.unlink()
    remembered(folder)
    (base,) = kept.glob("results-*.db")
    with sqlite3.connect(base) as connection:
        assert connection.execute("select count(*) from file where path like '%guides%'").fetchone() == (5,)


@pytest.mark.slow
def test_several_processes_at_once(folder: Path, kept: Path) -> None:
    command = [sys.executable, "-m", "guidelint", "check", "--format", "json", str(folder)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    answers = [process.communicate()[0] for process in running]
    assert len(set(answers)) == 1
    assert subprocess.run([*command, "--no-cache"], stdout=subprocess.PIPE, check=False).stdout == answers[0]


def test_no_cache_keeps_nothing(folder: Path, kept: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "guidelint", "check", "--no-cache", str(folder)], stdout=subprocess.PIPE, check=False
    )
    assert not list(kept.glob("results-*"))


def test_one_turned_bit_is_noticed(kept: Path, tmp_path: Path) -> None:
    """A turned bit could make another finding of a kept one, or none."""
    cache = ResultCache(tmp_path / "results.db")
    row = CacheRow(FileFacts(None, 0, b"d" * 16), b"key", "身份证明".encode())
    cache.store([("a.yaml", row)], [])
    assert cache.rows() == {"a.yaml": row}
    for column, value in (("result", row.result), ("key", row.key)):
        for bit in range(len(value) * 8):
            turned = bytearray(value)
            turned[bit // 8] ^= 1 << bit % 8
            with sqlite3.connect(cache.file) as connection:
                connection.execute(f"update file set {column} = ?", (bytes(turned),))
            assert cache.rows() == {}
        with sqlite3.connect(cache.file) as connection:
            connection.execute(f"update file set {column} = ?", (value,))
