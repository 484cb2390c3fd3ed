"""The standalone program is its own Python: what reads foreign bytes in a process of its own starts it again."""

import sys
from pathlib import Path

import pytest

from guidelint.exchange.confined import confined
from guidelint.exchange.readers.documents.word import word
from guidelint.model.errors import CannotCheck

RUN = Path(__file__).parents[2] / "ci" / "standalone" / "run.py"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for the program is a shell script")
def test_it_reads_foreign_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from docs.sessions import word_file

    program = tmp_path / "guidelint"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{RUN}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    word_file(tmp_path)
    monkeypatch.setattr(sys, "executable", str(program))
    raw = (tmp_path / "社会保障卡补领.docx").read_bytes()
    assert "身份证明" in str(confined(word, raw, "a.docx"))
    with pytest.raises(CannotCheck):
        confined(word, b"PK\x03\x04", "b.docx")
