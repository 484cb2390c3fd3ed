"""Kind `proof`: each open proof of a line is told, whoever's it is."""

from tests.rules.conftest import Found

LINE = "materials:\n  - {name: 企业负责人的学历、执业资格或职称证明}\n"


def test_the_choices_of_one_line_are_told_together(found: Found) -> None:
    (finding,) = found(LINE, "ambiguous/open-proof")
    assert (finding.location.start.column, finding.location.text) == (18, "学历、执业资格或职称证明")
    assert finding.message.zh.startswith("“学历、执业资格或职称证明”没有说由谁出具")


def test_whose_paper_it_is_does_not_say_who_makes_it(found: Found) -> None:
    assert [f.location.text for f in found("materials: [{name: 企业负责人的资金证明}]\n", "ambiguous/open-proof")] == [
        "资金证明"
    ]
    assert found("materials: [{name: 企业出具的资金证明}]\n", "ambiguous/open-proof") == []


def test_it_gives_way_to_a_narrower_rule(found: Found) -> None:
    rules = {f.rule for f in found("materials: [{name: 身份证明, type: 原件}]\n", "ambiguous")}
    assert rules == {"ambiguous/identity-proof"}
