"""The stable Python interface: what `guidelint check` does, as a function."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from datetime import date
from os import PathLike
from pathlib import Path

from msgspec import Struct

from guidelint.checking.cache import ResultCache
from guidelint.checking.checking import CheckRun
from guidelint.checking.collector import collector_paused
from guidelint.checking.inventory import Inventory
from guidelint.model.errors import UsageError
from guidelint.model.progress import Advance, unwatched
from guidelint.model.report import Options, Report
from guidelint.model.rule import Level
from guidelint.model.text import Text
from guidelint.workspace.remote import url_of, workspace_at
from guidelint.workspace.snapshot import Snapshot, Stamp
from guidelint.workspace.walk import straight
from guidelint.workspace.workspace import Workspace

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
    executor: who does the work in place of processes on this machine, such as Dask's Client(...).get_executor().

    One path may be the address of a workspace in object storage, such as s3://bucket/guides (extra `remote`).

    Raises CannotCheck (errors in the configuration, the baseline or the thesaurus) and UsageError (no such file, rule
    or revision). Errors in other files do not raise: they are in `Report.errors`.
    """
    options = Options(tuple(select), tuple(ignore), preview, level, today or date.today())
    return check_workspace(
        list(paths), options, since, root, unsaved or {}, advance, jobs, executor, baseline=baseline, cache=cache
    ).report


class CheckedReport(Struct, frozen=True):
    """A report; and how that stood which it rests on, if on nothing but how files stand and on being asked the same."""

    report: Report
    stood: Snapshot | None = None


def check_workspace(
    paths: Sequence[StrPath],
    options: Options,
    since: str | None,
    root: StrPath | None,
    unsaved: Mapping[StrPath, bytes] | Mapping[Path, bytes],
    advance: Advance,
    jobs: int | None,
    executor: Executor | None,
    *,
    baseline: bool,
    cache: bool,
    seen: Mapping[str, Stamp] | None = None,
) -> CheckedReport:
    """As `check`, which explains the arguments; for the command line, which may have `seen` how files stand."""
    if len(paths) == 1 and not Path(paths[0]).exists() and (url := url_of(paths[0])) is not None:
        if since is not None:
            raise UsageError(
                Text("远程的工作区没有 git 版本可比", "a workspace elsewhere has no git revisions to compare with")
            )
        workspace = workspace_at(url)
        targets = [workspace.root]
        baseline = cache = False
    else:
        folder = Path(root or "").absolute()
        given = {straight(folder / file): content for file, content in unsaved.items()}
        targets = [straight(folder / path) for path in paths] or list(given) or [folder]
        workspace = Workspace.find(targets[0], folder, given)
    results = ResultCache.of(workspace.root) if cache and not unsaved else None
    with collector_paused():
        inventory = Inventory(workspace, options, targets, results, seen)
        run = CheckRun(inventory, jobs=jobs, executor=executor)
        report = run.report(advance)
    if baseline and workspace.has(workspace.baseline):
        from guidelint.history.baseline import held_back

        report = held_back(report, workspace, options.today)
    if since is not None:
        from guidelint.history.since import brought_in

        # The repository's revisions are files that nobody watches.
        return CheckedReport(brought_in(report, workspace, options, since, baseline=baseline))
    return CheckedReport(report, inventory.standing if run.is_lasting else None)
