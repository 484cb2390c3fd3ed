"""The documents of a text in lists, and what the words say of them.

What follows a list (原件, 2份, 加盖公章) speaks for every document in it of the same holder that has not said so itself.
Pages, age and make speak for the last document only.
"""

from collections.abc import Iterator, Sequence

import msgspec

from guidelint.language.facts import edition, form, make
from guidelint.language.phrase.draft import Draft, Form
from guidelint.language.phrase.modifiers import Said, Span
from guidelint.language.phrase.nouns import PHOTOGRAPH
from guidelint.language.phrase.tokens import Token
from guidelint.model.regex import regex

_NO_OPEN_CHOICE = regex("其[他它]|[(（]")  # 居民身份证或者其他有效身份证件 has all of the choice
_AND = regex(r"(?:以及|及|和|与|、)其?$")  # 船员服务簿及其复印件 is both
_NOT_TAKEN = regex("(?:不收|不要|不需要?|无需|无须|不用|不留|免交|免)$")  # 核原件,不收复印件
_EACH = regex("(?:均|各)(?!人)")
_OF_ANY = ("纸张", "介质", "制作", "语言")  # dimensions that other papers than photographs have

Bundle = list[Draft]


class Listing(msgspec.Struct):
    """`requirements` are asked for together; each is a list of alternatives, and each of these has one or more documents."""

    normal: str
    requirements: list[list[Bundle]] = msgspec.field(default_factory=list)
    loose: list[Said] = msgspec.field(default_factory=list)  # said where there is no document to say it of
    holders: list[Span] = msgspec.field(default_factory=list)  # read, and waiting for their document
    either: bool = False  # whether one of those holders is enough
    list_start: int = 0  # index of the first requirement of the current list
    joined: str = ""  # the last conjunction since the last document
    sums_up: bool = False  # whether the list has 和 or 及
    formed: Form | None = None  # the last form since the last document
    is_of_all: bool = False  # whether what is said goes for the documents of other persons as well: 复印件各一份
    bundles: bool = False  # whether documents joined by 和 belong to one alternative
    chooses: bool = False  # whether those joined by 、 are alternatives: (或聘用合同、派遣协议)
    heading: list[Said] = msgspec.field(default_factory=list)  # said before a colon of all that follows

    @property
    def current(self) -> list[list[Bundle]]:
        return self.requirements[self.list_start :]

    def start(self) -> None:
        """Begins another list."""
        self.end_choice()
        self.list_start, self.sums_up, self.formed = len(self.requirements), False, None

    def add(self, draft: Draft) -> None:
        current = self.current
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
        self.holders, self.either, self.joined, self.formed, self.is_of_all = [], False, "", None, False

    def say_all(self, said: Sequence[Said]) -> None:
        self.is_of_all = self.is_of_all or any(_EACH.match(one.token.text) for one in said if one.token.kind == "count")
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
            self.say(one)

    def say(self, said: Said, draft: Draft | None = None) -> None:
        """Says it of the draft or, without one, of those that it is about."""
        token = said.token
        last = [draft] if draft is not None else self.last()
        scope = [draft] if draft is not None else self._scope()
        if not scope:
            self.loose.append(said)
            return
        match token.kind:
            case "form" if _NOT_TAKEN.search(self.normal, max(0, token.start - 4), token.start):
                pass
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
        return found is not None and (is_photograph or found[0] in _OF_ANY)

    def _is_photograph(self, draft: Draft) -> bool:
        return PHOTOGRAPH.search(self.normal, draft.start, draft.end) is not None

    def last(self) -> Bundle:
        return self.requirements[-1][-1][-1:] if self.requirements else []

    def _scope(self) -> Bundle:
        """Documents of the current list that belong to the same persons as the last one."""
        listed = list(drafts(self.current)) or self.last()
        if self.is_of_all:
            return listed
        whose = self._persons(listed[-1]) if listed else set()
        return [one for one in listed if self._persons(one) == whose]

    def _persons(self, draft: Draft) -> set[str]:
        return {self.normal[start:end] for start, end in draft.holders}

    def _form(self, said: Form, scope: Bundle) -> None:
        if not self._is_photograph(scope[-1]):
            scope = [one for one in scope if not self._is_photograph(one)]
        if said.value == form.COPY and not self.is_of_all:
            last = list(drafts(self.requirements[-1:]))  # 申请表、身份证复印件: what is filled in for it is no copy
            scope = [
                one for one in scope if one in last or not form.is_plainly_original(self.normal[one.start : one.end])
            ]
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
        drafts = self.last()
        if len(drafts) == 1 and len(drafts[0].editions) == 2:
            first, second = sorted(drafts[0].editions)
            other = msgspec.structs.replace(drafts[0], editions=frozenset({second}))
            drafts[0].editions = frozenset({first})
            self.requirements[-1].append([other])

    def merge(self, after: int = 0) -> None:
        """The documents of the list `after` its first ones are alternatives, not all of them needed."""
        current = self.current[after:]
        if current:
            self.requirements[self.list_start + after :] = [[bundle for one in current for bundle in one]]

    def end_open(self) -> None:
        """The list ends in 等: there are others like these."""
        for draft in drafts(self.current):
            draft.is_listed = True

    def end_choice(self) -> None:
        """护照或者通行证、旅行证: a list that begins with a choice goes on with it, unless 和 or another holder follows."""
        current = self.current
        if len(current) < 2 or self.sums_up or len(current[0]) < 2:
            return
        first, second = current[0][0][0], current[1][0][0]
        last = current[0][-1][-1]
        if (
            first.start != last.start  # 香港或者澳门身份证、护照: the choice ends with the name
            and all(len(one) == 1 and self._persons(one[0][0]) == self._persons(first) for one in current[1:])
            and self.normal[last.end : second.start].startswith("、")
            and not _NO_OPEN_CHOICE.search(self.normal, first.end, last.start)
        ):
            self.merge()


def drafts(requirements: Sequence[list[Bundle]]) -> Iterator[Draft]:
    return (draft for one in requirements for bundle in one for draft in bundle)


def _both(first: Form, second: Form) -> Form:
    if second.value != form.BOTH and {first.value, second.value} != {form.ORIGINAL, form.COPY}:
        return first
    return Form(form.BOTH, min(first.start, second.start), max(first.end, second.end))
