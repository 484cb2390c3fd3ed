"""The quick reader as compiled from everyday.c; it knows no notation where guidelint was installed without a C compiler."""

try:
    from guidelint.source._everyday import as_json as as_json
except ImportError:

    def as_json(raw: bytes, /) -> bytes | None:
        """The values of a file, UTF-8 without a byte order mark, as JSON; None where everyday.py has to read it."""
        return None


try:
    from guidelint.source._everyday import places as places
except ImportError:

    def places(raw: bytes, /) -> bytes | None:
        """Where the values of such a file stand, as `Marks` in places.py reads it; None where that has to be searched for."""
        return None
