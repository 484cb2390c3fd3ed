"""What kinds share that hold parts of a guide against each other: a rule names one of their comparisons."""

from collections.abc import Callable, Iterator

from guidelint.model.text import Text
from guidelint.rules.kinds.subject import Match, Subject

Compare = Callable[[Subject], Iterator[Match]]


class ComparisonCheck:
    """Fires where its comparison finds what does not go together; `why_silent` says what it means that it finds nothing."""

    def __init__(self, compare: Compare, why_silent: Text) -> None:
        self.compare, self.why_silent = compare, why_silent

    def run(self, subject: Subject) -> Iterator[Match]:
        yield from self.compare(subject)

    def silence(self, value: object) -> Text:
        return self.why_silent
