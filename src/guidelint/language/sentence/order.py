"""What a sentence puts first: 先缴费后体检, 从外省转入本省, 丈夫投靠妻子. The same words in another order say another thing."""

from collections.abc import Iterator

from guidelint.model.regex import regex

_PAUSE = "[^,;。先后前从由]"
_THEN = regex(f"先({_PAUSE}{{2,8}}),?(?:后|再|然后)({_PAUSE}{{2,8}})")
_AFTER = regex(f"({_PAUSE}{{2,8}}?)(?:之后|以后|后),?({_PAUSE}{{2,8}})")
_BEFORE = regex(f"({_PAUSE}{{2,8}}?)(?:之前|以前|前),?({_PAUSE}{{2,8}})")
_WAY = regex(
    f"(?:从|由)({_PAUSE}{{2,6}}?)(?:转入|转到|转至|转为|迁入|迁到|迁至|调入|调到|变更为|变更到|改为|搬到|过户到|迁往|转往|到|至)({_PAUSE}{{2,6}})"
)
_ACT = regex(
    f"({_PAUSE}{{2,6}}?)(向|转为|改为|变更为|转(?!让)|投靠|赡养|抚养|扶养|赠与|大于|小于|高于|低于|多于|少于|委托|继承|收养|监护|增驾)"
    f"({_PAUSE}{{2,6}})"
)


def is_reversed(said: str, wanted: str) -> bool:
    """Whether what the one puts first the other puts last, of two things that both name."""
    return any(
        ours == theirs and (across := min(_shared(a, d), _shared(b, c))) and across > min(_shared(a, c), _shared(b, d))
        for a, ours, b in _ordered(said)
        for c, theirs, d in _ordered(wanted)
    )


def _ordered(text: str) -> Iterator[tuple[str, str, str]]:
    """What is put first, how the two are joined, and what is put last."""
    if found := _THEN.search(text) or _AFTER.search(text):
        yield found[1], "后", found[2]
    elif found := _BEFORE.search(text):
        yield found[2], "后", found[1]
    if found := _WAY.search(text):
        yield found[1], "到", found[2]
    if found := _ACT.search(text):
        yield found[1], found[2], found[3]


def _shared(one: str, other: str) -> int:
    """How many pairs of neighbouring signs stand in both."""
    return sum(one[at : at + 2] in other for at in range(len(one) - 1))
