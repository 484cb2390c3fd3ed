"""A Dask cluster gives the report that one process gives, also when a worker is killed in the middle."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from distributed import LocalCluster

from benchmarks.corpus import write
from guidelint.checking.checking import check
from guidelint.checking.cluster import cluster as cluster_at
from guidelint.model.errors import UsageError
from guidelint.model.report import Options
from guidelint.workspace.workspace import Workspace

OPTIONS = Options(today=date(2026, 1, 1))


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Three workers, each a process; takes some seconds to begin."""
    with LocalCluster(n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None) as made:
        yield made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("workspace")
    write(made, 200, seed=5)
    return made


@pytest.mark.slow
def test_same_report_with_a_worker_killed_in_the_middle(cluster: LocalCluster, folder: Path) -> None:
    expected = check(Workspace.find(folder, folder), OPTIONS, [folder], jobs=1)
    killed: list[int] = []

    def kill_one(done: int, total: int) -> None:
        if done and done < total and not killed:
            killed.append(next(iter(cluster.workers.values())).process.process.pid)
            os.kill(killed[0], signal.SIGKILL)

    with cluster_at(cluster.scheduler_address.replace("tcp://", "dask://")) as executor:
        found = check(Workspace.find(folder, folder), OPTIONS, [folder], kill_one, executor=executor)
    assert killed
    assert found == expected
    assert found.findings


@pytest.mark.slow
def test_command_line(cluster: LocalCluster, folder: Path) -> None:
    command = [sys.executable, "-m", "guidelint", "check", "--no-cache", "--format", "json"]
    address = cluster.scheduler_address.replace("tcp://", "dask://")
    alone, shared = (
        subprocess.run([*command, *more], cwd=folder, stdout=subprocess.PIPE, check=False).stdout
        for more in ([], ["--executor", address])
    )
    assert shared == alone != b""


def test_names_that_stand_for_no_executor() -> None:
    for name in ("dask://", "spark://a:1", "tcp://a:1"):
        with pytest.raises(UsageError, match="there is no executor"), cluster_at(name):
            pass


@pytest.mark.slow
def test_nobody_at_the_address() -> None:
    with pytest.raises(UsageError, match="no Dask scheduler"), cluster_at("dask://127.0.0.1:9", patience=0.5):
        pass
