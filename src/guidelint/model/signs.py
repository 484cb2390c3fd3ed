"""Signs for consoles whose character set lacks ours: GBK has √ and ×, but no ✓ and ✗."""

import codecs

SUBSTITUTE = "guidelint.substitute"  # the name of the error handler, for `reconfigure(errors=…)`

_LIKE = {"✓": "√", "✗": "×"}


def register() -> None:
    """Let streams be opened with `errors=SUBSTITUTE`: the nearest sign where there is one, else a question mark."""
    codecs.register_error(SUBSTITUTE, _substitute)


def _substitute(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_nearest(character, error.encoding) for character in lacking), error.end


def _nearest(character: str, encoding: str) -> str:
    like = _LIKE.get(character, "?")
    if encoding == "charmap":  # says nothing of the table in use
        return "?"
    try:
        like.encode(encoding)
    except UnicodeEncodeError:
        return "?"
    return like
