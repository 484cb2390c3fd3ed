"""What a comparison says: what is broken, what is open, and how many lines were held against each other."""

from typing import Literal

import msgspec

from guidelint.contract.pairing import Pair
from guidelint.language.phrase.model import Document
from guidelint.language.verdict import Outcome
from guidelint.model.text import Text
from guidelint.model.window import LISTS

Kind = Literal[
    "vaguer-than-window",
    "missing-in-guide",
    "original-demanded",
    "more-copies",
    "unlisted-criteria",
    "unlisted-condition",
    "presence-demanded",
    "fee-demanded",
    "channel-differs",
    "hours-differ",
    "not-needed-at-window",
    "easier-at-window",
]

Side = Literal["demand", "promise"]

EASIER: frozenset[Kind] = frozenset({"not-needed-at-window", "easier-at-window"})
"""Nobody is turned away: somebody brings or does what nobody asks for."""


class Place(msgspec.Struct, frozen=True):
    """Where a line stands: the number of a material, a condition or another line in its list; None where it has none."""

    material: int | None = None
    condition: int | None = None
    presence: int | None = None
    fee: int | None = None
    hours: int | None = None
    channel: int | None = None
    step: int | None = None

    @property
    def demand(self) -> tuple[str, int] | None:
        """The list of a window record, and the number in it."""
        numbers = (self.material, self.presence, self.condition, self.fee, self.hours, self.channel)
        return next(((key, number) for key, number in zip(LISTS, numbers, strict=True) if number is not None), None)


class Mismatch(msgspec.Struct, frozen=True):
    """One way in which the promise does not meet the demand.

    `bundle` is the witness: what a person brings who keeps to the guide. `refused` is the one thing in it, or not in
    it, for which the window turns that person away. `guide` and `window` are the two places; `start` and `end` the words in
    the guide's name that are too wide, both 0 where it is not about words. `write` is what the guide would have to say,
    `replaces` tells that it may stand in the place of those words. `sure` is false where the pairing is in doubt.
    """

    kind: Kind
    bundle: tuple[str, ...]
    refused: str
    words: Text
    guide: Place = Place()
    window: Place = Place()
    start: int = 0
    end: int = 0
    write: str | None = None
    narrows: bool = False
    ground: str | None = None
    revealed_by: tuple[str, ...] = ()
    sure: bool = True


class Undecided(msgspec.Struct, frozen=True):
    """Something of the two that the words do not settle: said as such, not taken for sound."""

    guide: Place
    window: Place
    words: Text


def broken(
    one: Pair,
    kind: Kind,
    witness: str,
    refused: str,
    words: Text,
    *,
    write: str | None = None,
    at: Document | None = None,
    line: int | None = None,
    narrows: bool = False,
) -> Mismatch:
    """What two lines that answer each other do not agree in. `write` is what is `refused` where nothing else is said;
    `at` the document whose words are too wide, `line` its material where the promise stands in several."""
    return Mismatch(
        kind=kind,
        bundle=(witness,),
        refused=refused,
        words=words,
        guide=Place(one.promise.index if line is None else line),
        window=Place(one.demand.index),
        start=at.start if at is not None else 0,
        end=at.end if at is not None else 0,
        write=refused if write is None else write,
        narrows=narrows,
        ground=one.demand.ground,
        revealed_by=one.demand.revealed_by,
        sure=one.sure,
    )


def undecided(one: Pair, words: Text) -> Undecided:
    return Undecided(Place(one.promise.index), Place(one.demand.index), words)


class Tally(msgspec.Struct, frozen=True):
    """How many demands of the window, and promises of the guide where the record is complete, came out how."""

    met: int = 0
    broken: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        return self.met + self.broken + self.open

    @classmethod
    def of(cls, outcomes: "list[Outcome]") -> "Tally":
        return cls(outcomes.count("met"), outcomes.count("broken"), outcomes.count("open"))


class Comparison(msgspec.Struct, frozen=True):
    """A guide held against one window record. `pairs` are the lines that answer each other."""

    mismatches: tuple[Mismatch, ...]
    undecided: tuple[Undecided, ...]
    tally: Tally
    pairs: tuple[Pair, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not self.mismatches and not self.undecided
