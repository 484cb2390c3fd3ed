"""With the compiled reader a guide, and a report, are what they are without it."""

from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.corpus import files
from guidelint.checking.engine import Engine
from guidelint.model.errors import CannotCheck
from guidelint.model.guide import Guide
from guidelint.model.position import Lines
from guidelint.model.report import Options
from guidelint.schemas.validation import model
from guidelint.source import document as documents
from guidelint.source.compiled import as_json, places
from guidelint.source.document import load
from guidelint.source.values import compose, construct
from guidelint.workspace.workspace import Workspace
from tests.system import missing

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def needs_it() -> None:
    if as_json(b"a: b\n") is None:
        missing("the compiled reader (a C compiler when guidelint is installed)")


def test_it_reads_what_guides_and_records_are_written_in() -> None:
    own = [p.read_bytes() for f in ("guides", "windows", "tickets") for p in (ROOT / f).rglob("*.yaml")]
    made = [raw.removeprefix(b"\xef\xbb\xbf") for number in range(200) for _, raw in files(number)]
    assert sum(as_json(raw) is not None for raw in own) >= 0.9 * len(own)
    assert all(as_json(raw) is not None for raw in made)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{n}: 1\n" for n in range(300)),
        "a: [" + ", ".join(["b"] * 60_000) + "]\n",
        "a: -0\n",
        "a: [\u3000b, 'c']\n",
        "a: 'b\n",
        "a: |\n",
    ],
)
def test_what_it_leaves_to_the_reference(text: str) -> None:
    assert as_json(text.encode()) is None


@pytest.mark.slow
@settings(max_examples=2000, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                b"a:",
                b"b: ",
                b"- ",
                b"\n",
                b"  ",
                b"|",
                b"[",
                b"]",
                b"{",
                b", ",
                b"'",
                b'"',
                b"\xe2\x80",
                b"\xff",
                b"\0",
                b"1.5",
            ]
        )
    )
)
def test_any_bytes(parts: list[bytes]) -> None:
    raw = b"".join(parts)
    found = as_json(raw)
    assert (places(raw) is None) == (found is None)
    if found is not None and raw.isascii():
        assert repr(msgspec.json.decode(found)) == repr(construct(compose(text := raw.decode(), "x"), "x", Lines(text)))


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**6))
def test_a_guide_is_the_same_whoever_reads_it(seed: int) -> None:
    """The model is built from JSON or from Python values; good guides, and guides with a value of another kind."""
    random = Random(seed)
    lines = next(files(seed % 500))[1].decode("utf-8-sig").split("\n")
    at = random.randrange(len(lines))
    key, colon, _ = lines[at].partition(": ")
    lines[at] = (
        f"{key}{colon}{random.choice(('1', '1.0', '-3', '2.5', 'true', '~', '[]', '[甲]', '{a: b}', '甲', '110101', '2024-01-32'))}"
    )
    raw = "\n".join(lines).encode()
    assert _said(raw, compiled=True) == _said(raw, compiled=False)


def _said(raw: bytes, *, compiled: bool) -> object:
    with pytest.MonkeyPatch.context() as patch:
        if not compiled:
            patch.setattr(documents, "as_json", lambda raw: None)
        try:
            document = load(raw, "a.yaml")
            return model(document, "guide", Guide), document.data
        except CannotCheck as error:
            return error.errors


def test_without_it_the_report_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes seconds: the bundled workspace is checked twice."""
    compiled = _report()
    monkeypatch.setattr(documents, "as_json", lambda raw: None)
    monkeypatch.setattr(documents, "places", lambda raw: None)
    assert _report() == compiled


def _report() -> object:
    report = Engine.prepare(Workspace.find(ROOT, ROOT), Options()).check([ROOT])
    assert report.guides > 10
    return list(report.findings), report.errors, list(report.notices), list(report.uncompared)
