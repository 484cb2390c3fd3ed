"""A workspace in object storage is checked as one on the disk is."""

from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from benchmarks.corpus import write
from guidelint import check
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.workspace.remote import url_of

RULE = """title: {zh: 甲, en: a}
level: error
kind: pattern
field: notes[]
pattern: 预约
evidence: [DC-2021-11-001]
message: {zh: 甲, en: a}
fix: {advice: {zh: 甲, en: a}}
examples: {bad: [预约], good: [甲]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """The same workspace on the disk and in memory://workspace."""
    write(tmp_path, 60, seed=5)
    (tmp_path / "rules" / "own").mkdir(parents=True)
    (tmp_path / "rules" / "own" / "a.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "guides" / "坏.yaml").write_text("a: b: c\n", encoding="utf-8")
    storage = fsspec.filesystem("memory")
    storage.put(f"{tmp_path}/", "/workspace/", recursive=True)
    yield tmp_path
    storage.rm("/workspace", recursive=True)


def test_same_report_as_on_the_disk(folder: Path) -> None:
    here, there = check(root=folder), check(["memory://workspace"])
    assert there == here
    assert {"own/a", "contract/more-copies"} <= {finding.rule for finding in there.findings}
    assert [error.path for error in there.errors] == ["guides/坏.yaml"]


def test_through_a_local_path_of_fsspec(folder: Path) -> None:
    assert check([f"file://{folder}"]) == check(root=folder)


def test_nothing_there(folder: Path) -> None:
    with pytest.raises(UsageError, match="no guides at"):
        check(["memory://elsewhere"])


def test_an_address_that_nothing_reaches() -> None:
    with pytest.raises(UsageError, match="cannot open"):
        check(["nosuch://bucket"])


def test_a_file_that_goes_away_while_it_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = fsspec.filesystem("memory")
    monkeypatch.setattr(type(storage), "cat_file", lambda self, name, **_: (_ for _ in ()).throw(PermissionError(name)))
    with pytest.raises(CannotCheck, match="cannot read"):
        check(["memory://workspace"])


@pytest.mark.parametrize(
    ("path", "url"),
    [
        (Path("s3://bucket/a"), "s3://bucket/a"), ("memory://a/", "memory://a"), ("s3:/bucket", "s3://bucket"), (Path("file:///a/b"), "file:///a/b"),
        ("C:\\guides", None), ("guides", None), ("/guides", None), ("C:/guides", None),
    ],
)  # fmt: skip
def test_addresses(path: object, url: str | None) -> None:
    assert url_of(path) == url


def test_there_is_no_earlier_revision_elsewhere(folder: Path) -> None:
    with pytest.raises(UsageError, match="no git revisions"):
        check(["memory://workspace"], since="HEAD")
