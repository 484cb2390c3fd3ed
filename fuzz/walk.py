"""A random walk through changes of a workspace: after each, what is remembered must be what a fresh check finds.

`python -m fuzz.walk [--steps N] [--seed N]` edits, renames, writes the same size at the same time, changes settings, rules and what
is extended. Each report is made three times: remembered with two processes, remembered again, and fresh with one. What is
shipped is small for it: a rule or two of each kind.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from shutil import copy, copytree
from unittest.mock import patch

import yaml

from benchmarks.corpus import write
from fuzz.ready import made_ready
from guidelint.api import check
from guidelint.checking import checking
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.report import Report
from guidelint.workspace import shipped, snapshot, store
from guidelint.workspace.config import THESAURUS_FOLDER
from tests.checking import test_cache, test_output_cache

GUIDES = 6
A_SHARE = 2  # guides; so that there is something for a second process
RULES = (
    "ambiguous/identity-proof", "ambiguous/open-enumeration", "ambiguous/open-proof", "catch-all/as-window-requires",
    "catch-all/other-materials",
    "chain/dangling-related", "chain/missing-related", "contract/missing-in-guide", "contract/more-copies",
    "contradiction/steps-and-promise", "contradiction/unlisted-material", "fields/no-telephone-number",
    "fields/not-updated", "fields/placeholder", "form/no-original-or-copy", "form/photo-spec", "obsolete/repealed-law",
    "profile/minimal",
)  # fmt: skip
AT_MOST_BROKEN = 12  # steps in a row in which nothing can be checked; then the workspace is laid out anew


def walked(place: Path, steps: int, seed: int) -> Iterator[str]:
    """The name of each change, once both ways were found to say the same. Raises AssertionError."""
    _install(place / "shipped")
    with (
        made_ready(),
        patch.object(shipped, "_installed", lambda: place / "shipped"),
        patch.object(checking, "_A_SMALL_SHARE", A_SHARE),
    ):
        yield from _walked(place, steps, Random(seed), seed)


def _install(place: Path) -> None:
    """Some of the shipped rules with their tickets, and the whole thesaurus."""
    whole = shipped.shipped()
    copytree(whole.rules / THESAURUS_FOLDER, place / "rules" / THESAURUS_FOLDER)
    evidence = set[str]()
    for rule in RULES:
        file = place / "rules" / f"{rule}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        copy(whole.rules / f"{rule}.yaml", file)
        evidence.update(yaml.safe_load(file.read_bytes()).get("evidence", ()))
    (place / "tickets").mkdir()
    for ticket in whole.tickets.rglob("*.yaml"):
        if ticket.stem in evidence:
            copy(ticket, place / "tickets")
    files = sorted(file.relative_to(place).as_posix() for file in place.rglob("*.yaml"))
    (place / shipped.LIST).write_text("\n".join(files), encoding="utf-8")


def _walked(place: Path, steps: int, random: Random, seed: int) -> Iterator[str]:
    folder, broken = place / "workspace", 0
    changes = [
        *test_output_cache.EDITS,
        test_cache.package_rule,
        test_cache.package_ticket,
        test_cache.package_settings,
        test_cache.package_extended,
        _extending,
    ]
    write(folder, GUIDES, seed=11)
    for step in range(steps):
        change = random.choice(changes)
        with suppress(IndexError, OSError):  # nothing left of that kind, or something is in the way
            change(folder, random)
        fresh = _report(folder, jobs=1, cache=False)
        for jobs in (2, 1):
            remembered = _report(folder, jobs=jobs, cache=True)
            assert remembered == fresh, f"seed {seed}, step {step}: {change.__name__}"
        broken = 0 if isinstance(fresh, Report) and fresh.guides else broken + 1
        if broken > AT_MOST_BROKEN:
            folder.rename(place / f"left-{step}")
            write(folder, GUIDES, seed=11)
            broken = 0
        yield change.__name__


def _report(folder: Path, *, jobs: int, cache: bool) -> Report | str:
    try:
        return check([folder], root=folder, today=test_cache.OPTIONS.today, jobs=jobs, cache=cache)
    except (CannotCheck, UsageError, OSError) as error:
        return str(error)


def _extending(folder: Path, random: Random) -> None:
    said = random.choice(
        ("extends: [../province]\nillustrations: true\n", "extends: [../nowhere]\n", "preview: true\n", "")
    )
    test_cache.put(folder / "guidelint.yaml", said)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz.walk", description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    snapshot.YOUNG = -(10**15)  # believe the times of files that were written a moment ago
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="guidelint-walk-") as name:
        os.environ[store.VARIABLE] = str(Path(name, "cache"))
        for number, _ in enumerate(walked(Path(name), arguments.steps, arguments.seed), 1):
            if number % 100 == 0:
                print(f"{number} steps, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    print(f"{arguments.steps} steps, no difference, {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
