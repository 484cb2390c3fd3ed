"""Fixtures shared by all tests."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import yaml

from guidelint.language.phrase import PhraseBook
from guidelint.language.thesaurus import Thesaurus
from guidelint.workspace import secret, store
from guidelint.workspace.shipped import shipped
from tests.preloaded import Preloaded
from tests.system import needed

pytest_plugins = ("tests.browser",)

# A slow machine is no defect: how long an example takes is never what a test is about. What is drawn in CI is the same at
# every run, so that a change is judged by what it changes; every run elsewhere draws anew.
hypothesis.settings.register_profile("guidelint", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("guidelint")


def pytest_configure() -> None:
    """Nothing that the developer's own runs have kept is believed, and nothing is left there."""
    if store.VARIABLE not in os.environ:
        os.environ[store.VARIABLE] = tempfile.mkdtemp(prefix="guidelint-tests-")
    if secret.VARIABLE not in os.environ:
        os.environ[secret.VARIABLE] = tempfile.mkdtemp(prefix="guidelint-tests-")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A made file holds the second at which it was made: named after it, two workers would collect different tests."""
    return argname if isinstance(val, bytes) and val.startswith(b"PK") else None


@pytest.fixture(scope="session")
def thesaurus() -> Thesaurus:
    """The shipped thesaurus."""
    files = sorted((shipped().rules / "thesaurus").glob("*.yaml"))
    return Thesaurus.build(
        concept
        for file in files
        for concept in yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)["concepts"]
    )


@pytest.fixture(scope="session")
def preloaded_process() -> Iterator[Preloaded]:
    """The process that is copied for each command that a test runs."""
    process = Preloaded()
    yield process
    process.close()


@pytest.fixture(scope="session")
def shipped_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder in which the shipped rules and jieba's words are ready, as a first run leaves them, and nothing else."""
    folder, workspace = tmp_path_factory.mktemp("shipped"), tmp_path_factory.mktemp("workspace")
    (workspace / "g.yaml").write_text("id: g\ntitle: 补领\nmaterials: [{name: 申请和平区批复}]\n", encoding="utf-8")
    command = [sys.executable, "-m", "guidelint", "check", "--no-cache", "g.yaml"]
    subprocess.run(
        command, cwd=workspace, env=os.environ | {store.VARIABLE: str(folder)}, capture_output=True, check=False
    )
    assert {file.name.partition("-")[0] for file in folder.iterdir()} == {"shipped", "segmenter"}
    return folder


@pytest.fixture
def own_cache(shipped_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own cache folder, as a first run leaves it."""
    folder = shutil.copytree(shipped_cache, tmp_path / "cache")
    monkeypatch.setenv(store.VARIABLE, str(folder))
    return folder


@pytest.fixture(scope="session")
def phrases(thesaurus: Thesaurus) -> PhraseBook:
    return PhraseBook(thesaurus)


@pytest.fixture(scope="session")
def needs_git() -> None:
    """For tests of what guidelint does with git."""
    needed("git")
