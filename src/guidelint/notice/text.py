"""Format `text`: for a terminal, a message, or a clipboard."""

from collections.abc import Iterator

from guidelint.model.visible import unbroken
from guidelint.notice.rows import NoticeLine
from guidelint.notice.sheet import TITLE, Block, Fact, Sheet


def render(sheet: Sheet) -> bytes:
    """UTF-8."""
    lines = [f"{TITLE}：{sheet.item}", *(f"! {_words(line)}" for line in sheet.warnings)]
    lines += ["", *(line for fact in sheet.about for line in _fact(fact))] if sheet.about else []
    lines += ["", f"! {sheet.nothing}"] if sheet.nothing else []
    number = 1
    for block in sheet.shown:
        lines += ["", *_block(block, number)]
        number += len(block.rows)
    lines += ["", *(line for fact in sheet.further for line in _fact(fact))]
    lines += ["", *map(_words, sheet.sources)]
    return ("\n".join(map(unbroken, lines)) + "\n").encode()


def _block(block: Block, first: int) -> Iterator[str]:
    yield f"【{block.heading}】"
    for number, row in enumerate(block.rows, first):
        yield f"{number:>2}. {row.name}" + (f"  {row.how}" if row.how else "")
        for line in row.lines:
            mark = "! " if line.tone == "doubt" else "- "
            yield f"    {mark}{_words(line)}"


def _fact(fact: Fact) -> Iterator[str]:
    first, *rest = map(_words, fact.lines)
    yield f"{fact.label}：{first}"
    yield from (f"  {line}" for line in rest)


def _words(line: NoticeLine) -> str:
    return f"{line.label}：{line.text}" if line.label else line.text
