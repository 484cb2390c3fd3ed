"""Values as they lie in kept files: packed, and behind a digest."""

from functools import cache
from typing import Any

import msgspec

from guidelint import store


def pack(value: Any) -> bytes:
    """The value as bytes, sealed."""
    return store.seal(msgspec.msgpack.encode(value))


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    """To make it takes longer than to read a few values."""
    return msgspec.msgpack.Decoder(kind)


def unpack(raw: bytes | None, kind: Any) -> Any | None:
    """None where nothing is kept, or it is damaged, or not of that kind."""
    packed = store.unseal(raw)
    if packed is None:
        return None
    try:
        return _decoder(kind).decode(packed)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
