"""Every fact of a paper held against a slow oracle that tries all ways to bring it.

The oracle knows papers by the definitions of the design alone: whose they are, original or copy, how many, sealed or not,
how old, which pages, edition, paper and language, when they are needed and whether one may come without them. What the comparison calls met is met for everybody who keeps to the guide, and
what it calls broken turns somebody away.
"""

from collections.abc import Callable, Iterator
from itertools import chain, combinations, product

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.contract.compare import compare
from guidelint.contract.mismatch import EASIER
from guidelint.contract.need import demanded, promised
from guidelint.language.phrase import PhraseBook
from guidelint.model.guide import Guide
from guidelint.model.material import Material
from guidelint.model.window import Demand, Observed, WindowRecord

PERSONS = {"": {"本人"}, "本人的": {"本人"}, "配偶的": {"配偶"}, "本人和配偶的": {"本人", "配偶"}}
FORMS = {"": [{"原件"}, {"复印件"}], "原件": [{"原件"}], "复印件": [{"复印件"}], "原件和复印件": [{"原件", "复印件"}]}
AGES = {"": 99, "一个月内开具的": 1, "三个月内开具的": 3, "半年内开具的": 6}
MARKS = {"": set[str](), "（加盖公章）": {"盖章"}, "（本人签字）": {"签字"}}
NUMBERS = {"": 1, "2份": 2, "三份": 3}


class Said(msgspec.Struct, frozen=True):
    """The words of one line, by fact."""

    persons: str
    age: str
    form: str
    number: str
    mark: str

    @property
    def words(self) -> str:
        return f"{self.persons}{self.age}健康证明{self.form}{self.number}{self.mark}"


class Brought(msgspec.Struct, frozen=True):
    """What somebody brings, the same of each person."""

    persons: frozenset[str]
    originals: int
    copies: int
    months: float
    marks: frozenset[str]

    def satisfies(self, said: Said, *, is_window: bool = False) -> bool:
        """A window that does not say whose means whom the guide means."""
        return (
            (PERSONS[said.persons] <= self.persons or (is_window and not said.persons))
            and any(self.has(way, NUMBERS[said.number]) for way in FORMS[said.form])
            and self.months <= AGES[said.age]
            and MARKS[said.mark] <= self.marks
        )

    def has(self, way: set[str], number: int) -> bool:
        """A number behind 原件和复印件 is that of the copies."""
        originals = (1 if "复印件" in way else number) if "原件" in way else 0
        return self.originals >= originals and self.copies >= (number if "复印件" in way else 0)


def everything() -> Iterator[Brought]:
    persons = [{"本人"}, {"配偶"}, {"本人", "配偶"}]
    marks = [set[str](), {"盖章"}, {"签字"}, {"盖章", "签字"}]
    for whose, originals, copies, months, mark in product(persons, range(4), range(4), (0.5, 2, 5, 9), marks):
        yield Brought(frozenset(whose), originals, copies, months, frozenset(mark))


ALL = tuple(everything())


def turns_away(guide: Said, window: Said) -> bool:
    """Whether somebody keeps to the guide whom the window sends home."""
    return any(one.satisfies(guide) and not one.satisfies(window, is_window=True) for one in ALL)


said = st.builds(
    Said,
    persons=st.sampled_from(sorted(PERSONS)),
    age=st.sampled_from(sorted(AGES)),
    form=st.sampled_from(sorted(FORMS)),
    number=st.sampled_from(sorted(NUMBERS)),
    mark=st.sampled_from(sorted(MARKS)),
)


@settings(max_examples=200, deadline=None)
@given(guide=said, window=said)
def test_met_is_met_for_everybody_and_broken_turns_somebody_away(
    guide: Said, window: Said, phrases: PhraseBook
) -> None:
    promise = Guide("g", "事项", materials=(Material(guide.words),))
    record = WindowRecord("g", "大厅", Observed("2026-02-03", "窗口自报"), materials=(Demand((window.words,)),))
    found = compare(promise, record, promised(promise, phrases), demanded(record, phrases), phrases)
    broken = [one for one in found.mismatches if one.kind not in EASIER]
    if not broken and not found.undecided:
        assert not turns_away(guide, window), "passed in silence"
    if broken:
        assert turns_away(guide, window), [one.words.zh for one in broken]


@given(line=said)
@settings(max_examples=50, deadline=None)
def test_a_line_meets_itself(line: Said, phrases: PhraseBook) -> None:
    promise = Guide("g", "事项", materials=(Material(line.words),))
    record = WindowRecord(
        "g", "大厅", Observed("2026-02-03", "窗口自报"), materials=(Demand((line.words,)),), complete=True
    )
    assert compare(promise, record, promised(promise, phrases), demanded(record, phrases), phrases).is_sound


# By the words of a line, the ways to satisfy it: any one of them, with all that it names.
EDITIONS = {
    "营业执照": [{"正本"}, {"副本"}],
    "营业执照正本": [{"正本"}],
    "营业执照副本": [{"副本"}],
    "营业执照正本或副本": [{"正本"}, {"副本"}],
    "营业执照正本和副本": [{"正本", "副本"}],
}
PAGES = {
    "户口簿原件": [{"原件"}],
    "户口簿复印件": [{"首页"}, {"本人页"}, {"增减页"}],
    "户口簿首页复印件": [{"首页"}],
    "户口簿首页、本人页复印件": [{"首页", "本人页"}],
    "户口簿全本复印件": [{"首页", "本人页", "增减页"}],
}
ISSUERS = {
    "医院出具的诊断证明": [{"医院"}, {"三甲医院"}],
    "三甲医院出具的诊断证明": [{"三甲医院"}],
    "诊断证明": [{"诊所"}, {"医院"}, {"三甲医院"}],
}
SIZES = {
    "照片": [{"一寸白底"}, {"一寸蓝底"}, {"二寸白底"}, {"三寸白底"}],
    "一寸照片": [{"一寸白底"}, {"一寸蓝底"}],
    "一寸或二寸照片": [{"一寸白底"}, {"一寸蓝底"}, {"二寸白底"}],
    "白底照片": [{"一寸白底"}, {"二寸白底"}, {"三寸白底"}],
    "一寸白底照片": [{"一寸白底"}],
}


PAPERS = {
    "申请表": [{"A3"}, {"A4"}, {"B5"}],
    "申请表（A4纸打印）": [{"A4"}],
    "A3纸的申请表": [{"A3"}],
    "A3纸或A4纸的申请表": [{"A3"}, {"A4"}],
}
LANGUAGES = {
    "出生证明": [{"中文"}, {"英文"}, {"法文"}],
    "出生证明（中文）": [{"中文"}],
    "英文版出生证明": [{"英文"}],
    "中文或英文的出生证明": [{"中文"}, {"英文"}],
}


@pytest.mark.parametrize(
    "lines",
    [EDITIONS, PAGES, ISSUERS, SIZES, PAPERS, LANGUAGES],
    ids=["editions", "pages", "issuers", "sizes", "papers", "languages"],
)
def test_editions_pages_issuers_and_makes(lines: dict[str, list[set[str]]], phrases: PhraseBook) -> None:
    papers = sorted(set[str]().union(*chain.from_iterable(lines.values())))
    bundles = [set(some) for size in range(1, len(papers) + 1) for some in combinations(papers, size)]
    for guide, window in product(lines, lines):
        keep = [brought for brought in bundles if any(way <= brought for way in lines[guide])]
        is_refused = any(not any(way <= brought for way in lines[window]) for brought in keep)
        promise = Guide("g", "事项", materials=(Material(guide),))
        record = WindowRecord("g", "大厅", Observed("2026-02-03", "窗口自报"), materials=(Demand((window,)),))
        found = compare(promise, record, promised(promise, phrases), demanded(record, phrases), phrases)
        broken = [one for one in found.mismatches if one.kind not in EASIER]
        if not broken and not found.undecided:
            assert not is_refused, f"{guide} / {window} passed in silence"
        assert is_refused or not broken, f"{guide} / {window}: {[one.words.zh for one in broken]}"


def judged(material: Material, demand: Demand, phrases: PhraseBook) -> tuple[bool, bool]:
    """Whether the line is broken, and whether it is met."""
    promise = Guide("g", "事项", materials=(material,))
    record = WindowRecord("g", "大厅", Observed("2026-02-03", "窗口自报"), materials=(demand,))
    found = compare(promise, record, promised(promise, phrases), demanded(record, phrases), phrases)
    broken = any(one.kind not in EASIER for one in found.mismatches)
    return broken, not broken and not found.undecided


# Who needs the paper, by age and whether somebody else comes. A window that says nothing of others who come means those
# who come themselves.
PEOPLE = tuple(product((10, 17, 30, 70), (False, True)))
CASES: dict[str | None, Callable[[int, bool], bool]] = {
    None: lambda age, is_sent: True,
    "委托他人办理的": lambda age, is_sent: is_sent,
    "本人办理的": lambda age, is_sent: not is_sent,
    "未满16周岁的": lambda age, is_sent: age < 16,
    "年满16周岁的": lambda age, is_sent: age >= 16,
    "未满18周岁的": lambda age, is_sent: age < 18,
    "年满60周岁的": lambda age, is_sent: age >= 60,
}


@pytest.mark.parametrize(("guide", "window"), product(CASES, CASES))
def test_circumstances(guide: str | None, window: str | None, phrases: PhraseBook) -> None:
    broken, met = judged(Material("户口簿", when=guide), Demand(("户口簿",), when=window), phrases)
    here = [one for one in PEOPLE if window == "委托他人办理的" or CASES["本人办理的"](*one)]
    is_refused = any(CASES[window](*one) and not CASES[guide](*one) for one in here)
    assert not (met and is_refused), "passed in silence"
    assert is_refused or not broken


# What somebody may do about the paper: bring it, hand it in later, promise instead, or nothing.
MAY: dict[str | None, set[str]] = {
    None: {"带"},
    "必要": {"带"},
    "容缺后补": {"带", "后补"},
    "非必要": {"带", "后补", "承诺", "不交"},
}


@pytest.mark.parametrize(("guide", "commits", "window"), product(MAY, (False, True), MAY))
def test_necessity(guide: str | None, commits: bool, window: str | None, phrases: PhraseBook) -> None:
    material = Material("户口簿", necessity=guide, commitment=commits)
    broken, met = judged(material, Demand(("户口簿",), necessity=window), phrases)
    is_refused = bool((MAY[guide] | ({"承诺"} if commits else set())) - MAY[window])
    assert not (met and is_refused), "passed in silence"
    assert is_refused or not broken
