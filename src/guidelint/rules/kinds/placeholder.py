"""Kind `placeholder`: words in any element that stand where an answer belongs and give none."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from guidelint.language.phrase import PhraseBook
from guidelint.language.placeholder import is_placeholder
from guidelint.language.said import called, texts
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds import TextFilter
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.rules.kinds.options import Options
from guidelint.rules.selector import Selectors, select

_TITLE = ("id", "title")  # without them there is no guide


class PlaceholderCheck:
    """Fires on every text of the guide that says nothing; 无 is an answer where the element has `none`."""

    def __init__(self, rule: Rule) -> None:
        self.rule = replace(rule, fields=tuple(name for name in texts() if name not in _TITLE))
        self._selectors = Selectors.of(self.rule.fields)

    def run(self, context: CheckContext) -> Iterator[Match]:
        data = context.document.data
        for selector, found in self._selectors.texts(data):
            none = texts()[selector].none
            if not any(is_placeholder(one, none=none) for one in found):
                continue
            for path, value in select(data, selector):
                if isinstance(value, str) and is_placeholder(value, none=none):
                    yield Match(path, values={"text": value, "value": called(selector)})

    @staticmethod
    def prefilter(checks: "Mapping[str, PlaceholderCheck]", phrases: PhraseBook) -> TextFilter:
        def suspects(text: str) -> Iterable[str]:
            return checks if is_placeholder(text) else ()

        return suspects

    def why_silent(self, value: object) -> Text:
        return Text("这里写了内容", "this says something")


def build(rule: Rule, options: Options, thesaurus: Thesaurus) -> PlaceholderCheck:
    return PlaceholderCheck(rule)
