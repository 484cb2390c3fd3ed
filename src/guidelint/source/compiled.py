"""The quick reader, compiled from everyday.c: it reads YAML as guides are really written, many times faster than a full parser.

It knows keys of ASCII letters, block mappings and lists, scalars and flow collections on one line, and block scalars of
evenly indented lines. Everything else, and everything that the reference (values.py) refuses, it leaves to the reference;
tests/source/test_everyday.py holds the two against each other. Where guidelint was installed without a C compiler it
reads nothing, and the reference reads all, more slowly and the same.
"""

try:
    from guidelint.source._everyday import as_json as as_json
    from guidelint.source._everyday import places as places
except ImportError:

    def as_json(raw: bytes, /) -> bytes | None:
        """The values of a file, UTF-8 without a byte order mark, as JSON; None where the reference has to read it."""
        return None

    def places(raw: bytes, /) -> bytes | None:
        """Where the values of such a file stand, as `Marks` reads it; None where the reference has to tell it."""
        return None
