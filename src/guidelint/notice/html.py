"""Format `html`: one page that needs nothing else, for a telephone, a screen reader and a printer.

Without JavaScript everything is listed, grouped by circumstance; with it the questions narrow the list. The content
security policy allows the page's own style and script and nothing besides, so a guide's text can do no harm.
"""

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from guidelint.notice.sheet import NOTHING, SIGNATURES, TITLE, Sheet


def render(sheet: Sheet) -> bytes:
    """UTF-8."""
    css, js = _own("page.css"), _own("page.js")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(_own("page.html.j2")).render(
        sheet=sheet,
        title=TITLE,
        nothing=NOTHING,
        signatures=SIGNATURES,
        chosen={(answer.question, answer.choice) for answer in sheet.chosen},
        answered={answer.question for answer in sheet.chosen},
        css=Markup(css),
        js=Markup(js),
        css_hash=_hash(css),
        js_hash=_hash(js),
    )
    return page.encode()


def _own(name: str) -> str:
    return files("guidelint.notice").joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """As a content security policy names an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
