"""What every page of one report knows: the check's outcome, sorted by guide, rule and ticket."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from guidelint.checking.engine import Engine, Report
from guidelint.model.finding import Compared
from guidelint.model.guide import Guide
from guidelint.model.rule import Level
from guidelint.model.text import Lang, Text
from guidelint.model.ticket import Ticket
from guidelint.output.data import fingerprints
from guidelint.output.folding import folded
from guidelint.site.marked import Numbered
from guidelint.site.names import page_name
from guidelint.tickets.regions import region_name
from guidelint.tickets.statistics import NOT_COUNTED, PRESS
from guidelint.workspace.workspace import Loaded

LEVELS = tuple(reversed(Level))
"""Worst first, as all lists show them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A guide as lists show it: `counts` are its findings, worst level first."""

    guide: Guide
    counts: tuple[int, ...]
    is_illustration: bool = False

    @property
    def page(self) -> str:
        return page_name("guides", self.guide.id)

    @property
    def district(self) -> str | None:
        return None if self.guide.district is None else region_name(self.guide.district)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as lists show it: with its guide and the address of the very place."""

    guide: Guide
    numbered: Numbered

    @property
    def address(self) -> str:
        return f"{page_name('guides', self.guide.id)}#{self.numbered.anchor}"


@dataclass(frozen=True, slots=True)
class Site:
    engine: Engine
    report: Report
    entries: Mapping[str, Entry]
    findings: Mapping[str, Sequence[Numbered]]
    compared: Mapping[str, Sequence[Compared]]
    today: date
    lang: Lang

    @classmethod
    def of(cls, engine: Engine, report: Report, guides: Iterable[Loaded[Guide]], today: date, lang: Lang) -> "Site":
        by_guide: dict[str, list[Numbered]] = {}
        for finding, anchor in zip(report.findings, fingerprints(report), strict=True):
            own = by_guide.setdefault(finding.guide, [])
            own.append(Numbered(len(own) + 1, anchor, finding))
        by_guide = {guide: _told_together(own) for guide, own in by_guide.items()}
        entries = {
            loaded.model.id: Entry(
                loaded.model,
                _counts(by_guide.get(loaded.model.id, ())),
                is_illustration=bool(loaded.document.data.get("illustration")),
            )
            for loaded in guides
        }
        compared: dict[str, list[Compared]] = {}
        for one in report.comparisons:
            compared.setdefault(one.guide, []).append(one)
        return cls(engine, report, entries, by_guide, compared, today, lang)

    def say(self, text: Text) -> str:
        return text.in_(self.lang)

    def ranked(self) -> list[Entry]:
        """Guides with the worst first."""
        return sorted(self.entries.values(), key=lambda e: (*(-count for count in e.counts), e.guide.title, e.guide.id))

    def by_rule(self) -> dict[str, list[Found]]:
        found: dict[str, list[Found]] = {}
        for id, entry in sorted(self.entries.items()):
            for numbered in self.findings.get(id, ()):
                found.setdefault(numbered.finding.rule, []).append(Found(entry.guide, numbered))
        return found

    def tickets(self) -> list[Ticket]:
        """Newest first."""
        models = (loaded.model for loaded in self.engine.tickets.values())
        return sorted(sorted(models, key=lambda t: t.id), key=lambda t: t.received, reverse=True)

    def own_and_public(self) -> tuple[int, int]:
        """How many tickets the workspace took in itself, and how many are published cases."""
        own = sum(
            loaded.model.source_kind not in NOT_COUNTED
            for id, loaded in self.engine.tickets.items()
            if id in self.engine.ticket_files
        )
        return own, sum(loaded.model.source_kind == PRESS for loaded in self.engine.tickets.values())

    def link(self, key: str, value: str) -> str | None:
        """Where a value of a file leads, from a page in one of the site's folders; a web address leads outside."""
        match key:
            case "url":
                return value if value.startswith(("https://", "http://")) else None
            case "revealed_by":
                return f"../{page_name('tickets', value)}" if value in self.engine.tickets else None
            case "reveals":
                return f"../{page_name('rules', value)}" if value in self.engine.ruleset.rules else None
            case "related" | "guide":
                return f"../{self.entries[value].page}" if value in self.entries else None
        return None


def _told_together(findings: Sequence[Numbered]) -> list[Numbered]:
    """The findings, with those that say the same as an earlier one pointing to it."""
    numbered = {id(one.finding): one for one in findings}
    first = {id(one): first for first, rest in folded([one.finding for one in findings]) for one in rest}
    return [
        replace(one, told_at=numbered[id(first[id(one.finding)])]) if id(one.finding) in first else one
        for one in findings
    ]


def _counts(findings: Collection[Numbered]) -> tuple[int, ...]:
    counts = Counter(numbered.finding.level for numbered in findings)
    return tuple(counts[level] for level in LEVELS)
