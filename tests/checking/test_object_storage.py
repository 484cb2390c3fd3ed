"""A workspace in a bucket, behind a server that speaks S3."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from benchmarks.corpus import write

_WANTED = 'pip install -e ".[dev-storage]"'
boto3 = pytest.importorskip("boto3", reason=_WANTED)
moto = pytest.importorskip("moto.server", reason=_WANTED)
pytest.importorskip("s3fs", reason=_WANTED)


@pytest.fixture(scope="module")
def storage() -> Iterator[Mapping[str, str]]:
    """The environment in which a storage with the bucket `province` is reached; to start it takes a second."""
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    environment = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "NO_PROXY": host,
    }
    yield environment
    server.stop()


@pytest.fixture(scope="module")
def folder(storage: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace on the disk; the same lies at s3://province/guides."""
    folder = tmp_path_factory.mktemp("province")
    write(folder, 30, seed=5)
    (folder / "guides" / "坏.yaml").write_text("a: b: c\n", encoding="utf-8")
    client = boto3.client(
        "s3",
        endpoint_url=storage["AWS_ENDPOINT_URL"],
        aws_access_key_id="test",
        aws_secret_access_key="test",
        region_name="us-east-1",
    )
    client.create_bucket(Bucket="province")
    for file in folder.rglob("*.yaml"):
        client.upload_file(str(file), "province", f"guides/{file.relative_to(folder).as_posix()}")
    return folder


@pytest.mark.slow
def test_said_as_on_the_disk(storage: Mapping[str, str], folder: Path) -> None:
    """Two processes begin and load the client of the storage: more than a second."""
    here, there = _check(folder, storage), _check(folder, storage, "s3://province/guides")
    assert "guides/坏.yaml:1:5" in there.stderr + there.stdout
    assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr)


@pytest.mark.parametrize(
    ("address", "said"),
    [("s3://nowhere/guides", "s3://nowhere/guides"), ("s3://province/empty", "s3://province/empty 里没有指南")],
)
def test_what_is_not_there(storage: Mapping[str, str], folder: Path, address: str, said: str) -> None:
    """A process begins and loads the client of the storage: about a second."""
    done = _check(folder, storage, address)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_storage_that_does_not_answer(storage: Mapping[str, str], folder: Path) -> None:
    """The client tries again a few times before it gives up: some seconds."""
    done = _check(
        folder, {**storage, "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"}, "s3://province/guides"
    )
    assert done.returncode == 2
    assert "s3://province/guides" in done.stderr
    assert "Traceback" not in done.stderr


def _check(folder: Path, environment: Mapping[str, str], *paths: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "guidelint", "check", *paths],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
