"""How often guide lines and window lines that mean the same are paired.

    python -m benchmarks.accuracy.pairing [--split dev|held-out|all] [--wrong]

Each pair is a published list of the bundled guides, rewritten as a window would say it: other names of the same
documents, lines split and merged, lines left out and lines added, another order. The rewriting is seeded, and it knows
which line came from which, so the truth does not come from the program under test. Guides are halved by the hash of
their id; the pairing was tuned on the first half only.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from benchmarks.accuracy.corpus import ROOT
from guidelint.checking.engine import Engine, Options
from guidelint.contract.need import demanded, promised
from guidelint.contract.pairing import pair
from guidelint.model.guide import Guide
from guidelint.model.window import Demand, Observed, WindowRecord
from guidelint.workspace.workspace import Workspace

VARIANTS = 2
EXTRA = ("无犯罪记录证明", "健康证明", "银行流水", "法律意见书", "环境影响评价报告", "消防验收意见书")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A guide, the window record made from it, and the true pairs of (material, demand) positions."""

    guide: Guide
    window: WindowRecord
    truth: frozenset[tuple[int, int]]


def rewrite(engine: Engine, guide: Guide, seed: int) -> Rewritten:
    """One window's way to say the guide's list."""
    dice = random.Random(f"{guide.id}/{seed}")
    lines: list[tuple[set[int], list[str]]] = []
    for index, material in enumerate(guide.materials):
        requirements = engine.phrases.parse(material.name).requirements
        words = [[_synonym(engine, option.concept, option.text, dice) for option in r.documents] for r in requirements]
        if not words or dice.random() < 0.1:
            continue  # a line that the window does not ask for
        if len(words) > 1 and dice.random() < 0.5:
            lines.append(({index}, ["和".join(alternatives[0] for alternatives in words)]))
        else:
            lines += [({index}, alternatives) for alternatives in words]
    if len(lines) > 2 and dice.random() < 0.3:
        (ours, first), (theirs, second) = lines.pop(), lines.pop()
        lines.append((ours | theirs, [f"{first[0]}和{second[0]}"]))
    lines += [(set(), [extra]) for extra in dice.sample(EXTRA, k=dice.randint(0, 2))]
    dice.shuffle(lines)
    demands = tuple(Demand(tuple(accepts)) for _, accepts in lines)
    window = WindowRecord(guide.id, "大厅", Observed("2024-01-01", "窗口自报"), materials=demands)
    truth = frozenset((material, demand) for demand, (origin, _) in enumerate(lines) for material in origin)
    return Rewritten(guide, window, truth)


def _synonym(engine: Engine, concept: str | None, text: str, dice: random.Random) -> str:
    """Another name of the same document; an unknown one is shortened or said with other words around it."""
    if concept is None:
        return dice.choice(
            [text, f"{text}材料" if not text.endswith("材料") else text, text[-8:], text.replace("的", "")]
        )
    found = engine.thesaurus.concept(concept)
    return dice.choice((found.pref.zh, *found.alt))


def cases(split: str) -> Iterator[Rewritten]:
    engine = _engine()
    workspace = engine.workspace
    for loaded in workspace.guides(workspace.files(workspace.config.guides)):
        half = "dev" if int(sha256(loaded.model.id.encode()).hexdigest()[0], 16) % 2 == 0 else "held-out"
        if split in ("all", half) and loaded.model.materials:
            yield from (rewrite(engine, loaded.model, seed) for seed in range(VARIANTS))


def _engine() -> Engine:
    return Engine.prepare(Workspace.find(Path(ROOT), Path(ROOT)), Options())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=["dev", "held-out", "all"], default="dev")
    parser.add_argument("--wrong", action="store_true", help="show every pair made wrongly or missed")
    arguments = parser.parse_args()
    engine = _engine()
    counts = {"sure": [0, 0], "all": [0, 0]}  # right, made
    wanted = total = 0
    for case in cases(arguments.split):
        total += 1
        wanted += len(case.truth)
        ours = promised(case.guide, engine.phrases)
        theirs = demanded(case.window, engine.phrases)
        pairs = pair(ours, theirs, engine.phrases).pairs
        for name, chosen in (("sure", [p for p in pairs if p.sure]), ("all", list(pairs))):
            made = {(p.promise.index, p.demand.index) for p in chosen}
            counts[name][0] += len(made & case.truth)
            counts[name][1] += len(made)
        if arguments.wrong:
            made = {(p.promise.index, p.demand.index) for p in pairs}
            for sign, some in (("+", made - case.truth), ("-", case.truth - made)):
                for material, demand in sorted(some):
                    print(sign, case.guide.materials[material].name, "|", case.window.materials[demand].accepts)
    print(f"{total} guide/window pairs ({arguments.split}), {wanted} true line pairs")
    for name, (right, made) in counts.items():
        print(f"{name:5} precision {right / made:.3f}  recall {right / wanted:.3f}  ({right} right of {made} made)")


if __name__ == "__main__":
    main()
