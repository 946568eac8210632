"""A country from CSV files: loaded whole, or refused with every fault by file, line and column."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from genderdesk.demo.country import make_rwanda
from genderdesk.demo.country.make_rwanda.__main__ import make
from genderdesk.groundwork.protection.access import PUBLIC, SYSTEM, Refused
from genderdesk.interfaces.cli.country.load import FaultyCountry, load_country, read_country
from genderdesk.organisation.institution import queries
from genderdesk.organisation.institution.acts import end_appointment, move_unit, open_cell, write_duty_hours
from genderdesk.organisation.institution.models import (
    Appointment,
    Cell,
    CellMember,
    Desk,
    DutyHours,
    Institution,
    Officer,
    Post,
    Unit,
)
from genderdesk.organisation.institution.vocabulary import Role
from genderdesk.organisation.places.models import Division
from genderdesk.organisation.places.queries import district_code_at, districts, sectors_of

pytestmark = pytest.mark.django_db

RWANDA = Path(make_rwanda.__file__).parent.parent / "rwanda"
LAKELAND = Path(__file__).parent / "lakeland"
OWN_FILES = (
    "divisions",
    "institutions",
    "units",
    "desks",
    "posts",
    "officers",
    "appointments",
    "duty_hours",
    "cells",
    "cell_members",
    "competences",
    "requirements",
    "competences_held",
    "mandates",
    "authorities",
    "milestones",
)
TODAY = date(2026, 1, 15)


@pytest.fixture
def folder(tmp_path):
    """A copy of the small country that a test may spoil."""
    return Path(shutil.copytree(LAKELAND, tmp_path / "lakeland"))


def spoil(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(folder):
    return [str(fault) for fault in read_country(folder)[1]]


class TestAnotherCountry:
    def test_a_country_of_three_districts_loads_from_the_same_formats(self):
        seen = []
        counts = load_country(LAKELAND, SYSTEM, lambda done, total: seen.append((done, total)))
        assert counts["divisions"] == 8
        assert counts["outlines"] == 3
        assert seen[0] == (0, seen[-1][1])
        assert seen[-1][0] == seen[-1][1]
        police = Institution.objects.get(code="LP")
        assert queries.desk_for(police.pk, "N1", TODAY).name == "Focal point Upper Shore"
        # Closed in June 2025, so headquarters answers since.
        assert queries.desk_for(police.pk, "S1", date(2025, 5, 31)).name == "Focal point Lower Shore"
        assert queries.desk_for(police.pk, "S1", TODAY) == queries.headquarters_desk(police, TODAY)
        assert district_code_at(10.3, 2.35) == "S2"
        # A district without a position gets one inside its outline.
        assert Division.objects.get(code="N1").latitude == pytest.approx(11.5)

    def test_a_second_load_changes_nothing_that_was_done_here(self, folder):
        load_country(LAKELAND, SYSTEM)
        station, headquarters = Unit.objects.get(code="LP-S1-1"), Unit.objects.get(code="LP-HQ")
        move_unit(SYSTEM, station, parent=headquarters, since=date(2025, 7, 1))
        [appointment] = queries.appointments_of(Officer.objects.get(staff_code="L1"), date(2024, 7, 1))
        end_appointment(SYSTEM, appointment, ends_on=date(2025, 9, 1))
        spoil(folder / "officers.csv", "Ann,Example,female,Inspector", "Ann,Example,female,Superintendent")
        before = {model: model.objects.count() for model in (Division, Unit, Desk, Post, Officer, Appointment)}
        load_country(folder, SYSTEM)
        assert before == {model: model.objects.count() for model in before}
        assert queries.parents_on(TODAY)[station.pk] == headquarters.pk
        assert Appointment.objects.get(pk=appointment.pk).ends_on == date(2025, 9, 1)
        assert Officer.objects.get(staff_code="L1").rank == "Superintendent"

    def test_a_later_folder_may_bring_only_what_is_new(self, tmp_path):
        load_country(LAKELAND, SYSTEM)
        shutil.copy(LAKELAND / "divisions.csv", tmp_path)
        (tmp_path / "posts.csv").write_text("code,desk,title,role,opened_on\nN1-2,N1,Rider,rider,2025-01-01\n")
        (tmp_path / "appointments.csv").write_text("post,officer,starts_on\nN1-2,L2,2025-04-01\n")
        assert load_country(tmp_path, SYSTEM)["appointments"] == 1
        assert [post.title for post in queries.posts_of_officer(Officer.objects.get(staff_code="L2"), TODAY)] == [
            "Rider"
        ]

    def test_what_is_held_here_is_respected_by_a_later_file(self, tmp_path):
        load_country(LAKELAND, SYSTEM)
        shutil.copy(LAKELAND / "divisions.csv", tmp_path)
        (tmp_path / "appointments.csv").write_text("post,officer,starts_on\nHQ-1,L2,2025-04-01\n")
        [found] = faults(tmp_path)
        assert found.startswith("appointments.csv, line 2, column starts_on: The post HQ-1 is held by somebody else")

    def test_a_cell_comes_with_its_members_and_only_two_persons_change_them_later(self, folder):
        assert load_country(LAKELAND, SYSTEM)["cells"] == 1
        cell = Cell.objects.get(institution__code="LP")
        assert cell == queries.cell_of(Institution.objects.get(code="LP").pk)
        assert [each.officer.staff_code for each in queries.members_of(cell, TODAY)] == ["L1"]
        assert {each.officer.staff_code for each in queries.members_of(cell, date(2025, 1, 1))} == {"L1", "L2"}
        load_country(LAKELAND, SYSTEM)
        assert CellMember.objects.count() == 2
        with (folder / "cell_members.csv").open("a") as file:
            file.write("LP-C,L2,2026-01-01,\n")
        spoil(folder / "cell_members.csv", "LP-C,L2,2024-06-01,2025-06-01\n", "")
        [found] = faults(folder)
        assert found == (
            "cell_members.csv, line 3, column officer: "
            "The cell LP-C is kept already: two persons decide on its page who belongs to it."
        )

    def test_hours_come_with_the_first_load_and_what_was_written_here_since_stays(self):
        assert load_country(LAKELAND, SYSTEM)["duty hours"] == 2
        assert DutyHours.objects.count() == 7
        desk = Desk.objects.get(name="Gender desk")
        write_duty_hours(SYSTEM, desk, weekdays=[0], starts=9 * 60, ends=17 * 60)
        load_country(LAKELAND, SYSTEM)
        assert DutyHours.objects.count() == 8
        assert DutyHours.objects.get(desk=desk, weekday=0, ends_on=None).starts == 9 * 60

    def test_an_institution_whose_cell_was_opened_here_gets_no_second_one(self, folder):
        for name in ("cells.csv", "cell_members.csv"):
            (folder / name).unlink()
        load_country(folder, SYSTEM)
        open_cell(SYSTEM, Institution.objects.get(code="LP"), name="Opened here")
        [found] = faults(LAKELAND)
        assert found == "cells.csv, line 2, column institution: LP has a cell already."

    def test_a_stranger_loads_no_country(self):
        with pytest.raises(Refused):
            load_country(LAKELAND, PUBLIC)
        assert not Division.objects.exists()


class TestFaults:
    @pytest.mark.parametrize(
        ("file", "old", "new", "says"),
        [
            ("divisions.csv", "S1,district,XL-S", "S1,county,XL-S", "divisions.csv, line 6, column level: 'county'"),
            ("divisions.csv", "10.5,0.5", "10.5,", "line 6, column longitude: A position needs"),
            ("divisions.csv", "10.5,0.5", '"10,5",0.5', "line 6, column latitude: '10,5' is not degrees"),
            ("divisions.csv", "10.5,0.5", "95,0.5", "line 6, column latitude: '95' is not degrees"),
            ("divisions.csv", "10.5,0.5", "0,0", "line 6, column latitude: 0, 0 lies in the sea"),
            ("divisions.csv", "10.5,0.5", "10.5,1.5", "line 6, column latitude: The position lies"),
            ("divisions.csv", "S1-2,sector,S1", "S1-2,sector,S9", "line 9, column parent: There is no division"),
            ("divisions.csv", "S1-2,sector", "S1-1,sector", "line 9, column code: The code S1-1 stands in line 8"),
            ("divisions.csv", "S1-2,", "S1/2,", "line 9, column code: 'S1/2' is not a code"),
            ("divisions.csv", ",Hill,", ",,", "line 9, column name: This cell must not be empty"),
            ("divisions.csv", "code,level", "code,stage", "line 1, column level: The header lacks this column"),
            ("outlines.geojson", '"N1"', '"N9"', "outlines.geojson, line 1, column feature 1: There is no division"),
            ("outlines.geojson", "[0,12],[0,11]]]", "[0,12]]]", "feature 1: Each ring needs four points"),
            ("outlines.geojson", '"features"', '"shapes"', "must be a GeoJSON FeatureCollection"),
            ("outlines.geojson", "]}\n", "]", "outlines.geojson, line"),
            ("institutions.csv", "police", "militia", "institutions.csv, line 2, column kind: 'militia'"),
            ("institutions.csv", "919", "0788123456", "column short_code: '0788123456' is not a short code"),
            ("institutions.csv", "919", "nine", "column short_code: 'nine' is not a short code"),
            (
                "units.csv",
                "LP-N1,LP,station,Upper Shore station,N1",
                "LP-N1,LP,station,Upper Shore station,N7",
                "line 3, column place",
            ),
            ("units.csv", "LP-N1,LP,station", "LP-N1,XX,station", "units.csv, line 3, column institution: There is no"),
            ("units.csv", "N1,LP-HQ,2024-06-01", "N1,LP-HG,2024-06-01", "line 3, column parent: There is no unit"),
            ("units.csv", "N1,LP-HQ,2024-06-01", "N1,,", "line 3, column parent: Only a headquarters"),
            ("units.csv", "N1,LP-HQ,2024-06-01", "N1,LP-HQ,", "line 3, column parent_since: Write the day"),
            (
                "units.csv",
                "N1,LP-HQ,2024-06-01",
                "N1,LP-HQ,01/06/2024",
                "column parent_since: '01/06/2024' is not a day",
            ),
            ("units.csv", "S1,LP-HQ,2024", "S1,LP-S1-1,2024", "column parent: The unit LP-S1"),
            ("units.csv", "11.5,1.5", "1.5,11.5", "line 3, column latitude: This position lies outside the country"),
            ("units.csv", "LP-S1-1,LP,station", "LP-S1,LP,station", "line 5, column code: The same stands in line 4"),
            (
                "desks.csv",
                "N1,LP-N1",
                "N1,LP-N2",
                "desks.csv, line 3, column unit: There is no unit with the code 'LP-N2'",
            ),
            (
                "desks.csv",
                "2024-06-01,2025-06-01",
                "2024-06-01,2024-05-01",
                "line 4, column closed_on: The end 2024-05-01",
            ),
            ("posts.csv", "N1-1,N1", "N1-1,N5", "posts.csv, line 3, column desk: There is no desk"),
            ("posts.csv", "focal_point", "boss", "line 3, column role: 'boss' is not known here"),
            (
                "posts.csv",
                "N1-1,N1,Focal point,focal_point",
                "HQ-2,HQ,Second,desk_head",
                "column role: The desk HQ has",
            ),
            ("posts.csv", "desk_head,2024-06-01", "desk_head,2024-05-01", "column opened_on: The desk HQ opened only"),
            ("officers.csv", "L2,LP,Ben", "L1,LP,Ben", "officers.csv, line 3, column staff_code: The same stands"),
            ("officers.csv", "male,Sergeant", "x,Sergeant", "line 3, column sex"),
            ("appointments.csv", "HQ-1,L1", "HQ-1,L7", "line 2, column officer: There is no officer"),
            ("appointments.csv", "HQ-1,L1", "HQ-8,L1", "line 2, column post: There is no post"),
            ("appointments.csv", "2025-03-01,50", "2024-03-01,50", "line 3, column ends_on: The end 2024-03-01"),
            ("appointments.csv", "2025-03-01,,30", "2025-02-28,,60", "line 4, column starts_on: The post N1-1 is held"),
            (
                "appointments.csv",
                "2025-03-01,,30",
                "2025-03-01,,300",
                "line 4, column time_share: '300' is not a whole",
            ),
            ("appointments.csv", "2025-03-01,,30", "2025-02-31,,30", "column starts_on: '2025-02-31' is not a day"),
            (
                "appointments.csv",
                "N1-1,L1,2025-03-01,,30",
                "HQ-1,L2,2025-03-01,,1",
                "line 4, column starts_on: The post HQ-1",
            ),
            (
                "appointments.csv",
                "HQ-1,L1,2024-06-01",
                "HQ-1,L1,2023-06-01",
                "column starts_on: The post HQ-1 opened only",
            ),
            ("duty_hours.csv", "HQ,,", "H9,,", "duty_hours.csv, line 2, column desk: There is no desk"),
            ("duty_hours.csv", "N1,N1-1", "N1,N1-9", "duty_hours.csv, line 3, column post: There is no post"),
            ("duty_hours.csv", "N1,N1-1", "N1,HQ-1", "line 3, column post: The post HQ-1 is not of the desk N1"),
            ("duty_hours.csv", "SA;SU", "SA;XX", "line 3, column weekdays: XX: not known here"),
            ("duty_hours.csv", "22:00", "24:00", "line 3, column starts: '24:00' is not an hour"),
            ("duty_hours.csv", "N1,N1-1,SA;SU,22", "HQ,,MO;TU;WE;TH;FR,07", "line 3, column weekdays: The same stands"),
            ("cells.csv", "LP-C,LP", "LP-C,XX", "cells.csv, line 2, column institution: There is no institution"),
            (
                "cells.csv",
                "2024-06-01\n",
                "2024-06-01\nB,LP,Other,2024-06-01\n",
                "line 3, column institution: LP has a",
            ),
            ("mandates.csv", "HQ,F3", "H9,F3", "mandates.csv, line 2, column desk: There is no desk"),
            ("mandates.csv", "F3", "F9", "mandates.csv, line 2, column function: 'F9' is not known here"),
            ("authorities.csv", "HQ-1,budget", "HQ-9,budget", "authorities.csv, line 2, column post: There is no post"),
            ("authorities.csv", "500", "-5", "authorities.csv, line 2, column ceiling: '-5' is not a whole"),
            ("milestones.csv", "HQ,", "H9,", "milestones.csv, line 2, column desk: There is no desk"),
            ("requirements.csv", "LP,focal", "XX,focal", "requirements.csv, line 2, column institution: There is no"),
            ("requirements.csv", "fr,2025", "fx,2025", "requirements.csv, line 2, column competence: There is no"),
            ("competences.csv", ",12", ",0", "competences.csv, line 2, column validity_months: '0' is not a whole"),
            ("competences_held.csv", "L1,fr", "L9,fr", "competences_held.csv, line 2, column officer: There is no"),
            ("competences_held.csv", "L1,fr", "L1,fx", "competences_held.csv, line 2, column competence: There is no"),
            ("cells.csv", "2024-06-01", "June", "line 2, column opened_on: 'June' is not a day"),
            ("cell_members.csv", "L1,2024-06-01,", "L1,2024-06-01,2025-01-01", "cells.csv, line 2, column code: Write"),
            ("cell_members.csv", "LP-C,L1", "LP-D,L1", "cell_members.csv, line 2, column cell: There is no cell"),
            ("cell_members.csv", "LP-C,L2", "LP-C,L9", "line 3, column officer: There is no officer"),
            ("cell_members.csv", "LP-C,L2", "LP-C,L1", "line 3, column officer: The same stands in line 2"),
            ("cell_members.csv", "2025-06-01", "2024-01-01", "line 3, column ends_on: The end 2024-01-01"),
            ("cell_members.csv", "L2,2024-06-01", "L2,2024-05-01", "line 3, column starts_on: The cell LP-C opened"),
        ],
    )
    def test_each_fault_is_named_by_file_line_and_column(self, folder, file, old, new, says):
        spoil(folder / file, old, new)
        found = faults(folder)
        assert any(says in fault for fault in found), found
        with pytest.raises(FaultyCountry, match="was not loaded"):
            load_country(folder, SYSTEM)
        assert not Division.objects.exists()

    def test_all_faults_of_all_files_are_told_at_once(self, folder):
        spoil(folder / "divisions.csv", "10.5,0.5", "95,0.5")
        spoil(folder / "officers.csv", "male,Sergeant", "x,Sergeant")
        spoil(folder / "institutions.csv", "police", "militia")
        assert {fault.split(",")[0] for fault in faults(folder)} >= {
            "divisions.csv",
            "officers.csv",
            "institutions.csv",
        }

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "The header lacks this column"),
            (b"\xff\xfe\x00", "not UTF-8"),
            (b"code;kind;name;short_code\nLP;police;Police;919\n", "separated by semicolons"),
            (b"code,kind,name,short_code\nLP,police,Police,919,extra\n", "more cells than the header"),
            (b"code,kind,name,short_code,colour\nLP,police,Police,919,red\n", "no such column"),
            (b"code,kind,name,short_code,name\nLP,police,Police,919,P\n", "in the header twice"),
            (b"code,kind,name,short_code\nLP,police,Po\x07lice,919\n", "control character"),
            (b"code,kind,name,short_code\nLP,police," + b"x" * 101 + b",919\n", "at most 100 fit"),
        ],
    )
    def test_a_file_that_is_no_such_file_says_how_to_save_it(self, folder, content, says):
        (folder / "institutions.csv").write_bytes(content)
        assert any(says in fault for fault in faults(folder))

    def test_a_missing_file_is_named(self, folder):
        (folder / "units.csv").unlink()
        assert any(fault.startswith("units.csv, line 1") and "missing" in fault for fault in faults(folder))

    def test_a_file_from_a_spreadsheet_with_byte_order_mark_and_blank_rows_is_read(self, folder):
        path = folder / "institutions.csv"
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b",,,\r\n\r\n")
        assert faults(folder) == []


class TestPartnerFiles:
    """Vehicles, providers and sign-ins, which rooms above the organisation keep."""

    HEADERS = {
        "vehicles.csv": "call_sign,kind,home_unit,capabilities,crew,female_crew",
        "providers.csv": "code,name,kind,district,phone,services,latitude,longitude",
        "users.csv": "username,role,officer,provider",
    }

    def write(self, folder, file, *rows):
        (folder / file).write_text("\n".join([self.HEADERS[file], *rows]) + "\n")

    def test_sound_rows_reach_their_rooms_as_text_with_line_numbers(self, folder):
        self.write(folder, "providers.csv", "A,Clinic,health,S1,0788 000 001,health; legal,10.5,0.5")
        self.write(folder, "users.csv", "ann,,L1,", "clinic,provider,,A")
        self.write(folder, "vehicles.csv", "M-1,motorcycle,LP-N1,radio,L2,no")
        country, found = read_country(folder)
        assert found == []
        [(line, cells)] = country.partners["providers.csv"]
        assert (line, cells["phone"], cells["services"]) == (2, "+250788000001", "health;legal")
        assert [cells["provider"] for _line, cells in country.partners["users.csv"]] == ["", "A"]

    @pytest.mark.parametrize(
        ("file", "row", "says"),
        [
            ("vehicles.csv", "M-1,boat,LP-N1,,,", "line 2, column kind: 'boat' is not known"),
            ("vehicles.csv", "M-1,car,LP-N9,,,", "column home_unit: There is no unit with the code 'LP-N9'"),
            ("vehicles.csv", "M-1,car,LP-N1,wings,,", "column capabilities: wings: not known here"),
            ("vehicles.csv", "M-1,car,LP-N1,,L9,", "column crew: There is no officer"),
            ("vehicles.csv", "M-1,car,LP-N1,,,maybe", "column female_crew: 'maybe' is not an answer"),
            ("providers.csv", "A,Clinic,health,XL,0788000001,health,,", "column district: There is no district"),
            ("providers.csv", "A,Clinic,health,S1,12,health,,", "column phone"),
            ("providers.csv", "A,Clinic,health,S1,0788000001,magic,,", "column services: magic"),
            (
                "providers.csv",
                "A,House,shelter,S1,0788000001,safe_house,10.5,0.5",
                "A shelter's position is not written",
            ),
            ("users.csv", "ann,,,", "column role: Write either an officer"),
            ("users.csv", "ann,oversight,L1,", "column role: Write either an officer"),
            ("users.csv", "ann,provider,,", "column provider: An account with the role provider"),
            ("users.csv", "ann,oversight,,", None),
            ("users.csv", "ann,provider,,NOBODY", "column provider: There is no provider in providers.csv"),
            ("users.csv", "ann,operator,,", "column role: 'operator' is not known here"),
        ],
    )
    def test_a_fault_is_named_by_file_line_and_column(self, folder, file, row, says):
        self.write(folder, file, row)
        found = faults(folder)
        assert found == [] if says is None else any(says in fault and fault.startswith(file) for fault in found), found

    def test_the_same_call_sign_twice_is_found(self, folder):
        self.write(folder, "vehicles.csv", "M-1,car,LP-N1,,,", "M-1,car,LP-N1,,,")
        assert faults(folder) == ["vehicles.csv, line 3, column call_sign: The same stands in line 2 already."]


class TestRwanda:
    def test_the_whole_country_is_there(self):
        country, found = read_country(RWANDA)
        assert found == []
        levels = [row.level for row in country.divisions]
        counts = {level: levels.count(level) for level in ("country", "province", "district", "sector")}
        assert counts == {"country": 1, "province": 5, "district": 30, "sector": 416}
        assert len(country.partners["vehicles.csv"]) == 18
        assert sum(cells["kind"] == "motorcycle" for _line, cells in country.partners["vehicles.csv"]) == 15
        assert {cells["username"] for _line, cells in country.partners["users.csv"]} >= {
            *({role.value for role in Role} - {"outreach_officer"}),
            "outreach",
            "provider",
            "defence_operator",
            "defence_head",
        }

    def test_no_two_invented_people_have_the_same_name(self):
        officers = read_country(RWANDA)[0].institutions.officers
        assert len({(each.given_name, each.family_name) for each in officers}) == len(officers) == 111

    def test_six_staff_at_headquarters_and_a_focal_point_at_every_station(self, loaded_rwanda):
        police = Institution.objects.get(code="RNP")
        office = queries.headquarters_desk(police, TODAY)
        assert len(queries.holders_by_post(office.posts.all(), TODAY)) == 6
        for district in districts():
            desk = queries.desk_for(police.pk, district.code, TODAY)
            assert desk.unit.place_id == district.code
            assert len(queries.post_holders(desk, "focal_point", TODAY)) == 1
            assert sectors_of(district).exists()

    def test_both_security_institutions_name_their_cell_with_people_in_post(self, loaded_rwanda):
        for code, members in (("RNP", 3), ("RDF", 2)):
            cell = queries.cell_of(Institution.objects.get(code=code).pk)
            officers = [each.officer for each in queries.members_of(cell, TODAY)]
            assert len(officers) == members
            assert all(queries.posts_of_officer(each, TODAY) for each in officers)

    def test_stations_stand_in_their_district_and_say_that_they_are_invented(self, loaded_rwanda):
        for unit in Unit.objects.filter(kind="station"):
            assert district_code_at(unit.latitude, unit.longitude) == unit.place_id
            assert unit.position_note == "invented"

    def test_the_files_are_made_again_the_same(self, tmp_path):
        shutil.copy(RWANDA / "divisions.csv", tmp_path)
        make(tmp_path)
        for name in sorted(path.name for path in tmp_path.iterdir()):
            assert (tmp_path / name).read_bytes() == (RWANDA / name).read_bytes(), name

    def test_sector_codes_are_the_same_when_made_from_nothing(self, tmp_path):
        make(tmp_path)
        assert (tmp_path / "divisions.csv").read_bytes() == (RWANDA / "divisions.csv").read_bytes()


@pytest.fixture
def loaded_rwanda(tmp_path):
    """The demonstration country without the files that rooms above keep."""
    for name in (*(f"{each}.csv" for each in OWN_FILES), "outlines.geojson"):
        shutil.copy(RWANDA / name, tmp_path)
    load_country(tmp_path, SYSTEM)
