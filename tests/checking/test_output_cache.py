"""The same call again prints what a check without a cache prints, whatever changed in between."""

import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from benchmarks.corpus import write
from guidelint.__main__ import run
from guidelint.cli import exit_code
from guidelint.workspace import output_cache, snapshot, store
from guidelint.workspace.output_cache import Call
from tests.checking.test_cache import CHANGES, broken, put, replaced, some

GUIDE = "id: a\ntitle: 标题\nmaterials: [{name: 身份证明}]\n"
SUPPRESSED = "# guidelint: ignore-file[ambiguous/identity-proof] until 2026-02-01: 理由\n" + GUIDE

Outcome = tuple[int, str, str]


def called(*arguments: str) -> Outcome:
    with contextlib.redirect_stdout(Said()) as out, contextlib.redirect_stderr(Said()) as err:
        code = run(["check", *arguments])
    return code, out.getvalue(), err.getvalue()


class Said(io.StringIO):
    encoding = "utf-8"


def nested(folder: Path, random: Random) -> None:
    put(
        folder / random.choice(("guides", ".")) / "guidelint.yaml",
        random.choice(("lang: en\n", "level: error\n", "a: 1\n")),
    )


def no_longer_nested(folder: Path, random: Random) -> None:
    for file in (folder / "guides" / "guidelint.yaml", folder / "guidelint.yaml"):
        file.unlink(missing_ok=True)


def baseline(folder: Path, random: Random) -> None:
    if (folder / "guidelint-baseline.yaml").exists():
        (folder / "guidelint-baseline.yaml").unlink()
    else:
        put(folder / "guidelint-baseline.yaml", "entries: []\n" if random.random() < 0.8 else "entries: 1\n")


def linked(folder: Path, random: Random) -> None:
    """A link, into the workspace or out of it, in the place of a guide or beside it."""
    inside, outside = some(folder, "guides", random), folder.parent / "outside.yaml"
    put(outside, GUIDE)
    link = folder / "guides" / f"link{random.randrange(2)}.yaml"
    link.unlink(missing_ok=True)
    link.symlink_to(random.choice((inside, outside, folder / "nowhere")))


def moved(folder: Path, random: Random) -> None:
    """All windows somewhere else, with a link or without, or back again."""
    windows, elsewhere = folder / "windows", folder.parent / random.choice(("windows", "workspace/elsewhere"))
    if windows.is_symlink():
        away = windows.resolve()
        windows.unlink()
        away.rename(windows)
    else:
        windows.rename(elsewhere)
        windows.symlink_to(elsewhere)


def renamed(folder: Path, random: Random) -> None:
    guide = some(folder, "guides", random)
    guide.rename(guide.with_name(random.choice((".hidden.yaml", "other.yaml", "notes.txt"))))


def same_size(folder: Path, random: Random) -> None:
    """Other bytes, as many as before, in the same file."""
    guide = some(folder, "guides", random)
    guide.write_bytes(guide.read_bytes().replace("原件".encode(), "正本".encode()))


_NAMES = ("身份证明", "其他相关材料", "暂住证", "近期照片", "亲属关系证明", "营业执照", "居民身份证", "食品经营许可证")
_CLOSED = "outcome: {closed: 2026-01-05}\n"


def materials(folder: Path, random: Random) -> None:
    """A guide with other findings, which tell of other tickets than its neighbours do, or of the same."""
    number = random.randrange(4)
    names = random.sample(_NAMES, random.randrange(1, 4))
    listed = "".join(f"- name: {name}\n" for name in names)
    related = random.choice(("", "related: [n0]\n", "related: [nobody]\n", "region: '110101'\n"))
    put(folder / "guides" / f"n{number}.yaml", f"id: n{number}\ntitle: 标题\n{related}materials:\n{listed}")


def closed(folder: Path, random: Random) -> None:
    file = some(folder, "tickets", random)
    text = file.read_bytes().decode()
    put(file, text.replace(_CLOSED, "") if _CLOSED in text else text + _CLOSED)


EDITS: list[Callable[[Path, Random], None]] = [
    *CHANGES, broken, nested, nested, no_longer_nested, baseline, linked, moved, renamed, same_size, materials, closed,
    replaced("title: ", "title: 新"), replaced("region: '110000'", "region: '110101'"),
    lambda folder, random: put(folder / "guides" / "a.yaml", random.choice((GUIDE, SUPPRESSED))),
]  # fmt: skip

CALLS = [
    (), (), (".",), ("guides",), ("guides/a.yaml",), ("--format", "json"), ("--format", "concise", "--lang", "en"), ("--statistics",),
    ("--fail-on", "error"), ("--level", "error"), ("--max-findings", "2"), ("--verbose",), ("--no-baseline",), ("--preview",),
    ("--select", "ambiguous"), ("guides", "--ignore", "ambiguous"), ("nowhere",), ("--format", "nothing"),
]  # fmt: skip


class Again(RuleBasedStateMachine):
    """One call is made after each edit, or after none."""

    guides = 6
    cache: Path | None = None
    """What is kept already when it begins."""

    @initialize(seed=st.integers(0, 10**6))
    def begin(self, seed: int) -> None:
        self.random = Random(seed)
        self.place = Path(tempfile.mkdtemp())
        self.folder = self.place / "workspace"
        write(self.folder, self.guides, seed=11)
        self.before = (Path.cwd(), snapshot.YOUNG, os.environ.get(store.VARIABLE))
        os.chdir(self.folder)
        snapshot.YOUNG = -(10**15)  # believe the times of files that were written a moment ago
        os.environ[store.VARIABLE] = str(self.place / "cache")
        if self.cache is not None:
            shutil.copytree(self.cache, self.place / "cache")

    @rule(edit=st.sampled_from(EDITS))
    def edit(self, edit: Callable[[Path, Random], None]) -> None:
        with contextlib.suppress(IndexError, FileNotFoundError):  # nothing left of that kind
            edit(self.folder, self.random)

    @rule(lang=st.sampled_from(("zh", "en", None)))
    def speak(self, lang: str | None) -> None:
        os.environ.pop("GUIDELINT_LANG", None)
        if lang:
            os.environ["GUIDELINT_LANG"] = lang

    @rule(arguments=st.sampled_from(CALLS))
    def call(self, arguments: tuple[str, ...]) -> None:
        expected = called("--no-cache", *arguments)
        assert called(*arguments) == expected
        assert called(*arguments) == expected

    @invariant()
    def says_the_same_again(self) -> None:
        if hasattr(self, "folder"):
            self.call(())

    def teardown(self) -> None:
        if hasattr(self, "before"):
            folder, snapshot.YOUNG, cache = self.before
            os.chdir(folder)
            os.environ.pop("GUIDELINT_LANG", None)
            os.environ[store.VARIABLE] = cache or ""
            shutil.rmtree(self.place)


@pytest.mark.slow
def test_whatever_changes(shipped_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes some seconds: all is checked again and again."""
    monkeypatch.setattr(Again, "cache", shipped_cache)
    run_state_machine_as_test(Again, settings=settings(max_examples=4, stateful_step_count=8, deadline=None))


@pytest.fixture
def folder(tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(snapshot, "YOUNG", -(10**15))
    write(tmp_path / "workspace", 6, seed=11)
    put(tmp_path / "workspace" / "guides" / "a.yaml", SUPPRESSED)
    monkeypatch.chdir(tmp_path / "workspace")
    return tmp_path / "workspace"


def is_kept(*arguments: str) -> bool:
    with contextlib.redirect_stdout(Said()):
        return Call(["check", *arguments]).answer() is not None


def test_nothing_that_checks_is_asked_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = called()
    monkeypatch.setattr(exit_code, "run_command", None)
    assert called() == expected


@pytest.mark.parametrize(
    "arguments",
    [("-",), ("--diff", "HEAD"), ("--output", "found.txt"), ("--format", "json=found.json"), ("--no-cache",), ("--fix",),
     ("--fix", "--dry-run"), ("--why-silent", "guides/a.yaml:2"), ("--help",), ("nowhere",)],
)  # fmt: skip
def test_what_does_more_than_print_what_it_finds_is_not_kept(
    folder: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "."], check=True)
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "a"], check=True)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GUIDE.encode())))
    called(*arguments)
    assert not is_kept(*arguments)


def test_another_day(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A suppression ends; and what began before midnight and ended after is of neither day."""
    called()
    assert is_kept()
    tomorrow = time.localtime(time.time() + 86_400)
    with monkeypatch.context() as another_day:
        another_day.setattr(output_cache.time, "localtime", lambda: tomorrow)
        assert not is_kept()
        call = Call(["check"])
    call.keep(0, "", snapshot.Snapshot(snapshot.WatchedPlaces((), ())))
    with monkeypatch.context() as another_day:
        another_day.setattr(output_cache.time, "localtime", lambda: tomorrow)
        assert not is_kept()


def test_a_young_file_is_not_trusted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "YOUNG", 2_000_000_000)
    called()
    assert not is_kept()


def test_nor_is_a_folder_from_which_a_file_has_just_gone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file may have been there when the check read the folder."""
    monkeypatch.setattr(snapshot, "YOUNG", 0)
    places = snapshot.WatchedPlaces((), (snapshot.WatchedFolder(str(folder)),))
    time.sleep(0.05)  # longer than the file system's clock takes from one time to the next
    began = time.time_ns()
    time.sleep(0.05)
    assert snapshot.Snapshot(places).is_settled(began)
    (folder / "guides" / "a.yaml").unlink()
    assert not snapshot.Snapshot(places).is_settled(began)


def test_nor_is_an_output_kept_whose_baseline_goes_while_it_is_printed(folder: Path) -> None:
    file = folder / "guidelint-baseline.yaml"
    put(file, "entries: []\n")

    class Watched(Said):
        def write(self, text: str) -> int:
            file.unlink(missing_ok=True)
            return super().write(text)

    with contextlib.redirect_stdout(Watched()):
        run(["check"])
    assert not file.exists()
    assert not is_kept()


def test_every_turned_bit_is_noticed(folder: Path, tmp_path: Path) -> None:
    expected = called()
    (file,) = (tmp_path / "cache").glob("printed-*")
    raw = file.read_bytes()
    for at in (0, 15, 16, 17, 60, len(raw) // 2, len(raw) - 1):
        file.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        assert not is_kept()
        assert called() == expected
    for other in (
        b"",
        raw[: len(raw) // 2],
        store.seal(b""),
        store.seal(b"1 2\n"),
        store.seal(b"a b c\n"),
        store.seal(b"1 a 9\nx"),
    ):
        file.write_bytes(other)
        assert not is_kept()
        assert called() == expected


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give files away")
def test_somebody_elses_output_is_not_printed(folder: Path, tmp_path: Path) -> None:
    called()
    (file,) = (tmp_path / "cache").glob("printed-*")
    os.chown(file, 12345, 12345)
    assert not is_kept()


def test_no_more_is_kept_than_a_few(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output_cache, "_MOST", 3)
    for most in range(1, 7):
        called("--max-findings", str(most))
    assert len(list((tmp_path / "cache").glob("printed-*"))) == 3
    assert is_kept("--max-findings", "6")
    monkeypatch.setattr(output_cache, "_MOST_BYTES", 100)
    called("--max-findings", "9")
    assert not is_kept("--max-findings", "9")


@pytest.mark.slow
def test_several_at_once(folder: Path) -> None:
    command = [sys.executable, "-m", "guidelint", "check", "--format", "json"]
    time.sleep(2.1)  # until no file is young
    answers = set()
    for _ in range(2):
        running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
        answers |= {process.communicate()[0] for process in running}
    assert len(answers) == 1
    assert subprocess.run([*command, "--no-cache"], stdout=subprocess.PIPE, check=False).stdout in answers


class Terminal(Said):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("arguments", [(), ("--format", "concise"), ("--format", "json"), ("--format", "markdown")])
def test_a_terminal_is_shown_the_same_and_obeys_nothing_again(folder: Path, arguments: tuple[str, ...]) -> None:
    evil = "\x1b]0;名\x07\x1b[2J\x1b[31m\u202e"
    put(folder / "guides" / f"b{evil}.yaml", GUIDE.replace("id: a", "id: b"))
    seen = []
    for options in (("--no-cache",), (), ()):
        with contextlib.redirect_stdout(Terminal()) as out, contextlib.redirect_stderr(Terminal()):
            run(["check", *options, *arguments])
        seen.append(out.getvalue())
    with contextlib.redirect_stdout(Terminal()), contextlib.redirect_stderr(Terminal()):
        assert Call(["check", *arguments]).answer() is not None
    assert seen[0] == seen[1] == seen[2]
    assert not {"\x07", "\u202e"} & set(seen[0])
    assert "\x1b[2J" not in seen[0]
