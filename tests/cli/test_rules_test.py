"""`rules test` proves all rules, or those that are named."""

from tests.command import Run, Write

GUIDE = "id: a\ntitle: 标题\nmaterials: []\n"


def test_one_rule_or_one_theme(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE)
    write("rules/own/broken.yaml", "title: 甲\n")
    one = guidelint("rules", "test", "form/no-number")
    assert (one.code, one.out) == (0, "1 条规则（0 条启用，1 条试行）、9 个例子通过；0 处错误。\n")
    theme = guidelint("rules", "test", "form", "--lang", "en")
    assert theme.code == 0
    assert theme.out.startswith("6 rules (2 active, 4 preview), ")
    assert guidelint("rules", "test").code == 2


def test_a_rule_that_does_not_load_tells_its_own_errors_only(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE)
    write("rules/own/broken.yaml", "title: 甲\n")
    write("rules/own/other.yaml", "title: 乙\n")
    found = guidelint("rules", "test", "own/broken")
    assert found.code == 2
    assert "rules/own/broken.yaml:1:1 文件有误 缺少 kind" in found.err
    assert "other.yaml" not in found.err
    unknown = guidelint("rules", "test", "form/no-numbr")
    assert unknown.code == 2


def test_an_unknown_name_offers_the_nearest(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE)
    found = guidelint("rules", "test", "form/no-numbr")
    assert (found.code, found.err) == (2, "guidelint 错误：没有规则 form/no-numbr，是不是 form/no-number？\n")
