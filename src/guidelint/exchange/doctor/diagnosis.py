"""What `doctor` finds wrong, how much it matters, and what to do about it."""

from dataclasses import dataclass
from enum import IntEnum

from guidelint.model.text import Text


class Severity(IntEnum):
    """How much it matters: the numbers are exit codes."""

    ADVICE = 0
    TROUBLE = 1
    STOPS_CHECKS = 2


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that is not as it should be. `remedy` is the command, or the words where no command mends it."""

    severity: Severity
    what: Text
    remedy: Text
