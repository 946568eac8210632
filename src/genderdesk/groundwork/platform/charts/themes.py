"""Two looks of a chart, for a light and a dark screen; the ground is the page's own."""

from __future__ import annotations

from typing import Any, Literal

Theme = Literal["light", "dark"]

# The drawing engine measures with Liberation Sans, whose letters are as wide as Arial's.
FONT = "Arial, 'Liberation Sans', Helvetica, Roboto, sans-serif"

# The page's own colours (web/static/web/desk.css): ink, muted, a pale ground for what is past, accent, a second hue.
# ``steps`` fill the parts of a stacked bar, ``on_steps`` are the letters on them with a contrast of at least 4.5.
_INK: dict[Theme, dict[str, Any]] = {
    "light": {
        "text": "#211b2c",
        "quiet": "#5a5367",
        "line": "#cdc6d6",
        "main": "#0a5f5b",
        "second": "#6b4fa3",
        "third": "#a8560f",
        "steps": ["#0a5f5b", "#b9b0c8", "#d98f52", "#6b4fa3", "#8c8799"],
        "on_steps": ["#ffffff", "#211b2c", "#211b2c", "#ffffff", "#211b2c"],
    },
    "dark": {
        "text": "#efecf4",
        "quiet": "#b8b1c6",
        "line": "#4a4259",
        "main": "#80d6cd",
        "second": "#c3aef0",
        "third": "#ffb27a",
        "steps": ["#80d6cd", "#5b5270", "#d9935c", "#c3aef0", "#b8b1c6"],
        "on_steps": ["#0a2523", "#ffffff", "#211b2c", "#211b2c", "#211b2c"],
    },
}


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
