"""The documentation site builds without a warning and from nothing but this repository; its pages are up to date."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from guidelint.checking.engine import Engine, Options
from guidelint.output.element_page import page as elements_page
from guidelint.output.rule_page import pages
from guidelint.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]


def test_the_pages_of_the_rules_are_up_to_date() -> None:
    """Renew them with `guidelint rules docs docs/rules`."""
    engine = Engine.prepare(Workspace.find(ROOT, ROOT), Options())
    assert engine.workspace.errors == []
    folder = ROOT / "docs" / "rules"
    written = {f.relative_to(folder).as_posix(): f.read_text(encoding="utf-8") for f in folder.rglob("*.md")}
    assert written == pages(engine.ruleset.rules)


def test_the_page_of_elements_is_up_to_date() -> None:
    """Renew it with `guidelint schema --page > docs/elements.md`."""
    assert (ROOT / "docs" / "elements.md").read_text(encoding="utf-8") == elements_page()


class _Resources(HTMLParser):
    """What a browser fetches by itself to show a page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get("href") if tag == "link" and given.get("rel") != "canonical" else given.get("src")
        self.addresses += [address] if address else []


@pytest.mark.slow
def test_the_site_builds_strictly_and_fetches_nothing_from_elsewhere(tmp_path: Path) -> None:
    # Some seconds: a page for each rule, and jieba reads its dictionary to cut the words of the search index.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    for page in (tmp_path / "index.html", tmp_path / "rules/ambiguous/identity-proof/index.html"):
        parser = _Resources()
        parser.feed(page.read_text(encoding="utf-8"))
        assert parser.addresses
        assert [address for address in parser.addresses if "//" in address] == []
