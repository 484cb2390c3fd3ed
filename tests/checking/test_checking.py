"""However the work is shared out, the report is that of the plain reference."""

import gc
import os
import pickle
import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpus import write
from guidelint.checking import checking, scheduler
from guidelint.checking.checker import CheckedShare, Checker, Share
from guidelint.checking.checking import check
from guidelint.checking.engine import Engine, Options, Report
from guidelint.rules.execution import RuleCrash
from guidelint.workspace.workspace import Workspace
from tests.checking import reference

ROOT = Path(__file__).parents[2]


class Elsewhere(Executor):
    """As a cluster: what it is given comes through pickle, and the last share is done first."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = Result(self.waiting)
        packed = pickle.dumps((fn, args))

        def work() -> None:
            function, given = pickle.loads(packed)
            future.set_result(function(*given))

        self.waiting.append(work)
        return future


class Result(Future[Any]):
    def __init__(self, waiting: list[Callable[[], None]]) -> None:
        super().__init__()
        self.waiting = waiting

    def result(self, timeout: float | None = None) -> Any:
        while self.waiting:
            self.waiting.pop()()
        return super().result(timeout)


def alone(*arguments: Any) -> Report:
    return check(*arguments, jobs=1)


def forked(*arguments: Any) -> Report:
    return check(*arguments, jobs=3)


def spawned(*arguments: Any) -> Report:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(scheduler, "can_fork", lambda: False)
        patched.setattr(checking, "can_fork", lambda: False)
        return check(*arguments, jobs=3)


def elsewhere(*arguments: Any) -> Report:
    return check(*arguments, executor=Elsewhere())


WAYS = [alone, forked, spawned, elsewhere]
Way = Callable[..., Report]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generated guides, and everything that goes wrong between and in files."""
    folder = tmp_path_factory.mktemp("workspace")
    write(folder, 80, seed=9)
    guides = folder / "guides"
    one = guides / "d000" / "d00000" / "g0000001.yaml"
    (guides / "twin.yaml").write_bytes(one.read_bytes())
    (guides / "broken.yaml").write_text("id: a\n  title: b\n", encoding="utf-8")
    (guides / "不合格式.yaml").write_text("id: a\ntitle: 标题\nmaterials: 身份证\n", encoding="utf-8")
    (guides / "gb.yaml").write_bytes("id: 指南\n".encode("gb18030"))
    (guides / "旧.yaml").write_text(
        'id: old\ntitle: 旧\nregion: "110000"\nrelated: [nowhere]\nmaterials:\n'
        "  - name: 身份证明  # guidelint: ignore[ambiguous/identity-proof]: 窗口已改\n"
        "  - name: 营业执照  # guidelint: ignore[chain/missing-related]: 不会用到\n"
        "  - name: 暂住证  # guidelint: ignore[没有这条规则]: 理由\n",
        encoding="utf-8",
    )
    (folder / "guidelint.yaml").write_text(
        "illustrations: true\noverrides:\n  - {paths: ['guides/d000/d00001/**'], level: error}\n", encoding="utf-8"
    )
    return folder


def plainly(folder: Path, paths: Sequence[Path], options: Options) -> Report:
    return reference.check(Engine.prepare(Workspace.find(paths[0], folder), options), paths)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("broken", [True, False])
@pytest.mark.parametrize("part", ["", "guides/d000/d00001"])
def test_same_report_as_the_reference(workspace: Path, way: Way, broken: bool, part: str) -> None:
    if not broken:
        for file in ("broken.yaml", "不合格式.yaml", "gb.yaml"):
            (workspace / "guides" / file).unlink(missing_ok=True)
    options = Options(preview=True)
    paths = [workspace / part]
    found = way(Workspace.find(paths[0], workspace), options, paths)
    assert found == plainly(workspace, paths, options)
    assert found.findings or part
    assert part or {f.rule for f in found.findings} >= {"chain/missing-related", "contract/more-copies"}


@pytest.mark.slow
def test_repository_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for way in WAYS:
        assert way(Workspace.find(ROOT, ROOT), Options(), [ROOT]) == plainly(ROOT, [ROOT], Options())


def test_a_fork_that_dies_costs_nothing_but_time(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, work = os.getpid(), Checker.__call__

    def dying(self: Checker, share: Share) -> CheckedShare:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return work(self, share)

    monkeypatch.setattr(Checker, "__call__", dying)
    found = forked(Workspace.find(workspace, workspace), Options(), [workspace])
    assert found == plainly(workspace, [workspace], Options())


def test_no_more_processes_may_be_begun(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []

    def fork() -> int:
        if begun:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        begun.append(made())
        return begun[0]

    made = os.fork
    monkeypatch.setattr(os, "fork", fork)
    found = forked(Workspace.find(workspace, workspace), Options(), [workspace])
    assert found == plainly(workspace, [workspace], Options())
    with pytest.raises(ChildProcessError):
        os.waitpid(begun[0], os.WNOHANG)  # it has ended, and was waited for


@pytest.mark.parametrize("way", [alone, forked, elsewhere])
def test_a_rule_that_fails_elsewhere_is_told_of(workspace: Path, way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(self: Engine, *_: object) -> Report:
        raise RuleCrash("a/b", "guides/a.yaml", ValueError("演示"))

    monkeypatch.setattr(Engine, "check_one", failing)
    with pytest.raises(RuleCrash, match=r"rule a/b failed on guides/a\.yaml, a defect of guidelint: ValueError: 演示"):
        way(Workspace.find(workspace, workspace), Options(), [workspace])


@pytest.mark.slow
@pytest.mark.parametrize("way", [forked, spawned])
def test_progress_reaches_the_end_and_never_falls(workspace: Path, way: Way) -> None:
    told: list[tuple[int, int]] = []
    way(Workspace.find(workspace, workspace), Options(), [workspace], lambda *at: told.append(at))
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_files_named_twice_are_checked_once(workspace: Path) -> None:
    file = workspace / "guides" / "旧.yaml"
    found = check(Workspace.find(file, workspace), Options(), [file, file, workspace], jobs=1)
    assert replace(found) == plainly(workspace, [file, file, workspace], Options())


def test_a_check_leaves_nothing_in_memory(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What watches or serves checks again and again, with the collector paused: eight megabytes stayed behind each time."""
    made: list[weakref.ref[object]] = []
    prepare = Engine.prepare.__func__  # type: ignore[attr-defined]

    def noting(cls: type, *arguments: object) -> Engine:
        engine: Engine = prepare(cls, *arguments)
        made.extend(map(weakref.ref, (engine, engine.phrases, engine.records)))
        return engine

    monkeypatch.setattr(Engine, "prepare", classmethod(noting))
    gc.disable()
    try:
        assert check(Workspace.find(workspace, workspace), Options(), [workspace], jobs=1).findings
        assert made
        assert [one() for one in made] == [None] * len(made)
    finally:
        gc.enable()
