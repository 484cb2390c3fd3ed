"""Suppressions: a reason is mandatory, and one that is unknown, unexplained, unused or expired is told."""

import pytest

from tests.command import Run, Write

GUIDE = "id: a\ntitle: 标题\nmaterials:\n  - name: 身份证明{trailing}\n    type: 原件\n"
ONLY = ("--select", "ambiguous/identity-proof")
RULE = "ambiguous/identity-proof"


def check(guidelint: Run, write: Write, trailing: str) -> tuple[int, str]:
    write("guides/a.yaml", GUIDE.format(trailing=trailing))
    done = guidelint("check", *ONLY)
    return done.code, done.out


@pytest.mark.parametrize(
    "trailing",
    [
        f"  # guidelint: ignore[{RULE}]: 窗口已改,等待发布",
        f"  # guidelint: ignore[{RULE}]：窗口已改",
        f"  #guidelint:ignore[form/no-number, {RULE}] until 2099-12-31: 等待发布",
    ],
)
def test_a_reasoned_suppression_silences_its_line(guidelint: Run, write: Write, trailing: str) -> None:
    code, out = check(guidelint, write, trailing)
    assert (code, out) == (0, "检查了 1 份指南，没有发现问题。\n")


def test_a_comment_of_its_own_speaks_for_the_next_line(guidelint: Run, write: Write) -> None:
    write(
        "guides/a.yaml",
        GUIDE.format(trailing="").replace("  - name", f"  # guidelint: ignore[{RULE}]: 理由\n  # 说明\n  - name"),
    )
    assert guidelint("check", *ONLY).code == 0


def test_the_whole_file(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", f"# guidelint: ignore-file[{RULE}]: 历史文件\n" + GUIDE.format(trailing=""))
    assert guidelint("check", *ONLY).code == 0


@pytest.mark.parametrize(
    ("trailing", "message"),
    [
        (f"  # guidelint: ignore[{RULE}]", "忽略注释必须写理由"),
        (f"  # guidelint: ignore[{RULE}]: ", "忽略注释必须写理由"),
        ("  # guidelint: ignore[ambiguous/no-such]: 理由", "没有这条规则：ambiguous/no-such"),
        ("  # guidelint: ignore[]: 理由", "没有这条规则"),
        (f"  # guidelint: ignore {RULE}: 理由", "忽略注释写法有误"),
        (f"  # guidelint: ignore[{RULE}] until 年底: 理由", "日期要写成 2026-12-31"),
    ],
)
def test_a_wrong_suppression_is_an_error_in_the_file(guidelint: Run, write: Write, trailing: str, message: str) -> None:
    code, out = check(guidelint, write, trailing)
    assert code == 2
    assert f"guides/a.yaml:4:{GUIDE.splitlines()[3].index('{') + 3} 文件有误" in out
    assert message in out
    assert f"[{RULE}]" in out


def test_an_expired_suppression_no_longer_silences(guidelint: Run, write: Write) -> None:
    code, out = check(guidelint, write, f"  # guidelint: ignore[{RULE}] until 2021-12-31: 等待发布")
    assert code == 1
    assert f"忽略 {RULE} 已在 2021-12-31 到期" in out


def test_an_unused_suppression_is_told(guidelint: Run, write: Write) -> None:
    write(
        "guides/a.yaml", GUIDE.format(trailing=f"  # guidelint: ignore[{RULE}]: 理由").replace("身份证明", "居民身份证")
    )
    done = guidelint("check", *ONLY)
    assert done.code == 0
    assert f"忽略 {RULE} 没有用到，请删去" in done.out


def test_words_inside_a_value_are_no_suppression(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE.format(trailing="").replace("标题", f'"标题 # guidelint: ignore-file[{RULE}]: 理由"'))
    assert guidelint("check", *ONLY).code == 1
