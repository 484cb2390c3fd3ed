"""Whether the case in which the window asks for a paper lies within those in which the guide does."""

from collections.abc import Sequence

from guidelint.language.sentence import compare as compare_sentences
from guidelint.language.verdict import MET, Verdict
from guidelint.model.regex import regex
from guidelint.model.text import Text

_OR = regex("、|或者|或|,")
_ALWAYS = regex("都要|都需|都得|均需|均要|一律要")
_ALL = regex("所有|全部|全体|各类|各种|任何|一律|凡|不论|无论|或")
_ORDINARY = "本人办理"
"""What a window asks for without saying when, it asks of the applicant who comes in person."""


def judge_circumstance(said: Sequence[str], wanted: str | None, matter: str = "") -> Verdict:
    """Of two cases in other words for one paper only what is plainly wider, or plainly another case, is broken.

    `said` are the guide's cases, any one of which is enough; `wanted` is the window's, None where it asks always; `matter`
    is what the guide is about, which a window does not say again.
    """
    if wanted is not None and _ALWAYS.search(wanted):
        wanted = None
    verdict = compare_sentences(said, wanted or _ORDINARY, "circumstance")
    if verdict.outcome != "met" and matter:
        in_words = compare_sentences(said, wanted or _ORDINARY, "circumstance", matter)
        verdict = in_words if in_words.outcome == "met" else verdict
    if wanted is None:
        return MET if verdict.outcome == "met" else Verdict("broken")
    if verdict.outcome == "met" or any(_is_within(part, wanted) for case in said for part in _OR.split(case) if part):
        return MET
    if verdict.outcome == "broken" and not verdict.is_contrary and not any(_is_wider(wanted, case) for case in said):
        return Verdict("open", _unlike(said, wanted))
    return verdict


def _is_within(case: str, wanted: str) -> bool:
    return compare_sentences((case,), wanted, "circumstance").outcome == "met"


def _is_wider(wanted: str, case: str) -> bool:
    """所有国家工作人员 are more than 登记备案的国家工作人员; fewer words alone may be short for the same case."""
    return _ALL.search(wanted) is not None and _ALL.search(case) is None and _is_within(wanted, case)


def _unlike(said: Sequence[str], wanted: str) -> Text:
    return Text(
        f"指南说的“{'、'.join(said)}”和窗口说的“{wanted}”是不是一种情形，从字面看不出来",
        f"whether “{'、'.join(said)}” of the guide and “{wanted}” of the window are one case the words do not tell",
    )
