"""Real PostgreSQL and MariaDB servers of Debian's packages, each in a folder of its own, for as long as the tests run."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.system import missing, needed

PATIENCE = 60  # seconds until a server answers


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def postgresql() -> Iterator[str]:
    """The URL of an empty database."""
    with _folder() as folder:
        yield from _postgresql(folder)


def _postgresql(folder: Path) -> Iterator[str]:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = str(found[-1]) if found else shutil.which("initdb") or missing("initdb")
    server, port = str(Path(initdb).with_name("postgres")), free_port()
    owner = _owned(folder, "postgres")
    subprocess.run(
        [*owner, initdb, "-D", str(folder / "data"), "-U", "tester", "-A", "trust", "-E", "UTF8"],
        check=True,
        capture_output=True,
    )
    started = [
        *owner,
        server,
        "-D",
        str(folder / "data"),
        "-p",
        str(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-k",
        str(folder),
        "-F",
    ]
    with _running(started, port):
        yield f"postgresql://tester@127.0.0.1:{port}/postgres"


@contextmanager
def mariadb() -> Iterator[str]:
    """The URL of an empty database."""
    with _folder() as folder:
        yield from _mariadb(folder)


def _mariadb(folder: Path) -> Iterator[str]:
    install, server, port = needed("mariadb-install-db"), needed("mariadbd"), free_port()
    owner = _owned(folder, "mysql")
    data = f"--datadir={folder / 'data'}"
    subprocess.run(
        [*owner, install, "--no-defaults", data, "--auth-root-authentication-method=normal", "--skip-test-db"],
        check=True,
        capture_output=True,
    )
    started = [
        *owner,
        server,
        "--no-defaults",
        data,
        f"--port={port}",
        "--bind-address=127.0.0.1",
        f"--socket={folder / 'socket'}",
        f"--pid-file={folder / 'pid'}",
    ]
    with _running(started, port):
        from sqlalchemy import create_engine

        with create_engine(f"mysql+pymysql://root@127.0.0.1:{port}/").connect() as connection:
            connection.exec_driver_sql("create database tasks character set utf8mb4")
        yield f"mysql://root@127.0.0.1:{port}/tasks"


@contextmanager
def _folder() -> Iterator[Path]:
    """Outside pytest's own folders, which the servers' users may not enter."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _owned(folder: Path, user: str) -> list[str]:
    """Servers do not run as root: the folder is given to the user whom the package has made."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, user)
    return ["runuser", "-u", user, "--"]


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(server, port)
            yield
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"{server.args} does not answer")
