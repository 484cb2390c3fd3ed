"""The kinds of rule, one module each. A kind turns a rule into a check; a check turns a guide into matches.

A kind's module has `Options`, the keys that only its rules have, and `build(rule, options, thesaurus)`.
"""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Protocol

from msgspec import ValidationError, convert

from guidelint.language.thesaurus import Thesaurus
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.schemas.published import schema


class RuleError(Exception):
    """A rule that cannot work as written; the loader adds file and line."""

    def __init__(self, message: Text, key: str = "") -> None:
        self.message, self.key = message, key
        super().__init__(message.en)


class Check(Protocol):
    def run(self, context: CheckContext) -> Iterator[Match]:
        """Every place in the context's guide where the rule is broken."""
        ...

    def why_silent(self, value: object) -> Text:
        """Why the rule did not fire on a value that it looks at."""
        ...


TextFilter = Callable[[str], Iterable[str]]
"""Given a text, the ids of the checks that may fire on it: none that would is left out."""


def build(rule: Rule, thesaurus: Thesaurus) -> Check:
    """The check that a rule describes. Raises RuleError."""
    if rule.kind not in schema("rule")["properties"]["kind"]["enum"]:
        raise RuleError(Text(f"不认识的类型 {rule.kind}", f"unknown kind {rule.kind}"), "kind")
    # A kind's module loads when the first rule needs it: start-up is part of the product.
    kind = import_module(f"guidelint.rules.kinds.{rule.kind}")
    try:
        options = convert(rule.options, kind.Options)
    except ValidationError as error:
        raise RuleError(Text(f"这类规则的选项不对：{error}", f"bad options of this kind: {error}")) from None
    check: Check = kind.build(rule, options, thesaurus)
    return check
