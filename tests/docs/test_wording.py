"""All Chinese that people are shown keeps to `docs/wording.zh-CN.md`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "guidelint"
CHINESE = re.compile("[\u4e00-\u9fff]")
HALF_WIDTH = re.compile("[\u4e00-\u9fff”》）][,;:?!(]|[,;:?!)][\u4e00-\u9fff“《（]")
SPOKEN = ("title", "why", "message", "advice")
"""Keys of a rule whose words people read."""

FULL_WIDTH = (
    "page",
    "cli/open.py",
    "exchange/doctor/installation.py",
    "exchange/doctor/workspace.py",
    "source/spelling.py",
)
"""What has been brought to full-width punctuation, and stays so."""


def forbidden() -> list[str]:
    """The left column of the glossary; a remark in brackets says that a person has to judge."""
    text = (ROOT / "docs" / "wording.zh-CN.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+?) \| [^|]+ \|$", text, re.M)[1:]
    return [row for row in rows if not row.endswith("）")]


def literals(file: Path) -> Iterator[str]:
    """Chinese in the literals of a module; of an f-string what stands between the braces is left out."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CHINESE.search(node.value):
            yield node.value


def spoken(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from spoken(inner, name if name in SPOKEN else key)
    elif isinstance(value, list):
        for inner in value:
            yield from spoken(inner, key)
    elif isinstance(value, str) and key:
        yield value


def shown() -> Iterator[tuple[str, str]]:
    """Every text with where it stands."""
    for file in sorted(SOURCE.rglob("*.py")):
        yield from ((str(file.relative_to(ROOT)), text) for text in literals(file))
    for file in sorted(SOURCE.rglob("*")):
        if file.suffix in (".html", ".j2", ".js", ".typ"):
            yield str(file.relative_to(ROOT)), file.read_text(encoding="utf-8")
    for file in sorted((ROOT / "rules").rglob("*.yaml")):
        if "thesaurus" not in file.parts:
            data = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
            yield from ((str(file.relative_to(ROOT)), text) for text in spoken(data))


def test_no_message_uses_a_word_that_the_glossary_replaces() -> None:
    words = forbidden()
    assert "毛病" in words
    assert [(place, word) for place, text in shown() for word in words if word in text] == []


def test_what_has_full_width_punctuation_keeps_it() -> None:
    texts = [(place, text) for place, text in shown() if place.removeprefix("src/guidelint/").startswith(FULL_WIDTH)]
    assert len(texts) > 10
    found = [(place, match[0]) for place, text in texts for match in HALF_WIDTH.finditer(text)]
    assert found == []
