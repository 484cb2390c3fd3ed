"""What a plain (unquoted) scalar means: text, unless it is `true`, `false`, `null` or a plain decimal number."""

from guidelint.model.regex import regex

MARKED = "-0123456789tfn~"
"""What a plain scalar that is no text begins with."""

_INTEGER = regex(r"-?(0|[1-9][0-9]{0,17})\Z")
_DECIMAL = regex(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}\Z")
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}


def scalar(text: str) -> bool | int | float | str | None:
    """The value of a plain scalar."""
    if text and text[0] not in MARKED:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return float(text)
    return text
