"""Words of the grammar of material names, found together with the labels of the thesaurus."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import msgspec

from guidelint.language.numbers import NUMERAL
from guidelint.language.phrase.segment import is_word
from guidelint.language.thesaurus import Hit, Thesaurus

Kind = Literal[
    "document", "named", "holder", "form", "count", "seal", "signature", "validity",
    "and", "or", "vague", "open", "which", "such-as", "one-of", "(", ")", ":", ",", ";", "when", "filler", "quote", "other",
]  # fmt: skip


NAMES: frozenset[Kind] = frozenset({"document", "named"})
SAID: frozenset[Kind] = frozenset({"form", "count", "seal", "signature", "validity"})
"""Kinds that say something of a document."""


class Token(msgspec.Struct, frozen=True, gc=False):
    """A stretch of normalised text; `value` is a concept id, a normal form or a number in digits.

    `head` is where the label begins in a document whose name is longer than its label.
    """

    kind: Kind
    text: str
    start: int
    end: int
    value: str = ""
    head: int = -1


_NUMBER = f"[0-9{NUMERAL}]"
_PERSON = (
    "(?:拟任|原|新|全体|共同|外方|单身|该|生|外祖|祖)?(?:"
    "父母(?:一方|双方)|(?:申请人)?配偶|自然人股东|"
    "(?:机动车|房屋|车辆|船舶|土地|不动产)?(?:所有权人|所有人|使用权人|使用人|产权人|权利人)|机动车驾驶人|驾驶人|"
    "(?:企业|公司|单位)?法定代表人(?:\\(负责人\\))?|(?:主要)?负责人|(?:共同|被)?申请人|申报人|申领人|申请者|"
    "(?:委托)?代理人|受委托人|被委托人|受托人|委托人|代办人|经办人|经办人员|联系人|办理人|参保人员?|"
    "(?:法定)?监护人|被监护人|新生儿|婴儿|儿童|未成年人|学生|考生|"
    "申请人配偶|配偶|(?:男女|夫妻|买卖|离婚|婚姻|租赁|转让)双方(?:当事人)?|双方(?:当事人)?|当事人|夫妻|"
    "父母(?:双方)?|父亲|母亲|子女|兄弟姐妹|直系亲属|近亲属|亲属|家庭成员|家属|继承人|被继承人|死者|遗属|受益人|"
    "(?:全体|自然人)?(?:股东|合伙人)|(?:指定|授权|全权)代表|(?:承办|举办|主办)(?:者|方)|项目经理|投资人|投资者|出资人|发起人|经营者|董事|监事|经理|财务负责人|"
    "业主|户主|房主|买受人|出卖人|买方|卖方|承租人|出租人|借款人|共有人|"
    "外国人|境外人员|港澳台居民|本人|个人|用人单位|建设单位|施工单位|申请单位|从业人员|专业技术人员|职工|"
    "父母(?:一方|双方)|祖父母|外祖父母|外祖父|外祖母|祖父|祖母|幼儿|收养人|被收养人|送养人|捐赠人|房主|车主|房东)"
)
_WHICH = r"(?:正、?副本|正本|副本)?"
_GRAMMAR: tuple[tuple[Kind, str, str], ...] = (
    ("form", rf"{_WHICH}原件(?:或者|或|/)(?:其)?复印件", "原件或复印件"),
    ("form", rf"{_WHICH}原件(?:以及|及其|及|和|与|、|,|并)(?:其|加盖公章的)?(?:复印件|影印件)|复印件(?:以及|及|和|与|、){_WHICH}原件", "原件和复印件"),
    ("form", r"(?:正本|副本)(?:及其|及|和|与|、)(?:其)?(?:复印件|影印件)|原、?复印件", "原件和复印件"),
    ("form", rf"{_WHICH}(?:电子)?(?:复印件|影印件|复制件|复印本|扫描件)", "复印件"),
    ("form", rf"{_WHICH}原件", "原件"),
    ("which", r"正、?副本|正本|副本", ""),
    ("count", rf"(?=[至不各共均若]|{_NUMBER})(?<!同)(?<![0-9]、)(?:至少|不少于)?(?:各|共|一式|均)?(?:{_NUMBER}{{1,6}}(?:份|张|套|本|页|版|式{_NUMBER}{{1,6}}份|幅)|若干(?:份|张)?)", ""),
    ("seal", r"(?:需|须|并|均|应|逐页|由)?(?:加盖|盖有|盖|加具|签盖)(?:[^()、;。,:]{0,12}?)(?:公章|印章|专用章|骑缝章|业务章|财务章|鲜章|印鉴|名章|章)|盖章", ""),
    ("signature", r"(?:本人|亲笔|法定代表人|申请人|双方|由)?(?:签字(?:确认|或盖章|盖章)?|签名|签署|签章|按(?:手|指)印|捺印)", ""),
    ("validity", rf"(?:在|均?在)?有效期(?:限)?内的?|(?:最近|近)?{_NUMBER}{{1,6}}个?(?:月|年|日|天|周)(?:以)?内(?:出具|开具|拍摄|有效|的)*|(?:最近|近){_NUMBER}{{1,6}}个?(?:月|年|期)(?:份|度)?的?|近期|最近|近年(?!来)|{_NUMBER}{{1,6}}年有效期的?|当年(?:度)?|上(?:一)?年度|合法有效的?|有效的(?!身份证|证件)", ""),
    ("holder", _PERSON, ""),
    ("vague", r"(?:其他|其它)[^,;。()、]{0,25}?(?:材料|资料|文件|证明|手续|证件|条件)(?:、(?:资料|文件|证明|证件|凭证))?(?=$|[,;。()、及和或等原复])|(?:有关|相关)(?:的)?(?:证明)?(?:材料|资料|文件|手续|证明|证件|凭证)", ""),
    (":", r"包括(?!但不限于)|包含", ""),
    ("such-as", r"例如|比如|(?<=[(,])如|包括但不限于", ""),
    ("one-of", r"(?:之一|任意一种|任一|其中一种|任选其一|其一)", ""),
    ("open", r"(?<![高中初平均甲乙])等(?!情况的|级|额|价|同|同于|效|候|待|高|边|于)", ""),
    ("or", r"或者|或是|或|/|任一", ""),
    ("and", r"以及|及其|及|和|与|并|、|\+|;", ""),
    ("filler", r"与?原件(?:核对)?(?:一致|无误|相符)的?|其(?!他|它)|的|正反面|卡面|首页|第\d+页|\d+[.、)]|[①-⑳]|《|》|\"|'", ""),
)  # fmt: skip
_BEGINNINGS = (
    r"[\d"
    "\"'+/;①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳、〇《》一七三上不与专业两个主举之九买二五产亲从代以任企伍使例借儿兄全八公六共其出副办加包十单卖卡原叁参及双发受各合和四土在均境壹复外夫如委婚婴子学"
    "家并幼应建当影或户房所扫承投拟拾指按捌捐捺授收新施最有未本机权柒正死母比法港父玖生用由申电男的监盖直相祖离租第等签经继考职联肆股自至船若董被该负财贰车转近送逐遗配陆零需项须首驾○百千万亿廿卅卌佰仟"
    "]"
)  # of the words of the grammar, so that elsewhere no alternative is tried
_AMBIGUOUS = frozenset("及和与并或")
_SENTENCE = 8  # characters; shorter quotations are names
_MARKS = re.compile('[():,。;"《]')
_SINGLE: dict[str, Kind] = {"(": "(", ")": ")", ":": ":", ",": ",", "。": ";", ";": ";"}


# Compiled when the first name is read: it takes longer than to check a small workspace that has not changed.
@cache
def _grammar() -> re.Pattern[str]:
    words = "|".join(f"({pattern})" for _, pattern, _ in _GRAMMAR)
    return re.compile(f"(?={_BEGINNINGS})(?:{words})")


@cache
def _holder() -> re.Pattern[str]:
    return re.compile(_PERSON)


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
    """The tokens, with labels cut that begin with the second of two persons: 法定代表人或负责人身份证明."""
    for at, token in enumerate(stream):
        person = _holder().match(token.text) if token.kind == "document" and at >= 2 else None
        if person is None or stream[at - 1].kind not in ("and", "or") or stream[at - 2].kind != "holder":
            yield token
            continue
        concept = thesaurus.find(token.text[person.end() :])
        if concept is None:
            yield token
            continue
        cut = token.start + person.end()
        yield Token("holder", person[0], token.start, cut, person[0])
        yield Token("document", token.text[person.end() :], cut, token.end, concept.id)


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
    if found is not None and found.lastindex is not None and labels:
        inside = [labels[start] for start in range(at + 1, found.end()) if start in labels]
        if _GRAMMAR[found.lastindex - 1][0] == "vague" and any(label.start > at + 1 for label in inside):
            found = None  # 其他有效身份证明 names a document after all, 他证 in 其他证明 none
        elif inside and inside[-1].end > found.end():
            # A label that runs on beyond the grammar word has its first characters.
            found = _grammar().match(normal, at, inside[-1].start)
    if hit is not None and (found is None or found.end() <= hit.end):
        return Token("document", normal[at : hit.end], at, hit.end, hit.concept)
    if found is None or found.lastindex is None:
        return None
    kind, _, value = _GRAMMAR[found.lastindex - 1]
    return Token(kind, found[0], at, found.end(), value or found[0])


def closing(stream: Sequence[Token], at: int) -> int:
    """Where the bracket that opens at `at` closes; the end of the text where it never does."""
    depth = 0
    for index in range(at, len(stream)):
        depth += {"(": 1, ")": -1}.get(stream[index].kind, 0)
        if depth == 0:
            return index
    return len(stream)
