"""Lists of findings that stay packed until somebody reads them, and are let go of as they are read on."""

import os
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate
from typing import Any, BinaryIO, Generic, NamedTuple, TypeVar, overload

import msgspec

T = TypeVar("T")

_IN_MEMORY = 2 << 20  # bytes; more go to a file
_A_PART = 1 << 18  # bytes


class Spool:
    """Bytes put aside: in memory while they are few, then in a file without a name."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._file: BinaryIO | None = None
        self._written = 0  # bytes in the file; what is held comes after them
        self._most = _IN_MEMORY

    def put(self, raw: bytes) -> tuple[int, int]:
        """Where these bytes can be read again, and how many they are."""
        return self.add(raw), len(raw)

    def add(self, raw: bytes | memoryview) -> int:
        """Where these bytes can be read again."""
        at = self._written + len(self._held)
        self._held += raw
        if len(self._held) > self._most:
            self._write()
        return at

    def read(self, at: int, size: int) -> bytes:
        if at >= self._written or self._file is None:
            return bytes(self._held[at - self._written : at - self._written + size])
        if hasattr(os, "pread"):  # threads that read do not disturb each other
            return os.pread(self._file.fileno(), size, at)
        self._file.seek(at)
        return self._file.read(size)

    def _write(self) -> None:
        import tempfile

        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed when the last report goes
            self._file.seek(self._written)
            written = self._file.write(self._held)
            if written < len(self._held):
                raise OSError
            self._written += written
            self._held = bytearray()
            self._most = 1 << 20
        except OSError:
            self._most *= 2  # the disk is full: it stays in memory


class Part(NamedTuple):
    """A packed list of so many `values`, `size` bytes at `at` of a spool."""

    at: int
    size: int
    values: int


class Packed(Sequence[T], Generic[T]):
    """Values of one kind in packed parts. Equal to a tuple of the same values."""

    def __init__(self, kind: Any, spool: Spool, parts: Sequence[Part]) -> None:
        self.kind, self.spool = kind, spool
        self.parts = [part for part in parts if part.values]
        self._last: tuple[int, list[T]] | None = None

    @classmethod
    def of(cls, kind: Any, values: Sequence[T]) -> "Packed[T]":
        spool, packed = Spool(), msgspec.msgpack.encode(values)
        return cls(kind, spool, [Part(spool.add(packed), len(packed), len(values))])

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[T]:
        for part in self.parts:
            yield from self._unpack(part)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        number = index + len(self) if index < 0 else index
        if not 0 <= number < len(self):
            raise IndexError(index)
        which = bisect_right(self._ends, number)
        if self._last is None or self._last[0] != which:
            self._last = which, self._unpack(self.parts[which])
        return self._last[1][number - self._ends[which]]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Packed | tuple):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return tuple, (tuple(self),)

    def repacked(self) -> Iterator[tuple[bytes, int]]:
        """The same values in larger parts, each with their number."""
        values: list[msgspec.Raw] = []
        size = 0
        for part in self.parts:
            values += msgspec.msgpack.decode(self.spool.read(part.at, part.size), type=list[msgspec.Raw])
            size += part.size
            if size > _A_PART:
                yield msgspec.msgpack.encode(values), len(values)
                values, size = [], 0
        if values:
            yield msgspec.msgpack.encode(values), len(values)

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(part.values for part in self.parts))

    def _unpack(self, part: Part) -> list[T]:
        kind: Any = list[self.kind]  # type: ignore[name-defined]
        found: list[T] = decoder(kind).decode(self.spool.read(part.at, part.size))
        return found


@cache
def decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    """What reads packed values of a kind: to make it takes longer than to read a few of them."""
    return msgspec.msgpack.Decoder(kind)
