"""One member of a list: who issued it, whose it is, the name of the document, and what is said of it.

民政部门出具的申请人的城镇最低生活保障证明原件 has an issuer, a holder, a name and a form.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from guidelint.language.facts import make, marks
from guidelint.language.phrase.modifiers import COMPANY, ISSUES, Left, Modifiers, Said, Span, from_place, trimmed
from guidelint.language.phrase.nouns import BARE, GENERAL, LICENCE, PHOTOGRAPH, ends_in_noun, is_institution
from guidelint.language.phrase.persons import belongs_to_name, is_person
from guidelint.language.phrase.tokens import NAMES, SAID, Token
from guidelint.model.regex import regex

_LEADING = regex(
    r"(?:其他|其它|所持(?:有的?)?|[相有]关的?|相应的?|合法(?=有效)|符合规定的?|填写完整的?|该|各类?|《|本(?=单位|企业|公司|次|部门)|以及|同一|是|为|即)+"
)
_OFFICE = regex(
    r"[^的、]{0,10}(?:医院|部门|使领馆|派出所)(?!等级|预算|代码|法人|决算)(?=.{4})"
)  # right before a name: 县级以上医院特殊病症审批表
_TRAILING = regex(
    "(?:前往|前来|进行|申请)?(?:办理|即可|领取|备查|留存|存档|提交|备案|核对|核验|查验|验证)"
)  # ...原件及复印件办理


class Element(msgspec.Struct):
    """`start` to `end` are the words of the document, person or unfinished name; `left` tells what the member begins with."""

    kind: Literal["document", "person", "unfinished", "facts"]
    start: int
    end: int
    begin: int
    left: Left = "name"
    label: Token | None = None
    holders: list[Span] = msgspec.field(default_factory=list)
    issuer: Span | None = None
    before: list[Said] = msgspec.field(default_factory=list)
    after: list[Said] = msgspec.field(default_factory=list)
    brings: bool = False  # whether the holder is who brings it
    subject: Span | None = None  # who has to bring it
    described: Span | None = None  # words before the name that describe it
    others: list[Span] = msgspec.field(default_factory=list)  # beginnings of names that end as this one does
    together: bool = False  # whether those are asked for beside it, and not instead
    is_described: bool = False  # whether the name begins with a description that it cannot do without


def element(tokens: Sequence[Token], normal: str) -> Element:
    """Reads the tokens between two separators."""
    head = [*tokens]
    begin, end = head[0].start, head[-1].end
    after: list[Said] = []
    while len(head) > 1 and _TRAILING.fullmatch(head[-1].text):
        head.pop()
    while head and (head[-1].kind in SAID or head[-1].kind == "filler"):
        token = head.pop()
        if token.kind in SAID:
            after.insert(0, Said(token))
    while head and head[0].kind == "filler":
        head.pop(0)
    if not head:
        return _only_facts(after, begin, end)
    if not PHOTOGRAPH.search(normal, max(0, head[-1].end - 4), head[-1].end):
        head = [_plain(token) for token in head]
    reader = Modifiers(normal, head[-1].end)
    head = reader.without_request(head)
    rest = reader.without_modifiers(head)
    made = _finished(reader, rest, begin, after)
    made.subject = reader.subject
    if made.kind in ("unfinished", "person") and after and after[0].token.kind == "mark":
        # 经原籍国土部门盖章, 申请人签字: who does it to the document before
        by = trimmed(normal, made.start, after[0].token.start)
        return _only_facts([Said(after[0].token, by), *after[1:]], begin, end)
    return made


def _plain(token: Token) -> Token:
    """Size and colour are facts of photographs only: 彩色广告设计样稿 is a name."""
    found = make.read(token.text) if token.kind == "make" else None
    if found is None or found[0] in ("纸张", "介质", "制作", "语言"):
        return token
    return msgspec.structs.replace(token, kind="other")


def _only_facts(after: list[Said], begin: int, end: int) -> Element:
    return Element("facts", begin, end, begin, after=after)


def _finished(read: Modifiers, head: list[Token], begin: int, after: list[Said]) -> Element:
    """The name, once the person, office or decoration that stands before it without 的 is gone."""
    head = read.facts(head)
    start, end = head[0].start, head[-1].end
    first, last = head[0], head[-1]
    made = Element(
        "document", start, end, begin, read.left or "name", None, read.holders, read.issuer, read.before, after, read.brings
    )  # fmt: skip
    if read.normal.endswith("《", 0, first.start):
        made.label, made.end = first, first.end  # between 《 and 》 nothing is cut
        if last is not first and (last.kind in NAMES or ends_in_noun(last.text)):
            made.start, made.end = first.start - 1, end  # 《出生医学证明》首次签发登记表
            made.label = last if last.kind in NAMES else None
        return made
    if last.kind in NAMES and read.normal.endswith("《", 0, last.start):
        before = trimmed(read.normal, start, last.start - 1)
        words = read.normal[before[0] : before[1]] if before is not None else ""
        if before is not None and (is_person(words, of=True) or COMPANY.search(words)):
            read.holder(before)
        elif before is not None and is_institution(words):
            read.issued(before)
        made.holders, made.issuer, made.left = read.holders, read.issuer, read.left or "name"
        made.label, made.start, made.end = last, last.start, last.end
        return made
    issues = ISSUES.match(read.normal, start, end)
    if issues is not None and issues.end() < end:
        read.issued(issues.span("who"))
        made.issuer, made.left = read.issuer, read.left or "name"
        head = from_place(head, issues.end())
        start, first = head[0].start, head[0]
    label = last if last.kind in NAMES else None
    made.before += [Said(token) for token in head if token.kind == "mark" and not marks.is_put(token.text)]
    name = _after_person(read, head, label)
    if name >= end:
        made.kind = "person" if read.holders and read.holders[-1][1] == end else "unfinished"
        made.holders, made.start = read.holders, begin if made.kind == "unfinished" else start
        made.left = read.left or "name"
        return made
    if name > start:
        made.holders, made.left = read.holders, read.left or "name"
    leading = _LEADING.match(read.normal, name, end)
    leads = leading.end() if leading is not None and name == start else start
    if leading is not None and leading.end() < end and not read.cuts(head, leading.end()):
        name = leading.end()
    if label is not None and label.start == name + 1 and read.normal[name] in "新原旧现":
        name = label.start
    if label is not None:
        name = min(name, max(label.start, name if name > start else 0))
    office = _OFFICE.match(read.normal, name, end)
    if (
        office is not None
        and name == start
        and not read.cuts(head, office.end())
        and (label is None or office.end() <= label.start)
    ):
        read.issued(office.span())
        made.issuer, made.left = read.issuer, read.left or "name"
        name = office.end()
    words = read.normal[name:end]
    if read.described is not None and name in (start, leads) and GENERAL.fullmatch(words):
        lead = _LEADING.match(read.normal, read.described, start)
        name = lead.end() if lead is not None and lead.end() <= start else read.described
        made.is_described = name < start
        words = read.normal[name:end]
    elif read.described is not None and read.described < start:
        made.described = (read.described, start)
    made.start, made.label = name, label
    if label is None and not (len(words) >= 2 and ends_in_noun(words)):
        made.kind = "person" if is_person(words) else "unfinished"
        if made.kind == "person":
            made.holders = [*read.holders, (name, end)] if not read.brings else [(name, end)]
            made.left = "holder"
        elif made.described is not None and words.endswith("情况"):  # 卫生设施的配置情况: nothing without its words
            made.start, made.described = made.described[0], None
    return made


def _after_person(read: Modifiers, head: Sequence[Token], label: Token | None) -> int:
    """Where the name begins after a person or office without 的 between: 申请人身份证, 分公司营业执照."""
    first, start, end = head[0], head[0].start, head[-1].end
    if first.kind == "holder":
        if first.end >= end:
            read.holder((start, end))
            return end
        rest = read.normal[first.end : end]
        names = head[-1].kind in NAMES or ends_in_noun(rest)
        if BARE.fullmatch(rest):
            read.holder((start, first.end))
            return end
        is_named = end - first.end > 3 or (len(head) > 1 and head[1].kind != "other")
        if names and is_named and not belongs_to_name(read.normal, first.end):
            read.holder((start, first.end))
            return first.end
        if not names and is_person(read.normal[start:end]):
            read.holder((start, end))
            return end
        return start
    if label is None or label.start <= start:
        return start
    words = read.normal[start : label.start]
    if is_person(words) or (words == "法人" and not label.text.startswith("证")):
        read.holder((start, label.start))
        return label.start
    agrees = read.normal.find("同意", start + 1, end)
    if agrees >= 0 and is_person(read.normal[start:agrees]):
        read.holder((start, agrees))
        return agrees
    whole = COMPANY.match(label.text[:2]) if label.kind == "document" and LICENCE.search(label.text) else None
    if whole is not None:  # 取水 and 单位营业执照, which is a label
        read.holder((start, label.start + 2))
        return label.start + 2
    if COMPANY.search(words) and is_institution(words) and label.kind == "document" and LICENCE.search(label.text):
        read.holder((start, label.start))
        return label.start
    return start
