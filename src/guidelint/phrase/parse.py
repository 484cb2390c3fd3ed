"""One published material name or sentence, parsed into its parts.

The tokens are read from left to right. Documents gather in a list; what follows a list (原件, 2份, a circumstance in
brackets) speaks for every document in it that has not said so itself. A semicolon or full stop ends the list.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from guidelint.normalise import Normalised, normalise
from guidelint.phrase.model import Count, Enumerated, Mention, Option, Part, Phrase, Requirement
from guidelint.phrase.numerals import count
from guidelint.phrase.tokens import Token, is_holder, tokens
from guidelint.thesaurus import Thesaurus

_MAX_PREFIX = 16
MAX_LENGTH = 2_000
"""Longer texts are read up to here, in characters."""

_NOUN = re.compile(
    r"(?:证|书|表|证明|材料|件|照片|照|相片|报告|合同|协议|发票|单|卡|图|图纸|函|批复|决议|决定|章程|名单|清单|简历|声明|凭证|票据|文件|资料|说明|记录|意见|登记簿|簿|册|方案|手续|号码|编号|收据|回执|目录|标准|文本|介绍信|申请|档案|病历|结论|判决|公告|通知|执照|护照|信息|光盘|计划|规划|制度|规程|样稿|样本)$"
)
_NO_DOCUMENTS = ("seal", "authority")  # concepts of the thesaurus that nobody brings along
# A bare noun says nothing without the words before it: 享有合法权益的证明材料.
_BARE = re.compile(r"(?:书面)?(?:证明|证据)?(?:材料|资料|文件|证明|说明|函件|协议|意见|决定|手续|凭证|票据|条件)$")
_FORM_NAME = re.compile(
    r"(?:申请书|申请表|登记表|审批表|自审表|表|回执|回单|批复|批复文件|批准证书|清单|目录|报告|说明|文本|单|图|决定书|通知书)$"
)
_HEAD = re.compile(r"^(?:提供|提交|填写|上传|由|以及|另|另需|还需|需要|同时)+")
_BRINGS = r"(?:还需|还须|另需|另须|需要|需|须|应当|应)?(?:提供|提交|出具|携带)"
_CIRCUMSTANCE = re.compile(
    # (委托办理时提供) and (仅限…) speak for what stands before them,
    rf"\((?P<inside>[^();。]{{2,60}}?){_BRINGS}\)"
    r"|\((?P<limit>(?:仅|只|适用|限于?|涉及|如果?有|可选)[^()]{0,60})\)"
    # 股东为企业的, and 外地户籍需提供 for what follows.
    rf"|(?:^|(?<=[;。,(:、]))(?P<before>(?:如|若|凡|属于?|因|对于?|涉及|由)?[^;。,():]{{2,60}}?(?:的|时|者|情形|情况))(?=,|{_BRINGS})"
    rf"|(?:^|(?<=[;。]))(?P<subject>[^;。,():、]{{2,25}}?)(?=(?:还|另)?(?:需|须)(?:要)?(?:提供|提交|出具|携带|带))"
    # 首次申报时提供。 ends its sentence and speaks for the one before.
    rf"|(?<=[;。])(?P<after>[^;。,():]{{2,40}}?(?:时|的)){_BRINGS}(?=$|[;。])"
)
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, as broken JSON can hold; matchers refuse it
_AFTERWARDS = ("inside", "limit", "after")
_WHO = re.compile(
    r"(?:人|者|员|方|户|儿|童|生|单位|机构|公司|企业|学校|医院|部门|机关|中心|团体|组织|协会|成员|家庭|居民|股东|主体)$"
)
_VERB = re.compile(r".*(?:提供|提交|出具|开具|携带|需带|凭|持有|办理|申领|核发|签发|填写|签订)")


def parse(text: str, thesaurus: Thesaurus) -> Phrase:
    """Never fails: words that it cannot place are left out. Offsets are those of `text`."""
    normal = normalise(_SURROGATE.sub("\ufffd", text[:MAX_LENGTH]))
    found = (match for match in _CIRCUMSTANCE.finditer(normal.text) if not is_holder(match["subject"] or ""))
    circumstances = [_circumstance(match) for match in found]
    reader = _Reader(thesaurus, text, normal, circumstances)
    stream = [
        t for t in tokens(normal.text, thesaurus) if not any(s <= t.start and t.end <= e for s, e, _ in circumstances)
    ]
    reader.read(stream)
    return reader.phrase()


def _circumstance(found: "re.Match[str]") -> tuple[int, int, bool]:
    """Start, end, and whether it speaks for the documents before it or after it."""
    group = next(name for name, words in found.groupdict().items() if words is not None)
    return found.start(group), found.end(group), group in _AFTERWARDS


@dataclass(slots=True)
class _Draft:
    """A requirement while it is being read."""

    options: list[Option]
    holders: list[Part]
    form: Part | None = None
    copies: Count | None = None
    circumstance: Part | None = None


@dataclass
class _Reader:
    thesaurus: Thesaurus
    text: str
    normal: Normalised
    circumstances: Sequence[tuple[int, int, bool]]
    drafts: list[_Draft] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    first: dict[str, Part | Count] = field(default_factory=dict)
    all_holders: list[Part] = field(default_factory=list)
    holders: list[Part] = field(default_factory=list)  # read, and waiting for their document
    list_start: int = 0  # index of the first draft of the current list
    joined: str = ""  # the last conjunction since the last document
    last: Token | None = None
    segment: int = 0  # where the words since the last separator begin

    def read(self, stream: Sequence[Token]) -> None:
        at = 0
        while at < len(stream):
            token = stream[at]
            if token.kind == "(":
                end = _closing(stream, at)
                self._brackets(stream[at + 1 : end])
                at = end + 1
                continue
            if token.kind == ":" and self._is_vague_list():
                end = next((i for i in range(at, len(stream)) if stream[i].kind == ";"), len(stream))
                self._enumeration(stream[at + 1 : end])
                at = end
                continue
            self._token(token, stream[at + 1] if at + 1 < len(stream) else None)
            at += 1

    def phrase(self) -> Phrase:
        for start, end, before in self.circumstances:
            self._attach_circumstance(self._part(start, end, self.normal.text[start:end]), start, before=before)
        return Phrase(
            text=self.text,
            requirements=tuple(
                Requirement(tuple(d.options), tuple(d.holders), d.form, d.copies, d.circumstance) for d in self.drafts
            ),
            mentions=tuple(self.mentions),
            holders=tuple(self.all_holders),
            **self.first,  # type: ignore[arg-type]
        )

    def _token(self, token: Token, following: Token | None) -> None:
        match token.kind:
            case "document":
                self._document(token, following)
            case "named":
                self._named(token)
            case "other":
                self._unknown(token)
            case "holder":
                self._holder(token, following)
            case "form" | "seal" | "signature" | "validity":
                self._say(token.kind, self._part(token.start, token.end, token.value))
            case "count":
                self._count(token)
            case "and" | "or" | "open":
                self.joined = token.kind
            case "one-of":
                self._merge_list()
            case "," | ";":
                self.joined = "and"
                self.holders = [] if token.kind == ";" else self.holders
                self.list_start = len(self.drafts) if token.kind == ";" else self.list_start
        if token.kind in ("and", "or", ",", ";", "document", "named") and token.text not in "与和":
            self.segment = token.end
        self.last = token

    def _document(self, token: Token, following: Token | None) -> None:
        start, end = self.normal.original(token.start, token.end)
        if following is not None and following.kind == "other" and _is_compound(following.text):
            return  # 身份证 in 身份证领取凭证: the noun at the end says what it is
        if any(
            self.thesaurus.is_within(token.value, other) for other in _NO_DOCUMENTS if other in self.thesaurus.concepts
        ):
            self.mentions.append(Mention(token.value, start, end))
            return
        start = self._name_start(token)
        option = self._plain(Option(self.text[start:end], start, end, token.value))
        enumerated: Enumerated = ""
        if self.joined == "open" and self.drafts[self.list_start :]:
            self._merge_list()
            enumerated = "open"
        self._add(self._compound(option, token))
        self.mentions.append(Mention(token.value, *self.normal.original(token.start, token.end), enumerated))

    def _name_start(self, token: Token) -> int:
        """Where the document's own name begins: words right before a label are part of it, or say whose it is."""
        start = self.normal.original(token.start, token.end)[0]
        last = self.last
        if last is None or last.kind != "other" or last.end != token.start:
            return start
        verb = _VERB.match(last.text)
        begin = last.start + (verb.end() if verb else 0)
        words = self.normal.text[begin : token.start]
        if not words or len(words) > _MAX_PREFIX:
            return start
        if _WHO.search(words):
            part = self._part(begin, token.start, words)
            self.holders.append(part)
            self.all_holders.append(part)
            return start
        return self.normal.original(begin, begin + 1)[0]

    def _unknown(self, token: Token) -> None:
        last = self.last
        compound = last is not None and last.kind == "document" and last.end == token.start and _is_compound(token.text)
        head = _HEAD.match(token.text)
        start = last.start if compound and last else token.start + (head.end() if head else 0)
        words = self.normal.text[start : token.end]
        if _BARE.fullmatch(words):
            start = self._clause_start(start)
            words = "" if start == token.start else self.normal.text[start : token.end]
        if len(words) >= 2 and _NOUN.search(words):
            begin, end = self.normal.original(start, token.end)
            self._add(Option(self.text[begin:end], begin, end, None))

    def _named(self, token: Token) -> None:
        start, end = self.normal.original(token.start, token.end)
        self._add(Option(self.text[start:end], start, end, token.value or None))

    def _clause_start(self, start: int) -> int:
        """Where the words that qualify a bare noun begin; the noun itself where there are none."""
        if self.last is None or self.last.text != "的":
            return start
        verb = _VERB.match(self.normal.text, self.segment, start - 1)
        begin = verb.end() if verb else self.segment
        return begin + 1 if self.normal.text[begin : begin + 1] == "的" and begin < start - 1 else min(begin, start)

    def _compound(self, option: Option, token: Token) -> Option:
        """合同 and 回单 side by side are one document, which the second word names."""
        last = self.last
        if last is None or last.kind != "document" or last.end != token.start or not _FORM_NAME.search(token.text):
            return option
        if not self.drafts or self.drafts[-1].options[-1].end != option.start:
            return option
        start = self.drafts[-1].options.pop().start
        if not self.drafts[-1].options:
            self.holders = self.drafts.pop().holders
        return Option(self.text[start : option.end], start, option.end, option.concept)

    def _plain(self, option: Option) -> Option:
        """有效护照 is a 护照 that has to be valid."""
        prefix = next((p for p in ("合法有效", "有效") if option.text.startswith(p)), "")
        rest = option.text[len(prefix) :]
        known = self.thesaurus.find(rest) if prefix else None
        if known is None or known.id != option.concept or known.narrower:
            return option
        self.first.setdefault("validity", Part(prefix, option.start, option.start + len(prefix), prefix))
        return Option(rest, option.start + len(prefix), option.end, option.concept)

    def _add(self, option: Option) -> None:
        if self.joined in ("or", "open") and self.drafts[self.list_start :]:
            self.drafts[-1].options.append(option)
            self.drafts[-1].holders += self.holders
            self.holders = []
        else:
            holders = self.holders or (list(self.drafts[-1].holders) if self.drafts[self.list_start :] else [])
            self.drafts.append(_Draft([option], holders))
            self.holders = []
        self.joined = ""

    def _holder(self, token: Token, following: Token | None) -> None:
        part = self._part(token.start, token.end, token.value)
        if (
            following is not None
            and following.kind == "other"
            and _NOUN.search(following.text)
            and len(following.text) <= 3
        ):
            return  # 申请人 in 申请人信息表 belongs to the form's name
        self.holders.append(part)
        self.all_holders.append(part)

    def _say(self, kind: str, part: Part) -> None:
        self.first.setdefault(kind, part)
        if kind == "form":
            for draft in self.drafts[self.list_start :]:
                draft.form = draft.form or part

    def _count(self, token: Token) -> None:
        number = count(token.text)
        if number is None:
            return
        start, end = self.normal.original(token.start, token.end)
        said = Count(self.text[start:end], start, end, number)
        self.first.setdefault("copies", said)
        for draft in self.drafts[self.list_start :]:
            draft.copies = draft.copies or said

    def _brackets(self, inner: Sequence[Token]) -> None:
        documents = [token for token in inner if token.kind == "document"]
        if documents and self._is_vague_list():
            self._enumeration(inner)
            return
        alternative = bool(inner) and inner[0].kind == "or"
        for token in inner:
            if token.kind in ("form", "count", "seal", "signature", "validity") or alternative:
                self._token(token, None)

    def _is_vague_list(self) -> bool:
        """Whether the last document is one that an enumeration can make precise."""
        if not self.drafts or not self.mentions:
            return False
        concept = self.drafts[-1].options[-1].concept
        return concept is not None and bool(self.thesaurus.concept(concept).narrower)

    def _enumeration(self, inner: Sequence[Token]) -> None:
        """What follows a vague document in brackets or after a colon says which of its documents are meant."""
        draft = self.drafts[-1]
        nested = _Reader(self.thesaurus, self.text, self.normal, ())
        nested.read([token for token in inner if token.kind not in ("(", ")")])
        options = [option for one in nested.drafts for option in one.options]
        for kind, part in nested.first.items():
            self.first.setdefault(kind, part)
        if not options:
            return
        is_open = any(token.kind in ("open", "such-as") for token in inner)
        draft.options = [draft.options[-1], *options] if is_open else options
        draft.form = draft.form or next((d.form for d in nested.drafts if d.form), None)
        draft.copies = draft.copies or next((d.copies for d in nested.drafts if d.copies), None)
        self.mentions[-1] = replace(self.mentions[-1], enumerated="open" if is_open else "closed")
        self.mentions += nested.mentions

    def _merge_list(self) -> None:
        """The documents of the list are alternatives, not all of them needed."""
        drafts = self.drafts[self.list_start :]
        if drafts:
            merged = replace(drafts[0], options=[option for draft in drafts for option in draft.options])
            self.drafts[self.list_start :] = [merged]

    def _attach_circumstance(self, part: Part, start: int, *, before: bool) -> None:
        self.first.setdefault("circumstance", part)
        place = self.normal.original(start, start + 1)[0]
        following = [d for d in self.drafts if d.options[0].start >= place]
        preceding = [d for d in self.drafts if d.options[0].start < place]
        for draft in preceding if before else following:
            if before or draft.circumstance is None:
                draft.circumstance = draft.circumstance or part

    def _part(self, start: int, end: int, value: str) -> Part:
        begin, stop = self.normal.original(start, end)
        return Part(self.text[begin:stop], begin, stop, value)


def _is_compound(text: str) -> bool:
    return len(text) <= 12 and bool(_NOUN.search(text))


def _closing(stream: Sequence[Token], at: int) -> int:
    depth = 0
    for index in range(at, len(stream)):
        depth += {"(": 1, ")": -1}.get(stream[index].kind, 0)
        if depth == 0:
            return index
    return len(stream)
