"""How often what a guide says and what a window says are held against each other as somebody labelled them by hand.

    python -m benchmarks.accuracy.sentences [FILE.tsv] [--wrong]

Each row of the file has `kind` (condition, criterion, circumstance or presence), `label`, `guide` and `window`. `same` and
`implies` are right where the verdict is met, `broken` and `open` where it is that. By default the file is
tests/corpus/sentences.tsv.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.accuracy.corpus import ROOT
from guidelint.language.sentence import Kind, compare
from guidelint.language.verdict import Outcome

LABELLED = ROOT / "tests" / "corpus" / "sentences.tsv"
_EXPECTED: dict[str, Outcome] = {"same": "met", "implies": "met", "broken": "broken", "open": "open"}


class Pair(msgspec.Struct, frozen=True):
    """Two sentences with the verdict that their label expects."""

    kind: Kind
    guide: str
    window: str
    expected: Outcome

    @property
    def outcome(self) -> Outcome:
        return compare((self.guide,), self.window, self.kind).outcome


def pairs(path: Path = LABELLED) -> Iterator[Pair]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            fields = {name: row[name] for name in ("kind", "guide", "window")}
            yield msgspec.convert({**fields, "expected": _EXPECTED[row["label"]]}, Pair)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=LABELLED)
    parser.add_argument("--wrong", action="store_true", help="list what is not right")
    words = parser.parse_args()
    table: Counter[tuple[Outcome, Outcome]] = Counter()
    for pair in pairs(words.file):
        table[pair.expected, pair.outcome] += 1
        if words.wrong and pair.outcome != pair.expected:
            print(f"{pair.kind}\t{pair.guide}\t{pair.window}\t{pair.expected}, said {pair.outcome}")
    outcomes: tuple[Outcome, ...] = ("met", "broken", "open")
    for expected in outcomes:
        print(expected.ljust(8), *(f"said {said} {table[expected, said]:4}" for said in outcomes))
    print(f"right {sum(table[one, one] for one in outcomes)} of {table.total()}; silent {table['broken', 'met']}")


if __name__ == "__main__":
    main()
