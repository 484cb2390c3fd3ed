"""Files that change, come and go while they are checked: every run ends in a report or in words, and nothing that was
seen only by half is remembered."""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any

import pytest

from guidelint.checking.cache import ResultCache
from guidelint.checking.checking import check
from guidelint.checking.engine import Engine
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.report import Options, Report
from guidelint.workspace import store
from guidelint.workspace.workspace import Workspace
from tests.checking import reference
from tests.command import Write
from tests.robustness.test_faults import COMMAND, GUIDE, LINUX, WINDOW

TICKET = """\
id: T-1
channel: 综合窗口
received: 2026-01-05
guide: {id}
problem: 告知差一点儿
summary: 演示
source: {{kind: 线上}}
reveals: [ambiguous/identity-proof]
"""
CLOSED = "outcome: {{done: true, closed: 2026-02-01}}\n"
OPTIONS = Options(preview=True, today=date(2026, 3, 1))
TEXTS = {
    "guides": (GUIDE, GUIDE.replace("身份证明", "户口簿"), GUIDE.replace("materials", "material"), "", "a: b: c\n"),
    "windows": (WINDOW, WINDOW.replace("居民身份证", "护照"), WINDOW.replace("guide:", '"guide":'), "hall: x\n"),
    "tickets": (TICKET, TICKET + CLOSED, TICKET + "reveals: []\n", TICKET.replace("guide:", '"guide":')),
}


def change(folder: Path, random: Random) -> None:
    kind = random.choice(list(TEXTS))
    file = folder / kind / f"{random.choice('ab')}.yaml"
    raw = random.choice(TEXTS[kind]).format(id=random.choice("ab")).encode()
    match random.choice(("write", "write", "replace", "remove", "folder")):
        case "write":
            file.write_bytes(raw)
        case "replace":
            (folder / "new").write_bytes(raw)
            (folder / "new").replace(file)
        case "remove":
            file.unlink(missing_ok=True)
        case "folder":
            sub = folder / kind / "sub"
            shutil.rmtree(sub) if sub.exists() else sub.mkdir()


@contextmanager
def changing(folder: Path, random: Random) -> Iterator[None]:
    stop = Event()

    def work() -> None:
        while not stop.is_set():
            change(folder, random)

    thread = Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_check_of_files_that_change(tmp_path: Path, seed: int) -> None:
    """Takes about a second: twenty checks, then what is remembered is held against the reference."""
    folder, random, cache = tmp_path / "workspace", Random(seed), ResultCache(tmp_path / "results.db")
    for kind in TEXTS:
        (folder / kind).mkdir(parents=True)
    (folder / "guides" / "c.yaml").write_text(GUIDE.format(id="c"), encoding="utf-8")
    for _ in range(4):
        with changing(folder, random):
            for _ in range(5):
                jobs = random.choice((1, 2))
                with suppress(CannotCheck, UsageError, OSError):  # said in words, exit code 2
                    check(Workspace.find(folder, folder), OPTIONS, [folder], jobs=jobs, cache=cache)
        remembered = check(Workspace.find(folder, folder), OPTIONS, [folder], jobs=1, cache=cache)
        assert remembered == reference.check(Engine.prepare(Workspace.find(folder, folder), OPTIONS), [folder])


class Leaving(Executor):
    """As a process elsewhere, of whose work only the result comes back; a file is away meanwhile."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        away, future = self.file.with_suffix(".away"), Future[Any]()
        self.file.rename(away)
        function, given = pickle.loads(pickle.dumps((fn, args)))
        future.set_result(function(*given))
        away.rename(self.file)
        return future


def checked(folder: Path, executor: Executor | None = None, cache: ResultCache | None = None) -> Report:
    return check(Workspace.find(folder, folder), OPTIONS, [folder], jobs=1, executor=executor, cache=cache)


def test_a_guide_checked_while_its_window_was_away_is_not_kept(tmp_path: Path) -> None:
    folder, cache = tmp_path / "workspace", ResultCache(tmp_path / "results.db")
    for kind in ("guides", "windows"):
        (folder / kind).mkdir(parents=True)
        (folder / kind / "a.yaml").write_text(TEXTS[kind][0].format(id="a"), encoding="utf-8")
    checked(folder, cache=cache)
    (folder / "guides" / "a.yaml").write_text("# 改过\n" + GUIDE.format(id="a"), encoding="utf-8")
    expected = checked(folder)
    assert checked(folder, Leaving(folder / "windows" / "a.yaml"), cache) != expected
    assert checked(folder, cache=cache) == expected


def test_a_guide_that_goes_after_it_was_read_is_told_of(tmp_path: Path) -> None:
    guide = tmp_path / "guides" / "a.yaml"
    guide.parent.mkdir()
    guide.write_text(GUIDE.format(id="a"), encoding="utf-8")
    assert checked(tmp_path).errors == ()
    found = checked(tmp_path, Leaving(guide))
    assert [error.path for error in found.errors] == ["guides/a.yaml"]
    assert found.exit_code == 2


@LINUX
def test_a_workspace_that_is_removed_under_way(tmp_path: Path, write: Write) -> None:
    """After each of its files has been opened once, at another moment each time."""
    hook = (
        "import sys, shutil, os\n"
        "left = int(sys.argv[1])\n"
        "def seen(event, arguments):\n"
        "    global left\n"
        "    if event in ('open', 'os.scandir', 'os.listdir') and isinstance(arguments[0], str) and 'workspace' in arguments[0]:\n"
        "        left -= 1\n"
        "        if left == 0:\n"
        "            shutil.rmtree('.', ignore_errors=True)\n"
        "sys.addaudithook(seen)\n"
        "sys.argv[1:] = ['check', *sys.argv[2:]]\n"
        "from guidelint.__main__ import main; main()\n"
    )
    ends = set()
    for moment in (1, 2, 3, 5, 8, 12):
        folder = tmp_path / f"workspace{moment}"
        for name in "ab":
            for kind, texts in TEXTS.items():
                (folder / kind).mkdir(parents=True, exist_ok=True)
                (folder / kind / f"{name}.yaml").write_text(texts[0].format(id=name), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", hook, str(moment)],
            cwd=folder, capture_output=True, text=True, timeout=60, check=False,
            env=os.environ | {store.VARIABLE: str(tmp_path / "cache")},
        )  # fmt: skip
        ends.add(done.returncode)
        assert done.returncode in (1, 2), done.stderr
        assert "内部出错" not in done.stderr
        assert "Traceback" not in done.stderr
    assert 2 in ends
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run(
        ["/bin/sh", "-c", 'rmdir "$0"; exec "$@"', str(gone), *COMMAND, "check"],
        cwd=gone, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "读写失败" in done.stderr
