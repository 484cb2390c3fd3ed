"""From a complaint to its remedy, one kind a line: what is reported, who changes, and what closing writes.

The kinds are those of published complaints; items and words are invented.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from guidelint.source.document import load
from tests.command import Run, Write
from tests.tickets.conftest import GUIDE

ID = "DC-2026-01-001"
ON = ("--on", "2026-01-09")


@dataclass(frozen=True)
class Case:
    """A demand, the rule that reports it in the guide (None where nothing is compared), and what is done: the `--remedy`
    that closes it, or `edit`, what a person writes into the guide because the demand has a ground. `mended` is what
    closing itself writes."""

    requires: str
    rule: str | None
    remedy: str
    new: tuple[str, ...] = ()
    edit: tuple[str, str] | None = None
    mended: tuple[str, str] | None = None


CASES = {
    "清单外的证明": Case("父女关系证明", "contract/missing-in-guide", "window"),
    "证过的还要再证": Case("亲属关系公证书", "contract/missing-in-guide", "window", ("--brought", "户口簿")),
    "一次要了三样": Case("居委会证明;持报纸的照片;三名邻居到场", "contract/missing-in-guide", "window"),
    "委托人来了不办": Case("办事人本人到场", "contract/presence-demanded", "window", ("--asks", "presence")),
    "只收网上的": Case("先在手机上预约", "contract/unlisted-condition", "window"),
    "名字打不出来": Case("系统认得的姓名", None, "system", ("--problem", "系统办不了")),
    "字写得宽": Case(
        "居民身份证", "contract/vaguer-than-window", "guide", ("--guide-says", "身份证明", "--brought", "社会保障卡"),
        mended=("name: 身份证明", "name: 居民身份证"),
    ),
    "要得有依据": Case(
        "婚姻登记档案", "contract/missing-in-guide", "guide", ("--ground", "某某办法第三条"),
        edit=("    type: 原件\n", "    type: 原件\n  - name: 婚姻登记档案\n"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_remedy(guidelint: Run, write: Write, workspace: Path, name: str) -> None:
    case = CASES[name]
    guide = workspace / "guides/card.yaml"
    text = GUIDE if case.mended else GUIDE.replace("name: 身份证明", "name: 居民身份证")
    guide.write_text(text, encoding="utf-8")
    problem = () if "--problem" in case.new else ("--problem", "窗口加码")
    new = guidelint(
        "ticket", "new", "--meets", "--channel", "综合窗口", "--guide", "card", "--summary", f"(演示){name}",
        "--received", "2026-01-06", "--window-requires", case.requires, *problem, *case.new,
    )  # fmt: skip
    assert (new.code, new.err) == (0, "")
    reported = guidelint("check", "--select", "contract").out
    assert (f"[{case.rule}]" in reported) == (case.rule is not None)
    assert (ID in reported) == (case.rule is not None)

    learnt = guidelint("learn", ID)
    assert learnt.code in (1, 2), learnt.out  # no rule is needed, and it says why
    assert f"工单 {ID}" in learnt.err or "已有规则能发现它" in learnt.out

    first = guidelint("ticket", "close", ID, *ON)
    assert first.code == (0 if case.mended else 1), first.out
    expected = text
    if case.mended:
        expected = text.replace(*case.mended)
    elif case.edit:
        assert guide.read_text(encoding="utf-8") == text  # a ground lets a person write it, nothing else does
        expected = text.replace(*case.edit, 1)
        guide.write_text(expected, encoding="utf-8")
        done = guidelint("ticket", "close", ID, *ON)
        assert done.code == 0, done.out
    else:
        said = ("--remedy", case.remedy, "--by", "主管局", "--reason", "没有依据")
        done = guidelint("ticket", "close", ID, *ON, *said)
        assert done.code == 0, done.out
    assert guide.read_text(encoding="utf-8") == expected
    ticket = load((workspace / f"tickets/{ID}.yaml").read_bytes(), ID).data
    assert ticket["outcome"]["remedy"] == case.remedy
    assert "没有这个问题" not in ticket["stages"][-1]["note"]
    record = workspace / f"windows/{ID}.yaml"
    assert record.exists() == (case.rule is not None)
    if record.exists():
        seen = load(record.read_bytes(), ID).data
        demands = [one for key in ("materials", "presence", "conditions") for one in seen.get(key, ())]
        assert {"withdrawn" in one for one in demands} == {case.remedy == "window"}
    assert f"[{case.rule}]" not in guidelint("check", "--select", "contract").out


def test_what_could_not_be_compared_is_not_said_to_be_in_order(guidelint: Run, workspace: Path) -> None:
    new = guidelint(
        "ticket", "new", "--meets", "--channel", "综合窗口", "--guide", "card", "--summary", "(演示)先交别的钱",
        "--received", "2026-01-06", "--window-requires", "先交清物业费", "--problem", "窗口加码",
    )  # fmt: skip
    assert new.code == 0
    refused = guidelint("ticket", "close", ID, *ON)
    assert (refused.code, refused.err) == (1, "")
    assert refused.out.startswith(f"工单 {ID} 不能办结:窗口要求“先交清物业费”和指南没法比较,指南答没答没有核对过,")
    assert f"guidelint ticket close {ID} --remedy window" in refused.out
    assert not (workspace / "archive").exists()
    said = ("--remedy", "window", "--by", "主管局", "--reason", "没有依据")
    assert guidelint("ticket", "close", ID, *ON, *said).code == 0
