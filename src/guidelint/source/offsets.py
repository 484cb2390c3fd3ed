"""Where the values of a document stand, as the compiled reader tells it of all at once."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from guidelint.model.position import Path


class ValuePlace(NamedTuple):
    """Offsets of a value, -1 where they are not easily told, and of its key, the same two where there is none; how a
    scalar is written: empty for plain, else its opening mark."""

    start: int
    end: int
    key_start: int
    key_end: int
    style: str


class Offsets(Struct):
    """All places, as the compiled reader has told them: six numbers for each value (Place in everyday.c), in the order in
    which they begin."""

    numbers: Sequence[int]
    data: Any

    @classmethod
    def of(cls, written: bytes, data: Any) -> "Offsets":
        return cls(memoryview(written).cast("i"), data)

    def place(self, path: Path, *, key: bool = False) -> ValuePlace | None:
        """Where the value at `path` stands, or only its `key`; None where that is not easily told."""
        at, value = 0, self.data
        for step in path:
            if not has(value, step):
                return None
            at += 1
            for _ in range(step if isinstance(step, int) else list(value).index(step)):
                at = self.numbers[6 * at + 4]
            value = value[step]
        start, end, key_start, key_end, _, style = self.numbers[6 * at : 6 * at + 6]
        return ValuePlace(start, end, key_start, key_end, chr(style) if style else "") if path else None


def has(data: Any, step: str | int) -> bool:
    """Whether there is a value at a step of a collection."""
    if isinstance(step, int):
        return isinstance(data, list) and 0 <= step < len(data)
    return isinstance(data, dict) and step in data
