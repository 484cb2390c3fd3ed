"""The page templates, made ready for one language. Everything that comes out of a file is escaped."""

import json
from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from guidelint.model.rule import Basis, Example
from guidelint.model.text import Lang, Text
from guidelint.model.visible import visible
from guidelint.output.text import level_word
from guidelint.site.names import page_name
from guidelint.site.site import LEVELS
from guidelint.tickets.personal import mask
from guidelint.tickets.regions import region_name

Render = Callable[..., str]
"""`render("guide.html", name=value, ...)` makes a whole page."""

_MENU = (
    ("overview", "index.html", Text("概览", "Overview")),
    ("guides", "guides/index.html", Text("指南", "Guides")),
    ("tickets", "tickets/index.html", Text("工单", "Tickets")),
    ("rules", "rules/index.html", Text("规则", "Rules")),
)


def renderer(lang: Lang, today: str, version: str, package: str = "guidelint.site") -> Render:
    """`package` is whose templates they are."""
    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals.update(
        t=lambda zh, en: zh if lang == "zh" else en,
        lang=lang,
        levels=LEVELS,
        menu=[(key, href, word.in_(lang)) for key, href, word in _MENU],
        today=today,
        version=version,
        zip=zip,
    )
    environment.filters.update(
        say=lambda text: text.in_(lang),
        level_word=lambda level: level_word(level).in_(lang),
        mask=mask,
        basis=_basis,
        example=_example,
        region_name=region_name,
        ticket_page=lambda id: page_name("tickets", id),
        rule_page=lambda id: page_name("rules", id),
        district_page=lambda code: page_name("districts", code),
    )

    def render(name: str, **values: Any) -> str:
        return environment.get_template(name).render(**values)

    return render


def _shown(value: object) -> object:
    """What stands in files is shown on a page, also what would turn its words around."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _basis(basis: Basis) -> str:
    return " ".join(part for part in (f"《{basis.title}》", basis.number, basis.article, basis.date) if part)


def _example(example: Example) -> str:
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=1)
