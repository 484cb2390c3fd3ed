"""Kind `profile`: the elements that a guide has to have, told in one finding that lists those it lacks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from guidelint.language.placeholder import is_placeholder
from guidelint.language.said import texts
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.rule import Level, Rule
from guidelint.model.text import Text
from guidelint.rules.kinds import RuleError
from guidelint.rules.kinds.subject import Match, Subject
from guidelint.rules.selector import select


class Required(Struct, frozen=True):
    """One element: a guide has it where any of the keys says something.

    `when` and `unless` are keys with the value that makes it needed, or needless; `level` is that of a guide without it.
    """

    name: str
    any: tuple[str, ...]
    level: Level
    when: Mapping[str, Any] = {}
    unless: Mapping[str, Any] = {}

    def is_lacking(self, guide: Mapping[str, Any]) -> bool:
        if not all(_is(guide, key, value) for key, value in self.when.items()):
            return False
        if any(_is(guide, key, value) for key, value in self.unless.items()):
            return False
        return not any(_says(value, key) for key in self.any for _, value in select(guide, key))


class ProfileCheck:
    """Fires once on a guide that lacks any of the elements, as loudly as the gravest of them.

    A guide that lacks as many as `fault` tells is an error.
    """

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.elements = tuple(_required(one, rule.level) for one in rule.options.get("elements", ()))
        self.fault: int | None = rule.options.get("fault")
        if not self.elements:
            raise RuleError(Text("elements 里没有要素", "elements are missing"), "elements")

    def run(self, subject: Subject) -> Iterator[Match]:
        if lacking := self.lacking(subject.document.data):
            names = [one.name for one in lacking]
            is_fault = self.fault is not None and len(lacking) >= self.fault
            yield Match(
                ("title",),
                level=Level.ERROR if is_fault else max(one.level for one in lacking),
                values={"value": subject.guide.title, "count": str(len(names)), "missing": "、".join(names)},
                message=_grave(self.rule.message, self.fault) if is_fault else None,
            )

    @property
    def loudest(self) -> Level:
        return Level.ERROR if self.fault is not None else max(one.level for one in self.elements)

    def lacking(self, guide: Mapping[str, Any]) -> Sequence[Required]:
        """The elements that the guide lacks, in the profile's order."""
        return [one for one in self.elements if one.is_lacking(guide)]

    def silence(self, value: object) -> Text:
        return Text("要素齐全", "every element is there")


def build(rule: Rule, thesaurus: Thesaurus) -> ProfileCheck:
    return ProfileCheck(rule)


def _required(data: Mapping[str, Any], level: Level) -> Required:
    return Required(
        name=data["name"],
        any=tuple(data["any"]),
        level=Level.named(data["level"]) if "level" in data else level,
        when=data.get("when", {}),
        unless=data.get("unless", {}),
    )


def _is(guide: Mapping[str, Any], key: str, value: Any) -> bool:
    return any(found == value for _, found in select(guide, key))


def _says(value: Any, selector: str) -> bool:
    """Whether a value, or anything inside it, is more than a placeholder."""
    if isinstance(value, str):
        element = texts().get(selector)
        return not is_placeholder(value, none=element is not None and element.none)
    if isinstance(value, Mapping):
        return any(_says(inner, f"{selector}.{key}") for key, inner in value.items())
    if isinstance(value, list):
        return any(_says(inner, f"{selector}[]") for inner in value)
    return value is not None


def _grave(message: Text, fault: int | None) -> Text:
    return Text(
        f"{message.zh}。缺 {fault} 类以上,检查时单列为一类问题",
        f"{message.en}. Inspectors count {fault} or more missing as a fault of its own",
    )
