"""Dates as people write them."""

from collections.abc import Iterator
from datetime import date

from guidelint.language.normalise import normalise
from guidelint.language.numbers import NUMERAL, number
from guidelint.model.errors import UsageError
from guidelint.model.text import Text


def read_day(text: str, where: str) -> date:
    """A date as people write it: 2021-11-16, 2021/11/16, 2021.11.16, 20211116, 2021年11月16日 or 二〇二一年十一月十六日,
    with or without a time, in any width.

    Raises UsageError.
    """
    for digits in _date_parts(normalise(text).text):
        try:
            return date(*digits)
        except ValueError:
            break
    raise UsageError(
        Text(f"{where}“{text}”不是日期，请写成 2021-11-16", f"{where} “{text}” is no date; write it as 2021-11-16")
    )


def _date_parts(text: str) -> Iterator[tuple[int, int, int]]:
    import re

    digits = f"[0-9{NUMERAL}O]"
    pattern = (
        r"([0-9]{4})(?:[-/.]\s?([0-9]{1,2})[-/.]\s?([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?:[ T上下中晚].*)?|"
        rf"({digits}{{4}})年({digits}{{1,2}})月({digits}{{1,3}})日.*"
    )
    if found := re.fullmatch(pattern, text):
        year, month, day = (number(part) for part in found.groups() if part)
        if isinstance(year, int) and isinstance(month, int) and isinstance(day, int):
            yield year, month, day
