"""`check --watch` as a user sees it: a report now, another after a change, an end with Ctrl+C."""

import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest

from tests.command import Run, Write

GUIDE = "id: a\ntitle: 标题\nmaterials:\n  - name: 身份证明\n    type: 原件\n"
ONLY = "ambiguous/identity-proof"
PATIENCE = 60  # seconds for all of it on a busy machine; then the command is ended and the test fails


def _heed_interrupts() -> None:
    """A shell lets what it runs in the background ignore Ctrl+C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent as a POSIX signal")
def test_checks_again_after_a_change_also_of_a_broken_file_and_of_a_folder(write: Write, tmp_path: Path) -> None:
    """Takes seconds: changes are waited for."""
    write("guides/甲.yaml", GUIDE)
    command = [sys.executable, "-X", "utf8", "-u", "-m", "guidelint", "check", "--watch", "--select", ONLY]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=_heed_interrupts
    ) as watching:
        assert watching.stdout is not None and watching.stderr is not None
        patience = Timer(PATIENCE, watching.kill)
        patience.start()

        def until(words: str) -> None:
            for line in iter(watching.stdout.readline, b""):  # type: ignore[union-attr]
                if words in line.decode():
                    break
            else:
                pytest.fail(f"never said: {words}")
            watching.stderr.readline()  # type: ignore[union-attr]  # it waits again

        try:
            until("1 份有问题")
            write("guides/甲.yaml", "id: [")
            until("有 1 个文件读不了")
            write("guides/甲.yaml", GUIDE.replace("身份证明", "居民身份证"))
            until("没有发现问题")
            write("guides/东/乙.yaml", GUIDE.replace("id: a", "id: b"))
            until("1 份有问题")
            (tmp_path / "guides/东").rename(tmp_path / "旧")
            until("检查了 1 份指南，没有发现问题")
        finally:
            watching.send_signal(signal.SIGINT)
            watching.wait()
            patience.cancel()
    assert watching.returncode == 130


def test_standard_input_cannot_be_watched(guidelint: Run) -> None:
    done = guidelint("check", "-", "--watch", stdin=GUIDE.encode())
    assert done.code == 2
    assert "--watch" in done.err
