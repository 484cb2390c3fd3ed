"""What kinds share that hold parts of a guide against each other: a rule names one of their comparisons."""

from collections.abc import Callable, Iterator

from guidelint.model.text import Text
from guidelint.rules.kinds.context import CheckContext, Match

Compare = Callable[[CheckContext], Iterator[Match]]


class ComparisonCheck:
    """Fires where its comparison finds parts that contradict; `nothing_found` is the answer where it finds none."""

    def __init__(self, compare: Compare, nothing_found: Text) -> None:
        self.compare, self.nothing_found = compare, nothing_found

    def run(self, context: CheckContext) -> Iterator[Match]:
        yield from self.compare(context)

    def why_silent(self, value: object) -> Text:
        return self.nothing_found
