"""The first run ever beside a later one, as from a wheel: `python -m benchmarks.first [--guides N] [--rounds N]`.

Both check every guide: `--no-cache` keeps no results, so a later run differs only in what it knows of rules and words.
Prints medians of processor seconds, and their ratio.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from zipfile import ZipFile

from benchmarks import corpus
from guidelint.workspace import store

ROOT = Path(__file__).parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guides", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="guidelint-benchmark-") as made:
        site, workspace, cache = Path(made, "site"), Path(made, "workspace"), Path(made, "cache")
        _install(Path(made), site)
        corpus.write(workspace, arguments.guides, seed=1)
        first, later = [], []
        for _ in range(arguments.rounds):
            shutil.rmtree(cache, ignore_errors=True)
            first.append(_seconds(workspace, site, cache))
            later.append(_seconds(workspace, site, cache))
    print(
        f"first run {median(first):.2f} s, later run {median(later):.2f} s, ratio {median(first) / median(later):.2f}"
    )


def build_wheel(folder: Path, environment: Mapping[str, str] | None = None) -> Path:
    """The wheel of this checkout, made in `folder` without fetching anything."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps"]
    command = [*pip, "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, timeout=300, env=environment)
    (wheel,) = folder.glob("*.whl")
    return wheel


def _install(folder: Path, site: Path) -> None:
    wheel = build_wheel(folder)
    ZipFile(wheel).extractall(site)
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(site)], check=True)  # as pip does


def _seconds(workspace: Path, site: Path, cache: Path) -> float:
    """Processor time of a check and all its processes."""
    command = [sys.executable, "-m", "guidelint", "check", "--no-cache", "--format", "concise"]
    environment = os.environ | {"PYTHONPATH": str(site), store.VARIABLE: str(cache)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=workspace, env=environment, stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 1
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
