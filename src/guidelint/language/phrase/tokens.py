"""Words of the grammar of material names, found together with the labels of the thesaurus."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import msgspec

from guidelint.language.facts import age, edition, extent, form, holder, make, marks, number
from guidelint.language.phrase.segment import is_word
from guidelint.language.thesaurus import Hit, Thesaurus
from guidelint.model.regex import regex

Kind = Literal[
    "document", "named", "holder", "form", "edition", "count", "mark", "age", "extent", "make",
    "and", "or", "vague", "open", "such-as", "one-of", "(", ")", ":", ",", ";", "filler", "quote", "other",
]  # fmt: skip


NAMES: frozenset[Kind] = frozenset({"document", "named"})
SAID: frozenset[Kind] = frozenset({"form", "edition", "count", "mark", "age", "extent", "make"})
"""Kinds that say something of a document."""


class Token(msgspec.Struct, frozen=True, gc=False):
    """A stretch of normalised text; `value` is a concept id or a normal form.

    `head` is where the label begins in a document whose name is longer than its label.
    """

    kind: Kind
    text: str
    start: int
    end: int
    value: str = ""
    head: int = -1


_GRAMMAR: tuple[tuple[Kind, str], ...] = (
    ("form", form.WORDS),
    ("count", number.WORDS),
    ("age", age.WORDS),
    ("mark", marks.WORDS),
    ("edition", edition.WORDS),
    ("extent", extent.WORDS),
    ("make", make.WORDS),
    ("holder", holder.WORDS),
    ("vague", r"(?:其他|其它)[^,;。()、]{0,25}?(?:材料|资料|文件|证明|手续|证件|条件)(?:、(?:资料|文件|证明|证件|凭证))?(?=$|[,;。()、及和或等原复])|(?:有关|相关)(?:的)?(?:证明)?(?:材料|资料|文件|手续|证明|证件|凭证)"),
    (":", r"(?:主要)?包括(?!但不限于)|包含"),
    ("such-as", r"例如|比如|(?<=[(,])如|包括但不限于"),
    ("one-of", r"(?:均|皆|都)可(?!以)|(?:之一|任意一种|任一|其中一[种项]|任选其一|[两二三四五]者?(?:中)?(?:任|选|取|择|居)?(?:选|取|择|居)其?一|其一)"),
    ("open", r"(?<![高中初平均甲乙])(?!(?<=[一二三特])等[功奖](?!励))等(?!情况的|级|额|价|同|同于|效|候|待|高|边|于)"),
    ("or", r"或者|或是|或|/|任一"),
    ("and", r"以及|及其|及|和|与|并(?!购)|(?<!的)、|\+|;"),
    ("filler", r"(?:详?见|附)(?:附?[表件录注]|表)[0-9一二三四五六七八九十]{0,2}|其(?!他|它|中)|的|(?<=的)、|\d+[.、)]|[①-⑳]|《|》|\"|'|[-—–](?=原件|复印件|正本|副本|纸质)"),
)  # fmt: skip
_BEGINNINGS = (
    "-—–\"'+/0123456789;AB①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳○、〇《》一七万三上下不与专业两个中主举之九买二五交产亲人亿仍从仟代以任企伍佰使例依侧便信借儿兄光免全八公六共其内写出副办"
    "加包十千卅半卌单卖卡印原去叁参及双发取受变各合同和四土在均境增壹处备复外大夫女如委婆婚婴子孙孩学审家封小尚尾岳已年并幼应底建廿开当彩影或户房所手打扫承投拍拟拾指按捌捐捺授提收整新施无最有未末本机权柒查标"
    "校核正此死残母每比没法注浅淡深港灰照父玖现生用由申电男登白百的皆监盖直相真着祖离租第等签索红纯纸经继翻考职联肆股背胶脱自至船若英董蓝被装要见认译该详负财贰资距车转近送迁逐遗都配附陆随零需露项须领首驾验黑安食"
)  # characters that words of the grammar begin with, so that elsewhere no alternative is tried
_AMBIGUOUS = frozenset("及和与并或")
_ISSUED = regex("(?:出具|开具|核发|颁发)的(?=.)")
_NOTARISED = regex("(?:经过?|已)?公证(?!申请)过?的?")
_OWN_PAGES = ("本人页", "个人页")
_OWNED = ("证", "执照", "证书", "证件", "簿", "本", "卡", "身份证明", "身份证明文件", "身份证明材料")
_COMPANY = ("分公司", "公司")
_SENTENCE = 8  # characters; shorter quotations are names
_MARKS = regex('[():,。;"《]')
_SINGLE: dict[str, Kind] = {"(": "(", ")": ")", ":": ":", ",": ",", "。": ";", ";": ";"}


# Compiled when the first name is read: it takes longer than to check a small workspace that has not changed.
@cache
def _grammar() -> re.Pattern[str]:
    words = "|".join(f"(?P<k{at}>{pattern})" for at, (_, pattern) in enumerate(_GRAMMAR))
    return re.compile(f"(?=[{re.escape(_BEGINNINGS)}])(?:{words})")


@cache
def _holder() -> re.Pattern[str]:
    return re.compile(holder.WORDS)


def tokens(normal: str, thesaurus: Thesaurus) -> Iterator[Token]:
    """The text cut into tokens without a gap: the longest word at each place, thesaurus before grammar."""
    labels: dict[int, Hit] = {hit.start: hit for hit in thesaurus.hits(normal)}
    coming = [*reversed(labels)]  # where labels begin, the next one last
    search, size = _grammar().search, len(normal)
    at = other = 0
    grammar = mark = -1  # where the next grammar word and the next bracket or quotation begin
    while at < size:
        if grammar < at:
            found = search(normal, at)
            grammar = found.start() if found is not None else size
        if mark < at:
            marked = _MARKS.search(normal, at)
            mark = marked.start() if marked is not None else size
        while coming and coming[-1] < at:
            coming.pop()
        at = min(grammar, mark, coming[-1] if coming else size)
        if at == size:
            break
        token = _marked(normal, at, labels) if at == mark else None
        token = token or _longest(normal, at, labels, found if at == grammar else None)
        if token is None or (other < at and _is_inside_a_word(normal, token, labels, thesaurus)):
            at += 1
            continue
        if other < at:
            yield Token("other", normal[other:at], other, at)
        yield token
        at = other = token.end + (1 if normal[at] == "《" and token.kind in ("document", "named") else 0)
    if other < size:
        yield Token("other", normal[other:size], other, size)


def coordinated(stream: Sequence[Token], thesaurus: Thesaurus) -> Iterator[Token]:
    """The tokens, with labels cut that begin with an issuer or with the second of two persons: 法定代表人或负责人身份证明."""
    for at, token in enumerate(stream):
        issued = _ISSUED.search(token.text) if token.kind == "document" else None
        if issued is not None:  # 公安机关出具的非正常死亡证明 has who issued it in its label
            cut = token.start + issued.end()
            yield Token("other", token.text[: issued.end() - 1], token.start, cut - 1)
            yield Token("filler", "的", cut - 1, cut)
            yield Token("document", token.text[issued.end() :], cut, token.end, token.value)
            continue
        if token.kind == "document" and "、" in token.text and (listed := _listed(token, thesaurus)):
            yield from listed
            continue
        if token.kind == "document" and (split := _split(token, thesaurus)):
            yield from split
            continue
        person = _owner().match(token.text) if token.kind == "document" else None
        concept = thesaurus.find(token.text[person.end() :]) if person is not None else None
        second = at >= 2 and stream[at - 1].kind in ("and", "or") and stream[at - 2].kind == "holder"
        second = second or (at >= 1 and _goes_before(stream[at - 1], token))
        if person is None or concept is None or not (second or _is_owned(token, concept.id)):
            yield token
            continue
        cut = token.start + person.end()
        yield Token("holder", person[0], token.start, cut, person[0])
        yield Token("document", token.text[person.end() :], cut, token.end, concept.id)


def _goes_before(token: Token, label: Token) -> bool:
    """质量 before 负责人身份证明: the person of the label has more words than the label knows."""
    return token.kind == "other" and token.end == label.start and len(token.text) <= 4 and label.text.endswith(_OWNED)


def _listed(token: Token, thesaurus: Thesaurus) -> list[Token]:
    """毕业证、学位证 are two documents though a label has both; none where one of the parts is no label."""
    found: list[Token] = []
    start = token.start
    for part in token.text.split("、"):
        concept = thesaurus.find(part)
        if concept is None:
            return []
        if found:
            found.append(Token("and", "、", start - 1, start, "、"))
        found.append(Token("document", part, start, start + len(part), concept.id))
        start += len(part) + 1
    return found


def _split(token: Token, thesaurus: Thesaurus) -> tuple[Token, Token] | None:
    """户口簿首页 is a page of the 户口簿, and 经公证的委托书 a 委托书 with a mark, though both are labels."""
    page = _last_page().search(token.text)
    whole = thesaurus.find(token.text[: page.start()]) if page is not None else None
    if page is not None and whole is not None and (whole.id == token.value or page[0] in _OWN_PAGES):
        cut = token.start + page.start()
        name = Token("document", token.text[: page.start()], token.start, cut, whole.id)
        return name, Token("extent", page[0], cut, token.end, page[0])
    mark = _NOTARISED.match(token.text)
    plain = thesaurus.find(token.text[mark.end() :]) if mark is not None else None
    if mark is not None and plain is not None:
        cut = token.start + mark.end()
        return Token("mark", mark[0], token.start, cut, mark[0]), Token(
            "document", token.text[mark.end() :], cut, token.end, plain.id
        )
    return None


@cache
def _last_page() -> re.Pattern[str]:
    return re.compile(f"(?:{extent.WORDS})$")


def _is_owned(token: Token, concept: str) -> bool:
    """从业人员健康证 is the 健康证 of somebody, and a 公司营业执照 that of a company; 亲属关系证明 is a name."""
    return token.value == concept and token.text.endswith(_OWNED)


@cache
def _owner() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_COMPANY)}|{holder.WORDS})(?=..)")


def is_holder(words: str) -> bool:
    """Whether the words say nothing but whose document it is."""
    return _holder().fullmatch(words) is not None


def _is_inside_a_word(normal: str, token: Token, labels: dict[int, Hit], thesaurus: Thesaurus) -> bool:
    """Whether a conjunction of one character, with unknown words on both sides, belongs to one of them."""
    if token.text not in _AMBIGUOUS or token.end in labels or _grammar().match(normal, token.end) is not None:
        return False
    return token.end < len(normal) and not is_word(normal, token.start, thesaurus)


def _marked(normal: str, at: int, labels: dict[int, Hit]) -> Token | None:
    """What a mark of `_MARKS` is or begins."""
    return _single(normal, at) or _quoted(normal, at) or _titled(normal, at, labels)


def _quoted(normal: str, at: int) -> Token | None:
    """A sentence in quotation marks is quoted, not asked for."""
    end = normal.find('"', at + 1) if normal[at] == '"' else -1
    return Token("quote", normal[at : end + 1], at, end + 1) if end - at > _SENTENCE else None


def _titled(normal: str, at: int, labels: dict[int, Hit]) -> Token | None:
    """What stands in 《》 is the name of one document; the label at its end says what it is."""
    end = normal.find("》", at) if normal[at] == "《" else -1
    if end < at + 2:
        return None
    head = next((hit for start, hit in labels.items() if at < start and hit.end == end), None)
    kind: Kind = "document" if head is not None and head.start == at + 1 else "named"
    if head is None:
        return Token(kind, normal[at + 1 : end], at + 1, end)
    return Token(kind, normal[at + 1 : end], at + 1, end, head.concept, head.start)


def _single(normal: str, at: int) -> Token | None:
    kind = _SINGLE.get(normal[at])
    return Token(kind, normal[at], at, at + 1) if kind else None


def _longest(normal: str, at: int, labels: dict[int, Hit], found: re.Match[str] | None) -> Token | None:
    """The label or the grammar word that begins here; `found` is the latter, by itself."""
    hit = labels.get(at)
    if found is not None and labels:
        inside = [labels[start] for start in range(at + 1, found.end()) if start in labels]
        if _kind(found) == "vague" and any(label.start > at + 1 for label in inside):
            found = None  # 其他有效身份证明 names a document after all, 他证 in 其他证明 none
        elif inside and inside[-1].end > found.end():
            # A label that runs on beyond the grammar word has its first characters.
            found = _grammar().match(normal, at, inside[-1].start)
    if hit is not None and (found is None or found.end() <= hit.end):
        return Token("document", normal[at : hit.end], at, hit.end, hit.concept)
    if found is None or found.end() == at:
        return None
    return Token(_kind(found), found[0], at, found.end(), found[0])


def _kind(found: re.Match[str]) -> Kind:
    return _GRAMMAR[int((found.lastgroup or "k0")[1:])][0]


def closing(stream: Sequence[Token], at: int) -> int:
    """Where the bracket that opens at `at` closes; the end of the text where it never does."""
    depth = 0
    for index in range(at, len(stream)):
        depth += {"(": 1, ")": -1}.get(stream[index].kind, 0)
        if depth == 0:
            return index
    return len(stream)
