"""Where a concept is used: guides, window records and tickets that name it."""

from collections.abc import Iterator
from dataclasses import dataclass

from guidelint.checking.engine import Engine
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.ticket import Ticket
from guidelint.source.document import Document, Path


@dataclass(frozen=True, slots=True)
class Use:
    """One line that names the concept."""

    file: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Uses:
    guides: tuple[Use, ...]
    windows: tuple[Use, ...]
    tickets: tuple[Ticket, ...]


def uses_of(engine: Engine, concept: str) -> Uses:
    """Every use of the concept itself in the workspace; broken files are passed over."""
    workspace = engine.workspace
    guides = tuple(
        use
        for loaded in workspace.guides(workspace.files(workspace.config.guides))
        for index, material in enumerate(loaded.model.materials)
        for use in _use(engine, concept, loaded.document, ("materials", index, "name"), material.name)
    )
    windows = tuple(
        use
        for observed in (window for windows in engine.windows.values() for window in windows)
        for index, demand in enumerate(observed.record.materials)
        for key, words in (("accepts", demand.accepts), ("refused", demand.refused))
        for position, word in enumerate(words)
        for use in _use(engine, concept, observed.document, ("materials", index, key, position), word)
    )
    tickets = tuple(
        loaded.model
        for loaded in engine.tickets.values()
        if any(_names(engine, concept, text) for text in _words(loaded.model))
    )
    return Uses(guides, windows, tickets)


def nearest_labels(thesaurus: Thesaurus, word: str, limit: int = 5) -> list[str]:
    """Labels spelled most like a word that the thesaurus does not know."""
    from rapidfuzz import process

    labels = [label for concept in thesaurus.concepts.values() for label in (concept.pref.zh, *concept.alt)]
    return [match[0] for match in process.extract(word, labels, limit=limit)]


def _use(engine: Engine, concept: str, document: Document, path: Path, text: str) -> Iterator[Use]:
    if _names(engine, concept, text):
        yield Use(document.name, document.position(document.span(path).start).line, text)


def _names(engine: Engine, concept: str, text: str) -> bool:
    return any(mention.concept == concept for mention in engine.phrases.parse(text).mentions)


def _words(ticket: Ticket) -> Iterator[str]:
    yield from (text for text in (ticket.guide_says, ticket.window_requires, *ticket.brought) if text)
