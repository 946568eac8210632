"""Charts: Vega-Lite specs drawn as SVG on the server, so that a page with charts needs no script.

``specs`` builds the few kinds of chart that the desk uses, ``press`` draws in a process of its own that ends
afterwards (the drawing engine holds 85 MB), ``store`` keeps each drawing on disk under the hash of its spec.
Texts in a spec are already translated and numbers already formatted. A spec may not fetch anything.
"""

from genderdesk.groundwork.platform.charts.specs import Bar, Range, Series, bars, lines, ranges, stacked_bars
from genderdesk.groundwork.platform.charts.store import (
    ChartFault,
    chart_key,
    chart_of,
    chart_svg,
    draw_all,
    forget_unused,
    is_known,
    remember,
)
from genderdesk.groundwork.platform.charts.themes import Theme

__all__ = [
    "Bar",
    "ChartFault",
    "Range",
    "Series",
    "Theme",
    "bars",
    "chart_key",
    "chart_of",
    "chart_svg",
    "draw_all",
    "forget_unused",
    "is_known",
    "lines",
    "ranges",
    "remember",
    "stacked_bars",
]
