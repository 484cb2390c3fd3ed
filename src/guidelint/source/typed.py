"""What a Chinese keyboard types in place of YAML's own marks: the character, its place in the line, and what to type."""

import unicodedata

from guidelint.model.regex import regex
from guidelint.model.text import Text

# Marks of other widths and languages, as keyboards and other programs type them.
_COLONS = "\uff1a\ufe55\u2236\ua789\ufe13\ufe30\u02d0\u205a"
_DASHES = "\uff0d\ufe63\u2212\u2013\u2014\u2015\u2010\u2011\u2500"
_BULLETS = "\u00b7\u2022\u25cf\u25aa\u25c6\u30fb*"
_KEY = r"[A-Za-z_][A-Za-z0-9_-]*"

_FOREIGN_BLANK = r"[^\S \r\n]|[\u200b-\u200f\u2060\ufeff]"  # blanks of Unicode but the one that YAML knows, seen or not
_INDENT = regex(rf" *(?:- *)*({_FOREIGN_BLANK})")
_ITEM = regex(rf" *([{_DASHES}]|[{_BULLETS}](?=\s))")
_CLOSE_DASH = regex(rf" *(?:- +)*(-)(?={_KEY}\s*[:{_COLONS}])")
_WIDE_COLON = regex(rf" *(?:- +)*{_KEY}\s*([{_COLONS}])")
_BLANK_AFTER = regex(rf" *(?:- +)*{_KEY}:({_FOREIGN_BLANK})")
_CLOSE_COLON = regex(rf" *(?:- +)*{_KEY}(:)(?=[^\s/])")
_STANDS_FOR = dict(zip("\uff0c\u3001\uff3b\uff3d\uff5b\uff5d\u3010\u3011\uff1a", ",,[]{}[]:", strict=True))
_FLOW = regex(rf"(?:: +|- +)(?:[\[{{].*?)?([{''.join(_STANDS_FOR)}])")
_WIDE_QUOTE = regex(rf" *(?:- +)*(?:{_KEY}: +)?([\u201c\u201d\u2018\u2019\u300c\u300d\u300e\u300f\uff02\uff07])")
_WIDE_END = regex("[^\u201c\u201d\u2018\u2019\uff02\uff07]([\u201d\u2019\u201c\u2018\uff02\uff07]) *(?:#.*)?$")


def typed(line: str) -> tuple[int, Text] | None:
    """The first character of a line (one key or item) that stands where YAML wants another: its index, and what to do."""
    for pattern, say in _RULES:
        found = pattern.match(line)
        if found is not None:
            return found.start(1), say(found[1])
    return None


def typed_in_flow(line: str) -> tuple[int, Text] | None:
    """As `typed`, for lists and keys in brackets on one line, where a comma or bracket is missing."""
    found = _FLOW.search(line)
    if found is None:
        return None
    mark = _STANDS_FOR[found[1]]
    return found.start(1), Text(
        f"方括号和花括号里的“{found[1]}”（{_code(found[1])}）请改成英文的“{mark}”",
        f"write {mark} for {found[1]} ({_code(found[1])}) in a list in brackets",
    )


def typed_quote(line: str) -> tuple[int, Text] | None:
    """As `typed`, for quotation marks that quote nothing, where a value needs quoting."""
    found = _WIDE_QUOTE.match(line)
    if found is None:
        return None
    return found.start(1), Text(
        f"中文引号“{found[1]}”（{_code(found[1])}）不能代替英文引号：请在文字两边写英文的单引号 '",
        f"{found[1]} ({_code(found[1])}) does not quote: put ' on both sides of the text",
    )


def typed_end(quoted: str) -> tuple[int, Text] | None:
    """As `typed`, for a text after its opening quotation mark that ends with one of another language."""
    found = _WIDE_END.search(quoted)
    if found is None:
        return None
    return found.start(1), Text(
        f"引号没有写完：结尾的“{found[1]}”（{_code(found[1])}）请改成和开头一样的英文引号 {quoted[0]}",
        f"an unclosed quotation mark: write {quoted[0]} for {found[1]} ({_code(found[1])}) at the end",
    )


def wide_digits(text: str) -> Text | None:
    """What to say of a number in digits of another width, where YAML reads text: １２."""
    if not (text.isdecimal() and not text.isascii()):
        return None
    return Text(
        f"“{text}”里有全角数字（{_code(next(c for c in text if not c.isascii()))}），请改成英文数字 {int(text)}",
        f"{text} has digits of another width ({_code(next(c for c in text if not c.isascii()))}); write {int(text)}",
    )


def _indent(blank: str) -> Text:
    return Text(
        f"行首有{_name(blank).zh}，请改成英文空格（半角）",
        f"{_name(blank).en} at the beginning of the line; type spaces",
    )


def _item(mark: str) -> Text:
    return Text(
        f"列表项开头的“{mark}”（{_code(mark)}）请改成英文的“-”加一个空格",
        f"write “- ”, a hyphen and a space, for {mark} ({_code(mark)}) before an item",
    )


def _close_dash(_: str) -> Text:
    return Text("“-”后面要有一个空格", "a space belongs after “-”")


def _wide_colon(mark: str) -> Text:
    return Text(
        f"键后面是全角冒号“{mark}”（{_code(mark)}），请改成英文冒号加一个空格“: ”",
        f"write “: ”, a colon and a space, for {mark} ({_code(mark)}) after a key",
    )


def _blank_after(blank: str) -> Text:
    return Text(
        f"冒号后面是{_name(blank).zh}，请改成英文空格（半角）", f"{_name(blank).en} after the colon; type a space"
    )


def _close_colon(_: str) -> Text:
    return Text("冒号后面要有一个空格", "a space belongs after the colon")


_RULES = (
    (_INDENT, _indent), (_ITEM, _item), (_CLOSE_DASH, _close_dash), (_WIDE_COLON, _wide_colon),
    (_BLANK_AFTER, _blank_after), (_CLOSE_COLON, _close_colon),
)  # fmt: skip


def _name(blank: str) -> Text:
    names = {
        "\t": Text("制表符（Tab）", "a tab"),
        "\u3000": Text("全角空格（U+3000）", "an ideographic space (U+3000)"),
        "\u00a0": Text("不间断空格（U+00A0）", "a no-break space (U+00A0)"),
    }
    name = unicodedata.name(blank, "").lower() or "control character"
    return names.get(blank, Text(f"特殊空格（{_code(blank)}）", f"a blank of another kind ({_code(blank)}, {name})"))


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
