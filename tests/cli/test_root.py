"""Where a workspace begins: no folder of a stranger above the current one makes a workspace of ours."""

from pathlib import Path

import pytest

from guidelint.lsp.live import root_of
from guidelint.workspace.root import root_around
from tests.command import Run


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    """A folder below one that has a stranger's broken guides."""
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "broken.yaml").write_text("title: [", encoding="utf-8")
    folder = tmp_path / "downloads" / "办事"
    folder.mkdir(parents=True)
    return folder


def test_a_strangers_guides_above_are_not_ours(downloads: Path) -> None:
    assert root_around(downloads, downloads) == downloads
    assert root_around(downloads / "new.csv", downloads) == downloads


def test_upward_to_guides_but_not_above_the_current_folder(downloads: Path) -> None:
    (downloads / "guides" / "市").mkdir(parents=True)
    assert root_around(downloads / "guides" / "市" / "a.yaml", downloads) == downloads
    assert root_around(downloads / "drafts" / "a.yaml", downloads) == downloads


def test_a_file_elsewhere_belongs_to_the_folder_whose_guides_hold_it(downloads: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path.parent
    assert root_around(tmp_path / "guides" / "broken.yaml", downloads) == tmp_path
    assert root_around(tmp_path, downloads) == tmp_path
    assert root_around(elsewhere, downloads) == elsewhere
    assert root_around(tmp_path / "guides", tmp_path / "guides") == tmp_path


def test_a_configuration_counts_from_anywhere_below(downloads: Path, tmp_path: Path) -> None:
    (tmp_path / "guidelint.yaml").write_text("lang: zh\n", encoding="utf-8")
    assert root_around(downloads, downloads) == tmp_path


@pytest.mark.parametrize("command", ["check", "doctor", "stats", "report"])
def test_no_command_judges_what_lies_above(guidelint: Run, downloads: Path, command: str) -> None:
    ended = guidelint(command, cwd=downloads)
    assert "broken.yaml" not in ended.out + ended.err


def test_the_editor_takes_the_folder_around_guides(downloads: Path, tmp_path: Path) -> None:
    assert root_of(tmp_path / "guides" / "broken.yaml") == tmp_path
    assert root_of(downloads / "a.yaml") is None
