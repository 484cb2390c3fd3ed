"""Two hundred random changes one after the other; `python -m fuzz.walk` takes as many as there is time for."""

from pathlib import Path

import pytest
import yaml

from fuzz.walk import RULES, walked
from guidelint.checking import scheduler
from guidelint.rules import schema
from guidelint.workspace import shipped, snapshot, store


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_what_is_remembered_is_what_a_fresh_check_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Some seconds: after each change all is checked three times, with one process and with two."""
    monkeypatch.setenv(store.VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(snapshot, "YOUNG", -(10**15))
    shared, together = [], scheduler._together

    def counted(*arguments: object) -> object:
        shared.append(arguments)
        return together(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(scheduler, "_together", counted)
    assert len(set(walked(tmp_path, 50, seed))) > 10
    assert shared  # there was work for a second process


def test_rules_of_every_kind_are_walked_through() -> None:
    folder, on_demand = shipped.shipped().rules, {"link"}  # which asks the network
    kinds = {yaml.safe_load((folder / f"{rule}.yaml").read_bytes())["kind"] for rule in RULES}
    assert kinds == schema.options().keys() - on_demand
