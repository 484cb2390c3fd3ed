"""Running commands in turn and measuring each as the operating system accounts for it."""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guidelint import __version__
from guidelint.workspace import store


@dataclass(frozen=True, slots=True)
class Case:
    """A command; `prepare` is run before each of its rounds and is not measured."""

    name: str
    command: Sequence[str]
    version: str = __version__
    does: str = ""
    prepare: Callable[[], None] = lambda: None
    environment: Mapping[str, str] = field(default_factory=dict)


def guidelint_cases(corpus: Path, cache: Path, guides: int) -> list[Case]:
    """guidelint with all rules, phrases and contract on, in the states that its users meet."""
    program = Path(sys.executable).parent / "guidelint"
    check = (str(program), "check", "--format", "text")
    environment = {store.VARIABLE: str(cache)}

    def forget_results() -> None:
        for file in (*cache.glob("results-*"), *cache.glob("printed-*")):
            file.unlink()

    def forget_everything() -> None:
        shutil.rmtree(cache, ignore_errors=True)

    def know() -> None:
        _settled(check, corpus, environment)

    def change_one() -> None:
        forget_results()  # what another call has left would answer this one, without the parts of an output
        know()
        file = sorted((corpus / "guides").rglob("*.yaml"))[guides // 2]
        text = file.read_text(encoding="utf-8-sig")
        file.write_text(text + f"# {time.time_ns()}\n", encoding="utf-8")
        time.sleep(0.01)

    subprocess.run(check, cwd=corpus, env=_environment(environment), stdout=subprocess.DEVNULL, check=False)
    return [
        Case("guidelint, 2 processes", (*check, "--jobs", "2"), does="everything, nothing known of the guides", prepare=forget_results, environment=environment),
        Case("guidelint, 1 process", (*check, "--jobs", "1"), does="everything, nothing known of the guides", prepare=forget_results, environment=environment),
        Case("guidelint, first run ever", (*check, "--jobs", "2"), does="also reads and proves its rules", prepare=forget_everything, environment=environment),
        Case("guidelint, nothing changed", check, does="the same report again", prepare=know, environment=environment),
        Case("guidelint, one guide changed", check, does="one guide checked, the rest remembered", prepare=change_one, environment=environment),
        Case("guidelint --version", (str(program), "--version"), does="start"),
        Case("python -c 'import click'", (sys.executable, "-c", "import click"), platform.python_version(), "start of any command with click"),
    ]  # fmt: skip


def _settled(check: Sequence[str], corpus: Path, environment: Mapping[str, str]) -> None:
    """Run until the files are old enough to be trusted by their times, and the report is kept."""
    newest = max(file.stat().st_ctime for file in corpus.rglob("*.yaml"))
    time.sleep(max(0.0, 2.1 - (time.time() - newest)))
    subprocess.run(check, cwd=corpus, env=_environment(environment), stdout=subprocess.DEVNULL, check=False)


def _environment(additional: Mapping[str, str]) -> dict[str, str]:
    """That of this process, but with Python keeping its compiled modules, as wherever a program is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | dict(additional)


def run_in_turn(cases: Sequence[Case], folder: Path, rounds: int) -> dict[str, Any]:
    """Medians of wall and processor seconds and the peak of memory, of `rounds` rounds in which each case has its turn."""
    taken: dict[str, list[tuple[float, float, float]]] = {case.name: [] for case in cases}
    for _ in range(rounds):
        for case in cases:
            case.prepare()
            taken[case.name].append(_measured(case, folder))
    return {
        case.name: {
            "version": case.version,
            "does": case.does,
            "wall": round(statistics.median(wall for wall, _, _ in taken[case.name]), 4),
            "wall_all": [round(wall, 4) for wall, _, _ in taken[case.name]],
            "cpu": round(statistics.median(cpu for _, cpu, _ in taken[case.name]), 4),
            "rounds": rounds,
            "peak_mb": round(max(peak for _, _, peak in taken[case.name]), 1),
        }
        for case in cases
    }


def _measured(case: Case, folder: Path) -> tuple[float, float, float]:
    began = time.perf_counter()
    process = subprocess.Popen(
        case.command,
        cwd=folder,
        env=_environment(case.environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{case.name} ended with {process.returncode}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def machine() -> dict[str, Any]:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.processor(),
    )
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
    }
