"""`guidelint try --guide ID --bring WORDS`."""

from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidelint.cli.completers import guide_ids, terms
from guidelint.cli.console import say
from guidelint.cli.options import lang_option, language
from guidelint.model.text import Lang, Text
from guidelint.model.visible import unbroken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guidelint.contract.trial import Line
    from guidelint.language.verdict import Outcome


@click.command("try")
@click.option(
    "--guide", "words", required=True, metavar="GUIDE", shell_complete=guide_ids, help="指南的标识或标题 · id or title"
)
@click.option(
    "--bring",
    multiple=True,
    required=True,
    metavar="WORDS",
    shell_complete=terms,
    help="带什么，可写多次 · what is brought; repeat",
)
@click.option("--hall", help="只看这个大厅 · only this hall")
@click.option("--when", "circumstance", metavar="WORDS", help="情形，例如 委托办理 · the circumstance")
@lang_option
def command(words: str, bring: tuple[str, ...], hall: str | None, circumstance: str | None, lang: str | None) -> int:
    """带这些材料去办：指南怎么说，窗口怎么说。✓ 够，✗ 不收，“?” 没法判断，○ 视情形。两边不一致时返回 1。

    Take these documents: what the guide says and what the window says. Exit code 1 where they disagree; what cannot be
    told (?) is no disagreement.
    """
    from guidelint.checking.engine import Engine, Options
    from guidelint.contract.need import demanded
    from guidelint.contract.trial import brought, opinion
    from guidelint.model.errors import UsageError
    from guidelint.model.nearest import did_you_mean
    from guidelint.workspace.workspace import Workspace

    workspace = Workspace.find(Path(), Path.cwd())
    engine = Engine.prepare(workspace, Options())
    shown = language(lang, workspace.config.lang)
    phrases = engine.phrases
    context = engine.context(workspace.guide(words))
    guide, records = context.guide, [window.record for window in context.standing]
    if hall is not None:
        halls = [record.hall for record in records]
        records = [record for record in records if record.hall == hall]
        if not records:
            near = did_you_mean(hall, halls)
            raise UsageError(
                Text(f"没有这个大厅的窗口记录：{hall}{near.zh}", f"there is no window record of {hall}{near.en}")
            )
    bundle = [brought(one, phrases, guide.title) for one in bring]
    ours = opinion(context.promises, bundle, phrases, circumstance)
    say(Text(f"带：{'、'.join(bring)}", f"brought: {', '.join(bring)}").in_(shown))
    disagreed = False
    for record in records:
        theirs = opinion(demanded(record, phrases), bundle, phrases, circumstance)
        disagreed |= {ours.outcome, theirs.outcome} == {"met", "broken"}
        heads = (
            Text(f"指南 {guide.title}", f"guide {guide.title}"),
            Text(f"窗口 {record.hall}", f"window {record.hall}"),
        )
        left = [heads[0].in_(shown), *(_line(line, shown) for line in ours.lines)]
        right = [heads[1].in_(shown), *(_line(line, shown) for line in theirs.lines)]
        click.echo()
        click.echo(_side_by_side(left, right))
        click.echo(_verdict(ours.outcome, theirs.outcome).in_(shown))
    if not records:
        click.echo("\n".join(unbroken(_line(line, shown)) for line in ours.lines))
        click.echo(
            Text("没有窗口记录，说不准窗口收不收。", "no window record: nobody can say whether it is taken.").in_(shown)
        )
    return 1 if disagreed else 0


def _line(line: "Line", lang: Lang) -> str:
    from guidelint.contract.need import called

    need = line.need
    first = next(need.documents)
    form = first.form.value if first.form is not None else None
    asked = "、".join(filter(None, (*need.when, form, f"{first.count.number}份" if first.count else None)))
    what = f"{called(need)}{f'（{asked}）' if asked else ''}"
    if line.answer is not None:
        return f"✓ {what} ← {line.answer.words}"
    sign = {"met": "○", "open": "?", "broken": "✗"}[line.outcome]
    return f"{sign} {what} ← {(line.doubt or _lacking(line)).in_(lang)}"


def _lacking(line: "Line") -> Text:
    """Why nothing that was brought answers the need."""
    near, lacking = line.near, line.lacking
    if near is None or lacking is None:
        return Text("没有带", "not brought")
    if lacking.fact == "number":
        wanted, has = (next(need.documents).count for need in (line.need, near.need))
        of, number = (count.number if count is not None else 1 for count in (wanted, has))
        return Text(f"{near.words}：要 {of} 份，只有 {number} 份", f"{near.words}: {number} of {of}")
    return Text(f"{near.words}：要{lacking.demanded}", f"{near.words}: has to be {lacking.demanded}")


def _side_by_side(left: list[str], right: list[str]) -> str:
    from guidelint.model.position import display_width

    width = max(display_width(unbroken(line)) for line in left) + 3
    rows = zip_longest(map(unbroken, left), map(unbroken, right), fillvalue="")
    return "\n".join(f"{a}{' ' * (width - display_width(a))}{b}".rstrip() for a, b in rows)


def _verdict(guide: "Outcome", window: "Outcome") -> Text:
    return _VERDICTS.get((guide, window)) or Text(
        f"结论：{_BY_GUIDE[guide].zh}，{_AT_WINDOW[window].zh}。打“?”的先问清楚再去。",
        f"verdict: {_BY_GUIDE[guide].en}, {_AT_WINDOW[window].en}; ask about the lines with “?” before you go.",
    )


_VERDICTS: "Mapping[tuple[str, str], Text]" = {
    ("met", "met"): Text("结论：照指南够，窗口也收。", "verdict: enough by the guide, and the window takes it."),
    ("met", "broken"): Text(
        "结论：照指南够，窗口不收，要白跑一趟。", "verdict: enough by the guide, refused by the window: a wasted trip."
    ),
    ("broken", "met"): Text(
        "结论：照指南不够，窗口却收，指南多要了。", "verdict: not enough by the guide, yet the window takes it."
    ),
    ("broken", "broken"): Text(
        "结论：照指南不够，窗口也不收。", "verdict: not enough by the guide, nor for the window."
    ),
}
_BY_GUIDE: "Mapping[str, Text]" = {
    "met": Text("照指南够", "enough by the guide"),
    "open": Text("照指南够不够没法判断", "whether it is enough by the guide cannot be told"),
    "broken": Text("照指南不够", "not enough by the guide"),
}
_AT_WINDOW: "Mapping[str, Text]" = {
    "met": Text("窗口收", "the window takes it"),
    "open": Text("窗口收不收没法判断", "whether the window takes it cannot be told"),
    "broken": Text("窗口不收", "the window refuses it"),
}
