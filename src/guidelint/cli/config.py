"""`guidelint config show`: every setting and where it came from."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource
from msgspec import Struct, structs

from guidelint.cli.console import LANG_VARIABLE
from guidelint.cli.group import Group
from guidelint.cli.options import lang_option, language, names
from guidelint.cli.terminal import for_programs
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.report import Options
from guidelint.model.rule import Level
from guidelint.model.text import Lang, Text

if TYPE_CHECKING:
    from guidelint.workspace.config import Config, Origin
    from guidelint.workspace.workspace import Workspace

_Rows = dict[str, tuple[Any, Text]]
_Off = dict[tuple[str, ...], tuple[str, ...]]


@click.group("config", cls=Group)
def command() -> None:
    """配置。

    Configuration.
    """


@command.command("show")
@click.argument("path", required=False, type=click.Path(path_type=Path, exists=True))
@click.option("--select", multiple=True, metavar="RULE", help="同 check · as for check")
@click.option("--ignore", multiple=True, metavar="RULE", help="同 check · as for check")
@click.option("--preview", is_flag=True, help="同 check · as for check")
@click.option("--level", type=click.Choice([level.word for level in Level]), help="同 check · as for check")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · as JSON")
@lang_option
@click.pass_context
def show(
    context: click.Context,
    path: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    preview: bool,
    level: str | None,
    as_json: bool,
    lang: str | None,
) -> None:
    """列出每一项设置：值、来处（默认、文件和行号、规则包、命令行、环境变量）。

    Every setting, its value and where it came from: default, file and line, package, command line or environment.
    """
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(path or Path(), Path.cwd())
    config = workspace.config
    ignored = dict.fromkeys((*config.ignore, *names(ignore)))  # --ignore comes on top of what the file ignores
    given = {"lang": lang, "select": names(select), "ignore": tuple(ignored), "preview": preview, "level": level}
    rows = _settings(config)
    for key, value in given.items():
        source = context.get_parameter_source(key)
        if value and source in (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT):
            rows[key] = (_plain(value), _asked(key, source))
    shown = language(lang, config.lang)
    asked = Options(names(select), names(ignore), preview, Level.named(level) if level else None)
    off = _errors_off(workspace, asked)
    if as_json:
        for_programs()
    click.echo(_json(rows, config, off, shown) if as_json else _table(rows, config, off, shown), nl=False)


def _errors_off(workspace: "Workspace", options: Options) -> _Off:
    """The rules of level error, backed by tickets, that do not run: by the globs of an override, none for all guides.

    Nothing where the rules cannot be told, which a check says.
    """
    from guidelint.checking.engine import Engine

    try:
        engine = Engine.prepare(workspace, options)
        all_errors = {id for id, one in engine.ruleset.rules.items() if one.is_active and one.rule.level is Level.ERROR}
        everywhere = all_errors - engine.choose().keys()
        off: dict[tuple[str, ...], set[str]] = {(): everywhere}
        for override in workspace.config.overrides:
            there = all_errors - everywhere - engine.choose((override,)).keys()
            off.setdefault(override.paths, set()).update(there)
    except (CannotCheck, UsageError):
        return {}
    return {where: tuple(sorted(ids)) for where, ids in off.items() if ids}


def _settings(config: "Config") -> _Rows:
    origins = dict(config.origins)
    keys = [field.name for field in structs.fields(config) if field.name not in ("packages", "origins")]
    return {key: (_plain(getattr(config, key)), _place(origins.get(key))) for key in keys}


def _plain(value: Any) -> Any:
    """The value as the file has it."""
    if isinstance(value, Level):
        return value.word
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, Struct):
        return {key: _plain(inner) for key, inner in structs.asdict(value).items() if inner not in (None, ())}
    return value


def _place(origin: "Origin | None") -> Text:
    if origin is None:
        return Text("默认", "default")
    place = f"{origin.file}:{origin.line}"
    return Text(place, place) if origin.extends is None else Text(
        f"{place}（规则包 {origin.extends}）", f"{place} (package {origin.extends})"
    )  # fmt: skip


def _asked(key: str, source: ParameterSource | None) -> Text:
    if source is ParameterSource.ENVIRONMENT:
        return Text(f"环境变量 {LANG_VARIABLE}", f"environment variable {LANG_VARIABLE}")
    return Text(f"命令行 --{key}", f"command line --{key}")


def _table(rows: _Rows, config: "Config", off: _Off, lang: Lang) -> str:
    from guidelint.output.table import aligned

    table = aligned([(key, _written(value), place.in_(lang)) for key, (value, place) in rows.items()])
    packages = "".join(
        Text(f"规则包 {package.name}：{package.root}\n", f"package {package.name}: {package.root}\n").in_(lang)
        for package in config.packages
    )
    return table + packages + "".join(f"{_off(where, ids).in_(lang)}\n" for where, ids in off.items())


def _off(where: tuple[str, ...], ids: tuple[str, ...]) -> Text:
    on = Text(f"在 {'、'.join(where)} 里", f" on {', '.join(where)}") if where else Text("", "")
    return Text(
        f"注意：有 {len(ids)} 条错误级规则{on.zh}不运行：{'、'.join(ids)}",
        f"note: {len(ids)} rule(s) of level error do not run{on.en}: {', '.join(ids)}",
    )


def _json(rows: _Rows, config: "Config", off: _Off, lang: Lang) -> str:
    data = {
        "settings": {key: {"value": value, "from": place.in_(lang)} for key, (value, place) in rows.items()},
        "packages": [{"name": package.name, "folder": str(package.root)} for package in config.packages],
        "errorsOff": [{"paths": list(where), "rules": list(ids)} for where, ids in off.items()],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
