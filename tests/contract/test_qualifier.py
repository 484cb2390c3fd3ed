"""The time that a paper covers, the edition of a form, and what is to be handed in once more."""

from pathlib import Path

import pytest

from guidelint.contract.compare import compare
from guidelint.contract.need import demanded, promised
from guidelint.language.phrase import PhraseBook
from guidelint.language.vocabulary import load_thesaurus
from guidelint.model.guide import Guide
from guidelint.model.window import WindowRecord
from guidelint.workspace.workspace import Workspace


@pytest.fixture(scope="module")
def phrases(tmp_path_factory: pytest.TempPathFactory) -> PhraseBook:
    folder: Path = tmp_path_factory.mktemp("workspace")
    (folder / "guidelint.yaml").touch()
    return PhraseBook(load_thesaurus(Workspace.find(folder, folder)))


@pytest.mark.parametrize(
    ("promise", "demand", "said"),
    [
        ("银行流水", "连续十二个月的银行流水", "带没有覆盖“连续十二个月”的银行流水的人符合指南，窗口不收"),
        ("近6个月银行流水", "近十二个月的银行流水", "带只有“近6个月”的银行流水的人符合指南，窗口不收"),
        ("近12个月银行流水", "近六个月的银行流水", None),
        ("近12个月银行流水", "近一年的银行流水", None),
        ("社保缴费证明", "连续12个月的社保缴费证明", "带没有覆盖“连续12个月”的社保缴费证明的人符合指南，窗口不收"),
        ("上年度审计报告", "近三年的审计报告", "指南写“上年度”，窗口要“近三年”，没法比较"),
        ("一寸照片", "近半年的一寸照片", "窗口要“近半年的照片”，指南没有写多长时间"),
        ("银行流水", "近三个月内开具的银行流水", "带较早开具的银行流水的人符合指南，窗口不收"),
        ("申请表", "新版申请表", "带不是新版的申请表的人符合指南，窗口不收"),
        ("申请表", "2024版申请表", "带不是2024版的申请表的人符合指南，窗口不收"),
        ("2024版申请表", "2024版申请表", None),
        ("旧版申请表", "新版申请表", "指南写“旧版”，窗口要“新版”，是不是同一版没法判断"),
        ("申请表", "再填同样的申请表", "窗口要“再填同样的申请表”，指南没有写要交几次"),
        (
            "无犯罪记录证明",
            "经驻外使领馆认证的无犯罪记录证明",
            "带不是经驻外使领馆认证的无犯罪记录证明的人符合指南，窗口不收",
        ),
        ("居民身份证", "居民身份证", None),
    ],
)
def test_what_is_said_of_a_line(phrases: PhraseBook, promise: str, demand: str, said: str | None) -> None:
    found = _compared(phrases, {"name": promise}, demand)
    assert found == ([] if said is None else [said])


@pytest.mark.parametrize("notes", ["流水要连续12个月", "近12个月"])
def test_the_time_may_stand_in_the_guides_notes(phrases: PhraseBook, notes: str) -> None:
    assert _compared(phrases, {"name": "银行流水", "criteria": [notes]}, "连续十二个月的银行流水") == []


def _compared(phrases: PhraseBook, material: dict[str, object], demand: str) -> list[str]:
    guide = Guide.from_data({"id": "a", "title": "甲", "materials": [material]})
    observed = {"on": "2026-01-01", "how": "找茬日"}
    record = {"guide": "a", "hall": "某大厅", "observed": observed, "materials": [{"accepts": [demand]}]}
    window = WindowRecord.from_data(record)
    found = compare(guide, window, promised(guide, phrases), demanded(window, phrases), phrases)
    return [one.words.zh for one in (*found.mismatches, *found.undecided)]
