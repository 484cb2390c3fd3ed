def as_json(raw: bytes, /) -> bytes | None:
    """The values of a file, UTF-8 without a byte order mark, as JSON; None where everyday.py has to read it."""

def places(raw: bytes, /) -> bytes | None:
    """Where the values of a file, UTF-8 without a byte order mark, stand; None where that has to be searched for."""
