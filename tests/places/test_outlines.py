"""Outlines on the earth and on paper: a report from a place reaches the district that the place lies in."""

from __future__ import annotations

import json
from math import cos, radians, sin, tau
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.demo.country import make_rwanda
from genderdesk.organisation.places.rules.outlines import (
    KM_PER_DEGREE,
    Box,
    area,
    bounding_box,
    centroid,
    contains,
    distance_km,
    distance_to_km,
    fault_of_outline,
    inner_point,
)
from genderdesk.organisation.places.rules.projection import Projection, joined_box, svg_path

RWANDA = Path(make_rwanda.__file__).parent.parent / "rwanda"

latitudes = st.floats(-89, 89)
longitudes = st.floats(-179, 179)


def square(south=0.0, west=0.0, size=4.0, hole=None):
    def ring(y, x, side):
        return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]

    rings = [ring(south, west, size)]
    if hole:
        rings.append(ring(*hole))
    return {"type": "Polygon", "coordinates": rings}


@st.composite
def stars(draw):
    """Outlines around a centre: any number of corners at any distance, never crossing themselves."""
    north, east = draw(st.floats(-60, 60)), draw(st.floats(-150, 150))
    corners = draw(st.lists(st.floats(0.05, 2), min_size=3, max_size=24))
    ring = [
        [east + far * cos(tau * place / len(corners)), north + far * sin(tau * place / len(corners))]
        for place, far in enumerate(corners)
    ]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


class TestInside:
    @given(st.floats(0, 4), st.floats(0, 4))
    def test_a_point_of_a_square_or_its_border_belongs_to_it(self, north, east):
        assert contains(square(), north, east)

    # To a tenth of a metre, as receivers give it.
    @given(st.integers(-9_000_000, 9_000_000), st.integers(-9_000_000, 9_000_000))
    def test_inside_and_distance_nought_say_the_same(self, north, east):
        shape, north, east = square(hole=(1, 1, 2)), north / 1e6, east / 1e6
        assert contains(shape, north, east) == (distance_to_km(shape, north, east) == 0)

    @pytest.mark.parametrize(("north", "east", "inside"), [(2, 2, False), (1, 2, True), (0.5, 2, True), (4, 4, True)])
    def test_a_lake_inside_a_district_is_not_the_district_but_its_shore_is(self, north, east, inside):
        assert contains(square(hole=(1, 1, 2)), north, east) is inside

    def test_each_island_of_a_district_belongs_to_it(self):
        islands = {
            "type": "MultiPolygon",
            "coordinates": [square()["coordinates"], square(10, 10)["coordinates"]],
        }
        assert contains(islands, 1, 1)
        assert contains(islands, 11, 11)
        assert not contains(islands, 7, 7)
        assert bounding_box(islands) == Box(0, 0, 14, 14)

    @given(stars())
    def test_the_point_for_a_label_lies_inside_any_outline(self, shape):
        assert contains(shape, *inner_point(shape)) or abs(area(shape["coordinates"][0])) < 1e-6

    @given(stars(), st.floats(-20, 20), st.floats(-20, 20))
    def test_moving_an_outline_moves_its_centre_along(self, shape, north, east):
        moved = {"type": "Polygon", "coordinates": [[[x + east, y + north] for x, y in shape["coordinates"][0]]]}
        before, after = centroid(shape), centroid(moved)
        assert after == pytest.approx((before[0] + north, before[1] + east), abs=1e-6)


class TestDistance:
    @given(latitudes, longitudes, latitudes, longitudes)
    def test_the_way_back_is_as_long_and_no_way_is_longer_than_half_the_earth(
        self, north, east, other_north, other_east
    ):
        there = distance_km(north, east, other_north, other_east)
        assert there == pytest.approx(distance_km(other_north, other_east, north, east), abs=1e-6)
        assert 0 <= there <= 20_016

    def test_known_distances(self):
        assert distance_km(0, 0, 1, 0) == pytest.approx(KM_PER_DEGREE)
        # Kigali to Ruhengeri (Natural Earth positions), a day's work for a motorcycle: 69 km as the crow flies.
        assert distance_km(-1.9516, 30.0586, -1.4996, 29.63) == pytest.approx(69.3, abs=0.5)

    @given(st.floats(4.001, 6), st.floats(0, 4))
    def test_distance_to_an_outline_is_that_to_its_nearest_border(self, north, east):
        assert distance_to_km(square(), north, east) == pytest.approx((north - 4) * KM_PER_DEGREE, rel=0.01)


class TestPaper:
    @given(st.floats(-2.8, -1.1), st.floats(28.9, 30.8), st.integers(100, 2000))
    def test_a_click_on_the_map_gives_back_the_place(self, north, east, width):
        projection = Projection.fitted(Box(-2.9, 28.8, -1.0, 30.9), width)
        x, y = projection.point(north, east)
        assert 0 <= x <= width
        assert 0 <= y <= projection.height
        assert projection.degrees(x, y) == pytest.approx((north, east), abs=1e-9)

    def test_equal_distances_are_drawn_equally_long_in_both_directions(self):
        projection = Projection.fitted(Box(-2.5, 29.5, -1.5, 30.5), 500)
        (x, y), (east_x, _), (_, south_y) = (
            projection.point(-2, 30),
            projection.point(-2, 30 + 0.1 / cos(radians(2))),
            projection.point(-2.1, 30),
        )
        assert east_x - x == pytest.approx(south_y - y, rel=1e-3)

    @given(stars(), st.integers(100, 1000), st.integers(0, 2))
    def test_a_drawn_outline_ends_where_it_began(self, shape, width, digits):
        projection = Projection.fitted(bounding_box(shape), width)
        path = svg_path(shape, projection, digits)
        assert path.startswith("M")
        assert path.endswith("z")
        points = [tuple(map(float, pair.split(","))) for pair in path[1:-1].replace("l", " ").split()]
        # Steps add up without drift: no point is farther from the true one than the rounding.
        x, y = points[0]
        for step_x, step_y in points[1:]:
            x, y = x + step_x, y + step_y
        truth = [projection.point(point[1], point[0]) for point in shape["coordinates"][0]]
        assert min(abs(x - tx) + abs(y - ty) for tx, ty in truth) <= 1.01 * 10**-digits


@pytest.fixture(scope="module")
def shapes():
    features = json.loads((RWANDA / "outlines.geojson").read_text())["features"]
    return {each["properties"]["code"]: each["geometry"] for each in features}


class TestRwanda:
    def test_all_thirty_districts_have_a_sound_outline(self, shapes):
        assert len(shapes) == 30
        assert not any(fault_of_outline(shape) for shape in shapes.values())

    def test_no_place_lies_in_two_districts(self, shapes):
        box = joined_box(bounding_box(shape) for shape in shapes.values())
        for row in range(25):
            for column in range(25):
                north = box.south + (box.north - box.south) * (row + 0.5) / 25
                east = box.west + (box.east - box.west) * (column + 0.5) / 25
                assert sum(contains(shape, north, east) for shape in shapes.values()) <= 1


@pytest.mark.parametrize(
    ("geometry", "says"),
    [
        (None, "Polygon or a MultiPolygon"),
        ({"type": "Point", "coordinates": [30, -2]}, "Polygon or a MultiPolygon"),
        ({"type": "Polygon", "coordinates": []}, "no points"),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "no points"),
        ({"type": "Polygon"}, "lists of longitude and latitude"),
        ({"type": "Polygon", "coordinates": [[["a", "b"]] * 4]}, "lists of longitude and latitude"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}, "must repeat the first"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [100, 200], [1, 1], [0, 0]]]}, "not degrees"),
        ({"type": "Polygon", "coordinates": [[[-179, 0], [179, 0], [179, 1], [-179, 0]]]}, "180th meridian"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [0, 0]]]}, "encloses nothing"),
    ],
)
def test_an_outline_that_cannot_be_drawn_is_refused_with_a_reason(geometry, says):
    assert says in fault_of_outline(geometry)
