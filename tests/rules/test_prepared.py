"""What is known of rules from an earlier run, and when they are proved again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from guidelint.api import check
from guidelint.model.rule import Level
from guidelint.rules import ruleset
from guidelint.workspace import store
from tests.command import Write, writer

GUIDE = "id: a\ntitle: 补领\nmaterials:\n  - {name: 身份证明, type: 原件}\n"
RULE = """\
title: {zh: 居住凭据, en: proof of living}
level: error
kind: pattern
field: materials[].name
pattern: 居住凭据
evidence: [DC-2021-11-001]
message: {zh: 不知道是什么, en: not known}
fix: {advice: {zh: 写明哪一种, en: write which}}
examples: {bad: [居住凭据], good: [居住证]}
"""
WORDS = "concepts:\n  - id: shown-paper\n    prefLabel: {zh: 演示甲证, en: a paper of this test}\n"
ALL = 50  # the shipped rules are more

Proved = Callable[[], list[str]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache as the first check of a workspace without rules of its own leaves it."""
    cache, workspace = tmp_path_factory.mktemp("cache"), tmp_path_factory.mktemp("workspace")
    writer(workspace)("guides/a.yaml", GUIDE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(store.VARIABLE, str(cache))
        check(root=workspace)
    (shipped,) = cache.glob("shipped-*")
    return shipped


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return writer(tmp_path / "workspace")


@pytest.fixture
def proved(kept: Path, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Proved:
    """The rules whose examples a check tries, with a cache folder of this test where the shipped rules are known."""
    tried: list[str] = []
    failures = ruleset.failures

    def noted(rule, *rest):  # type: ignore[no-untyped-def]
        tried.append(rule.id)
        return failures(rule, *rest)

    def run() -> list[str]:
        tried.clear()
        found = check(root=tmp_path / "workspace", level=Level.ERROR)
        assert [(f.rule, f.location.start.line) for f in found.findings] == [("ambiguous/identity-proof", 4)]
        return sorted(tried)

    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / kept.name).write_bytes(kept.read_bytes())
    monkeypatch.setenv(store.VARIABLE, str(cache))
    monkeypatch.setattr(ruleset, "failures", noted)
    write("guides/a.yaml", GUIDE)
    return run


def test_shipped_rules_are_proved_for_every_workspace_at_once(proved: Proved, write: Write) -> None:
    assert proved() == []
    write("rules/own/living.yaml", RULE)
    assert proved() == ["own/living"]
    assert proved() == []
    write("rules/own/living.yaml", RULE.replace("居住凭据", "住处凭据"))
    assert proved() == ["own/living"]


def test_one_that_replaces_a_shipped_rule_is_proved(proved: Proved, write: Write) -> None:
    write("rules/ambiguous/residence-proof.yaml", RULE)
    assert proved() == ["ambiguous/residence-proof"]


def test_with_words_of_its_own_a_workspace_proves_all_rules(proved: Proved, write: Write) -> None:
    write("rules/thesaurus/own.yaml", WORDS)
    assert len(proved()) > ALL
    assert proved() == []


def test_a_kept_file_that_is_damaged_is_not_believed(proved: Proved, kept: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "cache" / kept.name
    content = bytearray(kept.read_bytes())
    content[-1] ^= 1
    damaged.write_bytes(content)
    assert len(proved()) > ALL
    assert damaged.read_bytes() == kept.read_bytes()


def test_first_of_all_with_a_rule_that_replaces_one_the_shipped_rule_is_not_taken_for_proved(
    proved: Proved, write: Write, kept: Path, tmp_path: Path
) -> None:
    (tmp_path / "cache" / kept.name).unlink()
    written = write("rules/ambiguous/residence-proof.yaml", RULE)
    assert len(proved()) > ALL
    written.unlink()
    assert len(proved()) > ALL


def test_what_a_workspace_has_proved_holds_without_the_shipped_part(
    proved: Proved, write: Write, kept: Path, tmp_path: Path
) -> None:
    write("rules/own/living.yaml", RULE)
    assert proved() == ["own/living"]
    (tmp_path / "cache" / kept.name).unlink()
    assert proved() == []
