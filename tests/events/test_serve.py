"""`guidelint serve`: a real process on loopback, told by a real HTTP client, killed where it hurts.

Takes seconds: every server is a process of its own and every event closes a ticket in git.
"""

import hashlib
import hmac
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.events.conftest import Repo, event
from tests.system import needed

SECRET = "0123456789abcdef" * 4
BRANCH = "guidelint/close/T-2021-11-001"


@dataclass
class Server:
    """A running `guidelint serve`."""

    process: subprocess.Popen[bytes]
    url: str
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx.Client(base_url=self.url, timeout=30, trust_env=False)

    def post(
        self, body: bytes, *, at: float | None = None, secret: str = SECRET, **changed: str | None
    ) -> httpx.Response:
        """Send a body, signed now unless `at` says otherwise; `changed` headers replace the right ones."""
        timestamp = str(int(time.time() if at is None else at))
        mac = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/cloudevents+json",
            "Guidelint-Timestamp": timestamp,
            "Guidelint-Signature": f"sha256={mac}",
        }
        headers |= {key.replace("_", "-"): value for key, value in changed.items() if value is not None}
        kept = {key: value for key, value in headers.items() if changed.get(key.replace("-", "_"), "") is not None}
        return self.client.post("/events", content=body, headers=kept)

    def outcome(self, key: str) -> dict[str, Any]:
        """What came of an event, once it has."""
        for _ in range(600):
            said: dict[str, Any] = self.client.get(f"/events/{key}").json()
            if said.get("status") != "waiting":
                return said
            time.sleep(0.05)
        raise AssertionError("still waiting after half a minute")

    def status(self) -> dict[str, Any]:
        said: dict[str, Any] = self.client.get("/status").json()
        return said

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(timeout=30)


Start = Callable[..., Server]


@pytest.fixture
def start(repo: Repo, tmp_path: Path) -> Iterator[Start]:
    """Start a server in the workspace, on a free port, with the secret in its environment; its log goes to `log`."""
    started: list[subprocess.Popen[bytes]] = []
    log = (tmp_path / "log").open("ab")

    def start(*arguments: str, **env: str) -> Server:
        process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "guidelint", "serve", "--port", "0", *arguments],
            cwd=repo.workspace, stdout=subprocess.PIPE, stderr=log,
            env={**os.environ, "GUIDELINT_SECRET": SECRET, "PYTHONUNBUFFERED": "1", **env},
        )  # fmt: skip
        started.append(process)
        assert process.stdout is not None
        line = process.stdout.readline().decode()
        found = re.search(r"http://127\.0\.0\.1:[0-9]+", line)
        assert found, line
        return Server(process, found[0])

    yield start
    for process in started:
        process.kill()
        process.wait(timeout=30)
        assert process.stdout is not None
        process.stdout.close()
    log.close()
    assert "Traceback" not in (tmp_path / "log").read_text(encoding="utf-8")


@pytest.fixture
def gate(tmp_path: Path) -> Callable[[str, str], dict[str, str]]:
    """An environment in which git waits before or after the command that a word names, for as long as a file is there."""

    def gate(word: str, when: str) -> dict[str, str]:
        real = shutil.which("git")
        folder = tmp_path / "bin"
        folder.mkdir()
        (tmp_path / "shut").touch()
        wait = f'touch "{tmp_path}/reached"; while [ -e "{tmp_path}/shut" ]; do sleep 0.05; done'
        before, after = (wait, ":") if when == "before" else (":", wait)
        script = f'#!/bin/sh\ncase " $* " in *" {word} "*) {before}; "{real}" "$@"; s=$?; {after}; exit $s;; esac\nexec "{real}" "$@"\n'
        (folder / "git").write_text(script, encoding="utf-8")
        (folder / "git").chmod(0o755)
        return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}

    return gate


def wait_for(file: Path) -> None:
    for _ in range(600):
        if file.exists():
            return
        time.sleep(0.05)
    raise AssertionError(f"{file} did not come")


def key_of(response: httpx.Response) -> str:
    return response.headers["Location"].rpartition("/")[2]


@pytest.mark.slow
def test_an_event_is_accepted_carried_out_and_remembered(start: Start, repo: Repo, tmp_path: Path) -> None:
    before = repo.state()
    server = start()
    accepted = server.post(event("42", ticket="T-2021-11-001"))
    assert accepted.status_code == 202
    assert accepted.json() == {"key": key_of(accepted), "status": "waiting"}
    said = server.outcome(key_of(accepted))
    assert (said["status"], said["branch"], said["is_new"]) == ("closed", BRANCH, True)
    assert said["commit"] == repo.git("rev-parse", BRANCH).strip()
    assert "+  - name: 居民身份证   # 原样\n" in said["patch"]
    assert repo.state() == before
    assert server.status() == {"waiting": 0, "done": 1, "working_on": None, "trouble": None}
    assert (tmp_path / "log").read_text(encoding="utf-8").endswith(f" closed T-2021-11-001 {BRANCH}\n")
    # Sent again, signed anew a second later: nothing is done twice.
    again = server.post(event("42", ticket="T-2021-11-001"), at=time.time() + 1)
    assert (again.status_code, again.json()) == (200, said)
    assert repo.git("rev-list", "--count", f"main..{BRANCH}") == "1\n"
    # A good end: what waits is finished, exit code 0, and the lock is gone.
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=30) == 0
    # The command line knows the event too, and a new server the outcome.
    assert (
        "以前已经办过"
        in repo.guidelint("ticket", "on-close", "--event", "-", stdin=event("42", ticket="T-2021-11-001")).out
    )
    assert start().outcome(key_of(accepted)) == said


@pytest.mark.slow
def test_a_finding_that_stands_is_told_and_the_event_may_come_again(start: Start, repo: Repo) -> None:
    repo.git("stash", "-q", "-u")
    ticket = repo.add_case(2, is_window_known=False)
    repo.commit_all()
    refs = repo.git("for-each-ref")
    server = start()
    said = server.outcome(key_of(server.post(event("1", ticket=ticket))))
    assert (said["status"], said["ticket"], said["en"]) == (
        "refused",
        ticket,
        "1 finding(s) still stand; nothing was changed",
    )
    assert [(s["file"], s["line"], s["column"]) for s in said["standing"]] == [("guides/卡 2.yaml", 5, 11)]
    unknown = server.outcome(key_of(server.post(event("2", ticket="T-9"))))
    assert (unknown["status"], "未找到工单 T-9" in unknown["zh"]) == ("refused", True)
    assert repo.git("for-each-ref") == refs
    chosen = server.post(event("1", ticket=ticket, replacement="居民身份证"))
    assert chosen.status_code == 202
    assert server.outcome(key_of(chosen))["status"] == "closed"


@pytest.mark.slow
def test_what_is_turned_away_changes_nothing(start: Start, repo: Repo, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets"
    secrets.write_text(f"{SECRET}\n{SECRET[::-1]}\n", encoding="utf-8")
    refs = repo.git("for-each-ref")
    server = start("--secret-file", str(secrets), GUIDELINT_SECRET="")
    good, now = event("1", ticket="T-2021-11-001"), time.time()
    cases = [
        (server.post(good, Guidelint_Signature=None), 401, "unsigned"),
        (server.post(good, Guidelint_Timestamp=None), 401, "unsigned"),
        (server.post(good, Guidelint_Timestamp=str(int(now) - 1)), 401, "unsigned"),
        (server.post(good, Guidelint_Timestamp="now"), 401, "unsigned"),
        (server.post(good, Guidelint_Signature="sha256=0"), 401, "unsigned"),
        (server.post(good, secret="x" * 64), 401, "unsigned"),
        (server.post(good, at=now - 301), 401, "unsigned"),
        (server.post(good, at=now + 330), 401, "unsigned"),
        (server.post(good, Content_Type="text/plain"), 415, "content-type"),
        (server.post(b"x" * 65_537), 413, "too-large"),
        (server.client.post("/events", content=iter([b"x" * 40_000] * 2), headers={"Content-Type": "application/json"}), 413, "too-large"),
        (server.post(b"{\n}}"), 400, "malformed"),
        (server.post(event("1", tickt="T-1")), 400, "malformed"),
        (server.client.get("/events"), 405, "http"),
        (server.client.get("/"), 404, "http"),
        (server.client.get(f"/events/{'0' * 64}"), 404, "unknown"),
        (server.client.get("/events/..%2f..%2fx"), 404, "http"),
    ]  # fmt: skip
    assert [(r.status_code, r.json()["error"]["code"]) for r, _, _ in cases] == [(s, c) for _, s, c in cases]
    assert all(r.json()["error"]["zh"] and r.json()["error"]["en"] for r, _, _ in cases)
    assert cases[11][0].json()["error"]["places"] == [
        {"line": 2, "column": 2, "zh": "不是合格的 JSON：Extra data", "en": "Extra data"}
    ]
    assert server.status() == {"waiting": 0, "done": 0, "working_on": None, "trouble": None}
    assert repo.git("for-each-ref") == refs
    # Either of two secrets signs; what was captured on the wire cannot be sent again, nor after a restart.
    assert server.post(good, at=now, secret=SECRET[::-1]).status_code == 202
    replayed = server.post(good, at=now, secret=SECRET[::-1])
    assert (replayed.status_code, replayed.json()["error"]["code"]) == (409, "replayed")
    server.kill()
    assert start("--secret-file", str(secrets)).post(good, at=now, secret=SECRET[::-1]).status_code == 409


@pytest.mark.parametrize(("word", "when"), [("rev-parse", "before"), ("update-ref", "before"), ("update-ref", "after")])
def test_killed_after_accepting_nothing_is_lost_and_nothing_done_twice(
    start: Start, repo: Repo, tmp_path: Path, gate: Callable[[str, str], dict[str, str]], word: str, when: str
) -> None:
    """Killed before anything was done, before the branch moved, and after it moved but before that was noted."""
    environment = gate(word, when)
    (tmp_path / "shut").unlink()
    server = start(**environment)  # its own first commands are let through
    (tmp_path / "shut").touch()
    (tmp_path / "reached").unlink(missing_ok=True)
    accepted = server.post(event("42", ticket="T-2021-11-001"))
    assert accepted.status_code == 202
    wait_for(tmp_path / "reached")
    assert server.status()["working_on"] == key_of(accepted)
    server.kill()
    (tmp_path / "shut").unlink()  # a git that outlived its server ends
    again = start()
    said = again.outcome(key_of(accepted))
    assert (said["status"], said["branch"]) == ("closed", BRANCH)
    assert repo.git("rev-list", "--count", f"main..{BRANCH}") == "1\n"
    assert again.status()["waiting"] == 0


@pytest.mark.slow
def test_what_cannot_be_noted_just_now_stays_in_the_queue(
    start: Start, repo: Repo, tmp_path: Path, gate: Callable[[str, str], dict[str, str]]
) -> None:
    environment = gate("update-ref", "before")
    server = start("--queue", str(tmp_path / "q"), **environment)
    accepted = server.post(event("42", ticket="T-2021-11-001"))
    wait_for(tmp_path / "reached")
    (tmp_path / "q/done").rename(tmp_path / "q/elsewhere")
    (tmp_path / "shut").unlink()
    for _ in range(600):
        if server.status()["trouble"]:
            break
        time.sleep(0.05)
    assert "暂时做不了，会再试" in server.status()["trouble"]["zh"]
    assert server.status()["waiting"] == 1
    (tmp_path / "q/elsewhere").rename(tmp_path / "q/done")
    assert server.outcome(key_of(accepted))["status"] == "closed"
    assert server.status() == {"waiting": 0, "done": 1, "working_on": None, "trouble": None}


def test_other_words_under_the_same_id_wait_their_turn(
    start: Start, repo: Repo, tmp_path: Path, gate: Callable[[str, str], dict[str, str]]
) -> None:
    """While the first try is under way a person has chosen the words, and the event is sent again."""
    repo.git("stash", "-q", "-u")
    ticket = repo.add_case(2, is_window_known=False)
    repo.commit_all()
    server = start(**gate("read-tree", "before"))
    first = server.post(event("1", ticket=ticket))
    wait_for(tmp_path / "reached")
    assert server.post(event("1", ticket=ticket), at=time.time() + 1).status_code == 202  # nothing new: waits once
    assert server.post(event("1", ticket=ticket, replacement="居民身份证")).status_code == 202
    assert server.status()["waiting"] == 2
    (tmp_path / "shut").unlink()
    assert server.outcome(key_of(first))["status"] == "closed"


@pytest.mark.slow
def test_what_git_refused_is_tried_again_at_the_next_start(start: Start, repo: Repo) -> None:
    repo.git("branch", "guidelint")  # git cannot have a branch below that name
    server = start()
    accepted = server.post(event("42", ticket="T-2021-11-001"))
    failed = server.outcome(key_of(accepted))
    assert (failed["status"], "git update-ref 失败" in failed["zh"], "body" in failed) == ("failed", True, False)
    repo.git("branch", "-D", "guidelint")
    server.kill()
    assert start().outcome(key_of(accepted))["status"] == "closed"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["events.md", "events.zh-CN.md"])
def test_the_documented_request_works(start: Start, repo: Repo, tmp_path: Path, name: str) -> None:
    bash, _ = needed("bash"), needed("curl")
    text = (Path(__file__).parents[2] / "docs" / name).read_text(encoding="utf-8")
    (block,) = re.findall(r"```sh\n(cat > event\.json.*?)```", text, flags=re.DOTALL)
    server = start()
    script = block.replace("http://127.0.0.1:8765", server.url)
    env = {**os.environ, "GUIDELINT_SECRET": SECRET, "NO_PROXY": "127.0.0.1"}
    done = subprocess.run([bash, "-euc", script], cwd=tmp_path, env=env, capture_output=True, check=True, timeout=60)
    answer = done.stdout.decode()
    assert answer.startswith("HTTP/1.1 202 Accepted")
    key = re.search(r"location: /events/([0-9a-f]{64})", answer)
    assert key and server.outcome(key[1])["status"] == "closed"


@pytest.mark.slow
def test_several_at_once_are_all_carried_out_one_at_a_time(start: Start, repo: Repo) -> None:
    repo.git("stash", "-q", "-u")
    tickets = [repo.add_case(number) for number in range(2, 5)]
    repo.commit_all()
    server = start()
    bodies = [event(f"e-{ticket}", ticket=ticket) for ticket in tickets for _ in range(3)]
    with ThreadPoolExecutor(len(bodies)) as pool:
        # Three senders tell of each ticket, each signed at another second.
        answers = list(pool.map(lambda n: server.post(bodies[n], at=time.time() + n), range(len(bodies))))
    assert {answer.status_code for answer in answers} <= {200, 202}
    assert len({key_of(answer) for answer in answers}) == len(tickets)
    for answer in answers:
        assert server.outcome(key_of(answer))["status"] == "closed"
    for ticket in tickets:
        assert repo.git("rev-list", "--count", f"main..guidelint/close/{ticket}") == "1\n"
    assert server.status() == {"waiting": 0, "done": 3, "working_on": None, "trouble": None}


def test_a_body_that_does_not_come_holds_nobody_up(start: Start) -> None:
    server = start()
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as slow:
        slow.sendall(
            b"POST /events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"
        )
        assert server.status()["waiting"] == 0
    assert server.status()["waiting"] == 0  # it went away in the middle


@pytest.mark.parametrize("is_announced", [True, False])
@pytest.mark.parametrize("pieces", [7, 10, 20])  # of 10,000 bytes: the last one is the first too much, or not
def test_who_sends_too_much_can_read_why_it_was_refused(start: Start, pieces: int, is_announced: bool) -> None:
    """The connection ends with an end of file: a reset may swallow the answer."""
    server = start()
    host, port = server.url.removeprefix("http://").split(":")
    length = f"Content-Length: {pieces}0000" if is_announced else "Transfer-Encoding: chunked"
    with socket.create_connection((host, int(port)), timeout=30) as sender:
        sender.sendall(
            f"POST /events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{length}\r\n\r\n".encode()
        )
        for _ in range(pieces):
            sender.sendall(b"x" * 10_000 if is_announced else b"2710\r\n" + b"x" * 10_000 + b"\r\n")
            time.sleep(0.01)
        if not is_announced:
            sender.sendall(b"0\r\n\r\n")
        answer = b""
        while more := sender.recv(65_536):
            answer += more
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_one_server_a_queue_and_no_server_without_a_secret(start: Start, repo: Repo, tmp_path: Path) -> None:
    server = start()
    second = repo.guidelint("serve", "--port", "0", env={"GUIDELINT_SECRET": SECRET})
    assert (second.code, f"正由进程 {server.process.pid} 处理" in second.err) == (2, True), second.err
    port = server.url.rpartition(":")[2]
    elsewhere = ("--queue", str(tmp_path / "q"))
    taken = repo.guidelint("serve", "--port", port, *elsewhere, env={"GUIDELINT_SECRET": SECRET})
    assert (taken.code, f"127.0.0.1:{port} 用不了" in taken.err) == (2, True)
    for secret, said in (("", "没有密钥"), ("short", "不到 32 个字符")):
        done = repo.guidelint("serve", "--port", "0", *elsewhere, env={"GUIDELINT_SECRET": secret})
        assert (done.code, said in done.err, not secret or secret not in done.err) == (2, True, True)
    assert repo.guidelint("serve", "--secret-file", "没有").code == 2
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "uvicorn", None)
        without = repo.guidelint("serve", env={"GUIDELINT_SECRET": SECRET})
    assert (without.code, 'pip install "guidelint[serve]"' in without.err) == (2, True)
    assert repo.guidelint("serve", "--base", "没有", env={"GUIDELINT_SECRET": SECRET}).code == 2


@pytest.mark.slow
@pytest.mark.parametrize("said", ["", "POST /events HTTP/1.1\r\nHost: x\r\n"])
def test_many_connections_that_say_nothing_crowd_nobody_out(start: Start, said: str) -> None:
    """All of them come from where the honest sender is, as behind a proxy. None keeps its place for good."""
    server = start()
    host, port = server.url.removeprefix("http://").split(":")
    with ExitStack() as stack:
        silent = [stack.enter_context(socket.create_connection((host, int(port)), timeout=30)) for _ in range(130)]
        for one in silent:
            with suppress(OSError):  # closed meanwhile to make room
                one.sendall(said.encode())
        accepted = server.post(event("42", ticket="T-2021-11-001"))
        assert accepted.status_code == 202
        assert server.outcome(key_of(accepted))["status"] == "closed"
        for one in silent:
            with suppress(ConnectionResetError):
                assert one.recv(1) == b""


def test_many_bodies_that_do_not_come_crowd_nobody_out(start: Start) -> None:
    server = start()
    host, port = server.url.removeprefix("http://").split(":")
    begun = b"POST /events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"
    with ExitStack() as stack:
        for _ in range(130):
            one = stack.enter_context(socket.create_connection((host, int(port)), timeout=30))
            with suppress(OSError):
                one.sendall(begun)
        assert server.post(event("42", ticket="T-2021-11-001")).status_code == 202


DAMAGED = ["", "{", "[]", "{}", "null", '{"key": 1, "received": "x", "body": "x"}', "\0" * 100, "[" * 100_000]


@pytest.mark.slow
def test_damaged_files_in_the_queue_are_set_aside_and_the_others_go_on(
    start: Start, repo: Repo, tmp_path: Path, gate: Callable[[str, str], dict[str, str]]
) -> None:
    queue = tmp_path / "q"
    server = start("--queue", str(queue), **gate("read-tree", "before"))
    accepted = server.post(event("42", ticket="T-2021-11-001"))
    wait_for(tmp_path / "reached")
    server.kill()
    (tmp_path / "shut").unlink()
    for number, content in enumerate(DAMAGED):
        (queue / "waiting" / f"{number:020d}-{'0' * 64}.json").write_text(content)
        (queue / "done" / f"{number:064d}.json").write_text(content)
    os.mkfifo(queue / "waiting" / f"{9:020d}-pipe.json")
    again = start("--queue", str(queue))
    assert again.outcome(key_of(accepted))["status"] == "closed"
    said = again.status()
    assert (said["waiting"], said["done"], said["trouble"]) == (0, 1, None)
    assert len(said["damaged"]) == 2 * len(DAMAGED) + 1
    assert {f"damaged/{file.name}" for file in (queue / "damaged").iterdir()} == set(said["damaged"])
    assert (tmp_path / "log").read_text(encoding="utf-8").count("坏了，已移到一边") == len(said["damaged"])
    (queue / "done" / f"{key_of(accepted)}.json").write_text("{")  # and while it runs
    assert again.client.get(f"/events/{key_of(accepted)}").status_code == 404
    assert len(again.status()["damaged"]) == len(said["damaged"]) + 1


def test_what_was_not_stored_shows_and_may_be_sent_again_as_it_is(start: Start, repo: Repo, tmp_path: Path) -> None:
    queue = tmp_path / "q"
    server = start("--queue", str(queue))
    (queue / "waiting").rename(queue / "elsewhere")  # as on a disk that takes nothing
    body, now = event("42", ticket="T-2021-11-001"), time.time()
    refused = server.post(body, at=now)
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "not-stored")
    assert "写不进队列，请稍后再发：写不了" in server.status()["trouble"]["zh"]
    (queue / "elsewhere").rename(queue / "waiting")
    accepted = server.post(body, at=now)
    assert accepted.status_code == 202
    assert server.outcome(key_of(accepted))["status"] == "closed"
    assert server.status()["trouble"] is None
    assert server.post(body, at=now).status_code == 409
