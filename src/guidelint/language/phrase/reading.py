"""The text of a phrase as it is read."""

from guidelint.language.normalise import Normalised, normalise
from guidelint.model.regex import regex

MAX_LENGTH = 2_000
"""Longer texts are read up to here, in characters."""

_SURROGATE = regex("[\ud800-\udfff]")  # half a character, as broken JSON can hold; matchers refuse it


def readable(text: str) -> Normalised:
    """Normalised, of bearable length, without half characters."""
    return normalise(
        text if text.isprintable() and len(text) <= MAX_LENGTH else _SURROGATE.sub("\ufffd", text[:MAX_LENGTH])
    )
