"""`guidelint export guides --as FORMAT -o FILE`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidelint.cli.options import language
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.text import Text

if TYPE_CHECKING:
    from guidelint.model.guide import Guide
    from guidelint.workspace.workspace import Loaded, Workspace


def export_as(paths: Sequence[Path], as_: str, output: Path, against: str | None, force: bool, lang: str | None) -> int:
    """Write the guides in one of the formats, whole or not at all: a file, or a folder of the files of one set."""
    from guidelint.workspace.workspace import Workspace
    from guidelint.workspace.writing import write_whole

    if output.exists() and not force:
        raise UsageError(Text(f"{output} 已存在；要覆盖，加 --force", f"{output} exists; --force overwrites it"))
    if (as_ == "national-sql") != (against is not None):
        raise UsageError(
            Text(
                "national-sql 要写 --against 来源，别的格式不要",
                "national-sql needs --against SOURCE, others take none",
            )
        )
    workspace = Workspace.find(paths[0] if paths else Path(), Path.cwd())
    loaded = list(workspace.guides_at(paths or (Path(),)))
    if workspace.errors:
        raise CannotCheck(workspace.errors)
    content, notes = _content(workspace, loaded, as_, against)
    if isinstance(content, bytes):
        write_whole(output.absolute(), content)
    else:
        output.mkdir(parents=True, exist_ok=True)
        for name, one in content.items():
            write_whole((output / name).absolute(), one)
    done = Text(
        f"已写入 {output.as_posix()}：{len(loaded)} 份指南", f"wrote {output.as_posix()}: {len(loaded)} guide(s)"
    )
    shown = language(lang, workspace.config.lang)
    click.echo("".join(f"{line.in_(shown)}\n" for line in (done, *notes)), nl=False)
    return 1 if notes else 0


def _content(
    workspace: "Workspace", loaded: "Sequence[Loaded[Guide]]", as_: str, against: str | None
) -> tuple[bytes | Mapping[str, bytes], list[Text]]:
    guides, data = [one.model for one in loaded], [one.document.data for one in loaded]
    match as_:
        case "schema-org":
            from guidelint.exchange.writers.schema_org import schema_org

            return schema_org(guides), []
        case "guangxi-json" | "guangdong-json":
            from guidelint.exchange.writers.interfaces import guangdong_json, guangxi_json

            return (guangxi_json if as_ == "guangxi-json" else guangdong_json)(data)
        case "element-sheet":
            from guidelint.exchange.sheets.exporting import element_tables
            from guidelint.exchange.sheets.workbook import workbook

            return workbook(element_tables([(one.document.name, one.document.data) for one in loaded])), []
        case "national-csv":
            from guidelint.exchange.writers.tables import national_tables

            return national_tables(data)
        case "national-sql":
            from guidelint.exchange.readers.live import task_source
            from guidelint.exchange.readers.reader import Source
            from guidelint.exchange.writers.national import updates

            assert against is not None
            source = task_source(against) if "://" in against else Source(Path(against), against)
            return updates(data, source)
        case _:
            from guidelint.exchange.writers.linked import linked

            return linked(guides, "json-ld" if as_ == "cpsv-ap-jsonld" else "turtle"), []
