"""What a check costs, told in calls and ratios: seconds differ from machine to machine and from minute to minute."""

import cProfile
import pstats
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pytest
import yaml

from benchmarks.corpus import write
from guidelint.checking.checking import check
from guidelint.model.report import Options
from guidelint.workspace.workspace import Workspace

CALLS_A_GUIDE = 9_400  # measured: 8,500
"""A rule that runs where the prefilter could hold it back shows here."""
CALLS_TO_READ = 60
"""Measured: 34. A schema that is asked shows here, or a file that the compiled reader leaves to the reference."""
MODULES_OF_A_START = 320  # measured: 270, most of them click's


def calls(folder: Path) -> int:
    """Function calls of a check in one process: the same number at every run."""
    profile = cProfile.Profile()
    profile.runcall(check, Workspace.find(folder, folder), Options(), [folder], jobs=1)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    made = {guides: tmp_path_factory.mktemp(f"guides{guides}") for guides in (50, 150, 250)}
    for guides, folder in made.items():
        write(folder, guides)
    return made


@pytest.mark.slow
def test_calls_a_guide_and_no_more_for_more_guides(folders: dict[int, Path]) -> None:
    """Takes some seconds: 450 guides are checked under a profiler."""
    for _ in range(2):  # what is prepared once is prepared, by this process and for all
        calls(folders[50])
    few, more, most = (calls(folder) for folder in folders.values())
    first, second = (more - few) / 100, (most - more) / 100
    assert first < CALLS_A_GUIDE
    assert second < first * 1.25


def test_calls_to_read_a_guide(folders: dict[int, Path]) -> None:
    """From the file to the model, by the compiled reader."""
    workspace = Workspace.find(folders[250], folders[250])
    files = workspace.files(workspace.config.guides)
    assert sum(1 for _ in workspace.guides(files[:150])) == 150
    profile = cProfile.Profile()
    read = profile.runcall(list, workspace.guides(files[150:]))
    assert len(read) == 100
    assert pstats.Stats(profile).total_calls / len(read) < CALLS_TO_READ  # type: ignore[attr-defined]


@pytest.mark.slow
def test_a_check_costs_little_more_than_reading_the_same_files_with_libyaml(folders: dict[int, Path]) -> None:
    """All rules, phrases and windows beside `yaml.load` with the C loader alone, in processor time. A machine is slower in one
    second than in the next, so each check is held against the reading that follows it, and the middle one of three counts."""
    folder = folders[250]
    texts = [file.read_text(encoding="utf-8-sig") for file in folder.rglob("*.yaml")]
    ratios = []
    for _ in range(3):
        began = time.process_time()
        check(Workspace.find(folder, folder), Options(), [folder], jobs=1)
        middle = time.process_time()
        for text in texts:
            yaml.load(text, yaml.CSafeLoader)
        ratios.append((middle - began) / (time.process_time() - middle))
    assert median(ratios) < 6  # measured: 4.5; 2.1 before every line was judged met, broken or open


def loaded(*arguments: str, cwd: Path | None = None) -> set[str]:
    """The modules that a command has loaded when it ends, if files of a moment ago were old.

    What Python has loaded before it (a .pth file of this environment may bring much) does not count.
    """
    code = (
        "import sys; before = {*sys.modules} - {'guidelint'}; import runpy, atexit;"
        "atexit.register(lambda: print(*sorted({*sys.modules} - before), sep='\\n', file=sys.stderr));"
        "import guidelint.workspace.snapshot; guidelint.workspace.snapshot.YOUNG = -(10**15);"
        f"sys.argv = ['guidelint', *{arguments!r}]; runpy.run_module('guidelint', run_name='__main__')"
    )
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)
    return set(ended.stderr.split("\n"))


def test_version_loads_nothing_but_click() -> None:
    found = loaded("--version")
    assert "click" in found
    assert len(found) < MODULES_OF_A_START
    assert not found & {
        "yaml",
        "jieba",
        "jsonschema",
        "jsonschema_rs",
        "guidelint.checking.engine",
        "sqlite3",
        "msgspec",
    }


def test_one_clean_guide_is_checked_without_a_segmenter() -> None:
    guide = Path(__file__).parents[2] / "guides" / "demo" / "证件补领.yaml"
    loaded("check", "--no-cache", str(guide))  # rules are proved once
    found = loaded("check", "--no-cache", str(guide))
    assert "guidelint.checking.engine" in found
    assert not found & {"jieba", "jsonschema", "multiprocessing", "opencc"}


def test_everyday_files_are_checked_without_a_parser_for_others(tmp_path: Path) -> None:
    """Settings and a guide in the usual notation, and rules that an earlier check has found good."""
    (tmp_path / "guidelint.yaml").write_text("lang: zh\nselect: [ambiguous]\n", encoding="utf-8")
    (tmp_path / "guides").mkdir()
    guide = "id: a\ntitle: 标题\nmaterials:\n  - name: 身份证明\n"
    (tmp_path / "guides" / "a.yaml").write_text(guide, encoding="utf-8")
    loaded("check", "--no-cache", str(tmp_path))
    found = loaded("check", "--no-cache", str(tmp_path))
    assert "guidelint.checking.engine" in found
    assert not found & {"yaml", "jieba", "jsonschema", "munkres", "rapidfuzz", "importlib.resources", "tempfile"}


def test_the_same_check_again_loads_next_to_nothing(folders: dict[int, Path]) -> None:
    """Neither click nor what Python's own library would bring along."""
    first, again = (loaded("check", ".", cwd=folders[50]) for _ in range(2))
    assert "guidelint.checking.engine" in first
    assert not again & {"click", "yaml", "msgspec", "sqlite3", "json", "pathlib", "hashlib", "typing", "dataclasses"}
    assert {name for name in again if name.startswith("guidelint")} == {
        "guidelint", "guidelint.workspace", "guidelint.workspace.output_cache", "guidelint.workspace.snapshot",
        "guidelint.workspace.store", "guidelint.workspace.top",
    }  # fmt: skip
