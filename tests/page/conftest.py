"""A workspace with the case of Dongcheng, and the page's server over it."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from guidelint import __version__
from guidelint.page.application import application
from guidelint.page.desk import Desk
from guidelint.page.gate import Gate
from guidelint.site.templates import renderer
from tests import dongcheng

HOST = "127.0.0.1:4321"
TOKEN = "token-of-these-tests"
GUIDE = "guides/bj-dongcheng-sscard-replacement.yaml"


def gated(top: Path, *hosts: str) -> Gate:
    render = renderer("zh", "2026-01-05", __version__, "guidelint.page")
    return Gate(application(Desk(top), render, "zh", TOKEN), TOKEN, hosts)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A window record and no guide yet."""
    (tmp_path / "guidelint.yaml").write_text("select: [ambiguous, contract]\n")
    (tmp_path / "windows").mkdir()
    (tmp_path / "windows" / "card.yaml").write_text(dongcheng.WINDOW, encoding="utf-8")
    (tmp_path / "guides").mkdir()
    return tmp_path


@pytest.fixture
def client(workspace: Path) -> Iterator[TestClient]:
    """Asks as the page itself does."""
    with TestClient(gated(workspace, HOST), base_url=f"http://{HOST}", headers={"Origin": f"http://{HOST}"}) as client:
        yield client


@pytest.fixture
def address(workspace: Path) -> Iterator[str]:
    """A running server's address for a browser."""
    from guidelint.cli.serve import listening

    with listening("127.0.0.1", 0) as listener:
        host = f"127.0.0.1:{listener.getsockname()[1]}"
        server = uvicorn.Server(
            uvicorn.Config(gated(workspace, host), log_level="warning", timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://{host}/{TOKEN}/"
        server.should_exit = True
        thread.join(30)
