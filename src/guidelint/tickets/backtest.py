"""Would today's rules have found the problem before the citizen did? The product's own measure of worth.

For each ticket: the guide as it stood in git at the end of the day before the ticket was received, in China's time and
on the main line of history, checked with today's rules, without the window records that came to be known through the
ticket or after it.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from msgspec import structs

from guidelint.checking.engine import Engine, match_location, run_rule
from guidelint.language.normalise import normalise
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.guide import Guide
from guidelint.model.text import Text
from guidelint.model.ticket import Ticket
from guidelint.rules.kinds.subject import Neighbours
from guidelint.rules.ruleset import LoadedRule
from guidelint.source.document import Document, load
from guidelint.source.schema import validate
from guidelint.workspace.git import GitError, Repository
from guidelint.workspace.workspace import Loaded, Workspace

_WORDS = ("term", "pattern", "contract")


class Outcome(StrEnum):
    PREVENTED = "prevented"
    NOT_PREVENTED = "not prevented"
    CANNOT_SAY = "cannot say"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One ticket's outcome; `rules` are those that would have found it, `reason` why nothing can be said."""

    ticket: Ticket
    outcome: Outcome
    rules: tuple[str, ...] = ()
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
    known = [v for v in verdicts if v.outcome is not Outcome.CANNOT_SAY]
    return sum(v.outcome is Outcome.PREVENTED for v in known) / len(known) if known else None


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
    rules = tuple(loaded.rule.id for loaded in active if _finds(engine, loaded, found, ticket, neighbours))
    outcome = Outcome.PREVENTED if rules else Outcome.NOT_PREVENTED
    return Verdict(ticket, outcome, rules, commit)


def _cannot_say(ticket: Ticket, zh: str, en: str) -> Verdict:
    return Verdict(ticket, Outcome.CANNOT_SAY, reason=Text(zh, en))


def _finds(
    engine: Engine, rule: LoadedRule, guide: Loaded[Guide], ticket: Ticket, neighbours: Neighbours | None
) -> bool:
    """Whether a rule reports the ticket's own problem: the words it quotes, or a rule that it reveals."""
    subject = engine.subject(guide, neighbours)
    earlier = tuple(w for w in subject.windows if w.record.on < ticket.received and not _came_from(w.document, ticket))
    matches = run_rule(rule, structs.replace(subject, windows=earlier))
    if not matches:
        return False
    if ticket.reveals:
        return not {rule.rule.id, *rule.rule.replaces}.isdisjoint(ticket.reveals)
    # A ticket that names no rule: one that reads words has to report the very words that the ticket quotes.
    says = normalise(ticket.guide_says or "").text
    texts = (normalise(match_location(guide.document, match).text).text for match in matches)
    return bool(says) and rule.rule.kind in _WORDS and any(says in text for text in texts)


def _came_from(document: Document, ticket: Ticket) -> bool:
    return any(ticket.id in demand.get("revealed_by", ()) for demand in document.data.get("materials", ()))


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
