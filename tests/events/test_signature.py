"""The signature of an event by itself; its headers are tried in test_serve.py."""

import pytest

from guidelint.tickets.events.refused import Refused
from guidelint.tickets.events.signature import check, signature

SECRET = b"k" * 32
SIGNED = signature(SECRET, "1700000000", b"{}")


@pytest.mark.parametrize("written", [SIGNED, SIGNED.upper(), "sha256=" + SIGNED[7:].upper()])
def test_hexadecimal_in_either_case(written: str) -> None:
    check([SECRET], "1700000000", written, b"{}", 1_700_000_001.0)


@pytest.mark.parametrize(
    "written", ["sha1=" + SIGNED[7:], SIGNED[7:], SIGNED + "0", SIGNED[:-1], f" {SIGNED}", "签名", ""]
)
def test_anything_else_is_not_right(written: str) -> None:
    with pytest.raises(Refused) as refused:
        check([SECRET], "1700000000", written, b"{}", 1_700_000_001.0)
    assert refused.value.message.zh == "签名不对"
