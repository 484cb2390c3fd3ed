"""What the comparison of one fact of two documents says."""

from typing import Literal

import msgspec

from guidelint.language.verdict import MET, Verdict
from guidelint.model.text import Text

Fact = Literal["holder", "form", "number", "marks", "issuer", "age", "extent", "make", "edition"]


class FactVerdict(msgspec.Struct, frozen=True):
    """`promised` and `demanded` are what the two sides say, in words for people; `promised` is None where it is silent."""

    fact: Fact
    verdict: Verdict
    promised: str | None
    demanded: str


def met(fact: Fact, promised: str | None, demanded: str) -> FactVerdict:
    return FactVerdict(fact, MET, promised, demanded)


def broken(fact: Fact, promised: str | None, demanded: str, witness: Text) -> FactVerdict:
    return FactVerdict(fact, Verdict("broken", None, witness), promised, demanded)


def undecided(fact: Fact, promised: str | None, demanded: str, reason: Text) -> FactVerdict:
    return FactVerdict(fact, Verdict("open", reason), promised, demanded)
