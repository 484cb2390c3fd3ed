"""The wheel carries its rules and their tickets, and works in an environment that has nothing else."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from benchmarks.first import build_wheel

ROOT = Path(__file__).parents[1]

GUIDE = """\
id: elsewhere
title: 别处的事项
materials:
  - name: 身份证明
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.mark.slow
def test_every_file_of_the_package_with_rules_and_public_tickets_is_inside(wheel: Path) -> None:
    """Takes seconds: pip builds the wheel."""
    names = ZipFile(wheel).namelist()
    for folder, shipped in ((ROOT / "rules", "rules"), (ROOT / "tickets" / "public", "tickets")):
        for file in folder.rglob("*.yaml"):
            assert f"guidelint/shipped/{shipped}/{file.relative_to(folder).as_posix()}" in names
    for file in (ROOT / "src" / "guidelint").rglob("*"):
        if file.is_file() and file.parent.name != "__pycache__":
            assert file.relative_to(ROOT / "src").as_posix() in names


@pytest.mark.parametrize("gone", ["rules/ambiguous/identity-proof.yaml", "rules/thesaurus", "files.txt", ""])
def test_a_check_without_all_that_is_shipped_is_refused(wheel: Path, tmp_path: Path, gone: str) -> None:
    """Rules, words and tickets: fewer of them would find less, and look clean."""
    ZipFile(wheel).extractall(tmp_path / "site")
    lost = tmp_path / "site" / "guidelint" / "shipped" / gone
    guide = tmp_path / "workspace" / "guides" / "a.yaml"
    guide.parent.mkdir(parents=True)
    guide.write_text(GUIDE, encoding="utf-8")
    command = [sys.executable, "-X", "utf8", "-m", "guidelint", "check"]
    env = os.environ | {"PYTHONPATH": str(tmp_path / "site")}

    def check() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=tmp_path / "workspace", env=env, capture_output=True, text=True, timeout=60, check=False
        )

    assert check().returncode == 1
    shutil.rmtree(lost) if lost.is_dir() else lost.unlink()
    done = check()
    assert done.returncode == 2, done.stdout
    assert "guidelint 自带的这个文件不见了" in done.stdout + done.stderr
    assert gone in done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("change", ["nothing", "damaged", "another rule"])
def test_its_rules_are_prepared_and_believed_only_where_they_fit(wheel: Path, tmp_path: Path, change: str) -> None:
    """The first run of an installation finds what a checkout finds, and proves its rules only where it has to."""
    ZipFile(wheel).extractall(tmp_path / "site")
    shipped = tmp_path / "site" / "guidelint" / "shipped"
    (prepared,) = shipped.glob("shipped-*")
    if change == "damaged":
        content = bytearray(prepared.read_bytes())
        content[len(content) // 2] ^= 1
        prepared.write_bytes(content)
    if change == "another rule":
        rule = shipped / "rules" / "ambiguous" / "identity-proof.yaml"
        rule.write_bytes(rule.read_bytes() + "# 改过\n".encode())
    guide = tmp_path / "workspace" / "guides" / "a.yaml"
    guide.parent.mkdir(parents=True)
    guide.write_text(GUIDE, encoding="utf-8")

    def check(**env: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-X", "utf8", "-m", "guidelint", "check", "--format", "json"]
        return subprocess.run(command, cwd=guide.parents[1], env=os.environ | env, capture_output=True, check=False)

    done = check(PYTHONPATH=str(tmp_path / "site"), GUIDELINT_CACHE_DIR=str(tmp_path / "cache"))
    assert (done.returncode, done.stdout) == (1, check().stdout)
    assert bool(list((tmp_path / "cache").glob("shipped-*"))) == (change != "nothing")


@pytest.mark.slow
def test_without_a_compiler_the_wheel_is_pure_python(tmp_path: Path) -> None:
    """Takes seconds: pip builds the wheel."""
    environment = os.environ | {"CC": str(tmp_path / "no-compiler")}
    wheel = build_wheel(tmp_path, environment)
    assert wheel.name.endswith("-py3-none-any.whl")
    assert not [name for name in ZipFile(wheel).namelist() if Path(name).suffix in (".so", ".pyd")]


@pytest.mark.slow
def test_installed_elsewhere_it_checks_another_workspace(wheel: Path, tmp_path: Path) -> None:
    """Takes most of a minute: a new environment is made and every dependency installed into it."""
    venv.create(tmp_path / "empty", with_pip=True)
    python = next(file for name in ("bin/python", "Scripts/python.exe") if (file := tmp_path / "empty" / name).exists())
    install = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", str(wheel)]
    subprocess.run(install, check=True, timeout=600)
    workspace = tmp_path / "别的 工作区"
    (workspace / "guides").mkdir(parents=True)
    (workspace / "guides" / "指南.yaml").write_text(GUIDE, encoding="utf-8")
    done = subprocess.run(
        [str(python), "-I", "-m", "guidelint", "check"], cwd=workspace, capture_output=True, timeout=60, check=False
    )
    output = done.stdout.decode("utf-8")
    assert done.returncode == 1, done.stderr.decode("utf-8")
    assert "guides/指南.yaml:4:11" in output
    assert "[ambiguous/identity-proof]" in output
    assert "DC-2021-11-001" in output
