"""Whose a document is: the person in the words before its name."""

import re
from collections.abc import Sequence

from guidelint.language.phrase.nouns import BARE, ends_in_noun
from guidelint.language.phrase.tokens import NAMES, Token

_PERSON = re.compile(
    r"(?:人|人员|[^记读]者|学员|人士|婴儿|幼儿|儿童|配偶|[租借买卖甲乙供需让]方|父母|子女|业主|户主|房主|股东|演员|团体|双方|一方|成员|职工|学生|"
    r"(?:施工|建设|勘察|设计|勘察设计|监理|申报|主办|运营|产权|经营|代建|检测|使用|所属|隶属)(?:单位|企业)|分支机构|隶属企业)$"
)
SAYING = re.compile(r"(?:本人|(?:申请人)?配偶|申请人|当事人)(?![的与和及之名])(?=.{3})")
_STAFF = re.compile(r"[^的]{2,10}?人员(?=.{3})")
_LONGEST = 6  # characters
_NO_PERSON = re.compile(r"(?:自然|法|证|本|个)人$|非.*人员$|无配偶$|认为|机关|部门|证明")
# After a person these make the person part of the name: 股东会决议, 子女情况声明, 成员名册.
_OF_THE_NAME = re.compile(r"会(?!计)|大会|情况|名册|名单|花名册|关系|信息|登记|代表|变更|身份证件号码|之间")


def persons(body: Sequence[Token], normal: str, start: int, end: int, done: list[Token]) -> int:
    """Takes the person before the name away; gives back where the name begins."""
    agrees = normal.find("同意", start + 1, end)
    if agrees >= 0 and is_person(normal[start:agrees]):
        add_person(normal, start, agrees, done)
        return agrees
    at = normal.rfind("的", start + 1, end)
    while at >= 0:
        if is_person(normal[start:at]) and not any(t.kind in NAMES and t.start <= at < t.end for t in body):
            add_person(normal, start, at, done)
            return at + 1
        at = normal.rfind("的", start + 1, at)
    first = body[0]
    if first.kind == "holder" and first.start == start:
        if first.end >= end:
            add_person(normal, start, end, done)
            return end
        rest = normal[first.end : end].removeprefix("的")
        names = body[-1].kind in NAMES or ends_in_noun(rest) or BARE.fullmatch(rest)
        if not names or (waits(done) and done[-1].text == "、" and body[1].kind == "other"):
            return start
        if BARE.fullmatch(rest):
            add_person(normal, start, first.end, done)
            return end
        if not _OF_THE_NAME.match(normal, first.end) and (
            end - first.end > 3 or (len(body) > 1 and body[1].kind != "other")
        ):
            add_person(normal, start, first.end, done)
            return first.end
        return start
    label = next((t for t in body if t.kind == "document"), None)
    if label is not None and normal[start : label.start] == "法人" and not label.text.startswith("证"):
        add_person(normal, start, label.start, done)
        return label.start
    staff = _STAFF.match(normal, start, end)
    if staff is not None and ends_in_noun(normal, staff.end(), end) and not _OF_THE_NAME.match(normal, staff.end()):
        add_person(normal, start, staff.end(), done)
        return staff.end()
    label = next((t for t in reversed(body) if t.kind == "document"), None)
    if label is not None and label.start > start and is_person(normal[start : label.start]):
        add_person(normal, start, label.start, done)
        return label.start
    if label is None and is_person(normal[start:end]):
        add_person(normal, start, end, done)
        return end
    return start


def add_person(normal: str, start: int, end: int, done: list[Token]) -> None:
    if waits(done) and done[-1].text != "、":
        start = done[-2].start
        del done[-2:]
    start += normal.startswith(("与", "其"), start) and not normal.startswith("其他", start)
    done.append(Token("holder", normal[start:end], start, end, normal[start:end]))


def waits(done: Sequence[Token]) -> bool:
    """Whether unfinished words and a conjunction stand right before."""
    return (
        len(done) >= 2
        and done[-2].value == "unfinished"
        and done[-1].kind in ("and", "or")
        and done[-2].end == done[-1].start
    )


def is_person(words: str) -> bool:
    return (
        1 < len(words) <= 16
        and bool(_PERSON.search(words, max(0, len(words) - _LONGEST)))
        and not _NO_PERSON.search(words)
    )
