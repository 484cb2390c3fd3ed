"""How a guide came out against the windows, for the report."""

from collections.abc import Iterator
from typing import cast

from guidelint.contract.mismatch import Undecided
from guidelint.model.finding import Compared, Notice
from guidelint.model.text import Text
from guidelint.rules.kinds.context import CheckContext, ObservedWindow
from guidelint.source.document import Path


def compared(context: CheckContext) -> Iterator[Compared]:
    """How the guide came out against each window record, with a notice for all that the words do not settle."""
    document = context.document
    title = document.position(document.span(("title",)).start)
    for window, comparison in context.comparisons:
        record, tally = window.record, comparison.tally
        undecided = dict.fromkeys(_undecided(context, window, one) for one in comparison.undecided)
        yield Compared(
            context.guide.id,
            document.name,
            title.line,
            title.column,
            record.hall,
            record.window,
            tally.met,
            tally.broken,
            tally.open,
            tuple(undecided),
        )


def _undecided(context: CheckContext, window: ObservedWindow, one: Undecided) -> Notice:
    """The notice stands at the guide's line; where it has none, at the window's."""
    if one.guide.material is not None:
        document, path = context.document, cast(Path, ("materials", one.guide.material, "name"))
    elif one.guide.step is not None:
        document, path = context.document, ("steps", one.guide.step, "name")
    else:
        document, path = window.place(one.window)
    at = document.position(document.span(path).start)
    hall = window.record.hall
    return Notice(document.name, at.line, at.column, Text(f"{hall}：{one.words.zh}", f"{hall}: {one.words.en}"))
