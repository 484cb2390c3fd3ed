"""Chinese punctuation as GB/T 15834-2011 (标点符号用法) sets it: one character wide where it stands in Chinese."""

from guidelint.model.regex import regex

_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
_CHINESE = r"[\u3007\u3400-\u9fff\uff00-\uffef\u3001-\u301f\u201c\u201d\U00020000-\U0003ffff]"
_BRACKETS = regex(rf"(?<={_CHINESE})\([^()]*\)|\((?=[^()]*{_CHINESE})[^()]*\)")
_MARK = regex(rf"(?<={_CHINESE})[,;:?!]|[,;:?!](?={_CHINESE})")


def typeset(text: str) -> str:
    """The text with wide marks in the place of narrow ones; those between figures and Latin letters stay."""
    bracketed = _BRACKETS.sub(lambda found: f"（{found[0][1:-1]}）", text)
    return _MARK.sub(lambda found: found[0].translate(_WIDE), bracketed)
