"""`guidelint fix` from the user's side."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.test_check import GUIDE, WINDOW

Write = Callable[[str, str | bytes], Path]


def test_fix_then_check_is_clean(guidelint: Run, write: Write) -> None:
    file = write("guides/a.yaml", GUIDE.replace("\n", "\r\n"))
    write("windows/a.yaml", WINDOW)
    shown = guidelint("fix", "--diff", "--select", "ambiguous,contract")
    assert "-  - name: 身份证明   # 原样" in shown.out
    assert file.read_bytes() == GUIDE.replace("\n", "\r\n").encode()
    done = guidelint("fix", "--select", "ambiguous,contract")
    assert done.code == 0, done.out
    assert "guides/a.yaml:5:11 已改“身份证明”→“居民身份证” [ambiguous/identity-proof] DC-2021-11-001" in done.out
    assert file.read_bytes() == GUIDE.replace("身份证明", "居民身份证").replace("\n", "\r\n").encode()
    assert guidelint("check", "--select", "ambiguous,contract").code == 0
    assert guidelint("fix", "--select", "ambiguous,contract").out == "改了 0 处(0 个文件),还剩 0 处。\n"


def test_without_a_window_a_person_has_to_choose(guidelint: Run, write: Write) -> None:
    file = write("guides/a.yaml", GUIDE)
    done = guidelint("fix", "--select", "ambiguous/identity-proof")
    assert done.code == 1
    assert "没有改:需要人来写 [ambiguous/identity-proof]" in done.out
    assert file.read_text(encoding="utf-8") == GUIDE


def test_a_broken_guide_is_left_alone(guidelint: Run, write: Write) -> None:
    file = write("guides/a.yaml", "id: [\n")
    done = guidelint("fix")
    assert done.code == 2
    assert file.read_text(encoding="utf-8") == "id: [\n"
