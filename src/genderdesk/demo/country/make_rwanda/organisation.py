"""The institutions of the demonstration: their real names and lines, and invented units, posts and people.

The shape follows the source: an office at police headquarters with six staff, a focal point at every province and
district station, a desk in the defence force, focal points in battalions and ministries, the lines 3512 and 3945.
"""

from __future__ import annotations

from pathlib import Path

from genderdesk.demo.country.make_rwanda.competences import make_competences
from genderdesk.demo.country.make_rwanda.files import District, write_csv
from genderdesk.demo.country.make_rwanda.fleet import RIDERS
from genderdesk.demo.country.make_rwanda.mandates import make_mandates
from genderdesk.demo.country.make_rwanda.people import OPENED_ON, Staff

INVENTED = "invented"
# Since the source's year 2005; the police desk was launched in May, the defence force's on 11 August 2008.
POLICE_DESK_OPENED = "2005-05-01"
DEFENCE_DESK_OPENED = "2008-08-11"
BATTALIONS = ("A", "B", "C", "D", "E")
VACANT_INVESTIGATORS = {"23", "32"}

INSTITUTIONS = (
    ("RNP", "police", "Rwanda National Police", "3512"),
    ("RDF", "defence", "Rwanda Defence Force", "3945"),
    ("MIGEPROF", "ministry", "Ministry of Gender and Family Promotion", ""),
    ("MININTER", "ministry", "Ministry of Interior", ""),
    ("MINADEF", "ministry", "Ministry of Defence", ""),
    ("MINIJUST", "ministry", "Ministry of Justice", ""),
)
# Named from the first day, so that nobody learns from a new cell that there is a sealed file.
CELLS = (
    ("RNP-CELL", "RNP", "Cell at headquarters", ("RNP-GD-HEAD", "RNP-GD-INV", "RNP-OV-1")),
    ("RDF-CELL", "RDF", "Cell at defence headquarters", ("RDF-GD-HEAD", "RDF-GD-FP")),
)
# Those of whoever works otherwise than her or his role usually does.
DUTY_HOURS = (
    ("RNP-GD", "RNP-GD-COUN", "MO;TU;WE;TH;FR;SA", "07:00", "19:00", OPENED_ON),
    ("RDF-GD", "RDF-GD-FP", "MO;TU;WE;TH;FR", "06:00", "18:00", OPENED_ON),
)
POLICE_MANDATE = (
    "Brings help quickly to whoever reports gender-based violence. Investigates these offences and counsels survivors. "
    "Draws up strategies and guidelines to prevent and answer violence. Tells the public about violence and about this "
    "desk. Helps survivors to reach health, legal and psychosocial services. Gathers data on violence in the country."
)
DEFENCE_MANDATE = (
    "Answers violence against women and girls that involves the military. Trains soldiers, cadets, ex-combatants and "
    "local defence in equality and women's rights. Supports focal points and clubs against violence in the districts."
)
TRAINING_MANDATE = "Trains officers for their posts, speaks to schools, clubs and villages, prints what is handed out."
STATION_MANDATE = "Receives reports in the district, opens and follows cases, refers survivors with their consent."
PROVINCE_MANDATE = "Follows up the district stations of the province and stands in where a focal point is absent."
BATTALION_MANDATE = "Receives reports that concern the battalion and passes them to the defence desk."
MINISTRY_MANDATE = "Brings the desks' findings into the ministry's policies and answers for agreed decisions."


def make_organisation(districts: list[District], folder: Path) -> Staff:
    """Write institutions.csv, units.csv, desks.csv, posts.csv, officers.csv, appointments.csv and the cells."""
    staff = Staff()
    desks = [*_police_desks(districts, staff), *_defence_desks(staff), *_ministry_desks(staff)]
    _training_posts(staff)
    write_csv(folder / "institutions.csv", ("code", "kind", "name", "short_code"), INSTITUTIONS)
    write_csv(
        folder / "units.csv",
        [
            "code",
            "institution",
            "kind",
            "name",
            "place",
            "parent",
            "parent_since",
            "latitude",
            "longitude",
            "position_note",
        ],
        _units(districts),
    )
    write_csv(
        folder / "desks.csv",
        ["code", "unit", "kind", "name", "mandate", "head_rank", "reports_to", "opened_on", "closed_on"],
        desks,
    )
    write_csv(folder / "posts.csv", ["code", "desk", "title", "role", "opened_on", "closed_on"], staff.posts)
    write_csv(
        folder / "officers.csv",
        ["staff_code", "institution", "given_name", "family_name", "sex", "rank"],
        staff.officers,
    )
    write_csv(
        folder / "appointments.csv", ["post", "officer", "starts_on", "ends_on", "time_share"], staff.appointments
    )
    _make_cells(staff, folder)
    make_competences(staff, folder)
    make_mandates(folder)
    write_csv(folder / "duty_hours.csv", ["desk", "post", "weekdays", "starts", "ends", "starts_on"], DUTY_HOURS)
    return staff


def _make_cells(staff: Staff, folder: Path) -> None:
    """Write cells.csv and cell_members.csv: the heads, who works on a sealed file beside them, and oversight."""
    holders = {post: officer for post, officer, *_ in staff.appointments}
    rows = [(code, institution, name, OPENED_ON) for code, institution, name, _posts in CELLS]
    write_csv(folder / "cells.csv", ["code", "institution", "name", "opened_on"], rows)
    members = [(code, holders[post], OPENED_ON, "") for code, _institution, _name, posts in CELLS for post in posts]
    write_csv(folder / "cell_members.csv", ["cell", "officer", "starts_on", "ends_on"], members)


def near(district: District, north: float = 0.008, east: float = 0.006) -> tuple[float, float]:
    """An invented position a kilometre from the middle of a district."""
    return round(district.latitude + north, 4), round(district.longitude + east, 4)


def _units(districts: list[District]) -> list[tuple[object, ...]]:
    by_code = {district.code: district for district in districts}
    capital = by_code["12"]
    since = "2006-01-01"
    units: list[tuple[object, ...]] = [
        (
            "RNP-HQ",
            "RNP",
            "headquarters",
            "Police headquarters, Kigali",
            "RW",
            "",
            "",
            *near(capital, -0.05, -0.06),
            INVENTED,
        ),
        (
            *("RNP-IS", "RNP", "headquarters", "Inspectorate of services, Kigali", "RW", "RNP-HQ", since),
            *(*near(capital, -0.049, -0.058), INVENTED),
        ),
    ]
    for province in sorted({district.province for district in districts}):
        seat = next(district for district in districts if district.province == province)
        name = f"Provincial police, {seat.province_name}"
        position = near(seat, 0.012, -0.004)
        units.append((f"RNP-P{province}", "RNP", "province", name, province, "RNP-HQ", since, *position, INVENTED))
    for district in districts:
        parent = f"RNP-P{district.province}"
        name = f"{district.name} police station"
        code = f"RNP-D{district.code}"
        units.append((code, "RNP", "station", name, district.code, parent, since, *near(district), INVENTED))
    units.append(
        (
            *("RDF-HQ", "RDF", "headquarters", "Defence headquarters, Kigali", "RW", "", ""),
            *(*near(by_code["13"]), INVENTED),
        )
    )
    for number, letter in enumerate(BATTALIONS, start=1):
        seat = [district for district in districts if district.province == str(number)][-1]
        name = f"Battalion {letter} (invented)"
        units.append(
            (
                *(f"RDF-B{letter}", "RDF", "battalion", name, str(number), "RDF-HQ", "2010-01-01"),
                *(*near(seat, -0.02, 0.015), INVENTED),
            )
        )
    for place, (code, kind, _name, _short_code) in enumerate(INSTITUTIONS):
        if kind == "ministry":
            position = near(capital, -0.055 - place / 1000, -0.065)
            units.append(
                (f"{code}-HQ", code, "headquarters", "Ministry's offices, Kigali", "RW", "", "", *position, INVENTED)
            )
    return units


def _police_desks(districts: list[District], staff: Staff) -> list[tuple[object, ...]]:
    desks: list[tuple[object, ...]] = [
        (
            *("RNP-GD", "RNP-HQ", "desk", "Police gender desk", POLICE_MANDATE, "Assistant Commissioner of Police"),
            *("Deputy Inspector General, operations", POLICE_DESK_OPENED, ""),
        ),
        (
            *(
                "RNP-HL",
                "RNP-HQ",
                "unit",
                "Hotline 3512 and systems",
                "Answers the line day and night; runs the systems.",
            ),
            *("Superintendent of Police", "Head of the police gender desk", POLICE_DESK_OPENED, ""),
        ),
        (
            *(
                "RNP-OV",
                "RNP-IS",
                "unit",
                "Oversight of the gender desk",
                "Reads who saw and did what; hears complaints.",
            ),
            *("Commissioner of Police", "Inspector General", "2006-01-01", ""),
        ),
        (
            *("RNP-TO", "RNP-HQ", "unit", "Training and outreach", TRAINING_MANDATE, "Chief Inspector of Police"),
            *("Head of the police gender desk", "2006-01-01", ""),
        ),
    ]
    _headquarters_posts(staff)
    for province, name in sorted({(district.province, district.province_name) for district in districts}):
        code = f"RNP-P{province}-FP"
        desks.append(
            (
                *(code, f"RNP-P{province}", "focal_point", f"Focal point, {name}", PROVINCE_MANDATE),
                *("Chief Inspector of Police", "Regional police commander", "2006-01-01", ""),
            )
        )
        sex = "female" if int(province) % 2 else "male"
        staff.seat(f"{code}-1", code, "Provincial focal point", "focal_point", "Chief Inspector of Police", sex)
    for place, district in enumerate(districts):
        desks.append(_station_desk(district))
        _station_posts(staff, district, place)
    return desks


def _headquarters_posts(staff: Staff) -> None:
    """The six of the office, the hotline's shifts, the administrator, and oversight apart from them."""
    seat = staff.seat
    seat("RNP-GD-HEAD", "RNP-GD", "Head of the gender desk", "desk_head", "Assistant Commissioner of Police", "female")
    seat("RNP-GD-DATA", "RNP-GD", "Data and reporting analyst", "analyst", "Inspector of Police", "male")
    seat("RNP-GD-COUN", "RNP-GD", "Counsellor", "counsellor", "Inspector of Police", "female")
    seat("RNP-GD-INV", "RNP-GD", "Investigation adviser", "investigator", "Chief Inspector of Police", "male")
    seat("RNP-GD-OPS", "RNP-GD", "Operations and dispatch officer", "dispatcher", "Inspector of Police", "female")
    seat("RNP-GD-LINE", "RNP-GD", "Hotline supervisor", "operator", "Inspector of Police", "female")
    for number in range(1, 5):
        sex = "male" if number == 4 else "female"
        seat(f"RNP-HL-OP{number}", "RNP-HL", f"Hotline operator {number}", "operator", "Sergeant", sex)
    for number in range(1, 3):
        sex = "male" if number == 1 else "female"
        seat(f"RNP-HL-DI{number}", "RNP-HL", f"Dispatcher {number}", "dispatcher", "Sergeant", sex)
    seat("RNP-HL-ADM", "RNP-HL", "System administrator", "administrator", "Assistant Inspector of Police", "male")
    seat("RNP-OV-1", "RNP-OV", "Oversight officer", "oversight", "Chief Superintendent of Police", "female")


def _training_posts(staff: Staff) -> None:
    """Seated last, so that everybody else keeps the name and staff code of earlier years of this demonstration."""
    rank = "Chief Inspector of Police"
    staff.seat("RNP-TO-TR", "RNP-TO", "Training officer", "trainer", rank, "male")
    staff.seat("RNP-TO-OUT", "RNP-TO", "Outreach officer", "outreach_officer", "Inspector of Police", "female")


def _station_desk(district: District) -> tuple[object, ...]:
    return (
        *(f"RNP-D{district.code}-FP", f"RNP-D{district.code}", "focal_point", f"Focal point, {district.name}"),
        *(STATION_MANDATE, "Inspector of Police", "District police commander", "2006-01-01", ""),
    )


def _station_posts(staff: Staff, district: District, place: int) -> None:
    desk = f"RNP-D{district.code}-FP"
    focal_sex = "male" if place % 5 == 4 else "female"
    staff.seat(f"{desk}-1", desk, "Focal point", "focal_point", "Inspector of Police", focal_sex)
    if district.code in VACANT_INVESTIGATORS:
        staff.post(f"{desk}-INV", desk, "Investigator", "investigator")
    else:
        sex = "female" if place % 3 == 0 else "male"
        staff.seat(f"{desk}-INV", desk, "Investigator", "investigator", "Assistant Inspector of Police", sex)
    if district.code == "43":
        # One post with a history: its first holder was posted elsewhere at the end of June.
        former = staff.appointments.pop()
        staff.appointments.append((former[0], former[1], OPENED_ON, "2025-07-01", 100))
        successor = staff.officer("RNP", "Assistant Inspector of Police", "female")
        staff.appointments.append((former[0], successor, "2025-07-01", "", 100))
    for number, sex in enumerate(RIDERS.get(district.code, ()), start=1):
        staff.seat(f"{desk}-R{number}", desk, f"Rider {number}", "rider", "Constable", sex)


def _defence_desks(staff: Staff) -> list[tuple[object, ...]]:
    desks: list[tuple[object, ...]] = [
        (
            *("RDF-GD", "RDF-HQ", "desk", "Defence force gender desk", DEFENCE_MANDATE, "Lieutenant Colonel"),
            *("Chief of Defence Staff", DEFENCE_DESK_OPENED, ""),
        )
    ]
    staff.seat("RDF-GD-HEAD", "RDF-GD", "Head of the defence gender desk", "desk_head", "Lieutenant Colonel", "female")
    staff.seat("RDF-GD-FP", "RDF-GD", "Focal point at headquarters", "focal_point", "Captain", "female")
    staff.seat("RDF-GD-OP1", "RDF-GD", "Hotline operator 1", "operator", "Sergeant", "female")
    staff.seat("RDF-GD-OP2", "RDF-GD", "Hotline operator 2", "operator", "Corporal", "male")
    for place, letter in enumerate(BATTALIONS):
        code = f"RDF-B{letter}-FP"
        desks.append(
            (
                *(code, f"RDF-B{letter}", "focal_point", f"Focal point, Battalion {letter}", BATTALION_MANDATE),
                *("Lieutenant", "Battalion commander", "2010-01-01", ""),
            )
        )
        # Beside other duties, as focal points in battalions are.
        sex = "female" if place % 2 == 0 else "male"
        staff.seat(f"{code}-1", code, "Battalion focal point", "focal_point", "Lieutenant", sex, time_share=20)
    return desks


def _ministry_desks(staff: Staff) -> list[tuple[object, ...]]:
    desks: list[tuple[object, ...]] = []
    for place, (institution, kind, name, _short_code) in enumerate(INSTITUTIONS):
        if kind != "ministry":
            continue
        code = f"{institution}-FP"
        desks.append(
            (
                *(code, f"{institution}-HQ", "focal_point", f"Focal point, {name}", MINISTRY_MANDATE),
                *("Director", "Permanent Secretary", "2006-01-01", ""),
            )
        )
        sex = "female" if place % 2 else "male"
        staff.seat(f"{code}-1", code, "Ministry focal point", "focal_point", "Director", sex, time_share=20)
    return desks
