"""Original, copy, both or either, or an electronic document."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from guidelint.language.facts.fact import FactVerdict, broken, met
from guidelint.model.regex import regex
from guidelint.model.text import Text

if TYPE_CHECKING:
    from guidelint.language.phrase.model import Document

ORIGINAL, COPY, ELECTRONIC = "原件", "复印件", "电子"
BOTH, EITHER = "原件和复印件", "原件或复印件"
WAYS: dict[str | None, frozenset[frozenset[str]]] = {
    ORIGINAL: frozenset({frozenset({ORIGINAL})}),
    COPY: frozenset({frozenset({COPY})}),
    BOTH: frozenset({frozenset({ORIGINAL, COPY})}),
    EITHER: frozenset({frozenset({ORIGINAL}), frozenset({COPY})}),
    ELECTRONIC: frozenset({frozenset({ELECTRONIC})}),
}
"""For each form the ways to bring it, each of them a set of what has to be brought together."""
UNSAID = WAYS[EITHER]

_COPY = r"(?:复印件|影印件|复制件|复印本|扫描件)"
WORDS = (
    rf"原件(?:或者|或|/)(?:其)?{_COPY}|{_COPY}(?:或者|或|/)原件"
    rf"|原件(?:以及|及其|及|和|与|、|,|并|\+)?(?:其|加盖公章的)?{_COPY}|{_COPY}(?:以及|及|和|与|、|\+)(?:其)?原件|原、?复印件"
    rf"|(?:交?验|核对?|比对|查验?|审核?|提交)原件,?(?:收|留|留存|提交|交){_COPY}"
    rf"|{_COPY},?(?:并|同时)?(?:交验|核对|比对|核验|查验|校验|验|出示)原件|{_COPY}\((?:交验|核对|比对|核验|查验|校验|验|出示)原件\)"
    rf"|(?:电子)?{_COPY}|(?:交验|核对|比对|核验|查验|校验|验)?原件(?:备查|核验|备验)?"
)
_PLAINLY_ORIGINAL = regex(
    r"(?:表|申请书|申请|(?<![护执牌])照|照片|相片|委托书|承诺书|承诺|声明书?|保证书|情况说明|说明|报告书|简历|意向书|告知书)$"
)


def read(words: str) -> str:
    """The form that words of `WORDS` say."""
    original = "原" in words
    if not original:
        return COPY
    if not any(word in words for word in ("复", "影印", "扫描")):
        return ORIGINAL
    return EITHER if "或" in words or "/" in words else BOTH


def is_plainly_original(name: str) -> bool:
    """Whether the paper is made for the application, so that it is handed in itself: 申请表, 照片, 委托书."""
    return _PLAINLY_ORIGINAL.search(name) is not None


def compare(promise: "Document", demand: "Document") -> Iterator[FactVerdict]:
    """The smallest way to bring it by the promise has to hold some way of the demand."""
    if demand.form is None:
        return
    promised, demanded = promise.form.value if promise.form else None, demand.form.value
    wanted = WAYS.get(demanded, UNSAID)
    if promised is None and demanded == ORIGINAL and is_plainly_original(promise.text):
        yield met("form", promised, demanded)  # what is filled in for the application is handed in itself
        return
    ways = [way for way in WAYS.get(promised, UNSAID) if not any(want <= way for want in wanted)]
    if not ways:
        yield met("form", promised, demanded)
        return
    brought = min(("和".join(sorted(way)) for way in ways), key=len)
    name = demand.text or promise.text
    witness = Text(f"只带{name}{brought}的人", f"a person who brings only {brought} of {name}")
    yield broken("form", promised, demanded, witness)
