"""A report folder is written whole, and what is not a report is left alone."""

from pathlib import Path

import pytest

from guidelint.model.errors import UsageError
from guidelint.site.folder import written_whole


def fill(folder: Path, text: str) -> None:
    with written_whole(folder) as into:
        (into / "guides").mkdir()
        (into / "guides" / "甲.html").write_text(text, encoding="utf-8")


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_new_folder_and_its_parents(tmp_path: Path) -> None:
    fill(tmp_path / "一" / "二", "新")
    assert names(tmp_path) == ["一/二/guidelint-report.json", "一/二/guides/甲.html"]
    assert (tmp_path / "一" / "二").stat().st_mode & 0o777 == 0o755


def test_an_earlier_report_is_replaced_with_nothing_left_over(tmp_path: Path) -> None:
    fill(tmp_path / "报告", "旧")
    (tmp_path / "报告" / ".DS_Store").touch()  # what a file manager leaves is nobody's work
    fill(tmp_path / "报告", "新")
    assert names(tmp_path) == ["报告/guidelint-report.json", "报告/guides/甲.html"]
    assert (tmp_path / "报告" / "guides" / "甲.html").read_text(encoding="utf-8") == "新"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    fill(tmp_path / "空", "新")
    assert names(tmp_path) == ["空/guidelint-report.json", "空/guides/甲.html"]


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    fill(tmp_path / "报告", "旧")
    (tmp_path / "链接").symlink_to(tmp_path / "报告")
    fill(tmp_path / "链接", "新")
    assert (tmp_path / "链接").is_symlink()
    assert (tmp_path / "报告" / "guides" / "甲.html").read_text(encoding="utf-8") == "新"


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "论文.docx").touch()
    with pytest.raises(UsageError, match="no earlier report"):
        fill(tmp_path, "新")
    assert names(tmp_path) == ["论文.docx"]


def test_an_earlier_report_with_somebodys_own_file_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    fill(folder, "旧")
    (folder / "guides" / "批注.txt").touch()
    with pytest.raises(UsageError, match="files were added or removed"):
        fill(folder, "新")
    assert (folder / "guides" / "甲.html").read_text(encoding="utf-8") == "旧"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    with pytest.raises(UsageError, match="is a file"):
        fill(tmp_path / "x", "新")


def test_a_failure_leaves_the_earlier_report_and_nothing_else(tmp_path: Path) -> None:
    fill(tmp_path / "报告", "旧")
    with pytest.raises(ZeroDivisionError), written_whole(tmp_path / "报告") as into:
        (into / "half.html").touch()
        raise ZeroDivisionError
    assert names(tmp_path) == ["报告/guidelint-report.json", "报告/guides/甲.html"]
    assert (tmp_path / "报告" / "guides" / "甲.html").read_text(encoding="utf-8") == "旧"


def test_a_new_report_that_cannot_be_moved_gives_the_earlier_one_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "报告", "旧")
    rename = Path.rename

    def refuse_new(self: Path, target: Path) -> Path:
        if self.suffix == ".new":
            raise PermissionError(13, "in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_new)
    with pytest.raises(PermissionError):
        fill(tmp_path / "报告", "新")
    assert names(tmp_path) == ["报告/guidelint-report.json", "报告/guides/甲.html"]
    assert (tmp_path / "报告" / "guides" / "甲.html").read_text(encoding="utf-8") == "旧"
