"""How long `guidelint report` takes, and how large what it writes is.

    python -m benchmarks.report --guides 10000

The check and the writing are told apart; their sum is what a user waits for.
"""

import argparse
import gc
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.corpus import write
from guidelint.checking.engine import Engine, Options
from guidelint.site.build import Builder
from guidelint.site.folder import written_whole
from guidelint.site.overview import Counted
from guidelint.tickets.statistics import Statistics, counted
from guidelint.workspace.workspace import Workspace

TODAY = date(2026, 6, 30)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guides", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "workspace")
        write(root, arguments.guides, arguments.seed)
        measure(root, Path(folder, "report"))


def measure(root: Path, site: Path) -> None:
    begun = time.perf_counter()
    engine = Engine.prepare(Workspace.find(root, root), Options(today=TODAY))
    checked = engine.check([root])
    print(f"checked {checked.guides} guides, {len(checked.findings)} findings: {time.perf_counter() - begun:.1f} s")
    tickets, left = counted((loaded.model for loaded in engine.tickets.values()), TODAY, also=("演示",))
    begun = time.perf_counter()
    gc.freeze()
    with written_whole(site) as into:
        numbers = Counted(Statistics(tickets, (), TODAY), left, "quarter")
        pages = Builder.of(engine, checked, into, TODAY, "zh").write(numbers, ())
    print(f"wrote {pages} pages: {time.perf_counter() - begun:.1f} s")
    index = sum(file.stat().st_size for file in (site / "assets").glob("index-*.js"))
    largest = max(site.rglob("*.html"), key=lambda file: file.stat().st_size)
    print(f"search index {index:,} bytes; overview {(site / 'index.html').stat().st_size:,} bytes")
    print(f"largest page {largest.relative_to(site)} {largest.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
