"""The formats by name. A format's module loads when it is asked for; each has `render(report, lang) -> str`."""

from collections.abc import Callable
from importlib import import_module

from guidelint.model.report import Report
from guidelint.model.text import Lang

FORMATS = (
    "text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown",
    "statistics",
)  # fmt: skip

FOR_PEOPLE = ("text", "concise", "statistics")
"""Those that go to a console as it likes; the others are read by programs, in UTF-8."""

_MODULES = {"json": "json_"}  # `json` is the library's own name

Render = Callable[[Report, Lang], str]


def renderer(name: str) -> Render:
    """The format called `name`, one of FORMATS."""
    if name == "text":
        from guidelint.output import text

        return lambda report, lang: text.render(report, text.Style(lang))
    render: Render = import_module(f"guidelint.output.{_MODULES.get(name, name)}").render
    return render
