"""Values as they lie in kept files: packed, and behind a digest."""

from typing import Any

import msgspec

from guidelint.checking.packed import decoder
from guidelint.workspace import store


def pack(value: Any) -> bytes:
    """The value as bytes, sealed."""
    return store.seal(msgspec.msgpack.encode(value))


def unpack(raw: bytes | None, kind: Any) -> Any | None:
    """None where nothing is kept, or it is damaged, or not of that kind."""
    packed = store.unseal(raw)
    if packed is None:
        return None
    try:
        return decoder(kind).decode(packed)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
