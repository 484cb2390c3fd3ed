"""`guidelint check` from the user's side: what is printed, where it points, and how it ends."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Run, Write
from tests.dongcheng import GUIDE, WINDOW

ONLY = ("--select", "ambiguous/identity-proof")


def test_finding_names_place_words_ticket_and_remedy(guidelint: Run, write: Write) -> None:
    write("guides/东城/社保卡.yaml", GUIDE)
    write("windows/社保卡.yaml", WINDOW)
    done = guidelint("check", *ONLY)
    assert done.code == 1
    assert done.err == ""
    lines = done.out.splitlines()
    assert lines[0].startswith("guides/东城/社保卡.yaml:5:11 错误 ")
    assert lines[0].endswith(" [ambiguous/identity-proof]")
    assert lines[1] == "  5 │   - name: 身份证明   # 原样"
    assert lines[2] == "    │           ^^^^^^^^"
    assert "社会保障卡" in lines[3]
    assert 'DC-2021-11-001（2021-11-16，反映"办不成事"窗口' in lines[4]
    assert lines[5].startswith("  法规政策：《优化营商环境条例》 国务院令第722号 第三十五条")
    assert "居民身份证" in lines[6]
    assert lines[-1] == "检查了 1 份指南，1 份有问题：错误 1；其中 1 处可自动修改。"


def test_english(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE)
    done = guidelint("check", *ONLY, "--lang", "en")
    assert done.code == 1
    assert "guides/a.yaml:5:11 error " in done.out
    assert "ticket DC-2021-11-001" in done.out
    assert done.out.endswith("1 guide(s) checked, 1 with findings: 1 error(s).\n")


def test_clean_guide(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE.replace("身份证明", "居民身份证"))
    done = guidelint("check", *ONLY)
    assert (done.code, done.out) == (0, "检查了 1 份指南，没有发现问题。\n")


@pytest.mark.parametrize("change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t])
def test_windows_line_endings_and_byte_order_mark(guidelint: Run, write: Write, change: Callable[[str], str]) -> None:
    write("guides/a.yaml", change(GUIDE))
    done = guidelint("check", *ONLY)
    assert done.code == 1
    assert "guides/a.yaml:5:11 " in done.out


def test_standard_input(guidelint: Run, write: Write) -> None:
    write("guides/other.yaml", GUIDE.replace("bj-dongcheng", "other").replace("身份证明", "居民身份证"))
    done = guidelint("check", *ONLY, "-", "--stdin-filename", "guides/new.yaml", stdin=GUIDE.encode())
    assert done.code == 1
    assert done.out.startswith("guides/new.yaml:5:11 ")


def test_broken_file_ends_with_two_and_the_others_are_still_checked(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE)
    write("guides/b.yaml", "id: b\ntitle: b\nmaterial: []\n")
    write("guides/c.yaml", "名称: 身份证明\n".encode("gb18030"))
    done = guidelint("check", *ONLY)
    assert done.code == 2
    assert "guides/b.yaml:3:1 文件有误 不认识的键 material，是不是 materials（申请材料）？" in done.out
    assert "guides/c.yaml:1:1 文件有误 文件是 GB18030 编码" in done.out
    assert "guides/a.yaml:5:11 错误" in done.out
    assert "Traceback" not in done.out + done.err


def test_duplicate_ids_are_errors(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE)
    write("guides/b.yaml", GUIDE)
    done = guidelint("check", *ONLY)
    assert done.code == 2
    assert "guides/b.yaml:1:5 文件有误 标识 bj-dongcheng-sscard-replacement 重复，另一处在 guides/a.yaml" in done.out


def test_window_record_of_no_guide_is_an_error(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE.replace("bj-dongcheng-sscard-replacement", "other"))
    write("windows/a.yaml", WINDOW)
    done = guidelint("check", *ONLY)
    assert done.code == 2
    assert "windows/a.yaml:1:8 文件有误 工作区里没有标识为 bj-dongcheng-sscard-replacement 的指南" in done.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "nowhere"), "没有这个文件或文件夹：nowhere"),
        (("check", "--select", "ambiguous/identity-prof"), "是不是 ambiguous/identity-proof？"),
        (("check", "--select", "nope"), "没有规则 nope\n"),
        (("check", "--why-silent", "guides/a.yaml"), "写成 文件:行号"),
        (("explain", "nothing/at-all"), "没有规则 nothing/at-all"),
        (("chek",), "没有命令 chek，是不是 check？"),
        (("rules", "lst", "--lang", "en"), "no such command: rules lst; did you mean list?"),
        (("check", "--level", "fatal"), "参数 --level 的值不对：只能是 hint、warning、error"),
        (("check", "--max-findings", "0"), "参数 --max-findings 的值不对：要写整数、不小于 1"),
        (("check", "--formt", "json"), "没有选项 --formt，是不是 --format？"),
        (("check", "--format"), "选项 --format 后面要写值"),
        (("explain", "catch-all", "etc"), "多了参数 etc"),
    ],
)
def test_requests_that_cannot_be_met(guidelint: Run, write: Write, arguments: tuple[str, ...], message: str) -> None:
    write("guides/a.yaml", GUIDE)
    done = guidelint(*arguments)
    assert done.code == 2
    assert message in done.err
    assert "Traceback" not in done.err


def test_without_a_command_the_help_is_no_complaint(guidelint: Run) -> None:
    for arguments in ((), ("ticket",)):
        done = guidelint(*arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("Usage: guidelint ")


def test_configuration_is_found_upward_and_overridden_by_path(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write(
        "guidelint.yaml",
        "lang: en\nselect: [ambiguous]\noverrides:\n  - {paths: [guides/old/**], ignore: [ambiguous]}\n",
    )
    write("guides/new/a.yaml", GUIDE)
    write("guides/old/b.yaml", GUIDE.replace("bj-", "old-"))
    done = guidelint("check", ".", cwd=tmp_path / "guides")
    assert done.code == 1
    assert "new/a.yaml:5:11 error" in done.out
    assert "old/b.yaml" not in done.out


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("lvl: error\n", ":1:1 "),
        ("level: fatal\n", ":1:8 "),
        ("lang: [\n", ":2:1 "),
        ("lang: zh\nlang: en\n", ":2:1 "),
    ],
)
def test_broken_configuration(guidelint: Run, write: Write, content: str, place: str) -> None:
    write("guidelint.yaml", content)
    write("guides/a.yaml", GUIDE)
    done = guidelint("check")
    assert done.code == 2
    assert f"guidelint.yaml{place}" in done.err


def test_why_silent(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE.replace("身份证明", "身份证明(居民身份证)"))
    done = guidelint("check", "--why-silent", "guides/a.yaml:5")
    assert done.code == 0
    line = next(line for line in done.out.splitlines() if line.startswith("ambiguous/identity-proof:"))
    assert "列明了是哪几种证件" in line
    elsewhere = guidelint("check", "--why-silent", "guides/a.yaml:2").out
    blind = next(line for line in elsewhere.splitlines() if line.startswith("不看这一行（只看 materials[].name）："))
    assert "ambiguous/identity-proof" in blind


def test_init_lays_out_a_workspace_that_checks(guidelint: Run, tmp_path: Path) -> None:
    made = guidelint("init", "新 工作区")
    assert made.code == 0
    workspace = tmp_path / "新 工作区"
    first = (workspace / "guides" / "example.yaml").read_text(encoding="utf-8").splitlines()[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert (workspace / "guides" / schema).resolve().is_file()
    assert guidelint("check", cwd=workspace).code == 0
    again = guidelint("init", "新 工作区")
    assert again.code == 2
    assert "没有改动任何文件" in again.err


def test_schema_is_printed_as_json(guidelint: Run) -> None:
    import json

    for name in ("guide", "window", "ticket", "rule", "thesaurus", "config"):
        done = guidelint("schema", name)
        assert done.code == 0
        assert json.loads(done.out)["$id"] == f"urn:guidelint:schema:{name}"


def test_a_folder_without_guides_is_not_clean(guidelint: Run) -> None:
    done = guidelint("check")
    assert done.code == 2
    assert "这里没有指南（按 guides/**/*.yaml 查找）" in done.err


def test_every_error_of_a_broken_ticket_is_told(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE)
    write("tickets/a.yaml", "id: 1\n")
    done = guidelint("check", *ONLY)
    assert done.code == 2
    assert 'tickets/a.yaml:1:5 文件有误 工单编号要写成文字，请加引号："1"' in done.out
    assert "缺少 channel（渠道）" in done.out


def test_links_out_of_the_workspace_are_not_followed(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write("guides/a.yaml", GUIDE)
    outside = tmp_path.parent / f"{tmp_path.name}-outside.yaml"
    outside.write_text(GUIDE.replace("bj-", "out-"), encoding="utf-8")
    (tmp_path / "guides" / "link.yaml").symlink_to(outside)
    (tmp_path / "guides" / "loop").symlink_to(tmp_path / "guides")
    assert "检查了 1 份指南" in guidelint("check", *ONLY).out


def test_only_broken_files_are_never_called_clean(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", "id: a\nid: b\n")
    done = guidelint("check")
    assert done.code == 2
    assert done.out.splitlines()[-1] == "有 1 个文件读不了或格式不对，先改好它们。"


def test_what_could_not_be_compared_is_counted_and_told_on_request(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE + "  - name: 宣誓录音带\n    when: 门诊费用\n")
    write("windows/a.yaml", WINDOW + "  - accepts: [宣誓录音带]\n    when: 门诊的\n")
    quiet = guidelint("check", "--select", "contract")
    assert "说明 东城区政务服务中心：2 项要求中 1 项没法比较（加 --verbose 看是哪几项）" in quiet.out
    told = guidelint("check", "--select", "contract", "--verbose")
    assert "说明 东城区政务服务中心：2 项要求中 1 项没法比较\n" in told.out
    why = "宣誓录音带：指南说的“门诊费用”和窗口说的“门诊的”是不是一种情形，从字面看不出来"
    assert told.out.count(f"guides/a.yaml:8:11 说明 东城区政务服务中心：{why}") == 1
    assert why not in quiet.out
