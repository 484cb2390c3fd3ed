"""What a rule says for its kind: declared once, in the schema of rules, and refused where it does not belong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from guidelint.language.thesaurus import Thesaurus
from guidelint.model.rule import Rule
from guidelint.rules import schema
from guidelint.rules.kinds import RuleError, build
from guidelint.rules.ruleset import load_rules
from guidelint.source.document import load

RULE = """\
title: {{zh: 甲, en: a}}
level: error
kind: {kind}
{options}
evidence: []
message: {{zh: 甲, en: a}}
fix: {{advice: {{zh: 改, en: change}}}}
examples: {{bad: [甲], good: [乙]}}
"""


def refused(kind: str, options: str, thesaurus: Thesaurus) -> Iterator[tuple[int, int, str]]:
    document = load(RULE.format(kind=kind, options=options).encode(), "r.yaml")
    for error in load_rules([("own/r", document)], {}, thesaurus).errors:
        yield error.line, error.column, error.message.zh


def test_the_schema_is_made_of_what_the_kinds_declare() -> None:
    assert schema.FILE.read_text(encoding="utf-8") == schema.text(), "run: python -m guidelint.rules.schema"


@pytest.mark.parametrize(
    ("kind", "options", "line", "column", "said"),
    [
        ("pattern", "field: title", 1, 1, "缺少 pattern"),
        ("pattern", "pattern: 甲", 1, 1, "缺少 field"),
        ("pattern", "field: title\npattern: [甲]", 5, 10, "模式应当是文字"),
        ("term", "field: title\nterms: []", 5, 8, "用语不能为空"),
        ("contact", "field: title\ncompare: fax", 5, 10, "比较方式只能是 address、telephone"),
        ("contract", "compare: vague", 4, 10, "比较方式只能是 "),
        ("prose", "field: title\ncompare: visits", 4, 1, "这类规则没有 field 这一项"),
        ("pattern", "field: title\npattern: 甲\nterms: [乙]", 6, 1, "这类规则没有 terms 这一项"),
        ("age", "compare: old", 4, 1, "这类规则没有 compare 这一项"),
        ("repealed", "field: title\nlaws: [{name: 某法, on: 2020-01-01, by: 某法典}]", 5, 8, "缺少 source"),
        ("profile", "elements: [{name: 甲, any: [title], level: fatal}]", 4, 43, "缺了算什么级别只能是 "),
        ("profile", "elements: [{name: 甲, any: [title]}]\nfault: 0", 5, 8, "缺几项算不合格不能小于 1"),
        ("spell", "field: title", 3, 7, "类型只能是 "),
    ],
)
def test_what_does_not_belong_is_refused_at_its_key(
    thesaurus: Thesaurus, kind: str, options: str, line: int, column: int, said: str
) -> None:
    """A key of another kind was passed over, and a rule without `field` never fired."""
    assert [(at, where, words[: len(said)]) for at, where, words in refused(kind, options, thesaurus)] == [
        (line, column, said)
    ]


def test_a_rule_that_no_schema_has_seen_is_refused_too(thesaurus: Thesaurus) -> None:
    data = yaml.safe_load(RULE.format(kind="pattern", options="field: title\nterms: [甲]"))
    with pytest.raises(RuleError, match="unknown field `terms`"):
        build(Rule.from_data("own/r", data), thesaurus)


def test_every_shipped_rule_has_the_options_of_its_kind() -> None:
    kinds = schema.options()
    used = {yaml.safe_load(file.read_text(encoding="utf-8"))["kind"] for file in _rules()}
    assert used <= kinds.keys()


def _rules() -> Iterator[Path]:
    folder = Path(__file__).parents[2] / "rules"
    return (file for file in folder.rglob("*.yaml") if "thesaurus" not in file.parts)
