"""Consoles that lack our signs show the nearest that they have."""

import io

import pytest

from guidelint.model import signs


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", "✓ 收 ✗ 不收 😀"), ("gbk", "√ 收 × 不收 ?"), ("ascii", "? ? ? ?? ?"), ("cp437", "? ? ? ?? ?")],
)
def test_a_console_shows_the_nearest_sign(encoding: str, shown: str) -> None:
    signs.register()
    console = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=signs.SUBSTITUTE)
    console.write("✓ 收 ✗ 不收 😀")
    console.seek(0)
    assert console.read() == shown
