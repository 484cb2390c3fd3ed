"""Rules from their files: loaded, proved by their own examples, and backed by tickets."""

from collections.abc import Container, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from guidelint.language.thesaurus import Thesaurus
from guidelint.language.vocabulary import pack
from guidelint.model.errors import CannotCheck, FileError, UsageError
from guidelint.model.nearest import did_you_mean
from guidelint.model.rule import Level, Rule
from guidelint.model.text import Text
from guidelint.model.ticket import Ticket
from guidelint.rules.evidence import Backing
from guidelint.rules.examples import Subjects, failures
from guidelint.rules.kinds import Check, RuleError, build
from guidelint.rules.kinds.context import Match
from guidelint.schemas.validation import validate
from guidelint.source.document import Document
from guidelint.workspace.config import THESAURUS_FOLDER
from guidelint.workspace.workspace import Workspace

_PROFILES = "profile/"


class LoadedRule(Struct, frozen=True, dict=True):
    """A rule that works: its check is built and behaves on its examples. `tickets` back it, newest first.

    `is_levelled` tells that the workspace has given it its level.
    """

    rule: Rule
    check: Check
    document: Document
    tickets: tuple[Ticket, ...] = ()
    is_levelled: bool = False

    @property
    def is_active(self) -> bool:
        """Evidence before enforcement: without a ticket a rule is preview."""
        return bool(self.tickets)

    def level_of(self, match: Match) -> Level:
        return self.rule.level if self.is_levelled or match.level is None else match.level

    @property
    def loudest(self) -> Level:
        """The highest level that a finding of it can have."""
        return self.rule.level if self.is_levelled else getattr(self.check, "loudest", self.rule.level)

    @cached_property
    def backing(self) -> Backing:
        return Backing(self.tickets)


class Ruleset(Struct, frozen=True, dict=True):
    """Rules by id. `errors` tells of files that did not load."""

    rules: Mapping[str, LoadedRule]
    errors: tuple[FileError, ...] = ()

    @cached_property
    def current(self) -> Mapping[str, str]:
        """The id of the rule that a name stands for: its own, and those of rules that it replaces."""
        old = {name: id for id, loaded in self.rules.items() for name in loaded.rule.replaces}
        return old | {id: id for id in self.rules}

    def levelled(self, levels: Mapping[str, Level]) -> "Ruleset":
        """The rules with the levels that a workspace gives them, by id or theme; an id wins. Raises as `named`."""
        given: dict[str, Level] = {}
        for name in sorted(levels, key=lambda name: name in self.current):
            given |= dict.fromkeys(self.named((name,)), levels[name])
        changed = {
            id: structs.replace(loaded, rule=structs.replace(loaded.rule, level=given[id]), is_levelled=True)
            for id, loaded in self.rules.items()
            if id in given
        }
        return Ruleset({**self.rules, **changed}, self.errors)

    def named(self, names: Iterable[str]) -> frozenset[str]:
        """The ids that the names stand for: a rule's id, an old id, or a theme.

        Raises UsageError for an unknown name, and CannotCheck where it may be that of a rule that did not load.
        """
        chosen: set[str] = set()
        for name in names:
            ids = {
                id
                for id, loaded in self.rules.items()
                if name in ("all", id, loaded.rule.theme, f"{loaded.rule.theme}/") or name in loaded.rule.replaces
            }
            if not ids and self.errors:
                raise CannotCheck(self.errors)
            if not ids:
                raise UsageError(_unknown(name, self.rules))
            chosen |= ids
        return frozenset(chosen)

    def profile(self, name: str) -> "LoadedRule":
        """The profile of elements that goes by the name, such as minimal. Raises as `named`."""
        known = [id.removeprefix(_PROFILES) for id in self.rules if id.startswith(_PROFILES)]
        if name in known:
            return self.rules[_PROFILES + name]
        if self.errors:
            raise CannotCheck(self.errors)
        near = did_you_mean(name, known)
        raise UsageError(Text(f"没有要素清单 {name}{near.zh}", f"there is no profile {name}{near.en}"))


def load_ruleset(
    workspace: Workspace,
    tickets: Mapping[str, Ticket],
    thesaurus: Thesaurus,
    revealing: Iterable[Ticket] | None = None,
) -> Ruleset:
    """Shipped rules, those of what the workspace extends, then its own; the later wins where an id is the same.

    `revealing` are the tickets that name rules, where they are known. What did not load is in the workspace's errors.
    """
    sources = workspace.sources()
    found: dict[str, tuple[str, Document]] = {}
    proved: set[str] = set()
    is_replaced = False
    for folder in workspace.rule_folders():
        for file in workspace.yaml_below(folder):
            id = rule_id(file, folder)
            if id.startswith(f"{THESAURUS_FOLDER}/"):
                continue
            if (document := workspace.load_source(file, None)) is not None:
                is_replaced |= id in found
                found[id] = (id, document)
                (proved.add if sources.is_proved(file) else proved.discard)(id)
    errors = len(workspace.errors)
    ruleset = load_rules(
        found.values(), tickets, thesaurus, revealing, illustrations=workspace.config.illustrations, proved=proved
    )
    workspace.errors += ruleset.errors
    if not errors and not ruleset.errors and sources.read:
        sources.keep(pack(thesaurus), is_base_proved=not is_replaced)
    return ruleset


def load_rules(
    documents: Iterable[tuple[str, Document]],
    tickets: Mapping[str, Ticket],
    thesaurus: Thesaurus,
    revealing: Iterable[Ticket] | None = None,
    *,
    illustrations: bool = False,
    proved: Container[str] = (),
) -> Ruleset:
    """Build the rules of `(id, document)` pairs; a later one replaces an earlier one with its id.

    `revealing` are the tickets that name rules, all of `tickets` if not given. `proved` are the rules that passed
    their schema and behaved on their examples before.
    """
    errors: list[FileError] = []
    rules: dict[str, LoadedRule] = {}
    revealed = _revealed(tickets.values() if revealing is None else revealing)
    subjects = Subjects(thesaurus)
    by_id = dict(documents)
    for id, document in by_id.items():
        if id not in proved and (found := validate(document, "rule")):
            errors += found
            continue
        assert isinstance(document.data, dict)
        try:
            rule = Rule.from_data(id, _extended(document.data, by_id))
        except RuleError as error:
            errors.append(_at(document, error))
            continue
        missing = [ticket for ticket in rule.evidence if ticket not in tickets]
        errors += [_no_ticket(document, rule.evidence.index(ticket), ticket) for ticket in missing]
        try:
            check = build(rule, thesaurus)
            failed = [] if id in proved else failures(rule, check, subjects, document)
        except RuleError as error:
            errors.append(_at(document, error))
            continue
        errors += failed
        if not missing and not failed:
            backing = _backing(rule, tickets, revealed, illustrations=illustrations)
            rules[id] = LoadedRule(rule, check, document, backing)
    return Ruleset(rules, tuple(errors))


def _extended(data: Mapping[str, Any], documents: Mapping[str, Document]) -> Mapping[str, Any]:
    """A profile with the elements of the one that it extends. Raises RuleError."""
    seen: list[str] = []
    while (base := data.get("extends")) is not None:
        known = documents.get(base)
        if known is None or not isinstance(known.data, dict) or base in seen:
            near = did_you_mean(base, documents)
            raise RuleError(
                Text(f"没有可以建立的规则 {base}{near.zh}", f"no rule {base} to extend{near.en}"), "extends"
            )
        seen.append(base)
        elements = {one["name"]: one for one in (*known.data.get("elements", ()), *data.get("elements", ()))}
        data = {**data, "elements": list(elements.values()), "extends": known.data.get("extends")}
    return data


def _at(document: Document, error: RuleError) -> FileError:
    position = document.position(document.span((error.key,) if error.key else ()).start)
    return FileError(document.name, position.line, position.column, error.message)


def rule_id(file: Path, folder: Path) -> str:
    """A rule's id is its path: `rules/ambiguous/identity-proof.yaml` is `ambiguous/identity-proof`."""
    return file.relative_to(folder).with_suffix("").as_posix()


def _revealed(tickets: Iterable[Ticket]) -> Mapping[str, list[str]]:
    revealed: dict[str, list[str]] = {}
    for ticket in tickets:
        for rule in ticket.reveals:
            revealed.setdefault(rule, []).append(ticket.id)
    return revealed


def _backing(
    rule: Rule, tickets: Mapping[str, Ticket], revealed: Mapping[str, list[str]], *, illustrations: bool
) -> tuple[Ticket, ...]:
    names = (rule.id, *rule.replaces)
    ids = dict.fromkeys((*rule.evidence, *(ticket for name in names for ticket in revealed.get(name, ()))))
    backing = [tickets[id] for id in ids if illustrations or not tickets[id].is_illustration]
    return tuple(sorted(backing, key=lambda ticket: (ticket.received, ticket.id), reverse=True))


def _no_ticket(document: Document, index: int, ticket: str) -> FileError:
    position = document.position(document.span(("evidence", index)).start)
    return FileError(
        document.name, position.line, position.column, Text(f"未找到工单 {ticket}", f"there is no ticket {ticket}")
    )


def _unknown(name: str, known: Iterable[str]) -> Text:
    near = did_you_mean(name, known)
    return Text(f"没有规则 {name}{near.zh}", f"there is no rule {name}{near.en}")
