"""The conditions that a window applies, held against those that the guide lists."""

from collections.abc import Iterator, Sequence

from guidelint.contract.mismatch import Mismatch, Place, Undecided
from guidelint.language.sentence import compare as compare_sentences
from guidelint.language.verdict import Verdict
from guidelint.model.guide import Guide
from guidelint.model.regex import regex
from guidelint.model.text import Text
from guidelint.model.window import ConditionDemand, WindowRecord

Said = Mismatch | Undecided

ANOTHER_VISIT = regex(
    "(?:再|另|下次|下周|下个?月|改日|改天|隔天|次日|第二[天次]|后).{0,8}[来跑](?:[一两二三几]?[趟次回])?$"
    "|[来跑][两二三几多][趟次回]|分[两二三]次"
)
_FORBIDS = regex("没有|没|不得|不能|不在|未|无")
_VAGUE = regex("良好|必要|适应|合理|适当|相应|规定|要求|条件|一定")
"""Words by which a condition may mean whatever a window makes of it."""


def judge_conditions(guide: Guide, window: WindowRecord) -> Iterator[list[Said]]:
    """For each condition of the window what is said of it; nothing where the guide's conditions settle it."""
    for index, condition in enumerate(window.conditions):
        if condition.withdrawn is None:
            again = _another_visit(guide, index, condition)
            judged = [again] if again is not None else [*_judged(guide, index, condition)]
            yield [*judged, *_easier(guide.conditions, index, condition)]


def _another_visit(guide: Guide, index: int, wanted: ConditionDemand) -> Mismatch | None:
    """A visit beside the one that the guide says is enough."""
    if guide.visits is None or guide.visits > 1 or ANOTHER_VISIT.search(wanted.text) is None:
        return None
    words = Text(
        f"指南写到现场{guide.visits}次，窗口要“{wanted.text}”",
        f"the guide says {guide.visits} visit(s), and the window wants “{wanted.text}”",
    )
    return _unlisted(index, wanted, f"照指南只跑{guide.visits}次的人", words)


def _judged(guide: Guide, index: int, wanted: ConditionDemand) -> Iterator[Said]:
    listed = guide.conditions
    verdict = compare_sentences(listed, wanted.text, "condition", guide.title)
    if verdict.outcome == "open" and _is_another_matter(listed, wanted.text):
        verdict = Verdict("broken")
    if verdict.outcome == "open":
        words = verdict.reason or Text(
            f"窗口的条件“{wanted.text}”没法与指南比较",
            f"the condition “{wanted.text}” cannot be compared with the guide",
        )
        yield Undecided(Place(), Place(condition=index), words)
    elif verdict.outcome == "broken":
        anybody = Text(f"不符合“{wanted.text}”的人", f"a person who does not meet “{wanted.text}”")
        witness = (verdict.witness if listed else None) or anybody
        words = Text(
            f"{witness.zh}符合指南列的条件，窗口不办",
            f"{witness.en} meets the guide's conditions; the window refuses",
        )
        yield _unlisted(index, wanted, witness.zh, words)


def _unlisted(index: int, wanted: ConditionDemand, witness: str, words: Text) -> Mismatch:
    return Mismatch(
        kind="unlisted-condition",
        bundle=(witness,),
        refused=wanted.text,
        words=words,
        window=Place(condition=index),
        write=wanted.text,
        ground=wanted.ground,
        revealed_by=wanted.revealed_by,
    )


def _is_another_matter(listed: Sequence[str], wanted: str) -> bool:
    """A thing that the window forbids and of which the guide's conditions, all of them definite, say not a word."""
    if not _FORBIDS.search(wanted) or any(_VAGUE.search(condition) for condition in listed):
        return False
    words = set(_FORBIDS.sub("", wanted)) - {"的"}
    return not any(character in condition for character in words for condition in listed)


def _easier(listed: Sequence[str], index: int, wanted: ConditionDemand) -> Iterator[Said]:
    """A condition of the guide that says more on the very matter of which the window asks less."""
    for number, condition in enumerate(listed):
        if compare_sentences((condition,), wanted.text, "condition").outcome != "met":
            continue
        back = compare_sentences((wanted.text,), condition, "condition")
        if back.outcome == "broken":
            yield Mismatch(
                kind="easier-at-window",
                bundle=((back.witness or Text(wanted.text, wanted.text)).zh,),
                refused="",
                words=Text(
                    f"指南写“{condition}”，窗口只要“{wanted.text}”，本来能办的人会以为办不了",
                    f"the guide says “{condition}”, the window asks for “{wanted.text}” only: people stay away who need not",
                ),
                guide=Place(condition=number),
                window=Place(condition=index),
                write=wanted.text,
                revealed_by=wanted.revealed_by,
            )
