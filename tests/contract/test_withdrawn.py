"""What a window no longer asks for stays in its record as history: nothing is held against it."""

import pytest

from tests.command import Run, Write
from tests.tickets.conftest import guidelint, workspace, write

__all__ = ["guidelint", "workspace", "write"]

RECORD = """\
guide: card
hall: 东城区政务服务中心
window: 3号综合窗口
observed: {on: 2024-03-05, how: 窗口自报}
hours: [{text: '工作日 9:00-17:00'}]
fees: [{charged: false}]
channels: [{only: [窗口办理]}]
"""
WITHDRAWN = "ground: 演示办法第一条, withdrawn: {on: 2024-03-08, by: 演示单位, why: 没有依据}"


@pytest.mark.parametrize(
    ("materials", "more", "rule"),
    [
        (
            "[{accepts: [居民身份证], medium: 纸质, necessity: 必要}, {accepts: [居住证]%s}]",
            "",
            "contract/missing-in-guide",
        ),
        ("[]", "conditions: [{text: 年满18周岁%s}]", "contract/unlisted-condition"),
        ("[]", "presence: [{who: 本人%s}]", "contract/presence-demanded"),
    ],
)
def test_only_what_is_still_asked_for_is_compared(
    guidelint: Run, write: Write, materials: str, more: str, rule: str
) -> None:
    template = f"{RECORD}materials: {materials}\n{more}\n"
    write("windows/card.yaml", template % "")
    assert rule in guidelint("check", "--preview", "--format", "concise").out
    write("windows/card.yaml", template % f", {WITHDRAWN}")
    done = guidelint("check", "--preview", "--format", "concise")
    assert (done.err, rule in done.out) == ("", False)
    assert "居住证" not in guidelint("notice", "card").out
