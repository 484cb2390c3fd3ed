"""The grammar is tried only where one of its words can begin."""

from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from guidelint.language.phrase.tokens import _BEGINNINGS, _GRAMMAR

DIGITS = set("0123456789")


def beginnings(pattern: Any) -> tuple[set[str], bool]:
    """Characters that a parsed pattern can begin with, and whether it can be empty. Fails on what it does not know."""
    found: set[str] = set()
    for kind, value in pattern:
        match kind:
            case _constants.LITERAL:
                return found | {chr(value)}, False
            case _constants.IN:
                return found | {character for one in value for character in members(*one)}, False
            case _constants.BRANCH:
                inner = [beginnings(branch) for branch in value[1]]
                first, is_empty = set().union(*(one for one, _ in inner)), any(empty for _, empty in inner)
            case _constants.SUBPATTERN:
                first, is_empty = beginnings(value[3])
            case _constants.MAX_REPEAT | _constants.MIN_REPEAT:
                first, is_empty = beginnings(value[2])
                is_empty = is_empty or value[0] == 0
            case _constants.ASSERT | _constants.ASSERT_NOT:
                first, is_empty = set(), True
            case _:
                raise AssertionError(kind)
        found |= first
        if not is_empty:
            return found, False
    return found, True


def members(kind: Any, value: Any) -> set[str]:
    match kind:
        case _constants.LITERAL:
            return {chr(value)}
        case _constants.RANGE:
            return {chr(code) for code in range(value[0], value[1] + 1)}
        case _constants.CATEGORY if value is _constants.CATEGORY_DIGIT:
            return DIGITS
    raise AssertionError(kind)


def test_the_beginnings_are_those_of_the_words() -> None:
    wanted: set[str] = set()
    for kind, pattern in _GRAMMAR:
        first, is_empty = beginnings(_parser.parse(pattern))
        assert not is_empty, kind
        wanted |= first
    assert set(_BEGINNINGS) == wanted
