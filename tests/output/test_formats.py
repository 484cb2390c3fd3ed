"""Every format against its published schema or a real reader, with words that try to break out of it."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from diff_cover.violationsreporters.java_violations_reporter import CheckstyleXmlDriver
from junitparser import Error, Failure, JUnitXml
from lxml import etree
from markdown_it import MarkdownIt

from guidelint.model.finding import Evidence, Finding, Fix, Location
from guidelint.model.position import Position, Span
from guidelint.model.report import Report
from guidelint.model.rule import Level
from guidelint.model.text import Text
from guidelint.output.formats import FORMATS, renderer
from guidelint.schemas.published import schema
from tests.output.conftest import NAME, Render

SCHEMAS = Path(__file__).parent / "schemas"
GUILTY = f"guides/{NAME}"
SHOWN = f"guides/{NAME}".replace("\n", " ")


def read_schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def test_json_fits_its_schema_and_keeps_every_character(render: Render) -> None:
    report = json.loads(render("json"))
    jsonschema.Draft202012Validator(schema("report")).validate(report)
    finding = report["findings"][0]
    assert finding["location"]["file"] == GUILTY
    assert (finding["location"]["line"], finding["location"]["column"]) == (5, 12)
    assert finding["evidence"][0]["ticket"] == "T-1"
    assert finding["evidence"][0]["summary"].endswith("\x1b[31m\u202e 末")
    assert finding["fix"]["edits"] == [{"line": 5, "column": 12, "endLine": 5, "endColumn": 16, "text": "居民身份证"}]
    assert report["errors"][0] | {"message": ""} == {
        "file": "guides/broken.yaml",
        "line": 5,
        "column": 1,
        "message": "",
    }


def test_jsonl_is_a_finding_error_or_notice_a_line(render: Render) -> None:
    rows = [json.loads(line) for line in render("jsonl").splitlines()]
    for row in rows:
        part = "finding" if row["kind"] == "finding" else "notice"
        fitting = {"$ref": f"#/$defs/{part}", "$defs": schema("report")["$defs"]}
        jsonschema.Draft202012Validator(fitting).validate(row)
    assert [row["kind"] for row in rows] == ["finding", "error"]


def test_sarif_fits_the_standard_and_carries_ticket_and_fix(render: Render) -> None:
    log = json.loads(render("sarif"))
    jsonschema.Draft4Validator(read_schema("sarif-2.1.0-rtm.5.json")).validate(log)
    run = log["runs"][0]
    result = run["results"][0]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "ambiguous/identity-proof"
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.startswith("guides/%E5%9D%8F%20100%2525%3A%3Aa%2Cb%5D%5D%3E%0A%3Cimg")
    assert result["properties"]["tickets"][0]["ticket"] == "T-1"
    assert {"artifactLocation": {"uri": "tickets/t.yaml"}} in [
        r.get("physicalLocation") for r in result["relatedLocations"]
    ]
    replacement = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement["deletedRegion"] == {"startLine": 5, "startColumn": 12, "endLine": 5, "endColumn": 16}
    assert replacement["insertedContent"] == {"text": "居民身份证"}
    assert run["invocations"][0]["executionSuccessful"] is False
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 1


def test_sarif_has_no_uri_but_of_files(hostile: Path) -> None:
    """GitHub refuses a log with a location of another scheme; a ticket's address on the web is told all the same."""
    evidence = Evidence("T-2", "2026-01-03", "媒体", "报道", url="https://example.invalid/a?b", is_alike=True)
    place = Location("a.yaml", Span(0, 2), (), Position(1, 1), Position(1, 3), "id", "ab", ("ab",))
    text = Text("甲", "a")
    finding = Finding("ambiguous/identity-proof", text, Level.ERROR, text, place, "a", (evidence,), Fix(text))
    log = json.loads(renderer("sarif")(Report((finding,)), "zh"))
    result = log["runs"][0]["results"][0]
    assert '"uri": "http' not in json.dumps(result)
    assert result["relatedLocations"] == [
        {
            "id": 1,
            "logicalLocations": [{"name": "T-2", "kind": "ticket"}],
            "message": {"text": "同类案例 T-2 2026-01-03 报道 https://example.invalid/a?b"},
        }
    ]
    ticket = result["properties"]["tickets"][0]
    assert (ticket["url"], ticket["is_alike"]) == ("https://example.invalid/a?b", True)


def test_markdown_stays_below_what_a_summary_takes() -> None:
    """GitHub takes 1 MiB of a step's summary, or nothing: the worst are kept, in order, and the others are counted."""
    text = Text("“身份证明”所指不明," * 20, "b")

    def finding(number: int, level: Level) -> Finding:
        place = Location(f"guides/{number}.yaml", Span(0, 2), (), Position(1, 1), Position(1, 3), "id", "ab", ("ab",))
        return Finding("ambiguous/identity-proof", text, level, text, place, str(number), (), Fix(text))

    findings = tuple(finding(n, Level.ERROR if n % 100 == 99 else Level.WARNING) for n in range(3000))
    shown = renderer("markdown")(Report(findings, guides=3000), "zh")
    assert 990_000 < len(shown.encode()) < 1 << 20
    numbers = [int(number) for number in re.findall(r"`guides/(\d+)\.yaml:1`", shown)]
    assert numbers == sorted(numbers)
    assert set(range(99, 3000, 100)) <= set(numbers)
    assert f"另有 {3000 - len(numbers)} 处没有列出" in shown
    assert shown.endswith("放不进摘要。\n")


def test_github_reads_one_annotation_a_line(render: Render) -> None:
    lines = render("github").splitlines()
    assert len(lines) == 2
    parsed = [_workflow_command(line) for line in lines]
    assert parsed[0][:2] == ("error", {"file": "guides/broken.yaml", "line": "5", "col": "1", "title": "文件有误"})
    name, properties, message = parsed[1]
    assert (name, properties["file"], properties["line"], properties["col"]) == ("error", GUILTY, "5", "12")
    assert len(message.splitlines()) == 3
    assert "::error::假 %0A ]]>" in message.splitlines()[1]
    assert "\x1b" not in message


def _workflow_command(line: str) -> tuple[str, dict[str, str], str]:
    """As the runner of GitHub Actions takes a line apart (actions/runner, ActionCommand.TryParseV2)."""
    found = re.fullmatch(r"::(?P<name>[^ :]+) (?P<properties>.*?)::(?P<message>.*)", line)
    assert found is not None
    properties = dict(part.split("=", 1) for part in found["properties"].split(","))
    marks = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}

    def unescaped(text: str, of: list[str]) -> str:
        for mark in of:
            text = text.replace(mark, marks[mark])
        return text

    message = unescaped(found["message"], ["%0D", "%0A", "%25"])
    return found["name"], {key: unescaped(value, list(marks)) for key, value in properties.items()}, message


def test_gitlab_has_what_code_quality_requires(render: Render) -> None:
    # Required: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    issues = json.loads(render("gitlab"))
    assert len(issues) == 2
    for issue in issues:
        assert all(isinstance(issue[key], str) for key in ("description", "check_name", "fingerprint", "severity"))
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith("./")
    assert len({issue["fingerprint"] for issue in issues}) == 2
    assert issues[1]["location"] == {"path": GUILTY, "lines": {"begin": 5}}


def test_junit_fits_its_schema_and_is_read(render: Render) -> None:
    text = render("junit").encode()
    etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd")).assertValid(etree.fromstring(text))
    read = JUnitXml.fromstring(text)
    suites = list(read)
    assert (read.tests, read.failures, read.errors) == (2, 1, 1)
    assert [suite.name for suite in suites] == ["guides/broken.yaml", GUILTY]
    results = [case.result[0] for suite in suites for case in suite]
    assert [type(result) for result in results] == [Error, Failure]
    assert "]]> <script>x</script>" in results[1].text
    assert "\\x1b[31m" in results[1].text


def test_checkstyle_is_read_by_diff_quality(render: Render) -> None:
    driver = CheckstyleXmlDriver()
    read = driver.parse_reports([render("checkstyle")])
    assert {file: [violation.line for violation in violations] for file, violations in read.items()} == {
        "guides/broken.yaml": [5], GUILTY: [5],
    }  # fmt: skip
    assert "T-1" in read[GUILTY][0].message
    assert "error: " in read[GUILTY][0].message


def test_rdjson_fits_its_schema_and_counts_bytes(render: Render) -> None:
    result = json.loads(render("rdjson"))
    jsonschema.Draft7Validator(read_schema("reviewdog-diagnostic-format.json")).validate(result)
    finding = result["diagnostics"][1]
    assert finding["location"] == {
        "path": GUILTY, "range": {"start": {"line": 5, "column": 12}, "end": {"line": 5, "column": 12 + 4 * 3}},
    }  # fmt: skip
    assert finding["suggestions"] == [
        {"range": {"start": {"line": 5, "column": 12}, "end": {"line": 5, "column": 24}}, "text": "居民身份证"}
    ]


def test_markdown_shows_words_and_no_markup_of_theirs(render: Render) -> None:
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(render("markdown"))
    assert set(re.findall(r"<([a-z0-9]+)", html)) == {"h3", "p", "ul", "li", "strong", "code"}
    assert "&lt;script&gt;x&lt;/script&gt; [链](javascript:x)" in html
    assert "@<!-- -->all #<!-- -->1" in html
    assert SHOWN.replace("<", "&lt;").replace(">", "&gt;") in html


def test_concise_is_one_line_each(render: Render) -> None:
    lines = render("concise").splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("guides/broken.yaml:5:1: 文件有误: ")
    assert lines[1].startswith(f"{SHOWN}:5:12: 错误: ")
    assert lines[1].endswith("[ambiguous/identity-proof] T-1")


@pytest.mark.parametrize("format", ["text", "concise", "markdown", "github", "statistics"])
def test_nothing_that_a_terminal_obeys(render: Render, format: str) -> None:
    assert not set(render(format)) & {"\x1b", "\u202e"}


@pytest.mark.parametrize("format", FORMATS)
def test_english(render: Render, format: str) -> None:
    english = render(format, "en")
    assert "错误" not in english
    assert "怎么改" not in english
