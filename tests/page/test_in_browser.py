"""The local page in a real browser, by keyboard alone, on a telephone's screen and a desk's."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import dongcheng
from tests.browser import DESK, TELEPHONE, serious_violations
from tests.page.conftest import GUIDE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

REFUSED = "status of 422"  # which the browser itself logs
PATIENCE = 60_000  # milliseconds, on a machine that has much else to do


@pytest.fixture(params=[TELEPHONE, DESK], ids=["telephone", "desk"])
def page(request: pytest.FixtureRequest, browser: "Browser", address: str) -> Iterator["Page"]:
    """The page, which may ask nobody else; the test fails if it logged an error."""
    context = browser.new_context(viewport=request.param)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    complaints: list[str] = []
    strangers: list[str] = []
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type == "error" and REFUSED not in said.text else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else strangers.append(asked.url))
    page.goto(address)
    yield page
    context.close()
    assert (complaints, strangers) == ([], [])


@pytest.mark.slow
def test_from_a_paste_to_a_saved_guide_by_keyboard_alone(page: "Page", workspace: Path) -> None:
    """One way through the page: it takes seconds, of which the checks are most."""

    def to(name: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent.trim()").startswith(name):
                return
        raise AssertionError(f"no way to {name} by keyboard")

    width = page.viewport_size["width"] if page.viewport_size else 0
    page.keyboard.press("Tab")  # skip link
    page.keyboard.press("Tab")
    page.keyboard.insert_text(dongcheng.GUIDE)
    page.keyboard.press("Control+Enter")
    page.locator("#title:focus").wait_for()
    assert page.locator("article.finding").count() == 2
    assert page.locator("mark").inner_text() == "身份证明"
    assert serious_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page itself scrolls sideways"

    to("一次性告知单")
    page.keyboard.press("Enter")
    assert page.locator("#doubt:focus").inner_text().startswith("先改好再打印")
    to("回去改")
    page.keyboard.press("Enter")

    to("照此修改")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="已改：“身份证明” 改为 “居民身份证”").wait_for()
    assert page.locator("article.finding").count() == 0

    to("撤销修改")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="已撤销").wait_for()
    to("照此修改")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="已改").wait_for()

    to("一次性告知单")
    page.keyboard.press("Enter")
    assert page.frame_locator("iframe").get_by_role("heading", level=1).inner_text() == "社会保障卡补领"
    assert serious_violations(page) == []

    page.locator("#title").focus()
    to("存进工作区")
    page.keyboard.press("Enter")
    page.locator("#saving:focus").wait_for()
    assert page.locator("#saving-name").inner_text() == GUIDE
    to("写入")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text=f"已写入 {GUIDE}").wait_for()
    assert (workspace / GUIDE).read_text(encoding="utf-8") == dongcheng.GUIDE.replace("身份证明", "居民身份证")


def test_a_file_is_chosen_or_refused(page: "Page", tmp_path: Path) -> None:
    (file := tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    page.locator("#file").set_input_files(file)
    page.get_by_role("alert").filter(has_text="另存为 .docx").wait_for()
    (table := tmp_path / "表.csv").write_text("指南标识,事项名称,材料名称\na,甲,身份证明\nb,乙,居民身份证\n", "utf-8")
    page.locator("#file").set_input_files(table)
    page.get_by_role("heading", level=1, name="甲").wait_for()
    page.get_by_label("文件里有几项指南").select_option("乙")
    page.get_by_role("heading", level=1, name="乙").wait_for()
    assert page.locator(".lead").inner_text() == "没有发现问题。"
