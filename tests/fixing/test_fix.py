"""Fixes: the guilty words change and every other byte stays."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from guidelint.checking.engine import Engine, Options
from guidelint.fixing.fixer import as_write, diff, fix
from guidelint.model.errors import CannotCheck
from guidelint.source.decode import encode
from guidelint.source.document import Document, load
from guidelint.workspace.workspace import Workspace

WINDOW = """\
guide: a
hall: 大厅
observed: {on: 2021-11-16, how: 窗口自报}
materials:
  - accepts: [居民身份证]
    type: 原件
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """A workspace whose only window takes the identity card."""
    folder = tmp_path_factory.mktemp("workspace")
    for name, content in (("windows/a.yaml", WINDOW), ("guides/a.yaml", "id: a\ntitle: a\nmaterials: []\n")):
        (folder / name).parent.mkdir()
        (folder / name).write_text(content, encoding="utf-8")
    return Engine.prepare(Workspace.find(folder, folder), Options(select=("ambiguous/identity-proof",)))


def fixed(engine: Engine, text: str) -> Document:
    return fix(load(text.encode(), "guides/a.yaml"), engine.recheck).after


GUIDES = {
    "plain": "id: a\ntitle: 标题\nmaterials:\n  - name: 身份证明   # 身份证明\n    type: 原件\n",
    "single": "id: a\ntitle: 标题\nmaterials:\n  - name: '身份证明'\n    type: 原件\n",
    "double": 'id: a\ntitle: 标题\nmaterials:\n  - name: "\\u8eab份证明"\n    type: 原件\n',
    "flow": "id: a\ntitle: 标题\nmaterials: [{name: 身份证明, type: 原件}]\n",
    "literal": "id: a\ntitle: 标题\nmaterials:\n  - name: |\n      身份证明\n    type: 原件\n",
    "folded": "id: a\ntitle: 标题\nmaterials:\n  - name: >-\n      身份证明\n    type: 原件\n",
    "holder": "id: a\ntitle: 标题\nmaterials:\n    -   type:   原件\n        name:   申请人身份证明  # x\n",
}


@pytest.mark.parametrize("style", GUIDES)
def test_only_the_words_change(engine: Engine, style: str) -> None:
    text = GUIDES[style]
    after = fixed(engine, text)
    guilty = "\\u8eab份证明" if style == "double" else "身份证明"
    at = text.index(guilty, text.index("materials"))
    assert after.text == text[:at] + "居民身份证" + text[at + len(guilty) :]
    assert engine.recheck(after) == []


def test_words_that_run_over_a_line_are_left_with_a_reason(engine: Engine) -> None:
    text = 'id: a\ntitle: 标题\nmaterials:\n  - name: "身份\\\n      证明"\n    type: 原件\n'
    result = fix(load(text.encode(), "a.yaml"), engine.recheck)
    assert not result.is_changed
    assert "跨行" in result.left[0].reason.zh


def test_an_aliased_name_is_left_with_a_reason(engine: Engine) -> None:
    text = "id: a\ntitle: &t 身份证明\nmaterials:\n  - name: *t\n    type: 原件\n"
    result = fix(load(text.encode(), "a.yaml"), engine.recheck)
    assert not result.is_changed
    assert "别名" in result.left[0].reason.zh


@pytest.mark.usefixtures("needs_git")
def test_diff_applies(engine: Engine, tmp_path: Path) -> None:
    import subprocess

    file = tmp_path / "guides" / "a.yaml"
    file.parent.mkdir()
    file.write_text(GUIDES["plain"], encoding="utf-8")
    result = fix(load(file.read_bytes(), "guides/a.yaml"), engine.recheck)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "-"], input=diff(result).encode(), cwd=tmp_path, check=True)
    assert file.read_text(encoding="utf-8") == result.after.text


def test_a_file_that_changed_meanwhile_is_not_overwritten(engine: Engine, tmp_path: Path) -> None:
    from guidelint.model.errors import UsageError
    from guidelint.workspace.transaction import write_all

    file = tmp_path / "a.yaml"
    file.write_text(GUIDES["plain"] + "# 新的一行\n", encoding="utf-8")
    result = fix(load(GUIDES["plain"].encode(), "a.yaml"), engine.recheck)
    with pytest.raises(UsageError):
        write_all(tmp_path, [as_write(result, file)])
    assert file.read_text(encoding="utf-8").endswith("# 新的一行\n")


names = st.lists(
    st.sampled_from(["身份证明", "申请人身份证明", "户口簿", "照片: 2张 #1", "it's", "身份證明", '"引号"身份证明']),
    min_size=1,
    max_size=4,
)


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    names=names,
    style=st.sampled_from([None, "'", '"', "|", ">"]),
    width=st.sampled_from([12, 80]),
    indent=st.sampled_from([2, 4, 7]),
    newline=st.sampled_from(["\n", "\r\n"]),
    bom=st.booleans(),
    flow=st.booleans(),
)
def test_fixing_is_exact_clean_and_idempotent(
    engine: Engine, names: list[str], style: str | None, width: int, indent: int, newline: str, bom: bool, flow: bool
) -> None:
    """Takes seconds: a hundred guides in every notation of YAML are fixed, checked and fixed again."""
    materials = [{"name": name, "type": "原件"} for name in names]
    body = yaml.dump(
        {"materials": materials}, default_style=style, width=width, indent=indent, allow_unicode=True,
        default_flow_style=flow,
    )  # fmt: skip
    text = (f"# 注释 身份证明\nid: a  # 一\ntitle: 标题\n\n{body}# 尾\n").replace("\n", newline)
    try:
        before = load(encode(text, bom), "guides/a.yaml")
    except CannotCheck:
        reject()  # PyYAML's writer makes a file here that its own reader refuses
    result = fix(before, engine.recheck)
    after = result.after
    assert after.bom == bom
    expected = [dict(material) for material in before.data["materials"]]
    for finding in result.made:
        index = finding.location.value_path[1]
        expected[index]["name"] = (
            expected[index]["name"].replace("身份证明", "居民身份证").replace("身份證明", "居民身份证")
        )
    assert after.data == {**before.data, "materials": expected}
    assert _without(after.text, "居民身份证") == _without(_cut(before, result.made), "居民身份证")
    assert fix(after, engine.recheck).after.text == after.text
    assert len(engine.recheck(after)) == len(result.left)


def _without(text: str, words: str) -> str:
    return text.replace(words, "")


def _cut(document: Document, made: tuple[object, ...]) -> str:
    """The text before, less the spans that were edited."""
    from guidelint.model.finding import Finding

    text = document.text
    places = sorted((f.location.value_path, f.location.text) for f in made if isinstance(f, Finding))
    for path, _ in reversed(places):
        value = document.data["materials"][path[1]]["name"]
        start = max(value.find("身份证明"), value.find("身份證明"))
        span = document.inner(path, start, start + 4)
        text = text[: span.start] + text[span.end :]
    return text
