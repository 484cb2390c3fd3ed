"""What a bracket says: of the document before it, another name of it, or which documents a vague word means."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from guidelint.language.phrase.draft import Draft
from guidelint.language.phrase.element import Element, element
from guidelint.language.phrase.listing import drafts
from guidelint.language.phrase.modifiers import Said
from guidelint.language.phrase.photograph import photograph
from guidelint.language.phrase.stretches import SEPARATORS, between, is_name
from guidelint.language.phrase.tokens import NAMES, Token
from guidelint.model.regex import regex

if TYPE_CHECKING:
    from guidelint.language.phrase.reader import Reader

MAX_DEPTH = 8
"""Brackets and enumerations inside each other that are read; names have two or three."""

_GENERAL = ("材料", "证明", "证件", "文件", "凭证", "资料")  # words that a list of documents makes precise
_ASKS = regex(
    "提交|提供|另附|附加|(?<=[^(][^(])[须需应]有|(?<!人)(?<![位门构关院校司行所会])出具(?!的)|携带|填写(?=《)"
)
_NOT_A_CHOICE = ("含", "均含", "包含", "即", "包括")  # (含聘用合同) tells what the document covers
_BESIDE = ("附", "见", "详见", "不含")  # (附名单) tells what comes with it
_ISSUED = regex("由?(?P<who>.+?)(?:出具|开具|核发|签发|颁发)(?:证明(?:意见)?)?")
_PREDICATE = regex(
    r"[贴附加盖按捺注写载标填须需应可由经如若果有含均为是在以凭持限仅只要请签已未不无能共自从到至因对与详属并印]|"
    r"下载|打印|复印|扫描|粘贴|同时|分别|逐页|现场|网上|双方|参照|根据|依据|符合|遗失|丢失|显示|载明|证明(?!.{0,2}$)"
)
"""What a sentence begins with and a name does not: (贴有照片), (须有产权证明)."""
_ACTS = regex("(?:申请|确认|授权|委托|备案|公证|许可|承诺|声明|安排|鉴定|认证|手印|印章)$")
_DOES = regex("[须需应]|(?:出具|开具|核发|签发|颁发|签署|盖章)(?!的)(?=.)")
_CLASS = regex("[\u4e00-\u9fff]{2,6}[类型]")  # (随迁类) tells of which kind the form is
_CONDITIONAL = regex("[无不未]|遗失|的")


def brackets(reader: "Reader", inner: Sequence[Token], opened: int) -> None:
    """Reads the tokens of a bracket that opens before the place `opened`.

    What it says is a remark on the document before it, unless it holds nothing but names or asks for something more.
    """
    if not inner or reader.depth == MAX_DEPTH:
        return
    listing, end = reader.listing, inner[-1].end
    asks = _ASKS.search(reader.normal, opened, end) is not None and not reader.normal.startswith("由", opened)
    if (
        not any(is_name(token) for token in inner)
        or _is_aside(reader, opened)
        or (listing.requirements and not asks and inner[0].kind not in ("and", "or") and not _has_names(reader, inner))
    ):
        _remark(reader, inner)
        if any(token.kind == "one-of" for token in inner):
            listing.merge()  # 身份证、房产证(二者选一)
        return
    reader.flush()
    if inner[0].kind == "and" and listing.requirements:
        listing.joined = "and"
        _read(reader, inner[1:])
    elif not asks and inner[0].kind != "or" and _is_list_of(reader, inner):
        enumeration(reader, inner)
    elif not asks and listing.requirements and (inner[0].kind == "or" or _is_another_name(inner, reader.normal)):
        listing.joined, listing.bundles, listing.chooses = "or", True, inner[0].kind == "or"
        _read(reader, inner[1:] if inner[0].kind == "or" else inner)
        listing.bundles = listing.chooses = False
    elif asks or not listing.requirements:
        _read(reader, inner)
    else:
        _remark(reader, inner)


def _has_names(reader: "Reader", inner: Sequence[Token]) -> bool:
    """Whether a bracket names a document, and another one than the document before it."""
    named = [one for segment in between(inner) if (one := element(segment, reader.normal)).kind == "document"]
    return any(is_plain(one, reader.normal) and not _is_said_again(reader, one) for one in named)


def is_plain(one: Element, normal: str) -> bool:
    """Whether the words of a document are a name and no sentence about one."""
    if one.label is not None and one.label.start == one.start:
        return True
    return not (
        _PREDICATE.match(normal, one.begin)
        or _ACTS.search(normal, one.start, one.end)
        or _DOES.search(normal, one.begin, one.end)
    )


def _is_said_again(reader: "Reader", one: Element) -> bool:
    """照片3张(白色背景的一寸照片) says of which kind they are."""
    last = reader.listing.last()
    if not last:
        return False
    again = Draft(one.start, one.end)
    photograph(again, reader.normal, reader.thesaurus)
    name, words = (reader.normal[draft.start : draft.end] for draft in (last[0], again))
    return name == words or (words.endswith(name) and one.is_described)


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
    """What a bracket without another document says of the one before it: 加盖公章, 村委会盖章, 会计师事务所出具."""
    for segment in between(inner):
        one = element(segment, reader.normal)
        issued = _ISSUED.fullmatch(reader.normal, segment[0].start, segment[-1].end)
        if issued is not None and (last := reader.listing.last()):
            last[0].issuer = last[0].issuer or issued.span("who")
        elif _CLASS.fullmatch(reader.normal, segment[0].start, segment[-1].end) and (last := reader.listing.last()):
            last[0].description = last[0].description or (segment[0].start, segment[-1].end)
        said = list(one.after)
        if one.kind == "document" and _is_said_again(reader, one):
            again = Draft(one.start, one.end)
            photograph(again, reader.normal, reader.thesaurus)
            said = [*one.before, *(Said(token) for token in (*again.make, *((again.age,) if again.age else ()))), *said]
        elif one.kind != "facts" and _CONDITIONAL.search(reader.normal, one.start, one.end) is None:
            said = [*one.before, *said]  # 原件核验后退回
        reader.listing.say_all(said)


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
    chosen = sum(token.kind in NAMES for token in inner) > 1 and any(token.kind in ("or", "open") for token in inner)
    is_general = reader.normal.endswith(_GENERAL, last[0].start, last[0].end)
    return inner[0].kind == "such-as" or (chosen and is_general)


def is_vague_list(reader: "Reader") -> bool:
    """Whether the last document is one that an enumeration can make precise."""
    last = reader.listing.last()
    if not last:
        return False
    known = reader.thesaurus.find(reader.normal[last[0].start : last[0].end])
    if known is None:
        return reader.normal.endswith(_GENERAL, last[0].start, last[0].end)
    return bool(known.narrower)


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
