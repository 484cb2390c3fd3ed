"""Fixes in every way to write YAML by hand: each item of a guide is written in a notation of its own.

What has to come out is known to the byte, because each notation is generated together with its mended twin.
Takes seconds: two hundred guides are fixed, checked and fixed again.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.checking.engine import Engine, Options
from guidelint.fixing.fixer import Recheck, fix
from guidelint.source.decode import encode
from guidelint.source.document import load
from guidelint.workspace.workspace import Workspace

OLD, NEW = "国家税务局", "税务局"
RULE = "obsolete/renamed-authority"  # changes every place by itself, whatever a window takes

# How the words may stand in the value, and what a vague term next to other words looks like.
VALUES = ("@", "由@", "@证明(原件)", "户口簿和@证明", "@批复1份", "@或者@")

# A scalar with its words at @.
SCALARS = {
    "plain": "@",
    "single": "'@'",
    "double": '"@"',
    "anchored": "&anchor# @",
    "anchored single": "&anchor# '@'",
    "literal": "|\n      @\n",
    "literal strip": "|-\n      @\n",
    "literal keep": "|+\n      @\n\n",
    "literal indent": "|2-\n      @\n",
    "literal comment": "|-  # 国家税务局\n      @\n",
    "folded": ">\n      @\n",
    "folded strip": ">-\n      @\n",
    "folded lines": ">-\n      @\n      原件\n",
    "folded paragraphs": ">\n      说明\n\n      @\n",
    "plain lines": "@\n      原件",
    "single lines": "'@\n      原件'",
    "double lines": '"@\n      原件"',
    "double escapes": '"\\u7533\\u8bf7\\t@"',
    "double break": '"说明\\\n      @"',
    "single escapes": "'户口簿''s,@'",
    "double escaped backslash": '"户口簿\\\\,@"',
}
MULTILINE = {name for name, text in SCALARS.items() if "\n" in text}

# A whole item: the scalar at $.
ITEMS = {
    "first": "  - name: $\n    type: 原件  # 国家税务局\n",
    "last": "  - type: 原件\n    name:   $\n",
    "alone": "  - name: $\n",
    "on a line of its own": "  -\n    # 国家税务局\n    name: $\n    type: 原件\n",
    "quoted keys": "  - 'name': $\n    \"type\": 原件\n",
    "explicit key": "  - ? name\n    : $\n",
    "flow": "  - {name: $, type: 原件}  # 国家税务局\n",
    "flow json": '  - {"type": "原件","name": $}\n',
    "flow lines": "  - {\n      type: 原件,   # 国家税务局\n      name: $\n    }\n",
    "flow comma": "  - {name: $,}\n",
}
FLOW = {name for name in ITEMS if name.startswith("flow")}


@dataclass(frozen=True)
class Item:
    before: str
    after: str
    has_words: bool


@st.composite
def items(draw: st.DrawFn) -> Item:
    item = draw(st.sampled_from(sorted(ITEMS)))
    scalars = sorted(set(SCALARS) - MULTILINE) if item in FLOW else sorted(SCALARS)
    name = draw(st.sampled_from(scalars))
    value = draw(st.sampled_from(VALUES))
    if item in FLOW and "(" in value:
        value = "@"
    if draw(st.integers(0, 4)) == 0:
        value = "户口簿"
    text = SCALARS[name]
    written = ITEMS[item].replace("$\n", "$" if text.endswith("\n") else "$\n").replace("$", text.replace("@", value))
    return Item(written.replace("@", OLD), written.replace("@", NEW), "@" in value)


comments = st.sampled_from(("", "", "  # 国家税务局\n", "\n", "# 国家税务局: 说明\n"))


@pytest.fixture(scope="module")
def recheck(tmp_path_factory: pytest.TempPathFactory) -> Recheck:
    """The findings of one rule in a guide."""
    folder: Path = tmp_path_factory.mktemp("workspace")
    engine = Engine.prepare(Workspace.find(folder, folder), Options(select=(RULE,), preview=True))
    return lambda document: engine.recheck(document)  # what fails shows its arguments: not the whole engine


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(
    parts=st.lists(st.tuples(comments, items()), min_size=1, max_size=5),
    head=st.sampled_from(("", "---\n", "# 国家税务局\n", "%YAML 1.1\n---\n")),
    tail=st.sampled_from(("", "...\n", "# 国家税务局", "conditions:\n  - |+\n    户口簿\n\n")),
    newline=st.sampled_from(("\n", "\r\n")),
    bom=st.booleans(),
)
def test_each_item_in_its_own_notation(
    recheck: Recheck, parts: list[tuple[str, Item]], head: str, tail: str, newline: str, bom: bool
) -> None:
    def text(mended: set[int]) -> str:
        body = "".join(
            c + (i.after if n in mended else i.before).replace("&anchor#", f"&anchor{n}")
            for n, (c, i) in enumerate(parts)
        )
        return f"{head}id: a\ntitle: 标题 # 国家税务局\nmaterials:\n{body}{tail}".replace("\n", newline)

    before = load(encode(text(set()), bom), "guides/a.yaml")
    result = fix(before, recheck, unsafe=True)
    vague = {number for number, (_, item) in enumerate(parts) if item.has_words}
    assert {finding.location.value_path[1] for finding in result.made} == vague
    assert result.left == ()
    assert (result.after.text, result.after.bom) == (text(vague), bom)
    assert load(encode(result.after.text, bom), "guides/a.yaml").data == result.after.data
    assert not fix(result.after, recheck, unsafe=True).is_changed
