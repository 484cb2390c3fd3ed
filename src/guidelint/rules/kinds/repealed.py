"""Kind `repealed`: laws that are no longer in force, named as the basis of an item or of a demand."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

from msgspec import Meta, Struct

from guidelint.language.normalise import normalise
from guidelint.language.phrase import PhraseBook
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds import TextFilter
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.rules.kinds.options import FieldOptions
from guidelint.rules.selector import select_texts

_BEFORE = '(?:^|[《〈（("“、,;。:： ]|中华人民共和国|根据|依据|依照|按照|及|和|与)'
_AFTER = '(?=$|[》〉)）"”、,;。:： ]|第[0-9一二三四五六七八九十百]|规定|的|及|和|与|\\()'


class Law(Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, Meta(title="名称", min_length=2)]
    on: Annotated[str, Meta(title="从哪天起废止", pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    by: Annotated[str, Meta(title="现在看什么", min_length=1)]
    source: Annotated[str, Meta(title="出处", min_length=1)]


class Options(FieldOptions, frozen=True, forbid_unknown_fields=True):
    laws: Annotated[tuple[Law, ...], Meta(title="已废止的法律", min_length=1)]


class RepealedCheck:
    """Fires on each name of one of the rule's `laws`: `name`, the day `on` which it ended, what stands in its place (`by`) and
    the `source` that says so. 劳动合同法 is not 合同法: a name counts where it stands whole.
    """

    def __init__(self, rule: Rule, options: Options) -> None:
        self.rule = rule
        self.laws: Mapping[str, Law] = {law.name: law for law in options.laws}
        names = "|".join(sorted(map(re.escape, self.laws), key=len, reverse=True))
        self.pattern = re.compile(f"{_BEFORE}(?P<name>{names}){_AFTER}")

    def run(self, context: CheckContext) -> Iterator[Match]:
        for path, value in select_texts(context.document.data, self.rule.fields):
            yield from self._matches(path, value)

    @staticmethod
    def prefilter(checks: "Mapping[str, RepealedCheck]", phrases: PhraseBook) -> TextFilter:
        def suspects(text: str) -> Iterable[str]:
            normal = normalise(text).text
            return [id for id, check in checks.items() if check.pattern.search(normal)]

        return suspects

    def why_silent(self, value: object) -> Text:
        return Text("没有已经废止的法律", "no law that is no longer in force")

    def _matches(self, path: tuple[str | int, ...], value: str) -> Iterator[Match]:
        normal = normalise(value)
        for found in self.pattern.finditer(normal.text):
            law = self.laws[found["name"]]
            values = {"text": found["name"], "date": law.on, "replacement": law.by, "source": law.source}
            yield Match(path, *normal.original(*found.span("name")), values=values)


def build(rule: Rule, options: Options, thesaurus: Thesaurus) -> RepealedCheck:
    return RepealedCheck(rule, options)
