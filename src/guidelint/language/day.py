"""Dates as people write them."""

from collections.abc import Iterator
from datetime import date

from guidelint.model.errors import UsageError
from guidelint.model.text import Text


def read_day(text: str, where: str) -> date:
    """A date as people write it: 2021-11-16, 2021/11/16, 2021.11.16, 20211116 or 2021年11月16日, with or without a time.

    Raises UsageError.
    """
    for digits in _date_parts(text):
        try:
            return date(*digits)
        except ValueError:
            break
    raise UsageError(
        Text(f"{where}“{text}”不是日期,请写成 2021-11-16", f"{where} “{text}” is no date; write it as 2021-11-16")
    )


def _date_parts(text: str) -> Iterator[tuple[int, int, int]]:
    import re

    pattern = r"\s*([0-9]{4})(?:[-/.年]\s?([0-9]{1,2})[-/.月]\s?([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))(?:[ T].*)?\s*"
    if found := re.fullmatch(pattern, text):
        year, *rest = (int(part) for part in found.groups() if part)
        yield year, rest[0], rest[1]
