"""Two hundred random changes one after the other; `python -m fuzz.walk` takes as many as there is time for."""

from pathlib import Path

import pytest

from fuzz.walk import walked
from guidelint.workspace import standing, store


@pytest.mark.parametrize("seed", range(4))
def test_what_is_remembered_is_what_a_fresh_check_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Most of a minute in all: after each change all is checked three times, with one process and with two."""
    monkeypatch.setenv(store.VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(standing, "YOUNG", -(10**15))
    assert len(set(walked(tmp_path, 50, seed))) > 10
