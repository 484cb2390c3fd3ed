"""The peers' commands can be made without the peers."""

from pathlib import Path

from benchmarks.peers import peers


def test_every_peer_has_a_version_and_reads_the_corpus(tmp_path: Path) -> None:
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "a.yaml").write_text("id: a\n", encoding="utf-8")
    found = {peer.name: peer for peer in peers(tmp_path)}
    assert list(found) == ["yamllint", "check-jsonschema", "Spectral", "AutoCorrect", "ast-grep"]
    assert all(peer.version and peer.does for peer in found.values())
    assert found["check-jsonschema"].command[-1] == "guides/a.yaml"
    assert "guides" in found["yamllint"].command
