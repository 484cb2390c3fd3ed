"""The Python interface: stable names, frozen data, and an import that costs nothing."""

import ast
import subprocess
import sys
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

import guidelint
from guidelint import Level, UsageError, check

GUIDE = "id: a\ntitle: 标题\nmaterials:\n  - name: 身份证明{}\n    type: 原件\n"
ONLY = ("ambiguous/identity-proof",)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "指南.yaml").write_text(GUIDE.format(""), encoding="utf-8")
    return tmp_path


def test_findings_are_frozen_data_with_place_and_ticket(workspace: Path) -> None:
    report = check(root=workspace, select=ONLY)
    finding = report.findings[0]
    assert (finding.rule, finding.level, finding.guide) == ("ambiguous/identity-proof", Level.ERROR, "a")
    assert (finding.location.file, finding.location.start.line, finding.location.start.column) == (
        "guides/指南.yaml", 4, 11,
    )  # fmt: skip
    assert finding.evidence[0].ticket == "DC-2021-11-001"
    assert (report.guides, report.exit_code, report.lang) == (1, 1, "zh")
    with pytest.raises(FrozenInstanceError):
        finding.rule = "other"  # type: ignore[misc]


def test_arguments_narrow_the_check(workspace: Path) -> None:
    assert check(["guides/指南.yaml"], root=workspace, select=ONLY, ignore=["ambiguous"]).findings == ()
    quiet = check([workspace / "guides"], root=workspace, level=Level.ERROR)
    assert {finding.level for finding in quiet.findings} == {Level.ERROR}


def test_bytes_stand_for_a_file(workspace: Path) -> None:
    text = GUIDE.format("(居民身份证)").encode()
    assert check(root=workspace, select=ONLY, unsaved={"guides/指南.yaml": text}).findings == ()


def test_the_day_decides_about_suppressions(workspace: Path) -> None:
    text = GUIDE.format("  # guidelint: ignore[ambiguous/identity-proof] until 2026-06-30: 等待发布").encode()
    given = {"guides/指南.yaml": text}
    assert check(root=workspace, select=ONLY, unsaved=given, today=date(2026, 6, 30)).exit_code == 0
    assert check(root=workspace, select=ONLY, unsaved=given, today=date(2026, 7, 1)).exit_code == 1


def test_what_cannot_be_done_raises(workspace: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        check(["nowhere.yaml"], root=workspace)


def test_every_public_name_is_there_and_documented() -> None:
    documented = (Path(__file__).parents[1] / "docs" / "api.md").read_text(encoding="utf-8")
    for name in guidelint.__all__:
        assert getattr(guidelint, name) is not None
        assert f"`{name}" in documented, name
    with pytest.raises(AttributeError):
        _ = guidelint.nothing


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, guidelint; print([m for m in sys.modules if m.startswith('guidelint.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_package_is_typed() -> None:
    assert (Path(guidelint.__file__).parent / "py.typed").is_file()


def test_the_stub_gives_each_name_the_type_of_what_is_loaded() -> None:
    face = Path(guidelint.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    imports = [one for one in ast.parse(face).body if isinstance(one, ast.ImportFrom)]
    homes = {alias.asname: one.module for one in imports for alias in one.names}
    assert {*homes, "__version__"} == set(guidelint.__all__)
    assert {name: getattr(guidelint, name).__module__ for name in homes} == homes
