"""The known word that a user probably meant."""

from collections.abc import Iterable

from guidelint.model.text import Text


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`; None where none is like it."""
    from rapidfuzz import fuzz, process

    # The whole words are compared: a scorer that is content with a part finds `nope` in `open-enumeration`.
    match = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=60)
    return match[0] if match else None


def did_you_mean(word: str, known: Iterable[str]) -> Text:
    """The end of a complaint about an unknown word; empty where nothing is like it."""
    near = nearest(word, known)
    return Text("", "") if near is None else Text(f"，是不是 {near}？", f"; did you mean {near}?")
