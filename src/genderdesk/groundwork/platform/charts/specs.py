"""The few kinds of chart: bars, stacked bars, lines, ranges. Each returns a Vega-Lite spec as a dict.

Widths are those of a card on a phone (300 units), so that letters keep their size there. Every bar carries its number,
so there is no value axis to read it from. A value of None may not be shown: it draws nothing, and its text says so.
Colours are named (``ink:main``) and become a theme's when the chart is kept.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 300
BAR_STEP = 26
NAMES_WIDTH = 130
_LINE = 14
_LINE_LETTERS = 20
_MOST_LINES = 3
# What is left for the bars, and how wide a letter of their numbers is on the average, with a gap before the first.
_PLOT_WIDTH = WIDTH - NAMES_WIDTH - 8
_LETTER_WIDTH, _GAP = 7.2, 9
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
# A segment narrower than this share of the longest bar carries no number; the table has it.
_NARROW = 0.09


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, value, the number as text, and the value of the period before where it is shown."""

    label: str
    value: float | None
    text: str
    earlier: float | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """A middle and a high value on one line (median and 90th percentile), with their text."""

    label: str
    middle: float | None
    high: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its label and (point's label, value) in order; None makes a gap."""

    label: str
    points: tuple[tuple[str, float | None], ...]


def _chart(description: str, **rest: Any) -> dict[str, Any]:
    return {
        "$schema": _SCHEMA,
        "description": description,
        "width": WIDTH,
        "autosize": {"type": "fit-x", "contains": "padding"},
        **rest,
    }


def _named_rows() -> dict[str, Any]:
    """Names in a column of fixed width, flush left: a font wider than the one measured with cuts no name off."""
    axis = {
        "title": None,
        "labelAlign": "left",
        "labelPadding": NAMES_WIDTH,
        "labelLimit": NAMES_WIDTH - 4,
        "minExtent": NAMES_WIDTH,
        "maxExtent": NAMES_WIDTH,
        "labelExpr": r"split(datum.label, '\n')",
        "labelLineHeight": _LINE,
        # The first of several lines stands higher, so that all are centred on their bar.
        "labelOffset": {
            "condition": [
                {"test": rf"length(split(datum.label, '\n')) == {lines}", "value": -_LINE * (lines - 1) // 2}
                for lines in range(2, _MOST_LINES + 1)
            ],
            "value": 0,
        },
    }
    return {"field": "label", "type": "nominal", "sort": None, "axis": axis}


def _name(label: str) -> str:
    """A label on one to three lines; a longer one ends in an ellipsis, and the table has it whole."""
    return "\n".join(textwrap.wrap(label, _LINE_LETTERS, max_lines=_MOST_LINES, placeholder="…")) or label


def _step(labels: Sequence[str], single: int) -> dict[str, int]:
    """The height of a row: enough for all lines of the longest name."""
    lines = max((_name(label).count("\n") + 1 for label in labels), default=1)
    return {"step": max(single, lines * _LINE + 8)}


def _end_of_axis(rows: Sequence[tuple[float, str]]) -> float:
    """Where the axis ends so that each text fits behind the end of its bar: (end, text) of all rows."""
    return max([1.0, *(end / max(1 - (len(text) * _LETTER_WIDTH + _GAP) / _PLOT_WIDTH, 0.2) for end, text in rows)])


def _length(field: str, end: float) -> dict[str, Any]:
    scale = {"domain": [0, end], "nice": False}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def bars(rows: Sequence[Bar], description: str) -> dict[str, Any]:
    """Lying bars with their numbers; the period before as a pale bar behind each."""
    longest = _end_of_axis([(max(row.value or 0, row.earlier or 0), row.text) for row in rows])
    values = [
        {
            "label": _name(row.label),
            "value": row.value or 0,
            "earlier": row.earlier or 0,
            "end": max(row.value or 0, row.earlier or 0),
            "text": row.text,
            "hidden": row.value is None,
        }
        for row in rows
    ]
    y = _named_rows()
    text_ink = {"condition": {"test": "datum.hidden", "value": "ink:quiet"}, "value": "ink:text"}
    return _chart(
        description,
        height=_step([row.label for row in rows], BAR_STEP),
        data={"values": values},
        layer=[
            {
                "mark": {"type": "bar", "color": "ink:line", "height": {"band": 0.78}},
                "encoding": {"y": y, "x": _length("earlier", longest)},
            },
            {
                "mark": {"type": "bar", "color": "ink:main", "height": {"band": 0.5}},
                "encoding": {"y": y, "x": _length("value", longest)},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 5},
                "encoding": {"y": y, "x": _length("end", longest), "text": {"field": "text"}, "color": text_ink},
            },
        ],
    )


def _pieces(
    rows: Sequence[tuple[str, Sequence[float | None], Sequence[str]]], parts: Sequence[str], longest: float
) -> list[dict[str, Any]]:
    """Each part of each bar: from where to where, and its text where it is wide enough for one."""
    found: list[dict[str, Any]] = []
    for label, values, texts in rows:
        start = 0.0
        for number, (value, text) in enumerate(zip(values, texts, strict=True)):
            end = start + (value or 0)
            shown = text if value and value / longest >= _NARROW else ""
            cell = {"label": _name(label), "part": parts[number], "from": start, "to": end, "middle": (start + end) / 2}
            found.append({**cell, "text": shown})
            start = end
    return found


def stacked_bars(
    rows: Sequence[tuple[str, Sequence[float | None], Sequence[str]]],
    parts: Sequence[str],
    description: str,
    ends: Sequence[str] = (),
) -> dict[str, Any]:
    """Lying bars cut into named parts: each row is (label, values, texts) in the order of ``parts``.

    ``ends`` are words behind each bar, such as that a part of it may not be shown.
    """
    longest = max([1.0, *(sum(value or 0 for value in values) for _label, values, _texts in rows)])
    sums = [sum(value or 0 for value in values) for _label, values, _texts in rows]
    behind = [
        {"label": _name(row[0]), "end": end, "words": words} for row, end, words in zip(rows, sums, ends, strict=False)
    ]
    axis = _end_of_axis([(end, words) for end, words in zip(sums, ends, strict=False)] or [(longest * 1.02, "")])
    fills = [f"ink:steps:{number}" for number in range(len(parts))]
    letters = [f"ink:on_steps:{number}" for number in range(len(parts))]
    part = {"field": "part", "type": "nominal"}
    y = _named_rows()
    return _chart(
        description,
        height=_step([label for label, _values, _texts in rows], BAR_STEP + 4),
        data={"values": _pieces(rows, parts, longest)},
        resolve={"scale": {"color": "independent"}},
        layer=[
            {
                "mark": {"type": "bar", "height": {"band": 0.7}},
                "encoding": {
                    "y": y,
                    "x": _length("from", axis),
                    "x2": {"field": "to"},
                    "color": {**part, "scale": {"domain": list(parts), "range": fills}, "legend": {"columns": 1}},
                },
            },
            {
                "mark": {"type": "text", "baseline": "middle"},
                "encoding": {
                    "y": y,
                    "x": _length("middle", axis),
                    "text": {"field": "text"},
                    "color": {**part, "scale": {"domain": list(parts), "range": letters}, "legend": None},
                },
            },
            {
                "data": {"values": behind},
                "mark": {"type": "text", "align": "left", "dx": 5, "color": "ink:quiet"},
                "encoding": {"y": y, "x": _length("end", axis), "text": {"field": "words"}},
            },
        ],
    )


def ranges(rows: Sequence[Range], middle: str, high: str, description: str) -> dict[str, Any]:
    """A dot at the middle value and a stroke at the high one, joined by a line from nought, with the numbers."""
    longest = _end_of_axis([(max(row.middle or 0, row.high or 0), row.text) for row in rows])
    line, points = [], []
    for row in rows:
        end = max(row.middle or 0, row.high or 0)
        line.append({"label": _name(row.label), "end": end, "text": row.text, "hidden": row.middle is None})
        for name, value in ((middle, row.middle), (high, row.high)):
            if value is not None:
                points.append({"label": _name(row.label), "value": value, "name": name})
    y = _named_rows()
    shape = {
        "field": "name",
        "type": "nominal",
        "scale": {"domain": [middle, high], "range": ["circle", "M-.14,-1H.14V1H-.14Z"]},
        "legend": {"columns": 1, "symbolFillColor": "ink:main", "symbolOpacity": 1, "symbolSize": 120},
    }
    text_ink = {"condition": {"test": "datum.hidden", "value": "ink:quiet"}, "value": "ink:text"}
    return _chart(
        description,
        height=_step([row.label for row in rows], BAR_STEP + 6),
        data={"values": line},
        layer=[
            {
                "mark": {"type": "bar", "color": "ink:line", "height": 2},
                "encoding": {"y": y, "x": _length("end", longest)},
            },
            {
                "data": {"values": points},
                "mark": {"type": "point", "size": 120, "filled": True, "color": "ink:main", "opacity": 1},
                "encoding": {"y": y, "x": _length("value", longest), "shape": shape},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 9},
                "encoding": {
                    "y": y,
                    "x": _length("end", longest),
                    "text": {"field": "text"},
                    "color": text_ink,
                },
            },
        ],
    )


def lines(series: Sequence[Series], description: str, height: int = 150) -> dict[str, Any]:
    """Lines over time, each named at its end; a gap where a value may not be shown."""
    values = [
        {"x": label, "y": value, "name": each.label}
        for each in series
        for label, value in each.points
        if value is not None
    ]
    order = [label for label, _value in series[0].points] if series else []
    highest = max([1.0, *(value for each in series for _label, value in each.points if value is not None)])
    names = [each.label for each in series]
    x = {
        "field": "x",
        "type": "ordinal",
        "scale": {"domain": order, "padding": 0.2},
        "axis": {"title": None, "labelAngle": 0, "labelOverlap": True, "domain": True},
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [0, highest * 1.08], "nice": True},
        "axis": {"title": None, "tickCount": 4, "labelColor": "ink:quiet"},
    }
    colour = {
        "field": "name",
        "type": "nominal",
        "scale": {"domain": names, "range": ["ink:main", "ink:second", "ink:third"][: len(names)]},
        "legend": {"symbolType": "stroke", "symbolStrokeWidth": 3, "symbolOpacity": 1},
    }
    dash = {
        "field": "name",
        "type": "nominal",
        "scale": {"domain": names, "range": [[1, 0], [5, 3], [2, 2]][: len(names)]},
        "legend": None,
    }
    runs = _runs(series)
    return _chart(
        description,
        height=height,
        data={"values": values},
        layer=[
            {
                "data": {"values": runs},
                "mark": {"type": "line", "strokeWidth": 2.5},
                "encoding": {"x": x, "y": y, "color": colour, "strokeDash": dash, "detail": {"field": "run"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 34, "opacity": 1},
                "encoding": {"x": x, "y": y, "color": colour},
            },
        ],
    )


def _runs(series: Sequence[Series]) -> list[dict[str, Any]]:
    """The points numbered by unbroken run, since a line must not leap over a gap."""
    rows: list[dict[str, Any]] = []
    for each in series:
        run = 0
        for label, value in each.points:
            if value is None:
                run += 1
            else:
                rows.append({"x": label, "y": value, "name": each.label, "run": f"{each.label} {run}"})
    return rows
