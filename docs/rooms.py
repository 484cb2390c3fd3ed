"""Draws the rooms of `src/guidelint` from the imports that the code has: `python -m docs.rooms` writes docs/rooms.svg.

A row and a column a room, in the order of the import contract: a mark says that the row's room uses the column's. All
marks below the diagonal mean that each room uses only what stands below it.
"""

import tomllib
from html import escape
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[1]
FILE = ROOT / "docs" / "rooms.svg"

_CELL, _LEFT, _TOP = 28, 110, 100  # pixels
_INK, _LINE, _MARK = "#1f2933", "#d5dbe1", "#123a6b"


def rooms() -> list[str]:
    """The rooms from the top, as the import contract lists them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [room.strip() for layer in layers for room in layer.split("|")]


def uses() -> set[tuple[str, str]]:
    """Each two rooms of which a module of the first imports one of the second."""
    graph = grimp.build_graph("guidelint", cache_dir=None)
    arrows = ((one, other) for one in graph.modules for other in graph.find_modules_directly_imported_by(one))
    return {(_room(one), _room(other)) for one, other in arrows if _room(one) and _room(other) not in ("", _room(one))}


def _room(module: str) -> str:
    """The package's own face, which loads names when they are first used, is none."""
    return module.split(".")[1] if "." in module else ""


def draw() -> str:
    names, marks = rooms(), uses()
    width, height = _LEFT + _CELL * len(names), _TOP + _CELL * len(names)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + 20} {height + 20}" font-family="sans-serif" font-size="13">',
        f'<title>Which room uses which</title><rect width="{width + 20}" height="{height + 20}" fill="#ffffff"/>',
    ]
    for at, name in enumerate(names):
        x, y = _LEFT + _CELL * at, _TOP + _CELL * at
        parts += [
            f'<text x="12" y="{y + 18}" fill="{_INK}">{escape(name)}</text>',
            f'<text transform="translate({x + 18} {_TOP - 10}) rotate(-55)" fill="{_INK}">{escape(name)}</text>',
            f'<rect x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" fill="{_LINE}"/>',
            f'<path d="M{_LEFT} {y}H{width}M{x} {_TOP}V{height}" stroke="{_LINE}"/>',
        ]
    for row, upper in enumerate(names):
        for column, lower in enumerate(names):
            if (upper, lower) in marks:
                x, y = _LEFT + _CELL * column, _TOP + _CELL * row
                parts.append(f'<rect x="{x + 6}" y="{y + 6}" width="16" height="16" rx="3" fill="{_MARK}">')
                parts.append(f"<title>{escape(upper)} uses {escape(lower)}</title></rect>")
    return "\n".join(
        [*parts, f'<path d="M{_LEFT} {height}H{width}V{_TOP}" fill="none" stroke="{_LINE}"/>', "</svg>", ""]
    )


if __name__ == "__main__":
    FILE.write_text(draw(), encoding="utf-8")
