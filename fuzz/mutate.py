"""Changes that keep a file mostly well formed, so that fuzzing reaches what lies behind the parser."""

import re
from collections.abc import Callable, Sequence
from random import Random

WORDS = (
    "身份证明", "居民身份证或护照", "(委托办理时提供)", "等", "复印件各〇份", "1 寸照片", "加盖公章", "有关证明",
    "'", '"', "|", ">-", "[", "{", "&a ", "*a", "!!str ", "<<: *a", "? ", "- ", ": ", "#", "~", "null", "true", "on",
    "0", "-1", "1e999", "99999999999999999999", "2021-02-30", "1:30", "012", ".inf", "\t", "\r\n", "\u2028", "\ufeff", "\x00",
    "\U0001f600", "e\u0301", "ﷺ", "İ", "{text}", "{0.__class__}", "(a+)+$", "../../x", "con", "\ud800",
)  # fmt: skip
_VALUE = re.compile(r"(?<=[:,\[{] )[^,\]}\n]+")

Change = Callable[[list[str], Random, Sequence[str]], list[str]]


def mutated(text: str, random: Random, others: Sequence[str]) -> str:
    """One to four changes of `text`; lines and values may come from `others`."""
    lines = text.splitlines(keepends=True) or [""]
    for _ in range(random.randint(1, 4)):
        lines = random.choice(_CHANGES)(lines or [""], random, others)
    return "".join(lines)


def _foreign_line(lines: list[str], random: Random, others: Sequence[str]) -> list[str]:
    at = random.randrange(len(lines) + 1)
    return [*lines[:at], random.choice(random.choice(others).splitlines(keepends=True) or [""]), *lines[at:]]


def _drop_line(lines: list[str], random: Random, others: Sequence[str]) -> list[str]:
    at = random.randrange(len(lines))
    return lines[:at] + lines[at + 1 :]


def _repeat_lines(lines: list[str], random: Random, others: Sequence[str]) -> list[str]:
    start = random.randrange(len(lines))
    end = random.randint(start, len(lines))
    return lines[:end] + lines[start:end] * random.choice((1, 2, 50)) + lines[end:]


def _indent(lines: list[str], random: Random, others: Sequence[str]) -> list[str]:
    at = random.randrange(len(lines))
    return [*lines[:at], random.choice(("  ", " ", "\t", "    ")) + lines[at], *lines[at + 1 :]]


def _foreign_value(lines: list[str], random: Random, others: Sequence[str]) -> list[str]:
    values = _VALUE.findall(random.choice(others)) or list(WORDS)
    at = random.randrange(len(lines))
    return [*lines[:at], _VALUE.sub(lambda _: random.choice(values), lines[at], count=1), *lines[at + 1 :]]


def _insert_word(lines: list[str], random: Random, others: Sequence[str]) -> list[str]:
    at = random.randrange(len(lines))
    column = random.randint(0, len(lines[at]))
    return [*lines[:at], lines[at][:column] + random.choice(WORDS) + lines[at][column:], *lines[at + 1 :]]


def _replace_value(lines: list[str], random: Random, others: Sequence[str]) -> list[str]:
    at = random.randrange(len(lines))
    word = random.choice(WORDS)
    return [*lines[:at], _VALUE.sub(lambda _: word, lines[at], count=1), *lines[at + 1 :]]


def _delete_span(lines: list[str], random: Random, others: Sequence[str]) -> list[str]:
    at = random.randrange(len(lines))
    start = random.randint(0, len(lines[at]))
    end = random.randint(start, min(len(lines[at]), start + 8))
    return [*lines[:at], lines[at][:start] + lines[at][end:], *lines[at + 1 :]]


_CHANGES: tuple[Change, ...] = (
    _foreign_line, _drop_line, _repeat_lines, _indent, _foreign_value, _foreign_value, _insert_word, _insert_word,
    _replace_value, _delete_span,
)  # fmt: skip
