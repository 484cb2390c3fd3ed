"""The browser that pages are tested in does see what is wrong with a page."""

from pathlib import Path

import pytest

from tests.browser import OpenPage, serious_violations

PAGE = '<!doctype html><html lang="zh-CN"><title>页面</title><main><h1>办事指南</h1>{}</main>'


@pytest.mark.slow
def test_axe_tells_what_a_screen_reader_cannot_read(open_page: OpenPage, tmp_path: Path) -> None:
    file = tmp_path / "页面.html"
    file.write_text(PAGE.format("<p>居民身份证"), encoding="utf-8")
    assert serious_violations(open_page(file)) == []
    file.write_text(PAGE.format("<input>"), encoding="utf-8")
    assert serious_violations(open_page(file)) == ["label: ['input']"]
