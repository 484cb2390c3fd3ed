"""Kind `pattern`: words that a linear-time regular expression describes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

from msgspec import Meta

from guidelint.language.normalise import normalise
from guidelint.language.phrase import PhraseBook
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds import RuleError, TextFilter
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.rules.kinds.options import FieldOptions, Pattern, Unless
from guidelint.rules.selector import select_texts

_SPAN = "at"  # the named group that narrows what is marked


class Options(FieldOptions, frozen=True, forbid_unknown_fields=True):
    pattern: Annotated[Pattern, Meta(title="模式")]
    unless: Unless | None = None


class PatternCheck:
    """Fires where `pattern` matches the normalised text and `unless` does not match inside the same text.

    RE2 takes time linear in the text whatever the pattern, so a rule file cannot make a check hang.
    """

    def __init__(self, rule: Rule, options: Options) -> None:
        self.rule = rule
        self.pattern = compile_pattern(options.pattern, "pattern")
        self.group = self.pattern.groupindex.get(_SPAN, 0)
        self.unless = compiled(options.unless, "unless")

    def run(self, context: CheckContext) -> Iterator[Match]:
        for path, value in select_texts(context.document.data, self.rule.fields):
            yield from self._matches(path, value)

    @staticmethod
    def prefilter(checks: "Mapping[str, PatternCheck]", phrases: PhraseBook) -> TextFilter:
        patterns = [(id, check.pattern.search) for id, check in checks.items()]

        def suspects(text: str) -> Iterable[str]:
            raw = normalise(text).text.encode()  # of bytes, no places are counted in characters
            return [id for id, search in patterns if search(raw) is not None]

        return suspects

    def why_silent(self, value: object) -> Text:
        if not isinstance(value, str):
            return Text("这里不是文字", "this is not text")
        normal = normalise(value).text
        if self.pattern.search(normal) and self.unless is not None and self.unless.search(normal):
            return Text("有例外写法，不算问题", "cleared by the rule's exception")
        return Text("没有这种写法", "these words do not occur")

    def _matches(self, path: tuple[str | int, ...], value: str) -> Iterator[Match]:
        normal = normalise(value)
        if self.unless is not None and self.unless.search(normal.text):
            return
        for found in self.pattern.finditer(normal.text):
            group = self.group if self.group and found[self.group] is not None else 0
            start, end = normal.original(found.start(group), found.end(group))
            if start < end:
                yield Match(path, start, end)


def build(rule: Rule, options: Options, thesaurus: Thesaurus) -> PatternCheck:
    return PatternCheck(rule, options)


def compiled(pattern: str | None, key: str) -> Any:
    """As `compile_pattern`; None where the rule does not have the key."""
    return compile_pattern(pattern, key) if pattern is not None else None


def compile_pattern(pattern: str, key: str) -> Any:
    """A linear-time pattern from a rule's `key`. Raises RuleError."""
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = 8 << 20
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        said = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise RuleError(Text(f"正则表达式有误：{said}", f"bad regular expression: {said}"), key) from None
