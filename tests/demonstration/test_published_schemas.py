"""What other programs read of this repository, held against their own schemas and linters."""

import subprocess
import sys
from pathlib import Path

import pytest

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
