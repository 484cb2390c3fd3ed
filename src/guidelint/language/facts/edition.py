"""正本 and 副本 of a licence."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from guidelint.language.facts.fact import FactVerdict, broken, met
from guidelint.model.text import Text

if TYPE_CHECKING:
    from guidelint.language.phrase.model import Document

ORIGINAL, DUPLICATE = "正本", "副本"
WORDS = r"正、?副本|正本(?:或者|或|、|及|和|/)?副本|副本(?:或者|或|、|及|和|/)正本|正本|副本"


def read(words: str) -> frozenset[str]:
    return frozenset(one for one in (ORIGINAL, DUPLICATE) if one in words or "正副本" in words or "正、副本" in words)


def is_choice(words: str) -> bool:
    """正本或副本: either of them will do."""
    return "或" in words or "/" in words


def compare(promise: "Document", demand: "Document") -> Iterator[FactVerdict]:
    """Who is asked for a licence may bring either edition of it."""
    if not demand.editions:
        return
    promised = "和".join(sorted(promise.editions)) or None
    demanded = "和".join(sorted(demand.editions))
    if demand.editions <= promise.editions:
        yield met("edition", promised, demanded)
        return
    brought = "、".join(sorted(promise.editions or {ORIGINAL, DUPLICATE} - demand.editions) or [ORIGINAL])
    witness = Text(f"只带{demand.text}{brought}的人", f"a person who brings only {brought} of {demand.text}")
    yield broken("edition", promised, demanded, witness)
