"""A range of values in one dimension, and how two of them stand to each other.

Months and years are one dimension, days and weeks another: three months are not 90 days, and only where no month is short or
long enough to matter can the two be compared.
"""

from math import inf

import msgspec

_LIST_UNITS = frozenset({"sheets", "copies", "sets", "pages", "volumes"})


class Quantity(msgspec.Struct, frozen=True):
    """Values from `low` to `high` in one dimension; an end that is not included is open. `text` is what was read."""

    dimension: str
    low: float
    high: float
    low_in: bool = True
    high_in: bool = True
    text: str = ""

    @property
    def is_bounded(self) -> bool:
        """Whether words give a direction; a bare number has none."""
        return self.low != self.high

    @property
    def bounds(self) -> tuple[float, float]:
        return self.low, self.high

    def is_within(self, wide: "Quantity") -> bool:
        return (
            self.dimension == wide.dimension
            and (self.low > wide.low or (self.low == wide.low and (wide.low_in or not self.low_in)))
            and (self.high < wide.high or (self.high == wide.high and (wide.high_in or not self.high_in)))
        )

    @property
    def complement(self) -> "Quantity | None":
        """All other values; None where these are on both sides."""
        if self.low == -inf:
            return Quantity(self.dimension, self.high, inf, not self.high_in, True, self.text)
        if self.high == inf:
            return Quantity(self.dimension, -inf, self.low, True, not self.low_in, self.text)
        return None

    @property
    def is_time(self) -> bool:
        return self.dimension in ("month", "day", "working day", "scoring periods", "terms")

    @property
    def at_least(self) -> "Quantity":
        return Quantity(self.dimension, self.low, inf, self.low_in, True, self.text)

    @property
    def at_most(self) -> "Quantity":
        return Quantity(self.dimension, -inf, self.high, True, self.high_in, self.text)

    @property
    def is_each(self) -> bool:
        """一间四平方米, 一个人一份: what the other number is said of."""
        return self.low == self.high == 1 and self.dimension in ("persons", "pieces")

    @property
    def is_count(self) -> bool:
        """Of sheets or copies: who has more than are asked for has enough."""
        return self.dimension in _LIST_UNITS


def relation(said: Quantity, wanted: Quantity) -> str:
    """`within`, `apart` (not within) or `open`, where the two are not of one dimension that can be compared."""
    if said.dimension == wanted.dimension or {said.dimension, wanted.dimension} == {"persons", "pieces"}:
        said = msgspec.structs.replace(said, dimension=wanted.dimension)  # 两名受托人, 两个受托人
        if said.dimension == "grade" and (said.is_bounded or wanted.is_bounded) and said.bounds != wanted.bounds:
            return "open"  # whether 一级 or 三级 is the highest depends on the scale
        return "within" if said.is_within(wanted) else "apart"
    if {said.dimension, wanted.dimension} == {"month", "day"}:
        return _calendar(said, wanted)
    return "open"


def _days(quantity: Quantity, shortest: bool) -> Quantity:
    if quantity.dimension == "day":
        return quantity
    low, high = (31.0, 28.0) if shortest else (28.0, 31.0)
    return Quantity(
        "day",
        quantity.low * low if quantity.low > 0 else quantity.low,
        quantity.high * high,
        quantity.low_in,
        quantity.high_in,
    )


def _calendar(said: Quantity, wanted: Quantity) -> str:
    """Months against days: sure only where it holds for short and for long months."""
    wide, narrow = _days(said, False), _days(said, True)
    if wide.is_within(_days(wanted, True)):
        return "within"
    if not narrow.is_within(_days(wanted, False)):
        return "apart"
    return "open"
