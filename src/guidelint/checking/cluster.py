"""A Dask cluster as executor: `dask://HOST:PORT`. Its workers read the workspace themselves, from a disk or storage that
all of them reach; what a lost worker had is done by another."""

from collections.abc import Callable, Iterator, Sequence

from guidelint.checking.executor import Share, Task
from guidelint.model.errors import MissingExtra, UsageError
from guidelint.model.text import Text

SCHEME = "dask://"


class Cluster:
    """Workers that a Dask scheduler at `address` (HOST:PORT) has; `patience` is the time to reach it, in seconds."""

    def __init__(self, address: str, patience: float = 10) -> None:
        self.address, self.patience = address, patience

    def map(self, task: Task, shares: Sequence[Share], done: Callable[[int], None]) -> Iterator[bytes]:
        try:
            from distributed import Client
        except ImportError:
            raise MissingExtra("dask", Text("用 Dask 集群需要", "a Dask cluster needs")) from None
        try:
            client = Client(f"tcp://{self.address}", set_as_default=False, timeout=self.patience)
        except OSError:
            raise UsageError(
                Text(f"连不上 Dask 调度器 {self.address}", f"there is no Dask scheduler at {self.address}")
            ) from None
        with client:
            (shared,) = client.scatter([task], broadcast=True)
            futures = [client.submit(_call, shared, share, pure=False) for share in shares]
            for number, future in enumerate(futures, 1):
                result: bytes = future.result()
                future.release()
                yield result
                done(number)


def executor_of(name: str) -> Cluster:
    """Raises UsageError for a name that stands for no executor."""
    if not name.startswith(SCHEME) or not name.removeprefix(SCHEME):
        raise UsageError(
            Text(f"没有执行方式 {name};写成 dask://主机:端口", f"there is no executor {name}; write dask://HOST:PORT")
        )
    return Cluster(name.removeprefix(SCHEME))


def _call(task: Task, share: Share) -> bytes:
    return task(share)
