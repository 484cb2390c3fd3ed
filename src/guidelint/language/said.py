"""What a guide really says: its values without the words that stand in the place of an answer."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from guidelint.language.placeholder import is_placeholder
from guidelint.model.elements import Element, elements, every
from guidelint.model.guide import Guide


@cache
def texts() -> Mapping[str, Element]:
    """The elements of a guide that are words, by selector: `place`, `materials[].criteria[]`."""
    found: dict[str, Element] = {}

    def gather(some: tuple[Element, ...], prefix: str) -> None:
        for one in some:
            selector = prefix + one.key + ("[]" if one.kind in ("list", "texts") else "")
            if one.kind in ("text", "texts") and not one.allowed:
                found[selector] = one
            gather(one.elements, f"{selector}.")

    gather(elements(Guide), "")
    return found


@cache
def called(selector: str) -> str:
    """The name of an element where others have the same: 咨询方式的电话, not 电话."""
    group = texts()[selector].path[:-1]
    around = next((one for one in every(elements(Guide)) if one.path == group), None)
    title = texts()[selector].title
    return f"{around.title}的{title}" if around is not None and len(title) == 2 and around.kind == "group" else title


def said(data: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a guide without placeholders, and without the mappings that say nothing once these are gone.

    What a guide cannot be without stays: its id, its title, and its materials with their names, one by one.
    """
    return _mapping(data, elements(Guide))


def _mapping(data: Mapping[str, Any], known: tuple[Element, ...]) -> dict[str, Any]:
    by_key = {one.key: one for one in known}
    kept: dict[str, Any] = {}
    for key, value in data.items():
        element = by_key.get(key)
        left = value if element is None else _value(value, element)
        if left is not None or (element is not None and element.required and len(element.path) == 1):
            kept[key] = value if left is None else left
    return kept


def _value(value: Any, element: Element) -> Any:
    """None where the element says nothing."""
    match element.kind:
        case "text" if isinstance(value, str):
            return None if not element.allowed and is_placeholder(value, none=element.none) else value
        case "texts" if isinstance(value, list):
            left = [one for one in value if not (isinstance(one, str) and is_placeholder(one, none=element.none))]
            return left or None
        case "group" if isinstance(value, Mapping):
            return _group(value, element)
        case "list" if isinstance(value, list):
            groups = [_group(one, element) if isinstance(one, Mapping) else one for one in value]
            return [one for one in groups if one is not None]
    return value


def _group(value: Mapping[str, Any], element: Element) -> dict[str, Any] | None:
    left = _mapping(value, element.elements)
    if element.path == ("materials",):
        return {"name": value.get("name"), **left}
    needed = [one.key for one in element.elements if one.required]
    return left if left and all(key in left for key in needed) else None
