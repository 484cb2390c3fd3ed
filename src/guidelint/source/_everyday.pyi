def as_json(raw: bytes, /) -> bytes | None:
    """The values of a file, UTF-8 without a byte order mark, as JSON; None where everyday.py has to read it."""
