"""All Chinese that people are shown keeps to `docs/wording.zh-CN.md`: its words and its punctuation."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "guidelint"
CHINESE = re.compile("[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(
    "[\u4e00-\u9fff”》）】。、][,;:?!(]|[\u4e00-\u9fff”》]\\)|[,;:?!)][\u4e00-\u9fff“《（【]|\0[,;]\0"
)
SPOKEN = ("title", "why", "message", "advice", "article")
"""Keys of a rule whose words people read."""

# What keeps half-width signs, kind by kind.
READ_BACK = ("language/", "rules/prose/", "rules/kinds/", "exchange/readers/", "exchange/codes.py", "exchange/writers/",
             "exchange/sheets/", "contract/", "model/", "tickets/observation.py", "tickets/problem.py", "lsp/complete.py")  # fmt: skip
"""Modules whose literals are also signs of grammar, headings, codes and values that files are read by: of these, what is
handed to `Text` counts."""
PATTERN = re.compile(r"\(\?|\[[^\]]*\][*+?{]|[)*+]\?|\]\?|\|\(|\\[sdbw]")
"""A regular expression: `(`, `?` and `:` are its own signs."""
ENGLISH = re.compile(
    r"(?<![-\w])(?:an|and|are|by|from|in|is|it|known|needs?|no|not|of|say|the|there|to|with|write)(?![-\w])"
)
"""The English twin of a message quotes Chinese words between English signs."""
CODE = re.compile(r"\{[a-z_.]+(?:\|[^{}]*)?\}|`[^`]*`|&#?\w+;|\]\([^)]*\)|文件:行号|主机:端口|<!--.*?-->", re.S)
"""What is filled in, typed or opened as it stands: a placeholder, code, the address of a link, `FILE:LINE`."""


def forbidden() -> list[str]:
    """The left column of the glossary; a remark in brackets says that a person has to judge."""
    text = (ROOT / "docs" / "wording.zh-CN.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+?) \| [^|]+ \|$", text, re.M)[1:]
    return [row for row in rows if not row.endswith("）")]


def literals(file: Path) -> Iterator[tuple[bool, str]]:
    """Chinese in the literals of a module, and whether it is the Chinese half of a `Text`.

    A placeholder of an f-string is `\\0`. Of docstrings the help of commands counts, which begins in Chinese.
    """
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    halves: set[ast.AST] = set()
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text" and node.args:
            halves.update(ast.walk(node.args[0]))
            skipped.update(part for twin in node.args[1:] for part in ast.walk(twin))
        elif isinstance(node, ast.JoinedStr):
            skipped.update(part for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Expr) and not ("cli" in file.parts and CHINESE.match(str(ast.literal_eval(node.value)))
                                                 if isinstance(node.value, ast.Constant) else False):  # fmt: skip
            skipped.add(node.value)
    for node in ast.walk(tree):
        if node not in skipped and CHINESE.search(said := _said(node)):
            yield node in halves, said


def _said(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "\0" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def spoken(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from spoken(inner, name if name in SPOKEN else key if name == "zh" else "")
    elif isinstance(value, list):
        for inner in value:
            yield from spoken(inner, key)
    elif isinstance(value, str) and key:
        yield value


def described(value: Any) -> Iterator[str]:
    """Titles and descriptions of a schema."""
    if isinstance(value, dict):
        yield from (value[key] for key in ("title", "description") if isinstance(value.get(key), str))
        yield from (text for inner in value.values() for text in described(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in described(inner))


def prose(text: str) -> Iterator[str]:
    """A page without the sessions and files that it prints: what these show is compared elsewhere."""
    outside = re.sub(r"^ *```.*?^ *```", "", text, flags=re.S | re.M)
    yield from outside.splitlines()


def shown() -> Iterator[tuple[str, str]]:
    """Every text with where it stands."""
    for file in sorted(SOURCE.rglob("*.py")):
        is_read_back = str(file.relative_to(SOURCE)).startswith(READ_BACK)
        yield from (
            (str(file.relative_to(ROOT)), text) for is_half, text in literals(file) if is_half or not is_read_back
        )
    for file in sorted(SOURCE.rglob("*")):
        if file.suffix in (".html", ".j2", ".js", ".typ"):
            yield from ((str(file.relative_to(ROOT)), line) for line in file.read_text(encoding="utf-8").splitlines())
    for file in sorted((ROOT / "rules").rglob("*.yaml")):
        if "thesaurus" not in file.parts:
            data = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
            yield from ((str(file.relative_to(ROOT)), text) for text in spoken(data))
    for file in sorted((SOURCE / "schemas").glob("*.json")):
        yield from ((file.name, text) for text in described(json.loads(file.read_text(encoding="utf-8"))))
    for file in (*sorted((ROOT / "docs").glob("*.zh-CN.md")), ROOT / "README.zh-CN.md"):
        if file.name != "wording.zh-CN.md":  # it names the words that it replaces
            yield from ((file.name, line) for line in prose(file.read_text(encoding="utf-8")))


def narrow(text: str) -> Iterator[str]:
    """Half-width signs in Chinese, by lines and by the halves of help in two languages."""
    for half in re.split(r"\n| · ", CODE.sub("\0", text)):
        if CHINESE.search(half) and not PATTERN.search(half) and not ENGLISH.search(half):
            yield from (match[0] for match in HALF_WIDTH.finditer(half))


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    return list(shown())


@pytest.mark.slow
def test_no_message_uses_a_word_that_the_glossary_replaces(texts: list[tuple[str, str]]) -> None:
    words = forbidden()
    assert "毛病" in words
    assert [(place, word) for place, text in texts for word in words if word in text] == []


def test_chinese_has_full_width_punctuation(texts: list[tuple[str, str]]) -> None:
    assert len(texts) > 3000
    assert [(place, sign, text) for place, text in texts for sign in narrow(text)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("没有指南 a,是不是 b", [",是"]),
        ("写入失败:磁盘满了", ["败:"]),
        ("错误 2,提示 1", [",提"]),
        ("第 3 行(表头)", ["行(", "头)"]),
        ("查看差异,不写文件 · show it (差异)", ["异,"]),
        ("写成 `copies: 1`,例如 文件:行号", [",例"]),
        ("已被取代，见 {date},{source}", ["\0,\0"]),
        ("“身份证明”, which the guide does not explain", []),
        ("(?:应当|须)提交", []),
    ],
)
def test_what_counts_as_half_width(text: str, found: list[str]) -> None:
    assert list(narrow(text)) == found
