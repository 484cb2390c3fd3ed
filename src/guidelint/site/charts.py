"""Charts as SVG that stands in the page: no script, no network, read by a screen reader as one labelled picture.

Drawn by Vega-Lite, which the package vl-convert-python carries with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import vl_convert
from markupsafe import escape

from guidelint.model.position import display_width
from guidelint.model.visible import one_line, xml_text

VEGA_LITE = "6.1"  # said, so that a newer package draws the same picture
WIDTH = 340  # of a whole picture in pixels: it fits a telephone, and three beside each other fit a desk

_LABEL = 26  # columns of a name beside a bar; a Chinese character takes two

_FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_INK, _MUTED, _LINE = "#1d2939", "#475467", "#e4e7ec"
_BLUE, _GREEN, _PURPLE = "#175cd3", "#027a48", "#6941c6"
LEVELS = {"error": "#b42318", "warning": "#d9860a", "hint": "#4e8ac9"}
_CONFIG = {
    "font": _FONT,
    "aria": False,
    "background": None,
    "padding": {"left": 8, "right": 26, "top": 6, "bottom": 6},
    "view": {"stroke": None},
    "axis": {
        "labelColor": _MUTED, "titleColor": _MUTED, "titleFontWeight": "normal", "labelFontSize": 12,
        "titleFontSize": 12, "gridColor": _LINE, "domainColor": "#98a2b3", "tickColor": "#98a2b3",
    },
    "legend": {"labelColor": _INK, "labelFontSize": 12, "title": None, "orient": "top", "symbolType": "square"},
    "text": {"color": _INK, "fontSize": 13, "fontWeight": 600},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `said` is written at its end. Height None draws no bar: nothing is known there. A period that still
    runs is drawn pale."""

    label: str
    height: float | None
    said: str
    is_running: bool = False


def columns(bars: Sequence[Bar], axis: str, label: str) -> str:
    """Bars side by side in the order of time."""
    rows = [{"label": b.label, "height": b.height, "said": b.said, "solid": not b.is_running} for b in bars]
    y = {
        "field": "height",
        "type": "quantitative",
        "title": axis,
        "axis": {"tickCount": 4, "domain": False, "ticks": False},
    }
    return _svg(
        {
            "height": 150,
            "data": {"values": rows},
            "encoding": {"x": _periods([bar.label for bar in bars]), "y": {**y, "scale": {"nice": True, "zero": True}}},
            "layer": [
                {
                    "mark": {"type": "bar", "color": _BLUE, "width": {"band": 0.6}},
                    "encoding": {"opacity": {"condition": {"test": "datum.solid", "value": 1}, "value": 0.55}},
                },
                {
                    "transform": [{"calculate": "isValid(datum.height) ? datum.height : 0", "as": "top"}],
                    "mark": {"type": "text", "baseline": "bottom", "dy": -4},
                    "encoding": {"text": {"field": "said"}, "y": {"field": "top", "type": "quantitative"}},
                },
            ],
        },
        label,
    )


def lines(periods: Sequence[str], rates: Mapping[str, Sequence[float | None]], axis: str, label: str) -> str:
    """Rates in per cent over time, one line each with its own shape of point; a gap where nothing is known."""
    rows = [
        {"label": period, "rate": value, "name": name}
        for name, values in rates.items()
        for period, value in zip(periods, values, strict=True)
    ]
    names = list(rates)
    colour = {"field": "name", "type": "nominal", "scale": {"domain": names, "range": [_GREEN, _PURPLE][: len(names)]}}
    return _svg(
        {
            "height": 110,
            "data": {"values": rows},
            "encoding": {
                "x": _periods(periods),
                "y": {
                    "field": "rate", "type": "quantitative", "title": axis, "scale": {"domain": [0, 100]},
                    "axis": {"values": [0, 50, 100], "domain": False, "ticks": False},
                },
                "color": {**colour, "legend": {"symbolType": "circle"}},
                "shape": {"field": "name", "type": "nominal", "scale": {"domain": names, "range": ["circle", "diamond"]}},
            },
            "layer": [
                {"mark": {"type": "line", "strokeWidth": 2, "invalid": "break-paths-show-domains"}},
                {"mark": {"type": "point", "filled": True, "size": 70, "opacity": 1, "invalid": "filter"}},
            ],
        },
        label,
    )  # fmt: skip


def ranking(rows: Sequence[tuple[str, Mapping[str, int]]], words: Mapping[str, str], label: str) -> str:
    """Bars below each other, each made of parts; `words` names the parts in their order, and gives the legend."""
    colours = [LEVELS.get(part, _MUTED) for part in words]
    rows = list(zip(_labels([name for name, _ in rows]), (parts for _, parts in rows), strict=True))
    values = [
        {"label": name, "part": words[part], "count": parts.get(part, 0), "order": order}
        for name, parts in rows
        for order, part in enumerate(words)
        if parts.get(part, 0)
    ]
    totals = [{"label": name, "total": sum(parts.values())} for name, parts in rows]
    y = {
        "field": "label", "type": "nominal", "sort": [name for name, _ in rows], "title": None,
        "axis": {"labelLimit": 0, "domain": False, "ticks": False, "labelPadding": 6, "labelColor": _INK},
    }  # fmt: skip
    x = {"type": "quantitative", "title": None, "axis": None}
    return _svg(
        {
            "height": {"step": 26},
            "encoding": {"y": y},
            "layer": [
                {
                    "data": {"values": values},
                    "mark": {"type": "bar", "height": {"band": 0.62}},
                    "encoding": {
                        "x": {"field": "count", "aggregate": "sum", **x},
                        "order": {"field": "order"},
                        "color": {
                            "field": "part", "type": "nominal",
                            "scale": {"domain": list(words.values()), "range": colours},
                            "legend": {} if len(words) > 1 else None,
                        },
                    },
                },
                {
                    "data": {"values": totals},
                    "mark": {"type": "text", "align": "left", "dx": 5},
                    "encoding": {"x": {"field": "total", **x}, "text": {"field": "total"}},
                },
            ],
        },
        label,
    )  # fmt: skip


def _periods(labels: Sequence[str]) -> dict[str, Any]:
    axis = {
        "title": None,
        "labelAngle": 0 if len(labels) <= 4 else -40,
        "labelOverlap": True,
        "labelLimit": 0,
        "ticks": False,
    }
    return {"field": "label", "type": "ordinal", "sort": list(labels), "axis": axis}


def _labels(names: Sequence[str]) -> list[str]:
    """The names as far as there is room beside a bar, no two alike. The package itself would cut a name between the halves
    of a character, and fail."""
    found: list[str] = []
    for name in map(_drawable, names):
        kept = sum(end < _LABEL for end in accumulate(map(display_width, name)))
        short = name if kept >= len(name) - 1 else f"{name[:kept]}…"
        found.append(short if short not in found else f"{short}（{len(found) + 1}）")
    return found


def _drawable(value: Any) -> Any:
    """The values with every text as one line that XML can hold: the package draws in Rust, where another character ends the
    whole process."""
    if isinstance(value, str):
        return xml_text(one_line(value))
    if isinstance(value, Mapping):
        return {key: _drawable(one) for key, one in value.items()}
    return [_drawable(one) for one in value] if isinstance(value, (list, tuple)) else value


def _svg(spec: Mapping[str, Any], label: str) -> str:
    whole = {
        **spec,
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": _CONFIG,
    }
    drawn: str = vl_convert.vegalite_to_svg(_drawable(whole), vl_version=VEGA_LITE)
    # Its own roles and labels would be read one by one; the table under the chart says more.
    hidden = drawn.replace("<svg", '<svg aria-hidden="true"', 1)
    return f'<div role="img" aria-label="{escape(_drawable(label))}">{hidden}</div>'
