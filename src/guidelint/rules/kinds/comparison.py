"""What kinds share that hold parts of a guide against each other: a rule names one of their comparisons."""

from collections.abc import Callable, Iterator, Mapping

from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds import RuleError
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


def chosen(rule: Rule, comparisons: Mapping[str, Compare]) -> Compare:
    """The comparison that the rule names. Raises RuleError."""
    compare = comparisons.get(rule.options["compare"])
    if compare is None:
        known = ", ".join(comparisons)
        raise RuleError(Text(f"比较方式只有 {known}", f"the comparisons are {known}"), "compare")
    return compare
