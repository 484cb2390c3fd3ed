"""Conversions of what a material is: 材料类型 means two things, and one system exchanges it with 材料形式."""

from typing import Any

from guidelint.exchange.codes import CATEGORY, FORM, MEDIUM, Codes
from guidelint.exchange.readers.raw import digits, only
from guidelint.exchange.readers.values import NOTHING, At, Conversion, Row, word
from guidelint.exchange.sheets.cells import WORDS

FORMS = frozenset((*FORM.values(), "原件或复印件"))


def material_type(codes: Codes, to: str) -> Conversion:
    """The words tell which of the elements a value is of, and codes are those of the source, for the element at `to`."""

    def convert(value: Any, row: Row) -> At | None:
        words = digits(only(row.get("materialtypetext")) or value)
        if words.casefold() in NOTHING:
            return None
        return _by_words(words) or At(to, word(words, codes))

    return convert


def medium(value: Any, row: Row) -> At | None:
    words = digits(value)
    if words.casefold() in NOTHING:
        return None
    return _by_words(words) or At("medium", word(words, MEDIUM))


def _by_words(words: str) -> At | None:
    if (form := WORDS.get(words, words)) in FORMS:
        return At("type", form)
    if words in CATEGORY.values():
        return At("category", words)
    if not words.isdecimal() and words in {*MEDIUM, *MEDIUM.values()}:
        return At("medium", MEDIUM.get(words, words))
    return None
