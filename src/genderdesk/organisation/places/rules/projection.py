"""Outlines on paper: an equirectangular projection true to scale at the country's middle latitude, as SVG paths.

Over a country the size of Rwanda (2 degrees of latitude) the scale errs by less than 0.1 %.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

from genderdesk.organisation.places.rules.outlines import Box, Ring, Shape, polygons


@dataclass(frozen=True, slots=True)
class Projection:
    """From degrees to a picture's units, the origin at its north-west corner."""

    box: Box
    scale: float
    shrink: float
    margin: float
    width: float
    height: float

    @classmethod
    def fitted(cls, box: Box, width: float, margin: float = 2.0) -> Projection:
        """The projection that fits a box into ``width`` units; the height follows from the shape."""
        shrink = cos(radians((box.north + box.south) / 2))
        span_east = max((box.east - box.west) * shrink, 1e-9)
        scale = (width - 2 * margin) / span_east
        return cls(box, scale, shrink, margin, width, round((box.north - box.south) * scale + 2 * margin, 1))

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """x to the east and y to the south, in the picture's units."""
        return (
            self.margin + (longitude - self.box.west) * self.shrink * self.scale,
            self.margin + (self.box.north - latitude) * self.scale,
        )

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Latitude and longitude of a point of the picture, for a pin set by a click."""
        return (
            self.box.north - (y - self.margin) / self.scale,
            self.box.west + (x - self.margin) / (self.shrink * self.scale),
        )


def joined_box(boxes: Iterable[Box]) -> Box:
    """The box around boxes; ValueError where there is none."""
    first, *others = boxes
    for other in others:
        first = first.joined(other)
    return first


def svg_path(outline: Shape, projection: Projection, digits: int = 0) -> str:
    """The ``d`` of an SVG path: relative steps, rounded, without points that round into the one before.

    Holes are rings of their own, so draw it with ``fill-rule="evenodd"``.
    """
    return "".join(_ring_path(ring, projection, digits) for polygon in polygons(outline) for ring in polygon)


def _ring_path(ring: Ring, projection: Projection, digits: int) -> str:
    scale = 10**digits
    # Whole tenths, so that rounding never adds up along the ring.
    points = [projection.point(point[1], point[0]) for point in ring[:-1]]
    grid = [(round(x * scale), round(y * scale)) for x, y in points]
    kept = [point for place, point in enumerate(grid) if place == 0 or point != grid[place - 1]]
    start, *following = kept
    steps = []
    at = start
    for point in following:
        steps.append(_pair(point[0] - at[0], point[1] - at[1], scale))
        at = point
    return f"M{_pair(*start, scale)}" + (f"l{' '.join(steps)}" if steps else "") + "z"


def _pair(x: int, y: int, scale: int) -> str:
    return f"{_short(x / scale)},{_short(y / scale)}"


def _short(value: float) -> str:
    return f"{value:g}"
