"""Kind `related`: chains of items. Whoever needs another item's result first must be told so."""

from collections.abc import Iterator
from typing import Annotated, Literal

from guidelint.language.normalise import normalise
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.guide import Guide
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds.context import CheckContext, Match, documents_in
from guidelint.rules.kinds.options import COMPARE, Unless
from guidelint.rules.kinds.options import Options as Common
from guidelint.rules.kinds.pattern import compiled


class Options(Common, frozen=True, forbid_unknown_fields=True):
    compare: Annotated[Literal["missing", "dangling"], COMPARE]
    unless: Unless | None = None


class MissingRelated:
    """Fires on a material that another guide of the workspace issues as its result, where `related` does not name it.

    Only guides of the same region count. A document that people have anyway, such as the identity card, is the
    result of some item too; the rule's `unless` names those. Source: the Fengtai case, where a chain of changes was
    explained by nobody.
    """

    def __init__(self, options: Options) -> None:
        self.held_anyway = compiled(options.unless, "unless")

    def may_run(self, context: CheckContext) -> bool:
        return (context.guide.district or "") in context.neighbours.documents

    def run(self, context: CheckContext) -> Iterator[Match]:
        guide = context.guide
        for index, material in enumerate(guide.materials):
            if not context.neighbours.may_issue(guide.district, material.name, context.phrases):
                continue
            if self.held_anyway is not None and self.held_anyway.search(normalise(material.name).text):
                continue
            for document in sorted(documents_in(material.name, context.phrases)):
                for issuer in context.neighbours.issued.get((guide.district or "", document), ()):
                    if issuer.id != guide.id and not _linked(guide, issuer):
                        values = {"guide": issuer.title, "id": issuer.id, "text": material.name}
                        yield Match(("materials", index, "name"), values=values)

    def why_silent(self, value: object) -> Text:
        return Text("没有别的指南以它为办理结果", "no other guide issues it")


class DanglingRelated:
    """Fires on a `related` id that no guide of the workspace has."""

    def may_run(self, context: CheckContext) -> bool:
        return any(id not in context.neighbours.guides for id in context.guide.related)

    def run(self, context: CheckContext) -> Iterator[Match]:
        for index, id in enumerate(context.guide.related):
            if id not in context.neighbours.guides:
                yield Match(("related", index), values={"text": id})

    def why_silent(self, value: object) -> Text:
        return Text("关联的指南都在", "every related guide is there")


def build(rule: Rule, options: Options, thesaurus: Thesaurus) -> MissingRelated | DanglingRelated:
    return MissingRelated(options) if options.compare == "missing" else DanglingRelated()


def _linked(guide: Guide, issuer: Guide) -> bool:
    return issuer.id in guide.related or guide.id in issuer.related
