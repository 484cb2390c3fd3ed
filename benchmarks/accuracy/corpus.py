"""The labelled corpus of published phrases in tests/corpus."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]


SPLITS = ("dev", "held-out", "fresh")


def entries(split: str) -> Iterator[Mapping[str, Any]]:
    """The entries of one of the `SPLITS`, or of `all`."""
    for name in SPLITS if split == "all" else (split,):
        yield from yaml.safe_load((ROOT / "tests" / "corpus" / f"{name}.yaml").read_text(encoding="utf-8"))
