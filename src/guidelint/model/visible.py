"""Words from files and file names, made safe to show: they may hold anything, also what a terminal or parser obeys."""

import re
import unicodedata

from guidelint.model.regex import regex

_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # turn the direction of text around: names that lie
_OURS = regex(r"(\x1b\[(?:0|1|2|22|3[1-7]|9[0-7])m)")  # the colours that commands use


def visible(text: str) -> str:
    """Control characters as their escapes, so that a terminal shows and does not obey them; line breaks stay."""
    if text.isprintable():
        return text
    return "".join(c if c in "\n\t" or not _is_control(c) else _escape(c) for c in text)


def harmless(text: str) -> str:
    """The text with control characters as their escapes, except for line breaks, tabs and our colours."""
    return "".join(part if _OURS.fullmatch(part) else visible(part) for part in _OURS.split(text))


def unbroken(text: str) -> str:
    """`visible` as one line whose blanks stay as they are: every line break is a blank."""
    return visible(" ".join(text.splitlines())) if text else ""


def one_line(text: str) -> str:
    """`visible`, with every run of blanks and line breaks as one blank."""
    return visible(" ".join(text.split()))


def xml_text(text: str) -> str:
    """The text without what XML 1.0 cannot hold in any spelling, shown as escapes (section 2.2, Char)."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", lambda m: _escape(m[0]), text)


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or character in _BIDI


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
