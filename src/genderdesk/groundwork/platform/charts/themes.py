"""Two looks of a chart, for a light and a dark screen; the ground is the page's own."""

from __future__ import annotations

from typing import Any, Literal

Theme = Literal["light", "dark"]

# The drawing engine measures with Liberation Sans, whose letters are as wide as Arial's.
FONT = "Arial, 'Liberation Sans', Helvetica, Roboto, sans-serif"

# Each pair of neighbours differs in lightness by a contrast of at least 1.8, and all but the palest by 3 from the ground.
_INK: dict[Theme, dict[str, Any]] = {
    "light": {
        "text": "#0b0c0c",
        "quiet": "#505a5f",
        "line": "#b1b4b6",
        "main": "#1d70b8",
        "earlier": "#0b0c0c",
        "steps": ["#12436d", "#5694ca", "#b1b4b6", "#f47738", "#28a197"],
        "on_steps": ["#ffffff", "#0b0c0c", "#0b0c0c", "#0b0c0c", "#0b0c0c"],
    },
    "dark": {
        "text": "#f3f2f1",
        "quiet": "#b1b4b6",
        "line": "#505a5f",
        "main": "#5694ca",
        "earlier": "#f3f2f1",
        "steps": ["#8eb8dc", "#2b6ea8", "#626a6e", "#f47738", "#28a197"],
        "on_steps": ["#0b0c0c", "#ffffff", "#ffffff", "#0b0c0c", "#0b0c0c"],
    },
}


def ink(theme: Theme, name: str) -> Any:
    """A colour of a theme, or its list of steps."""
    return _INK[theme][name]


def config(theme: Theme) -> dict[str, Any]:
    """Vega-Lite's ``config``: no frame, no grid, no ticks; text as large as the page's small text."""
    ink_of = _INK[theme]
    axis = {
        "grid": False,
        "ticks": False,
        "domain": False,
        "labelColor": ink_of["text"],
        "labelFont": FONT,
        "labelFontSize": 13,
        "labelPadding": 8,
        "titleColor": ink_of["quiet"],
        "titleFont": FONT,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "domainColor": ink_of["line"],
        "tickColor": ink_of["line"],
    }
    legend = {
        "labelColor": ink_of["text"],
        "labelFont": FONT,
        "labelFontSize": 13,
        "labelLimit": 320,
        "symbolType": "square",
        "orient": "top",
        "direction": "horizontal",
        "title": None,
        "offset": 8,
    }
    return {
        "background": None,
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "legend": legend,
        "text": {"color": ink_of["text"], "font": FONT, "fontSize": 13},
        "padding": 2,
    }


def coloured(value: Any, theme: Theme) -> Any:
    """A spec with every ``"ink:name"`` or ``"ink:name:number"`` replaced by the theme's colour."""
    if isinstance(value, dict):
        return {key: coloured(each, theme) for key, each in value.items()}
    if isinstance(value, list):
        return [coloured(each, theme) for each in value]
    if isinstance(value, str) and value.startswith("ink:"):
        name, _colon, number = value[4:].partition(":")
        return _INK[theme][name][int(number)] if number else _INK[theme][name]
    return value
