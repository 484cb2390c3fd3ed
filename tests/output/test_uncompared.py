"""What could not be compared is no finding, and every format that programs read says it with its reason."""

import json

import jsonschema
import pytest

from guidelint.model.finding import Compared, Notice
from guidelint.model.report import Report
from guidelint.model.text import Text
from guidelint.output.formats import renderer
from tests.output.test_formats import read_schema

WHY = Text("大厅:是不是一样没法判断", "hall: whether they are one cannot be told")
REPORT = Report(
    comparisons=(Compared("a", "guides/a.yaml", 2, 8, "大厅", None, 3, 0, 1, (Notice("guides/a.yaml", 5, 11, WHY),)),),
    guides=1,
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sarif_notifies(lang: str) -> None:
    log = json.loads(renderer("sarif")(REPORT, lang))
    jsonschema.Draft4Validator(read_schema("sarif-2.1.0-rtm.5.json")).validate(log)
    (run,) = log["runs"]
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"] == WHY.in_(lang)
    assert (said["level"], run["results"]) == ("note", [])
    assert said["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "guides/a.yaml"},
        "region": {"startLine": 5, "startColumn": 11},
    }
    described = run["tool"]["driver"]["notifications"][said["descriptor"]["index"]]
    assert described["id"] == said["descriptor"]["id"] == "uncompared"


def test_json_and_jsonl_tell_the_reason() -> None:
    (said,) = json.loads(renderer("json")(REPORT, "zh"))["uncompared"]
    assert (said["file"], said["line"], said["column"], said["message"]) == ("guides/a.yaml", 5, 11, WHY.zh)
    (row,) = map(json.loads, renderer("jsonl")(REPORT, "zh").splitlines())
    assert (row["kind"], row["message"]) == ("uncompared", WHY.zh)
