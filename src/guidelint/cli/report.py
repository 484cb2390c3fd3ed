"""`guidelint report`."""

from pathlib import Path

import click

from guidelint.cli.options import lang_option, language
from guidelint.cli.progress import progress
from guidelint.model.text import Text


@click.command("report")
@click.option("--html", "folder", type=click.Path(path_type=Path), required=True, metavar="DIR",
              help="写进这个文件夹（新的，或者以前的报告） · write into this folder")  # fmt: skip
@click.option("--period", type=click.Choice(["month", "quarter", "half", "year"]), default="year",
              help="一升一降图的时期 · length of a period")  # fmt: skip
@click.option("--also", multiple=True, type=click.Choice(["公开报道", "演示"]), help="也计入这种来源 · count these too")
@click.option("--backtest/--no-backtest", "look_back", default=True,
              help="算不算“能提前发现”的比例，工单多时要几分钟 · tell the share prevented, minutes for many tickets")  # fmt: skip
@click.option("--as-of", metavar="DATE", help="当作今天的日期 · the day to count as today")
@lang_option
def command(
    folder: Path, period: str, also: tuple[str, ...], look_back: bool, as_of: str | None, lang: str | None
) -> int:
    """把整个工作区做成一个网页文件夹，双击 index.html 就能看，不用联网。

    指南原文照录，问题标在原处；工单、规则、一升一降图、搜索都在里面。

    The whole workspace as a folder of pages that open from a disk, without a network.
    """
    import gc
    from datetime import date

    from guidelint.checking.engine import Engine, Options
    from guidelint.language.day import read_day
    from guidelint.model.errors import CannotCheck, MissingExtra
    from guidelint.model.progress import watched
    from guidelint.site.folder import refuse_other, written_whole
    from guidelint.tickets.aggregates import aggregates
    from guidelint.tickets.backtest import backtest
    from guidelint.tickets.channels import channels
    from guidelint.tickets.statistics import Statistics, counted, published
    from guidelint.workspace.workspace import Workspace

    try:
        from guidelint.site.build import Builder
        from guidelint.site.overview import Counted
    except ImportError:
        raise MissingExtra("report", Text("生成报告需要", "a report needs")) from None
    refuse_other(folder.absolute())
    today = read_day(as_of, "--as-of ") if as_of else date.today()
    workspace = Workspace.find(Path(), Path.cwd())
    shown = language(lang, workspace.config.lang)
    engine = Engine.prepare(workspace, Options(today=today))
    with progress(Text("检查", "checking"), shown) as advance:
        checked = engine.check([workspace.root], advance)
    if checked.errors:
        raise CannotCheck(checked.errors)
    own = [loaded.model for id, loaded in sorted(engine.tickets.items()) if id in engine.ticket_files]
    tickets, left = counted(own, today, also)
    figures = published(aggregates(workspace, channels(workspace)), today)
    numbers = Counted(Statistics(tickets, figures, today), left, period)
    verdicts = None
    if look_back:
        with progress(Text("回溯工单", "looking back"), shown) as advance:
            verdicts = [verdict for ticket in watched(own, advance) for verdict in backtest(engine, [ticket])]
    gc.freeze()  # all this stays to the end; looking through it for garbage again and again would double the time
    with progress(Text("写报告", "writing"), shown) as advance, written_whole(folder) as into:
        builder = Builder.of(engine, checked, into, today, shown)
        pages = builder.write(numbers, verdicts, advance)
    place = folder / "index.html"
    said = Text(
        f"写好了：{checked.guides} 份指南、{len(checked.findings)} 处问题，共 {pages} 页。用浏览器打开 {place}",
        f"written: {checked.guides} guides, {len(checked.findings)} findings, {pages} pages. Open {place} in a browser",
    )
    click.echo(said.in_(shown))
    return 0
