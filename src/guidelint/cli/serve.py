"""`guidelint serve`."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidelint.cli.options import lang_option, language
from guidelint.model.errors import MissingExtra, UsageError
from guidelint.model.text import Lang, Text
from guidelint.model.visible import one_line

if TYPE_CHECKING:
    from guidelint.tickets.events.event import Event
    from guidelint.tickets.events.queue import Outcome
    from guidelint.tickets.events.server import Handle

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@click.command("serve")
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="监听地址，默认只限本机 · loopback by default")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, help="端口，默认 8765，0 任选 · 0 takes a free one"
)
@click.option("--secret-file", type=click.Path(path_type=Path), help="密钥文件 · file with the secret")
@click.option("--queue", "folder", type=click.Path(path_type=Path), help="队列文件夹，默认在 .git 里 · queue's folder")
@click.option("--base", default="HEAD", metavar="COMMIT", help="从哪个提交开始改 · the commit to start from")
@lang_option
def command(host: str, port: int, secret_file: Path | None, folder: Path | None, base: str, lang: str | None) -> int:
    """接收工单系统发来的办结事件（POST /events），排队逐个处理，效果和 ticket on-close 一样。

    密钥放在文件（--secret-file）或环境变量 GUIDELINT_SECRET 里。请求要签名；收下的先落盘，崩溃、重启都不会丢。
    Receives signed events over HTTP and carries them out one at a time; what is accepted survives a crash.
    """
    from guidelint.tickets.events.signature import read_secrets
    from guidelint.workspace.git import Repository
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    secrets = read_secrets(secret_file)
    repository = Repository.around(workspace.root)
    if repository.commit(base) is None:
        raise UsageError(Text(f"git 里没有提交 {base}", f"git has no commit {base}"))
    try:
        import uvicorn

        from guidelint.tickets.events.connections import MOST, Connection
        from guidelint.tickets.events.outcome import handler
        from guidelint.tickets.events.queue import Queue
        from guidelint.tickets.events.server import application
    except ModuleNotFoundError as error:
        why = Text(f"缺 {error.name}，先安装", f"{error.name} is missing, install it first")
        raise MissingExtra("serve", why) from None
    own = repository.private / "guidelint" / repository.inside / "queue"
    queue = Queue.at((folder or own).absolute())
    with _alone(queue.folder), listening(host, port) as listener:
        for file in queue.take_up():
            said = Text(f"队列里的 {file} 坏了，已移到一边", f"{file} of the queue is damaged and was set aside")
            click.echo(one_line(said.in_(shown)), err=True)
        name, number = listener.getsockname()[:2]
        address = f"[{name}]:{number}" if ":" in name else f"{name}:{number}"
        said = Text(
            f"在 http://{address}/events 接收，队列在 {queue.folder}", f"http://{address}/events, {queue.folder}"
        )
        click.echo(said.in_(shown))
        if host not in LOOPBACK:
            warning = Text("不只限本机：请放在有 TLS 的反向代理后面", "open to others: put it behind a proxy with TLS")
            click.echo(warning.in_(shown), err=True)
        app = application(queue, _told(handler(workspace.root, base), shown), secrets)
        config = uvicorn.Config(
            app, http=Connection, ws="none", log_level="warning", access_log=False, server_header=False,
            limit_concurrency=MOST, timeout_keep_alive=5, timeout_graceful_shutdown=10,
        )  # fmt: skip
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, _already_stopping)
        uvicorn.Server(config).run(sockets=[listener])
    return 0


def _told(handle: "Handle", lang: Lang) -> "Handle":
    """The same, with a line for each event on standard error, for the log."""

    def tell(event: "Event") -> "Outcome":
        outcome = handle(event)
        what = outcome.get("branch") or outcome[lang]
        name = outcome.get("ticket") or event.ticket or event.ref
        line = f"{datetime.now().astimezone():%Y-%m-%dT%H:%M:%S%z} {outcome['status']} {name} {what}"
        click.echo(one_line(line), err=True)
        return outcome

    return tell


def _already_stopping(*_: object) -> None:
    """uvicorn stops at a signal and then raises it once more; for us it is a good end."""


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else works on this queue meanwhile."""
    from guidelint.workspace.lock import locked, owner

    try:
        with locked(folder, wait=0):
            yield
    except UsageError:
        if (other := owner(folder)) is None:
            raise
        raise UsageError(
            Text(
                f"队列 {folder} 正由进程 {other.pid} 处理（{other.host}，{other.since} 起）",
                f"the queue {folder} is in the hands of process {other.pid} ({other.host}, since {other.since})",
            )
        ) from None


def listening(host: str, port: int) -> socket.socket:
    """Raises UsageError where the address cannot be had."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(
            Text(f"{host}:{port} 用不了：{error.strerror}", f"{host}:{port} cannot be used: {error.strerror}")
        ) from None
