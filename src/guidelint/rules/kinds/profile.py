"""Kind `profile`: the elements that a guide has to have, told in one finding that lists those it lacks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from guidelint.language.placeholder import is_placeholder
from guidelint.language.said import texts
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.rule import Level, Rule
from guidelint.model.text import Text
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.rules.kinds.options import Options as Common
from guidelint.rules.kinds.options import Selector
from guidelint.rules.selector import select


class NamedElement(Struct, frozen=True, forbid_unknown_fields=True):
    """An element as the file has it."""

    name: Annotated[str, Meta(title="要素名称", min_length=1)]
    any: Annotated[tuple[Selector, ...], Meta(title="写了任一处即可", min_length=1)]
    when: Annotated[dict[str, Any], Meta(title="只在这些值时要求")] = {}
    unless: Annotated[dict[str, Any], Meta(title="有这些值时不要求")] = {}
    level: Annotated[Literal["error", "warning", "hint"], Meta(title="缺了算什么级别")] | None = None


class Options(Common, frozen=True, forbid_unknown_fields=True):
    elements: Annotated[tuple[NamedElement, ...], Meta(title="要素", min_length=1)]
    fault: Annotated[int, Meta(title="缺几项算不合格", ge=1)] | None = None
    extends: (
        Annotated[
            str,
            Meta(
                title="在这条规则上建立",
                description="id of a profile whose elements come first; one of the same name here stands in its place",
                min_length=1,
            ),
        ]
        | None
    ) = None


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

    def __init__(self, rule: Rule, options: Options) -> None:
        self.rule, self.fault = rule, options.fault
        self.elements = tuple(_required(one, rule.level) for one in options.elements)

    def run(self, context: CheckContext) -> Iterator[Match]:
        if lacking := self.lacking(context.document.data):
            names = [one.name for one in lacking]
            is_fault = self.fault is not None and len(lacking) >= self.fault
            yield Match(
                ("title",),
                level=Level.ERROR if is_fault else max(one.level for one in lacking),
                values={"value": context.guide.title, "count": str(len(names)), "missing": "、".join(names)},
                message=_grave(self.rule.message, self.fault) if is_fault else None,
            )

    @property
    def loudest(self) -> Level:
        return Level.ERROR if self.fault is not None else max(one.level for one in self.elements)

    def lacking(self, guide: Mapping[str, Any]) -> Sequence[Required]:
        """The elements that the guide lacks, in the profile's order."""
        return [one for one in self.elements if one.is_lacking(guide)]

    def why_silent(self, value: object) -> Text:
        return Text("要素齐全", "every element is there")


def build(rule: Rule, options: Options, thesaurus: Thesaurus) -> ProfileCheck:
    return ProfileCheck(rule, options)


def _required(named: NamedElement, level: Level) -> Required:
    own = Level.named(named.level) if named.level is not None else level
    return Required(named.name, named.any, own, named.when, named.unless)


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
        f"{message.zh}。缺 {fault} 类以上，检查时单列为一类问题",
        f"{message.en}. Inspectors count {fault} or more missing as a fault of its own",
    )
