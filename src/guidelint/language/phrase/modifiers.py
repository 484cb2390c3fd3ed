"""What stands before the name of a document: who brings, issues, signs or owns it, and words that describe it.

What stands before 的 is told apart by how it ends: a verb of issuing, a mark, a person, an office, or none of these, and then it
describes the name.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from guidelint.language.facts import issuer as issuing
from guidelint.language.facts import marks
from guidelint.language.phrase.nouns import LICENCE, is_institution
from guidelint.language.phrase.persons import belongs_to_name, is_person
from guidelint.language.phrase.tokens import NAMES, SAID, Token
from guidelint.model.regex import regex

Span = tuple[int, int]
Left = Literal["issuer", "mark", "holder", "name"]

_REQUEST = regex(
    r"(?:(?:还|另外?|同时|一并|均|并|请|其中|可以?|应当?(?![征届聘急税])|需要?(?!公证)|须|必须|要(?!求)|由)*"
    r"(?:提交|提供|出示|交验|携带|上传|另签|填写(?!完整)|填报|递交|缴回|交回|上交|退还|附交|附上|附加|附有?|另附|带上?|持(?!有的|续|股|枪|证[^件书明照])有?|凭(?![证据单条])|交(?=验|纳(?!的))?(?![通易警付接款底流])|提出)(?!的|人|方|过的|活动|者|单位)"
    r"|(?:(?:还|另)?(?:应当?(?![征届聘急税])|须|需要?)(?!公证))+)"
)
_BROUGHT = regex(
    r".*(?:提交|提供|出示|交验|携带|上传|另签|填写(?!完整)|(?:应当?|需|须|要|还|可|以)持有?|[须需应]有(?!关|效)|(?:应当?|需|须|还|并)(?:附加?|带)|凭(?![证单据条借])|(?:出具|开具)(?=\D{3}))(?!的|人|方|过的|活动|者)"
)
_BRINGS = regex(r"携带|持有?|凭|带|出示")
_ISSUED = regex(
    rf"(?:由|经(?!营|济|办)|已|依法|从|[要须应需]有)*(?P<who>.*?)(?:统一|共同|依法|联合|最终)*{issuing.VERBS}(?:并.{{1,8}})?过?$"
)
ISSUES = regex(
    r"(?P<who>.{2,20}?(?:单位|部门|机构|医院|学校|公司|银行|机关|法院|委员会|村委会|居委会|政府|派出所|社区))(?:出具|开具|核发|颁发|签发)(?!的)"
)
_HELD = regex(r"(?:所)?(?:持有?|持用|拥有)$")
_AGREED = regex(r"(?:签订|订立|达成)$")
_BEFORE_PERSON = regex(r"其[他它]|[与其由]")
_AGREES = regex(r"同意")
_BY = regex(r"(?:由|经过?(?!营|济|办)|已|须|需|应|有(?!关|[^的]*的)|且|并)+")
_AGENT = regex(r"(?<![理自])由")
COMPANY = regex(r"(?:公司|企业|单位|分支机构)$")
_MUST_BRING = regex(
    r"(?:(?:还|另外?|同时|一并|均|并|请|应当?|需要?|须|必须|要|可以?|凭|由)*(?:额外)?(?:提交|提供|出示|交验|携带|上传|另签|填写|持有?|附加?|带|凭|出具|开具|有)?)$"
)


class Said(msgspec.Struct, frozen=True, gc=False):
    """A token that says something of a document; `by` are the words for who signed or sealed it."""

    token: Token
    by: Span | None = None


class Modifiers(msgspec.Struct):
    """What is read before the name; `left` is what the words begin with."""

    normal: str
    end: int
    holders: list[Span] = msgspec.field(default_factory=list)
    issuer: Span | None = None
    before: list[Said] = msgspec.field(default_factory=list)
    left: Left | None = None
    described: int | None = None  # where words that describe the name begin
    brings: bool = False
    subject: Span | None = None
    agreed: bool = False  # whether the words before were the parties of a contract

    def without_request(self, head: list[Token]) -> list[Token]:
        """The tokens after 应提供, 凭 and the like; who brings a document along is taken for its holder."""
        start = head[0].start
        found = _BROUGHT.match(self.normal, start, self.end)
        if found is not None and found.end() < self.end and not self.cuts(head, found.end()):
            before = [token for token in head if token.end <= found.end()]
            issues = ISSUES.match(self.normal, start, found.end())
            if issues is not None and issues.end() == found.end():
                self.issuer, self.left = issues.span("who"), "issuer"
            else:
                self.subject = (start, _subject_end(self.normal, start, found.end()))
            if self.left is None and _BRINGS.search(found[0][-3:]):
                persons = [token for token in before if token.kind == "holder"]
                if persons and not any(token.kind == "holder" and token.start >= found.end() for token in head):
                    self.holders, self.brings = [(persons[-1].start, persons[-1].end)], True
            return from_place(head, found.end())
        found = _REQUEST.match(self.normal, start, self.end)
        if found is not None and found.end() < self.end and not self.cuts(head, found.end()):
            return from_place(head, found.end())
        return head

    def without_modifiers(self, head: list[Token]) -> list[Token]:
        """Goes through what stands before each 的; gives back the tokens of the name."""
        while True:
            head = self.facts(head)
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
            return self.facts(head[at + 1 :])
        words = self.normal[span[0] : span[1]] if span is not None else ""
        if (span is not None and is_person(words)) or (span is not None and COMPANY.search(words)):
            self.holder(span)
        elif span is not None and is_institution(words):
            self.issued(span)
        elif head[at].kind not in ("count", "mark"):
            return head
        return self.facts(head[at:])

    def facts(self, head: list[Token]) -> list[Token]:
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
                self.holder(who)
        elif last.kind == "mark":
            for token in inside:  # 法定代表人签字并加盖公章的 has two, with who does it before each
                if token.kind == "mark":
                    self.before.append(Said(token, trimmed(self.normal, start, token.start)))
                    start = token.end
            self.left = self.left or "mark"
        elif last.kind in SAID:
            self.before += [Said(token) for token in inside if token.kind in SAID]
            who = trimmed(self.normal, start, inside[0].end) if inside[0].kind not in SAID else None
            if who is not None and is_person(self.normal[who[0] : who[1]]):
                self.holder(who)
            elif who is not None and is_institution(self.normal[who[0] : who[1]]):
                self.issued(who)
        elif (held := _HELD.search(words)) is not None:
            self.holder((start, inside[0].end if inside[0].kind == "holder" else end - len(held[0])))
        elif _AGREED.search(words):
            self.left = self.left or "issuer"  # the parties of a contract are neither its holder nor its issuer
            self.described, self.agreed = start, True
            return
        elif (agrees := self._agrees(start, end)) is not None:
            if is_institution(self.normal[start:agrees]) and not COMPANY.search(self.normal, start, agrees):
                self.issued((start, agrees))
            else:
                self.holder((start, agrees))
            self.described = agrees
            return
        elif is_person(words, of=True) or (len(inside) == 1 and last.kind == "holder"):
            self.holder((inside[0].start if "》" in self.normal[start:end] else start, end))
        elif (found := _ISSUED.fullmatch(self.normal, start, end)) is not None:
            issues = issuing.ISSUES.search(words) is not None or _is_somebody(found["who"])
            if found["who"] and issues:
                self.issued(found.span("who"))
            elif found["who"]:
                self.described = start
                return
        elif is_institution(words):
            name = self.normal[rest[0].start : rest[-1].end]
            if LICENCE.search(name):
                self.holder((start, end))
            else:
                self.issued((start, end))
        elif inside[0].kind == "holder" and self.described is None and not belongs_to_name(self.normal, inside[0].end):
            self.holder((inside[0].start, inside[0].end))  # 承办者合法成立的证明, 本人回国使用的护照
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

    def holder(self, span: Span) -> None:
        lead = _BEFORE_PERSON.match(self.normal, *span)
        start = lead.end() if lead is not None and lead.end() < span[1] else span[0]
        self.holders = [*([] if self.brings else self.holders), (start, span[1])]
        self.brings = False
        self.left = self.left or "holder"

    def issued(self, span: Span) -> None:
        self.issuer = self.issuer or span
        self.left = self.left or "issuer"

    def cuts(self, head: Sequence[Token], at: int) -> bool:
        """Whether a place lies inside a word that is not cut in two."""
        return any(token.kind != "other" and token.start < at < token.end for token in head)


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


def from_place(head: Sequence[Token], start: int) -> list[Token]:
    """The tokens after a place; one of them may lose its first characters."""
    return [
        token
        if token.start >= start
        else msgspec.structs.replace(token, text=token.text[start - token.start :], start=start)
        for token in head
        if token.end > start
    ]
