"""A rule's own examples are its first tests: every bad one fires, no good one does, or the rule does not load."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import ValidationError

from guidelint.language.phrase import PhraseBook
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.errors import FileError
from guidelint.model.guide import Guide
from guidelint.model.rule import Example, Rule
from guidelint.model.text import Text
from guidelint.model.window import WindowRecord
from guidelint.rules.kinds import Check
from guidelint.rules.kinds.context import CheckContext, Neighbours, ObservedWindow
from guidelint.source.document import Document, Path

_GUIDE: Mapping[str, Any] = {"id": "example", "title": "例", "materials": []}
_WINDOW: Mapping[str, Any] = {
    "guide": "example",
    "hall": "政务服务中心",
    "observed": {"on": "2021-11-16", "how": "窗口自报"},
    "materials": [],
}


class Subjects:
    """Makes something to check out of an example; one phrase book serves all rules."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.phrases = PhraseBook(thesaurus)

    def of(self, rule: Rule, example: Example) -> CheckContext:
        """The guide that an example stands for.

        Text goes where the rule's first field looks; a mapping is a partial guide, or `guide` with `window` or
        `windows`, or `guides` of which the first is judged.
        """
        if isinstance(example, str):
            return self._subject(_placed(rule.fields[0], example))
        guides = example.get("guides") or [example.get("guide", example)]
        windows = example.get("windows") or [w for w in (example.get("window"),) if w is not None]
        others = [Guide.from_data({**_GUIDE, "id": f"example-{n}", **g}) for n, g in enumerate(guides[1:], 2)]
        return self._subject(guides[0], [{**_WINDOW, **w} for w in windows], others)

    def _subject(
        self, guide: Mapping[str, Any], windows: list[dict[str, Any]] | None = None, others: list[Guide] | None = None
    ) -> CheckContext:
        data = {**_GUIDE, **guide}
        parsed = Guide.from_data(data)
        return CheckContext(
            document=Document.of(data),
            guide=parsed,
            phrases=self.phrases,
            windows=tuple(ObservedWindow(WindowRecord.from_data(w), Document.of(w)) for w in windows or ()),
            fresh_since=date(2026, 1, 1),
            dead_links={"https://dead.example.org/": Text("没有这个网站", "there is no such site")},
            neighbours=Neighbours.of({one.id: one for one in (parsed, *(others or ()))}, self.phrases),
        )


def failures(rule: Rule, check: Check, subjects: Subjects, document: Document) -> list[FileError]:
    """An error at every example that does not behave."""
    errors = []
    for kind, examples in (("bad", rule.bad), ("good", rule.good)):
        for index, example in enumerate(examples):
            try:
                fired = next(iter(check.run(subjects.of(rule, example))), None) is not None
            except (KeyError, TypeError, AttributeError, IndexError, ValidationError) as error:
                errors.append(
                    _error(document, ("examples", kind, index), f"例子写法有误：{error}", f"malformed example: {error}")
                )
                continue
            if fired != (kind == "bad"):
                said = (
                    ("反例没有触发规则", "bad example does not fire")
                    if kind == "bad"
                    else ("正例触发了规则", "good example fires")
                )
                errors.append(_error(document, ("examples", kind, index), *said))
    return errors


def _placed(selector: str, text: str) -> dict[str, Any]:
    value: Any = text
    for part in reversed(selector.split(".")):
        name = part.removesuffix("[]")
        value = {name: [value] if name != part else value}
        if name == "materials" and "name" not in value[name][0]:
            value[name][0]["name"] = "例"
    assert isinstance(value, dict)
    return value


def _error(document: Document, path: Path, zh: str, en: str) -> FileError:
    position = document.position(document.span(path).start)
    return FileError(document.name, position.line, position.column, Text(zh, en))
