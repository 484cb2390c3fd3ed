"""What the doctor tells."""

from dataclasses import dataclass
from enum import IntEnum

from guidelint.model.text import Text


class Gravity(IntEnum):
    """How much it matters: the numbers are exit codes."""

    ADVICE = 0
    TROUBLE = 1
    STOPS_CHECKS = 2


@dataclass(frozen=True, slots=True)
class Ailment:
    """One thing that is not as it should be. `remedy` is the command, or the words where no command mends it."""

    gravity: Gravity
    what: Text
    remedy: Text
