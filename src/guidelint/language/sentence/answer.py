"""The answer to whether one claim gives what another wants."""

from typing import Literal

import msgspec

from guidelint.language.sentence.claim import Claim
from guidelint.language.sentence.lexicon import Term
from guidelint.language.sentence.quantity import Quantity
from guidelint.language.verdict import Outcome

Why = Literal["", "unsaid", "other", "wider", "quantity", "near", "vague", "unknown", "denied", "choice", "leave"]


class Answer(msgspec.Struct, frozen=True):
    """`said` is the claim that came nearest; `lacking` or `measure` is what it does not give, `given` what it
    gives instead. `shared` counts what it gives."""

    outcome: Outcome
    why: Why = ""
    wanted: Claim | None = None
    said: Claim | None = None
    lacking: Term | None = None
    measure: Quantity | None = None
    given: Term | None = None
    shared: int = 0
