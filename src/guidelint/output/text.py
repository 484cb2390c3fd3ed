"""Format `text`: for an officer at a terminal. Every finding says what, where, who was hurt, and what to write."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from guidelint.model.errors import FileError
from guidelint.model.finding import Compared, Finding, Location, Notice
from guidelint.model.position import display_width
from guidelint.model.report import Report
from guidelint.model.rule import Level
from guidelint.model.text import Lang, Text
from guidelint.model.visible import one_line, visible
from guidelint.output.folding import folded, more_like_it

_LEVELS = {Level.ERROR: Text("错误", "error"), Level.WARNING: Text("警告", "warning"), Level.HINT: Text("提示", "hint")}
_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.HINT: "cyan"}
_MAX_LINES = 4  # of a value that runs over many lines


@dataclass(frozen=True, slots=True)
class Style:
    """Language, and how words are coloured; the default leaves them plain."""

    lang: Lang = "zh"
    paint: Callable[[str, str], str] = lambda text, colour: text

    @classmethod
    def coloured(cls, lang: Lang) -> "Style":
        import click

        return cls(lang, lambda text, colour: click.style(text, fg=colour, bold=colour == "red"))


def level_word(level: Level) -> Text:
    return _LEVELS[level]


def render(report: Report, style: Style, *, verbose: bool = False) -> str:
    """The whole report, ending in a summary line; `verbose` lists what could not be compared."""
    return "".join(pieces(report, style, verbose=verbose))


def pieces(report: Report, style: Style, *, verbose: bool = False) -> Iterator[str]:
    """As `render`, bit by bit: of many findings none is held longer than it takes to write its guide's.

    Findings of one rule in one guide are told together, with `verbose` each in full.
    """
    for error in report.errors:
        yield f"{_file_error(error, style)}\n\n"
    tally = RuleTally()
    for finding, rest in ((one, ()) for one in report.findings) if verbose else folded(report.findings):
        yield finding_text(finding, style, tally.tickets, rest)
        for one in (finding, *rest):
            tally.count(one)
    yield from (notice_text(notice, style) for notice in report.notices)
    yield from (compared_text(compared, style, verbose=verbose) for compared in report.comparisons)
    yield f"{_summary(report, tally, style)}\n"


def finding_text(finding: Finding, style: Style, told: Collection[str], rest: Collection[Finding] = ()) -> str:
    """One finding as it stands in a report, where those tickets have been `told` of; `rest` are told by their lines."""
    more = (f"  {style.paint(more_like_it(rest).in_(style.lang), 'bright_black')}",) if rest else ()
    return "\n".join((*finding_lines(finding, style, told), *more, "\n"))


def notice_text(notice: Notice, style: Style) -> str:
    word = Text("说明", "note").in_(style.lang)
    place = one_line(f"{notice.file}:{notice.line}:{notice.column}" if notice.line else notice.file)
    message = one_line(notice.message.in_(style.lang))
    return f"{style.paint(place, 'blue')} {style.paint(word, 'cyan')} {message}\n\n"


def compared_text(compared: Compared, style: Style, *, verbose: bool) -> str:
    """How much of a guide and a window record could not be compared, and with `verbose` what; nothing where all could."""
    if not compared.open:
        return ""
    more = Text("", "") if verbose else Text("（加 --verbose 看是哪几项）", " (--verbose lists them)")
    said = Text(
        f"{compared.where}：{compared.total} 项要求中 {compared.open} 项没法比较{more.zh}",
        f"{compared.where}: {compared.open} of {compared.total} requirements could not be compared{more.en}",
    )
    first = notice_text(Notice(compared.file, compared.line, compared.column, said), style)
    return first + "".join(notice_text(notice, style) for notice in compared.undecided if verbose)


def finding_lines(finding: Finding, style: Style, told: Collection[str] = ()) -> Iterator[str]:
    """One finding; a ticket among those already `told` is named without its story."""
    location, lang = finding.location, style.lang
    place = one_line(location.place(lang))
    level = style.paint(_LEVELS[finding.level].in_(lang), _COLOURS[finding.level])
    yield f"{style.paint(place, 'blue')} {level} {one_line(finding.title.in_(lang))} [{one_line(finding.rule)}]"
    yield from _excerpt(location, style)
    yield from _labelled(Text("问题", "problem"), finding.message.in_(lang), style)
    if finding.witness is not None:
        yield from _labelled(Text("反例", "witness"), finding.witness.words.in_(lang), style)
    if finding.evidence:
        yield from _labelled(Text("谁受影响", "who was hurt"), _evidence(finding, lang, told), style)
    if finding.basis:
        yield from _labelled(Text("法规政策", "law and policy"), finding.basis[0].cited, style)
    yield from _labelled(Text("怎么改", "write"), _fix(finding, lang), style)


def summary(report: Report, style: Style) -> str:
    tally = RuleTally()
    for finding in report.findings:
        tally.count(finding)
    return _summary(report, tally, style)


@dataclass
class RuleTally:
    """What the summary says of findings, counted while they are told.

    `files` are those with findings, `tickets` those that were told of.
    """

    levels: Counter[Level] = field(default_factory=Counter)
    files: set[str] = field(default_factory=set)
    tickets: set[str] = field(default_factory=set)
    fixable: int = 0

    def count(self, finding: Finding) -> None:
        self.levels[finding.level] += 1
        self.files.add(finding.location.file)
        self.fixable += finding.fix.safe
        if finding.evidence:
            self.tickets.add(finding.evidence[0].ticket)


def _summary(report: Report, tally: RuleTally, style: Style) -> str:
    tail = "".join(f" {said.in_(style.lang)}" for said in _besides(report))
    if report.errors and not report.guides:
        return style.paint(tail.strip(), "red")
    if not tally.files:
        clean = Text(
            f"检查了 {report.guides} 份指南，没有发现问题。", f"{report.guides} guide(s) checked, nothing found."
        )
        return style.paint(clean.in_(style.lang), "red" if report.errors else "green") + tail
    counts = {level: tally.levels[level] for level in reversed(Level)}
    zh = "，".join(f"{_LEVELS[level].zh} {count}" for level, count in counts.items() if count)
    en = ", ".join(f"{count} {_LEVELS[level].en}(s)" for level, count in counts.items() if count)
    if tally.fixable:
        zh += f"；其中 {tally.fixable} 处可自动修改"
        en += f"; {tally.fixable} can be fixed automatically"
    files = len(tally.files)
    said = Text(
        f"检查了 {report.guides} 份指南，{files} 份有问题：{zh}。",
        f"{report.guides} guide(s) checked, {files} with findings: {en}.",
    )
    return said.in_(style.lang) + tail


def _besides(report: Report) -> Iterator[Text]:
    if report.since is not None:
        yield Text(
            f"只报 {report.since} 以来新出现的；原有 {report.older} 处没有列出。",
            f"Only what came since {report.since}; {report.older} from before not shown.",
        )
    if report.baselined:
        yield Text(f"基线内已知问题 {report.baselined} 处，不报。", f"{report.baselined} held back by the baseline.")
    if report.preview:
        yield Text(
            f"另有试行规则 {report.preview} 处（--preview）。",
            f"{report.preview} more by preview rules (--preview).",
        )
    if report.left_out:
        yield Text(f"另有 {report.left_out} 处没有列出。", f"{report.left_out} more not shown.")
    if report.errors:
        broken = len({error.path for error in report.errors})
        yield Text(
            f"有 {broken} 个文件读不了或格式不对，先改好它们。", f"{broken} file(s) cannot be checked; mend them first."
        )


def _excerpt(location: Location, style: Style) -> Iterator[str]:
    """The guilty lines with carets under the very characters, however wide those are."""
    gutter = len(str(location.end.line))
    shown = location.lines[:_MAX_LINES]
    for offset, line in enumerate(shown):
        number = location.start.line + offset
        start = location.start.column - 1 if offset == 0 else len(line) - len(line.lstrip())
        end = location.end.column - 1 if number == location.end.line else len(line)
        before, guilty, after = (visible(part).expandtabs(1) for part in (line[:start], line[start:end], line[end:]))
        yield f"  {number:>{gutter}} │ {before}{guilty}{after}"
        if guilty:
            carets = "^" * display_width(guilty)
            yield f"  {'':>{gutter}} │ {' ' * display_width(before)}{style.paint(carets, 'red')}"
    if len(location.lines) > len(shown):
        yield f"  {'':>{gutter}} │ …"


def _evidence(finding: Finding, lang: Lang, told: Collection[str]) -> str:
    first, rest = finding.evidence[0], finding.others
    if first.ticket in told:
        return Text(f"{first.word.zh} {first.ticket}（见上）", f"{first.word.en} {first.ticket} (see above)").in_(lang)
    about = [first.received, first.channel, *([first.cite] if first.cite else [])]
    zh = f"{first.word.zh} {first.ticket}（{'，'.join(about)}）：{first.summary}"
    en = f"{first.word.en} {first.ticket} ({', '.join(about)}): {first.summary}"
    if rest:
        zh += f" 另有 {rest} 件"
        en += f" and {rest} more"
    return Text(zh, en).in_(lang)


def _fix(finding: Finding, lang: Lang) -> str:
    advice = finding.fix.advice.in_(lang)
    if finding.fix.replacement is None:
        return advice
    how = Text("可自动修改", "safe to apply") if finding.fix.safe else Text("请人工确认", "for a person to confirm")
    new = finding.fix.replacement
    said = Text(
        f"改为“{new}”（{how.zh}）。{finding.fix.advice.zh}", f"change to “{new}” ({how.en}). {finding.fix.advice.en}"
    )
    return said.in_(lang)


def _labelled(label: Text, body: str, style: Style) -> Iterator[str]:
    colon = "：" if style.lang == "zh" else ": "
    yield f"  {style.paint(label.in_(style.lang) + colon, 'bright_black')}{one_line(body)}"


def _file_error(error: FileError, style: Style) -> str:
    place = one_line(f"{error.path}:{error.line}:{error.column}" if error.line else error.path)
    word = Text("文件有误", "error in the file").in_(style.lang)
    return f"{style.paint(place, 'blue')} {style.paint(word, 'red')} {one_line(error.message.in_(style.lang))}"
