"""Commands take the words that an officer has before the eyes, not only ids."""

from pathlib import Path

import pytest

from tests.command import Run, Write

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("身份证明", ["ambiguous/identity-proof"]),
        ("单身证明", ["obsolete/single-status-proof"]),
        ("time/recent", ["time/recent"]),
        ("委托书", ["presence/no-delegation-material"]),  # no rule is about the word, one has it in its title
    ],
)
def test_explain_takes_a_rule_or_words(guidelint: Run, words: str, rules: list[str]) -> None:
    done = guidelint("explain", words, cwd=ROOT)
    assert done.code == 0
    assert [line.split()[0] for line in done.out.splitlines() if line[:1].isalpha() and "/" in line.split()[0]] == rules


def test_explain_says_where_to_look_for_a_word_without_a_rule(guidelint: Run) -> None:
    done = guidelint("explain", "护照", cwd=ROOT)
    assert (done.code, done.out) == (2, "")
    assert "没有规则说到“护照”；这个词可以理解为哪些证件，运行 guidelint term 护照" in done.err


def test_term_takes_a_whole_line(guidelint: Run) -> None:
    done = guidelint("term", "本人身份证复印件2份、结婚证", cwd=ROOT)
    assert done.code == 0
    assert [line.split(" · ")[0] for line in done.out.splitlines() if " · " in line] == ["居民身份证", "结婚证"]


def test_a_guide_is_found_by_its_title(guidelint: Run, write: Write) -> None:
    for id, title in (("a", "社会保障卡补领"), ("b", "社会保障卡挂失"), ("c", "居住证签注")):
        write(
            f"guides/{id}.yaml",
            f"id: {id}\ntitle: {title}\nmaterials:\n  - {{name: 居民身份证, type: 原件, copies: 1}}\n",
        )
    assert "社会保障卡补领" in guidelint("notice", "社会保障卡补领", "--anyway").out
    assert "居住证签注" in guidelint("notice", "居住证", "--anyway").out
    several = guidelint("notice", "社会保障卡")
    assert several.code == 2
    assert "有 2 份指南的标题合“社会保障卡”，请写其中一个的标识：社会保障卡补领 a、社会保障卡挂失 b" in several.err
    none = guidelint("notice", "居住证签柱")
    assert none.code == 2
    assert "没有指南 居住证签柱，是不是 居住证签注？" in none.err
