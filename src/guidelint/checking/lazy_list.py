"""Lists of findings that are decoded as they are read, one guide after the other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, Generic, TypeVar, overload

import msgspec

T = TypeVar("T")


class LazyList(Sequence[T], Generic[T]):
    """Values of one `kind`, of which `packed` gives the packed lists. Equal to a tuple of the same values."""

    def __init__(self, kind: Any, packed: Callable[[], Iterable[msgspec.Raw]]) -> None:
        listed: Any = list[kind]
        self._decoder: msgspec.msgpack.Decoder[list[T]] = msgspec.msgpack.Decoder(listed)
        self._packed = packed

    def __iter__(self) -> Iterator[T]:
        for raw in self._packed():
            yield from self._decoder.decode(raw)

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return next(islice(self, index % len(self), None))

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, LazyList | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return tuple, (tuple(self),)

    @cached_property
    def _size(self) -> int:
        return sum(len(msgspec.msgpack.decode(raw, type=list[msgspec.Raw])) for raw in self._packed())
