"""File names for ids: the same id has the same name in every report, and no two ids share one on any system."""

import hashlib
import re
from typing import Literal

from guidelint.model.regex import regex

Kind = Literal["guides", "tickets", "rules", "districts", "halls"]
"""A folder of the site."""

_PLAIN = {
    "guides": regex(r"[a-z0-9][a-z0-9_-]{0,79}"),
    # File systems that do not tell A from a must not mix two tickets up, so one case only.
    "tickets": regex(r"[A-Z0-9][A-Z0-9_-]{0,79}"),
    "rules": regex(r"[a-z0-9][a-z0-9-]{0,39}(/[a-z0-9][a-z0-9-]{0,39}){0,2}"),
    "districts": regex(r"[0-9]{6}"),
    "halls": regex(r"(?!)"),
}
_RESERVED = regex(r"index|(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
_HASHED = regex(r".*-[0-9a-f]{16}", re.IGNORECASE)
_SAFE = regex(r"[^a-z0-9]+")


def page_name(kind: Kind, id: str, page: int = 1) -> str:
    """`guides/ID.html`, with `~2` before `.html` on the second page of a long one.

    An id that some system could not keep as a file name becomes its plain letters and a hash of it.
    """
    stem = (
        id
        if _is_plain(kind, id)
        else f"{_letters(id)}-{hashlib.sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
    )
    return f"{kind}/{stem.replace('/', '.')}{paged(page)}.html"


def paged(page: int) -> str:
    return "" if page == 1 else f"~{page}"


def _is_plain(kind: Kind, id: str) -> bool:
    # What looks like a hashed name is hashed, so that nobody can choose an id that takes another's page.
    if _HASHED.fullmatch(id) or any(_RESERVED.fullmatch(part) for part in id.split("/")):
        return False
    return _PLAIN[kind].fullmatch(id) is not None


def _letters(id: str) -> str:
    return _SAFE.sub("-", id.lower()).strip("-")[:40] or "x"
