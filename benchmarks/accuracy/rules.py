"""Precision and recall of each rule on the labelled corpus of published phrases.

    python -m benchmarks.accuracy.rules [--split dev|held-out|fresh|all] [--wrong]

Each phrase stands alone, without structured fields; every rule runs, also preview ones.
"""

import argparse
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.accuracy.corpus import ROOT, SPLITS, entries
from guidelint.checking.engine import Engine, Options
from guidelint.model.guide import Guide
from guidelint.rules.execution import run_rule
from guidelint.rules.kinds.context import CheckContext
from guidelint.source.document import Document
from guidelint.workspace.workspace import Workspace

LATER = ("ambiguous/open-proof",)
"""Rules of these themes that came after the corpus was labelled, of which it says nothing."""

THEMES = ("ambiguous", "catch-all", "form", "time", "obsolete")


@dataclass(slots=True)
class Tally:
    right: int = 0
    wrong: int = 0
    missed: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        return self.right / fired if (fired := self.right + self.wrong) else None

    @property
    def recall(self) -> float | None:
        return self.right / wanted if (wanted := self.right + self.missed) else None


def fired(engine: Engine, entry: Mapping[str, Any]) -> set[str]:
    """Ids of the rules of the labelled themes that fire on one phrase."""
    place = {
        "condition": {"conditions": [entry["text"]]},
        "time": {"time_limit": {"promised": entry["text"]}},
    }.get(entry.get("field", "material"), {"materials": [{"name": entry["text"]}]})
    data = {"id": "x", "title": "x", "materials": [], **place}
    context = CheckContext(Document.of(data), Guide.from_data(data), engine.phrases)
    return {
        id
        for id, loaded in engine.ruleset.rules.items()
        if loaded.rule.theme in THEMES and id not in LATER and run_rule(loaded, context)
    }


def measure(split: str) -> dict[str, Tally]:
    engine = Engine.prepare(Workspace.find(ROOT, ROOT), Options())
    tallies: dict[str, Tally] = {}
    for entry in entries(split):
        found, wanted = fired(engine, entry), set(entry["rules"])
        for rule in found | wanted:
            tally = tallies.setdefault(rule, Tally())
            if rule in found and rule in wanted:
                tally.right += 1
            elif rule in found:
                tally.wrong += 1
                tally.examples.append(f"+ {entry['text']}")
            else:
                tally.missed += 1
                tally.examples.append(f"- {entry['text']}")
    return tallies


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=[*SPLITS, "all"], default="dev")
    parser.add_argument("--wrong", action="store_true", help="show the phrases behind every error")
    arguments = parser.parse_args()
    tallies = measure(arguments.split)
    total: Counter[str] = Counter()
    print(f"{'rule':45} {'right':>5} {'wrong':>5} {'missed':>6} {'precision':>9} {'recall':>6}")
    for rule, tally in sorted(tallies.items()):
        total.update(right=tally.right, wrong=tally.wrong, missed=tally.missed)
        print(_row(rule, tally))
        if arguments.wrong:
            print(*(f"      {example}" for example in tally.examples), sep="\n")
    print(_row("all", Tally(total["right"], total["wrong"], total["missed"])))


def _row(name: str, tally: Tally) -> str:
    shown = [f"{share:.2f}" if share is not None else "–" for share in (tally.precision, tally.recall)]
    return f"{name:45} {tally.right:5} {tally.wrong:5} {tally.missed:6} {shown[0]:>9} {shown[1]:>6}"


if __name__ == "__main__":
    main()
