"""Nobody but the page itself is answered: what `SECURITY.md` promises of `guidelint open`."""

import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from tests import dongcheng
from tests.page.conftest import GUIDE, HOST, TOKEN

BUTTONS = ("read", "look", "mend", "notice", "saving", "save")


@pytest.mark.parametrize("path", ["/", "/assets/page.js", "/other/", f"/{TOKEN[:-1]}/", f"/{TOKEN}x/", f"//{TOKEN}/"])
def test_without_the_token_there_is_nothing(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path + "read", content=b"x").status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:4321", "127.0.0.1", "127.0.0.1:1", "[::1]:4321", ""])
def test_a_name_that_leads_to_this_machine_is_not_answered(client: TestClient, host: str) -> None:
    """DNS rebinding: the browser of somebody who visits evil.example asks this machine under that name."""
    answer = client.get(f"/{TOKEN}/", headers={"Host": host})
    assert (answer.status_code, answer.text) == (421, "not the address of this page\n")


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", f"https://{HOST}", None])
@pytest.mark.parametrize("button", BUTTONS)
def test_another_page_cannot_press_a_button(client: TestClient, button: str, origin: str | None) -> None:
    del client.headers["Origin"]
    answer = client.post(f"/{TOKEN}/{button}", content=b"{}", headers={"Origin": origin} if origin else {})
    assert (answer.status_code, answer.text) == (403, "not from this page\n")


def test_what_a_form_of_another_page_could_send_is_no_request(client: TestClient, workspace: Path) -> None:
    """Only the notice, which writes nothing, is asked for by a form."""
    for button in BUTTONS:
        if button != "notice":
            sent = client.post(f"/{TOKEN}/{button}", content=b"{}", headers={"Content-Type": "text/plain"})
            assert sent.status_code == 415
    assert list((workspace / "guides").iterdir()) == []


def test_every_answer_forbids_frames_and_what_comes_from_elsewhere(client: TestClient) -> None:
    for path in (f"/{TOKEN}/", f"/{TOKEN}/assets/page.js", "/"):
        headers = client.get(path).headers
        policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert policy["script-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
    page = client.get(f"/{TOKEN}/").text
    assert re.findall(r"(?:src|href)=\"([^\"#]+)\"", page) == [
        "data:,",
        "assets/site.css",
        "assets/page.css",
        "assets/page.js",
    ]
    assert not re.search(r"<script>|\son\w+=|style=", page)


def test_a_guides_markup_is_text_on_the_page(client: TestClient) -> None:
    evil = dongcheng.GUIDE.replace("社会保障卡补领", "<img src=x onerror=alert(1)>").replace(
        "身份证明", "身份证明<script>"
    )
    shown = client.post(f"/{TOKEN}/look", json={"file": GUIDE, "text": evil, "places": {"materials[0].name": "<b>"}})
    html = shown.json()["html"]
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert not re.search(r"<(?:img|script|b)\b", html)


def test_a_notice_runs_apart_from_the_page(client: TestClient) -> None:
    answer = client.post(f"/{TOKEN}/notice", data={"file": GUIDE, "text": dongcheng.GUIDE, "anyway": "1"})
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"].endswith(
        "frame-ancestors 'self'; sandbox allow-scripts allow-modals"
    )


@pytest.mark.parametrize(
    "file", ["../a.yaml", "guides/../../a.yaml", "guidelint.yaml", "tickets/a.yaml", "/etc/a.yaml"]
)
def test_only_a_guides_file_is_written(client: TestClient, workspace: Path, file: str) -> None:
    before = sorted(workspace.rglob("*"))
    sent = {"file": file, "text": dongcheng.GUIDE, "before": ""}
    for button in ("look", "saving", "save"):
        answer = client.post(f"/{TOKEN}/{button}", json=sent)
        assert (answer.status_code, answer.json()) == (422, {"error": [f"{file} 不是指南的文件"]})
    assert sorted(workspace.rglob("*")) == before


def test_the_command_listens_on_loopback_and_ends_when_told(tmp_path: Path) -> None:
    command = [sys.executable, "-X", "utf8", "-m", "guidelint", "open", "--no-browser"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        said = process.stdout.readline().decode()
        found = re.fullmatch(r"在浏览器里打开 (http://127\.0\.0\.1:(\d+)/[\w-]{43}/)\n", said)
        assert found, said
        try:
            assert httpx.get(found[1], trust_env=False).status_code == 200
            with pytest.raises(OSError):  # not there under the machine's other addresses
                socket.create_connection((_other_address(), int(found[2])), timeout=5)
        finally:
            process.terminate()
        assert process.wait(30) == 0
        assert process.stderr.read() == b""
    assert list(tmp_path.iterdir()) == []


def _other_address() -> str:
    """Another address of this machine: all of 127.0.0.0/8 are on Linux, though nobody listens on this one."""
    return "127.0.0.2"


def test_what_a_browser_is_started_with_does_not_tell_the_address() -> None:
    """Every user of a machine can read the arguments of all its processes."""
    from guidelint.cli.open import way

    with way("http://127.0.0.1:1/secret/") as file:
        assert "secret" not in file.as_uri()
        assert 'content="0;url=http://127.0.0.1:1/secret/"' in file.read_text()
        assert file.parent.stat().st_mode & 0o077 == 0
    assert not file.exists()
