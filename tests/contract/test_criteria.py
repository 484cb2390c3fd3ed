"""A criterion of the window is held against all that the guide says of the paper, whether in facts or in sentences."""

import pytest

from tests.command import Run, Write
from tests.tickets.conftest import guidelint, workspace, write

__all__ = ["guidelint", "workspace", "write"]

GUIDE = """\
id: card
title: 证卡补领
materials:
  - {name: %s, criteria: [%s]}
"""
RECORD = """\
guide: card
hall: 东城区政务服务中心
observed: {on: 2024-03-05, how: 窗口自报}
materials:
  - {accepts: [%s], criteria: [%s]}
"""


@pytest.mark.parametrize(
    ("paper", "said", "wanted", "is_found"),
    [
        ("照片", "'两寸免冠近期白底彩照一张'", "'照片要白底的'", False),
        ("照片", "'两寸免冠近期白底彩照一张'", "'照片要红底的'", True),
        ("租赁合同", "'租期一年以上,双方签字盖章'", "'双方要签字'", False),
        ("申请表", "'申请表加盖单位公章,没有公章的由负责人签名'", "'申请表必须加盖公章'", True),
    ],
)
def test_criteria(guidelint: Run, write: Write, paper: str, said: str, wanted: str, is_found: bool) -> None:
    write("guides/card.yaml", GUIDE % (paper, said))
    write("windows/card.yaml", RECORD % (paper, wanted))
    done = guidelint("check", "--select", "contract", "--preview", "--format", "concise")
    assert (done.err, "contract/unlisted-criteria" in done.out) == ("", is_found)


@pytest.mark.parametrize(
    ("ours", "theirs", "is_found"),
    [
        ("犬只彩色照片", "犬只彩照", False),
        ("犬只彩照", "犬只彩色照片", False),
        ("犬只照片", "犬只彩照", True),
        ("车辆照片", "车辆彩色照片", True),
        ("彩色照片", "近期彩照", True),
    ],
)
def test_the_colour_of_a_photograph_of_a_thing(
    guidelint: Run, write: Write, ours: str, theirs: str, is_found: bool
) -> None:
    write("guides/card.yaml", GUIDE % (ours, ""))
    write("windows/card.yaml", RECORD % (theirs, ""))
    done = guidelint("check", "--select", "contract", "--preview", "--format", "concise")
    assert (done.err, "contract/unlisted-criteria" in done.out) == ("", is_found), done.out
