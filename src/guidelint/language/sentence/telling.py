"""A verdict in words: who or what keeps to the guide and is refused, or why it cannot be told."""

from math import inf

from guidelint.language.sentence.answer import Answer
from guidelint.language.sentence.lexicon import lexicon
from guidelint.language.sentence.measuring import in_units
from guidelint.language.sentence.quantity import Quantity
from guidelint.language.verdict import MET, Verdict
from guidelint.model.text import Text

_PAPERS = (
    "照片",
    "证明",
    "合同",
    "申请表",
    "复印件",
    "身份证",
    "户口簿",
    "营业执照",
    "护照",
    "声明",
    "章程",
    "病历",
    "体检表",
    "公证书",
    "译文",
)


_CONTRARY = frozenset({"other", "quantity", "denied", "choice"})


def told(answer: Answer, said: tuple[str, ...], wanted: str, kind: str) -> Verdict:
    if answer.outcome == "met":
        return MET
    if answer.outcome == "broken":
        return Verdict(
            "broken",
            None,
            _witness(answer, said, wanted, kind),
            is_contrary=answer.why in _CONTRARY or answer.measure is not None,
        )
    return Verdict("open", reason=_reason(answer, said, wanted))


def _witness(answer: Answer, said: tuple[str, ...], wanted: str, kind: str) -> Text:
    noun = Text(_paper(said, wanted), "something") if kind == "criterion" else Text("人", "somebody")
    if kind == "circumstance":
        return Text(
            f"{_clean(wanted)}而不是“{'、'.join(said)}”的人，指南没说要",
            f"somebody in the case “{wanted}” and not in “{'、'.join(said)}”, of whom the guide asks nothing",
        )
    if answer.measure is not None and (value := _outside(answer)) is not None:
        return Text(f"{value}的{noun.zh}", f"{noun.en} with {value}")
    if answer.given is not None and answer.lacking is not None and not answer.given.negated:
        chosen = next((o for o in sorted(answer.given.options) if o not in answer.lacking.options), None)
        if chosen is not None and answer.why != "wider":
            return Text(
                f"符合指南、是“{chosen}”而不是“{answer.lacking.name}”的{noun.zh}",
                f"{noun.en} that is “{chosen}” and not “{answer.lacking.name}”",
            )
    words = _clean(answer.wanted.text if answer.wanted and answer.wanted.text else wanted)
    told_ = "、".join(said)
    return Text(
        f"做到“{told_}”、没有做到“{words}”的{noun.zh}", f"{noun.en} that keeps to “{told_}” but not to “{words}”"
    )


def _outside(answer: Answer) -> str | None:
    """A value that the guide allows and the window does not, in the words of the guide."""
    wanted = answer.measure
    assert wanted is not None
    for said in answer.said.quantities if answer.said is not None else ():
        if said.dimension == wanted.dimension and (value := _between(said, wanted)) is not None:
            return value
    return None


def _between(said: Quantity, wanted: Quantity) -> str | None:
    ends = [
        said.low,
        said.high,
        wanted.low - 1,
        wanted.high + 1,
        (said.low + wanted.low) / 2,
        (said.high + wanted.high) / 2,
    ]
    for value in ends:
        point = Quantity(said.dimension, value, value)
        if (
            abs(value) != inf
            and value == value
            and value >= 0
            and point.is_within(said)
            and not point.is_within(wanted)
        ):
            return _level(said.dimension, value) or in_units(said, value)
    return None


def _level(dimension: str, rank: float) -> str | None:
    """The first word of a scale for a rank of it."""
    return next((word for word, level in lexicon().ranks.items() if level == (dimension, rank)), None)


def _paper(said: tuple[str, ...], wanted: str) -> str:
    return next((word for word in _PAPERS for text in (*said, wanted) if word in text), "材料")


def _clean(text: str) -> str:
    return text.strip("。;；,， ").removesuffix("的")


def _reason(answer: Answer, said: tuple[str, ...], wanted: str) -> Text:
    guide = "、".join(said)
    word = answer.lacking.name if answer.lacking is not None else (answer.measure.text if answer.measure else wanted)
    match answer.why:
        case "vague":
            return Text(
                f"指南“{guide}”和窗口“{wanted}”有一边没有写明怎样才算，比不出来",
                f"guide “{guide}” or window “{wanted}” does not say how it is judged",
            )
        case "near":
            return Text(
                f"窗口的“{word}”和指南“{guide}”可能是一回事，也可能不是",
                f"“{word}” at the window may or may not be what the guide says with “{guide}”",
            )
        case "leave":
            return Text(
                f"指南“{guide}”是可以这样办，窗口“{wanted}”要求必须这样办；不这样办行不行，指南没有写明",
                f"guide “{guide}” allows what the window demands with “{wanted}”; whether another way is open it does not say",
            )
        case "quantity":
            return Text(
                f"窗口的“{word}”和指南“{guide}”单位不同，比不出来",
                f"“{word}” at the window and “{guide}” in the guide have units that cannot be compared",
            )
        case _:
            return Text(
                f"看不出指南“{guide}”和窗口“{wanted}”是不是一个意思：词表里没有“{word}”",
                f"whether guide “{guide}” and window “{wanted}” say the same cannot be told: “{word}” is not in the word lists",
            )
