"""A ticket that no rule explains can teach one: from what the guide says, what the window requires, what was brought."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from guidelint.checking.engine import Engine
from guidelint.language.phrase import Document as Asked
from guidelint.language.thesaurus import Thesaurus
from guidelint.language.vocabulary import load_thesaurus
from guidelint.model.errors import CannotCheck, FileError, UsageError
from guidelint.model.finding import Location
from guidelint.model.guide import Guide
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.model.ticket import Ticket
from guidelint.rules.examples import Subjects, failures
from guidelint.rules.execution import run_rule
from guidelint.rules.kinds import Check, RuleError, build
from guidelint.rules.ruleset import LoadedRule
from guidelint.source.document import Document
from guidelint.tickets.teachable import why_not, why_useless
from guidelint.workspace.config import THESAURUS_FOLDER
from guidelint.workspace.transaction import Taken, Write, write_all
from guidelint.workspace.workspace import Loaded

FOLDER = "learned"
FIELD = "materials[].name"


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule and, where the words are new, thesaurus entries; `hits` are the places that the rule would report.

    `known_by` names rules that find the ticket's words already: then nothing needs to be learnt.
    """

    ticket: str
    id: str
    rule: Mapping[str, Any]
    concepts: tuple[Mapping[str, Any], ...]
    hits: tuple[Location, ...]
    known_by: tuple[str, ...] = ()

    def files(self, rules: Path) -> Iterator[tuple[Path, str]]:
        """The files to write below the workspace's rules folder, the thesaurus first: the rule needs it."""
        name = self.id.split("/")[1]
        if self.concepts:
            title = {"zh": f"工单 {self.ticket} 学到的词", "en": f"Words learnt from ticket {self.ticket}"}
            yield (
                rules / THESAURUS_FOLDER / f"{FOLDER}-{name}.yaml",
                _yaml({"title": title, "concepts": list(self.concepts)}),
            )
        yield rules / f"{self.id}.yaml", _yaml(self.rule)


def draft(engine: Engine, ticket_id: str) -> Draft:
    """Draft a rule from a ticket. Raises UsageError where the ticket does not say enough or does not exist, where not the
    guide's words are at fault or the rule would be of no use, which says what the ticket needs instead, and
    CannotCheck where the drafted rule does not behave on its own examples."""
    if ticket_id not in engine.tickets:
        if engine.workspace.errors:  # it may stand in one of the broken files
            raise CannotCheck(engine.workspace.errors)
        raise UsageError(Text(f"未找到工单 {ticket_id}", f"there is no ticket {ticket_id}"))
    ticket = engine.tickets[ticket_id].model
    says, requires = ticket.guide_says, ticket.window_requires
    if not says or not requires:
        raise UsageError(
            Text(
                f"工单 {ticket_id} 要写明“指南写法”和“窗口要求”才能学；用 guidelint ticket amend 补上",
                f"ticket {ticket_id} has to say guide_says and window_requires before it can teach",
            )
        )
    subjects = Subjects(engine.thesaurus)
    example = {"materials": [{"name": says}]}
    known_by = tuple(
        id
        for id, loaded in sorted(engine.ruleset.rules.items())
        if FIELD in loaded.rule.fields
        and loaded.rule.kind != "form"  # that finds what any line lacks, whatever paper its words mean
        and run_rule(loaded, subjects.of(loaded.rule, example))
    )
    id = f"{FOLDER}/{ticket.id.lower().replace('.', '-').replace('_', '-')}"
    if known_by:
        return Draft(ticket.id, id, {}, (), (), known_by)
    if (reason := why_not(engine, ticket, says, requires)) is not None:
        raise _teaches_nothing(ticket, reason)
    concepts = tuple(_concepts(engine, ticket, says))
    thesaurus = _extended(engine, concepts)
    data = _rule(ticket, says, requires)
    rule = Rule.from_data(id, data)
    document = Document.of(data, f"{id}.yaml")
    check = _proved(rule, thesaurus, document, ticket)
    loaded = LoadedRule(rule, check, document, (ticket,))
    hits = tuple(_hits(engine, loaded, thesaurus))
    if (reason := why_useless(engine, loaded, thesaurus, says, len(hits))) is not None:
        raise _teaches_nothing(ticket, reason)
    return Draft(ticket.id, id, data, concepts, hits)


def _teaches_nothing(ticket: Ticket, reason: Text) -> UsageError:
    return UsageError(
        Text(f"工单 {ticket.id} 不用学规则：{reason.zh}", f"ticket {ticket.id} teaches no rule: {reason.en}")
    )


def accept(engine: Engine, drafted: Draft) -> list[Path]:
    """Write the drafted files, all or none. Raises UsageError where one of them exists, and OSError."""
    workspace = engine.workspace
    planned = drafted.files(workspace.root / workspace.config.rules)
    writes = [Write(file, content.encode()) for file, content in planned]
    try:
        write_all(workspace.root, writes)
    except Taken as error:
        name = workspace.name(error.file)
        raise UsageError(Text(f"{name} 已经有了，没有改动任何文件", f"{name} exists; nothing was changed")) from None
    return [write.file for write in writes]


def _rule(ticket: Ticket, says: str, requires: str) -> dict[str, Any]:
    return {
        "title": {"zh": f"“{says}”说不清", "en": f"“{says}” is not clear"},
        "level": "error",
        "kind": "term",
        "field": FIELD,
        "terms": [says],
        "evidence": [ticket.id],
        "message": {
            "zh": f"“{{text}}”可以理解为{{denotation}}；工单里窗口要的是“{requires}”",
            "en": f"“{{text}}” can be read as {{denotation}}; in the ticket the window wanted “{requires}”",
        },
        "fix": {
            "advice": {
                "zh": f"写明窗口收什么，例如“{requires}”",
                "en": f"say what the window takes, such as “{requires}”",
            },
            "replace": "{window.accepts|或}",
            "safe": "when-window-known",
        },
        "examples": {"bad": [says], "good": [requires]},
    }


def _concepts(engine: Engine, ticket: Ticket, says: str) -> Iterator[dict[str, Any]]:
    """New concepts for documents that the thesaurus lacks: those that were required or brought, below the guide's word."""
    stem = ticket.id.lower().replace(".", "-").replace("_", "-")
    above = engine.thesaurus.find(says)
    below: list[str] = []
    unknown: list[str] = []
    for option in _documents(engine, ticket):
        known = engine.thesaurus.find(option.text)
        if known is not None:
            below.append(known.id)
        elif option.concept is not None and (above is None or option.concept != above.id):
            below.append(option.concept)
        elif option.text != says:
            unknown.append(option.text)
    for number, words in enumerate(dict.fromkeys(unknown), 1):
        below.append(f"{stem}-{number}")
        concept = {"id": below[-1], "prefLabel": {"zh": words, "en": f"document {number} of ticket {ticket.id}"}}
        yield concept if above is None else {**concept, "broader": [above.id]}
    if above is None:
        yield {
            "id": stem,
            "prefLabel": {"zh": says, "en": f"words of the guide in ticket {ticket.id}"},
            "narrower": list(dict.fromkeys(below)),
        }


def _documents(engine: Engine, ticket: Ticket) -> Iterator[Asked]:
    """Every document that was required or brought; a part of a list that names none stands for itself."""
    for words in filter(None, (ticket.window_requires, *ticket.brought)):
        parts = [words] if "(" in words or "(" in words else re.split("、|或者|或", words)
        for part in (part.strip() for part in parts if part.strip()):
            options = list(engine.phrases.parse(part).documents)
            yield from options or [Asked(part, 0, len(part))]


def _extended(engine: Engine, concepts: tuple[Mapping[str, Any], ...]) -> Thesaurus:
    return load_thesaurus(engine.workspace, concepts) if concepts else engine.thesaurus


def _proved(rule: Rule, thesaurus: Thesaurus, document: Document, ticket: Ticket) -> Check:
    try:
        check = build(rule, thesaurus)
    except RuleError as error:
        raise CannotCheck([FileError(document.name, 0, 0, error.message)]) from None
    if wrong := failures(rule, check, Subjects(thesaurus), document):
        says, requires, why = ticket.guide_says, ticket.window_requires, wrong[0].message
        raise UsageError(
            Text(
                f"从工单 {ticket.id} 学不出规则：按词分不开指南写法“{says}”和窗口要求“{requires}”（{why.zh}）。"
                "请把两处都写成材料名称",
                f"ticket {ticket.id} cannot teach a rule: words alone do not tell “{says}” from “{requires}” "
                f"({why.en}); write both as names of documents",
            )
        )
    return check


def _hits(engine: Engine, loaded: LoadedRule, thesaurus: Thesaurus) -> Iterator[Location]:
    from guidelint.checking.findings import match_location
    from guidelint.language.phrase import PhraseBook

    phrases = PhraseBook(thesaurus)
    workspace = engine.workspace
    guides: list[Loaded[Guide]] = list(workspace.guides(workspace.files(workspace.config.guides)))
    for guide in guides:
        context = engine.context(guide, phrases=phrases)
        for match in run_rule(loaded, context):
            yield match_location(guide.document, match)


def _yaml(data: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False, width=100)
