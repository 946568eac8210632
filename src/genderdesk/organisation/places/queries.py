"""What may be seen of places. The few hundred divisions are held in memory and read again after a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from django.db.models import QuerySet

from genderdesk.groundwork.foundation.names import plain_words
from genderdesk.groundwork.platform import editions
from genderdesk.organisation.places.models import Division, FormerDivision, Outline
from genderdesk.organisation.places.rules.finding import by_plain_name
from genderdesk.organisation.places.rules.outlines import (
    Box,
    Shape,
    bounding_box,
    centroid,
    contains,
    distance_km,
    distance_to_km,
)
from genderdesk.organisation.places.rules.projection import (
    Projection,
    joined_box,
    svg_path,
)
from genderdesk.organisation.places.vocabulary import Level

__all__ = [
    "DistrictMap",
    "DistrictPath",
    "by_plain_name",
    "distance_km",
    "district_at",
    "district_code_at",
    "district_map",
    "district_paths",
    "districts",
    "districts_within",
    "find_place",
    "former_by_plain_name",
    "former_divisions",
    "levels",
    "name_of",
    "names",
    "projection_of_districts",
    "province_of",
    "provinces",
    "sectors_of",
]

# Simplified outlines leave slivers along borders: a point in one belongs to the nearest district within this distance.
SLIVER_KM = 1.0


@dataclass(frozen=True, slots=True)
class DistrictPath:
    """A district as drawn on a figure's map: SVG path data (fill rule evenodd) and a point inside for a label."""

    code: str
    name: str
    d: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """All districts that have an outline, drawn ``width`` units wide."""

    width: float
    height: float
    paths: tuple[DistrictPath, ...]


@dataclass(frozen=True)
class _Gazetteer:
    """All divisions at one moment. Maps are drawn once for each width asked for."""

    rows: tuple[tuple[str, str, str | None, str], ...]
    maps: dict[int, DistrictMap] = field(default_factory=dict)

    @cached_property
    def names(self) -> Mapping[str, str]:
        return MappingProxyType({code: name for code, _level, _parent, name in self.rows})

    @cached_property
    def levels(self) -> Mapping[str, str]:
        return MappingProxyType({code: level for code, level, _parent, _name in self.rows})

    @cached_property
    def parents(self) -> Mapping[str, str | None]:
        return MappingProxyType({code: parent for code, _level, parent, _name in self.rows})

    @cached_property
    def outlines(self) -> tuple[tuple[str, Box, Shape], ...]:
        """Code, box and outline of the districts, by code."""
        rows = Outline.objects.filter(division__level=Level.DISTRICT).order_by("division_id")
        return tuple((code, bounding_box(shape), shape) for code, shape in rows.values_list("division_id", "geometry"))

    @cached_property
    def points(self) -> Mapping[str, tuple[float, float]]:
        """Latitude and longitude of the districts, a good place for a label."""
        rows = Division.objects.filter(level=Level.DISTRICT).values_list("code", "latitude", "longitude")
        return {code: (north, east) for code, north, east in rows if north is not None and east is not None}


@editions.kept_while("organisation")
def _current() -> _Gazetteer:
    """The divisions in memory, read again where they changed since, in this process or another."""
    return _Gazetteer(tuple(Division.objects.values_list("code", "level", "parent_id", "name")))


def names() -> Mapping[str, str]:
    """Every division's name by its code."""
    return _current().names


def find_place(written: str) -> str:
    """The code of a division that a person wrote as code or by name, of a former one the division that it is a part of
    now; empty where there is none."""
    plain = plain_words(written)
    return written if written in names() else _by_plain_name().get(plain) or former_by_plain_name().get(plain, "")


@editions.kept_while("organisation")
def _by_plain_name() -> dict[tuple[str, ...], str]:
    return by_plain_name(names())


@editions.kept_while("organisation")
def former_divisions() -> tuple[FormerDivision, ...]:
    """The divisions that were merged into others, with those."""
    return tuple(FormerDivision.objects.select_related("merged_into"))


@editions.kept_while("organisation")
def former_by_plain_name() -> dict[tuple[str, ...], str]:
    """Former divisions by code and by name without accents, each with the code of what it is a part of now."""
    return {
        plain_words(written): each.merged_into_id for each in former_divisions() for written in (each.code, each.name)
    }


def name_of(code: str | None) -> str:
    """A division's name; the code itself where it is unknown, empty for none."""
    return _current().names.get(code, code) if code else ""


def levels() -> Mapping[str, str]:
    """Every division's level by its code."""
    return _current().levels


def districts() -> QuerySet[Division]:
    """The districts by name; also the choices of a form's field."""
    return Division.objects.filter(level=Level.DISTRICT).order_by("name")


def provinces() -> QuerySet[Division]:
    """The provinces by code."""
    return Division.objects.filter(level=Level.PROVINCE).order_by("code")


def sectors_of(district: Division | str) -> QuerySet[Division]:
    """A district's sectors by name."""
    code = district.pk if isinstance(district, Division) else district
    return Division.objects.filter(level=Level.SECTOR, parent_id=code).order_by("name")


def districts_within(code: str) -> frozenset[str]:
    """Codes of the districts that a division covers: itself for a district, its district for a sector."""
    held = _current()
    if held.levels.get(code) == Level.SECTOR:
        return frozenset({held.parents[code] or ""})
    found = set()
    for district, level in held.levels.items():
        if level == Level.DISTRICT and code in (district, *_above(district, held.parents)):
            found.add(district)
    return frozenset(found)


def _above(code: str, parents: Mapping[str, str | None]) -> list[str]:
    chain = []
    while parent := parents.get(code):
        chain.append(parent)
        code = parent
    return chain


def province_of(district: str) -> str:
    """The code of a district's province, empty where it is unknown."""
    return _current().parents.get(district) or ""


def district_code_at(latitude: float, longitude: float) -> str:
    """The code of the district at a point, empty where no district lies within SLIVER_KM of it."""
    outlines = _current().outlines
    for code, box, outline in outlines:
        if box.holds(latitude, longitude) and contains(outline, latitude, longitude):
            return code
    nearest = min(
        ((distance_to_km(outline, latitude, longitude), code) for code, _box, outline in outlines), default=None
    )
    return nearest[1] if nearest and nearest[0] <= SLIVER_KM else ""


def district_at(latitude: float, longitude: float) -> Division | None:
    """The district at a point in degrees (WGS 84); None outside the country."""
    code = district_code_at(latitude, longitude)
    return Division.objects.get(pk=code) if code else None


def projection_of_districts(width: float) -> Projection | None:
    """The projection in which ``district_map`` draws, to set pins on it; None where no district has an outline."""
    boxes = [box for _code, box, _outline in _current().outlines]
    return Projection.fitted(joined_box(boxes), width) if boxes else None


def district_map(width: int = 640) -> DistrictMap:
    """All districts as SVG paths, drawn once and kept until divisions are loaded again."""
    held = _current()
    if width not in held.maps:
        held.maps[width] = _draw(held, width)
    return held.maps[width]


def district_paths(width: int = 640) -> tuple[DistrictPath, ...]:
    """The districts of ``district_map``: code, name, path data and a point for a label."""
    return district_map(width).paths


def _draw(held: _Gazetteer, width: int) -> DistrictMap:
    if not held.outlines:
        return DistrictMap(width, 0, ())
    projection = Projection.fitted(joined_box(box for _code, box, _outline in held.outlines), width)
    paths = []
    for code, _box, outline in held.outlines:
        x, y = projection.point(*held.points.get(code, centroid(outline)))
        paths.append(DistrictPath(code, held.names[code], svg_path(outline, projection), round(x, 1), round(y, 1)))
    return DistrictMap(width, projection.height, tuple(paths))
