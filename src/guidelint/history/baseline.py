"""The baseline: findings that are known and tolerated for a time, each with a reason, a ticket and an end.

    entries:
      - rule: ambiguous/identity-proof
        guide: bj-dongcheng-sscard-replacement
        field: materials.name
        text: 身份证明
        reason: 窗口已改,随年度修订发布
        ticket: DC-2021-11-001
        until: 2026-12-31

An entry is keyed by what a finding is about (`Finding.identity`), not by a line, which moves with every edit.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.finding import Finding
from guidelint.model.report import Report
from guidelint.model.text import Text
from guidelint.rules.suppression import Notice
from guidelint.schemas.validation import validate
from guidelint.source.document import load
from guidelint.workspace.workspace import Workspace

Identity = tuple[str, str, str, str]

Ran = Callable[["BaselineEntry"], bool]

_HEADER = """\
# 由 guidelint baseline 写成。可以改 reason、ticket、until；其余注释在更新时不保留。
# Written by guidelint baseline. Edit reason, ticket and until; other comments do not survive an update.
"""


@dataclass(frozen=True, slots=True)
class BaselineEntry:
    """`count` equal findings of one `identity` (rule, guide, field, normalised text), up to and with the day `until`."""

    identity: Identity
    reason: str
    ticket: str
    until: date
    count: int = 1
    at: tuple[int, int] = (0, 0)

    def is_expired(self, today: date) -> bool:
        return today > self.until


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of one file, shown as `name`."""

    name: str
    entries: tuple[BaselineEntry, ...] = ()

    def expired(self, today: date) -> Iterator[Notice]:
        for entry in self.entries:
            if entry.is_expired(today):
                yield self._notice(
                    entry, f"已在 {entry.until} 到期（{entry.reason}）", f"expired on {entry.until} ({entry.reason})"
                )

    def stale(self, found: Mapping[Identity, int], ran: Ran, today: date) -> Iterator[Notice]:
        """Live entries that stand for more findings than there are."""
        for entry in self.entries:
            left = found.get(entry.identity, 0)
            if left < entry.count and not entry.is_expired(today) and ran(entry):
                yield self._notice(
                    entry,
                    f"写了 {entry.count} 处，现在只有 {left} 处，请运行 guidelint baseline update",
                    f"stands for {entry.count}, found {left}; run guidelint baseline update",
                )

    def _notice(self, entry: BaselineEntry, zh: str, en: str) -> Notice:
        rule, guide, _, text = entry.identity
        said = Text(f"基线条目 {rule}（{guide}“{text}”）{zh}", f"baseline entry {rule} ({guide} “{text}”) {en}")
        return Notice(self.name, *entry.at, said)


def read(workspace: Workspace) -> Baseline:
    """Raises CannotCheck where the workspace's file is wrong or cannot be read."""
    name = workspace.name(workspace.baseline)
    document = load(workspace.read(workspace.baseline, name), name)
    if errors := validate(document, "baseline"):
        raise CannotCheck(errors)
    entries: list[BaselineEntry] = []
    problems: list[FileError] = []
    seen: set[Identity] = set()
    for index, data in enumerate(document.data["entries"]):
        at = document.position(document.span(("entries", index)).start)
        identity = (data["rule"], data["guide"], data["field"], data["text"])
        try:
            until = date.fromisoformat(data["until"])
        except ValueError:
            place = document.position(document.span(("entries", index, "until")).start)
            said = Text(f"没有 {data['until']} 这一天", f"there is no day {data['until']}")
            problems.append(FileError(name, place.line, place.column, said))
            continue
        if identity in seen:
            problems.append(FileError(name, at.line, at.column, Text("条目重复，请合并", "this entry is there twice")))
        seen.add(identity)
        entries.append(
            BaselineEntry(identity, data["reason"], data["ticket"], until, data.get("count", 1), (at.line, at.column))
        )
    if problems:
        raise CannotCheck(problems)
    return Baseline(name, tuple(entries))


def split(
    findings: Iterable[Finding], baseline: Baseline, today: date
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Findings that the baseline does not hold back, and those that it does."""
    room = Counter({entry.identity: entry.count for entry in baseline.entries if not entry.is_expired(today)})
    shown: list[Finding] = []
    held: list[Finding] = []
    for finding in findings:
        if room[finding.identity]:
            room[finding.identity] -= 1
            held.append(finding)
        else:
            shown.append(finding)
    return tuple(shown), tuple(held)


def held_back(report: Report, workspace: Workspace, today: date) -> Report:
    """The report without what the workspace's baseline holds back, and told which of its entries no longer hold."""
    if not workspace.has(workspace.baseline):
        return report
    baseline = read(workspace)
    shown, held = split(report.findings, baseline, today)
    found = Counter(finding.identity for finding in report.findings)
    notices = (*baseline.expired(today), *baseline.stale(found, ran(report, workspace), today))
    return replace(report, findings=shown, notices=(*report.notices, *notices), baselined=len(held))


def made(findings: Iterable[Finding], reason: str, until: date, ticket: str | None = None) -> list[BaselineEntry]:
    """An entry for each kind of finding; its ticket is the finding's own where none is given."""
    entries: dict[Identity, BaselineEntry] = {}
    for finding in findings:
        first = entries.get(finding.identity)
        if first is not None:
            entries[finding.identity] = replace(first, count=first.count + 1)
        else:
            own = ticket or finding.evidence[0].ticket
            entries[finding.identity] = BaselineEntry(finding.identity, reason, own, until)
    return list(entries.values())


def shrunk(entries: Iterable[BaselineEntry], found: Mapping[Identity, int], ran: Ran) -> list[BaselineEntry]:
    """Entries without what is no longer found; those that were not checked stay as they are."""
    counts = (
        (entry, min(entry.count, found.get(entry.identity, 0)) if ran(entry) else entry.count) for entry in entries
    )
    return [replace(entry, count=count) for entry, count in counts if count]


def ran(report: Report, workspace: Workspace) -> Ran:
    """Whether the check behind `report` could have found what an entry stands for."""
    checked = dict(report.checked)
    known = {workspace.name(file) for file in workspace.files(workspace.config.guides)}
    is_whole = known <= set(checked.values())

    def ran(entry: BaselineEntry) -> bool:
        rule, guide, _, _ = entry.identity
        return rule in report.ran and (guide in checked or is_whole)  # else the guide is no longer there

    return ran


def written(entries: Sequence[BaselineEntry]) -> str:
    """The file's text, entries in the order of guide and rule, so that a merge conflicts seldom."""
    import yaml

    ordered = sorted(entries, key=lambda entry: (entry.identity[1], entry.identity))
    data = {"entries": [_entry_data(entry) for entry in ordered]}
    return _HEADER + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)


def _entry_data(entry: BaselineEntry) -> dict[str, object]:
    rule, guide, field, text = entry.identity
    count = {"count": entry.count} if entry.count > 1 else {}
    return {
        "rule": rule, "guide": guide, "field": field, "text": text, **count,
        "reason": entry.reason, "ticket": entry.ticket, "until": entry.until.isoformat(),
    }  # fmt: skip
