"""What the words before the heads of two names say of each other."""

from functools import lru_cache
from typing import Literal

from guidelint.language.relation.model import Kind
from guidelint.model.regex import regex

_LIGHT = frozenset("及和与或等之情况信息业务办理专用文件基本有关于")
"""Characters of words that add nothing to a name: 情况, 信息, 业务."""
_PROCEDURE = regex(
    "(?:报装|报建|报批|报审|办理|核准|审批|审核|审查|评审|认定|确认|资格|登记|注册|备案|许可证?|行政|服务|专用|开户|使用|使用权|信息)+"
)
"""Words after a thing that say what is done with it, and leave the paper what it is."""


def compare_stems(promise: str, demand: str) -> Kind | Literal["longer"]:
    """What the words before the head say: one the end of the other, one a short form of the other, or nothing in common.
    One is `longer` by words for what is done with the thing that both name."""
    if promise == demand:
        return "same"
    ours, theirs = characters(promise), characters(demand)
    if ours and theirs and ours.isdisjoint(theirs) and not (ours <= _LIGHT and theirs <= _LIGHT):
        return "different"
    is_alike = not (ours ^ theirs) - _LIGHT
    if is_alike and (is_within(*sorted((promise, demand), key=len)) or _is_turned(promise, demand)):
        return "same"
    if promise[:2] == demand[:2] and _is_longer_by_procedure(*sorted((promise, demand), key=len)):
        return "longer"
    if demand.endswith(promise):
        return "narrower"
    if promise.endswith(demand):
        return "broader"
    return "open" if ours & theirs else "different"


@lru_cache(maxsize=50_000)
def characters(words: str) -> frozenset[str]:
    return frozenset(words)


def _is_turned(first: str, second: str) -> bool:
    """医疗机构设置, 设置医疗机构: the same two words in the other order."""
    return len(first) == len(second) and any(first[at:] + first[:at] == second for at in range(2, len(first) - 1))


def _is_longer_by_procedure(short: str, long: str) -> bool:
    """用电, 用电报装: what is done with a thing that is named already."""
    return len(short) > 1 and long.startswith(short) and _PROCEDURE.fullmatch(long, len(short)) is not None


def is_within(short: str, long: str) -> bool:
    """Whether the characters of one stand in the other, in their order."""
    rest = iter(long)
    return all(character in rest for character in short)
