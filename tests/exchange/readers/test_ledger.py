"""Nothing is lost silently: whatever a row holds, each of its values is accounted for once and no reader fails on it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.exchange.readers import published
from guidelint.exchange.readers.columns import Columns, Place, part
from guidelint.exchange.readers.formats import beijing, guangdong, guangxi, national
from guidelint.exchange.readers.guides import ordered
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.raw import is_blank
from guidelint.exchange.readers.record import Parts
from guidelint.source.document import load
from guidelint.workspace.emit import nested

TABLES: dict[str, Columns] = {
    "national.basic": national.BASIC,
    "national.extend": published.EXTEND,
    **{f"national.{name}": rows.columns for name, rows in national.ROWS.items()},
}
for module in (beijing, guangdong, guangxi):
    parts: Parts = module.PARTS
    of = module.__name__.rpartition(".")[2]
    TABLES |= {f"{of}.{name}": columns for name, columns in parts.single.items()}
    TABLES |= {f"{of}.{name}": rows.columns for name, rows in parts.several.items()}
WORDS = (
    "", " ", "无", "详见附件", "0", "1", "01", "9", "-1", "1,2", "2^9", "是", "原件", "证件证书证明", "纸质/电子化", "2024-01-02", "20240230", "1572335054000",
    "110101", "110101001001", "1.甲；2.乙", "甲\\n乙", "《演示法》第三条", "[{\"FILEPATH\": \"a\"}]", "[", "（甲）", "\x00", "演" * 30,
)  # fmt: skip

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-5, 10**13)
    | st.floats(-9, 9)
    | st.sampled_from(WORDS)
    | st.text(max_size=5)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text("abA_", min_size=1, max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)


@st.composite
def rows(draw: st.DrawFn, columns: Columns) -> dict[str, Any]:
    named = st.sampled_from(sorted(columns)) | st.text("xyz_", min_size=1, max_size=4)
    return draw(st.dictionaries(named, values, max_size=8))


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_value_is_accounted_for(name: str, data: st.DataObject) -> None:
    row = data.draw(rows(TABLES[name]))
    ledger = Ledger()
    made = part(row, TABLES[name], Place("a", 1, "t"), ledger)
    assert sum(line.count for line in ledger.lines.values()) == sum(not is_blank(value) for value in row.values())
    kept = {line.to for line in ledger.lines.values() if line.fate == "kept"}
    assert {key for key in made if key.startswith("x-")} == kept
    extras = {key: value for key, value in made.items() if key in kept}
    assert load(nested(ordered({"id": "a", "title": "甲", **extras})).encode(), "a").data == {
        "id": "a",
        "title": "甲",
        "materials": [],
        **extras,
    }
