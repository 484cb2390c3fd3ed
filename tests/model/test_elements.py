"""One table of elements: what a key is called, holds and prints is declared once, and everything else reads it there."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from guidelint.exchange.sheets.form import FormName, form
from guidelint.model.elements import elements, every
from guidelint.model.guide import Guide
from guidelint.model.window import WindowRecord
from guidelint.schemas.published import schema

ROOT = Path(__file__).parents[2]
MODELS = {"guide": Guide, "window": WindowRecord}

AFTER = "    visit_reason: Annotated["
ENTRY = '    parking: Annotated[Given[Words], element("停车", notice="停车", names=("停车场",), usual=("免费", "收费"))] = None\n'

CHECK = """
from guidelint.lsp.keys import words
from guidelint.site.elements import name
print(words("guide", "parking"), name("guide", ("parking",), "zh"))
"""


@pytest.mark.slow
def test_the_next_element_is_one_entry(tmp_path: Path) -> None:
    """A copy of the package with one line more: every place that knows fields knows the new one."""
    source = tmp_path / "src" / "guidelint"
    shutil.copytree(ROOT / "src" / "guidelint", source, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("rules", "tickets/public"):
        shutil.copytree(ROOT / name, tmp_path / name)
    model = source / "model" / "guide.py"
    text = model.read_text(encoding="utf-8")
    assert text.count(AFTER) == 1
    model.write_text(text.replace(AFTER, ENTRY + AFTER), encoding="utf-8")
    workspace = tmp_path / "workspace"
    workspace.mkdir()

    def run(*arguments: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src"), "GUIDELINT_LANG": "zh"}
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=workspace, env=environment, capture_output=True, encoding="utf-8", timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert json.loads(run("-m", "guidelint", "schema", "guide"))["properties"]["parking"]["title"] == "停车"
    assert "| `parking` | 停车 | 文字 | 常用：免费、收费 | 停车 |" in run("-m", "guidelint", "schema", "--page")
    (workspace / "guidelint.yaml").touch()
    (workspace / "a.csv").write_text("指南标识,事项名称,演示,停车场\na,演示许可,是,免费\n", encoding="utf-8")
    run("-m", "guidelint", "import", "guides", "a.csv")
    assert "parking: 免费" in (workspace / "guides" / "a.yaml").read_text(encoding="utf-8")
    assert "停车：免费" in run("-m", "guidelint", "notice", "a", "--anyway")
    assert run("-c", CHECK) == "['免费', '收费'] 停车\n"


@pytest.mark.parametrize("name", MODELS)
def test_table_schema_and_headings_agree(name: FormName) -> None:
    """Every element stands in the schema under its title, and every one with a value in a column of a spreadsheet."""
    definitions = schema(name)["$defs"]

    def at(path: tuple[str, ...]) -> dict[str, object]:
        node = schema(name)
        for step in path:
            while "$ref" in node or "items" in node:
                node = node["items"] if "items" in node else definitions[node["$ref"].removeprefix("#/$defs/")]
            node = node["properties"][step]
        return dict(node)

    found = list(every(elements(MODELS[name])))
    for one in found:
        assert at(one.path)["title"] == one.title
    written = form(name)
    columns = {column.path for column in written.top.columns}
    columns |= {(str(part.key), *column.path) for part in written.parts for column in part.columns}
    assert {one.path for one in found if one.kind not in ("group", "list")} <= columns
    assert all(len({c.heading for c in sheet.columns}) == len(sheet.columns) for sheet in written.sheets)


def test_a_circumstance_is_read_in_words_however_a_line_refers_to_it() -> None:
    guide = Guide.from_data(
        {
            "id": "a",
            "title": "演示许可",
            "circumstances": [{"id": "entrusted", "name": "委托办理"}, {"name": "变更"}],
            "materials": [{"name": "授权委托书", "when": "entrusted"}, {"name": "申请书", "when": "变更"}],
            "steps": [{"name": "受理", "when": "entrusted"}],
            "fees": [{"name": "工本费", "when": "补办的"}],
        }
    )
    assert [one.when for one in guide.materials] == ["委托办理", "变更"]
    assert (guide.steps[0].when, guide.fees[0].when) == ("委托办理", "补办的")
