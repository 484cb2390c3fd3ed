"""guidelint beside its peers, over the same generated guides, in turn.

    python -m benchmarks                       # 1,000 guides
    python -m benchmarks --guides 1000 10000 --rounds 5

Prints ratios, keeps every measurement as JSON in benchmarks/results, and rewrites docs/benchmarks.md with its picture.
"""

import argparse
import json
import platform
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from benchmarks import corpus, page
from benchmarks.measure import Case, guidelint_cases, machine, run_in_turn
from benchmarks.peers import install, peers

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guides", type=int, nargs="+", default=[1000])
    parser.add_argument("--rounds", type=int, default=5, help="for 1,000 guides; fewer for more")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-peers", action="store_true", help="guidelint alone")
    arguments = parser.parse_args()
    if not arguments.no_peers:
        install()
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=RESULTS.parent, capture_output=True, text=True, check=False
    )
    when = {"commit": commit.stdout.strip() or "unknown", "day": date.today().isoformat()}
    measured = {**when, "machine": machine(), "rounds": arguments.rounds, "seed": arguments.seed, "sizes": {}}
    for guides in arguments.guides:
        with tempfile.TemporaryDirectory(prefix="guidelint-benchmark-") as folder:
            place = Path(folder) / "corpus"
            corpus.write(place, guides, arguments.seed)
            cases: list[Case] = guidelint_cases(place, Path(folder) / "cache", guides)
            if not arguments.no_peers:
                cases += [Case(p.name, p.command, version=p.version, does=p.does) for p in peers(place)]
            measured["sizes"][str(guides)] = run_in_turn(cases, place, max(1, arguments.rounds * 1000 // guides))
        print(page.table(measured, guides), end="\n\n")
    RESULTS.mkdir(exist_ok=True)
    name = f"{platform.machine()}-{'-'.join(map(str, arguments.guides))}{'-alone' * arguments.no_peers}.json"
    (RESULTS / name).write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if not arguments.no_peers:
        page.write(measured)


if __name__ == "__main__":
    main()
