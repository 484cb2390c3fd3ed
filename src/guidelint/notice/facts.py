"""What a notice prints of elements under the labels that their declarations give them, in the order of the model."""

from collections.abc import Iterable, Iterator
from typing import Any

from guidelint.model.elements import Element

Labelled = tuple[str, str]
"""A label, empty where the words speak for themselves, and the words."""


def facts(found: Iterable[Element], value: Any) -> Iterator[tuple[str, list[Labelled]]]:
    """The label and the lines of every element that the model says and that has a label."""
    for one in found:
        said = getattr(value, one.key, None)
        if one.notice and (lines := list(_lines(one, said))):
            yield one.notice, lines


def _lines(one: Element, said: Any) -> Iterator[Labelled]:
    if said is None or said == ():
        return
    if one.kind == "group":
        yield from _parts(one.elements, said)
    elif one.kind == "list":
        for item in said:
            name, *others = one.elements
            parts = list(_parts(others, item))
            words = [f"{label}：{text}" if label and len(parts) > 1 else text for label, text in parts]
            first = str(getattr(item, name.key))
            yield (first, "；".join(words)) if words else ("", first)
    elif one.kind == "texts":
        yield "", "、".join(said) if one.split else "；".join(said)
    else:
        yield "", _yes_no(one, said) if isinstance(said, bool) else str(said)


def _parts(found: Iterable[Element], value: Any) -> Iterator[Labelled]:
    for one in found:
        said = getattr(value, one.key)
        if isinstance(said, bool):
            yield "", _yes_no(one, said)
        elif said is not None and said != ():
            yield one.notice or one.title, "、".join(said) if isinstance(said, tuple) else str(said)


def _yes_no(one: Element, said: bool) -> str:
    """是否网办 as 可以网办, 是否支持预约办理 as 不支持预约办理."""
    what = one.title.removeprefix("是否")
    yes = what if what.startswith("支持") else f"可以{what}"
    return yes if said else f"不{yes}"
