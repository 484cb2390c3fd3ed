"""The answer to every comparison of what a guide promises with what a window demands."""

from typing import Literal

import msgspec

from guidelint.model.text import Text

Outcome = Literal["met", "broken", "open"]


class Verdict(msgspec.Struct, frozen=True):
    """`met`: whoever keeps to the promise satisfies the demand. `broken`: somebody does not. `open`: the words do not tell.

    `reason` says why it is open, in words that an officer understands; of what is broken it may explain. `witness` names who
    or what keeps to the promise and is refused, as a noun phrase: 断缴过、累计满26个月的人, 蓝底照片, 只盖公章的复印件.
    `is_contrary` tells that the two sides say different things of one matter, and not that one of them is silent on it.
    """

    outcome: Outcome
    reason: Text | None = None
    witness: Text | None = None
    is_contrary: bool = False


MET = Verdict("met")
