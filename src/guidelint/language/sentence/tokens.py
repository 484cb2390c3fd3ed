"""A sentence cut into what it says and what holds it together: terms, quantities, and words of grammar."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import inf

import msgspec

from guidelint.language.normalise import normalise
from guidelint.language.numbers import number
from guidelint.language.phrase.segment import Segmenter
from guidelint.language.sentence.lexicon import Lexicon, Term, lexicon
from guidelint.language.sentence.measuring import quantities
from guidelint.language.sentence.quantity import Quantity
from guidelint.language.sentence.spoken import as_written
from guidelint.model.regex import regex

_BRACKET = regex(r"\((.)\)")  # 使(领)馆, 乡(镇): another spelling of one word
_COMMITTEES = regex(
    r"村\(居\)民?委(?:员会|会)?|居\(村\)民?委(?:员会|会)?|村居民?委(?:员会|会)?|村、?居(?:民)?委(?:员)?会"
)
_ITS = regex("(?<=[由让请与和及对])其(?![他它余中])")  # jieba takes 由其子 for a name
_HOSPITALS = regex("([一二三])级(?:甲等)?((?:及|或)?以上)的?(?:医院|医疗机构)")
_HEIGHT = regex(r"([12一两])米([0-9一二三四五六七八九]{1,2})(?![0-9一二三四五六七八九十百米])")
_EYES = regex("(?:[两二]只?|双)(眼|耳)(?:睛|朵)?")
_GRADUATES = regex("大学毕业(?=[0-9一二两三]+年|[还后没未])")
_ENOUGH_FOR = regex("够(?=[^,;。够]{1,6}[用的])")
_GRADES = regex("(?<=[一二三四五六七八九A-Ea-e]级)[、,](?=[一二三四五六七八九A-Ea-e]级)")
_AUTHORITY = regex("(?<=[\u4e00-\u9fff]{2})(?<![取获得经到有关向报由])(?:行政)?主管部门")  # 林业主管部门
_TWO_LEVELS = regex("(?<![一二三四五六七八九十])([一二三四五六七八九])([一二三四五六七八九])级")
_DISABLED = regex("([一二三四]级(?:[或、和及][一二三四]级)+)(?:的)?残疾(?!人?证)")
_LEVELS = regex(r"(?<![0-9一二三四五六七八九十])([一二三四五六七八九1-9])[、,]([一二三四五六七八九1-9])([级类等])")
_EXCEPT = regex("^除(?:了|去)?([^,;。]{1,24}?)(?:之外|以外|外),?([^,;。]+)$")
_SHEET = regex("同?一[张页面](?=(?:[Aa]4)?纸|上)")  # 同一页纸, 一张纸
_BOTH_OR_ONE = regex("双方或者?(?:其中)?一方")
_PART = regex("(?<!百)([二三四五六七八九十])分之([一二三四五六七八九])")
_COUNTED_FROM = regex("(?:^|(?<=,))(?:从|自)?[^,;。]{2,10}(?:那天|之日|当天|那日)起?(?:计?算|起算),")
_CURRENCY = regex("人民币(?=[0-9一二三四五六七八九十百千两])")
_EXCEPTED = regex("除(?:了|去)?[^;。除]{1,80}?(?:之外|以外|外|(?=,))(?=,?[^;。]*(?:其他|其它|别的|另外的))")
"""除房贷外没有其他贷款: what is excepted is part of what is denied."""
_OR_MORE = regex(r"([一二两三四五六七八九十百0-9]+)(个?[年月天周岁名人级])(?:或者?|及)(?:\1\2)?(?:以上|更[多长高])")
_ABOUT = regex(
    "(?<![0-9一二两三四五六七八九十百])(一(?=[二两])|[二两](?=三)|三(?=四)|[三四](?=五))([二两三四五])(?=[个名张份年天月人次])"
)
_SINCE = regex(r"(?<![0-9]{4}年)(?<=[年月天])起(?=[,。;、的)]|$)")
_ONE_OF = regex(
    "(父母|爸妈|爸爸妈妈|夫妻|夫妇|两口子|小两口|双方|两人)(?:双方|两个人?|二人)?(?:里面?|当?中|之中)?(?:至少|起码|只要)?(?:[来有去出是]一?[个人方位]|[来有去出是]?一(?:[个方位]人?|人))(?!人?[都均也])"
)
_BOTH = regex("(?<!第)(?:[两俩二]个?人|俩人)(?=[都均一共必须得要的自没不无愿]|现在|眼下|目前)")
_FOR_THEM = regex("(?:代|替|帮)(?:他|她|它|其)们?(?=[来去]?(?:申请|办|提|交|领|报))")
_BY_WAY_OF = regex("通过(?=[^,;。]{1,8}(?:取得|获得|得来|来的|方式|渠道|途径))")
_PIECE = regex("(?<=[一二两三四五六七八九十0-9])块(?=[地牌宅土林耕田场])")
_AS_A_RULE = regex("(?:一般|通常)(?:情况下)?(?=[由应须要])")
_GRADE = regex("(?<![一二三四五六七八九十])([一二三])甲(?=(?:及|或)?以上的?(?:医院|医疗机构))")
_THAT_PAGE = regex("(?<=[人主员页者])那一?[页张](?!纸)")
_AT_LAW = regex("(?<=[无没有])法定(?=.{0,6}(?:义务|人))")  # 无法定赡养人 is not 无法
_WHOEVER = regex("(?:不管|不论|无论)[^,;。都均]{1,8}?,?(?=都|均|一律)")
_NOT_REACHED = regex("(?:还没|没有|没|不)到(?=[^0-9,;。]{0,6}(?:年龄|年纪|岁数|标准|条件|期限|要求))")  # 没到退休年龄
_THAN = regex("比([^,;。比]{2,12}?)([低少小短高多大长])(?=[,;。的]|$)")
_SCHOOLS = regex("(?:中、?小学|中学[、和及或]小学|小学[、和及或]中学)(?:校园?|校)?")
_MEGA = regex(r"(?<=[\d一二三四五六七八九十两])(?:M|兆)(?![A-Za-z²2瓦帕伏])")
_SIDES = regex(
    r"[高长](\d+(?:\.\d+)?)(毫米|厘米|mm|cm)?[、,×x*]?宽(\d+(?:\.\d+)?)(毫米|厘米|mm|cm)?|宽(\d+(?:\.\d+)?)(毫米|厘米|mm|cm)?[、,×x*]?[高长](\d+(?:\.\d+)?)(毫米|厘米|mm|cm)?"
)
_SIZE = regex(r"(?<![\d.])(\d+(?:\.\d+)?)(毫米|厘米|mm|cm)?[×x*乘](\d+(?:\.\d+)?)(毫米|厘米|mm|cm)?")
_COMPLEMENT = regex("(?:上去|下来|起来|出来|过来|过去|清楚|上|下|好|完|成|过|了|着|到|来|去|出|得|掉|齐|全|妥)$")
_WORDS = regex(r"[0-9a-z]{24,}|[\u4e00-\u9fff0-9a-z]+|[^\u4e00-\u9fff0-9a-z]")
_OF_RANK = frozenset(("学历", "学位", "文化", "职称", "资格", "等级", "水平", "程度"))
_MARKS = {
    ",": "comma",
    ";": "stop",
    "。": "stop",
    ":": "comma",
    "(": "comma",
    ")": "comma",
    "、": "list",
    "/": "list",
    "!": "stop",
    "?": "stop",
}


class Token(msgspec.Struct, frozen=True):
    """`kind` is `term`, `quantity`, or the part that a word plays in the sentence (words/grammar.yaml)."""

    kind: str
    text: str
    terms: tuple[Term, ...] = ()
    quantity: Quantity | None = None


@lru_cache(maxsize=1)
def _segmenter() -> Segmenter:
    return Segmenter(lexicon().labels)


def tokens(text: str) -> tuple[Token, ...]:
    normal = _COMMITTEES.sub("村居委会", _HEIGHT.sub(_height, normalise(text).text.rstrip(",;。")))
    normal = _WHOEVER.sub("", _ONE_OF.sub(r"\1一方", normal))
    normal = _FOR_THEM.sub("代为", _AT_LAW.sub("", _THAT_PAGE.sub("页", normal)))
    normal = _NOT_REACHED.sub("未达到", _BOTH.sub("双方", normal))
    normal = _THAN.sub(lambda found: ("低于" if found[2] in "低少小短" else "高于") + found[1], normal)
    normal = _SINCE.sub("以上", normal)
    normal = _ABOUT.sub(r"\1至\2", normal)
    normal = _OR_MORE.sub(r"\1\2以上", _SHEET.sub("一页", _CURRENCY.sub("", normal)))
    normal = _PART.sub(_percent, _BOTH_OR_ONE.sub("一方", _COUNTED_FROM.sub("", normal)))
    if not _EXCEPTED.match(normal):
        normal = _EXCEPT.sub(r"\2,但\1除外", normal)
    normal = as_written(_BY_WAY_OF.sub("经", _PIECE.sub("个", normal)))
    normal = _GRADE.sub(r"\1级甲等", _AS_A_RULE.sub("原则上", normal))
    normal = _SCHOOLS.sub("中小学校", normal)
    normal = _HOSPITALS.sub(r"\1级医院\2", normal)
    normal = _GRADUATES.sub("高校毕业生", _ENOUGH_FOR.sub("", normal))
    normal = _GRADES.sub("或", normal)
    normal = _AUTHORITY.sub("部门", normal)
    normal = _TWO_LEVELS.sub(r"\1级或\2级", _LEVELS.sub(r"\1\3或\2\3", _ITS.sub("", normal)))
    normal = _DISABLED.sub(r"残疾\1", _EYES.sub(r"双\1", normal))
    normal = _BRACKET.sub("", _MEGA.sub("mb", normal).lower().replace('"', "").replace("《", "").replace("》", ""))
    return tuple(_scaled(list(_beside_or(list(_cut(normal, lexicon())), lexicon())), lexicon()))


@lru_cache(maxsize=10_000)
def terms_of(sentence: str) -> tuple[Term, ...]:
    """What a sentence names, in order, but for what it denies."""
    return tuple(term for token in tokens(sentence) for term in token.terms if not term.negated)


def _percent(match: re.Match[str]) -> str:
    """三分之二 is 66.67%."""
    whole, part = number(match[1]) or 1, number(match[2]) or 0
    return f"{100 * part / whole:.4g}%"


def _height(match: re.Match[str]) -> str:
    """一米六 is 1.6米, 一米五五 is 1.55米."""
    digits = "".join(str(number(digit)) for digit in match[2])
    return f"{number(match[1])}.{digits}米"


def _cut(normal: str, words: Lexicon) -> Iterator[Token]:
    found: list[tuple[int, int, Token]] = [
        (match.start(), match.end(), Token("term", match[0], (Term(frozenset((_size(match),))),)))
        for pattern in (_SIZE, _SIDES)
        for match in pattern.finditer(normal)
    ]
    found += [
        (match.start(), match.end() + 1, Token("term", match[0], (Term(frozenset((match[0],))),)))
        for match in _EXCEPTED.finditer(normal)
    ]
    taken = [(start, end) for start, end, _ in found]
    for one in quantities(normal):
        if not any(start < one.end and one.start < end for start, end in taken):
            found.append((one.start, one.end, Token("quantity", normal[one.start : one.end], (), one.quantity)))
    at = 0
    for start, end, token in sorted(found, key=lambda f: f[0]):
        yield from _plain(normal[at:start], words)
        yield token
        at = end
    yield from _plain(normal[at:], words)


def _size(match: re.Match[str]) -> str:
    """In millimetres, the shorter side first."""
    numbers = [float(group) for group in match.groups() if group and group[0].isdecimal()]
    units = [group for group in match.groups() if group and not group[0].isdecimal()]
    is_cm = units[-1] in ("厘米", "cm") if units else max(numbers) < 12
    short, long = sorted(number * (10 if is_cm else 1) for number in numbers)
    return f"{short:g}×{long:g}"


def _plain(text: str, words: Lexicon) -> Iterator[Token]:
    for block in _WORDS.findall(text):
        if mark := _MARKS.get(block):
            yield Token(mark, block)
        elif len(block) >= 24 and block.isascii():
            yield _token(block, words)
        elif len(block) > 1 or block.isalnum():
            for word in _whole(_segmenter().cut(block)):
                for part in _parts(word, words):
                    yield _token(part, words)


def _whole(cut: Iterable[str]) -> Iterator[str]:
    """Letters and figures that the segmenter cut apart are one word: CNAS, AA级, 5000 before a counter that no list has."""
    signs = ""
    for word in cut:
        if len(word) == 1 and word.isascii() and (not signs or signs[-1].isdecimal() == word.isdecimal()):
            signs += word
        elif signs and signs[-1].isalpha() and word[0].isascii() and word[0].isalpha():
            yield signs + word
            signs = ""
        else:
            yield from (signs,) if signs else ()
            signs = ""
            yield word
    if signs:
        yield signs


def _parts(word: str, words: Lexicon) -> tuple[str, ...]:
    """jieba's own longer words in the words of the lists, where these make up all of it: 以上学历 is 以上 and 学历."""
    if words.has(word):
        return (word,)
    if len(word) == 2 and word[1] == "的":
        return (word[0], "的")
    if len(word) > 1 and (verb := _COMPLEMENT.sub("", word)) != word and words.has(verb):
        return (verb,)
    if word[0] in "不没未无非" and words.has(word[1:]) and word[1:] not in words.grammar:
        return (word[0], word[1:])  # 不住
    if len(word) < 3:
        return (word,)
    for end in reversed(range(1, len(word))):
        if words.has(word[:end]):
            rest = _parts(word[end:], words)
            if all(words.has(part) for part in rest):
                return (word[:end], *rest)
    for end in range(2, len(word) - 1):  # 主治医师, 主治医生: of a long word one half is known
        is_cut_apart = word[end - 1].isascii() and word[end].isascii()  # aaa级
        if not is_cut_apart and (words.has(word[end:]) or words.has(word[:end])):
            return (word[:end], word[end:])
    return (word,)


def _token(word: str, words: Lexicon) -> Token:
    if kind := words.grammar.get(word):
        return Token(kind, word)
    return Token("term", word, words.terms(word))


def _beside_or(read: list[Token], words: Lexicon) -> Iterator[Token]:
    """企业或者个人: a word that elsewhere says nothing is here one of two."""
    for at, token in enumerate(read):
        beside = (read[other].kind for other in (at - 1, at + 1) if 0 <= other < len(read))
        is_told = token.kind == "drop" and token.text in words.bodies and "or" in beside
        yield Token("term", token.text, (Term(frozenset((token.text,))),)) if is_told else token


def _scaled(read: list[Token], words: Lexicon) -> Iterator[Token]:
    """Words of a scale with a direction are quantities: 中专以上, 不低于大专. Other directions stay as they are."""
    at = 0
    while at < len(read):
        token = read[at]
        after = read[at + 1] if at + 1 < len(read) else None
        if token.kind == "up" and after is not None and after.text in words.ranks:
            yield _rank(after.text, words, low=True, text=token.text + after.text)
            at += 2
        elif token.text in words.ranks and after is not None and after.kind in ("over", "under"):
            yield _rank(token.text, words, low=after.kind == "over", text=token.text + after.text)
            at += 2
        elif token.text in words.ranks and after is not None and _is_name_of_rank(after, read[at + 2 : at + 3]):
            yield _rank(token.text, words, low=read[at + 2].kind == "over", text=token.text + read[at + 2].text)
            yield after
            at += 3
        elif token.text in words.ranks and [t.kind for t in read[at + 1 : at + 3]] in (["and", "over"], ["or", "over"]):
            yield _rank(token.text, words, low=True, text=token.text + read[at + 2].text)
            at += 3
        elif token.text in words.ranks:
            dimension, rank = words.ranks[token.text]
            yield Token("quantity", token.text, token.terms, Quantity(dimension, rank, rank, text=token.text))
            at += 1
        elif token.kind in ("over", "under") and at and read[at - 1].terms:
            yield Token("term", token.text, (Term(frozenset((_way(token, read[at - 1], words),))),))
            at += 1
        else:
            if token.kind != "over" and token.kind != "under":
                yield token if token.kind != "up" else Token("term", token.text, (Term(frozenset(("不低于",))),))
            at += 1


def _is_name_of_rank(token: Token, after: list[Token]) -> bool:
    """本科学历以上."""
    return token.text in _OF_RANK and bool(after) and after[0].kind in ("over", "under")


def _way(direction: Token, of: Token, words: Lexicon) -> str:
    """低保标准以下 is below it, 处级以上 is no lower."""
    is_over = direction.kind == "over"
    if any(term.options & words.reference for term in of.terms):
        return "高于" if is_over else "低于"
    return "不低于" if is_over else "不超过"


def _rank(word: str, words: Lexicon, *, low: bool, text: str) -> Token:
    dimension, rank = words.ranks[word]
    lowest, highest = (rank, inf) if low else (-inf, rank)
    return Token("quantity", text, (), Quantity(dimension, lowest, highest, text=text))
