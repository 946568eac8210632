"""A country's divisions: refused where they make no whole, found by place and name once kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from genderdesk.groundwork.protection.access import PUBLIC, SYSTEM, Refused
from genderdesk.groundwork.protection.acts import Invalid
from genderdesk.groundwork.protection.guard import WriteOutsideAct
from genderdesk.organisation.places import queries
from genderdesk.organisation.places.acts import load_places
from genderdesk.organisation.places.importers import read_former
from genderdesk.organisation.places.models import Division
from genderdesk.organisation.places.queries import find_place, former_divisions
from genderdesk.organisation.places.rules.divisions import DivisionRow, findings, in_order


def row(code, level, parent="", name="", line=0, **more):
    return DivisionRow(
        code=code, level=level, parent=parent, name=name or f"Name {code}", line=line, source="test", **more
    )


def box(south, west, size=1.0):
    north, east = south + size, west + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


WHOLE = [
    row("C", "country", line=2),
    row("1", "province", "C", line=3),
    row("2", "province", "C", line=4),
    row("11", "district", "1", line=5, latitude=0.5, longitude=10.5, outline=box(0, 10)),
    row("12", "district", "1", line=6, latitude=0.5, longitude=11.5, outline=box(0, 11)),
    row("21", "district", "2", line=7, latitude=1.5, longitude=10.5, outline=box(1, 10)),
    row("11A", "sector", "11", line=8, name="Hill"),
    row("11B", "sector", "11", line=9, name="Dale"),
    row("12A", "sector", "12", line=10, name="Hill"),
]


class TestWhole:
    def test_a_whole_country_has_nothing_to_mend(self):
        assert list(findings(WHOLE, {})) == []

    @given(st.permutations(WHOLE))
    @settings(max_examples=25)
    def test_the_order_of_lines_does_not_matter(self, rows):
        assert list(findings(rows, {})) == []
        codes = [each.code for each in in_order(rows)]
        assert all(codes.index(each.parent) < codes.index(each.code) for each in rows if each.parent)

    @pytest.mark.parametrize(
        ("extra", "column", "says"),
        [
            (row("11", "district", "2", line=20), "code", "line 5 already"),
            (row("13", "district", "1", name="name 11", line=20), "name", "line 5 already"),
            (row("13", "district", "9", line=20), "parent", "no division with the code '9'"),
            (row("13", "district", "11", line=20), "parent", "The parent of a district is a province"),
            (row("13", "district", "", line=20), "parent", "needs the code of its province"),
            (row("D", "country", "C", line=20), "parent", "A country has no parent"),
            (
                row("13", "district", "1", latitude=30.0, longitude=-2.0, outline=box(-2, 30), line=20),
                "latitude",
                "km outside the division's outline",
            ),
        ],
    )
    def test_a_division_that_does_not_fit_is_named_by_line_and_column(self, extra, column, says):
        found = list(findings([*WHOLE, extra], {}))
        assert any(line == 20 and where == column and says in sentence for line, where, sentence in found)

    def test_a_later_file_may_add_to_divisions_kept_before(self):
        assert list(findings([row("13", "district", "1")], {"1": "province"})) == []

    def test_a_kept_division_never_changes_its_level(self):
        assert list(findings([row("11", "sector", "12")], {"11": "district", "12": "district"}))


@pytest.mark.django_db
class TestKept:
    @pytest.fixture(autouse=True)
    def country(self):
        load_places(SYSTEM, rows=WHOLE)

    def test_a_second_load_corrects_and_removes_nothing(self):
        load_places(SYSTEM, rows=[row("11", "district", "1", name="New name", latitude=0.4, longitude=10.4)])
        assert Division.objects.count() == len(WHOLE)
        assert queries.name_of("11") == "New name"
        assert queries.district_code_at(0.5, 10.5) == "11"

    def test_a_place_is_found_in_its_district_also_in_the_sliver_beside_it(self):
        assert queries.district_at(0.5, 10.2).code == "11"
        assert queries.district_at(1.2, 10.2).name == "Name 21"
        assert queries.district_code_at(-0.005, 10.5) == "11"
        assert queries.district_at(-0.05, 10.5) is None
        assert queries.district_at(48.8, 2.3) is None

    def test_districts_and_sectors_are_offered_by_name(self):
        assert [each.name for each in queries.sectors_of("11")] == ["Dale", "Hill"]
        assert [each.code for each in queries.districts()] == ["11", "12", "21"]
        assert [each.code for each in queries.provinces()] == ["1", "2"]

    @pytest.mark.parametrize(
        ("code", "covered"), [("C", {"11", "12", "21"}), ("1", {"11", "12"}), ("21", {"21"}), ("12A", {"12"})]
    )
    def test_a_division_covers_its_districts(self, code, covered):
        assert queries.districts_within(code) == covered

    def test_names_are_known_without_asking_once_for_each(self, django_assert_num_queries):
        queries.names()
        with django_assert_num_queries(3):
            assert [queries.name_of(code) for code in ("11", "C")] == ["Name 11", "Name C"]
            assert queries.province_of("12") == "1"
        assert queries.name_of("ZZ") == "ZZ"
        assert queries.name_of(None) == ""

    def test_the_map_is_drawn_once_and_again_after_a_load(self, django_assert_num_queries):
        drawn = queries.district_map(320)
        assert [path.code for path in drawn.paths] == ["11", "12", "21"]
        with django_assert_num_queries(1):
            assert queries.district_map(320) is drawn
        load_places(SYSTEM, rows=[row("22", "district", "2", outline=box(1, 11), latitude=1.5, longitude=11.5)])
        assert [path.code for path in queries.district_paths(320)] == ["11", "12", "21", "22"]

    def test_only_an_administrator_or_the_system_loads_places(self):
        with pytest.raises(Refused):
            load_places(PUBLIC, rows=WHOLE)
        with pytest.raises(WriteOutsideAct):
            Division.objects.update(name="Mine")

    def test_rows_that_make_no_whole_are_refused_with_the_line(self):
        with pytest.raises(Invalid, match="Line 4, column parent"):
            load_places(SYSTEM, rows=[row("31", "district", "3", line=4)])


@pytest.mark.django_db
def test_without_any_division_nothing_fails():
    assert queries.district_at(0, 10) is None
    assert queries.district_map().paths == ()
    assert queries.projection_of_districts(100) is None


FORMER = "code,level,name,merged_into,until\nOLD,district,Old side,11,2006-01-01\n"


class TestFormerDivisions:
    def test_an_old_name_leads_to_what_it_is_a_part_of_now(self, db, tmp_path):
        (tmp_path / "former_divisions.csv").write_text(FORMER)
        rows, faults = read_former(tmp_path, {"11"})
        assert faults == []
        load_places(SYSTEM, rows=WHOLE, former=rows)
        load_places(SYSTEM, rows=WHOLE, former=rows)
        assert (find_place("old side"), find_place("OLD"), find_place("elsewhere")) == ("11", "11", "")
        (former,) = former_divisions()
        assert former.merged_into_id == "11"

    def test_every_fault_is_named_by_line_and_column(self, tmp_path):
        (tmp_path / "former_divisions.csv").write_text(FORMER + "11,district,Side,99,soon\n")
        _rows, faults = read_former(tmp_path, {"11"})
        assert [(each.line, each.column) for each in faults] == [(3, "code"), (3, "merged_into"), (3, "until")]
