"""Regular expressions that are compiled when they are first used.

A command imports hundreds of them and uses some. To compile them all took half of the time in which a command starts.
"""

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def regex(words: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, which raises re.error only when the expression is first used."""
    return cast(re.Pattern[AnyStr], _Regex(words, flags))


class _Regex:
    """Has the methods of a compiled expression as soon as it is asked for one."""

    def __init__(self, words: str | bytes, flags: int) -> None:
        self.pattern, self.flags = words, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
