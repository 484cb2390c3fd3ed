"""Words out of fragments of web pages: editors of item systems store what was pasted into them, tags, entities and all.

Only what is known as a tag is taken for one: 《关于修改<节约能源法>的决定》 and 面积<100平方米 keep their brackets.
"""

import re
from html import unescape

from guidelint.model.regex import regex

NULLS = frozenset(("null", "(null)", "<null>", "undefined", "none", "nan"))
"""How programs print that there is no value; nothing in any column."""

ROUNDS = 3
"""How often a text may have been escaped: &amp;amp;nbsp; has been seen in Guangdong's records."""

_ENTITY = regex(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BREAKS = "br|p|div|li|ul|ol|tr|table|h[1-6]|hr|dd|dt|dl|section|article"
_INLINE = (
    "a|abbr|b|big|center|cite|code|em|figure|font|footer|header|html|body|head|i|img|input|label|meta|nobr|o:p|pre|s|small|span|"
    "strike|strong|st1:[a-z]+|sub|sup|tbody|td|tfoot|th|thead|u|wbr|v:[a-z]+|w:[a-z]+"
)
_TAG = regex(rf"<(/?)({_BREAKS}|{_INLINE})(?=[\s/>])([^<>]*)>", re.I)
_SILENT = regex(r"<!--.*?-->|<(script|style)\b[^<>]*>.*?</\1\s*>|<\?xml[^<>]*>", re.I | re.S)
_BREAK = regex(_BREAKS, re.I)
_ADDRESS = regex(r"""(?:href|src)\s*=\s*["']?\s*(?!javascript:|data:|#)([^\s"'>]+)""", re.I)


def words_of(text: str) -> str:
    """The text without tags and entities, a line for each paragraph; addresses of links and pictures stay beside their words."""
    if "<" not in text and "&" not in text:
        return text
    plain = text
    for _ in range(ROUNDS):
        if (once := _ENTITY.sub(lambda found: unescape(found[0]), plain)) == plain:
            break
        plain = once
    if _TAG.search(plain) or _SILENT.search(plain):
        plain = _TAG.sub(_replaced, _SILENT.sub("", plain))
        lines = (" ".join(line.split()) for line in plain.split("\n"))
        return "\n".join(line for line in lines if line)
    return text if plain == text else plain.replace("\xa0", " ").strip()


def _replaced(tag: re.Match[str]) -> str:
    closing, name, attributes = tag.groups()
    if address := None if closing else _ADDRESS.search(attributes):
        return f"{address[1]} "
    if _BREAK.fullmatch(name):
        return "\n"
    return " " if name.lower() in ("td", "th") else ""
