"""One published material name or sentence, parsed into its parts.

The tokens are read from left to right. Documents gather in a list; what follows a list (原件, 2份, a circumstance in
brackets) speaks for every document in it that has not said so itself. A semicolon or full stop ends the list.
"""

import re
from collections.abc import Sequence

import msgspec

from guidelint.language.normalise import Normalised, normalise
from guidelint.language.phrase.chunks import chunks, unnamed
from guidelint.language.phrase.circumstance import Circumstance, circumstances
from guidelint.language.phrase.mentions import further_mentions
from guidelint.language.phrase.model import Count, Enumerated, Mention, Option, Part, Phrase, Requirement
from guidelint.language.phrase.numerals import count
from guidelint.language.phrase.tokens import NAMES, SAID, Token, closing, coordinated, tokens
from guidelint.language.thesaurus import Thesaurus

_MAX_PREFIX = 16
MAX_LENGTH = 2_000
"""Longer texts are read up to here, in characters."""

_NO_DOCUMENTS = ("seal", "authority")  # concepts of the thesaurus that nobody brings along
_STAYS_VALID = frozenset({"身份证件", "证件", "身份证明", "身份证明文件", "身份证明材料"})  # 有效身份证件 is one word
_GENERAL = ("材料", "证明", "证件", "文件", "凭证")  # words that a list of documents makes precise
_ASKS = re.compile("提交|提供|另附|出具(?!的)")
_NOT_A_CHOICE = ("含", "均含", "包含", "即", "包括")  # (附名单) tells what comes with the document
_NO_OPEN_CHOICE = re.compile("其[他它]|[(（]")  # 居民身份证或者其他有效身份证件 has all of the choice
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, as broken JSON can hold; matchers refuse it


def parse(text: str, thesaurus: Thesaurus) -> Phrase:
    """Never fails: words that it cannot place are left out. Offsets are those of `text`."""
    normal = readable(text)
    found = list(circumstances(normal.text))
    reader = _Reader(thesaurus, text, normal, found)
    words = list(coordinated(list(tokens(normal.text, thesaurus)), thesaurus))
    stream = words
    if found:
        stream = [t for t in words if not any(c.start <= t.start and t.end <= c.end for c in found)]
    chunked = chunks(stream, normal.text, reader.is_authority)
    reader.read(chunked)
    if not reader.drafts and not found and (token := unnamed(chunked, words)) is not None:
        reader.read([token])
    reader.mention_all(stream)
    return reader.phrase()


def readable(text: str) -> Normalised:
    """The text as it is read: normalised, of bearable length, without half characters."""
    return normalise(
        text if text.isprintable() and len(text) <= MAX_LENGTH else _SURROGATE.sub("\ufffd", text[:MAX_LENGTH])
    )


def _is_another_name(inner: Sequence[Token]) -> bool:
    """Whether a bracket holds nothing but a document, or a choice of them: 军官证(士兵证). A comma may add a remark."""
    end = next((at for at, token in enumerate(inner) if token.kind == ","), len(inner))
    return end > 0 and all(token.kind in NAMES or token.kind in ("or", "form") for token in inner[:end])


class _Draft(msgspec.Struct):
    """A requirement while it is being read."""

    options: list[Option]
    holders: list[Part]
    form: Part | None = None
    copies: Count | None = None
    circumstance: Part | None = None


class _Reader(msgspec.Struct):
    thesaurus: Thesaurus
    text: str
    normal: Normalised
    circumstances: Sequence[Circumstance]
    drafts: list[_Draft] = msgspec.field(default_factory=list)
    mentions: list[Mention] = msgspec.field(default_factory=list)
    first: dict[str, Part | Count] = msgspec.field(default_factory=dict)
    all_holders: list[Part] = msgspec.field(default_factory=list)
    holders: list[Part] = msgspec.field(default_factory=list)  # read, and waiting for their document
    list_start: int = 0  # index of the first draft of the current list
    joined: str = ""  # the last conjunction since the last document
    sums_up: bool = False  # whether the list has 和 or 及
    formed: bool = False  # whether a form was said since the last document

    def read(self, stream: Sequence[Token]) -> None:
        at = 0
        while at < len(stream):
            token = stream[at]
            if token.kind == "(":
                end = closing(stream, at)
                self._brackets(stream[at + 1 : end], token.end)
                at = end + 1
                continue
            if token.kind == ":" and self._is_vague_list():
                end = next((i for i in range(at, len(stream)) if stream[i].kind == ";"), len(stream))
                self._enumeration(stream[at + 1 : end])
                at = end
                continue
            self._token(token)
            at += 1

    def mention_all(self, stream: Sequence[Token]) -> None:
        options = [option for draft in self.drafts for option in draft.options]
        self.mentions += further_mentions(stream, self.normal, options, tuple(self.mentions), self._is_no_document)
        self.mentions.sort(key=lambda mention: mention.start)

    def phrase(self) -> Phrase:
        self._end_choice()
        for found in self.circumstances:
            self._attach_circumstance(found)
        # Form and number of a phrase are those of its first document, where the documents have their own.
        if self.drafts and (form := self.drafts[0].form) is not None:
            self.first["form"] = form
        if any(draft.copies for draft in self.drafts):
            self.first.pop("copies", None)
            self.first |= {"copies": copies} if (copies := self.drafts[0].copies) else {}
        return Phrase(
            text=self.text,
            requirements=tuple(
                Requirement(tuple(d.options), tuple(d.holders), d.form, d.copies, d.circumstance) for d in self.drafts
            ),
            mentions=tuple(self.mentions),
            holders=tuple(self.all_holders),
            **self.first,  # type: ignore[arg-type]
        )

    def _token(self, token: Token) -> None:
        match token.kind:
            case "document":
                self._document(token)
            case "named":
                self._named(token)
            case "holder":
                self._holder(token)
            case "form" | "seal" | "signature" | "validity":
                self._say(token.kind, self._part(token.start, token.end, token.value))
            case "count":
                self._count(token)
            case "and" | "or" if not self.holders:  # 委托代理人或者指定代表的身份证明 joins persons
                self.joined = token.kind
                self.sums_up = self.sums_up or (token.kind == "and" and token.text != "、")
            case "open" | "vague":
                # Examples before 等 or 或其他材料 are alternatives; 和 says that all are meant.
                if not self.sums_up and (token.kind == "open" or self.joined in ("or", "open")):
                    self._merge_list()
                self.joined = token.kind if token.kind == "open" else self.joined
            case "one-of":
                self._merge_list()
            case "," | ";":
                self.joined = "and"
                self.holders = [] if token.kind == ";" else self.holders
                if token.kind == ";":
                    self._end_choice()
                    self.list_start, self.sums_up = len(self.drafts), False

    def _document(self, token: Token) -> None:
        start, end = self.normal.original(token.start, token.end)
        label = self.normal.original(token.start if token.head < 0 else token.head, token.end)
        if self._is_no_document(token):
            return
        option = self._plain(Option(self.text[start:end], start, end, token.value))
        enumerated: Enumerated = ""
        if self.joined == "open" and self.drafts[self.list_start :]:
            if not self.sums_up:
                self._merge_list()
            enumerated = "open"
        self._add(option)
        self.mentions.append(Mention(token.value, *label, enumerated))
        if self.text.startswith("近期", label[0]):
            self.first.setdefault("validity", Part("近期", label[0], label[0] + len("近期"), "近期"))

    def is_authority(self, token: Token) -> bool:
        return self.thesaurus.is_within(token.value, "authority")

    def _is_no_document(self, token: Token) -> bool:
        return any(self.thesaurus.is_within(token.value, other) for other in _NO_DOCUMENTS)

    def _named(self, token: Token) -> None:
        start, end = self.normal.original(token.start, token.end)
        self._add(self._plain(Option(self.text[start:end], start, end, token.value or None)))
        if token.value:
            self.mentions.append(Mention(token.value, *self.normal.original(token.head, token.end)))

    def _plain(self, option: Option) -> Option:
        """有效护照 is a 护照 that has to be valid; in 外国有效护照 the word is part of the name as well."""
        at = -1 if _SURROGATE.search(option.text) else option.text.find("有效")
        if option.text.startswith("合法有效") and option.text[4:] in _STAYS_VALID:
            return Option(option.text[2:], option.start + 2, option.end, option.concept)
        if (
            at < 0
            or normalise(option.text[at + 2 :]).text.removeprefix("的") in _STAYS_VALID
            or option.text[at + 2 : at + 3] == "期"
        ):
            return option
        self.first.setdefault("validity", Part("有效", option.start + at, option.start + at + 2, "有效"))
        rest = option.text[at + 2 :]
        if len(rest) < 2 or option.text[:at] not in ("", "合法"):
            return option
        known = self.thesaurus.find(rest)
        return Option(rest, option.start + at + 2, option.end, known.id if known else option.concept)

    def _add(self, option: Option) -> None:
        self.formed = False
        if self.joined in ("or", "open") and self.drafts[self.list_start :]:
            self.drafts[-1].options.append(option)
            self.drafts[-1].holders += self.holders
            self.holders = []
        else:
            holders = self.holders or (list(self.drafts[-1].holders) if self.drafts[self.list_start :] else [])
            self.drafts.append(_Draft([option], holders))
            self.holders = []
        self.joined = ""

    def _holder(self, token: Token) -> None:
        part = self._part(token.start, token.end, token.value)
        self.holders.append(part)
        if part.text not in {holder.text for holder in self.all_holders}:
            self.all_holders.append(part)

    def _say(self, kind: str, part: Part) -> None:
        if kind == "form":
            self._form(part)
        else:
            self.first.setdefault(kind, part)

    def _form(self, part: Part) -> None:
        """A form speaks for the documents of its holder that have none; 复印件 and then 交验原件 ask for both."""
        drafts = self.drafts[self.list_start :]
        whose = {holder.text for holder in drafts[-1].holders} if drafts else set()
        for draft in drafts:
            if draft.form is None and {holder.text for holder in draft.holders} == whose:
                draft.form = part
            elif self.formed and draft.form is not None:
                draft.form = self._both(draft.form, part)
        said = self.first.get("form")
        if isinstance(said, Part) and self.formed:
            part = self._both(said, part)
        if said is None or self.formed:
            self.first["form"] = part
        self.formed = True

    def _both(self, first: Part, second: Part) -> Part:
        if {first.value, second.value} != {"原件", "复印件"}:
            return first
        return Part(self.text[first.start : second.end], first.start, second.end, "原件和复印件")

    def _count(self, token: Token) -> None:
        number = count(token.text)
        if number is None:
            return
        start, end = self.normal.original(token.start, token.end)
        said = Count(self.text[start:end], start, end, number)
        self.first.setdefault("copies", said)
        for draft in self.drafts[self.list_start :]:
            draft.copies = draft.copies or said

    def _brackets(self, inner: Sequence[Token], opened: int) -> None:
        if self.normal.text.startswith("附", opened) or (
            self.normal.text.startswith(_NOT_A_CHOICE, opened) and not self._is_vague_list()
        ):
            inner = [token for token in inner if token.kind in SAID]
        if not any(token.kind in NAMES for token in inner):
            for token in inner:
                if token.kind in SAID:
                    self._token(token)
            return
        end = inner[-1].end
        asks = any(opened <= c.start < end for c in self.circumstances) or _ASKS.search(self.normal.text, opened, end)
        if not asks and inner[0].kind != "or" and self._is_list_of(inner):
            self._enumeration(inner)
            return
        if self.drafts and not asks and _is_another_name(inner):
            self.joined = "or"
        reads = asks or inner[0].kind == "or" or self.joined == "or" or not self.drafts
        for token in inner:
            if token.kind in SAID or reads:
                self._token(token)

    def _is_list_of(self, inner: Sequence[Token]) -> bool:
        """Whether the words in a bracket say which documents are meant by the last one."""
        if self._is_vague_list():
            return True
        if not self.drafts:
            return False
        chosen = sum(token.kind in NAMES for token in inner) > 1 and any(token.kind == "or" for token in inner)
        return inner[0].kind == "such-as" or (chosen and self.drafts[-1].options[-1].text.endswith(_GENERAL))

    def _is_vague_list(self) -> bool:
        """Whether the last document is one that an enumeration can make precise."""
        if not self.drafts:
            return False
        option = self.drafts[-1].options[-1]
        if option.concept is None:
            return option.text.endswith(("材料", "证明"))
        return bool(self.thesaurus.concept(option.concept).narrower)

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
        vague = draft.options[-1]
        draft.options = [vague, *options] if is_open and vague.concept is not None else options
        draft.form = draft.form or next((d.form for d in nested.drafts if d.form), None)
        draft.copies = draft.copies or next((d.copies for d in nested.drafts if d.copies), None)
        if vague.concept is not None and self.mentions and self.mentions[-1].concept == vague.concept:
            self.mentions[-1] = msgspec.structs.replace(self.mentions[-1], enumerated="open" if is_open else "closed")
        self.mentions += nested.mentions

    def _merge_list(self) -> None:
        """The documents of the list are alternatives, not all of them needed."""
        drafts = self.drafts[self.list_start :]
        if drafts:
            drafts[0].options = [option for draft in drafts for option in draft.options]
            self.drafts[self.list_start :] = drafts[:1]

    def _end_choice(self) -> None:
        """护照或者通行证、旅行证: a list that begins with a choice goes on with it, unless 和 or another holder follows."""
        drafts = self.drafts[self.list_start :]
        if len(drafts) < 2 or self.sums_up or len(drafts[0].options) < 2:
            return
        first, second = drafts[0].options[0], drafts[1].options[0]
        last = drafts[0].options[-1]
        if (
            all(len(one.options) == 1 and one.holders == drafts[0].holders for one in drafts[1:])
            and "、" in self.text[last.end : second.start]
            and not _NO_OPEN_CHOICE.search(self.text, first.end, last.start)
        ):
            self._merge_list()

    def _attach_circumstance(self, found: Circumstance) -> None:
        part = self._part(found.start, found.end, self.normal.text[found.start : found.end])
        self.first.setdefault("circumstance", part)
        for draft in self.drafts:
            if draft.circumstance is None and (draft.options[0].start < part.start) == found.before:
                draft.circumstance = part

    def _part(self, start: int, end: int, value: str) -> Part:
        begin, stop = self.normal.original(start, end)
        return Part(self.text[begin:stop], begin, stop, value)
