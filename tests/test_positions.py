"""Every reported place quotes the very words that the finding is about, however the YAML is written."""

import json

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidelint.checking.engine import Engine, Options
from guidelint.workspace.workspace import Workspace

NAMES = [
    "身份证明", "申请人身份证明原件", "身份證明　复印件", "户口簿、身份证等材料", "其他相关材料", "有 关 证 明", "近期照片",
    "税务登记证副本复印件", "居民身份证", "it's 身份证明", '“身份证明”: 原件 #1', "亲属关系证明（加盖公章）", "暂住证\t原件",
]  # fmt: skip
STYLES = [None, "'", '"', "|", ">"]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("workspace")
    return Engine.prepare(Workspace.find(folder, folder), Options(preview=True))


def written(names: list[str], style: str | None, newline: str, *, bom: bool, flow: bool) -> bytes:
    """A guide with these material names in one of YAML's notations."""
    head = "id: a\ntitle: 标题 # 注释\n# 身份证明 in a comment\n"
    if flow:
        body = "materials: [" + ", ".join("{name: " + json.dumps(n, ensure_ascii=False) + "}" for n in names) + "]\n"
    else:
        data = {"materials": [{"name": name} for name in names]}
        body = yaml.dump(data, default_style=style, allow_unicode=True, width=20)
    return (("\ufeff" if bom else "") + head + body).replace("\n", newline).encode()


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=4),
    style=st.sampled_from(STYLES),
    newline=st.sampled_from(["\n", "\r\n"]),
    bom=st.booleans(),
    flow=st.booleans(),
)
def test_reported_places(
    engine: Engine, names: list[str], style: str | None, newline: str, bom: bool, flow: bool
) -> None:
    """Takes some seconds: a hundred guides are checked by every rule."""
    raw = written(names, style, newline, bom=bom, flow=flow)
    file = engine.workspace.root / "guides" / "a.yaml"
    engine.workspace.unsaved = {file: raw}
    report = engine.check([file])
    assert report.errors == ()
    text = raw.decode("utf-8-sig")
    lines = text.split(newline)
    for finding in report.findings:
        location = finding.location
        quoted = text[location.span.start : location.span.end]
        assert quoted == location.text != ""
        before = text[: location.span.start]
        assert location.start.line == before.count(newline) + 1
        assert lines[location.start.line - 1][location.start.column - 1 :].startswith(quoted.split(newline)[0])
        if finding.rule == "ambiguous/identity-proof":
            assert "".join(quoted.split()).replace("證", "证") == "身份证明"
