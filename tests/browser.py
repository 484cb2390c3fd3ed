"""A real browser for pages: the system's Chromium, driven by Playwright. Loaded by `tests/conftest.py`.

Use the fixture `open_page`; its pages have no network, and the test fails at its end if one logged an error.
`serious_violations` holds a page against axe-core's accessibility rules.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.system import missing, needed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TELEPHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}

OpenPage = Callable[..., "Page"]

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync")  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """One Chromium for the tests of a module; longer, and its event loop would be in the way of other tests."""
    program = needed(*_NAMES)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing('Playwright (pip install -e ".[dev-browser]")')
    is_root = hasattr(os, "getuid") and os.getuid() == 0
    with sync_playwright() as playwright:
        arguments = [*_QUIET, *(["--no-sandbox"] if is_root else [])]
        launched = playwright.chromium.launch(executable_path=program, args=arguments)
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: "Browser") -> Iterator[OpenPage]:
    """Open a file: `open_page(file, fragment="", size=TELEPHONE, javascript=True)`."""
    contexts = []
    complaints: list[str] = []

    def open_page(
        file: Path, fragment: str = "", *, size: dict[str, int] = TELEPHONE, javascript: bool = True
    ) -> "Page":
        context = browser.new_context(viewport=size, java_script_enabled=javascript, offline=True)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda request: complaints.append(f"cannot load {request.url}"))
        page.goto(file.absolute().as_uri() + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def serious_violations(page: "Page") -> list[str]:
    """What axe-core calls serious or critical, as `rule: selector of the first place`."""
    from axe_playwright_python.sync_playwright import Axe

    # Without `preload`: axe would fetch the style sheets itself, which a page's own policy may forbid.
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['target']}" for v in found if v["impact"] in ("serious", "critical")]
