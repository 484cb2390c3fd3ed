"""`guidelint check --links`, against a server of its own."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from guidelint.rules.dead_links import Reach, dead
from tests.command import Run, Write

GUIDE = """\
id: card
title: 某某备案
materials:
  - name: 登记表
    form: {{blank: "{at}/form.doc", sample: "{at}/gone.doc"}}
online: {{available: true, url: "{at}/login"}}
consultation: {{url: "{at}/moved"}}
published: {{url: "{at}/broken"}}
"""
STATUS = {"/form.doc": 200, "/gone.doc": 404, "/login": 403, "/broken": 500, "/moved": 302}


class Server:
    """`asked` are the paths in the order in which they were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Answer(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                asked.append(f"{self.command} {self.path}")
                self.send_response(STATUS.get(self.path, 200))
                if self.path == "/moved":
                    self.send_header("Location", "http://169.254.169.254/secret")
                self.end_headers()

            do_GET = do_HEAD

            def log_message(self, *about: object) -> None:
                """Says nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    @property
    def at(self) -> str:
        return f"http://127.0.0.1:{self.http.server_port}"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.http.shutdown()
    made.http.server_close()


@pytest.fixture
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GUIDELINT_CACHE_DIR", str(tmp_path / "cache"))


def test_what_nobody_can_open_is_reported(guidelint: Run, write: Write, server: Server) -> None:
    write("guidelint.yaml", 'link_hosts: ["127.0.0.1"]\nlink_timeout: 30\n')
    write("guides/card.yaml", GUIDE.format(at=server.at))
    done = guidelint("check", "--links", "--select", "fields/dead-link", "--format", "concise")
    said = [line.partition(": 警告: ")[2] for line in done.out.splitlines()]
    assert done.code == 1
    assert said == [
        f"示例样表“{server.at}/gone.doc”打不开：网页不在了（404） [fields/dead-link] GUOBAN-2015-12-001",
        f"发布网址“{server.at}/broken”打不开：网站出错（500） [fields/dead-link] GUOBAN-2015-12-001",
    ]


def test_what_opened_is_not_asked_again(server: Server, own_cache: None) -> None:
    reach = Reach(("127.0.0.1",))
    urls = [f"{server.at}{path}" for path in STATUS]
    assert [url.removeprefix(server.at) for url, _ in dead(urls, reach)] == ["/gone.doc", "/broken"]
    assert "GET /login" in server.asked, "a server that refuses HEAD is asked for the page"
    server.asked.clear()
    assert len(list(dead(urls, reach))) == 2
    assert sorted(server.asked) == ["HEAD /broken", "HEAD /gone.doc"]


def test_only_hosts_of_the_list_are_asked_and_never_the_own_network(server: Server, own_cache: None) -> None:
    assert list(dead([f"{server.at}/gone.doc"], Reach())) == []
    assert list(dead([f"{server.at}/gone.doc"], Reach(("*.gov.cn",)))) == []
    assert server.asked == []


def test_the_list_of_hosts() -> None:
    assert Reach(("*.gov.cn",)).asks("https://zwfw.beijing.gov.cn/a")
    assert not Reach(("*.gov.cn",)).asks("https://beijing.gov.cn.example.org/a")
    for inside in ("http://127.0.0.1/", "http://[::1]/", "http://10.0.0.8/", "http://169.254.169.254/"):
        assert not Reach().asks(inside)


def test_a_site_that_does_not_answer_or_is_not_there(own_cache: None) -> None:
    reach = Reach(("127.0.0.1", "*.invalid"), timeout=1)
    found = dict(dead(["http://no.invalid/", "http://127.0.0.1:9/"], reach))
    assert found["http://127.0.0.1:9/"].zh == "网站拒绝连接"
    assert found["http://no.invalid/"].zh in ("没有这个网站", "打不开")
