"""A ticket that no rule explains can teach one: from what the guide says, what the window requires, what was brought."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from guidelint.checks import Check, RuleError, build
from guidelint.engine import Engine, run_rule
from guidelint.errors import CannotCheck, FileError, UsageError
from guidelint.examples import Subjects, failures
from guidelint.finding import Location
from guidelint.model.guide import Guide
from guidelint.model.rule import Rule
from guidelint.model.ticket import Ticket
from guidelint.ruleset import THESAURUS_FOLDER, LoadedRule
from guidelint.source.document import Document
from guidelint.text import Text
from guidelint.thesaurus import Thesaurus
from guidelint.tickets.transaction import Taken, Write, write_all
from guidelint.workspace import Loaded

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
    """Draft a rule from a ticket. Raises UsageError where the ticket does not say enough or does not exist, and
    CannotCheck where the drafted rule does not behave on its own examples."""
    if ticket_id not in engine.tickets:
        raise UsageError(Text(f"没有工单 {ticket_id}", f"there is no ticket {ticket_id}"))
    ticket = engine.tickets[ticket_id].model
    says, requires = ticket.guide_says, ticket.window_requires
    if not says or not requires:
        raise UsageError(
            Text(
                f"工单 {ticket_id} 要写明 guide_says(指南写法)和 window_requires(窗口要求)才能学",
                f"ticket {ticket_id} has to say guide_says and window_requires before it can teach",
            )
        )
    subjects = Subjects(engine.thesaurus)
    example = {"materials": [{"name": says}]}
    known_by = tuple(
        id
        for id, loaded in sorted(engine.ruleset.rules.items())
        if FIELD in loaded.rule.fields and run_rule(loaded, subjects.of(loaded.rule, example))
    )
    concepts = tuple(_concepts(engine.thesaurus, ticket, says))
    thesaurus = _extended(engine, concepts)
    id = f"{FOLDER}/{ticket.id.lower().replace('.', '-').replace('_', '-')}"
    data = _rule(ticket, says, requires)
    rule = Rule.from_data(id, data)
    document = Document.of(data, f"{id}.yaml")
    check = _proved(rule, thesaurus, document)
    loaded = LoadedRule(rule, check, document, (ticket,))
    return Draft(ticket.id, id, data, concepts, tuple(_hits(engine, loaded, thesaurus)), known_by)


def accept(engine: Engine, drafted: Draft) -> list[Path]:
    """Write the drafted files, all or none. Raises UsageError where one of them exists, and OSError."""
    workspace = engine.workspace
    planned = drafted.files(workspace.root / workspace.config.rules)
    writes = [Write(file, content.encode()) for file, content in planned]
    try:
        write_all(workspace.root, writes)
    except Taken as error:
        name = workspace.name(error.file)
        raise UsageError(Text(f"{name} 已经有了,没有改动任何文件", f"{name} exists; nothing was changed")) from None
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
            "zh": f"“{{text}}”可以理解为{{denotation}};工单里窗口要的是“{requires}”",
            "en": f"“{{text}}” can be read as {{denotation}}; in the ticket the window wanted “{requires}”",
        },
        "fix": {
            "advice": {
                "zh": f"写明窗口收什么,例如“{requires}”",
                "en": f"say what the window takes, such as “{requires}”",
            },
            "replace": "{window.accepts|或}",
            "safe": "when-window-known",
        },
        "examples": {"bad": [says], "good": [requires]},
    }


def _concepts(thesaurus: Thesaurus, ticket: Ticket, says: str) -> Iterator[dict[str, Any]]:
    """New concepts for words that the thesaurus lacks: the guide's word above what was brought and what is required."""
    if thesaurus.find(says) is not None:
        return
    stem = ticket.id.lower().replace(".", "-").replace("_", "-")
    below: list[str] = []
    for number, words in enumerate((ticket.window_requires or "", *ticket.brought), 1):
        found = thesaurus.find(words)
        if found is not None:
            below.append(found.id)
        elif words:
            below.append(f"{stem}-{number}")
            yield {"id": below[-1], "prefLabel": {"zh": words, "en": f"document {number} of ticket {ticket.id}"}}
    yield {
        "id": stem,
        "prefLabel": {"zh": says, "en": f"words of the guide in ticket {ticket.id}"},
        "narrower": list(dict.fromkeys(below)),
    }


def _extended(engine: Engine, concepts: tuple[Mapping[str, Any], ...]) -> Thesaurus:
    return engine.workspace.thesaurus(extra=concepts) if concepts else engine.thesaurus


def _proved(rule: Rule, thesaurus: Thesaurus, document: Document) -> Check:
    try:
        check = build(rule, thesaurus)
    except RuleError as error:
        raise CannotCheck([FileError(document.name, 0, 0, error.message)]) from None
    if wrong := failures(rule, check, Subjects(thesaurus), document):
        # The window asks for a word that contains the guide's own: nothing that a term can tell apart.
        raise CannotCheck([FileError(document.name, 0, 0, error.message) for error in wrong])
    return check


def _hits(engine: Engine, loaded: LoadedRule, thesaurus: Thesaurus) -> Iterator[Location]:
    from guidelint.engine import match_location
    from guidelint.phrase import PhraseBook

    phrases = PhraseBook(thesaurus)
    workspace = engine.workspace
    guides: list[Loaded[Guide]] = list(workspace.guides(workspace.files(workspace.config.guides)))
    for guide in guides:
        subject = engine.subject(guide, phrases=phrases)
        for match in run_rule(loaded, subject):
            yield match_location(guide.document, match)


def _yaml(data: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False, width=100)
