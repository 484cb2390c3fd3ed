"""`guidelint stats --elements`: how many guides of each authority have each element of a profile."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidelint.cli.options import language
from guidelint.cli.terminal import for_programs
from guidelint.model.errors import CannotCheck
from guidelint.model.text import Lang, Text

if TYPE_CHECKING:
    from guidelint.rules.completeness import AuthorityRow, CompletenessTable


def show(profile: str | None, *, as_json: bool, lang: str | None) -> int:
    """Writes the table. Raises UsageError, and CannotCheck where a guide cannot be read."""
    from guidelint.checking.engine import Engine
    from guidelint.model.report import Options
    from guidelint.rules.completeness import completeness
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    engine = Engine.prepare(workspace, Options())
    guides = workspace.guides(workspace.files(workspace.config.guides))
    table = completeness(engine.ruleset, profile or next(iter(workspace.config.profiles), "minimal"), guides)
    if workspace.errors:
        raise CannotCheck(workspace.errors)
    shown = language(lang, workspace.config.lang)
    if as_json:
        for_programs()
        click.echo(json.dumps(_data(table, shown), ensure_ascii=False, indent=2))
        return 0
    click.echo(_words(table, shown), nl=False)
    return 0


def _words(table: "CompletenessTable", lang: Lang) -> str:
    from guidelint.output.table import aligned

    if not table.total.guides:
        return Text("没有指南。\n", "there are no guides.\n").in_(lang)
    first = (Text("实施主体", "authority"), Text("指南", "guides"), Text("齐全", "complete"))
    heading = [*(one.in_(lang) for one in first), *table.elements]
    rows = [_cells(row, table, row.authority or Text("（未注明）", "(not said)").in_(lang)) for row in table.rows]
    rows.append(_cells(table.total, table, Text("合计", "all").in_(lang)))
    said = Text("要素清单", "profile").in_(lang)
    colon = Text("：", ": ").in_(lang)
    return f"{said}{colon}{table.profile.in_(lang)}\n{aligned([heading, *rows], right=range(1, len(heading)))}"


def _cells(row: "AuthorityRow", table: "CompletenessTable", name: str) -> list[str]:
    shares = [row.complete / row.guides, *(row.share(element) for element in table.elements)]
    return [name, str(row.guides), *(f"{share:.0%}" for share in shares)]


def _data(table: "CompletenessTable", lang: Lang) -> dict[str, object]:
    return {
        "profile": table.profile.in_(lang),
        "elements": list(table.elements),
        "authorities": [_row(row, table) for row in table.rows],
        "all": _row(table.total, table),
    }


def _row(row: "AuthorityRow", table: "CompletenessTable") -> dict[str, object]:
    has = {element: row.guides - row.lacking.get(element, 0) for element in table.elements}
    return {"authority": row.authority, "guides": row.guides, "complete": row.complete, "has": has}
