"""The labelled corpus of published phrases in tests/corpus."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]


def entries(split: str) -> Iterator[Mapping[str, Any]]:
    """The entries of `dev`, `held-out` or `all`."""
    for name in ("dev", "held-out") if split == "all" else (split,):
        yield from yaml.safe_load((ROOT / "tests" / "corpus" / f"{name}.yaml").read_text(encoding="utf-8"))
