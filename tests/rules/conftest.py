"""One guide checked with the shipped rules, and what they find as (rule, path, marked words)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from guidelint.api import check
from guidelint.model.finding import Finding
from guidelint.model.rule import Level

HEAD = 'id: g\ntitle: 某某备案\nregion: "110101"\n'

Found = Callable[..., list[Finding]]


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """The findings of a guide that goes on after its id, title and region; `settings` is its guidelint.yaml."""

    def run(guide: str, *select: str, preview: bool = True, settings: str = "") -> list[Finding]:
        (tmp_path / "guidelint.yaml").write_text(settings, encoding="utf-8")
        report = check(
            ["g.yaml"],
            root=tmp_path,
            unsaved={"g.yaml": f"{HEAD}{guide}".encode()},
            select=select,
            preview=preview,
            level=Level.HINT,
        )
        assert report.errors == ()
        return list(report.findings)

    return run
