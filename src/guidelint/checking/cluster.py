"""A Dask cluster as executor: `dask://HOST:PORT`. Its workers read the workspace themselves, from a disk or storage that
all of them reach; what a lost worker had is done by another."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from guidelint.model.errors import MissingExtra, UsageError
from guidelint.model.text import Text

SCHEME = "dask://"


@contextmanager
def cluster(name: str, patience: float = 10) -> Iterator[Executor]:
    """The workers of the Dask scheduler of that name; `patience` is the time to reach it, in seconds.

    Raises UsageError for a name that stands for no scheduler, and where nobody answers.
    """
    address = name.removeprefix(SCHEME)
    if not name.startswith(SCHEME) or not address:
        raise UsageError(
            Text(f"没有执行方式 {name}；写成 dask://主机:端口", f"there is no executor {name}; write dask://HOST:PORT")
        )
    try:
        from distributed import Client
    except ImportError:
        raise MissingExtra("dask", Text("用 Dask 集群需要", "a Dask cluster needs")) from None
    try:
        client = Client(f"tcp://{address}", set_as_default=False, timeout=patience)
    except OSError:
        raise UsageError(Text(f"连不上 Dask 调度器 {address}", f"there is no Dask scheduler at {address}")) from None
    with client:
        yield client.get_executor(pure=False)
