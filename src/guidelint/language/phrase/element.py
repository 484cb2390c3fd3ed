"""One member of a list: who issued it, whose it is, the name of the document, and what is said of it.

民政部门出具的申请人的城镇最低生活保障证明原件 has an issuer, a holder, a name and a form. What stands before 的 is told apart by how it
ends: a verb of issuing, a mark, a person, an office, or none of these, and then it describes the name.
"""

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from guidelint.language.facts import issuer as issuing
from guidelint.language.facts import make, marks
from guidelint.language.phrase.nouns import BARE, GENERAL, LICENCE, PHOTOGRAPH, ends_in_noun, is_institution
from guidelint.language.phrase.persons import belongs_to_name, is_person
from guidelint.language.phrase.tokens import NAMES, SAID, Token

Span = tuple[int, int]


class Said(msgspec.Struct, frozen=True, gc=False):
    """A token that says something of a document; `by` are the words for who signed or sealed it."""

    token: Token
    by: Span | None = None


class Element(msgspec.Struct):
    """`start` to `end` are the words of the document, person or unfinished name; `left` tells what the member begins with."""

    kind: Literal["document", "person", "unfinished", "facts"]
    start: int
    end: int
    begin: int
    left: Literal["issuer", "mark", "holder", "name"] = "name"
    label: Token | None = None
    holders: list[Span] = msgspec.field(default_factory=list)
    issuer: Span | None = None
    before: list[Said] = msgspec.field(default_factory=list)
    after: list[Said] = msgspec.field(default_factory=list)
    brings: bool = False  # whether the holder is who brings it
    subject: Span | None = None  # who has to bring it
    is_described: bool = False  # whether the name begins with a description that it cannot do without


_REQUEST = re.compile(
    r"(?:(?:还|另外?|同时|一并|均|并|请|其中|可以?|应当?(?![征届聘急税])|需要?(?!公证)|须|必须|要(?!求)|由)*"
    r"(?:提交|提供|出示|交验|携带|上传|另签|填写(?!完整)|填报|递交|附交|附上|附加|附有?|另附|带上?|持(?!有的|续|股|枪|证[^件书明照])有?|凭(?![证据单条])|交(?=验|纳(?!的))?(?![通易警付接款底流])|提出)(?!的|人|方|过的|活动|者|单位)"
    r"|(?:(?:还|另)?(?:应当?(?![征届聘急税])|须|需要?)(?!公证))+)"
)
_BROUGHT = re.compile(
    r".*(?:提交|提供|出示|交验|携带|上传|另签|填写(?!完整)|(?:应当?|需|须|要|还|可|以)持有?|(?:应当?|需|须|还|并)(?:附加?|带)|凭(?![证单据条借])|(?:出具|开具)(?=\D{3}))(?!的|人|方|过的|活动|者)"
)
_BRINGS = re.compile(r"携带|持有?|凭|带|出示")
_ISSUED = re.compile(
    rf"(?:由|经(?!营|济|办)|已|依法|从|[要须应需]有)*(?P<who>.*?)(?:统一|共同|依法|联合|最终)*{issuing.VERBS}(?:并.{{1,8}})?过?$"
)
_ISSUES = re.compile(
    r"(?P<who>.{2,20}?(?:单位|部门|机构|医院|学校|公司|银行|机关|法院|委员会|村委会|居委会|政府|派出所|社区))(?:出具|开具|核发|颁发|签发)(?!的)"
)
_HELD = re.compile(r"(?:所)?(?:持有?|持用|拥有)$")
_AGREED = re.compile(r"(?:签订|订立|达成)$")
_BEFORE_PERSON = re.compile(r"其[他它]|[与其由]")
_AGREES = re.compile(r"同意")
_LEADING = re.compile(
    r"(?:其他|其它|所持(?:有的?)?|[相有]关的?|相应的?|合法(?=有效)|符合规定的?|填写完整的?|该|各类?|《|本(?=单位|企业|公司|次|部门)|以及|同一|是|为|即)+"
)
_TRAILING = re.compile("(?:前往|前来|进行|申请)?(?:办理|即可|领取|备查|留存|存档|提交|备案)")  # ...原件及复印件办理
_BY = re.compile(r"(?:由|经过?(?!营|济|办)|已|须|需|应|有(?!关|[^的]*的)|且|并)+")
_AGENT = re.compile(r"(?<![理自])由")
_OFFICE = re.compile(
    r"[^的、]{0,10}(?:医院|部门|使领馆|派出所)(?!等级|预算|代码|法人|决算)(?=.{4})"
)  # right before a name: 县级以上医院特殊病症审批表
_COMPANY = re.compile(r"(?:公司|企业|单位|分支机构)$")


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
    reader = _Reader(normal, head[-1].end)
    head = reader.without_request(head)
    rest = reader.modifiers(head)
    made = reader.finish(rest, begin, after)
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


class _Reader(msgspec.Struct):
    normal: str
    end: int
    holders: list[Span] = msgspec.field(default_factory=list)
    issuer: Span | None = None
    before: list[Said] = msgspec.field(default_factory=list)
    left: Literal["issuer", "mark", "holder", "name"] | None = None
    described: int | None = None  # where words that describe the name begin
    brings: bool = False
    subject: Span | None = None
    agreed: bool = False  # whether the words before were the parties of a contract

    def without_request(self, head: list[Token]) -> list[Token]:
        """The tokens after 应提供, 凭 and the like; who brings a document along is taken for its holder."""
        start = head[0].start
        found = _BROUGHT.match(self.normal, start, self.end)
        if found is not None and found.end() < self.end and not self._cuts(head, found.end()):
            before = [token for token in head if token.end <= found.end()]
            issues = _ISSUES.match(self.normal, start, found.end())
            if issues is not None and issues.end() == found.end():
                self.issuer, self.left = issues.span("who"), "issuer"
            else:
                self.subject = (start, _subject_end(self.normal, start, found.end()))
            if self.left is None and _BRINGS.search(found[0][-3:]):
                persons = [token for token in before if token.kind == "holder"]
                if persons and not any(token.kind == "holder" and token.start >= found.end() for token in head):
                    self.holders, self.brings = [(persons[-1].start, persons[-1].end)], True
            return _from(head, found.end())
        found = _REQUEST.match(self.normal, start, self.end)
        if found is not None and found.end() < self.end and not self._cuts(head, found.end()):
            return _from(head, found.end())
        return head

    def modifiers(self, head: list[Token]) -> list[Token]:
        """Goes through what stands before each 的; gives back the tokens of the name."""
        while True:
            head = self._facts(head)
            at = next(
                (i for i, token in enumerate(head[:-1]) if token.text.endswith("的") and token.kind not in NAMES), None
            )
            if at is None:
                return self._person_before_facts(head)
            inside = head[:at] if head[at].text == "的" else head[: at + 1]
            rest = head[at + 1 :]
            while rest and rest[0].kind == "filler":
                rest = rest[1:]
            if not inside or not rest:
                return head
            self._modifier(inside, rest)
            head = rest

    def _person_before_facts(self, head: list[Token]) -> list[Token]:
        """放款人最近一期财务审计报告, 申请人1张近期照片: facts stand between whose it is and the name."""
        at = next((i for i, token in enumerate(head[:-1]) if token.kind in SAID), None)
        if at is None or at == 0 or any(token.kind in NAMES for token in head[:at]):
            return head
        span = trimmed(self.normal, head[0].start, head[at].start)
        if head[at].kind == "mark" and marks.is_put(head[at].text):
            self.before.append(Said(head[at], span))
            self.left = self.left or "mark"
            return self._facts(head[at + 1 :])
        words = self.normal[span[0] : span[1]] if span is not None else ""
        if (span is not None and is_person(words)) or (span is not None and _COMPANY.search(words)):
            self._holder(span)
        elif span is not None and is_institution(words):
            self._issuer(span)
        elif head[at].kind not in ("count", "mark"):
            return head
        return self._facts(head[at:])

    def _facts(self, head: list[Token]) -> list[Token]:
        """Takes away what is said before the name."""
        while len(head) > 1 and (head[0].kind in SAID or head[0].kind == "filler"):
            token = head.pop(0)
            if token.kind in SAID:
                self.before.append(Said(token))
                self.left = self.left or "mark"
        return head

    def _modifier(self, inside: Sequence[Token], rest: Sequence[Token]) -> None:
        if self.agreed:
            self.described = None
        start, end = self.described if self.described is not None else inside[0].start, inside[-1].end
        words = self.normal[inside[0].start : end]
        last = inside[-1]
        if last.kind == "mark" and not marks.is_put(last.text):
            self.before.append(Said(last))
            who = trimmed(self.normal, start, last.start)
            if who is not None and is_person(self.normal[who[0] : who[1]], of=True):
                self._holder(who)
        elif last.kind == "mark":
            self.before.append(Said(last, trimmed(self.normal, start, last.start)))
            self.left = self.left or "mark"
        elif last.kind in SAID:
            self.before += [Said(token) for token in inside if token.kind in SAID]
            who = trimmed(self.normal, start, inside[0].end) if inside[0].kind not in SAID else None
            if who is not None and is_person(self.normal[who[0] : who[1]]):
                self._holder(who)
            elif who is not None and is_institution(self.normal[who[0] : who[1]]):
                self._issuer(who)
        elif (held := _HELD.search(words)) is not None:
            self._holder((start, inside[0].end if inside[0].kind == "holder" else end - len(held[0])))
        elif _AGREED.search(words):
            self.left = self.left or "issuer"  # the parties of a contract are neither its holder nor its issuer
            self.described, self.agreed = start, True
            return
        elif (agrees := self._agrees(start, end)) is not None:
            if is_institution(self.normal[start:agrees]) and not _COMPANY.search(self.normal, start, agrees):
                self._issuer((start, agrees))
            else:
                self._holder((start, agrees))
            self.described = agrees
            return
        elif is_person(words, of=True) or (len(inside) == 1 and last.kind == "holder"):
            self._holder((inside[0].start if "》" in self.normal[start:end] else start, end))
        elif (found := _ISSUED.fullmatch(self.normal, start, end)) is not None:
            issues = issuing.ISSUES.search(words) is not None or _is_somebody(found["who"])
            if found["who"] and issues:
                self._issuer(found.span("who"))
            elif found["who"]:
                self.described = start
                return
        elif is_institution(words):
            name = self.normal[rest[0].start : rest[-1].end]
            if LICENCE.search(name):
                self._holder((start, end))
            else:
                self._issuer((start, end))
        elif inside[0].kind == "holder" and self.described is None and not belongs_to_name(self.normal, inside[0].end):
            self._holder((inside[0].start, inside[0].end))  # 承办者合法成立的证明, 本人回国使用的护照
            self.described = inside[0].end
            return
        else:
            self.described = start
            return
        self.described = None

    def _agrees(self, start: int, end: int) -> int | None:
        """Where 同意 begins after somebody who agrees."""
        found = _AGREES.search(self.normal, start + 1, end)
        if found is None or not _is_somebody(self.normal[start : found.start()]):
            return None
        return found.start()

    def _holder(self, span: Span) -> None:
        lead = _BEFORE_PERSON.match(self.normal, *span)
        start = lead.end() if lead is not None and lead.end() < span[1] else span[0]
        self.holders = [*([] if self.brings else self.holders), (start, span[1])]
        self.brings = False
        self.left = self.left or "holder"

    def _issuer(self, span: Span) -> None:
        self.issuer = self.issuer or span
        self.left = self.left or "issuer"

    def finish(self, head: list[Token], begin: int, after: list[Said]) -> Element:
        """The name, once the person, office or decoration that stands before it without 的 is gone."""
        head = self._facts(head)
        start, end = head[0].start, head[-1].end
        first, last = head[0], head[-1]
        made = Element(
            "document", start, end, begin, self.left or "name", None, self.holders, self.issuer, self.before, after, self.brings
        )  # fmt: skip
        if self.normal.endswith("《", 0, first.start):
            made.label, made.end = first, first.end  # between 《 and 》 nothing is cut
            if last is not first and (last.kind in NAMES or ends_in_noun(last.text)):
                made.start, made.end = first.start - 1, end  # 《出生医学证明》首次签发登记表
                made.label = last if last.kind in NAMES else None
            return made
        if last.kind in NAMES and self.normal.endswith("《", 0, last.start):
            before = trimmed(self.normal, start, last.start - 1)
            words = self.normal[before[0] : before[1]] if before is not None else ""
            if before is not None and (is_person(words, of=True) or _COMPANY.search(words)):
                self._holder(before)
            elif before is not None and is_institution(words):
                self._issuer(before)
            made.holders, made.issuer, made.left = self.holders, self.issuer, self.left or "name"
            made.label, made.start, made.end = last, last.start, last.end
            return made
        issues = _ISSUES.match(self.normal, start, end)
        if issues is not None and issues.end() < end:
            self._issuer(issues.span("who"))
            made.issuer, made.left = self.issuer, self.left or "name"
            head = _from(head, issues.end())
            start, first = head[0].start, head[0]
        label = last if last.kind in NAMES else None
        made.before += [Said(token) for token in head if token.kind == "mark" and not marks.is_put(token.text)]
        name = self._after_person(head, label)
        if name >= end:
            made.kind = "person" if self.holders and self.holders[-1][1] == end else "unfinished"
            made.holders, made.start = self.holders, begin if made.kind == "unfinished" else start
            made.left = self.left or "name"
            return made
        if name > start:
            made.holders, made.left = self.holders, self.left or "name"
        leading = _LEADING.match(self.normal, name, end)
        leads = leading.end() if leading is not None and name == start else start
        if leading is not None and leading.end() < end and not self._cuts(head, leading.end()):
            name = leading.end()
        if label is not None and label.start == name + 1 and self.normal[name] in "新原旧现":
            name = label.start
        if label is not None:
            name = min(name, max(label.start, name if name > start else 0))
        office = _OFFICE.match(self.normal, name, end)
        if (
            office is not None
            and name == start
            and not self._cuts(head, office.end())
            and (label is None or office.end() <= label.start)
        ):
            self._issuer(office.span())
            made.issuer, made.left = self.issuer, self.left or "name"
            name = office.end()
        words = self.normal[name:end]
        if self.described is not None and name in (start, leads) and GENERAL.fullmatch(words):
            lead = _LEADING.match(self.normal, self.described, start)
            name = lead.end() if lead is not None and lead.end() <= start else self.described
            made.is_described = name < start
            words = self.normal[name:end]
        made.start, made.label = name, label
        if label is None and not (len(words) >= 2 and ends_in_noun(words)):
            made.kind = "person" if is_person(words) else "unfinished"
            if made.kind == "person":
                made.holders = [*self.holders, (name, end)] if not self.brings else [(name, end)]
                made.left = "holder"
        return made

    def _after_person(self, head: Sequence[Token], label: Token | None) -> int:
        """Where the name begins after a person or office without 的 between: 申请人身份证, 分公司营业执照."""
        first, start, end = head[0], head[0].start, head[-1].end
        if first.kind == "holder":
            if first.end >= end:
                self._holder((start, end))
                return end
            rest = self.normal[first.end : end]
            names = head[-1].kind in NAMES or ends_in_noun(rest)
            if BARE.fullmatch(rest):
                self._holder((start, first.end))
                return end
            is_named = end - first.end > 3 or (len(head) > 1 and head[1].kind != "other")
            if names and is_named and not belongs_to_name(self.normal, first.end):
                self._holder((start, first.end))
                return first.end
            if not names and is_person(self.normal[start:end]):
                self._holder((start, end))
                return end
            return start
        if label is None or label.start <= start:
            return start
        words = self.normal[start : label.start]
        if is_person(words) or (words == "法人" and not label.text.startswith("证")):
            self._holder((start, label.start))
            return label.start
        agrees = self.normal.find("同意", start + 1, end)
        if agrees >= 0 and is_person(self.normal[start:agrees]):
            self._holder((start, agrees))
            return agrees
        whole = _COMPANY.match(label.text[:2]) if label.kind == "document" and LICENCE.search(label.text) else None
        if whole is not None:  # 取水 and 单位营业执照, which is a label
            self._holder((start, label.start + 2))
            return label.start + 2
        if _COMPANY.search(words) and is_institution(words) and label.kind == "document" and LICENCE.search(label.text):
            self._holder((start, label.start))
            return label.start
        return start

    def _cuts(self, head: Sequence[Token], at: int) -> bool:
        """Whether a place lies inside a word that is not cut in two."""
        return any(token.kind != "other" and token.start < at < token.end for token in head)


_MUST_BRING = re.compile(
    r"(?:(?:还|另外?|同时|一并|均|并|请|应当?|需要?|须|必须|要|可以?|凭|由)*(?:额外)?(?:提交|提供|出示|交验|携带|上传|另签|填写|持有?|附加?|带|凭|出具|开具)?)$"
)


def _is_somebody(words: str) -> bool:
    return is_person(words) or is_institution(words)


def _subject_end(normal: str, start: int, end: int) -> int:
    found = _MUST_BRING.search(normal, start, end)
    return found.start() if found is not None else end


def trimmed(normal: str, start: int, end: int) -> Span | None:
    """The words for who did it, without 由 and 经; None where there are none."""
    by = next(reversed(list(_AGENT.finditer(normal, start, end))), None) or _BY.match(normal, start, end)
    start = by.end() if by is not None else start
    return (start, end) if end > start else None


def _from(head: Sequence[Token], start: int) -> list[Token]:
    """The tokens after a place; one of them may lose its first characters."""
    return [
        token
        if token.start >= start
        else msgspec.structs.replace(token, text=token.text[start - token.start :], start=start)
        for token in head
        if token.end > start
    ]
