"""How the values of a source become values of a guide: each conversion takes what stands in a column and its whole row.

A conversion returns None where the value says nothing, such as 无 in the explanation of a limit, and raises Unreadable
for a value that it does not know.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from msgspec import Struct

from guidelint.exchange.codes import DAY_UNIT, DAY_WORDS, Codes
from guidelint.exchange.doctor.upgrade import legal_basis
from guidelint.exchange.hypertext import NULLS
from guidelint.exchange.readers.raw import digits, is_blank, plain, said, words_in
from guidelint.exchange.sheets.cells import WORDS
from guidelint.model.regex import regex
from guidelint.model.text import Text

Row = Mapping[str, Any]
"""A row of the source by the plain names of its columns (`plain`)."""

Conversion = Callable[[Any, Row], Any]


NOTHING = NULLS | {"无", "暂无", "没有", "-", "—", "/", "无。", "详见附件", "见附件"}
"""What stands for an empty value in columns that explain another one."""

CHINA = timezone(timedelta(hours=8))
MAX_DAYS = 9999

_SEPARATORS = regex(r"[,，^、;；|\n]")
_NUMBERED = regex(
    r"(?:^|(?<=[\n；;。]))\s*(?:[0-9]{1,2}\s*[.、．](?![0-9])|[(（](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）]|[一二三四五六七八九十]{1,3}、)"
)
_DATE = regex(
    r"([12][0-9]{3})(?:[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2})(?=[0-9]{6}$|$|[ T]))(?:[ T].*|[0-9]{6})?"
)


class Unreadable(Exception):
    """A value that the source's tables do not have; `message` tells an officer what it is."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.zh)
        self.message = message


def text(value: Any, row: Row) -> str | None:
    """Words as they are published."""
    return said(value) or None


def remark(value: Any, row: Row) -> str | None:
    """Words that explain something else; 无 and 详见附件 say nothing."""
    words = said(value)
    return None if not words or words.casefold() in NOTHING else words


def lines(value: Any, row: Row) -> list[str] | None:
    """One text as a list: a line or a numbered point each."""
    parts = [part for line in _NUMBERED.split(said(value)) for part in line.split("\n")]
    return [part.strip().rstrip("；;") for part in parts if part.strip().rstrip("；;")] or None


class At(Struct, frozen=True):
    """A value that decides by itself which element it is of."""

    to: str
    value: Any


def one(codes: Codes) -> Conversion:
    """A code, or the word that it stands for."""

    def convert(value: Any, row: Row) -> str | None:
        words = digits(value)
        # 无 may be one of the words; in any other list it says nothing.
        return None if words.casefold() in NOTHING and words not in codes.values() else word(words, codes)

    return convert


def many(codes: Codes) -> Conversion:
    """Several codes in one value, with any of the separators that systems use."""

    def convert(value: Any, row: Row) -> list[str] | None:
        items = value if isinstance(value, list) else _SEPARATORS.split(digits(value))
        words = [digits(item) for item in items if not is_blank(item)]
        return list(dict.fromkeys(word(one, codes) for one in words if one.casefold() not in NOTHING)) or None

    return convert


def joined(codes: Codes) -> Conversion:
    """Several codes of an element that has one value: their words with 、."""
    read = many(codes)
    return lambda value, row: "、".join(read(value, row) or ()) or None


def law(value: Any, row: Row) -> list[Mapping[str, str]] | None:
    """Laws told in one text, a line each, taken apart where their shape is known."""
    found = lines(value, row)
    return [legal_basis(words) for words in found] if found else None


def bare(value: Any, row: Row) -> str | None:
    """Words without the brackets around them: (国发〔2006〕28号)."""
    words = said(value)
    if len(words) > 2 and words[0] + words[-1] in ("()", "（）", "[]", "【】"):
        words = words[1:-1].strip()
    return None if words.casefold() in NOTHING else words


def attachment(value: Any, row: Row) -> str | None:
    """Where a form is found: an id, an address, or a list of files, which may be JSON inside a text."""
    if isinstance(value, str) and value.strip().startswith(("[", "{")):
        try:
            value = json.loads(value)
        except ValueError:
            raise Unreadable(Text("不是合格的 JSON", "is not valid JSON")) from None
    files = value if isinstance(value, list) else [value]
    found = [_file(one) for one in files]
    return "; ".join(name for name in found if name) or None


_FILE = ("filepath", "url", "waiwangurl", "attachurl", "attachname", "name", "originalname")
"""The keys of a file in a record, the address before the name."""


def _file(one: Any) -> str | None:
    if not isinstance(one, Mapping):
        return remark(one, {})
    keys = {plain(str(key)): words_in(content) for key, content in one.items()}
    return next((keys[key] for key in _FILE if keys.get(key)), None)


def names(value: Any, row: Row) -> list[str] | None:
    """Several names in one value; 无 is none."""
    items = [item.strip() for item in _SEPARATORS.split(said(value))]
    return [item for item in items if item and item.casefold() not in NOTHING] or None


def boolean(value: Any, row: Row) -> bool:
    words = digits(value).casefold()
    if words in ("1", "是", "true", "y", "yes", "支持", "收费"):
        return True
    if words in ("0", "否", "false", "n", "no", "不支持", "不收费"):
        return False
    raise Unreadable(Text(f"“{words}”看不出是或否", f"“{words}” is neither yes nor no"))


def number(most: int) -> Conversion:
    """A whole number from 0 to `most`, with or without the word that counts; a negative one stands for an unknown one."""

    def convert(value: Any, row: Row) -> int | None:
        words = digits(value)
        if words.casefold() in NOTHING or re.fullmatch(r"-[0-9]{1,4}", words):
            return None
        found = re.fullmatch(r"([0-9]{1,4})(?:\.0+)?\s*[份张页套次个]?", words)
        if found is None or int(found[1]) > most:
            raise Unreadable(
                Text(f"“{words}”不是 0 到 {most} 的整数", f"“{words}” is no whole number from 0 to {most}")
            )
        return int(found[1])

    return convert


def named(value: Any, row: Row) -> list[dict[str, str]] | None:
    """One text as the only row of a list."""
    words = remark(value, row)
    return [{"name": words}] if words else None


def limit(unit: str, *others: str) -> Conversion:
    """A number of days with the unit that stands in another column. A negative number stands for an unknown limit."""

    def convert(value: Any, row: Row) -> str | None:
        words = re.sub(r"\.0+$", "", digits(value))
        if apart := re.fullmatch(r"([0-9]{1,4})\s*[#|_/]\s*(\S{1,6})", words):  # number and unit in one column
            return apart[1] + word(apart[2], {**DAY_UNIT, **DAY_WORDS})
        if not re.fullmatch(r"-?[0-9]{1,4}", words):
            return remark(value, row)
        if int(words) < 0:
            return None
        written = next((digits(row[name]) for name in (*others, unit) if not is_blank(row.get(name))), "")
        if not written:
            raise Unreadable(Text(f"“{words}”没有单位（{unit} 是空的）", f"“{words}” has no unit ({unit} is empty)"))
        return words + word(written, {**DAY_UNIT, **DAY_WORDS})

    return convert


def day(value: Any, row: Row) -> str | None:
    """A date from seconds or milliseconds since 1970, in China's time, or from a date with or without a time of day."""
    if isinstance(value, Mapping) and "time" in value:  # a date of Java, printed with all its fields
        value = value["time"]
    words = re.sub(r"^/Date\((-?[0-9]+)(?:[+-][0-9]{4})?\)/$", r"\1", digits(value))
    if words.casefold() in NOTHING:
        return None
    if re.fullmatch(r"-?[0-9]{9,14}", words) and not re.fullmatch(r"(?:19|20)[0-9]{12}", words):
        seconds = int(words) / (1000 if len(words.lstrip("-")) > 10 else 1)
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).astimezone(CHINA).date().isoformat()
    if found := _DATE.fullmatch(words):
        try:
            return date(*(int(one) for one in found.groups() if one)).isoformat()
        except (ValueError, TypeError):
            pass
    raise Unreadable(Text(f"“{words}”不是日期", f"“{words}” is no date"))


def unless(other: str, read: Conversion, way: str) -> Conversion:
    """A value that gives way to another column of its row, where that says anything; it is kept at `way` then."""

    def convert(value: Any, row: Row) -> Any:
        return read(value, row) if is_blank(row.get(other)) else At(way, said(value))

    return convert


def days(value: Any, row: Row) -> str | None:
    """A limit in working days where nothing else is said."""
    words = said(value)
    return f"{number(MAX_DAYS)(value, row)}个工作日" if words.isdecimal() else remark(value, row)


def timed(value: Any, row: Row) -> str | None:
    """A limit in words; a number alone is none."""
    words = digits(value)
    if words.isdecimal():
        raise Unreadable(Text(f"“{words}”没有单位", f"“{words}” has no unit"))
    return remark(value, row)


def title(value: Any, row: Row) -> str | None:
    """A name on one line."""
    return " ".join(said(value).split()) or None


def code(value: Any, row: Row) -> str | None:
    """A code as it is written, without blanks."""
    words = "".join(digits(value).split())
    if words.casefold() in NOTHING:
        return None
    if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}", words):
        raise Unreadable(Text(f"“{words}”不是编码", f"“{words}” is no code"))
    return words


def region(value: Any, row: Row) -> str | None:
    words = digits(value)
    if words.casefold() in NOTHING:
        return None
    if not re.fullmatch(r"[0-9]{6}|[0-9]{9}|[0-9]{12}", words):
        raise Unreadable(Text(f"“{words}”不是 6、9 或 12 位区划代码", f"“{words}” is no region of 6, 9 or 12 digits"))
    return words


def word(words: str, codes: Codes) -> str:
    """What a code stands for, or the word itself where it is one of the table. Raises Unreadable."""
    if words in codes:
        return codes[words]
    known = WORDS.get(words, words)
    if known in codes.values():
        return known
    short = words.lstrip("0")
    if short in codes and not any(one.isdecimal() and len(one) > 1 for one in codes):
        return codes[short]
    raise Unreadable(Text(f"代码“{words}”不在这种格式的代码表里", f"the code “{words}” is not in this format's table"))
