"""What was read right of the labelled corpora stays right, unless somebody accepts a flip by its name."""

from pathlib import Path

import pytest

from benchmarks.accuracy import pinned


def test_no_outcome_has_flipped() -> None:
    """Mend it, or accept it: python -m benchmarks.accuracy.pinned --accept NAME."""
    now, before = pinned.wrong(), pinned.pinned()
    assert sorted(now - before) == []
    assert sorted(before - now) == []  # --accept takes these out


def test_a_flip_fails_until_it_is_accepted_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong.txt"
    file.write_text("line | 户口簿 | form\nline | 护照 | marks\n", encoding="utf-8")
    monkeypatch.setattr(pinned, "FILE", file)
    monkeypatch.setattr(pinned, "wrong", lambda: {"line | 户口簿 | form", "line | 居住证 | copies"})

    def run(*words: str) -> tuple[int | str | None, str]:
        monkeypatch.setattr("sys.argv", ["pinned", *words])
        with pytest.raises(SystemExit) as done:
            pinned.main()
        return done.value.code, capsys.readouterr().out

    code, out = run()
    assert code == 1
    assert "wrong now: line | 居住证 | copies\nright now: line | 护照 | marks\n" in out
    assert run("--accept", "line | 护照 | marks")[0] == "not wrong: line | 护照 | marks"
    assert run("--accept", "line | 居住证 | copies") == (0, "2 wrong, 0 of them flipped, 0 right now\n")
    assert file.read_text(encoding="utf-8") == "line | 居住证 | copies\nline | 户口簿 | form\n"
