"""How many copies a material's name asks for: 2份, 一式三份, 壹份, 〇."""

from guidelint.language.numbers import NUMERAL, number, numbers
from guidelint.model.regex import regex

_SETS = regex(rf"式([0-9{NUMERAL}]+)份")
_COUNTED = regex(rf"([0-9{NUMERAL}]+)[份张套本页版式幅]")


def count(text: str) -> int | None:
    """The number of copies in words such as 各2份 or 一式三份; None where there is none."""
    found = _SETS.search(text)
    value = number(found[1]) if found else next((said.value for said in numbers(text)), None)
    return value if isinstance(value, int) else None


def may_count(normal: str, *, other_than: int) -> bool:
    """Whether a name can ask for another number of copies than this one; far cheaper than reading it.

    The words of a count may be cut short by what stands before them, so only single digits are sure.
    """
    return any(len(found) > 1 or number(found) != other_than for found in _COUNTED.findall(normal))
