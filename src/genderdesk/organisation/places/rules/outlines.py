"""Outlines on the earth: GeoJSON (RFC 7946) Polygons and MultiPolygons in degrees, WGS 84.

Within a country of a few hundred kilometres a degree grid is flat enough to test points and find centres; distances
are great circles. Outlines that cross the 180th meridian are refused at import.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, hypot, radians, sin, sqrt
from typing import Any

# Mean radius of the earth (IUGG).
EARTH_RADIUS_KM = 6371.0088
KM_PER_DEGREE = EARTH_RADIUS_KM * radians(1)

Shape = dict[str, Any]
Ring = list[list[float]]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east

    def joined(self, other: Box) -> Box:
        return Box(
            min(self.south, other.south),
            min(self.west, other.west),
            max(self.north, other.north),
            max(self.east, other.east),
        )


def polygons(outline: Shape) -> list[list[Ring]]:
    """The polygons of an outline, each a list of rings: the shore first, then the holes."""
    return [outline["coordinates"]] if outline["type"] == "Polygon" else list(outline["coordinates"])


def bounding_box(outline: Shape) -> Box:
    """The smallest box around an outline."""
    points = [point for polygon in polygons(outline) for point in polygon[0]]
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes))


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance in kilometres (haversine), within 0.5 % of the ellipsoid."""
    north, other_north = radians(latitude), radians(other_latitude)
    half_north, half_east = (other_north - north) / 2, radians(other_longitude - longitude) / 2
    chord = sin(half_north) ** 2 + cos(north) * cos(other_north) * sin(half_east) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


def contains(outline: Shape, latitude: float, longitude: float) -> bool:
    """True where the point lies in the outline; a point on a border belongs to it, a point in a hole does not."""
    return any(
        _in_ring(shore, latitude, longitude)
        and not any(_in_ring(hole, latitude, longitude) and not _on_ring(hole, latitude, longitude) for hole in holes)
        for shore, *holes in polygons(outline)
    )


def _in_ring(ring: Ring, latitude: float, longitude: float) -> bool:
    """Even-odd rule: a ray to the east crosses the ring an odd number of times."""
    if _on_ring(ring, latitude, longitude):
        return True
    inside = False
    for (west, south), (east, north) in _edges(ring):
        if (south > latitude) != (north > latitude):
            crossing = west + (latitude - south) / (north - south) * (east - west)
            inside ^= longitude < crossing
    return inside


def _on_ring(ring: Ring, latitude: float, longitude: float) -> bool:
    for (west, south), (east, north) in _edges(ring):
        across = (east - west) * (latitude - south) - (north - south) * (longitude - west)
        if (
            across == 0
            and min(west, east) <= longitude <= max(west, east)
            and min(south, north) <= latitude <= max(south, north)
        ):
            return True
    return False


def _edges(ring: Ring) -> Iterator[tuple[list[float], list[float]]]:
    return zip((point[:2] for point in ring), (point[:2] for point in ring[1:]), strict=False)


def distance_to_km(outline: Shape, latitude: float, longitude: float) -> float:
    """Kilometres from a point to an outline: 0 inside, else to the nearest piece of its border."""
    return 0.0 if contains(outline, latitude, longitude) else border_km(outline, latitude, longitude)


def border_km(outline: Shape, latitude: float, longitude: float) -> float:
    """Kilometres from a point inside or outside to the nearest piece of border (flat earth around the point)."""
    shrink = cos(radians(latitude))
    return KM_PER_DEGREE * min(
        _distance_to_edge(
            (start[0] - longitude) * shrink,
            start[1] - latitude,
            (end[0] - longitude) * shrink,
            end[1] - latitude,
        )
        for polygon in polygons(outline)
        for ring in polygon
        for start, end in _edges(ring)
    )


def _distance_to_edge(x: float, y: float, end_x: float, end_y: float) -> float:
    """From the origin to the piece between two points, in the unit given."""
    run_x, run_y = end_x - x, end_y - y
    length = run_x**2 + run_y**2
    along = 0.0 if length == 0 else min(1.0, max(0.0, -(x * run_x + y * run_y) / length))
    return hypot(x + along * run_x, y + along * run_y)


def area(ring: Ring) -> float:
    """Signed area of a ring in square degrees (shoelace); counter-clockwise is positive."""
    return sum(west * north - east * south for (west, south), (east, north) in _edges(ring)) / 2


def centroid(outline: Shape) -> tuple[float, float]:
    """Latitude and longitude of the centre of gravity; holes do not count. It may lie outside a bent outline."""
    total = north_sum = east_sum = 0.0
    # Sums around a corner of the outline itself: around 0, 0 a small outline would lose its digits.
    from_east, from_north = polygons(outline)[0][0][0][:2]
    for shore, *_holes in polygons(outline):
        sign = 1 if area(shore) >= 0 else -1
        for (x, y), (end_x, end_y) in _edges([[p[0] - from_east, p[1] - from_north] for p in shore]):
            part = sign * (x * end_y - end_x * y)
            total += part
            east_sum += (x + end_x) * part
            north_sum += (y + end_y) * part
    if total == 0:
        return from_north, from_east
    return from_north + north_sum / (3 * total), from_east + east_sum / (3 * total)


# Lines across an outline on which a good place for a label is sought.
_SCAN_LINES = 16


def inner_point(outline: Shape) -> tuple[float, float]:
    """A point well inside, for a label or a pin: the centroid, unless another lies much farther from any border."""
    box = bounding_box(outline)
    step = (box.north - box.south) / _SCAN_LINES
    candidates = [
        (latitude, (west + east) / 2)
        for latitude in (box.south + step * (line + 0.5) for line in range(_SCAN_LINES))
        for west, east in _spans(outline, latitude)
    ]
    middle = centroid(outline)
    if not candidates:
        return middle
    best = max(candidates, key=lambda point: border_km(outline, *point))
    if contains(outline, *middle) and border_km(outline, *middle) >= 0.6 * border_km(outline, *best):
        return middle
    return best


def _spans(outline: Shape, latitude: float) -> list[tuple[float, float]]:
    """Where a line of latitude runs inside an outline, as pairs of longitudes."""
    crossings = sorted(
        west + (latitude - south) / (north - south) * (east - west)
        for polygon in polygons(outline)
        for ring in polygon
        for (west, south), (east, north) in _edges(ring)
        if (south > latitude) != (north > latitude)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def fault_of_outline(outline: Any) -> str:
    """What is wrong with a GeoJSON geometry, as a sentence; empty where nothing is."""
    if not isinstance(outline, dict) or outline.get("type") not in ("Polygon", "MultiPolygon"):
        return "The geometry must be a Polygon or a MultiPolygon."
    try:
        rings = [ring for polygon in polygons(outline) for ring in polygon]
        points = [(float(point[0]), float(point[1])) for ring in rings for point in ring]
        if not rings or any(not polygon for polygon in polygons(outline)):
            return "The geometry has no points."
        if any(len(ring) < 4 or ring[0] != ring[-1] for ring in rings):
            return "Each ring needs four points or more, and the last one must repeat the first."
    except (KeyError, TypeError, ValueError, IndexError):
        return "The coordinates are not lists of longitude and latitude."
    if not all(-180 <= east <= 180 and -90 <= north <= 90 for east, north in points):
        return "The coordinates are not degrees of longitude and latitude (WGS 84), in that order."
    if max(east for east, _ in points) - min(east for east, _ in points) > 180:
        return "The outline crosses the 180th meridian; cut it there into a MultiPolygon per side."
    if any(area(polygon[0]) == 0 for polygon in polygons(outline)):
        return "The outline encloses nothing."
    return ""
