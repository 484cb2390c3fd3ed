"""Text inside Markdown."""

import re

from guidelint.model.regex import regex

_SPECIAL = regex(r"([\\`*_{}\[\]<>~|#!$&])")


def escaped(text: str) -> str:
    """Text that Markdown shows as it is; a line break stays one."""
    return "  \n".join(_SPECIAL.sub(r"\\\1", line) for line in text.splitlines())


def code(text: str) -> str:
    """Text between backticks, more of them than stand in it (CommonMark, code spans)."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    blank = " " if "`" in text else ""
    return f"{fence}{blank}{text}{blank}{fence}"
