"""What words before a name say beside the facts of a paper: the time that it covers, its edition, that it is asked for again."""

from collections.abc import Iterator

import msgspec

from guidelint.contract.mismatch import Mismatch, Undecided, broken, undecided
from guidelint.contract.pairing import Pair
from guidelint.language.duration import Duration, read_duration
from guidelint.language.facts import marks
from guidelint.language.normalise import normalise
from guidelint.language.numbers import NUMERAL
from guidelint.language.phrase.model import Document
from guidelint.model.regex import regex
from guidelint.model.text import Text

_NUMBER = f"[0-9{NUMERAL}]{{1,4}}"
_COVERS = regex(
    "流水|明细|账单|对账单|报表|审计报告|财务报告|缴费|缴纳|纳税|完税|缴税|社保|社会保险|参保|公积金|工资|收入|经营"
)
"""Papers that tell of a time; any other is only so old."""

_PERIOD = regex(
    rf"(?:最?近|过去|前|上|连续|累计|满|不少于|至少)*(?:{_NUMBER}个?(?:半)?(?:月|年(?!版)|季度?|会计年度)(?:度)?|半年|一年半|上一?年度|本年度|当年度?)"
    r"(?:以上)?(?![0-9年月日]|[^,,。;;、]{0,2}内)"
)
_ISSUED = regex("开具|出具|打印|签发|核发|办理|拍")
_EDITION = regex(r"(?:(?:19|20)\d\d)(?:年)?(?:新)?版|最?新版?|旧版?|老版?|原版本|统一版")
_FORM = regex("[表书单]格?$")
_AGAIN = regex("再次?|重新|重复|又|同样|一样|相同")


class Qualifier(msgspec.Struct, frozen=True):
    """Words such as 连续十二个月, with the length of time that they say, if any."""

    words: str
    time: Duration | None = None


def covered(document: Document) -> Qualifier | None:
    """The time that a paper has to cover: 近6个月 of a bank statement, 2023年度 of accounts."""
    if _COVERS.search(document.text) is None:
        return None
    for words in _before(document):
        found = _PERIOD.search(words)
        if found is not None and _ISSUED.search(words) is None:
            return Qualifier(found[0], read_duration(found[0]))
    return None


def without(document: Document) -> Document:
    """The document without facts that are qualifiers: 近6个月 of a bank statement is no age, 2024版 of a form no number."""
    if covered(document) is not None:
        document = msgspec.structs.replace(document, age=None)
    if document.originals is not None and _EDITION.match(document.originals.text) is not None:
        document = msgspec.structs.replace(document, originals=None)
    return document


def judge_qualifiers(one: Pair, ours: Document, theirs: Document) -> Iterator[Mismatch | Undecided]:
    """What the demand's words say of a paper that answers one of the promise, where the guide does not say so too."""
    yield from _period(one, ours, theirs)
    yield from _edition(one, ours, theirs)
    yield from _repetition(one, theirs)
    yield from _mark(one, ours, theirs)


def _period(one: Pair, ours: Document, theirs: Document) -> Iterator[Mismatch | Undecided]:
    wanted = covered(theirs)
    if wanted is None and theirs.description is None:
        return
    told = covered(ours) or _told(one)
    if wanted is None:
        yield from _some_time(one, ours, theirs) if told is None else ()
    elif told is None:
        yield _left_out(one, wanted.words, f"没有覆盖“{wanted.words}”的{ours.text}", f"{ours.text} of less than that")
    elif normalise(told.words).text == normalise(wanted.words).text or told.time == wanted.time is not None:
        return
    elif told.time is None or wanted.time is None:
        yield undecided(
            one,
            Text(
                f"指南写“{told.words}”，窗口要“{wanted.words}”，没法比较",
                f"“{told.words}” of the guide and “{wanted.words}” of the window cannot be compared",
            ),
        )
    elif wanted.time.is_longer_than(told.time):
        yield _left_out(one, wanted.words, f"只有“{told.words}”的{ours.text}", f"{ours.text} of “{told.words}” only")


def _some_time(one: Pair, ours: Document, theirs: Document) -> Iterator[Undecided]:
    """A time before the name of a paper of which nobody can tell whether it covers it or is so old."""
    words = _described(theirs)
    if _PERIOD.search(words) is not None and ours.age is None:
        yield undecided(
            one,
            Text(
                f"窗口要“{words}{theirs.text}”，指南没有写多长时间",
                f"the window wants “{words}{theirs.text}”, and the guide names no time",
            ),
        )


def _told(one: Pair) -> Qualifier | None:
    """The time in a criterion or a note of the guide's line."""
    found = next((at for said in one.promise.examined if (at := _PERIOD.search(said))), None)
    return Qualifier(found[0], read_duration(found[0])) if found is not None else None


def _edition(one: Pair, ours: Document, theirs: Document) -> Iterator[Mismatch | Undecided]:
    wanted = _edition_of(theirs)
    if wanted is None:
        return
    told = _edition_of(ours) or next((at[0] for said in one.promise.examined if (at := _EDITION.search(said))), None)
    if told is None:
        yield _left_out(one, wanted, f"不是{wanted}的{ours.text}", f"another edition of {ours.text}")
    elif told != wanted:
        yield undecided(
            one,
            Text(
                f"指南写“{told}”，窗口要“{wanted}”，是不是同一版没法判断",
                f"whether “{told}” is the edition “{wanted}” cannot be told",
            ),
        )


def _edition_of(document: Document) -> str | None:
    if _FORM.search(document.text) is None:
        return None
    return next((at[0] for words in _before(document) if (at := _EDITION.match(words))), None)


def _repetition(one: Pair, theirs: Document) -> Iterator[Undecided]:
    words = _described(theirs)
    if _AGAIN.search(words) is not None:
        yield undecided(
            one,
            Text(
                f"窗口要“{words}{theirs.text}”，指南没有写要交几次",
                f"the window wants “{words}{theirs.text}”, and the guide does not say how often it is handed in",
            ),
        )


def _mark(one: Pair, ours: Document, theirs: Document) -> Iterator[Mismatch]:
    """What the words before the demand's name say is put on it: 经驻外使领馆认证的."""
    words = _described(theirs)
    wanted = marks.put_in(words) if words else None
    if wanted is None or ours.marks or marks.put_in(f"{_described(ours)}{ours.text}{''.join(one.promise.examined)}"):
        return
    yield _left_out(one, words.removesuffix("的"), f"不是{words}{ours.text}", f"{ours.text} that is not “{words}”")


def _described(document: Document) -> str:
    return document.description.text if document.description is not None else ""


def _before(document: Document) -> Iterator[str]:
    """The words that stand before the name, and the name itself, which may begin with such words."""
    for part in (document.age, document.description, document.originals):
        if part is not None:
            yield part.text
    yield document.text


def _left_out(one: Pair, wanted: str, witness: str, en: str) -> Mismatch:
    words = Text(f"带{witness}的人符合指南，窗口不收", f"who brings {en} keeps to the guide; the window refuses it")
    return broken(one, "unlisted-criteria", witness, wanted, words)
