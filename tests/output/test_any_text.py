"""Whatever words and names hold, each format stays whole: it parses, and it has as many entries as the report."""

import json
import unicodedata
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.model.errors import FileError
from guidelint.model.finding import Edit, Evidence, Finding, Fix, Location
from guidelint.model.position import Lines, Span
from guidelint.model.report import Report
from guidelint.model.rule import Level
from guidelint.model.text import Lang, Text
from guidelint.model.visible import visible, xml_text
from guidelint.output.data import edit_place
from guidelint.output.formats import FORMATS, renderer
from guidelint.output.table import aligned
from guidelint.rules.suppression import Notice

ANY = st.text(st.characters(), max_size=12) | st.sampled_from(
    ["]]>", "::error::", "%0A", "\x00", "\ud800", "``", "a\r\nb"]
)
NAMES = ANY.filter(bool)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    def text() -> Text:
        return Text(draw(ANY), draw(ANY))

    file = draw(NAMES)
    source = f"a: {draw(ANY)}x".replace("\r", " ").replace("\n", " ")
    lines = Lines(source)
    span = Span(3, len(source))
    at = Location(
        file, span, ("a",), lines.position(span.start), lines.position(span.end), "a", source[3:], (lines.line(1),)
    )  # fmt: skip
    evidence = (Evidence(draw(NAMES), "2026-01-02", draw(ANY), draw(ANY), file=draw(st.none() | NAMES)),)
    fix = Fix(text(), (Edit(Span(3, 4), draw(ANY)),), draw(ANY))
    identity = ("theme/rule", draw(NAMES), "a", draw(ANY))
    finding = Finding(
        "theme/rule", text(), draw(st.sampled_from(Level)), text(), at, draw(NAMES), evidence, fix, identity=identity
    )
    return Report(
        findings=(finding, finding),
        errors=(FileError(draw(NAMES), 0, 0, text()),),
        notices=(Notice(draw(NAMES), 1, 1, text()),),
        guides=1,
        checked=((draw(NAMES), file), ("clean", draw(NAMES))),
    )


def written(report: Report, format: str, lang: Lang = "zh") -> str:
    """As the command writes it to a file and another program reads it."""
    return renderer(format)(report, lang).encode("utf-8", "replace").decode("utf-8")


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=25, deadline=None)
@given(report=reports())
def test_every_format_stays_whole(format: str, report: Report) -> None:
    text = written(report, format)
    assert text.endswith("\n")
    match format:
        case "json":
            assert len(json.loads(text)["findings"]) == 2
        case "jsonl":
            assert [json.loads(line)["kind"] for line in text.split("\n")[:-1]] == ["finding"] * 2 + ["error", "notice"]
        case "sarif":
            results = json.loads(text)["runs"][0]["results"]
            assert len({result["partialFingerprints"]["guidelint/v1"] for result in results}) == 2
        case "gitlab":
            assert len(json.loads(text)) == 3
        case "rdjson":
            assert len(json.loads(text)["diagnostics"]) == 3
        case "junit":
            assert len(list(ET.fromstring(text).iter("testcase"))) >= 3
        case "checkstyle":
            assert len(list(ET.fromstring(text).iter("error"))) == 3
        case "github":
            assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in text.split("\n")[:-1])
            assert text.count("\n") == 3
        case "concise":
            assert text.count("\n") == 3


@given(ANY)
def test_what_is_shown_holds_nothing_that_is_obeyed(text: str) -> None:
    assert not [c for c in visible(text) if c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    plain = xml_text(text).replace("&", "").replace("<", "").replace("]]>", "")
    assert ET.fromstring(f"<a>{plain}</a>").tag == "a"


@given(st.text("甲ab\r\n", max_size=20), st.data())
def test_an_edit_stands_where_its_offsets_are(source: str, data: st.DataObject) -> None:
    lines = Lines(source)
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    first = data.draw(st.integers(start, end))
    last = data.draw(st.integers(first, end))
    if source[start - 1 : start + 1] == "\r\n":
        return  # a value never begins between the two
    at = Location("f", Span(start, end), (), lines.position(start), lines.position(end), "", source[start:end], ())
    if source[end - 1 : end + 1] == "\r\n" or "\r\n" in (source[first - 1 : first + 1], source[last - 1 : last + 1]):
        return
    assert edit_place(at, Edit(Span(first, last), "")) == (lines.position(first), lines.position(last))


@given(st.lists(st.tuples(st.text("甲a ", max_size=4), st.text("甲a", max_size=4)), min_size=1, max_size=4))
def test_a_table_has_a_line_a_row(rows: list[tuple[str, str]]) -> None:
    assert aligned(rows).count("\n") == len(rows)
