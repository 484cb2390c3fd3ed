"""Two windows of one item: another name of the guide's own paper is no difference, another paper is."""

import pytest

from guidelint.contract.halls import differences
from guidelint.contract.need import demanded, promised
from guidelint.language.phrase import PhraseBook
from guidelint.model.guide import Guide, Material
from guidelint.model.window import Demand, Observed, WindowRecord


def said(name: str, first: str, second: str, phrases: PhraseBook) -> list[str]:
    guide = Guide("g", "事项", materials=(Material(name),))
    one, other = (
        WindowRecord("g", hall, Observed("2026-02-03", "窗口自报"), materials=(Demand((words,)),), complete=True)
        for hall, words in (("甲厅", first), ("乙厅", second))
    )
    needs = (demanded(record, phrases) for record in (one, other))
    return [found.words.zh for found in differences(one, other, *needs, promised(guide, phrases), phrases)]


@pytest.mark.parametrize(
    ("guide", "first", "second"),
    [("犬只免疫证明", "免疫证明", "犬只免疫证明"), ("养犬设施核验记录单", "养犬设施核验记录单", "核验记录单")],
)
def test_a_short_name_of_the_guides_paper_is_no_difference(
    guide: str, first: str, second: str, phrases: PhraseBook
) -> None:
    assert said(guide, first, second, phrases) == []


def test_a_window_that_takes_more_papers_differs(phrases: PhraseBook) -> None:
    assert said("居民身份证", "身份证件", "居民身份证", phrases) == ["户口簿：甲厅能办，乙厅不收"]


def test_without_a_line_of_the_guide_the_names_decide(phrases: PhraseBook) -> None:
    assert said("收养登记证", "免疫证明", "犬只免疫证明", phrases) == [
        "不是“犬只免疫证明”的免疫证明：甲厅能办，乙厅不收"
    ]
