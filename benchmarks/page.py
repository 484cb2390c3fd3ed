"""The measurements as a table of ratios and a picture: docs/benchmarks.md."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[1] / "docs"
COLD, WARM, CHANGED = "guidelint, 2 processes", "guidelint, nothing changed", "guidelint, one guide changed"

# What is aimed at: how many times faster, for a run that knows nothing and for one where nothing changed.
AIMS = {
    "yamllint": (40.0, 200.0), "check-jsonschema": (10.0, None), "Spectral": (10.0, None),
    "AutoCorrect": (2.0, None), "ast-grep": (1.0, None),
}  # fmt: skip


def table(measured: Mapping[str, Any], guides: int) -> str:
    """One size as a Markdown table."""
    rows = measured["sizes"][str(guides)]
    cold, warm = rows[COLD]["wall"], rows[WARM]["wall"]
    lines = [
        "| tool | version | what it does | wall s | CPU s | peak MB | guidelint is faster by | in CPU | aim | unchanged, by | aim |",
        "|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, row in rows.items():
        ratio, in_cpu, aim, again, aim_again = "", "", "", "", ""
        if name in AIMS:
            wanted, wanted_again = AIMS[name]
            ratio, aim = f"{row['wall'] / cold:.2f}×", f"{wanted:g}×"
            in_cpu = f"{row['cpu'] / rows[COLD]['cpu']:.2f}×"
            again = f"{row['wall'] / warm:.0f}×"
            aim_again = f"{wanted_again:g}×" if wanted_again else ""
        lines.append(
            f"| {name} | {row['version']} | {row['does']} | {row['wall']:.3f} | {row['cpu']:.2f} | {row['peak_mb']:.0f} "
            f"| {ratio} | {in_cpu} | {aim} | {again} | {aim_again} |"
        )
    changed = rows[CHANGED]["wall"] / warm
    start = rows["guidelint --version"]["wall"] / rows["python -c 'import click'"]["wall"]
    lines += ["", f"One guide changed: {changed:.2f} times the unchanged run (aim: under 2). Start: {start:.2f} times `import click` (aim: under 1.5)."]  # fmt: skip
    return "\n".join(lines)


def write(measured: Mapping[str, Any]) -> None:
    """docs/benchmarks.md and docs/benchmarks.svg."""
    machine = measured["machine"]
    parts = [
        "# Benchmarks\n",
        "Written by `python -m benchmarks`; do not edit. All tools read the same generated guides in turn "
        "(`python -m benchmarks.corpus`: about 100 lines each, three in ten with window records, one in ten with a ticket, a "
        "third with findings). guidelint runs all rules, phrases and the comparison with the windows, and prints every "
        "finding. Spectral and check-jsonschema read the guides only; the others the windows and tickets too. The tools do "
        "different work: the last columns say how much time a check costs, not which tool is better.\n",
        f"Measured at commit {measured['commit']} on {measured['day']}: {machine['processor']}, {machine['cores']} cores, {machine['system']}, Python {machine['python']}; "
        f"whole processes, medians of {measured['rounds']} rounds for 1,000 guides and correspondingly fewer for more.\n",
        "![Seconds by tool](benchmarks.svg)\n",
    ]
    for guides in measured["sizes"]:
        parts += [f"## {int(guides):,} guides\n", table(measured, int(guides)) + "\n"]
    parts.append((Path(__file__).parent / "notes.md").read_text(encoding="utf-8"))
    (DOCS / "benchmarks.md").write_text("\n".join(parts), encoding="utf-8")
    (DOCS / "benchmarks.svg").write_text(_picture(measured), encoding="utf-8")


def _picture(measured: Mapping[str, Any]) -> str:
    import vl_convert

    guides, rows = next(iter(measured["sizes"].items()))
    values = [
        {"tool": name, "seconds": row["wall"], "ours": name.startswith("guidelint"), "said": f"{row['wall']:.2f} s"}
        for name, row in rows.items()
        if not name.startswith(("python", "guidelint --version", "guidelint, first"))
    ]
    y = {"field": "tool", "type": "nominal", "sort": {"field": "seconds"}, "title": None, "axis": {"labelLimit": 260}}
    x = {
        "field": "seconds",
        "type": "quantitative",
        "scale": {"type": "log"},
        "title": f"seconds for {int(guides):,} guides",
    }
    colour = {"condition": {"test": "datum.ours", "value": "#175cd3"}, "value": "#98a2b3"}
    said = {"mark": {"type": "text", "align": "left", "dx": 4}, "encoding": {"x": x, "y": y, "text": {"field": "said"}}}
    bars = {"mark": "bar", "encoding": {"x": x, "y": y, "color": colour}}
    return str(vl_convert.vegalite_to_svg({"width": 420, "data": {"values": values}, "layer": [bars, said]}))
