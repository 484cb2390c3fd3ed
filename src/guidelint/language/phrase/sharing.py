"""Names that share words: 检测或者评价报告 are two reports, 管理制度目录及文本 has two papers of one 管理制度."""

from collections.abc import Iterator

import msgspec

from guidelint.language.heads import head_of
from guidelint.language.phrase.draft import Draft
from guidelint.language.phrase.element import Element
from guidelint.language.phrase.listing import Listing
from guidelint.language.phrase.nouns import JOINED
from guidelint.language.relation.qualifiers import qualified
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.regex import regex

_BETWEEN = regex("(?:以及|及其?|和|与|、|或者?|\\()?")
_REQUEST = regex("提供|提交|携带|出具|填写|交验")  # 提供或身份证明 has no 提供证明
_LONGEST = 14  # characters before 或; longer words are a clause


def shares_end(normal: str, before: Element, kind: str, one: Element, thesaurus: Thesaurus) -> bool:
    """Whether unfinished words before 或 are a name with the noun that the name after it ends in: then both have a word of
    their own, as long as each other's. 终止或者解除劳动关系证明 is one paper."""
    words, name = normal[before.start : before.end], normal[one.start : one.end]
    if kind == "and" and (one.together or not one.others) and _are_known(words, name, thesaurus):
        one.together = True
        return True
    if (
        (kind != "or" and not one.others)
        or one.together
        or one.is_described
        or _REQUEST.fullmatch(words)
        or "的" in words
        or not 2 <= len(words) <= _LONGEST
    ):
        return False
    head = head_of(name).word
    if kind == "or" and words + head != name and thesaurus.find(words + head) and thesaurus.find(name):
        return True
    own = len(name) - len(_end_after(words, name))
    is_short = _is_exchanged(words, name) or own <= min(3, len(words))
    return 2 <= own < len(name) and is_short and thesaurus.find(normal[before.start : one.end]) is None


def _end_after(words: str, name: str) -> str:
    """What both names have in common: 居民身份证 of 香港或者澳门居民身份证, otherwise the last noun."""
    return name[_first_word(name) :] if _is_exchanged(words, name) else head_of(name).word


def _is_exchanged(words: str, name: str) -> bool:
    """Whether the words say another place or rank than the name begins with: 香港 before 澳门居民身份证. 终止或者解除 is of one act."""
    first = qualified(name[: _first_word(name)]).values.keys() - {"act"}
    return bool(first) and qualified(words).values.keys() == first and not qualified(words).rest


def _first_word(name: str) -> int:
    """How many characters at the beginning of a name say nothing but in what it is apart; 0 where none do."""
    return next((at for at in (4, 3, 2) if at < len(name) - 1 and not qualified(name[:at]).rest), 0)


def _are_known(words: str, name: str, thesaurus: Thesaurus) -> bool:
    """学历和职称证书 are two papers, each of which the thesaurus knows by its whole name."""
    head = head_of(name).word
    if (
        head not in ("证书", "证")
        or name == head
        or not 2 <= len(words) <= _LONGEST
        or "的" in words
        or _REQUEST.search(words)
    ):
        return False
    whole = words + head
    if name.removesuffix(head).endswith(words[-1]):
        return False  # 经营场所和办公场所证明 is one paper about both
    return thesaurus.find(name) is not None and any(
        thesaurus.find(whole[at:]) is not None for at in range(len(words) - 1)
    )


def whole_names(draft: Draft, one: Element, listing: Listing, normal: str) -> Iterator[Draft]:
    """The document, or the several documents that its words name, each with the words that it shares. What stands in no
    place as a whole has no concept of the thesaurus."""
    name = normal[one.start : one.end]
    if not one.others:
        stem = _stem_before(name, one, listing, normal)
        if stem is not None:
            start, words = stem
            draft.start, draft.name, draft.concept = start, words + name, None
        yield draft
        return
    start, first = one.others[0][0], normal[slice(*one.others[0])]
    head = _end_after(first, name)
    own = name.removesuffix(head)
    is_longer = len(own) >= 2 and len(first) >= len(own) + 2 and not one.together
    shared = first[: len(first) - len(own)] if is_longer else ""
    names = [normal[slice(*other)] + head for other in one.others]
    if shared:
        names = [names[0], *(shared + other for other in names[1:])]
    for other in names:
        yield msgspec.structs.replace(
            draft, start=start, name=other, concept=None,
            holders=[*draft.holders], marks=[], extent=[], make=[],
        )  # fmt: skip
    draft.start, draft.name = start, shared + name
    draft.concept = draft.concept if not shared else None
    yield draft


def _stem_before(name: str, one: Element, listing: Listing, normal: str) -> tuple[int, str] | None:
    """Where the words begin that a bare noun shares with the document right before it, and these words."""
    last = listing.last()
    is_bare = JOINED.fullmatch(name) is not None or (listing.bundles and head_of(name).word == name)
    if not last or not is_bare or one.begin != one.start or one.holders or one.issuer or last[0].name:
        return None
    between = _BETWEEN.fullmatch(normal, last[0].end, one.start)
    if between is None or (between[0] == "、" and name in ("说明", "目录")):
        return None
    before = normal[last[0].start : last[0].end]
    stem = before.removesuffix(head_of(before).word)
    return (last[0].start, stem) if len(stem) > 1 and stem != before else None
