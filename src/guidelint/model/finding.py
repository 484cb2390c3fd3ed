"""What a check reports: frozen data that every output format and the fixer read."""

from dataclasses import dataclass, field

from msgspec import Struct

from guidelint.model.position import Path, Position, Span
from guidelint.model.rule import Basis, Level
from guidelint.model.text import Lang, Text
from guidelint.model.ticket import Remedy


class Location(Struct, frozen=True, gc=False):
    """A place in a file. `text` is what stands there, `lines` the whole source lines that it touches.

    `where` is the place in words, in a file whose lines nobody sees, such as a Word document or a database.
    """

    file: str
    span: Span
    value_path: Path
    start: Position
    end: Position
    path: str
    text: str
    lines: tuple[str, ...]
    where: Text | None = None

    def place(self, lang: Lang) -> str:
        """The file and the place in it, as people and terminals read it."""
        if self.where is not None:
            return f"{self.file} {self.where.in_(lang)}"
        return f"{self.file}:{self.start.line}:{self.start.column}"

    @property
    def shown(self) -> str:
        """The text with line breaks as they are in a report, whichever a checkout has given the file."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n")


class Evidence(Struct, frozen=True, gc=False):
    """The ticket behind a finding: who was hurt, when, and through which channel we know.

    `is_alike` tells that it is about another guide: the kind of problem is the same.
    """

    ticket: str
    received: str
    channel: str
    summary: str
    cite: str | None = None
    url: str | None = None
    file: str | None = None
    is_alike: bool = False

    @property
    def word(self) -> Text:
        """What to call it, before its id."""
        return Text("同类案例", "like case") if self.is_alike else Text("工单", "ticket")


class Witness(Struct, frozen=True, gc=False):
    """A bundle of documents that satisfies the guide and that the window refuses."""

    bundle: tuple[str, ...]
    refused: str
    hall: str
    words: Text


class Edit(Struct, frozen=True, gc=False):
    """Replace the characters of `span` with `text`; nothing else changes."""

    span: Span
    text: str


class Fix(Struct, frozen=True, gc=False):
    """What to write instead. Without edits it is advice for a person; `safe` edits may be applied unattended.

    `blocked` says why a known replacement could not be made an edit.
    """

    advice: Text
    edits: tuple[Edit, ...] = ()
    replacement: str | None = None
    safe: bool = False
    blocked: Text | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Rule + exact place + message + evidence + fix.

    `identity` stays the same while lines move: rule, guide id, field path and normalised text. `more` counts the rule's
    tickets that are not named in `evidence`; `basis` is the law or policy behind the rule. `remedies` say who may change, the
    likelier first: the guide alone where no window is held against it.
    """

    rule: str
    title: Text
    level: Level
    message: Text
    location: Location
    guide: str
    evidence: tuple[Evidence, ...]
    fix: Fix
    witness: Witness | None = None
    related: tuple[Location, ...] = ()
    identity: tuple[str, str, str, str] = field(default=("", "", "", ""))
    more: int = 0
    basis: tuple[Basis, ...] = ()
    remedies: tuple[Remedy, ...] = ("guide",)

    @property
    def words(self) -> str:
        """The words at the place as the value has them, normalised."""
        return self.identity[3]

    @property
    def others(self) -> int:
        """How many tickets there are besides the first."""
        return max(len(self.evidence) - 1, 0) + self.more

    @property
    def sort_key(self) -> tuple[str, Span, str]:
        return (self.location.file, self.location.span, self.rule)


class Notice(Struct, frozen=True, gc=False):
    """Something about the check itself that the user should know and that is no finding."""

    file: str
    line: int
    column: int
    message: Text


class Compared(Struct, frozen=True, gc=False):
    """A guide held against one window record: how many of its lines are met, broken or open, which add up to all of them.

    `undecided` says of each thing that the words do not settle where it stands and why.
    """

    guide: str
    file: str
    line: int
    column: int
    hall: str
    window: str | None
    met: int
    broken: int
    open: int
    undecided: tuple[Notice, ...] = ()

    @property
    def total(self) -> int:
        return self.met + self.broken + self.open

    @property
    def where(self) -> str:
        return f"{self.hall}{self.window or ''}"
