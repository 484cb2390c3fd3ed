"""The generated workspace is what the measurements say it is."""

from pathlib import Path

from benchmarks.corpus import files, write
from guidelint.checking.engine import Engine, Options
from guidelint.workspace.workspace import Workspace


def test_same_seed_same_bytes_and_another_seed_others() -> None:
    once = [file for number in range(60) for file in files(number, seed=7)]
    assert once == [file for number in range(60) for file in files(number, seed=7)]
    assert once != [file for number in range(60) for file in files(number, seed=8)]


def test_every_file_is_valid_and_a_third_of_the_guides_has_findings(tmp_path: Path) -> None:
    write(tmp_path, 60)
    report = Engine.prepare(Workspace.find(tmp_path, tmp_path), Options()).check([tmp_path])
    assert report.errors == ()
    assert report.guides == 60
    assert 10 <= len({finding.guide for finding in report.findings}) <= 35
