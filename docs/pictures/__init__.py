"""The READMEs' pictures of a terminal: `python -m docs.pictures` draws them from what the command prints."""

import io
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from docs.console import printed
from guidelint.model.position import display_width

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
WIDTH = 104  # columns of the terminal
COLUMN = 12.2  # pixels of one, as rich draws it

_TEXT = re.compile(r'textLength="[0-9.]+"(?P<rest>[^>]*>(?P<words>[^<]*)</text>)')
_FOREIGN = re.compile(r"@font-face \{.*?\}\s*|<!--.*?-->\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Picture:
    name: str
    command: str
    lang: str


PICTURES = (
    Picture("check.zh-CN.svg", "check guides/beijing/dongcheng --select ambiguous,contract/vaguer-than-window", "zh"),
    Picture("check.svg", "check guides/beijing/dongcheng --select ambiguous,contract/vaguer-than-window", "en"),
)


def words(svg: str) -> str:
    """All that a picture of a terminal says, without blanks and line ends."""
    lines = re.findall(r"<text[^>]*clip-path[^>]*>(.*?)</text>", svg, re.DOTALL)
    return re.sub(r"\s", "", unescape("".join(lines)))


def plain(picture: Picture) -> str:
    """The terminal's text: the command and what it prints in this repository."""
    command = f"guidelint {picture.command}"
    return f"$ {command}\n" + printed([command], picture.lang, ROOT)[0]


def draw(picture: Picture) -> str:
    """The terminal of a picture as SVG."""
    return drawn(_coloured(picture))


def drawn(screen: str) -> str:
    """A terminal with its colours as SVG, the same on every machine; without the fonts that rich would fetch."""
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(screen), soft_wrap=False)
    svg = console.export_svg(title="guidelint", unique_id="guidelint")
    svg = _TEXT.sub(_widened, _FOREIGN.sub("", svg))
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def _widened(text: re.Match[str]) -> str:
    """rich reckons every character as one column wide; Chinese takes two."""
    return f'textLength="{COLUMN * display_width(unescape(text["words"])):.1f}"{text["rest"]}'


def _coloured(picture: Picture) -> str:
    from guidelint.checking.engine import Engine, Options
    from guidelint.output.text import Style, render
    from guidelint.workspace.workspace import Workspace

    _, path, _, rules = picture.command.split()
    engine = Engine.prepare(Workspace.find(ROOT, ROOT), Options(select=tuple(rules.split(","))))
    report = engine.check([ROOT / path])
    return f"$ guidelint {picture.command}\n" + render(report, Style.coloured("en" if picture.lang == "en" else "zh"))
