"""A document's name, read: its spelling, its qualifiers, its head, and the concept of the thesaurus that it names."""

from collections.abc import Callable, Iterator

import msgspec

from guidelint.language.heads import Head, head_of
from guidelint.language.relation.qualifiers import Values, qualified
from guidelint.language.relation.spelling import bare, canonical
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.regex import regex

_ENDS = {
    "证": ("证书", "证件"), "证书": ("证",), "证件": ("证",), "协议": ("协议书", "合同"), "协议书": ("协议", "合同"), "合同书": ("合同",), "合同": ("协议",),
    "证明书": ("证明",), "证明": ("证明书",), "证明材料": ("证明", "材料"), "证明文件": ("证明", "证明材料"), "证明资料": ("证明", "证明材料"),
    "凭据": ("凭证",), "资料": ("材料",), "凭证材料": ("证明", "凭证", "证明材料"), "材料": ("证明材料",), "相片": ("照片",), "报告书": ("报告",), "报告单": ("报告",),
    "申请单": ("申请表",), "申请书": ("申请表",), "申请表": ("申请书",), "申领表": ("申请表",), "申报表": ("申请表",), "许可证书": ("许可证",), "手续": ("材料", "证明材料"),
}  # fmt: skip
_VAGUE = regex("(?:相关|有关|相应|其他|其它)的?")
_END = regex("(?:" + "|".join(sorted(_ENDS, key=len, reverse=True)) + ")$")


class Name(msgspec.Struct, frozen=True):
    """`concept` is the one that the whole name stands for, with its qualifiers or, where `values_apart`, without them.
    Where neither is known, `kind_of` is the concept whose label the name ends in: 某某学校毕业证书 is a kind of 毕业证书.
    One that `is_vague` begins with 相关 or the like, and does not say which paper of its kind is meant."""

    text: str
    spelling: str
    rest: str
    values: Values
    head: Head
    stem: str
    concept: str | None = None
    values_apart: bool = False
    kind_of: str | None = None
    is_vague: bool = False


Labelled = Callable[[str], str | None]
"""The concept with a label in canonical spelling."""


def read(text: str, thesaurus: Thesaurus, labelled: Labelled) -> Name:
    spelling = canonical(text)
    without = qualified(spelling)
    head = head_of(without.rest) if head_of(without.rest).word else head_of(spelling)
    stem = without.rest.removesuffix(head.word)
    concept = _find(text, spelling, thesaurus, labelled)
    apart, kind = False, None
    if concept is None:
        kind, end = _ending(spelling, labelled)
        if (
            without.values and len(without.rest) > 1 and not qualified(end).values
        ):  # 变更证明 is no 证明 with a word more
            concept = _find(without.rest, without.rest, thesaurus, labelled)
            apart = concept is not None
    if concept is not None:
        kind = None
    elif kind is None:
        kind, _ = _ending(without.rest, labelled)
    is_vague = _VAGUE.match(text) is not None
    return Name(text, spelling, without.rest, without.values, head, stem, concept, apart, kind, is_vague)


def _find(text: str, spelling: str, thesaurus: Thesaurus, labelled: Labelled) -> str | None:
    for words in (text, bare(text)):
        if (found := thesaurus.find(words)) is not None:
            return found.id
    for words in (spelling, *_variants(spelling)):
        if (id := labelled(words)) is not None:
            return id
    return None


def _variants(spelling: str) -> Iterator[str]:
    end = _END.search(spelling)
    if end is not None:
        for other in _ENDS[end[0]]:
            yield spelling[: end.start()] + other


def _ending(spelling: str, labelled: Labelled) -> tuple[str | None, str]:
    """The longest label that a name ends in, if it says more than a head noun does, after its concept."""
    for start in range(1, len(spelling) - 2):
        end = spelling[start:]
        for words in (end, *_variants(end), *([f"{end}材料"] if end.endswith("证明") else [])):
            if (id := labelled(words)) is not None and head_of(words).word != words:
                return id, words
    return None, ""
