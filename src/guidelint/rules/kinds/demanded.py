"""What rules about words report in a guide's materials, where a window asks for it: such words are never the guide's to take.

The finding stands at the guide's halls and leads to the line of the window record.
"""

from collections.abc import Collection

from msgspec import structs

from guidelint.contract.mismatch import Place as At
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds.context import CheckContext, Match, ObservedWindow
from guidelint.rules.kinds.prefilter import Prefilter
from guidelint.source.document import Document, Path

THEMES = ("obsolete", "ambiguous", "catch-all")
FIELD = "materials[].name"
ADVICE = Text(
    "不要把这样的说法写进指南：请窗口写明收哪一种材料，或不再要求（工单用 guidelint ticket letter 写函）",
    "do not take such words into the guide: have the window say which document it takes, or stop asking (guidelint ticket "
    "letter words it)",
)

Place = tuple[str, Path]
"""A window record's file, and the demand in it."""


def reads_demands(rule: Rule) -> bool:
    return rule.id.split("/")[0] in THEMES and FIELD in rule.fields


def suspects(context: CheckContext, prefilter: Prefilter) -> set[str]:
    """Ids of the rules that may report what a window of the item asks for."""
    asked = (words for window in context.windows for demand in window.record.materials for words in demand.accepts)
    return {id for words in asked for id in prefilter.firing(FIELD, words)}


class Demanded:
    """All that the windows of an item ask for, as if a guide listed it: one line for each thing that is taken."""

    def __init__(self, context: CheckContext) -> None:
        self._asked: list[tuple[ObservedWindow, int, str]] = [
            (window, index, words)
            for window in context.standing
            for index, demand in enumerate(window.record.materials)
            if demand.withdrawn is None
            for words in demand.accepts
        ]
        materials = [{"name": words} for _, _, words in self._asked]
        data = {"id": context.guide.id, "title": context.guide.title, "materials": materials}
        self.context = structs.replace(context, document=Document.of(data), windows=())
        self._path: Path = ("halls",) if "halls" in context.document.data else ("title",)

    def at_window(self, rule: Rule, match: Match) -> tuple[Place, Match]:
        """A match among the demands as one of the guide, and the demand that it is about."""
        window, index, words = self._asked[int(match.path[1])]
        document, path = window.place(At(material=index))
        text = words[match.start : match.end] if match.end else words
        asked = {"text": text, "hall": window.record.where, "asked": words}
        return (document.name, path), Match(
            self._path,
            values={**match.values, **asked},
            tickets=window.record.materials[index].revealed_by,
            related=((document, (*path, "accepts")),),
            message=Text(
                f"{{hall}}要“{{asked}}”：{rule.message.zh}", f"{{hall}} asks for “{{asked}}”: {rule.message.en}"
            ),
            advice=ADVICE,
            remedies=("window",),
        )


def never_taken(match: Match, faulty: Collection[Place]) -> Match:
    """A match of guide against window, without an edit or advice that takes faulty words of the demand into the guide."""
    if not any((document.name, path) in faulty for document, path in match.related):
        return match
    return structs.replace(match, replacement=None, window_known=False, advice=ADVICE, remedies=("window",))
