"""What the spelling of two names tells where the thesaurus does not say how they stand to each other."""

from guidelint.language.relation.name import Name
from guidelint.language.relation.stems import characters, is_within


def is_end(shorter: Name, longer: Name) -> bool:
    """Whether one is the end of the other but for the spelling of its last noun: 资格证, 安全资格证书."""
    is_plain = len(shorter.spelling) > 2 and not (shorter.values or longer.values or shorter.stem == longer.stem)
    return is_plain and shorter.head.head == longer.head.head and longer.stem.endswith(shorter.stem)


_ACTS = frozenset({"凭证", "证明"})
"""Heads of papers that tell of one act, whichever of the two they are called: 完税凭证, 完税证明."""


def is_same_act(longer: Name, shorter: Name) -> bool:
    """契税完税凭证 is one 完税证明."""
    return is_of_acts(longer, shorter) and len(shorter.stem) > 1 and longer.stem.endswith(shorter.stem)


def is_of_acts(first: Name, second: Name) -> bool:
    return {first.head.head, second.head.head} == _ACTS


def is_no_picture(promise: Name, demand: Name) -> bool:
    """Of a 照片 and a paper of no known family, whether the paper is none: a 提单."""
    other = demand if promise.head.family else promise
    return not set("照相像影视图盘") & set(other.spelling)


def is_near(promise: Name, demand: Name) -> bool:
    """Whether the names, of which the thesaurus does not know one, say the same thing of which the paper is, or one is the
    other with words left out."""
    if promise.concept is not None and demand.concept is not None:
        return False
    short, long = sorted((promise.spelling, demand.spelling), key=len)
    is_short = short[0] == long[0] and short[-1] == long[-1] and is_within(short, long)
    is_short = is_short and promise.head.family != "证照"  # of which few words are a name: 学生证, 学生身份证
    return is_short or (len(promise.stem) > 1 and promise.stem == demand.stem)


def may_be_short(first: str, second: str) -> bool:
    """Whether one could be a short form of the other: all its characters stand there, in whatever order."""
    return characters(first) <= characters(second) or characters(second) <= characters(first)


def may_be_one(first: str, second: str) -> bool:
    """Whether two names have more than half of their words in common: the others may say the same thing."""
    ours, theirs = characters(first), characters(second)
    return 2 * len(ours & theirs) > min(len(ours), len(theirs))
