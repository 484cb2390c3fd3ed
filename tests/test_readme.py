"""What the READMEs show is what the command prints."""

import re
from pathlib import Path

import pytest
import yaml

from guidelint.checking.engine import Engine, Options
from guidelint.model.text import Lang
from guidelint.output.text import Style, finding_lines
from guidelint.workspace.config import Config
from guidelint.workspace.workspace import Workspace

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(("name", "lang"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_finding_shown_is_the_real_one(name: str, lang: Lang) -> None:
    engine = Engine.prepare(Workspace.find(ROOT, ROOT), Options(select=("ambiguous/identity-proof",)))
    report = engine.check([ROOT / "guides" / "beijing" / "dongcheng"])
    shown = "\n".join(finding_lines(report.findings[0], Style(lang)))
    assert f"```\n{shown}\n```" in (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_settings_shown_are_the_defaults(name: str) -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    assert Config.from_data(yaml.safe_load(block)) == Config()
