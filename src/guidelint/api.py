"""The stable Python interface: what `guidelint check` does, as a function."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from guidelint.checking import checking
from guidelint.checking.executor import Executor, default_executor
from guidelint.checking.memory import Memory
from guidelint.checking.remote import url_of, workspace_at
from guidelint.checking.results import Results
from guidelint.model.errors import UsageError
from guidelint.model.progress import Advance, unwatched
from guidelint.model.report import Options, Report
from guidelint.model.rule import Level
from guidelint.model.text import Text
from guidelint.workspace.standing import Stamp, Standing
from guidelint.workspace.walk import straight
from guidelint.workspace.workspace import Workspace

if TYPE_CHECKING:
    from guidelint.checking.basis import Basis

StrPath = str | PathLike[str]


def check(
    paths: Iterable[StrPath] = (),
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    preview: bool = False,
    level: Level | None = None,
    today: date | None = None,
    since: str | None = None,
    baseline: bool = True,
    root: StrPath | None = None,
    unsaved: Mapping[StrPath, bytes] | Mapping[Path, bytes] | None = None,
    advance: Advance = unwatched,
    cache: bool = False,
    jobs: int | None = None,
    executor: Executor | None = None,
) -> Report:
    """Check guides and report what was found, as frozen data.

    paths: files and folders, relative to `root`; empty means `root` itself. The workspace is the one around the first.
    select, ignore: rules by id or theme; empty leaves the configuration's word.
    preview: also rules that no ticket backs yet.
    level: the lowest level reported; None leaves the configuration's word.
    today: the day by which suppressions and the baseline expire; None means the computer's date.
    since: a git revision; only findings that were not there at that time.
    baseline: leave out what the workspace's baseline holds back.
    root: the folder from which files are named in the report; None means the current one.
    unsaved: bytes that stand for what is on disk under these names, as in an editor. Alone, they are what is checked.
    advance: called with the number of guides done and their total while the check runs.
    cache: whether results kept from earlier runs may answer for what has not changed, and this run's are kept.
    jobs: the number of processes; None means as many as the machine has to spare and the work is worth.
    executor: who does the work, in place of processes on this machine, such as guidelint.checking.cluster.Cluster.

    One path may be the address of a workspace in object storage, such as s3://bucket/guides (extra `remote`).

    Raises CannotCheck (errors in the configuration, the baseline or the thesaurus) and UsageError (no such file, rule
    or revision). Errors in other files do not raise: they are in `Report.errors`.
    """
    options = Options(tuple(select), tuple(ignore), preview, level, today or date.today())
    if jobs and executor is None:
        executor = default_executor(jobs, jobs)
    return checked(
        list(paths), options, since, root, unsaved or {}, advance, executor, baseline=baseline, cache=cache
    ).report


class Checked(Struct, frozen=True):
    """A report; and how that stood which it rests on, if on nothing but how files stand and on being asked the same.

    `basis` gives what a later check can build on when few files have changed. `wait` returns when all is kept that is to be.
    """

    report: Report
    stood: Standing | None = None
    basis: Callable[[], "Basis | None"] = lambda: None
    wait: Callable[[], None] = lambda: None


def checked(
    paths: Sequence[StrPath],
    options: Options,
    since: str | None,
    root: StrPath | None,
    unsaved: Mapping[StrPath, bytes] | Mapping[Path, bytes],
    advance: Advance,
    executor: Executor | None,
    *,
    baseline: bool,
    cache: bool,
    seen: Mapping[str, Stamp] | None = None,
    aside: bool = False,
) -> Checked:
    """As `check`, which explains the arguments; for the command line, which may have `seen` how files stand.

    `aside`: what is found may still be written down by a copy of this process when this returns.
    """
    if len(paths) == 1 and not Path(paths[0]).exists() and (url := url_of(paths[0])) is not None:
        if since is not None:
            raise UsageError(
                Text("远程的工作区没有 git 版本可比", "a workspace elsewhere has no git revisions to compare with")
            )
        workspace = workspace_at(url)
        return Checked(checking.check(workspace, options, [workspace.root], advance, executor))
    folder = Path(root or "").absolute()
    given = {straight(folder / file): content for file, content in unsaved.items()}
    targets = [straight(folder / path) for path in paths] or list(given) or [folder]
    workspace = Workspace.find(targets[0], folder, given)
    results = Results.of(workspace.root) if cache and not given else None
    memory = None
    if results is not None:
        memory = Memory(results, workspace, options, targets, seen or {}, may_keep_aside=aside)
    whole = report = checking.check_remembering(memory, workspace, options, targets, advance, executor)
    if baseline and workspace.baseline.is_file():
        from guidelint.checking.baseline import held_back

        report = held_back(report, workspace, options.today)
    if since is not None:
        from guidelint.checking.since import brought_in

        # The repository's revisions are files that nobody watches.
        report = brought_in(report, workspace, options, since, baseline=baseline)
    if memory is None:
        return Checked(report)
    basis = (lambda: memory.basis) if report is whole else (lambda: None)
    return Checked(report, memory.stood if since is None else None, basis, memory.wait)
