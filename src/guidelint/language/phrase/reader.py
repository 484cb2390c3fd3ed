"""Members of lists, read from left to right.

A semicolon or full stop ends a list. Words that name nothing yet wait for the member after them: 复员、转业、退伍证明 is one
document, 公安、司法部门出具的 one issuer, 法定代表人或负责人身份证明 has two holders.
"""

import re
from collections.abc import Sequence

import msgspec

from guidelint.language.phrase.brackets import MAX_DEPTH, brackets, enumeration, is_vague_list
from guidelint.language.phrase.draft import Draft
from guidelint.language.phrase.element import Element, element
from guidelint.language.phrase.listing import Listing, drafts
from guidelint.language.phrase.model import Enumerated
from guidelint.language.phrase.modifiers import Said, Span, trimmed
from guidelint.language.phrase.nouns import BARE, SORT, SUMMARY, is_institution
from guidelint.language.phrase.photograph import photograph
from guidelint.language.phrase.sharing import shares_end, whole_names
from guidelint.language.phrase.stretches import SEPARATORS, members
from guidelint.language.phrase.tokens import Token, closing, is_holder
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.regex import regex

_MAX_WAITING = 24  # characters of an unfinished name
_BY_LAW = ("依照", "按照", "依据", "根据", "符合")  # 依照《公司法》 asks for no law
_ERRAND = regex("领取|申领|换领|补领|到[^的]{2,12}(?:窗口|[所局处]|中心)")  # what for, not what with
_SAYING = regex(r"(?:本人|(?:申请人)?配偶|申请人|当事人)(?![的与和及之名])(?=.{3})")
_AFTER_BRACKET = ("文本", "材料", "证明材料", "证", "表")  # 劳动合同(含聘用合同)文本
_VALID = regex("(?:合法|现行)?有效(?!期)")
_STAYS_VALID = frozenset(
    {"身份证件", "证件", "身份证明", "身份证明文件", "身份证明材料", "证明文件", "证明", "证明材料"}
)
_ANYBODY = frozenset(
    {"用户", "企业", "单位", "申请单位", "办事人", "群众", "业务", "公司", "企业单位", "办理时", "申请时"}
)


class Named(msgspec.Struct):
    """A concept named by a document, and whether the words list which of its documents are meant."""

    concept: str
    start: int
    end: int
    enumerated: Enumerated = ""


class Reader(msgspec.Struct):
    thesaurus: Thesaurus
    normal: str
    listing: Listing
    named: list[Named] = msgspec.field(default_factory=list)
    unread: list[Span] = msgspec.field(default_factory=list)
    listed: list[Span] = msgspec.field(default_factory=list)  # unfinished members before 等, until a name follows
    waiting: list[tuple[Element, str]] = msgspec.field(default_factory=list)  # unfinished members, and what joins them
    circumstance: Span | None = None  # who has to bring the documents that follow
    depth: int = 0  # brackets and enumerations around what is being read

    @classmethod
    def of(cls, tokens: Sequence[Token], normal: str, thesaurus: Thesaurus, depth: int = 0) -> "Reader":
        """Reads the tokens to their end."""
        reader = cls(thesaurus, normal, Listing(normal), depth=depth)
        reader.read(tokens)
        reader.listing.end_choice()
        return reader

    def nested(self, tokens: Sequence[Token]) -> "Reader":
        return Reader.of(tokens, self.normal, self.thesaurus, self.depth + 1)

    def read(self, tokens: Sequence[Token]) -> None:
        stream, at = [*tokens], 0
        while at < len(stream):
            token = stream[at]
            if token.text == "与" and self._is_preposition(stream, at):
                token = stream[at] = msgspec.structs.replace(token, kind="other")
            if token.kind == "(":
                end = closing(stream, at)
                brackets(self, stream[at + 1 : end], token.end)
                at = end + 1
            elif token.kind == ":" and self.depth < MAX_DEPTH and is_vague_list(self):
                end = next((i for i in range(at, len(stream)) if stream[i].kind == ";"), len(stream))
                enumeration(self, stream[at + 1 : end])
                at = end
            elif token.kind in SEPARATORS:
                self._separator(token, stream[at + 1] if at + 1 < len(stream) else None)
                at += 1
            else:
                end = at + 1
                while end < len(stream) and self._goes_on_with(stream[end - 1], stream[end]):
                    end += 1
                if self._relates(stream, at, end):
                    self.unread.append((token.start, stream[end - 1].end))
                else:
                    for segment in members(stream[at:end], self.normal):
                        self._member(element(segment, self.normal))
                at = end
        self.flush()

    def _is_preposition(self, stream: Sequence[Token], at: int) -> bool:
        """与 before which nothing stands that it could join: 与第三者达成的协议."""
        if at == 0 or stream[at - 1].kind in SEPARATORS:
            return at == 0 or stream[at - 1].kind not in (")", "quote")
        return stream[at - 1].text.endswith(("的", "提交", "提供", "须", "交"))

    def _relates(self, stream: Sequence[Token], at: int, end: int) -> bool:
        """与注销《食品流通许可证》相关的证明文件 asks for none of the documents that it names."""
        vague = end < len(stream) and stream[end].kind == "vague" and stream[end].text.startswith(("相关", "有关"))
        return vague and stream[at].text.startswith("与")

    def _goes_on_with(self, token: Token, following: Token) -> bool:
        between = self.normal[token.end : following.start]
        return following.kind not in SEPARATORS and between.strip("《》") == ""

    def _separator(self, token: Token, following: Token | None) -> None:
        match token.kind:
            case "and" if following is not None and following.kind == "form":
                self.flush()  # 护照及复印件 joins no documents
            case "and" | "or" if self.waiting:
                self.waiting[-1] = (self.waiting[-1][0], token.kind)
            case "and" | "or":
                self.listing.joined = "or" if self.listing.chooses and token.text == "、" else token.kind
                self.listing.sums_up = self.listing.sums_up or (token.kind == "and" and token.text != "、")
            case "open":
                self.listing.end_open()
                if any(one.kind == "unfinished" for one, _ in self.waiting):
                    self.listed += [(one.start, one.end) for one, _ in self.waiting if one.kind == "unfinished"]
                    self.waiting = [(one, kind) for one, kind in self.waiting if one.kind != "unfinished"]
                    return  # 医疗、教育等必要支出材料: what is listed names no documents
                self.listing.joined = "or" if self.listing.joined == "or" else "open"
            case "vague":
                self.flush()
                if self.listing.joined == "or" and not self.listing.sums_up:
                    self.listing.merge()  # 出院记录、诊断书或者其他能够证明的材料
                self.unread.append((token.start, token.end))
            case "one-of":
                self.flush()
                self.listing.merge()
            case "," | ";" | ":":
                self.flush()
                self.listing.joined = "and"
                self.listing.holders = [] if token.kind == ";" else self.listing.holders
                if token.kind == ";":
                    self.circumstance = None
                    self.listing.start()
                if token.kind == ":" and not self.listing.requirements:
                    self.listing.heading, self.listing.loose = self.listing.loose, []

    def flush(self) -> None:
        """What waits and is joined by nothing: persons wait for a document, other words stay unread."""
        for one, kind in self.waiting:
            if one.kind == "person":
                self.listing.holders += one.holders
                self.listing.either = kind == "or"
            else:
                self.unread.append((one.start, one.end))
        self.waiting = []
        self.unread += self.listed
        self.listed = []

    def _member(self, one: Element) -> None:
        match one.kind:
            case "facts":
                self.flush()
                page = next((said.token for said in one.after if said.token.kind == "extent"), None)
                if page is not None and not self.listing.requirements:
                    self.listing.add(Draft(page.start, page.end))  # 首页复印件 by itself
                    one.after = [said for said in one.after if said.token is not page]
                self.listing.say_all(one.after)
            case "document":
                if one.subject is not None:
                    self._subject(one, one.subject)
                self._document(one)
            case _:
                self._join(one)
                self.waiting.append((one, ""))
                for said in one.after:
                    self.listing.say(said)

    def _subject(self, one: Element, subject: Span) -> None:
        """Who has to bring it begins a list of their own: 法人提交营业执照、个人提交身份证."""
        start = self.waiting[0][0].begin if self.waiting and all(kind for _, kind in self.waiting) else subject[0]
        words = self.normal[start : subject[1]]
        if self.listing.joined != "or":
            self.listing.start()
            self.listing.joined = "and"
        is_known = words in _ANYBODY or all(map(is_holder, re.split("或者|或|及|和|、", words)))
        is_class = 2 < len(words) <= 30 and not is_known and not words.startswith(("应", "需", "并", "由"))
        if is_class and not one.brings:
            self.circumstance = (start, subject[1])
        if self.waiting and start < subject[0]:
            self.waiting = []

    def _join(self, one: Element) -> None:
        """Adds what waits to the words with which this member begins."""
        while self.waiting and self.waiting[-1][1]:
            before, kind = self.waiting[-1]
            of = before.kind == "person" or (
                one.left == "holder" and is_institution(self.normal[before.start : before.end])
            )
            if of and one.left in ("holder", "name") and one.kind != "unfinished":
                one.holders = [*(before.holders or [(before.start, before.end)]), *one.holders]
                self.listing.either = self.listing.either or kind == "or"
                one.left = "holder"
            elif one.left == "issuer" and one.issuer is None:
                pass
            elif one.left == "issuer" and one.issuer is not None:
                one.issuer = (_start(self.normal, before), one.issuer[1])
            elif one.left == "mark" and one.before and one.before[0].by is not None:
                one.before[0] = Said(one.before[0].token, (_start(self.normal, before), one.before[0].by[1]))
            elif before.kind == "unfinished" and one.left == "holder" and one.holders:
                one.holders[0] = (before.start, one.holders[0][1])
            elif before.kind == "unfinished" and one.left == "name" and self._goes_on(before, one):
                if shares_end(self.normal, before, kind, one, self.thesaurus):
                    one.others.insert(0, (before.start, before.end))
                else:
                    one.start = before.start
            else:
                break
            one.begin = before.begin
            one.issuer = one.issuer or before.issuer
            if before.kind == "unfinished":
                one.holders = [*before.holders, *one.holders]
            one.before = [*before.before, *one.before]
            self.waiting.pop()
        if self.waiting:
            self.flush()

    def _goes_on(self, before: Element, one: Element) -> bool:
        quoted = self.normal.startswith("《", one.begin)
        return not quoted and before.end - before.start <= _MAX_WAITING and one.start - before.end <= 2

    def _document(self, one: Element) -> None:
        self._join(one)
        if self._names_nothing(one):
            self.listing.say_all([*one.before, *one.after])
            return
        label, words = one.label, self.normal[one.start : one.end]
        if label is None and _ERRAND.match(words):
            self.unread.append((one.start, one.end))
            return
        if label is not None and label.kind == "named" and self.normal.endswith(_BY_LAW, 0, one.start - 1):
            return
        listing = self.listing
        if listing.joined == "open" and (SORT.fullmatch(words) or (one.is_described and words.endswith("材料"))):
            listing.merge()
            listing.say_all(one.after)
            return  # 专利证书等证书 lists nothing further
        enumerated: Enumerated = "open" if listing.joined == "open" and listing.current else ""
        if enumerated and not listing.sums_up:
            listing.merge(self._of_another_kind(one))
        self._take_person(one)
        self._take_validity(one)
        concept = (one.label.value or None) if one.label is not None else None
        if concept is not None and one.label is not None:
            begin = one.label.start if one.label.head < 0 else one.label.head
            self.named.append(Named(concept, begin, one.end, enumerated))
        draft = Draft(
            one.start, one.end, concept, None, one.holders,
            issuer=one.issuer, description=one.described, circumstance=self.circumstance,
        )  # fmt: skip
        photograph(draft, self.normal, self.thesaurus)
        for named in whole_names(draft, one, listing, self.normal):
            listing.add(named)
            for said in (*listing.loose, *one.before, *listing.heading):
                listing.say(said, named)
            listing.joined = "and" if one.together else "or"
        listing.loose, listing.joined, self.listed = [], "", []
        listing.say_all(one.after)

    def _of_another_kind(self, summary: Element) -> int:
        """How many documents at the beginning of the list are none of those that 等 sums up: 同意书、身份证或者护照等身份证件."""
        current = self.listing.current
        known = self.thesaurus.find(self.normal[summary.start : summary.end])
        if known is None or len(current) < 2 or len(current[-1]) < 2:
            return 0  # without a choice of its own 等 sums up the whole list
        for at in reversed(range(len(current) - 1)):
            kinds = [draft.concept for draft in drafts(current[at : at + 1])]
            if any(kind is not None and self.thesaurus.relation(kind, known.id) == "disjoint" for kind in kinds):
                return at + 1
        return 0

    def _names_nothing(self, one: Element) -> bool:
        """材料 by itself, 证件 after a list that ends in 等, 文本 right after a bracket."""
        words = self.normal[one.start : one.end]
        if self.normal.endswith(")", 0, one.begin) and words in _AFTER_BRACKET and self.listing.requirements:
            return True
        if self.listing.joined == "open" and (SUMMARY.fullmatch(words) or words in ("证件", "资料")):
            return True
        if one.label is not None:
            return False
        issued = self.normal.endswith(("出具的", "开具的"), 0, one.start) or one.issuer is not None
        return BARE.fullmatch(words) is not None and not issued

    def _take_person(self, one: Element) -> None:
        """配偶死亡或者下落不明的证明 belongs to the 配偶 with whom the name begins."""
        if one.holders or (one.label is not None and one.start >= one.begin):
            return
        person = _SAYING.match(self.normal, one.start, one.end)
        if person is not None:
            one.holders, one.start = [person.span()], person.end()

    def _take_validity(self, one: Element) -> None:
        """有效护照 is a 护照 that is valid; 有效身份证件 is a name."""
        valid = _VALID.match(self.normal, one.start, one.end)
        if valid is None:
            return
        if self.normal[valid.end() : one.end].removeprefix("的") in _STAYS_VALID:
            one.start = valid.end() - len("有效")
            return
        mark = Token("mark", "有效", valid.end() - len("有效"), valid.end())
        one.before, one.start = [*one.before, Said(mark)], mark.end + self.normal.startswith("的", mark.end)
        known = self.thesaurus.find(self.normal[one.start : one.end])
        if one.label is not None:
            start, value = max(one.label.start, one.start), known.id if known is not None else one.label.value
            one.label = msgspec.structs.replace(one.label, start=start, value=value)


def _start(normal: str, one: Element) -> int:
    """Where the words of a member begin without 由 and 经."""
    span = trimmed(normal, one.start, one.end)
    return span[0] if span is not None else one.start
