"""What became of each column of a source: read, translated, kept, left out or refused. An import ends with it."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, field

from guidelint.model.errors import FileError
from guidelint.model.text import Text

MAX_PAIRS = 6  # translations of one column that are named
MAX_REFUSED = 1000  # refusals that are named; the others are counted

Fate = Literal["read", "translated", "kept", "empty", "left out", "refused"]

FATES: dict[Fate, Text] = {
    "read": Text("读入", "read"),
    "translated": Text("翻译", "translated"),
    "kept": Text("保留", "kept"),
    "empty": Text("当作空", "taken as empty"),
    "left out": Text("略去", "left out"),
    "refused": Text("拒收", "refused"),
}


class LedgerLine(Struct):
    """One column with one fate: in what it ended, how many values, and some of their translations."""

    table: str
    column: str
    fate: Fate
    to: str
    count: int = 0
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)


class Ledger(Struct):
    """Memory is bounded by the columns of the source, not by its rows."""

    lines: dict[tuple[str, str, str, str], LedgerLine] = field(default_factory=dict)
    refusals: list[FileError] = field(default_factory=list)
    refused: int = 0
    older: int = 0

    def note(self, table: str, column: str, fate: Fate, to: str = "", pair: tuple[str, str] | None = None) -> None:
        key = (table, column, fate, to)
        line = self.lines.get(key)
        if line is None:
            line = self.lines[key] = LedgerLine(table, column, fate, to)
        line.count += 1
        if pair is not None and (pair in line.pairs or len(line.pairs) < MAX_PAIRS):
            line.pairs[pair] += 1

    def refuse(self, error: FileError) -> None:
        """Something that was not taken, with its place and why."""
        self.refused += 1
        if len(self.refusals) < MAX_REFUSED:
            self.refusals.append(error)

    def table(self) -> Iterator[tuple[str, str, Text, str]]:
        """Rows for people: table, column, what was done, how many and examples; what is left out is one row a table."""
        left: dict[str, list[str]] = {}
        for line in sorted(self.lines.values(), key=lambda line: (line.table, line.column, line.fate)):
            if line.fate == "left out":
                left.setdefault(line.table, []).append(line.column)
                continue
            shown = "; ".join(f"{old} → {new}" for (old, new), _ in line.pairs.most_common())
            to = f"{line.to}({shown})" if shown and line.to else line.to or shown
            yield line.table, line.column, FATES[line.fate], f"{to} ×{line.count}".strip()
        for table, columns in left.items():
            yield table, "", FATES["left out"], ", ".join(columns)
