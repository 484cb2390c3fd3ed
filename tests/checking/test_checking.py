"""However the work is shared out, the report is that of the plain reference."""

import gc
import os
import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.corpus import write
from guidelint.checking.checking import check
from guidelint.checking.engine import Engine, Options, Report
from guidelint.checking.executor import Executor, Forks, Here, Share, Task
from guidelint.checking.spawned import Spawned
from guidelint.workspace.workspace import Workspace
from tests.checking import reference

ROOT = Path(__file__).parents[2]


class Backwards:
    """Does the last share first."""

    def map(self, task: Task, shares: Sequence[Share], done: Callable[[int], None]) -> Iterator[bytes]:
        yield from reversed([task(share) for share in reversed(shares)])


EXECUTORS = [Here(), Forks(3), Spawned(3), Backwards()]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generated guides, and everything that goes wrong between and in files."""
    folder = tmp_path_factory.mktemp("workspace")
    write(folder, 80, seed=3)
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


@pytest.mark.parametrize("executor", EXECUTORS, ids=lambda executor: type(executor).__name__)
@pytest.mark.parametrize("broken", [True, False])
@pytest.mark.parametrize("part", ["", "guides/d000/d00001"])
def test_same_report_as_the_reference(workspace: Path, executor: Executor, broken: bool, part: str) -> None:
    if not broken:
        for file in ("broken.yaml", "不合格式.yaml", "gb.yaml"):
            (workspace / "guides" / file).unlink(missing_ok=True)
    options = Options(preview=True)
    paths = [workspace / part]
    found = check(Workspace.find(paths[0], workspace), options, paths, executor=executor)
    assert found == plainly(workspace, paths, options)
    assert found.findings or part
    assert part or {f.rule for f in found.findings} >= {"chain/missing-related", "contract/more-copies"}


def test_repository_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for executor in EXECUTORS:
        assert check(Workspace.find(ROOT, ROOT), Options(), [ROOT], executor=executor) == plainly(
            ROOT, [ROOT], Options()
        )


def test_a_copy_that_dies_costs_nothing_but_time(workspace: Path) -> None:
    class Killed(Forks):
        def map(self, task: Task, shares: Sequence[Share], done: Callable[[int], None]) -> Iterator[bytes]:
            here = os.getpid()

            def dying(share: Share) -> bytes:
                if os.getpid() != here:
                    os.kill(os.getpid(), 9)
                return task(share)

            return super().map(dying, shares, done)

    found = check(Workspace.find(workspace, workspace), Options(), [workspace], executor=Killed(3))
    assert found == plainly(workspace, [workspace], Options())


def test_no_more_copies_may_be_begun(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []

    def fork() -> int:
        if begun:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        begun.append(made())
        return begun[0]

    made = os.fork
    monkeypatch.setattr(os, "fork", fork)
    found = check(Workspace.find(workspace, workspace), Options(), [workspace], executor=Forks(3))
    assert found == plainly(workspace, [workspace], Options())
    with pytest.raises(ChildProcessError):
        os.waitpid(begun[0], os.WNOHANG)  # it has ended, and was waited for


@pytest.mark.parametrize("executor", [Forks(3), Spawned(3)], ids=lambda executor: type(executor).__name__)
def test_progress_reaches_the_end_and_never_falls(workspace: Path, executor: Executor) -> None:
    told: list[tuple[int, int]] = []
    check(Workspace.find(workspace, workspace), Options(), [workspace], lambda *at: told.append(at), executor)
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_files_named_twice_are_checked_once(workspace: Path) -> None:
    file = workspace / "guides" / "旧.yaml"
    found = check(Workspace.find(file, workspace), Options(), [file, file, workspace], executor=Here())
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
        assert check(Workspace.find(workspace, workspace), Options(), [workspace], executor=Here()).findings
        assert made
        assert [one() for one in made] == [None] * len(made)
    finally:
        gc.enable()
