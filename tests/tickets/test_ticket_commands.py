"""`guidelint ticket …` as a user runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from guidelint.cli import cli, ticket_new
from guidelint.schemas.validation import validate
from guidelint.source.document import load
from tests.command import Run, Write

NEW = (
    "ticket", "new", "--channel", "综合窗口", "--meets", "--guide", "card", "--problem", "告知差一点儿",
    "--summary", '指南写"身份证明",窗口要身份证', "--received", "2021-11-16",
)  # fmt: skip
ID = "DC-2021-11-002"  # 001 is the public case that comes with guidelint


def ticket(workspace: Path, id: str = ID) -> str:
    return (workspace / "tickets" / f"{id}.yaml").read_text(encoding="utf-8")


def test_new_writes_a_ticket(guidelint: Run, workspace: Path) -> None:
    done = guidelint(
        *NEW, "--guide-says", "身份证明", "--window-requires", "居民身份证", "--brought", "社会保障卡", "--trips", "2",
        "--applicant", "王小明", "--hall", "东城区政务服务中心", "--source", "工单系统", "--ref", "A-1",
    )  # fmt: skip
    assert done.code == 0, done.err
    record = (
        "guide: card\nhall: 东城区政务服务中心\nobserved: {on: 2021-11-16, by: 综合窗口, how: 工单}\nmaterials:\n"
        f"  - {{accepts: [居民身份证], revealed_by: [{ID}]}}\n"
    )
    shown = "".join(f"  {line}\n" for line in record.splitlines())
    assert done.out.startswith(
        f"已写入 tickets/{ID}.yaml\n已写入 windows/{ID}.yaml\n{shown}{ID}  告知差一点儿  综合窗口  2021-11-16\n"
    )
    assert (workspace / "windows" / f"{ID}.yaml").read_text(encoding="utf-8") == record
    assert done.out.endswith(f"下一步：guidelint ticket assign {ID}  guidelint ticket close {ID}\n")
    assert ticket(workspace) == (
        f'id: {ID}\nchannel: 综合窗口\napplicant: 王某某\nhall: 东城区政务服务中心\nregion: "110101"\n'
        'received: 2021-11-16\nguide: card\nproblem: 告知差一点儿\nsummary: 指南写"身份证明",窗口要身份证\n'
        "guide_says: 身份证明\nwindow_requires: 居民身份证\nbrought: [社会保障卡]\ntrips: 2\n"
        "scope: {meets_conditions: true}\nsource: {kind: 工单系统, ref: A-1}\nstages:\n"
        "  - {stage: 发现问题, on: 2021-11-16, by: 综合窗口}\n"
    )


def test_the_whole_course(guidelint: Run, workspace: Path) -> None:
    guidelint(*NEW)
    steps = (
        ("assign", "--to", "甲局", "--on", "2021-11-16", "--by", "中心"),
        ("assign", "--to", "乙局", "--on", "2021-11-17", "--by", "甲局", "--days", "3"),
        ("resolve", "--on", "2021-11-18", "--done"),
        ("verify", "--on", "2021-11-19", "--failed", "--note", "又要了一次", "--due", "2021-11-25"),
        ("resolve", "--on", "2021-11-22"),
        ("verify", "--on", "2021-11-23", "--passed", "--satisfied", "--by", "中心"),
        ("supervise", "--on", "2021-11-30", "--passed"),
    )
    for command, *rest in steps:
        done = guidelint("ticket", command, ID, *rest)
        assert done.code == 0, done.err
    assert ticket(workspace).split("stages:\n")[1] == (
        "  - {stage: 发现问题, on: 2021-11-16, by: 综合窗口}\n"
        "  - {stage: 汇总转办, on: 2021-11-16, by: 中心, to: 甲局, due: 2021-11-23}\n"
        "  - {stage: 汇总转办, on: 2021-11-17, by: 甲局, to: 乙局, due: 2021-11-22}\n"
        "  - {stage: 限期解决, on: 2021-11-18, by: 乙局}\n"
        "  - {stage: 结果核查, on: 2021-11-19, note: 又要了一次}\n"
        "  - {stage: 汇总转办, on: 2021-11-19, to: 乙局, due: 2021-11-25}\n"
        "  - {stage: 限期解决, on: 2021-11-22, by: 乙局}\n"
        "  - {stage: 结果核查, on: 2021-11-23, by: 中心}\n"
        "  - {stage: 监督检查, on: 2021-11-30}\n"
        "outcome: {done: true, satisfied: true}\n"
    )
    before = ticket(workspace)
    done = guidelint("ticket", "archive", ID, "--on", "2021-12-01")
    assert done.code == 2
    assert f"guidelint ticket close {ID}" in done.err
    assert ticket(workspace) == before
    closed = before.replace("satisfied: true}", "satisfied: true, closed: 2021-11-30}")
    (workspace / "tickets" / f"{ID}.yaml").write_text(closed, encoding="utf-8")
    assert guidelint("ticket", "archive", ID, "--on", "2021-12-01").code == 0
    assert guidelint("ticket", "reopen", ID, "--on", "2021-12-02").code == 2
    assert guidelint("ticket", "reopen", ID, "--on", "2021-12-02", "--reason", "又遇到了").code == 0
    assert ticket(workspace).endswith(
        "  - {stage: 报送备案, on: 2021-12-01}\n"
        "  - {stage: 发现问题, on: 2021-12-02, note: 重新打开：又遇到了}\n"
        "outcome: {done: false}\n"
    )


def test_a_ticket_without_a_guide_is_closed_by_archiving(guidelint: Run, workspace: Path) -> None:
    guidelint(*(word for word in NEW if word not in ("--guide", "card")), "--prefix", "DC")
    steps = (("assign", "--to", "甲局"), ("resolve",), ("verify", "--passed"), ("supervise", "--passed"), ("archive",))
    for command, *rest in steps:
        done = guidelint("ticket", command, ID, "--on", "2021-11-18", *rest)
        assert done.code == 0, done.err
    assert ticket(workspace).endswith("  - {stage: 报送备案, on: 2021-11-18}\noutcome: {closed: 2021-11-18}\n")
    assert "办结 2021-11-18" in guidelint("ticket", "show", ID).out


@pytest.mark.parametrize("command", ["resolve", "verify", "supervise", "archive", "reopen"])
def test_what_the_course_does_not_allow(guidelint: Run, workspace: Path, command: str) -> None:
    guidelint(*NEW)
    before = ticket(workspace)
    more = {"verify": ["--passed"], "supervise": ["--passed"], "reopen": ["--reason", "试试"]}.get(command, [])
    done = guidelint("ticket", command, ID, *more)
    assert done.code == 2
    assert f"工单 {ID} 现在是“发现问题”，不能 {command}" in done.err
    assert "现在可以：guidelint ticket assign（转办）" in done.err
    english = guidelint("ticket", command, ID, *more, "--lang", "en")
    assert "stands at 发现问题: " in english.err
    assert ticket(workspace) == before


def test_verifying_waits_for_every_department(guidelint: Run) -> None:
    guidelint(*NEW)
    guidelint("ticket", "assign", ID, "--to", "甲局", "--on", "2021-11-16")
    guidelint("ticket", "assign", ID, "--to", "乙局", "--on", "2021-11-16", "--by", "中心")
    unclear = guidelint("ticket", "resolve", ID, "--on", "2021-11-17")
    assert (unclear.code, "甲局、乙局" in unclear.err) == (2, True)
    assert guidelint("ticket", "resolve", ID, "--on", "2021-11-17", "--by", "甲局").code == 0
    early = guidelint("ticket", "verify", ID, "--on", "2021-11-18", "--passed")
    assert (early.code, "乙局还没有报结果" in early.err) == (2, True)
    assert guidelint("ticket", "resolve", ID, "--on", "2021-11-18", "--by", "乙局").code == 0
    assert guidelint("ticket", "verify", ID, "--on", "2021-11-18", "--passed").code == 0


def test_overdue(guidelint: Run) -> None:
    guidelint(*NEW)
    guidelint("ticket", "assign", ID, "--to", "东城区人社局", "--on", "2021-11-16")
    assert guidelint("ticket", "list", "--overdue", "--as-of", "2021-11-23").code == 0
    late = guidelint("ticket", "list", "--overdue", "--as-of", "2021-11-25")
    assert late.code == 1
    assert late.out == (
        "编号            接单        环节      在谁手里      期限                        渠道      摘要\n"
        "DC-2021-11-002  2021-11-16  汇总转办  东城区人社局  2021-11-23 超期 2 个工作日  综合窗口"
        '  指南写"身份证明",窗口要身份证\n共 1 件，超期 1 件。\n'
    )
    listed = json.loads(guidelint("ticket", "list", "--json", "--as-of", "2021-11-25").out)
    assert listed[0]["holders"] == [
        {"name": "东城区人社局", "since": "2021-11-16", "due": "2021-11-23", "overdue": True}
    ]
    assert (listed[0]["stage"], listed[0]["open"], listed[0]["on_time"]) == ("汇总转办", True, False)
    assert guidelint("ticket", "list", "--holder", "别的局").out == "共 0 件，超期 0 件。\n"
    assert guidelint("ticket", "list", "--channel", "综合窗囗").code == 2
    assert guidelint("ticket", "list", "--stage", "转办").code == 2


def test_out_of_scope_says_where_to_go(guidelint: Run, workspace: Path) -> None:
    base = ("ticket", "new", "--channel", "12345", "--summary", "要求改判", "--received", "2026-11-02")
    assert "--go-to" in guidelint(*base, "--excluded", "涉法涉诉涉访").err
    wrong = guidelint(*base, "--excluded", "涉法涉诉涉访", "--go-to", "人民法院", "--problem", "告知差一点儿")
    assert wrong.code == 2
    done = guidelint(*base, "--excluded", "涉法涉诉涉访", "--go-to", "人民法院")
    assert done.code == 0, done.err
    said = ticket(workspace, "GD-2026-11-001")
    assert "problem: 不属于受理范围\n" in said
    assert "scope: {excluded: 涉法涉诉涉访, go_to: 人民法院}\n" in said
    assert "请去：人民法院" in done.out
    assert guidelint("ticket", "archive", "GD-2026-11-001", "--on", "2026-11-02").code == 0
    unmet = guidelint(*base, "--not-meets", "--go-to", "先补办户口簿")
    assert unmet.code == 0
    assert "{meets_conditions: false, excluded: 不符合指南列明的条件, go_to: 先补办户口簿}" in ticket(
        workspace, "GD-2026-11-002"
    )
    assert "--excluded" in guidelint(*base, "--meets", "--problem", "不属于受理范围").err


def test_what_is_missing_is_said_where_nobody_can_be_asked(guidelint: Run, workspace: Path) -> None:
    assert "--meets 或 --not-meets" in guidelint("ticket", "new").err
    missing = guidelint("ticket", "new", "--meets", "--channel", "12345")
    assert (missing.code, "还缺问题类型、摘要：--problem --summary" in missing.err) == (2, True)
    assert not (workspace / "tickets").exists()


def test_on_a_terminal_it_asks(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticket_new, "_on_terminal", lambda: True)
    what = "3号窗口\n\n全体股东到场;多交一份说明\n\n身份证、户口簿\n2\n"
    answers = f"{what}y\nn\n综合窗口\n窗口加码\n说不清\n"
    options = ["ticket", "new", "--guide", "card", "--received", "2021-11-16"]
    done = CliRunner().invoke(cli, options, input=answers, catch_exceptions=False)
    assert "  · 社会保障卡遗失" in done.output
    assert "  窗口加码  指南写清了，窗口多要了材料、条件或手续\n" in done.output
    assert "  综合窗口  东城区58个综合窗口都收；别处的综合窗口也用这个名称\n" in done.output
    assert "summary: 说不清" in ticket(workspace)
    assert "brought: [身份证, 户口簿]\ntrips: 2\n" in ticket(workspace)
    assert (workspace / "windows" / f"{ID}.yaml").read_text(encoding="utf-8") == (
        "guide: card\nhall: 东城区政务服务中心\nwindow: 3号窗口\n"
        "observed: {on: 2021-11-16, by: 综合窗口, how: 工单}\nmaterials:\n"
        f"  - {{accepts: [多交一份说明], refused: [身份证, 户口簿], revealed_by: [{ID}]}}\n"
        f"presence:\n  - {{who: 全体股东, revealed_by: [{ID}]}}\n"
    )
    done = CliRunner().invoke(
        cli,
        [*options, "--channel", "12345", "--summary", "x"],
        input="\n\n\n\n\n\nn\n先办遗失登记\n",
        catch_exceptions=False,
    )
    assert "go_to: 先办遗失登记" in ticket(workspace, "DC-2021-11-003")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("反映“办不成事”窗口", None), ("办不成事窗口", None), ("悉心听", None), ("企业小管家", None), ("朝我说", None), ("朝好办", None),
        ("首席代表", None), ("找茬日", None), ("媒体报道", None), ("悉心厅", "是不是“悉心听”"), ("zzz", "可用：反映"),
    ],
)  # fmt: skip
def test_channels(guidelint: Run, name: str, said: str | None) -> None:
    done = guidelint(*NEW[:3], name, *NEW[4:])
    assert done.code == (2 if said else 0)
    assert (said or "") in done.err


def test_a_workspace_adds_channels_and_a_prefix(guidelint: Run, write: Write, workspace: Path) -> None:
    write("channels.yaml", "prefix: HZ\nchannels:\n  - {name: 亲清在线, also: [亲清]}\n")
    assert guidelint(*NEW[:3], "亲清", *NEW[4:]).code == 0
    assert "channel: 亲清在线\n" in ticket(workspace, "HZ-2021-11-001")
    write("channels.yaml", "channels:\n  - {nam: 亲清在线}\n")
    broken = guidelint(*NEW)
    assert (broken.code, "channels.yaml:2:6" in broken.err) == (2, True)


def test_shipped_channels_fit_their_schema() -> None:
    file = Path(ticket_new.__file__).parents[1] / "tickets" / "data" / "channels.yaml"
    document = load(file.read_bytes(), file.name)
    assert validate(document, "channels") == []
    by_name = {channel["name"]: channel for channel in document.data["channels"]}
    assert by_name["综合窗口"]["places"] == 58
    assert {c["name"] for c in by_name.values() if c.get("handles")} == {"悉心管家", "企业小管家", "朝好办", "首席代表"}
    assert all("source" in c for c in by_name.values() if "district" in c)


def test_personal_data_is_refused_or_masked(guidelint: Run, workspace: Path) -> None:
    base = [*NEW, "--note", "电话13800138000", "--brought", "身份证11010519491231002X"]
    refused = guidelint(*base)
    assert refused.code == 2
    assert "note 第 3–13 个字是手机号（138****8000）" in refused.err
    assert "13800138000" not in refused.err
    assert not (workspace / "tickets").exists()
    assert guidelint(*base, "--mask").code == 0
    assert "brought: [身份证110105************]" in ticket(workspace)
    assert "note: 电话138****8000" in ticket(workspace)
    before = ticket(workspace)
    noted = guidelint("ticket", "assign", ID, "--to", "甲局", "--on", "2021-11-17", "--note", "找13800138000")
    assert (noted.code, ticket(workspace) == before) == (2, True)
    assert (
        guidelint(
            "ticket", "assign", ID, "--to", "甲局", "--on", "2021-11-17", "--note", "找13800138000", "--mask"
        ).code
        == 0
    )
    assert "note: 找138****8000" in ticket(workspace)


def test_the_applicants_name_is_masked_wherever_it_stands(guidelint: Run, workspace: Path) -> None:
    said = (
        "--applicant",
        "王小明",
        "--note",
        "王小明和王小明的父亲",
        "--brought",
        "王小明的社保卡",
        "--handler",
        "王小明科长",
    )
    assert guidelint(*NEW, *said).code == 0
    kept = ticket(workspace)
    assert "applicant: 王某某\n" in kept
    assert "note: 王某某和王某某的父亲\n" in kept
    assert "brought: [王某某的社保卡]\n" in kept
    assert "handler: 王小明科长\n" in kept  # an officer's name is no secret
    assert guidelint(*NEW, "--applicant", "Li", "--note", "Lisbon").code == 0
    assert "note: Lisbon\n" in ticket(workspace, "DC-2021-11-003")


def test_unknown_tickets_and_guides(guidelint: Run) -> None:
    guidelint(*NEW)
    assert f"是不是 {ID}？" in guidelint("ticket", "show", "DC-2021-1-002").err
    assert "公开案例" in guidelint("ticket", "assign", "XICHENG-2022-06-001", "--to", "甲局").err
    assert guidelint("ticket", "show", "XICHENG-2022-06-001").code == 0
    assert "没有命令 ticket lst" in guidelint("ticket", "lst").err
    wrong = guidelint(*(word if word != "card" else "crd" for word in NEW))
    assert (wrong.code, "是不是 card？" in wrong.err) == (2, True)
    assert "不是日期" in guidelint(*NEW[:-1], "昨天").err


def test_a_broken_ticket_is_told(guidelint: Run, write: Write) -> None:
    guidelint(*NEW)
    write("tickets/X-1.yaml", "id: X-1\n")
    listed = guidelint("ticket", "list")
    assert (listed.code, ID in listed.out, "tickets/X-1.yaml:1:1" in listed.err) == (2, True, True)
    assert "tickets/X-1.yaml:1:1" in guidelint("ticket", "assign", "X-1", "--to", "甲局").err
    assert guidelint(*NEW).code == 0  # a new one is not held up


def test_an_unknown_year_asks_for_the_date(guidelint: Run) -> None:
    guidelint(*NEW)
    done = guidelint("ticket", "assign", ID, "--to", "甲局", "--on", "2098-12-30")
    assert (done.code, "2098 年的放假安排" in done.err, "--due" in done.err) == (2, True, True)
    assert guidelint("ticket", "assign", ID, "--to", "甲局", "--on", "2098-12-30", "--due", "2099-01-08").code == 0


def test_two_at_once_get_two_numbers(workspace: Path) -> None:
    """Takes seconds: six processes of their own."""
    command = [sys.executable, "-X", "utf8", "-m", "guidelint", *NEW]
    started = [subprocess.Popen(command, cwd=workspace, stdout=subprocess.DEVNULL) for _ in range(6)]
    assert [process.wait(timeout=120) for process in started] == [0] * 6
    names = sorted(file.name for file in (workspace / "tickets").iterdir())
    assert names == [f"DC-2021-11-00{n}.yaml" for n in range(2, 8)]
    for n, name in enumerate(names, 2):
        assert f"id: DC-2021-11-00{n}\n" in (workspace / "tickets" / name).read_text(encoding="utf-8")
    assert [p.name for p in workspace.iterdir() if p.name.startswith(".")] == []


def test_a_file_changed_meanwhile_is_left(guidelint: Run, workspace: Path) -> None:
    from datetime import date

    from guidelint.model.errors import UsageError
    from guidelint.tickets.transition import Act, move
    from guidelint.workspace.filed import find
    from guidelint.workspace.workspace import Workspace

    guidelint(*NEW)
    opened = Workspace.find(workspace, workspace)
    filed = find(opened, ID)
    filed.file.write_text(ticket(workspace) + "note: 别人写的\n", encoding="utf-8")
    with pytest.raises(UsageError, match="changed meanwhile"):
        move(opened, filed, Act("assign", date(2021, 11, 17), to="甲局"))
    assert ticket(workspace).endswith("note: 别人写的\n")


def test_new_names_the_rule_that_it_is_evidence_for(guidelint: Run, workspace: Path) -> None:
    unknown = guidelint(*NEW, "--reveals", "ambiguous/identity-prof")
    assert (unknown.code, "是不是 ambiguous/identity-proof？" in unknown.err) == (2, True)
    assert guidelint(*NEW, "--reveals", "ambiguous").code == 2
    assert guidelint(*NEW, "--reveals", "ambiguous/identity-proof", "--reveals", "form/no-number").code == 0
    assert "reveals: [ambiguous/identity-proof, form/no-number]\n" in ticket(workspace)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--hall", "西城区政务服务中心"), "指南 card 的大厅里没有“西城区政务服务中心”；有：东城区政务服务中心"),
        (("--received", "2999-01-01"), "--received 2999-01-01 还没有到"),
        (("--received", "2026-02-31"), "“2026-02-31”不是日期"),
        (("--reveals", "所指"), "有几条规则合“所指”，请写其中一条："),
        (("--problem", "窗口太慢"), "；窗口加码（指南写清了，窗口多要了材料、条件或手续）；"),
    ],
)
def test_what_new_refuses(guidelint: Run, workspace: Path, options: tuple[str, str], said: str) -> None:
    done = guidelint(*NEW, *options)
    assert (done.code, said in done.err) == (2, True), done.err
    assert not (workspace / "tickets").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "没有写明窗口要求，没有写窗口记录：指南和窗口没有比对。"),
        (
            ("--window-requires", "打得出的姓名", "--problem", "系统办不了"),
            "“系统办不了”不是窗口的要求，没有写窗口记录。",
        ),
    ],
)
def test_where_nothing_is_compared_it_says_so(
    guidelint: Run, workspace: Path, options: tuple[str, ...], said: str
) -> None:
    done = guidelint(*NEW, *options)
    assert (done.code, f"{said}\n" in done.out) == (0, True)
    assert not (workspace / "windows").exists()


def test_a_rule_by_its_title(guidelint: Run, workspace: Path) -> None:
    assert guidelint(*NEW, "--reveals", "身份证明所指不明").code == 0
    assert "reveals: [ambiguous/identity-proof]\n" in ticket(workspace)
