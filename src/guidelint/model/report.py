"""What is asked of a check, and what it reports: plain data that loads at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from guidelint.model.errors import FileError
from guidelint.model.finding import Compared, Finding, Notice
from guidelint.model.rule import Level
from guidelint.model.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller asks for on top of the configuration; empty or None leaves the configuration's word.

    With `counts_preview` a report says how many findings preview rules would add, without listing them. `dead_links` are addresses that were asked for and do not open, with the reason.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    level: Level | None = None
    today: date = field(default_factory=date.today)
    counts_preview: bool = False
    dead_links: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check, in the order of file, place and rule.

    Where there are many findings, they are made as they are read: go through them once rather than pick some by number.

    `comparisons` tell of every guide and window record how many lines are met, broken and open: what is open is not taken
    for sound.
    `lang` is the language that the workspace asks for; `checked` holds the id and the file of every guide checked.
    `ran` names the rules that ran. Where only findings since a git revision were asked for, that is `since`, and
    `older` counts the others. `baselined` counts findings that a baseline holds back, `left_out` those left out of a
    report made shorter. `preview` counts what preview rules would add, where that was asked for.
    """

    findings: Sequence[Finding] = ()
    errors: tuple[FileError, ...] = ()
    notices: Sequence[Notice] = ()
    comparisons: Sequence[Compared] = ()
    guides: int = 0
    rules: int = 0
    lang: Lang = "zh"
    checked: Sequence[tuple[str, str]] = ()
    ran: tuple[str, ...] = ()
    since: str | None = None
    older: int = 0
    baselined: int = 0
    left_out: int = 0
    preview: int = 0

    @property
    def uncompared(self) -> Iterator[Notice]:
        """What of guides and window records could not be held against each other."""
        return (notice for compared in self.comparisons for notice in compared.undecided)

    @property
    def exit_code(self) -> int:
        """0 clean, 1 findings, 2 cannot check."""
        return 2 if self.errors else 1 if self.findings else 0
