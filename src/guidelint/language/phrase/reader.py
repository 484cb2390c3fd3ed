"""Members of lists, read from left to right into requirements.

Documents gather in a list; what follows a list (原件, 2份, 加盖公章) speaks for every document in it of the same holder that has
not said so itself. A semicolon or full stop ends the list. Words that name nothing yet wait for the member after them:
复员、转业、退伍证明 is one document, 公安、司法部门出具的 one issuer, 法定代表人或负责人身份证明 has two holders.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from guidelint.language.facts import edition, form, make
from guidelint.language.phrase.draft import Draft, Form
from guidelint.language.phrase.element import Element, Said, Span, element, trimmed
from guidelint.language.phrase.model import Enumerated
from guidelint.language.phrase.nouns import BARE, PHOTOGRAPH, SORT, ends_in_noun, is_institution
from guidelint.language.phrase.photograph import photograph
from guidelint.language.phrase.tokens import NAMES, SAID, Token, closing, is_holder
from guidelint.language.thesaurus import Thesaurus

SEPARATORS = frozenset({"and", "or", "open", "such-as", "one-of", "vague", "(", ")", ":", ",", ";", "quote"})
_ENDS = frozenset({"form", "count", "edition"})
_GO_ON = SAID | {"filler"}
_MAX_WAITING = 24  # characters of an unfinished name
_MAX_BRACKET = 12  # characters; longer remarks are none of a name
_GENERAL = ("材料", "证明", "证件", "文件", "凭证", "资料")  # words that a list of documents makes precise
_ASKS = re.compile("提交|提供|另附|附加|出具(?!的)|携带")
_NOT_A_CHOICE = ("含", "均含", "包含", "即", "包括")  # (含聘用合同) tells what the document covers
_BESIDE = ("附", "见", "详见", "不含")  # (附名单) tells what comes with it
_NO_OPEN_CHOICE = re.compile("其[他它]|[(（]")  # 居民身份证或者其他有效身份证件 has all of the choice
_BY_LAW = ("依照", "按照", "依据", "根据", "符合")  # 依照《公司法》 asks for no law
_ISSUED = re.compile("由?(?P<who>.+?)(?:出具|开具|核发|签发|颁发)")
_ERRAND = re.compile("领取|申领|换领|补领|到[^的]{2,12}(?:窗口|[所局处]|中心)")  # what for, not what with
_SAYING = re.compile(r"(?:本人|(?:申请人)?配偶|申请人|当事人)(?![的与和及之名])(?=.{3})")
_AND = re.compile(r"(?:以及|及|和|与|、)其?$")  # 船员服务簿及其复印件 is both

_AFTER_BRACKET = ("文本", "材料", "证明材料", "证", "表")  # 劳动合同(含聘用合同)文本
_VALID = re.compile("(?:合法|现行)?有效(?!期)")
_STAYS_VALID = frozenset(
    {"身份证件", "证件", "身份证明", "身份证明文件", "身份证明材料", "证明文件", "证明", "证明材料"}
)
_ANYBODY = frozenset(
    {"用户", "企业", "单位", "申请单位", "办事人", "群众", "业务", "公司", "企业单位", "办理时", "申请时"}
)

Bundle = list[Draft]


class Named(msgspec.Struct):
    """A concept named by a document, and whether the words list which of its documents are meant."""

    concept: str
    start: int
    end: int
    enumerated: Enumerated = ""


class Reader(msgspec.Struct):
    thesaurus: Thesaurus
    normal: str
    requirements: list[list[Bundle]] = msgspec.field(default_factory=list)
    named: list[Named] = msgspec.field(default_factory=list)
    unread: list[Span] = msgspec.field(default_factory=list)
    listed: list[Span] = msgspec.field(default_factory=list)  # unfinished members before 等, until a name follows
    loose: list[Said] = msgspec.field(default_factory=list)  # said where there is no document to say it of
    waiting: list[tuple[Element, str]] = msgspec.field(default_factory=list)  # unfinished members, and what joins them
    holders: list[Span] = msgspec.field(default_factory=list)  # read, and waiting for their document
    either: bool = False
    list_start: int = 0  # index of the first requirement of the current list
    joined: str = ""  # the last conjunction since the last document
    sums_up: bool = False  # whether the list has 和 or 及
    formed: Form | None = None  # the last form since the last document
    circumstance: Span | None = None  # who has to bring the documents that follow
    bundles: bool = False  # whether documents joined by 和 belong to one alternative

    # Going through the tokens.

    def read(self, tokens: Sequence[Token]) -> None:
        stream, at = [*tokens], 0
        while at < len(stream):
            token = stream[at]
            if token.text == "与" and self._is_preposition(stream, at):
                token = stream[at] = msgspec.structs.replace(token, kind="other")
            if token.kind == "(":
                end = closing(stream, at)
                self._brackets(stream[at + 1 : end], token.end)
                at = end + 1
            elif token.kind == ":" and self._is_vague_list():
                end = next((i for i in range(at, len(stream)) if stream[i].kind == ";"), len(stream))
                self._enumeration(stream[at + 1 : end])
                at = end
            elif token.kind in SEPARATORS:
                self._separator(token, stream[at + 1] if at + 1 < len(stream) else None)
                at += 1
            else:
                end = at + 1
                while end < len(stream) and self._goes_on_with(stream[end - 1], stream[end]):
                    end += 1
                for segment in self._members(stream[at:end]):
                    self._member(element(segment, self.normal))
                at = end
        self._flush()

    def _is_preposition(self, stream: Sequence[Token], at: int) -> bool:
        """与 before which nothing stands that it could join: 与第三者达成的协议."""
        if at == 0 or stream[at - 1].kind in SEPARATORS:
            return at == 0 or stream[at - 1].kind not in (")", "quote")
        return stream[at - 1].text.endswith(("的", "提交", "提供", "须", "交"))

    def _goes_on_with(self, token: Token, following: Token) -> bool:
        between = self.normal[token.end : following.start]
        return following.kind not in SEPARATORS and between.strip("《》") == ""

    def _separator(self, token: Token, following: Token | None) -> None:
        match token.kind:
            case "and" if following is not None and following.kind == "form":
                self._flush()  # 护照及复印件 joins no documents
            case "and" | "or" if self.waiting:
                self.waiting[-1] = (self.waiting[-1][0], token.kind)
            case "and" | "or":
                self.joined = token.kind
                self.sums_up = self.sums_up or (token.kind == "and" and token.text != "、")
            case "open":
                if any(one.kind == "unfinished" for one, _ in self.waiting):
                    self.listed += [(one.start, one.end) for one, _ in self.waiting if one.kind == "unfinished"]
                    self.waiting = [(one, kind) for one, kind in self.waiting if one.kind != "unfinished"]
                    return  # 医疗、教育等必要支出材料: what is listed names no documents
                self.joined = "or" if self.joined == "or" else "open"
            case "vague":
                self._flush()
                if self.joined == "or" and not self.sums_up:
                    self._merge_list()  # 出院记录、诊断书或者其他能够证明的材料
                self.unread.append((token.start, token.end))
            case "one-of":
                self._flush()
                self._merge_list()
            case "," | ";" | ":":
                self._flush()
                self.joined = "and"
                self.holders = [] if token.kind == ";" else self.holders
                if token.kind == ";":
                    self.circumstance = None
                    self.end_choice()
                    self.list_start, self.sums_up = len(self.requirements), False
                    self.formed = None

    def _flush(self) -> None:
        """What waits and is joined by nothing: persons wait for a document, other words stay unread."""
        for one, kind in self.waiting:
            if one.kind == "person":
                self.holders += one.holders
                self.either = kind == "or"
            else:
                self.unread.append((one.start, one.end))
        self.waiting = []
        self.unread += self.listed
        self.listed = []

    # Members.

    def _members(self, segment: Sequence[Token]) -> Iterator[Sequence[Token]]:
        """The parts of a stretch without a separator; after 原件, 2份 or 《X》 another name can begin."""
        start = 0
        ends = [at for at in range(1, len(segment)) if self._ends(segment[at - 1], segment[at])]
        names = [at for at, token in enumerate(segment) if _is_name(token)] if ends else []
        for at in ends:
            if any(start <= name < at for name in names) and names[-1] >= at:
                yield segment[start:at]
                start = at
        yield segment[start:]

    def _ends(self, token: Token, following: Token) -> bool:
        titled = token.kind in NAMES and self.normal.startswith("》《", token.end)
        return titled or (token.kind in _ENDS and following.kind not in _GO_ON)

    def _member(self, one: Element) -> None:
        match one.kind:
            case "facts":
                self._flush()
                page = next((said.token for said in one.after if said.token.kind == "extent"), None)
                if page is not None and not self.requirements:
                    self._add(Draft(page.start, page.end))  # 首页复印件 by itself
                    one.after = [said for said in one.after if said.token is not page]
                self._facts(one.after)
            case "document":
                if one.subject is not None:
                    self._subject(one, one.subject)
                self._document(one)
            case _:
                self._join(one)
                self.waiting.append((one, ""))
                for said in one.after:
                    self._say(said)

    def _subject(self, one: Element, subject: Span) -> None:
        """Who has to bring it begins a list of their own: 法人提交营业执照、个人提交身份证."""
        start = self.waiting[0][0].begin if self.waiting and all(kind for _, kind in self.waiting) else subject[0]
        words = self.normal[start : subject[1]]
        self.end_choice()
        if self.requirements and self.joined != "or":
            self.list_start, self.sums_up, self.joined, self.formed = len(self.requirements), False, "and", None
        is_class = (
            2 < len(words) <= 30
            and not is_holder(words)
            and words not in _ANYBODY
            and not words.startswith(("应", "需", "并", "由"))
        )
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
                self.either = self.either or kind == "or"
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
            self._flush()

    def _goes_on(self, before: Element, one: Element) -> bool:
        quoted = self.normal.startswith("《", one.begin)
        return not quoted and before.end - before.start <= _MAX_WAITING and one.start - before.end <= 2

    def _document(self, one: Element) -> None:
        self._join(one)
        label, words = one.label, self.normal[one.start : one.end]
        if label is None and self.joined == "open" and (BARE.fullmatch(words) or words in ("证件", "资料")):
            self._facts([*one.before, *one.after])
            return
        if self.normal.endswith(")", 0, one.begin) and words in _AFTER_BRACKET and self.requirements:
            self._facts([*one.before, *one.after])
            return
        if label is None and BARE.fullmatch(words) and not self.normal.endswith(("出具的", "开具的"), 0, one.start):
            self._facts([*one.before, *one.after])  # 材料 by itself names nothing
            return
        if label is None and _ERRAND.match(words):
            self.unread.append((one.start, one.end))
            return
        if label is not None and label.kind == "named" and self.normal.endswith(_BY_LAW, 0, one.start - 1):
            return
        person = _SAYING.match(self.normal, one.start, one.end) if one.start < one.begin or label is None else None
        if person is not None and not one.holders:
            one.holders, one.start = [person.span()], person.end()
        if self.joined == "open" and (SORT.fullmatch(words) or (one.is_described and words.endswith("材料"))):
            self._merge_list()
            self._after(one)
            return  # 专利证书等证书 lists nothing further
        enumerated: Enumerated = ""
        if self.joined == "open" and self.requirements[self.list_start :]:
            if not self.sums_up:
                self._merge_list()
            enumerated = "open"
        valid = _VALID.match(words)
        if valid is not None and words[valid.end() :].removeprefix("的") not in _STAYS_VALID:
            mark = Token("mark", "有效", one.start + valid.end() - 2, one.start + valid.end())
            one.before, one.start = [*one.before, Said(mark)], mark.end + self.normal.startswith("的", mark.end)
            known = self.thesaurus.find(self.normal[one.start : one.end])
            label = label and msgspec.structs.replace(
                label, start=max(label.start, mark.end), value=known.id if known else label.value
            )
        elif valid is not None and valid.end() > 2:
            one.start += valid.end() - 2
        concept = label.value or None if label is not None else None
        draft = Draft(one.start, one.end, concept, one.holders, issuer=one.issuer, circumstance=self.circumstance)
        if concept is not None and label is not None:
            begin = label.start if label.head < 0 else label.head
            self.named.append(Named(concept, begin, one.end, enumerated))
        photograph(draft, self.normal, self.thesaurus)
        self._add(draft)
        self.formed, self.listed = None, []
        for said in (*self.loose, *one.before):
            self._say(said, draft)
        self.loose = []
        self._after(one)

    def _after(self, one: Element) -> None:
        self._facts(one.after)

    def _add(self, draft: Draft) -> None:
        current = self.requirements[self.list_start :]
        if not draft.holders:
            draft.holders = self.holders or ([*current[-1][-1][-1].holders] if current else [])
        draft.either_holder = self.either or (
            bool(current) and draft.holders == current[-1][-1][-1].holders and current[-1][-1][-1].either_holder
        )
        if current and self.joined in ("or", "open"):
            self.requirements[-1].append([draft])
        elif current and self.bundles and self.joined == "and":
            self.requirements[-1][-1].append(draft)
        else:
            self.requirements.append([[draft]])
        self.holders, self.either, self.joined = [], False, ""

    # What is said of documents.

    def _facts(self, said: Sequence[Said]) -> None:
        for at, one in enumerate(said):
            token = one.token
            beside_name = _AND.search(self.normal, max(0, token.start - 3), token.start)
            if token.kind == "form" and at == 0 and beside_name and self.formed is None and self._scope():
                value = form.BOTH if form.read(token.text) == form.COPY else form.read(token.text)
                self._form(Form(value, beside_name.start(), token.end), self._scope())
                continue
            if token.kind == "count":
                before = said[at - 1].token if at else None
                follows = said[at + 1].token if at + 1 < len(said) else None
                beside = before is not None and before.kind == "form" and before.end == token.start
                if not beside and follows is not None and follows.kind == "form" and follows.start <= token.end + 1:
                    self._count(token, form.read(follows.text))
                    continue
            self._say(one)

    def _say(self, said: Said, draft: Draft | None = None) -> None:
        """Says it of the draft or, without one, of those that it is about."""
        token = said.token
        last = [draft] if draft is not None else self._last()
        scope = [draft] if draft is not None else self._scope()
        if not scope:
            self.loose.append(said)
            return
        match token.kind:
            case "form":
                self._form(Form(form.read(token.text), token.start, token.end), scope)
            case "count":
                self._count(token, self.formed.value if self.formed is not None else None, draft)
            case "edition":
                for one in scope:
                    one.editions = one.editions or edition.read(token.text)
                if edition.is_choice(token.text) and not draft:
                    self._either_edition()
            case "mark":
                for one in scope:
                    one.marks = [*one.marks, said]
            case "age":
                for one in last:
                    one.age = one.age or token
            case "extent":
                for one in last:
                    one.extent = [*one.extent, token]
            case "make":
                for one in last if self._fits(token, last) else []:
                    one.make = [*one.make, token]

    def _fits(self, token: Token, last: Bundle) -> bool:
        """正面 of a household register is a page, of a photograph a posture."""
        found = make.read(token.text)
        is_photograph = bool(last) and self._is_photograph(last[0])
        return found is not None and (is_photograph or found[0] in ("纸张", "介质", "制作", "语言"))

    def _is_photograph(self, draft: Draft) -> bool:
        return PHOTOGRAPH.search(self.normal, draft.start, draft.end) is not None

    def _last(self) -> Bundle:
        return self.requirements[-1][-1][-1:] if self.requirements else []

    def _scope(self) -> Bundle:
        """Documents of the current list that belong to the same persons as the last one."""
        drafts = list(self._drafts(self.requirements[self.list_start :])) or self._last()
        whose = self._persons(drafts[-1]) if drafts else set()
        return [one for one in drafts if self._persons(one) == whose]

    def _persons(self, draft: Draft) -> set[str]:
        return {self.normal[start:end] for start, end in draft.holders}

    def _form(self, said: Form, scope: Bundle) -> None:
        if not self._is_photograph(scope[-1]):
            scope = [one for one in scope if not self._is_photograph(one)]
        for one in scope:
            if one.form is None:
                one.form = said
            elif self.formed is not None and one.form == self.formed:
                one.form = _both(one.form, said)
        self.formed = said

    def _count(self, token: Token, of: str | None, draft: Draft | None = None) -> None:
        scope = [draft] if draft is not None else self._scope()
        if scope and self._is_photograph(scope[-1]):
            scope = [one for one in scope if self._is_photograph(one)]
        for one in scope:
            if of is not None or not one.is_counted:
                one.count(token, of)

    def _either_edition(self) -> None:
        drafts = self._last()
        if len(drafts) == 1 and len(drafts[0].editions) == 2:
            first, second = sorted(drafts[0].editions)
            other = msgspec.structs.replace(drafts[0], editions=frozenset({second}))
            drafts[0].editions = frozenset({first})
            self.requirements[-1].append([other])

    # Brackets and enumerations.

    def _brackets(self, inner: Sequence[Token], opened: int) -> None:
        waits = bool(self.waiting)
        if not inner:
            return
        end = inner[-1].end
        has_names = any(_is_name(token) for token in inner)
        if self.normal.startswith(_BESIDE, opened) or (
            self.normal.startswith(_NOT_A_CHOICE, opened) and not self._is_vague_list()
        ):
            has_names = False
        if not has_names:
            self._remark(inner)
            issued = _ISSUED.fullmatch(self.normal, opened, end)
            for draft in self._last() if issued is not None else []:
                draft.issuer = draft.issuer or issued.span("who")  # type: ignore[union-attr]
            return
        if waits:
            self._flush()
        if inner[0].kind == "and" and self.requirements:
            self.joined = "and"
            self._aside(inner[1:])
            return
        asks = _ASKS.search(self.normal, opened, end) is not None
        if not asks and inner[0].kind != "or" and self._is_list_of(inner):
            self._enumeration(inner)
            return
        another = self._is_another_name(inner)
        if self.requirements and (another or inner[0].kind == "or") and not asks:
            self.joined, self.bundles = "or", True
            self._aside(inner[1:] if inner[0].kind == "or" else inner)
            self.bundles = False
        elif asks or not self.requirements:
            self._aside(inner)
        else:
            self._remark(inner)

    def _aside(self, inner: Sequence[Token]) -> None:
        if inner:
            self.read(inner)
            self.joined = ""

    def _remark(self, inner: Sequence[Token]) -> None:
        """What a bracket without another document says of the one before it: 加盖公章, 村委会盖章."""
        for segment in between(inner):
            self._facts(element(segment, self.normal).after)

    def _is_another_name(self, inner: Sequence[Token]) -> bool:
        """Whether a bracket holds nothing but documents, or a choice of them: 军官证(士兵证). A comma may add a remark."""
        end = next((at for at, token in enumerate(inner) if token.kind == ","), len(inner))
        if any(token.kind in SEPARATORS and token.kind != "or" and token.text != "、" for token in inner[:end]):
            return False
        kinds = {element(segment, self.normal).kind for segment in between(inner[:end])}
        return "document" in kinds and kinds <= {"document", "facts"}

    def _is_list_of(self, inner: Sequence[Token]) -> bool:
        """Whether the words in a bracket say which documents are meant by the last one."""
        if self._is_vague_list():
            return True
        if not self.requirements:
            return False
        last = self._last()[0]
        chosen = sum(token.kind in NAMES for token in inner) > 1 and any(token.kind == "or" for token in inner)
        return inner[0].kind == "such-as" or (chosen and self.normal[last.start : last.end].endswith(_GENERAL))

    def _is_vague_list(self) -> bool:
        """Whether the last document is one that an enumeration can make precise."""
        if not self.requirements:
            return False
        last = self._last()[0]
        if last.concept is None:
            return self.normal[last.start : last.end].endswith(_GENERAL)
        return bool(self.thesaurus.concept(last.concept).narrower)

    def _enumeration(self, inner: Sequence[Token]) -> None:
        """What follows a vague document in brackets or after a colon says which of its documents are meant."""
        nested = Reader(self.thesaurus, self.normal)
        nested.read([token for token in inner if token.kind not in ("(", ")")])
        nested.end_choice()
        if not nested.requirements:
            self._facts(nested.loose)
            return
        vague = self._last()[0]
        if self._is_as_general(nested, vague):
            self.requirements[-1] += [bundle for one in nested.requirements for bundle in one]
            self.named += nested.named
            return
        is_open = any(token.kind in ("open", "such-as") for token in inner)
        for draft in self._drafts(nested.requirements):
            draft.inherit(vague)
        self.requirements[-1].pop()
        if len(nested.requirements) == 1 or self.requirements[-1] or self._is_choice(inner, vague):
            self.requirements[-1] += [bundle for one in nested.requirements for bundle in one]
        else:
            self.requirements.pop()
            self.requirements += nested.requirements
        if self.named and vague.concept is not None and self.named[-1].concept == vague.concept:
            self.named[-1].enumerated = "open" if is_open else "closed"
        self.named += nested.named
        self.unread += nested.unread
        self.joined = ""

    def _is_as_general(self, nested: "Reader", vague: Draft) -> bool:
        """质量合格证明(来源证明): another document of the same kind, not one that makes the first precise."""
        drafts = list(self._drafts(nested.requirements))
        words = [self.normal[one.start : one.end] for one in (vague, *drafts)]
        return vague.concept is None and len(drafts) == 1 and words[0][-2:] == words[1][-2:] and len(words[0]) > 4

    def _is_choice(self, inner: Sequence[Token], vague: Draft) -> bool:
        """身份证明(身份证、护照) leaves the choice; 证明材料(房产证、购房合同) and a list with 和 ask for all."""
        if any(token.kind == "and" and token.text != "、" for token in inner):
            return False
        return vague.concept is not None or any(token.kind in ("or", "such-as", "one-of") for token in inner)

    def _merge_list(self) -> None:
        """The documents of the list are alternatives, not all of them needed."""
        current = self.requirements[self.list_start :]
        if current:
            self.requirements[self.list_start :] = [[bundle for one in current for bundle in one]]

    def end_choice(self) -> None:
        """护照或者通行证、旅行证: a list that begins with a choice goes on with it, unless 和 or another holder follows."""
        current = self.requirements[self.list_start :]
        if len(current) < 2 or self.sums_up or len(current[0]) < 2:
            return
        first, second = current[0][0][0], current[1][0][0]
        last = current[0][-1][-1]
        if (
            all(len(one) == 1 and self._persons(one[0][0]) == self._persons(first) for one in current[1:])
            and "、" in self.normal[last.end : second.start]
            and not _NO_OPEN_CHOICE.search(self.normal, first.end, last.start)
        ):
            self._merge_list()

    def _drafts(self, requirements: Sequence[list[Bundle]]) -> Iterator[Draft]:
        return (draft for one in requirements for bundle in one for draft in bundle)


def _start(normal: str, one: Element) -> int:
    """Where the words of a member begin without 由 and 经."""
    span = trimmed(normal, one.start, one.end)
    return span[0] if span is not None else one.start


def _both(first: Form, second: Form) -> Form:
    if {first.value, second.value} != {form.ORIGINAL, form.COPY}:
        return first
    return Form(form.BOTH, first.start, second.end)


def between(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The stretches between separators."""
    start = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or tokens[at].kind in SEPARATORS:
            if tokens[start:at]:
                yield tokens[start:at]
            start = at + 1


def _is_name(token: Token) -> bool:
    return token.kind in NAMES or (token.kind == "other" and ends_in_noun(token.text))


def with_inner_brackets(stream: Sequence[Token], normal: str) -> Iterator[Token]:
    """The tokens, with a bracket in the middle of a name as a part of it: 工程预(决)算书, 村(居)委会."""
    at = 0
    while at < len(stream):
        token = stream[at]
        end = (
            closing(stream, at + 1)
            if token.kind == "holder" and at + 1 < len(stream) and stream[at + 1].kind == "("
            else 0
        )
        if (
            0 < end < len(stream) - 1
            and stream[at + 1].start == token.end
            and stream[end + 1].start == stream[end].end
            and stream[end + 1].kind in ("document", "other", "filler")
            and all(t.kind in ("other", "holder", ":") for t in stream[at + 2 : end])
        ):
            yield Token("holder", normal[token.start : stream[end].end], token.start, stream[end].end)
            at = end + 1
            continue
        if (
            token.kind == "("
            and at > 0
            and stream[at - 1].kind in ("other", "holder", "document")
            and stream[at - 1].end == token.start
        ):
            end = closing(stream, at)
            inside = stream[at + 1 : end]
            if (
                end + 1 < len(stream)
                and stream[end + 1].start == stream[end].end <= token.start + _MAX_BRACKET
                and stream[end + 1].kind in ("other", "document", "filler")
                and all(t.kind in ("other", "holder", ":", "or", "and", "make") for t in inside)
                and not (stream[at - 1].kind != "holder" and ends_in_noun(stream[at - 1].text))
            ):
                yield Token("other", normal[token.start : stream[end].end], token.start, stream[end].end)
                at = end + 1
                continue
        yield token
        at += 1
