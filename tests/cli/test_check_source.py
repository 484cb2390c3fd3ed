"""Pasted text on standard input is checked as it is; a guide in YAML as before."""

from tests.command import Run

TEXT = "事项名称：甲\n申请材料：\n1.本人身份证明\n"


def test_pasted_text_comes_by_standard_input(guidelint: Run) -> None:
    done = guidelint("check", "-", stdin=TEXT.encode("gb18030"))
    assert done.code == 1
    assert "stdin.txt 第 3 行 错误 身份证明所指不明 [ambiguous/identity-proof]\n  3 │ 1.本人身份证明\n" in done.out


def test_a_guide_is_known_by_its_keys(guidelint: Run) -> None:
    done = guidelint(
        "check", "-", "--select", "ambiguous", stdin="id: a\ntitle: 甲\nmaterials: [{name: 身份证明}]\n".encode()
    )
    assert done.out.startswith("stdin.yaml:3:20 错误 身份证明所指不明 [ambiguous/identity-proof]\n")
