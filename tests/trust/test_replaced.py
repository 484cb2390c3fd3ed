"""What comes with guidelint does not vanish without a word: other files in its place, and rules that are switched off."""

import json
import re
from pathlib import Path

import pytest

from guidelint.workspace.shipped import shipped
from tests.command import Run, Write

GUIDE = "id: a\ntitle: 补领\nhalls: [大厅]\nmaterials:\n  - name: 身份证明\n    type: 原件\n"
RULE = "ambiguous/identity-proof"
TICKET = "DC-2021-11-001"
NOTICE = "的内容替换了 guidelint 自带的"


def toothless(file: Path) -> str:
    """The shipped rule, with an ending that nothing has."""
    text = file.read_text(encoding="utf-8")
    assert "level: error" in text
    return text.replace("level: error", "level: hint")


def test_a_rule_of_the_same_name(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE)
    write(f"rules/{RULE}.yaml", toothless(shipped().rules / f"{RULE}.yaml"))
    for _ in range(2):  # the second is what was kept of the first
        done = guidelint("check")
        assert (done.code, done.err) == (1, "")  # of the wider rule only, that the shipped one takes the place of
        assert ("[ambiguous/open-proof]" in done.out, f"[{RULE}]" in done.out) == (True, False)
        assert f"rules/{RULE}.yaml:1:1 说明 这里的内容替换了 guidelint 自带的规则 {RULE}，自带的不再起作用" in done.out
    listed = [line for line in guidelint("rules", "list").out.splitlines() if line.startswith(f"{RULE}\t")]
    assert len(listed) == 1
    assert f"rules/{RULE}.yaml 替换了自带的" in listed[0]
    assert f"rules/{RULE}.yaml 这里{NOTICE}规则 {RULE}" in guidelint("doctor").out
    found = json.loads(guidelint("check", "--format", "json").out)
    assert [notice["file"] for notice in found["notices"]] == [f"rules/{RULE}.yaml"]


def test_a_rule_of_a_folder_that_is_extended(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE)
    write("set/guidelint.yaml", "level: error\n")
    write(f"set/rules/{RULE}.yaml", toothless(shipped().rules / f"{RULE}.yaml"))
    write("guidelint.yaml", "extends: [./set]\n")
    assert f"set/rules/{RULE}.yaml:1:1 说明 这里{NOTICE}规则 {RULE}" in guidelint("check").out


def test_a_file_of_the_thesaurus(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE)
    first = min((shipped().rules / "thesaurus").glob("*.yaml"))
    write(f"rules/thesaurus/deeper/{first.name}", first.read_text(encoding="utf-8") + "# 演示\n")
    done = guidelint("check")
    assert f"rules/thesaurus/deeper/{first.name}:1:1 说明 这里{NOTICE}主题词文件 {first.name}" in done.out


def test_a_ticket_with_the_number_of_one_behind_a_rule(guidelint: Run, write: Write) -> None:
    """An illustration backs no rule, so the rules that it takes the ticket of would go to sleep."""
    write("guides/a.yaml", GUIDE)
    public = next(file for file in shipped().tickets.rglob("*.yaml") if file.stem == TICKET)
    write("tickets/x.yaml", re.sub(r"kind: \w+", "kind: 演示", public.read_text(encoding="utf-8")))
    done = guidelint("check")
    assert f"tickets/x.yaml:1:1 说明 这里{NOTICE}工单 {TICKET}" in done.out


def test_what_says_the_same_replaces_nothing(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE)
    write(f"rules/{RULE}.yaml", (shipped().rules / f"{RULE}.yaml").read_bytes())
    write("rules/own/a.yaml", (shipped().rules / f"{RULE}.yaml").read_bytes())
    assert NOTICE not in guidelint("check").out


@pytest.mark.parametrize(
    ("settings", "arguments", "said"),
    [
        ("ignore: [ambiguous]\n", [], f"注意：有 1 条错误级规则不运行：{RULE}"),
        ("", ["--ignore", RULE], f"注意：有 1 条错误级规则不运行：{RULE}"),
        ("overrides: [{paths: ['guides/a*'], ignore: [ambiguous]}]\n", [], f"错误级规则在 guides/a* 里不运行：{RULE}"),
        ("", [], ""),
    ],
)
def test_rules_of_level_error_that_do_not_run(
    guidelint: Run, write: Write, settings: str, arguments: list[str], said: str
) -> None:
    write("guides/a.yaml", GUIDE)
    write("guidelint.yaml", settings)
    done = guidelint("config", "show", *arguments)
    assert done.code == 0
    notes = [line for line in done.out.splitlines() if line.startswith("注意")]
    assert (RULE in "".join(notes)) == bool(said), notes
    off = json.loads(guidelint("config", "show", "--json", *arguments).out)["errorsOff"]
    assert any(RULE in one["rules"] for one in off) == bool(said)
