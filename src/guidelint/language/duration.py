"""Time limits as published: 20个工作日, 当场办结, 3个月."""

from msgspec import Struct

from guidelint.language.normalise import normalise

_UNITS = ("工作日", "小时", "分钟", "个月", "月", "年", "周", "自然日", "日历日", "日", "天")
_SAME = {"月": "个月", "自然日": "日", "日历日": "日", "天": "日"}
_AT_ONCE = ("当场", "即时", "即办", "立等可取", "马上办")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


class Duration(Struct, frozen=True, gc=False):
    """`amount` in `unit`; working days and calendar days are different units. At once is 0 of any unit."""

    amount: float
    unit: str

    def is_longer_than(self, other: "Duration") -> bool:
        """False also where the units do not let one tell."""
        if other.amount == 0 or self.amount == 0:
            return self.amount > other.amount
        return self.unit == other.unit and self.amount > other.amount


def read_duration(text: str) -> Duration | None:
    """The first time limit in a text; None where there is none."""
    words = normalise(text).text
    if any(word in words for word in _AT_ONCE):
        return Duration(0, "日")
    for at, character in enumerate(words):
        if character.isdecimal() or character in _DIGITS or character == "十":
            end = at
            while end < len(words) and (words[end].isdecimal() or words[end] in _DIGITS or words[end] in "十百."):
                end += 1
            amount = _number(words[at:end])
            rest = words[end:].removeprefix("个") if not words[end:].startswith("个月") else words[end:]
            unit = next((unit for unit in _UNITS if rest.startswith(unit)), None)
            if amount is not None and unit is not None:
                return Duration(amount, _SAME.get(unit, unit))
    return None


def _number(words: str) -> float | None:
    try:
        return float(words)
    except ValueError:
        pass
    total, current = 0, 0
    for character in words:
        if character in _DIGITS:
            current = _DIGITS[character]
        elif character in "十百":
            total += (current or 1) * (10 if character == "十" else 100)
            current = 0
        else:
            return None
    return float(total + current)
