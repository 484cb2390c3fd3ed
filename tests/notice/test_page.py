"""The HTML notice in a real browser: on a telephone, by keyboard, for a screen reader, and with hostile text in it.

Takes seconds: Chromium is started once.
"""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser import DESK, TELEPHONE, OpenPage, serious_violations
from tests.notice.conftest import CLEAN, ROOT, Notice

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def page_file(notice: Notice, workspace: Path) -> Path:
    assert notice("clean", "--output", "告知单.html").code == 0
    return workspace / "告知单.html"


def listed(page: "Page") -> list[str]:
    """The things to bring that are on the screen."""
    return page.locator("ol > li:visible h3").all_inner_texts()


ALL = ["居民身份证", "授权委托书", "代理人居民身份证", "结婚证"]


@pytest.mark.slow
@pytest.mark.parametrize("size", [TELEPHONE, DESK])
def test_nothing_is_in_the_way_of_a_screen_reader(open_page: OpenPage, page_file: Path, size: dict[str, int]) -> None:
    page = open_page(page_file, size=size)
    assert serious_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_the_questions_are_answered_by_keyboard(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file)
    summary = page.get_by_role("status")
    assert listed(page) == ALL
    assert summary.inner_text() == "要带 1 样材料；还有 3 样要看情形。"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('fieldset').querySelector('legend').innerText") == "谁来办理？"
    assert page.evaluate("getComputedStyle(document.activeElement.closest('label')).outlineStyle") == "solid"
    page.keyboard.press("ArrowUp")  # from 还不确定 to 委托办理
    assert summary.inner_text() == "您的情形：委托办理。要带 3 样材料；还有 1 样要看情形。"
    page.keyboard.press("ArrowUp")  # to 本人办理
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")  # 已婚: from 还不确定 to 否
    assert listed(page) == ["居民身份证"]
    assert summary.inner_text() == "您的情形：本人办理、不是已婚。要带 1 样材料，另外 3 样您不用带。"
    assert serious_violations(page) == []


@pytest.mark.slow
def test_the_answers_are_in_the_address(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file)
    page.get_by_label("委托办理").check()
    page.get_by_role("group", name="您是否属于“已婚”？").get_by_label("否").check()
    fragment = page.url.partition("#")[2]
    assert fragment == f"for={quote('委托办理')}&for={quote('不是已婚')}"
    shared = open_page(page_file, f"#{fragment}")
    assert shared.get_by_label("委托办理").is_checked()
    assert listed(shared) == ALL[:3]
    # A link to another circumstance, followed on the open page; a name that the guide does not have changes nothing.
    shared.evaluate(f"location.hash = 'for={quote('本人办理')}&for={quote('出国')}'")
    shared.wait_for_function("document.querySelector('input:checked').value === '本人办理'")
    assert listed(shared) == ["居民身份证", "结婚证"]


def test_for_answers_the_questions_beforehand(open_page: OpenPage, notice: Notice, workspace: Path) -> None:
    notice("clean", "--for", "委托办理", "--output", "a.html")
    page = open_page(workspace / "a.html")
    assert page.get_by_label("委托办理").is_checked()
    assert listed(page) == ALL
    page.get_by_label("本人办理").check()
    assert listed(page) == ["居民身份证", "结婚证"]


def test_without_javascript_everything_is_listed_by_circumstance(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file, javascript=False)
    assert listed(page) == ALL
    assert page.locator("h2:visible").all_inner_texts() == [
        "不论哪种情形都要带", "委托办理：还要带", "已婚：还要带", "还要知道",
    ]  # fmt: skip
    assert page.locator("form").is_hidden()


def test_paper_shows_what_the_screen_shows(open_page: OpenPage, page_file: Path) -> None:
    page = open_page(page_file, f"#for={quote('本人办理')}")
    page.emulate_media(media="print")
    assert listed(page) == ["居民身份证", "结婚证"]
    assert page.locator("form").is_hidden()
    assert page.get_by_text("您的情形：本人办理").is_visible()
    assert page.locator(".signatures").is_visible()


HOSTILE = "<img src=x onerror=alert(1)></script><script>document.title='坏'</script>\"'{{7*7}}"


def test_hostile_text_is_only_text(open_page: OpenPage, notice: Notice, workspace: Path) -> None:
    guide = CLEAN
    for word in ("title: 证件补领", "name: 授权委托书", "when: 已婚", "criteria: [本人签名]", "place: 演示路 1 号"):
        key = word.partition(":")[0]
        value = f"'{HOSTILE.replace(chr(39), chr(39) * 2)}{key}'"
        guide = guide.replace(word, f"{key}: [{value}]" if key == "criteria" else f"{key}: {value}")
    (workspace / "guides" / "补领.yaml").write_text(guide, encoding="utf-8")
    (workspace / "windows" / "甲.yaml").unlink()
    notice("clean", "--anyway", "--output", "a.html")
    page = open_page(workspace / "a.html")
    assert page.locator("h1").inner_text() == f"{HOSTILE}title"
    assert page.title() == f"一次性告知单：{HOSTILE}title"
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1
    page.get_by_role("group", name="您是否属于").get_by_label("是", exact=True).check()
    assert f"{HOSTILE}when" in page.get_by_role("status").inner_text()
    # Only an address of the web and a telephone number become links.
    links = page.locator("a").evaluate_all("all => all.map(a => a.protocol)")
    assert set(links) == {"https:", "tel:"}
    assert page.get_by_text("javascript:alert(1)").count() == 1


@pytest.mark.slow
def test_doubts_are_seen(open_page: OpenPage, notice: Notice, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    notice("bj-dongcheng-sscard-replacement", "--anyway", "--output", str(workspace / "a.html"))
    page = open_page(workspace / "a.html")
    assert serious_violations(page) == []
    doubt = page.locator("li .doubt", has_text="带社会保障卡的人符合指南，窗口不收")
    assert "工单 DC-2021-11-001" in doubt.inner_text()
    assert doubt.is_visible()
    page.get_by_label("委托办理").check()
    said = "您的情形：委托办理。指南没有列出这种情形要带什么，请先问窗口。"
    assert page.get_by_role("status").inner_text() == said
