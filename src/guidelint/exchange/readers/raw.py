"""Values as they stand in a source, before anybody knows what they are of: their words, and whether they say anything."""

import json
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from guidelint.exchange.hypertext import NULLS, words_of
from guidelint.language.normalise import is_ignorable

_OF_CHOICE = frozenset(("label", "text", "name", "value", "code", "key", "id"))


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A column's name as it is compared: the systems write one name with and without underscores and in capitals."""
    return name.strip().strip('"`').replace("_", "").lower()


def said(value: Any) -> str:
    """A value in words, without tags and edges; a line break written as two characters is one."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return words_of(str(value)).replace("\\r\\n", "\n").replace("\\n", "\n").replace("\r\n", "\n").strip()


def opened(value: Any) -> Any:
    """A value that is JSON inside a text as what that says."""
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


def only(value: Any) -> Any:
    """A list of one value as the value."""
    while isinstance(value, list) and len(value) == 1 and not isinstance(value[0], Mapping):
        value = value[0]
    return value


def digits(value: Any) -> str:
    """Words of a code or number: full-width digits as plain ones, without what nobody sees."""
    words = said(value)
    if words.isascii() and words.isprintable():
        return words
    shown = (one for one in words if (not is_ignorable(one) and unicodedata.category(one) != "Cc") or one == "\n")
    return unicodedata.normalize("NFKC", "".join(shown)).strip()


def flat(value: Any) -> Any:
    """A list of words as lines, and a choice with its label as the label; other records as they are."""
    if isinstance(value, Mapping):
        named = {plain(str(key)): inner for key, inner in value.items()}
        if named.keys() <= _OF_CHOICE:
            return next(
                (named[key] for key in ("label", "text", "name", "value") if not is_blank(named.get(key))), value
            )
    if isinstance(value, list):
        inside = [flat(one) for one in value if not is_blank(one) and not is_null(one)]
        return inside if any(map(is_record, inside)) else "\n".join(map(said, inside))
    return value


def words_in(value: Any) -> str:
    """The words of a value inside a record; none where it has no value or is a record itself."""
    value = flat(value)
    return "" if is_blank(value) or is_null(value) or is_record(value) else said(value)


def is_record(value: Any) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and any(map(is_record, value)))


def is_blank(value: Any) -> bool:
    """Whether there is nothing in a value: a list or record of blanks is one too."""
    if isinstance(value, Mapping):
        return all(map(is_blank, value.values()))
    if isinstance(value, list):
        return all(map(is_blank, value))
    return value is None or (isinstance(value, str) and not value.strip())


def is_null(value: Any) -> bool:
    """Whether a text says that there is no value, or is nothing but tags."""
    return isinstance(value, str) and (said(value).casefold() in NULLS or (bool(value.strip()) and not said(value)))
