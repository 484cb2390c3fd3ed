"""The quick reader as compiled from everyday.c; it knows no notation where guidelint was installed without a C compiler."""

from functools import cached_property
from typing import Any, Protocol

try:
    from guidelint.source._everyday import as_json as as_json
    from guidelint.source._everyday import places as places
except ImportError:

    def as_json(raw: bytes, /) -> bytes | None:
        """The values of a file, UTF-8 without a byte order mark, as JSON; None where everyday.py has to read it."""
        return None

    def places(raw: bytes, /) -> bytes | None:
        """Where the values of such a file stand, as `Marks` reads it; None where that has to be searched for."""
        return None


class Reader(Protocol):
    """What reads the usual notation quickly."""

    def read(self, text: str) -> dict[str, Any] | None:
        """The values of a document, or None where the reference has to read it."""
        ...


class Uncompiled:
    """The quick reader in Python, loaded with the first document that the compiled one leaves to it."""

    def read(self, text: str) -> dict[str, Any] | None:
        return self._reader.read(text)

    @cached_property
    def _reader(self) -> Reader:
        from guidelint.source import everyday

        return everyday.Reader()
