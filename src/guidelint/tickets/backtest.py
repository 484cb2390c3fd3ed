"""Would today's rules have found the problem before the citizen did? The product's own measure of worth.

For each ticket: the guide as it stood in git at the end of the day before the ticket was received, in China's time and
on the main line of history, checked with today's rules, without the window records that came to be known through the
ticket or after it. What the guide alone shows is told apart from what it takes a window record of that day to see.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from msgspec import structs

from guidelint.checking.engine import Engine
from guidelint.checking.findings import match_location
from guidelint.contract.compare import compare
from guidelint.contract.mismatch import Kind, Mismatch
from guidelint.contract.need import demanded
from guidelint.language.normalise import normalise
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.guide import Guide
from guidelint.model.text import Text
from guidelint.model.ticket import Ticket
from guidelint.model.window import WindowRecord
from guidelint.rules.execution import run_rule
from guidelint.rules.kinds.context import CheckContext, Match, Neighbours
from guidelint.rules.ruleset import LoadedRule
from guidelint.schemas.validation import validate
from guidelint.source.document import Document, load
from guidelint.tickets.observation import LISTS, demands
from guidelint.workspace.git import Repository
from guidelint.workspace.git_command import GitError
from guidelint.workspace.workspace import Loaded, Workspace

_WORDS = ("term", "pattern", "contract")
_TELLS: Mapping[Kind, tuple[str, ...]] = {
    "vaguer-than-window": ("ambiguous/", "catch-all/", "obsolete/"),
    "missing-in-guide": ("catch-all/", "contradiction/hidden-material", "contradiction/unlisted-material"),
    "original-demanded": ("form/no-original-or-copy", "contradiction/original-or-copy"),
    "more-copies": ("form/no-number", "contradiction/copies"),
    "unlisted-criteria": ("form/photo-spec", "form/relevant-seal", "notice/no-criteria", "time/", "ambiguous/"),
    "presence-demanded": ("presence/", "contradiction/in-person-or-agent"),
}
"""The rules that see in the guide alone what the window is going to ask for, by how the guide's promise is broken."""


class BacktestOutcome(StrEnum):
    PREVENTED = "prevented"
    NOT_PREVENTED = "not prevented"
    CANNOT_SAY = "cannot say"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One ticket's outcome; `rules` would have found it in the guide alone, `by_windows` with the window records of that day.
    `reason` is why nothing can be said."""

    ticket: Ticket
    outcome: BacktestOutcome
    rules: tuple[str, ...] = ()
    by_windows: tuple[str, ...] = ()
    commit: str | None = None
    reason: Text | None = None


def backtest(engine: Engine, tickets: Iterable[Ticket]) -> list[Verdict]:
    """A verdict for each ticket. Illustrations are left out: what did not happen could not be prevented."""
    try:
        repository = Repository.around(engine.workspace.root)
    except UsageError:
        repository = None
    return [_verdict(engine, repository, ticket) for ticket in tickets if not ticket.is_illustration]


def share_prevented(verdicts: Sequence[Verdict]) -> float | None:
    """Prevented tickets among those of which anything can be said; None where there is none."""
    known = [v for v in verdicts if v.outcome is not BacktestOutcome.CANNOT_SAY]
    return sum(v.outcome is BacktestOutcome.PREVENTED for v in known) / len(known) if known else None


def _verdict(engine: Engine, repository: Repository | None, ticket: Ticket) -> Verdict:
    if ticket.guide is None:
        return _cannot_say(ticket, "工单没有写是哪份指南", "the ticket names no guide")
    if repository is None:
        return _cannot_say(ticket, "工作区不在 git 仓库里", "the workspace is in no git repository")
    day = date.fromisoformat(ticket.received) - timedelta(days=1)
    until = f"--before={day.isoformat()}T23:59:59+08:00"
    commit = _said(repository, "rev-list", "-1", "--first-parent", until, "HEAD").decode().strip()
    if not commit:
        return _cannot_say(ticket, f"git 里没有 {day} 及以前的版本", f"git has no version of {day} or before")
    found = next(_guides_at(repository, commit, ticket.guide), None)
    if found is None:
        return replace(
            _cannot_say(ticket, f"{day} 的版本里没有指南 {ticket.guide}", f"no guide {ticket.guide} on {day}"),
            commit=commit,
        )
    active = [loaded for _, loaded in sorted(engine.ruleset.rules.items()) if loaded.is_active]
    neighbours = None
    if any(loaded.rule.kind == "related" and loaded.rule.id in ticket.reveals for loaded in active):
        neighbours = _neighbours_at(engine, repository, commit)
    context = engine.context(found, neighbours)
    earlier = tuple(w for w in context.windows if w.record.on < ticket.received and not _came_from(w.document, ticket))
    look = _Look(ticket, structs.replace(context, windows=earlier), _broken(engine, context, ticket))
    alone = [one for one in active if one.rule.kind != "contract" and look.finds(one)]
    rules = tuple(one.rule.id for one in alone if not _gives_way(one, alone))
    by_windows = tuple(one.rule.id for one in active if one.rule.kind == "contract" and look.finds(one))
    outcome = BacktestOutcome.PREVENTED if rules or by_windows else BacktestOutcome.NOT_PREVENTED
    return Verdict(ticket, outcome, rules, by_windows, commit)


def _gives_way(rule: LoadedRule, others: Sequence[LoadedRule]) -> bool:
    """Whether a better rule says the same, as in a check."""
    names = {name for one in others if one is not rule for name in (one.rule.id, one.rule.id.split("/")[0])}
    return not names.isdisjoint(rule.rule.yields)


def _cannot_say(ticket: Ticket, zh: str, en: str) -> Verdict:
    return Verdict(ticket, BacktestOutcome.CANNOT_SAY, reason=Text(zh, en))


@dataclass(frozen=True, slots=True)
class _Look:
    """A ticket, its guide with the window records of the day before, and how that guide breaks on the ticket's demand."""

    ticket: Ticket
    context: CheckContext
    broken: Sequence[Mismatch]

    def finds(self, rule: LoadedRule) -> bool:
        """Whether a rule reports the ticket's own problem: one that it reveals, the words that it quotes, or the line of
        the guide that does not answer what the window asked for."""
        matches = run_rule(rule, self.context)
        if not matches:
            return False
        if not {rule.rule.id, *rule.rule.replaces}.isdisjoint(self.ticket.reveals):
            return True
        if rule.rule.kind == "contract":
            return any(self._is_demand(match) for match in matches)
        if any(self._tells(rule.rule.id, match) for match in matches):
            return True
        says = normalise(self.ticket.guide_says or "").text
        texts = (normalise(match_location(self.context.document, match).text).text for match in matches)
        return bool(says) and not self.ticket.reveals and rule.rule.kind in _WORDS and any(says in one for one in texts)

    def _is_demand(self, match: Match) -> bool:
        """Whether a window record had the very thing on which the guide breaks now."""
        return match.witness is not None and any(
            (match.witness.refused, match.witness.bundle) == (one.refused, one.bundle) for one in self.broken
        )

    def _tells(self, rule: str, match: Match) -> bool:
        return any(
            rule.startswith(_TELLS.get(one.kind, ("-",)))
            and (one.guide.material is None or match.path[:2] == ("materials", one.guide.material))
            for one in self.broken
        )


def _broken(engine: Engine, context: CheckContext, ticket: Ticket) -> Sequence[Mismatch]:
    """How the guide as it stood breaks on what the ticket says was asked for."""
    if not ticket.window_requires:
        return ()
    asked = demands(ticket.window_requires, engine.phrases)
    record = WindowRecord.from_data({
        "guide": context.guide.id, "hall": ticket.hall or "大厅", "observed": {"on": ticket.received, "how": "工单"}, **asked
    })  # fmt: skip
    needs = demanded(record, engine.phrases)
    return compare(context.guide, record, context.promises, needs, engine.phrases).mismatches


def _came_from(document: Document, ticket: Ticket) -> bool:
    lists = (document.data.get(key, ()) for key in LISTS.values())
    return any(ticket.id in demand.get("revealed_by", ()) for demands in lists for demand in demands)


def _guides_at(repository: Repository, commit: str, id: str) -> Iterator[Loaded[Guide]]:
    """The guide with this id as it stood at a commit, wherever its file lay then."""
    for name in _said(
        repository, "grep", "-l", "-F", "-e", id, commit, "--", ":(icase)*.yaml", ":(icase)*.yml"
    ).splitlines():
        path = os.fsdecode(name).removeprefix(f"{commit}:")
        try:
            document = load(_said(repository, "cat-file", "blob", f"{commit}:./{path}"), path)
        except CannotCheck:
            continue
        if isinstance(document.data, dict) and document.data.get("id") == id and not validate(document, "guide"):
            yield Loaded(Guide.from_data(document.data), document)


def _neighbours_at(engine: Engine, repository: Repository, commit: str) -> Neighbours:
    """All guides as they stood at a commit, for rules that look at several."""
    with repository.extracted(commit) as extract:
        workspace = Workspace.at(extract.folder, extract.folder)
        guides = {one.model.id: one.model for one in workspace.guides(workspace.files(workspace.config.guides))}
    return Neighbours.of(guides, engine.phrases)


def _said(repository: Repository, *arguments: str) -> bytes:
    """Output of a git command; empty where git has nothing to say."""
    try:
        return repository.run(*arguments)
    except GitError:
        return b""
