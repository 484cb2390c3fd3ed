"""When a document is needed, and whether somebody may come without it: guide against window."""

from collections.abc import Iterator

from guidelint.contract.circumstance import judge_circumstance
from guidelint.contract.mismatch import Mismatch, Undecided, broken, undecided
from guidelint.contract.pairing import Pair
from guidelint.model.text import Text

Said = Mismatch | Undecided

_BY_NATURE = frozenset({"受托人", "代理人", "代办人", "被委托人", "委托人"})
"""Whose paper is asked for only where somebody is sent."""


def judge_circumstances(one: Pair) -> Iterator[Said]:
    """The window's case has to lie within the guide's."""
    promise, demand = one.promise, one.demand
    if not promise.when or any(holder.value in _BY_NATURE for d in demand.documents for holder in d.holders):
        return
    when, name = "、".join(promise.when), promise.words
    if not demand.when and judge_circumstance(promise.when, None, promise.matter).outcome != "met":
        if len(promise.when) > 1:
            yield undecided(
                one,
                Text(f"指南在“{when}”时都要{name}，合起来是不是所有人没法判断，窗口一律要",
                     f"the guide asks for {name} where “{when}”; whether that is everybody, as at the window, cannot be told"),
            )  # fmt: skip
            return
        yield broken(
            one, "missing-in-guide", f"不属于“{when}”而没有带{name}的人", demand.words,
            Text(f"不属于“{when}”的人照指南不用带{name}，窗口要",
                 f"a person outside “{when}” need not bring {name} by the guide; the window asks for it"),
        )  # fmt: skip
    for wanted in demand.when:
        verdict = judge_circumstance(promise.when, wanted, promise.matter)
        if verdict.outcome == "open":
            reason = verdict.reason or Text(f"“{wanted}”没法比较", f"“{wanted}” cannot be compared")
            yield undecided(one, Text(f"{demand.words}：{reason.zh}", f"{demand.words}: {reason.en}"))
        elif verdict.outcome == "broken":
            yield broken(
                one, "missing-in-guide", f"“{wanted}”而没有带{name}的人", demand.words,
                Text(f"指南只要“{when}”的人带{name}，窗口在“{wanted}”时也要",
                     f"the guide asks for {name} in the case “{when}” only; the window also where “{wanted}”"),
            )  # fmt: skip


def judge_necessity(one: Pair) -> Iterator[Said]:
    """A document that the guide lets somebody leave out, hand in later or replace by a commitment."""
    promise, demand = one.promise, one.demand
    name = promise.words
    if demand.necessity == "非必要":
        return
    if promise.optional:
        yield broken(
            one, "missing-in-guide", f"没有带{name}的人", demand.words,
            Text(f"指南写{name}“非必要”，没有带的人，窗口不办",
                 f"the guide calls {name} optional; a person without it is turned away"),
        )  # fmt: skip
    elif promise.commitment:
        yield broken(
            one, "vaguer-than-window", "告知承诺书", "告知承诺书",
            Text(f"指南允许用告知承诺代替{name}，写承诺书的人，窗口不收",
                 f"the guide lets a commitment stand in for {name}; the window does not take it"),
            write=demand.words,
        )  # fmt: skip
    elif promise.necessity == "容缺后补" != demand.necessity:
        yield undecided(
            one,
            Text(f"指南写{name}可以“容缺后补”，窗口记录没有写明是不是当场就要",
                 f"the guide lets {name} be handed in later; the record does not say whether the window wants it at once"),
        )  # fmt: skip
