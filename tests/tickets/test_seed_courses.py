"""The cases that guidelint starts from, each from intake to archive through the command line.

On a copy of the bundled workspace, one case after the other. Takes some seconds: the shipped rules are loaded for every
check and every close.
"""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from guidelint.__main__ import run
from guidelint.schemas.validation import validate
from guidelint.source.document import load
from tests.command import Outcome, Run

ROOT = Path(__file__).parents[2]
BEIJING = "guides/beijing"


@dataclass(frozen=True)
class Case:
    """`stands` are the places that stop the close until somebody has written `edits` into the guide."""

    guide: str
    intake: Sequence[str]
    departments: Sequence[str]
    rules: set[str]
    stands: Sequence[str] = ()
    edits: Sequence[tuple[str, str]] = ()
    change: tuple[str, str] | None = None


CASES = {
    "东城 身份证明": Case(
        f"{BEIJING}/dongcheng/social-insurance-card-replacement.yaml",
        ("--channel", "综合窗口", "--guide", "bj-dongcheng-sscard-replacement", "--guide-says", "身份证明",
         "--window-requires", "居民身份证", "--brought", "社会保障卡", "--trips", "2", "--applicant", "王先生"),
        ("东城区人社局",),
        {"ambiguous/identity-proof", "contract/vaguer-than-window"},
        change=("- name: 身份证明", "- name: 居民身份证"),
    ),
    "石景山 工作居住证": Case(
        f"{BEIJING}/shijingshan/work-residence-permit.yaml",
        ("--channel", "首席代表", "--guide", "bj-shijingshan-work-residence-permit", "--trips", "2",
         "--reveals", "contract/unlisted-criteria"),
        ("石景山区人社局",),
        {"contract/unlisted-criteria"},
        ("16:11", "21:11"),
        (("印在一面)\n    type: 原件和复印件\n", "印在一面)\n    type: 原件和复印件\n    criteria: [复印件清晰合格]\n"),
         ("完税证明\n    type: 原件和复印件\n", "完税证明\n    type: 原件和复印件\n    criteria: [记录连续无间断]\n")),
    ),
    "法定代表人在境外": Case(
        f"{BEIJING}/company-change-overseas-signatory.yaml",
        ("--channel", "朝我说", "--handler", "朝好办", "--guide", "bj-company-change-overseas-signatory",
         "--reveals", "presence/no-alternative"),
        ("市市场监管局",),
        {"presence/no-alternative"},
        ("16:21",),
        (("{who: 法定代表人及全体股东}", "{who: 法定代表人及全体股东, alternatives: [公证委托, 视频核验]}"),),
    ),
    "西城 低保": Case(
        f"{BEIJING}/xicheng/subsistence-allowance.yaml",
        ("--channel", "悉心听", "--handler", "悉心管家", "--guide", "bj-xicheng-subsistence-allowance",
         "--reveals", "verification/no-dispute-channel"),
        ("街道办事处", "区民政局", "区市场监管局", "区民政局"),
        {"verification/no-dispute-channel"},
        ("19:15",),
        (("verifies: 家庭经济状况\n", "verifies: 家庭经济状况\n    dispute: 可向区民政局申请复核\n"),),
    ),
    "丰台 化工企业": Case(
        f"{BEIJING}/fengtai/chemical-business-change.yaml",
        ("--channel", "12345", "--guide", "bj-fengtai-chemical-business-change", "--reveals", "chain/missing-related"),
        ("丰台区应急局", "丰台区市场监管局"),
        {"chain/missing-related"},
        ("14:11",),
        (("result: {", "related: [bj-fengtai-business-licence-change]\nresult: {"),),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository's workspace, which the cases share as they would in life."""
    folder = tmp_path_factory.mktemp("bundled")
    for name in ("guides", "windows", "tickets", "aggregates"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "guidelint.yaml", folder)
    return folder


@pytest.fixture
def guidelint(bundled: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(bundled)
    monkeypatch.delenv("GUIDELINT_LANG", raising=False)

    def call(*arguments: str) -> Outcome:
        capfd.readouterr()
        code = run(list(arguments))
        said = capfd.readouterr()
        return Outcome(code, said.out, said.err)

    return call


def done(outcome: Outcome) -> str:
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out


def take_in(guidelint: Run, *said: str) -> str:
    new = done(guidelint("ticket", "new", "--meets", "--received", "2022-06-13", "--source", "演示", *said))
    found = re.match(r"已写入 tickets/(\S+)\.yaml\n", new)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("name", CASES)
def test_from_intake_to_archive(guidelint: Run, bundled: Path, name: str) -> None:
    case = CASES[name]
    id = take_in(guidelint, *case.intake, "--problem", "告知差一点儿", "--summary", f"(演示){name}")
    found = guidelint("check", case.guide)
    assert found.code == 1
    assert all(f"[{rule}]" in found.out for rule in case.rules)

    by = "综合窗口"
    for day, department in enumerate(case.departments, start=13):
        done(guidelint("ticket", "assign", id, "--by", by, "--to", department, "--on", f"2022-06-{day}"))
        by = department
    assert f"→ 在{by}手里" in guidelint("ticket", "show", id).out
    guide = bundled / case.guide
    before = guide.read_text(encoding="utf-8")
    close = ("ticket", "close", id, "--by", by, "--on", "2022-06-17", "--done")
    if case.stands:
        refused = guidelint(*close)
        assert refused.code == 1
        assert all(f"\n{case.guide}:{place} " in refused.out for place in case.stands)
        assert f"不能办结：指南还有 {len(case.stands)} 处问题" in refused.out
        assert not (bundled / "archive" / f"{id}.yaml").exists()
        edited = before
        for old, new in case.edits:
            assert edited.count(old) == 1
            edited = edited.replace(old, new)
        guide.write_text(edited, encoding="utf-8")
    closed = done(guidelint(*close))
    assert f"工单 {id} 已办结 2022-06-17" in closed
    if case.change is not None:
        assert guide.read_text(encoding="utf-8") == before.replace(*case.change)

    done(guidelint("ticket", "verify", id, "--passed", "--satisfied", "--by", "综合窗口", "--on", "2022-06-20"))
    done(guidelint("ticket", "supervise", id, "--passed", "--by", "区政务服务局", "--on", "2022-06-27"))
    assert "报送备案" in done(guidelint("ticket", "archive", id, "--by", "区政务服务局", "--on", "2022-06-30"))

    after = guidelint("check", case.guide)
    assert after.code in (0, 1), after.out  # what other tickets are about may stand
    assert not any(f"[{rule}]" in after.out for rule in case.rules)
    ticket = load((bundled / "tickets" / f"{id}.yaml").read_bytes(), id).data
    assert ticket["outcome"] == {"done": True, "closed": "2022-06-17", "remedy": "guide", "satisfied": True}
    assert [stage["stage"] for stage in ticket["stages"]] == [
        "发现问题", *["汇总转办"] * len(case.departments), "限期解决", "结果核查", "监督检查", "报送备案",
    ]  # fmt: skip
    record = load((bundled / "archive" / f"{id}.yaml").read_bytes(), id)
    assert validate(record, "archive") == []
    assert (record.data["closed"], record.data["archived"]) == ("2022-06-17", "2022-06-30")
    assert set(record.data["rules"]) == case.rules


def test_a_patrol_finds_what_a_citizen_would_have(guidelint: Run, bundled: Path) -> None:
    """找茬日: what the window says becomes a window record and a ticket; the ticket's close mends the guide from it."""
    recorded = done(
        guidelint(
            "patrol", "record", "--guide", "cn-driving-licence-replacement", "--hall", "演示区政务服务中心",
            "--accepts", "居民身份证", "--guide-says", "身份证明", "--summary", "(演示)窗口只收居民身份证", "--on", "2022-06-13",
            "--illustration", "--prefix", "ZC",
        )
    )  # fmt: skip
    id = re.findall(r"ZC-2022-06-\d+", recorded)[0]
    done(guidelint("ticket", "assign", id, "--to", "演示区公安局", "--on", "2022-06-14"))
    closed = guidelint("ticket", "close", id, "--on", "2022-06-15")
    assert "“身份证明”→“居民身份证”" in done(closed)
    done(guidelint("ticket", "verify", id, "--passed", "--on", "2022-06-16"))
    done(guidelint("ticket", "supervise", id, "--passed", "--on", "2022-06-17"))
    done(guidelint("ticket", "archive", id, "--on", "2022-06-20"))


@pytest.mark.parametrize(
    "channel", ["悉心听", "企业小管家", "朝我说", "朝好办", "首席代表", "找茬日", "综合窗口", "12345"]
)
def test_every_channel_leads_to_the_archive(guidelint: Run, bundled: Path, channel: str) -> None:
    id = take_in(
        guidelint,
        "--channel",
        channel,
        "--problem",
        "利益关系复杂一点儿",
        "--summary",
        f"(演示){channel}",
        "--prefix",
        "QD",
    )
    done(guidelint("ticket", "assign", id, "--to", "演示局", "--on", "2022-06-14"))
    done(guidelint("ticket", "resolve", id, "--done", "--on", "2022-06-15"))
    done(guidelint("ticket", "verify", id, "--passed", "--satisfied", "--on", "2022-06-16"))
    done(guidelint("ticket", "supervise", id, "--passed", "--on", "2022-06-17"))
    done(guidelint("ticket", "archive", id, "--on", "2022-06-20"))
    record = load((bundled / "archive" / f"{id}.yaml").read_bytes(), id)
    assert validate(record, "archive") == []
    assert record.data == {"ticket": id, "closed": "2022-06-20", "archived": "2022-06-20"}


def test_nothing_that_was_closed_still_stands(guidelint: Run) -> None:
    """After all cases: the whole workspace is consistent, and the figures count the tickets."""
    checked = guidelint("check")
    assert checked.code == 1
    assert "文件有误" not in checked.out
    assert guidelint("ticket", "list", "--stage", "报送备案").out.rstrip().endswith("共 14 件，超期 0 件。")
