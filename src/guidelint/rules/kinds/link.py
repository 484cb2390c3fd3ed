"""Kind `link`: addresses that did not open when `check --links` asked for them."""

from collections.abc import Iterator

from guidelint.language.said import called, texts
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.rules.kinds.options import Options
from guidelint.rules.selector import select


class LinkCheck:
    """Fires on each address that the context knows to be dead."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    def may_run(self, context: CheckContext) -> bool:
        return bool(context.dead_links)

    def run(self, context: CheckContext) -> Iterator[Match]:
        for selector in texts():
            for path, value in select(context.document.data, selector):
                if isinstance(value, str) and (why := context.dead_links.get(value.strip())) is not None:
                    yield Match(path, values={"text": value, "value": called(selector), "why": why})

    def why_silent(self, value: object) -> Text:
        return Text("没有用 --links 查，或者打得开", "--links did not ask, or it opens")


def build(rule: Rule, options: Options, thesaurus: Thesaurus) -> LinkCheck:
    return LinkCheck(rule)
