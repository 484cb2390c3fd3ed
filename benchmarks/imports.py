"""Memory and speed of imports: many items from JSON lines and from SQLite, beside reading the same with the plain library.

    nice -n 10 python -m benchmarks.imports                          # 1,000 and 10,000 items
    nice -n 10 python -m benchmarks.imports --items 1000 10000 100000

Every import writes its guides into a new workspace. The plain reading is msgspec going through the lines and sqlite3 going
through the tables, in a process of its own. Prints peak MB, items a second of processor time, and the ratio of both times,
and keeps them as JSON in benchmarks/results.
"""

import argparse
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.measure import machine

RESULTS = Path(__file__).parent / "results" / f"{platform.machine()}-imports.json"
MATERIALS = 4  # of an item
PLAIN: Mapping[str, str] = {
    "items.jsonl": "import msgspec\nfor line in open('items.jsonl', 'rb'): msgspec.json.decode(line)",
    "items.db": "import sqlite3\nbase = sqlite3.connect('items.db')\n"
    "for table in ('basic', 'material'):\n for row in base.execute(f'select * from up_task_general_{table}'): dict(enumerate(row))",
}
BASIC = (
    "row_guid", "task_code", "task_name", "task_type", "task_version", "dept_name", "server_type", "accept_condition",
    "anticipate_day", "anticipate_type", "promise_day", "promise_type", "is_fee", "limit_scene_num", "transact_addr",
)  # fmt: skip
MATERIAL = (
    "row_guid",
    "task_guid",
    "order_num",
    "material_name",
    "material_type",
    "is_need",
    "source_type",
    "page_num",
)


class Measured(NamedTuple):
    """`seconds` of processor time, `peak` resident megabytes."""

    seconds: float
    peak: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, nargs="+", default=[1000, 10000])
    arguments = parser.parse_args()
    found: dict[str, Any] = {"machine": machine(), "sizes": {}}
    for items in arguments.items:
        with tempfile.TemporaryDirectory(prefix="guidelint-imports-") as folder:
            place = Path(folder)
            _json_lines(place / "items.jsonl", items)
            _sqlite(place / "items.db", items)
            for source, plain in PLAIN.items():
                own, baseline = _imported(place, source), _measured((sys.executable, "-c", plain), place)
                line = {
                    "peak MB": round(own.peak, 1),
                    "items a second": round(items / own.seconds),
                    "plain peak MB": round(baseline.peak, 1),
                    "times plain": round(own.seconds / baseline.seconds, 1),
                }
                found["sizes"].setdefault(source, {})[str(items)] = line
                print(source, items, line, flush=True)
    RESULTS.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _imported(place: Path, source: str) -> Measured:
    workspace = place / f"{source}-workspace"
    (workspace / "guides").mkdir(parents=True)
    (workspace / "guidelint.yaml").write_text("", encoding="utf-8")
    program = Path(sys.executable).parent / "guidelint"
    return _measured((str(program), "import", "guides", str(place / source)), workspace)


def _measured(command: Sequence[str], place: Path) -> Measured:
    process = subprocess.Popen(command, cwd=place, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{command} failed")
    return Measured(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _json_lines(file: Path, items: int) -> None:
    with file.open("w", encoding="utf-8") as stream:
        for number in range(items):
            record = {
                "AUDIT_ITEM": {
                    "task_code": f"11450000MB{number:08d}", "task_name": f"演示事项{number}", "task_type": "01", "task_version": "1",
                    "dept_name": "演示局", "serve_type": "1,2", "accept_name": "1.有场所；2.有人员", "anticipate_day": "20",
                    "anticipate_type": "1", "promise_day": "5", "promise_type": "1", "is_fee": "0", "limit_scene_num": "1",
                },
                "AUDIT_MATERIAL": [
                    {"material_name": f"演示材料{one}", "material_type": "1", "material_form": "1", "is_need": "1", "source_type": "10",
                     "original_amount": 1, "copy_amount": 1, "ordernum": one, "accept_stand": "内容真实", "form_guid": ""}
                    for one in range(MATERIALS)
                ],
            }  # fmt: skip
            stream.write(json.dumps({"data": {"list": [record]}}, ensure_ascii=False) + "\n")


def _sqlite(file: Path, items: int) -> None:
    with closing(sqlite3.connect(file)) as base:
        base.execute(f"create table up_task_general_basic ({', '.join(BASIC)})")
        base.execute(f"create table up_task_general_material ({', '.join(MATERIAL)})")
        for number in range(items):
            guid, code = f"g{number}", f"11A{number:08d}"
            row = (
                guid,
                code,
                f"演示事项{number}",
                "01",
                1,
                "演示局",
                "1,2",
                "1.有场所；2.有人员",
                20,
                "1",
                5,
                "1",
                "0",
                1,
                "演示路1号",
            )
            base.execute(f"insert into up_task_general_basic values ({', '.join('?' * len(row))})", row)
            base.executemany(
                f"insert into up_task_general_material values ({', '.join('?' * len(MATERIAL))})",
                [(f"m{number}-{one}", guid, one, f"演示材料{one}", "1", "1", "10", 1) for one in range(MATERIALS)],
            )
        base.commit()


if __name__ == "__main__":
    main()
