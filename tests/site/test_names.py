"""File names of pages: safe on every system, stable, and never shared."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelint.site.names import Kind, page_name

KINDS = st.sampled_from(["guides", "tickets", "rules", "districts", "halls"])
EVIL = [
    "..",
    "../x",
    "/etc/passwd",
    "CON",
    "nul",
    "com1/x",
    "index",
    "a" * 300,
    "东城区政务服务中心",
    "a\\b",
    "a:b",
    "",
    " ",
    "a.",
    "A",
    "a",
]


@pytest.mark.parametrize(
    ("kind", "id", "name"),
    [
        ("guides", "bj-dongcheng-sscard-replacement", "guides/bj-dongcheng-sscard-replacement.html"),
        ("tickets", "DC-2021-11-001", "tickets/DC-2021-11-001.html"),
        ("rules", "ambiguous/identity-proof", "rules/ambiguous.identity-proof.html"),
        ("districts", "110101", "districts/110101.html"),
        ("guides", "con", "guides/con-1143da2bc54c495c.html"),
        ("guides", "../../x", "guides/x-9cdf6a50100a862e.html"),
    ],
)
def test_what_is_safe_stays_as_it_is(kind: Kind, id: str, name: str) -> None:
    assert page_name(kind, id) == name
    assert page_name(kind, id, 2) == name.replace(".html", "~2.html")


@given(KINDS, st.one_of(st.text(), st.sampled_from(EVIL)))
def test_every_name_is_safe(kind: Kind, id: str) -> None:
    folder, slash, name = page_name(kind, id).partition("/")
    assert (folder, slash) == (kind, "/")
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[a-z0-9-]+)*\.html", name)
    assert len(name) <= 130
    assert not re.match(r"(con|prn|aux|nul|com[0-9]|lpt[0-9]|index)\.", name, re.IGNORECASE)


IDS = st.one_of(st.text(), st.sampled_from(EVIL), st.from_regex(r"\A[a-cA-C0-1/._-]{1,4}\Z"))


@given(KINDS, IDS, IDS)
def test_no_two_ids_share_a_page_even_where_case_is_not_told_apart(kind: Kind, one: str, other: str) -> None:
    assert (page_name(kind, one).casefold() == page_name(kind, other).casefold()) == (one == other)


@given(KINDS, IDS)
def test_nobody_can_choose_the_name_of_anothers_page(kind: Kind, id: str) -> None:
    taken = page_name(kind, id).removeprefix(f"{kind}/").removesuffix(".html")
    for chosen in (taken, taken.upper(), taken.replace(".", "/")):
        assert chosen == id or page_name(kind, chosen).casefold() != page_name(kind, id).casefold()
