"""What a check is given, and what it gives back."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import combinations

import msgspec

from guidelint.contract.compare import compare
from guidelint.contract.halls import Difference, differences
from guidelint.contract.mismatch import Comparison, Mismatch, Place
from guidelint.contract.narrowing import is_proved
from guidelint.contract.need import Need, demanded, promised
from guidelint.contract.standing import standing
from guidelint.language.phrase import Phrase, PhraseBook
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.finding import Witness
from guidelint.model.guide import Guide
from guidelint.model.rule import Level
from guidelint.model.text import Text
from guidelint.model.ticket import Remedy, Ticket
from guidelint.model.window import WindowRecord
from guidelint.rules.prose.sentences import Sentence, sentences
from guidelint.source.document import Document, Path


class ObservedWindow(msgspec.Struct, frozen=True):
    """A window record with the file that it stands in; lines of it that stand in files of `older` records by their path."""

    record: WindowRecord
    document: Document
    older: Mapping[Path, tuple[Document, Path]] = {}

    def place(self, at: Place) -> tuple[Document, Path]:
        """The file and the line in it of what the record asks for; that of the hall where it is of no line."""
        path: Path = at.demand or ("hall",)
        return self.older.get(path, (self.document, path))


def documents_in(text: str, phrases: PhraseBook) -> set[str]:
    """What a text asks for or issues: concept ids, and the words of documents that the thesaurus does not know."""
    return {document.concept or document.text for document in phrases.parse(text).documents}


class Neighbours(msgspec.Struct, frozen=True):
    """The guides of the workspace by id, and by region and the document that they issue as their result.

    `documents` are those that a region's guides issue: concept ids, or words that the thesaurus does not know.
    """

    guides: Mapping[str, Guide] = msgspec.field(default_factory=dict)
    issued: Mapping[tuple[str, str], Sequence[Guide]] = msgspec.field(default_factory=dict)
    documents: Mapping[str, frozenset[str]] = msgspec.field(default_factory=dict)

    def may_issue(self, region: str | None, text: str, phrases: PhraseBook) -> bool:
        """Whether the text may ask for what a guide of the region issues; quick, and never wrong with its no."""
        issued = self.documents.get(region or "")
        return issued is not None and self.may_name(issued, phrases, text)

    @staticmethod
    def may_name(issued: frozenset[str], phrases: PhraseBook, text: str) -> bool:
        """Whether the text may ask for one of the documents."""
        return not issued.isdisjoint(phrases.labelled(text)) or any(map(text.__contains__, issued))

    @classmethod
    def of(cls, guides: Mapping[str, Guide], phrases: PhraseBook) -> "Neighbours":
        issued: dict[tuple[str, str], list[Guide]] = {}
        for guide in guides.values():
            if guide.result is not None and guide.district is not None:
                for document in documents_in(guide.result, phrases):
                    issued.setdefault((guide.district, document), []).append(guide)
        documents: dict[str, set[str]] = {}
        for region, document in issued:
            documents.setdefault(region, set()).add(document)
        return cls(guides, issued, {region: frozenset(found) for region, found in documents.items()})


class CheckContext(msgspec.Struct, frozen=True, dict=True):
    """One guide with everything that a check may hold it against.

    `tickets` are all tickets by id, `own_tickets` those that name this guide, `ticket_files` where the workspace's own stand. A guide updated before `fresh_since` is stale;
    None where the workspace does not say. `dead_links` are addresses that do not open, with the reason.
    """

    document: Document
    guide: Guide
    phrases: PhraseBook
    windows: tuple[ObservedWindow, ...] = ()
    neighbours: Neighbours = msgspec.field(default_factory=Neighbours)
    tickets: Mapping[str, Ticket] = msgspec.field(default_factory=dict)
    own_tickets: Sequence[Ticket] = ()
    ticket_files: Mapping[str, str] = msgspec.field(default_factory=dict)
    fresh_since: date | None = None
    dead_links: Mapping[str, Text] = msgspec.field(default_factory=dict)

    @property
    def thesaurus(self) -> Thesaurus:
        return self.phrases.thesaurus

    def phrase(self, text: str) -> Phrase:
        return self.phrases.parse(text)

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """What the guide says in prose; read once for all rules."""
        return list(sentences(self.document.data))

    @cached_property
    def promises(self) -> Sequence[Need]:
        """What the guide asks for."""
        return promised(self.guide, self.phrases)

    @cached_property
    def standing(self) -> Sequence[ObservedWindow]:
        """One record a window, in which newer ones stand in the place of older ones."""
        if len(self.windows) < 2:
            return self.windows
        documents = [window.document for window in self.windows]
        return [
            ObservedWindow(
                one.record,
                documents[one.newest],
                {line: (documents[number], place) for line, (number, place) in one.older.items()},
            )
            for one in standing([window.record for window in self.windows], self.phrases)
        ]

    @cached_property
    def demands(self) -> Sequence[Sequence[Need]]:
        """What each window asks for, as it stands."""
        return [demanded(window.record, self.phrases) for window in self.standing]

    @cached_property
    def comparisons(self) -> Sequence[tuple[ObservedWindow, Comparison]]:
        """The guide held against each window as it stands; made once for all rules of kind contract."""
        both = zip(self.standing, self.demands, strict=True)
        return [
            (window, compare(self.guide, window.record, self.promises, demands, self.phrases))
            for window, demands in both
        ]

    @cached_property
    def hall_differences(self) -> Sequence[tuple[ObservedWindow, ObservedWindow, Difference]]:
        """What one window refuses and another takes, for every two of them."""
        both = zip(self.standing, self.demands, strict=True)
        return [
            (first, second, difference)
            for (first, ours), (second, theirs) in combinations(both, 2)
            if (first.record.hall, first.record.window) != (second.record.hall, second.record.window)
            for difference in differences(first.record, second.record, ours, theirs, self.promises, self.phrases)
        ]

    def is_proved(self, mismatch: Mismatch) -> bool:
        """Whether the guide narrowed as the mismatch says is met there, keeps its facts and is no worse at any window."""
        if not mismatch.narrows or not mismatch.sure or self.hall_differences:
            return False
        records = [window.record for window in self.standing]
        return is_proved(self.guide, mismatch, records, [one for _, one in self.comparisons], self.phrases)


class Match(msgspec.Struct, frozen=True):
    """One place where a rule is broken.

    `start` and `end` count characters of the string at `path`, both 0 meaning the value as a whole, or its key where
    `key` is set. `values` fill the message's placeholders. `tickets` are those that fit this place best; `replacement`
    the new text for the span, with `window_known` telling that a window's real demand gave it. `message`, `advice` and
    `level` stand in the place of the rule's own. `remedies` say who may change, the likelier first.
    """

    path: Path
    start: int = 0
    end: int = 0
    key: bool = False
    values: Mapping[str, str | Text] = msgspec.field(default_factory=dict)
    tickets: tuple[str, ...] = ()
    replacement: str | None = None
    window_known: bool = False
    witness: Witness | None = None
    related: tuple[tuple[Document, Path], ...] = ()
    message: Text | None = None
    advice: Text | None = None
    level: Level | None = None
    remedies: tuple[Remedy, ...] = ("guide",)
