"""The report in a real browser, opened from a disk, without a network."""

import re
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.browser import DESK, TELEPHONE, OpenPage, serious_violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = {
    "overview": "index.html",
    "guide": "guides/dc-card.html",
    "guides": "guides/index.html",
    "ticket": "tickets/DC-2026-08-001.html",
    "tickets": "tickets/index~2.html",
    "rule": "rules/ambiguous.identity-proof.html",
    "rules": "rules/index.html",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [TELEPHONE, DESK], ids=["telephone", "desk"])
def test_pages_can_be_read_by_everybody(site: Path, open_page: OpenPage, name: str, size: dict[str, int]) -> None:
    """Each takes a second: axe-core looks at every element."""
    page = open_page(site / PAGES[name], size=size)
    assert serious_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], "the page itself scrolls sideways"


@pytest.mark.slow
def test_tables_under_the_charts_open_and_can_be_read_by_everybody(site: Path, open_page: OpenPage) -> None:
    page = open_page(site / "index.html")
    table = page.get_by_role("region", name="东城区 数字表")
    assert not table.is_visible()
    for summary in page.locator("summary").all():
        summary.click()
    assert table.get_by_role("row").nth(1).inner_text().startswith("2025年一季度")
    assert page.get_by_role("img", name="东城区接单数，数字见下表").count() == 1
    assert serious_violations(page) == []


@pytest.mark.slow
def test_search_by_keyboard(site: Path, open_page: OpenPage) -> None:
    page = open_page(site / "index.html", size=DESK)
    for _ in range(7):  # skip link, brand, four parts of the menu, search
        page.keyboard.press("Tab")
    page.keyboard.type("补领 东城")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    page.get_by_role("status").filter(has_text="找到 2 条").wait_for()
    assert serious_violations(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/guides/dc-card.html")
    assert page.get_by_role("heading", level=1).inner_text() == "社会保障卡补领"


@pytest.mark.slow
def test_search_finds_materials_rules_and_tickets_as_one_types(site: Path, open_page: OpenPage) -> None:
    page = open_page(site / "search.html")
    box, status, results = page.get_by_role("searchbox"), page.get_by_role("status"), page.locator("#results li")

    def search(words: str) -> list[str]:
        box.fill(words)
        page.wait_for_timeout(250)
        return results.all_inner_texts()

    assert [text.split(" ")[0] for text in search("收入证明") if "指南" in text] == ["住房补贴申请"] * 3
    assert any("规则 · ambiguous/identity-proof" in text for text in search("身份证明"))
    assert search("dc-2026-08-001")[0].startswith("DC-2026-08-001 工单 · 2026-08-06 · 东城区 · 综合窗口")
    assert search("DC-2026-08-001") == search("dc-2026-08-001"), "full-width letters and capitals are the same"
    assert search("没有这样的词") == []
    assert status.inner_text() == "没有找到。换一个短一点的词试试。"
    assert len(search("身份证")) == 50
    assert "显示前 50 条" in status.inner_text()
    assert search("<img src=x>") == []


@pytest.mark.slow
def test_a_deep_link_shows_the_finding(site: Path, open_page: OpenPage) -> None:
    page = open_page(site / "guides/dc-card.html", size=DESK)
    anchor = page.locator("article.finding").nth(2).get_attribute("id")
    page = open_page(site / "guides/dc-card.html", f"#{anchor}", size=DESK)
    finding = page.locator(f"[id='{anchor}']")
    assert "带社会保障卡的人符合指南，窗口不收" in finding.inner_text()
    page.wait_for_timeout(100)
    box = finding.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < DESK["height"]
    assert finding.evaluate("e => getComputedStyle(e).boxShadow") != "none"


def test_the_number_in_the_text_leads_to_the_finding_beside_it(site: Path, open_page: OpenPage) -> None:
    page = open_page(site / "guides/dc-card.html", size=DESK)
    number = page.get_by_role("link", name="问题 2")
    number.click()
    beside, mark = page.locator("article:target").bounding_box(), page.locator("mark.error").bounding_box()
    assert beside is not None
    assert mark is not None
    assert abs(beside["y"] - mark["y"]) < 40
    assert beside["x"] > mark["x"] + mark["width"]


def test_without_scripts_all_but_the_search_works(site: Path, open_page: OpenPage) -> None:
    page = open_page(site / "search.html", javascript=False)
    page.get_by_role("link", name="全部指南").click()
    page.get_by_role("link", name="社会保障卡补领").first.click()
    assert page.locator("mark.error").first.inner_text() == "身份证明"


def printed(page: "Page") -> str:
    sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    text = "".join(sheet.extract_text() for sheet in sheets)
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))  # ⼯ is how a PDF may spell 工


@pytest.mark.slow
def test_on_paper_the_tables_are_unfolded_and_the_menu_is_gone(site: Path, open_page: OpenPage) -> None:
    text = printed(open_page(site / "index.html", size=DESK))
    assert "单件工单" in text[text.index("同比") :]
    assert "一季度" in text
    assert "跳到正文" not in text
    text = printed(open_page(site / "guides/dc-card.html", size=DESK))
    assert "带社会保障卡的人符合指南" in text


@pytest.mark.parametrize("name", ["index.html", "guides/dc-card.html", "search.html"])
def test_a_page_is_there_within_a_second(site: Path, browser: "Browser", name: str) -> None:
    page = browser.new_page()
    page.goto((site / name).as_uri())
    took = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    page.close()
    assert took < 1000, f"{took} ms"
