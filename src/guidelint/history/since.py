"""What a change brings in: findings of now that were not there at an earlier git revision.

The whole workspace is compared, not the lines that a change touches: a window record, a ticket, the thesaurus or a rule
may bring a finding into a guide that nobody edited.
"""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from guidelint.checking.engine import Engine
from guidelint.history.baseline import held_back
from guidelint.model.errors import CannotCheck, FileError, UsageError
from guidelint.model.finding import Finding
from guidelint.model.report import Options, Report
from guidelint.model.text import Text
from guidelint.rules.ruleset import Ruleset
from guidelint.workspace.git import Extract, Repository
from guidelint.workspace.shipped import Shipped, shipped
from guidelint.workspace.workspace import Workspace


def brought_in(report: Report, workspace: Workspace, options: Options, revision: str, *, baseline: bool) -> Report:
    """The report with only those findings that were not there where this work left `revision` (`git diff REV...`).

    What has been done there since is no part of the change. Guides that were broken at that time had no findings that are known. Raises UsageError where git or the revision is
    missing, CannotCheck where nothing could be checked at that time.
    """
    repository = Repository.around(workspace.root)
    commit = _parting(repository, revision)
    with repository.extracted(commit) as extract:
        _take_packages(extract, workspace)
        before = _check(extract.folder, workspace, options, revision, baseline=baseline)
    new = _new(report.findings, before)
    return replace(report, findings=new, since=revision, older=len(report.findings) - len(new))


def _parting(repository: Repository, revision: str) -> str:
    """The commit from which `revision` and what is checked out have gone their ways. Raises UsageError."""
    commit = repository.commit(revision)
    if commit is not None:
        parting = repository.merge_base(commit, "HEAD")
        if parting is not None:
            return parting
        said = Text(
            f"版本 {revision} 和现在的提交没有共同的历史",
            f"{revision} and the present commit have no history in common",
        )
    else:
        said = Text(f"git 里没有版本 {revision}", f"git has no revision {revision}")
    if repository.is_shallow:
        said = Text(
            f"{said.zh}；这里只取了最近的提交（浅克隆），请先运行 git fetch --unshallow"
            "（GitHub Actions 的 checkout 写 fetch-depth: 0,GitLab CI 写变量 GIT_DEPTH: 0）",
            f"{said.en}; this is a shallow clone, so run git fetch --unshallow first (fetch-depth: 0 for the checkout of "
            "GitHub Actions, the variable GIT_DEPTH: 0 in GitLab CI)",
        )
    elif commit is None and "/" in revision:
        remote, _, branch = revision.partition("/")
        said = Text(
            f"{said.zh}；如果它在远程仓库里，请先运行 git fetch {remote} {branch}",
            f"{said.en}; if it is in a remote repository, run git fetch {remote} {branch} first",
        )
    raise UsageError(said)


def _take_packages(extract: Extract, workspace: Workspace) -> None:
    """Rule packages beside the workspace: those in the repository as they were, others as they are."""
    root, inside = workspace.root.resolve(), Path(extract.repository.inside)
    top = root.parents[len(inside.parts) - 1] if inside.parts else root
    for package in workspace.config.packages:
        if package.root.is_relative_to(root):
            continue  # it came with the workspace
        if package.root.is_relative_to(top):
            where = package.root.relative_to(top).as_posix()
            extract.take_out(where)
        elif (place := Path(os.path.normpath(extract.folder / package.name))).parent == extract.top.parent:
            with suppress(OSError):  # then the package is told to be missing
                place.symlink_to(package.root, target_is_directory=True)


def _check(folder: Path, now: Workspace, options: Options, revision: str, *, baseline: bool) -> Sequence[Finding]:
    """All findings of the workspace as it lies in `folder`."""
    try:
        workspace = Workspace.at(folder, folder)
        workspace.shipped = _shipped_in(folder, now.root)
        if not workspace.files(workspace.config.guides):
            return ()
        engine = Engine.prepare(workspace, options)
        engine.options = _known(options, engine.ruleset)
        if options.select and not engine.options.select:
            return ()  # none of the rules asked for was there
        report = engine.check([folder])
        return (held_back(report, workspace, options.today) if baseline else report).findings
    except CannotCheck as error:
        raise CannotCheck(replace(one, path=f"{revision}:{one.path}") for one in error.errors) from None
    except UsageError as error:
        said = Text(f"版本 {revision} 没法检查：{error.message.zh}", f"cannot check {revision}: {error.message.en}")
        raise CannotCheck([FileError(revision, 0, 0, said)]) from None


def _shipped_in(folder: Path, root: Path) -> Shipped:
    """In guidelint's own repository what is shipped is part of the workspace, and was so then."""
    now = shipped()
    if not now.rules.is_relative_to(root):
        return now
    return Shipped(folder / now.rules.relative_to(root), folder / now.tickets.relative_to(root))


def _known(options: Options, ruleset: Ruleset) -> Options:
    """The options without rules that were not there yet."""

    def known(names: Iterable[str]) -> tuple[str, ...]:
        found = []
        for name in names:
            try:
                ruleset.named([name])
            except UsageError:
                continue
            found.append(name)
        return tuple(found)

    return replace(options, select=known(options.select), ignore=known(options.ignore))


def _new(findings: Iterable[Finding], before: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings that have none of `before` to stand for them: one with the same words, else one of the same identity."""
    left = Counter(finding.identity for finding in before)
    alike = Counter((finding.identity, finding.message.zh) for finding in before)
    unlike: list[Finding] = []
    for finding in findings:
        if alike[finding.identity, finding.message.zh]:
            alike[finding.identity, finding.message.zh] -= 1
            left[finding.identity] -= 1
        else:
            unlike.append(finding)
    new = []
    for finding in unlike:
        if left[finding.identity]:
            left[finding.identity] -= 1
        else:
            new.append(finding)
    return tuple(new)
