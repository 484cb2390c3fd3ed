"""What other programs read of this repository, held against their own schemas and linters."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.demonstration.repository import PROJECT

_SCRIPTS = Path(sys.executable).parent


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        ("ci/github-action/action.yml", "vendor.github-actions"),
        ("ci/gitlab/guidelint.gitlab-ci.yml", "vendor.gitlab-ci"),
    ],
)
def test_schema_of_the_ci(file: str, schema: str) -> None:
    command = [str(_SCRIPTS / "check-jsonschema"), "--builtin-schema", schema, str(PROJECT / file)]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b""), done.stdout.decode()


def test_pre_commit_accepts_the_hooks() -> None:
    command = [str(_SCRIPTS / "pre-commit"), "validate-manifest", str(PROJECT / ".pre-commit-hooks.yaml")]
    assert subprocess.run(command, timeout=60, check=False).returncode == 0


def test_hadolint_accepts_the_dockerfile() -> None:
    hadolint = _SCRIPTS / "hadolint"
    if not hadolint.exists():
        pytest.skip("hadolint comes as a package for Linux on x86-64 only")
    done = subprocess.run([hadolint, PROJECT / "Dockerfile"], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.decode()) == (0, "")


@pytest.mark.parametrize(
    ("guides", "code"),
    [("guides/clean.yaml", 0), ("guides/vague.yaml guides/clean.yaml", 1), ("", 1), ("none.yaml", 2)],
)
def test_the_action_reports_and_ends_as_the_check_does(tmp_path: Path, guides: str, code: int) -> None:
    """Its own script, with the variables that a runner sets, and the installed guidelint where the action installs one."""
    action = yaml.safe_load((PROJECT / "ci/github-action/action.yml").read_text(encoding="utf-8"))
    (script,) = (step["run"] for step in action["runs"]["steps"] if step.get("id") == "check")
    (tmp_path / "guidelint/bin").mkdir(parents=True)
    (tmp_path / "guidelint/bin/guidelint").symlink_to(_SCRIPTS / "guidelint")
    work = tmp_path / "work"
    (work / "guides").mkdir(parents=True)
    (work / "guidelint.yaml").write_text("select: [ambiguous]\n", encoding="utf-8")
    for name, material in (("clean", "居民身份证"), ("vague", "身份证明")):
        guide = f"id: {name}\ntitle: 演示\nmaterials:\n  - name: {material}\n"
        (work / "guides" / f"{name}.yaml").write_text(guide, encoding="utf-8")
    variables = {
        "GUIDES": guides, "FAIL_ON": "hint", "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=work, env={**os.environ, **variables}, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr.decode()
    assert (tmp_path / "output").read_text(encoding="utf-8") == f"sarif={tmp_path}/guidelint.sarif\n"
    if code == 1:
        assert done.stdout.decode().startswith("::error ")
        assert "DC-2021-11-001" in (tmp_path / "summary.md").read_text(encoding="utf-8")
        assert (tmp_path / "guidelint.sarif").exists()
