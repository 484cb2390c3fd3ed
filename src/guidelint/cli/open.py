"""`guidelint open`: the page for those who do not use a terminal."""

import html
import os
import secrets
import signal
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from guidelint import __version__
from guidelint.cli.options import lang_option, language
from guidelint.model.errors import MissingExtra
from guidelint.model.text import Text


@click.command("open")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="端口，不写就任选 · port, by default a free one")
@click.option("--no-browser", is_flag=True, help="不打开浏览器，只打印网址 · only print the address")
@lang_option
def command(port: int, no_browser: bool, lang: str | None) -> int:
    """在浏览器里打开检查页面：粘贴指南或拖进 Word、网页、Excel 文件，问题标在原文旁边，可以修改、打印告知单、存进工作区。

    页面只有这台电脑的这个用户能用，什么也不上传。按 Ctrl-C 结束。

    Opens a page on this computer only, on which guides are checked, mended, printed as a notice and saved.
    """
    from guidelint.cli.serve import listening
    from guidelint.workspace.workspace import Workspace

    top = Path.cwd()
    shown = language(lang, Workspace.find(top, top).config.lang)
    try:
        import uvicorn

        from guidelint.page.application import application
        from guidelint.page.desk import Desk
        from guidelint.page.gate import Gate
        from guidelint.site.templates import renderer
        from guidelint.tickets.events.connections import MOST, Connection
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("guidelint"):
            raise
        raise MissingExtra("open", Text(f"缺 {error.name}，先安装", f"{error.name} is missing, install it")) from None
    token = secrets.token_urlsafe(32)
    render = renderer(shown, date.today().isoformat(), __version__, "guidelint.page")
    with listening("127.0.0.1", port) as listener:
        number = listener.getsockname()[1]
        url = f"http://127.0.0.1:{number}/{token}/"
        app = Gate(
            application(Desk(top), render, shown, token),
            token,
            [f"{name}:{number}" for name in ("127.0.0.1", "localhost")],
        )
        said = Text(f"在浏览器里打开 {url}\n按 Ctrl-C 结束。", f"Open {url} in a browser.\nCtrl-C ends it.")
        click.echo(said.in_(shown))
        config = uvicorn.Config(
            app, http=Connection, ws="none", log_level="warning", access_log=False, server_header=False,
            limit_concurrency=MOST, timeout_keep_alive=5, timeout_graceful_shutdown=2,
        )  # fmt: skip
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, lambda *_: None)  # uvicorn stops at one and raises it once more; it is a good end
        with way(url) as file:
            if not no_browser and _has_screen():
                webbrowser.open(file.as_uri())
            uvicorn.Server(config).run(sockets=[listener])
    return 0


@contextmanager
def way(url: str) -> Iterator[Path]:
    """A file that leads to the page and that only this user can read: what a browser is started with, everybody on the
    machine can read in the list of processes."""
    with tempfile.TemporaryDirectory(prefix="guidelint-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "open.html"
        file.write_text(
            f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={html.escape(url)}">'
        )
        yield file


def _has_screen() -> bool:
    """Whether a browser can show itself; without a screen one that runs in the terminal might be started."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
