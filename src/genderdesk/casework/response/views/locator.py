"""A small picture of where: the districts' outlines, the place as far as it is known, and the nearest units.

Drawn on the server from outlines that we keep; no tile is ever asked for, since tiles tell strangers where we look.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from genderdesk.casework.response.models import Dispatch, ResponseUnit
from genderdesk.organisation.places.queries import DistrictPath, district_paths, projection_of_districts

_WIDTH = 640
# Units of the picture around what is shown, and the smallest piece of the country that is drawn.
_MARGIN, _LEAST = 30.0, 150.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A unit on the picture."""

    x: float
    y: float
    word: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Locator:
    """The piece of the country that is shown: a view box, outlines, the pin and the units. Sizes follow ``span``."""

    view_box: str
    span: float
    paths: tuple[DistrictPath, ...]
    here: str
    pin: tuple[float, float]
    dots: tuple[Dot, ...]

    @property
    def text(self) -> float:
        return round(self.span / 24, 1)

    @property
    def radius(self) -> float:
        return round(self.span / 60, 1)


def draw(dispatch: Dispatch, units: list[ResponseUnit]) -> Locator | None:
    """The picture for one response; None where its place or the outlines are not known."""
    projection = projection_of_districts(_WIDTH)
    if projection is None or dispatch.latitude is None or dispatch.longitude is None:
        return None
    pin = projection.point(dispatch.latitude, dispatch.longitude)
    dots: dict[tuple[float, float], list[str]] = {}
    for unit in units:
        north = unit.latitude if unit.latitude is not None else unit.home.latitude
        east = unit.longitude if unit.longitude is not None else unit.home.longitude
        if north is not None and east is not None:
            x, y = projection.point(north, east)
            dots.setdefault((round(x, 1), round(y, 1)), []).append(unit.call_sign)
    shown = tuple(Dot(x, y, ", ".join(names)) for (x, y), names in dots.items())
    points = [pin, *((each.x, each.y) for each in shown)]
    left, right = min(x for x, _y in points), max(x for x, _y in points)
    top, bottom = min(y for _x, y in points), max(y for _x, y in points)
    span = max(right - left, bottom - top, _LEAST - 2 * _MARGIN) + 2 * _MARGIN
    corner = ((left + right - span) / 2, (top + bottom - span) / 2)
    # A word at the right edge stands to the left of its dot.
    edge = corner[0] + span * 0.75
    shown = tuple(replace(each, anchor="end") if each.x > edge else each for each in shown)
    box = f"{corner[0]:.0f} {corner[1]:.0f} {span:.0f} {span:.0f}"
    return Locator(box, span, district_paths(_WIDTH), dispatch.district_id or "", pin, shown)
