"""How many findings preview rules would add: said on a terminal, counted while the guides are checked."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from guidelint.checking.engine import Engine, Options
from guidelint.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 1, 5)
GUIDE = 'id: a\ntitle: 甲\nregion: "110101"\nmaterials: [{name: 演示材料}]\n'
RULE = """\
title: {zh: 演示, en: illustration}
level: warning
kind: pattern
field: materials[].name
pattern: 演示材料
evidence: []
message: {zh: '“{text}”', en: '“{text}”'}
fix: {advice: {zh: 改, en: change}}
examples: {bad: [演示材料], good: [居民身份证]}
"""


def test_the_count_is_what_preview_would_list() -> None:
    """One check of the repository's own guides each."""
    engine = Engine.prepare(Workspace.find(ROOT, ROOT), Options(today=TODAY, counts_preview=True))
    counted = engine.check([ROOT / "guides"])
    listed = Engine.prepare(Workspace.find(ROOT, ROOT), Options(today=TODAY, preview=True)).check([ROOT / "guides"])
    active = {id for id, rule in engine.ruleset.rules.items() if rule.is_active}
    assert counted.preview == sum(finding.rule not in active for finding in listed.findings) > 0
    plain = Engine.prepare(Workspace.find(ROOT, ROOT), Options(today=TODAY)).check([ROOT / "guides"])
    assert list(counted.findings) == list(plain.findings)
    assert (plain.preview, listed.preview) == (0, 0)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a matter of Unix")
def test_a_terminal_is_told_and_a_pipe_is_not(tmp_path: Path) -> None:
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "a.yaml").write_text(GUIDE, encoding="utf-8")
    (tmp_path / "rules" / "demo").mkdir(parents=True)
    (tmp_path / "rules" / "demo" / "one.yaml").write_text(RULE, encoding="utf-8")
    command = [sys.executable, "-X", "utf8", "-m", "guidelint", "check", "--select", "demo"]
    piped = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert "试行" not in piped.stdout.decode()
    for _ in range(2):  # again, as it was kept
        said = _on_a_terminal(command, tmp_path)
        assert said.rstrip().endswith("另有试行规则 1 处（--preview）。"), said
    assert "试行" not in _on_a_terminal([*command, "--preview"], tmp_path)


def _on_a_terminal(command: list[str], cwd: Path) -> str:
    reader, writer = os.openpty()
    with subprocess.Popen(command, cwd=cwd, stdout=writer, stderr=writer, stdin=subprocess.DEVNULL):
        os.close(writer)
        raw = b""
        while True:
            try:
                some = os.read(reader, 65536)
            except OSError:  # Linux says so where nobody has the other end any more
                break
            if not some:
                break
            raw += some
    os.close(reader)
    return raw.decode()
