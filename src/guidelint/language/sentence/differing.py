"""Sentences of the same words that speak of different things: 残疾人 and 残疾人配偶, 参加体检 and 体检合格."""

from collections.abc import Sequence

from guidelint.language.sentence.tokens import terms_of
from guidelint.model.regex import regex

_IS_GRANTED = regex("取得|获得|批准|核准|通过|办下来|合格|已注册")
_HAS_COME_OF = regex("取得|获得|批准|核准|通过|办下来|合格|已?注册|符合|达到|良好|健康|持有|具有|收到|领[取到]|拿到")
_IS_ASKED_FOR = regex(
    "(?:^|[,;已经提出正在])申请(?!人|书|表|材料|者|单位|企业|时|前|后|的)|申请中|申请$|在办|备案|(?:^|[,;])(?:参加|经)"
)
"""What has been asked for or gone through, and what has come of it."""
_KIN = frozenset(("配偶", "子女", "父母", "家属", "亲属", "近亲属", "监护人", "驾驶人", "家庭成员"))
_LIST_OF_CASES = regex("(?<=[^,;。、不没未无了]{2})、(?=[^,;。、不没未无了]{2,4}(?:[、的]|$))")
_AND_OF_CASES = regex(
    "(?<=[^,;。、不没未无了]{2})(?:和|以?及其?|与)(?=[^,;。、不没未无了]{2,5}?(?:申请|办理|提出|报名)?的?$)"
)


def each_case(window: str, guide: str) -> tuple[tuple[str], str]:
    """涉及食品、药品的: a case that lists several things is the case of each; one that the window asks about also where they
    are joined by 和. Where both list, the lists are compared as they stand."""
    if "、" in window and "、" in guide:
        return (window,), guide
    window, guide = (_LIST_OF_CASES.sub("或", text) for text in (window, guide))
    return (_AND_OF_CASES.sub("或", window),), guide


def is_of_their_kin(case: str, wanted: str) -> bool:
    """残疾人配偶 is no 残疾人, 机动车驾驶人 no 机动车: the window's case is of whom it names last."""
    mine, theirs = terms_of(case), terms_of(wanted)
    is_added = len(theirs) > 1 and theirs[-1].options <= _KIN and theirs[-1] not in mine
    return is_added and bool(mine) and theirs[-2] == mine[-1]


def is_only_asked_for(said: Sequence[str], wanted: str) -> bool:
    """已申请 is not 已取得, 参加体检 not 体检合格."""
    if _IS_GRANTED.search(wanted) is None or any(map(_HAS_COME_OF.search, said)):
        return False
    return any(map(_IS_ASKED_FOR.search, said))
