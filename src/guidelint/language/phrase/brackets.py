"""What a bracket says: of the document before it, another name of it, or which documents a vague word means."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from guidelint.language.phrase.draft import Draft
from guidelint.language.phrase.element import element
from guidelint.language.phrase.listing import drafts
from guidelint.language.phrase.stretches import SEPARATORS, between, is_name
from guidelint.language.phrase.tokens import NAMES, Token

if TYPE_CHECKING:
    from guidelint.language.phrase.reader import Reader

MAX_DEPTH = 8
"""Brackets and enumerations inside each other that are read; names have two or three."""

_GENERAL = ("材料", "证明", "证件", "文件", "凭证", "资料")  # words that a list of documents makes precise
_ASKS = re.compile("提交|提供|另附|附加|出具(?!的)|携带")
_NOT_A_CHOICE = ("含", "均含", "包含", "即", "包括")  # (含聘用合同) tells what the document covers
_BESIDE = ("附", "见", "详见", "不含")  # (附名单) tells what comes with it
_ISSUED = re.compile("由?(?P<who>.+?)(?:出具|开具|核发|签发|颁发)")


def brackets(reader: "Reader", inner: Sequence[Token], opened: int) -> None:
    """Reads the tokens of a bracket that opens before the place `opened`."""
    if not inner or reader.depth == MAX_DEPTH:
        return
    listing, end = reader.listing, inner[-1].end
    if not any(is_name(token) for token in inner) or _is_aside(reader, opened):
        _remark(reader, inner)
        if any(token.kind == "one-of" for token in inner):
            listing.merge()  # 身份证、房产证(二者选一)
        issued = _ISSUED.fullmatch(reader.normal, opened, end)
        if issued is not None and (last := listing.last()):
            last[0].issuer = last[0].issuer or issued.span("who")
        return
    reader.flush()
    asks = _ASKS.search(reader.normal, opened, end) is not None
    if inner[0].kind == "and" and listing.requirements:
        listing.joined = "and"
        _read(reader, inner[1:])
    elif not asks and inner[0].kind != "or" and _is_list_of(reader, inner):
        enumeration(reader, inner)
    elif not asks and listing.requirements and (inner[0].kind == "or" or _is_another_name(inner, reader.normal)):
        listing.joined, listing.bundles = "or", True
        _read(reader, inner[1:] if inner[0].kind == "or" else inner)
        listing.bundles = False
    elif asks or not listing.requirements:
        _read(reader, inner)
    else:
        _remark(reader, inner)


def _is_aside(reader: "Reader", opened: int) -> bool:
    """Whether the documents in a bracket are not asked for beside or instead of the one before it."""
    covers = reader.normal.startswith(_NOT_A_CHOICE, opened) and not is_vague_list(reader)
    return covers or reader.normal.startswith(_BESIDE, opened)


def _read(reader: "Reader", inner: Sequence[Token]) -> None:
    reader.depth += 1
    reader.read(inner)
    reader.depth -= 1
    reader.listing.joined = ""


def _remark(reader: "Reader", inner: Sequence[Token]) -> None:
    """What a bracket without another document says of the one before it: 加盖公章, 村委会盖章."""
    for segment in between(inner):
        reader.listing.say_all(element(segment, reader.normal).after)


def _is_another_name(inner: Sequence[Token], normal: str) -> bool:
    """Whether a bracket holds nothing but documents, or a choice of them: 军官证(士兵证). A comma may add a remark."""
    end = next((at for at, token in enumerate(inner) if token.kind == ","), len(inner))
    if any(token.kind in SEPARATORS and token.kind != "or" and token.text != "、" for token in inner[:end]):
        return False
    kinds = {element(segment, normal).kind for segment in between(inner[:end])}
    return "document" in kinds and kinds <= {"document", "facts"}


def _is_list_of(reader: "Reader", inner: Sequence[Token]) -> bool:
    """Whether the words in a bracket say which documents are meant by the last one."""
    if is_vague_list(reader):
        return True
    last = reader.listing.last()
    if not last:
        return False
    chosen = sum(token.kind in NAMES for token in inner) > 1 and any(token.kind == "or" for token in inner)
    is_general = reader.normal.endswith(_GENERAL, last[0].start, last[0].end)
    return inner[0].kind == "such-as" or (chosen and is_general)


def is_vague_list(reader: "Reader") -> bool:
    """Whether the last document is one that an enumeration can make precise."""
    last = reader.listing.last()
    if not last:
        return False
    if last[0].concept is None:
        return reader.normal.endswith(_GENERAL, last[0].start, last[0].end)
    return bool(reader.thesaurus.concept(last[0].concept).narrower)


def enumeration(reader: "Reader", inner: Sequence[Token]) -> None:
    """What follows a vague document in brackets or after a colon says which of its documents are meant."""
    nested = reader.nested([token for token in inner if token.kind not in ("(", ")")])
    named, listing = nested.listing.requirements, reader.listing
    if not named:
        listing.say_all(nested.listing.loose)
        return
    vague = listing.last()[0]
    alternatives = [bundle for one in named for bundle in one]
    if _is_as_general(list(drafts(named)), vague, reader.normal):
        listing.requirements[-1] += alternatives
    else:
        for draft in drafts(named):
            draft.inherit(vague)
        listing.requirements[-1].pop()
        if len(named) == 1 or listing.requirements[-1] or _is_choice(inner, vague):
            listing.requirements[-1] += alternatives
        else:
            listing.requirements[-1:] = named
        if reader.named and vague.concept is not None and reader.named[-1].concept == vague.concept:
            is_open = any(token.kind in ("open", "such-as") for token in inner)
            reader.named[-1].enumerated = "open" if is_open else "closed"
    reader.named += nested.named
    reader.unread += nested.unread
    listing.joined = ""


def _is_as_general(named: Sequence[Draft], vague: Draft, normal: str) -> bool:
    """质量合格证明(来源证明): another document of the same kind, not one that makes the first precise."""
    if vague.concept is not None or len(named) != 1 or vague.end - vague.start <= 4:
        return False
    return normal[vague.end - 2 : vague.end] == normal[named[0].end - 2 : named[0].end]


def _is_choice(inner: Sequence[Token], vague: Draft) -> bool:
    """身份证明(身份证、护照) leaves the choice; 证明材料(房产证、购房合同) and a list with 和 ask for all."""
    if any(token.kind == "and" and token.text != "、" for token in inner):
        return False
    return vague.concept is not None or any(token.kind in ("or", "such-as", "one-of") for token in inner)
