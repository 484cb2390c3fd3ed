"""The program for computers without Python is built here, and run where no Python is found."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

GUIDE = """\
id: card
title: 社会保障卡补领
materials:
  - name: 身份证明
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Takes a minute or two."""
    made = tmp_path_factory.mktemp("standalone")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--target", str(made / "site"), str(ROOT)], check=True, timeout=300)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", str(made / "dist"), "--workpath", str(made / "work")]
    env = os.environ | {"PYTHONPATH": str(made / "site")}  # as installed, not the checkout that tests run from
    spec = ROOT / "ci" / "standalone" / "guidelint.spec"
    subprocess.run([*command, *places, str(spec)], check=True, timeout=900, env=env)
    return made / "dist" / "guidelint" / "guidelint"


def test_an_officer_checks_and_prints_without_python(program: Path, tmp_path: Path) -> None:
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "补领.yaml").write_text(GUIDE, encoding="utf-8")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, *arguments], cwd=tmp_path, env={"PATH": "", "LANG": "C.UTF-8", "HOME": str(tmp_path)},
            capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip

    checked = run("check")
    assert checked.returncode == 1
    assert "guides/补领.yaml:4:11 错误 身份证明所指不明 [ambiguous/identity-proof]" in checked.stdout
    assert run("check").stdout == checked.stdout
    for name in ("单.html", "单.docx", "表.xlsx"):
        command = ("export", "guides", "--xlsx") if name == "表.xlsx" else ("notice", "card", "--anyway", "-o")
        done = run(*command, name)
        assert (done.returncode, (tmp_path / name).exists()) == (0, True), done.stderr
