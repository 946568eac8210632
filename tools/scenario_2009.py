"""Write the raw records of the scenario “the source's page of results as of 2009”: no figure of a result.

    python tools/scenario_2009.py

Two folders get their large files, beside small ones that were written by hand. ``results_2009`` is loaded first; every
trap of the reference (programme.md 7.3) is in it.
``results_2009_later`` holds what came to the desk afterwards: the same paper sheet a second time, and the records that
were late. All people, numbers of officers, registers and days are invented, but for the years that the source names.
"""

from __future__ import annotations

import csv
import itertools
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

COUNTRY = Path(__file__).resolve().parents[1] / "src" / "genderdesk" / "demo" / "country"
FIRST, LATER = COUNTRY / "results_2009", COUNTRY / "results_2009_later"
Row = Sequence[object]

_GIVEN = [
    "Akariza",
    "Bwiza",
    "Cyuzuzo",
    "Dushime",
    "Engabire",
    "Furaha",
    "Gakire",
    "Hirwa",
    "Iradukunda",
    "Jabiro",
    "Kamariza",
    "Lindiwe",
    "Mahoro",
    "Ndoli",
    "Oluwe",
    "Pendo",
    "Rukundo",
    "Sangwa",
    "Teta",
    "Umutoni",
    "Vumiliya",
    "Wihogora",
    "Yange",
    "Zaninka",
]
_FAMILY = [
    "Abari",
    "Bahizi",
    "Cyiza",
    "Dukuze",
    "Eyadema",
    "Fumba",
    "Gatera",
    "Habimba",
    "Irebe",
    "Jyambere",
    "Kabera",
    "Lwanga",
    "Mugabi",
    "Nkuba",
    "Ojok",
    "Pacha",
    "Rwema",
    "Sebera",
    "Tumba",
    "Uwase",
    "Vuningo",
    "Wasswa",
    "Yombi",
    "Zirimwabo",
]
_PROVINCES = ("1", "2", "3", "4", "5")


def _divisions() -> list[dict[str, str]]:
    with (COUNTRY / "rwanda" / "divisions.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["level"] in ("country", "province", "district")]


def _write(folder: Path, name: str, header: str, rows: Iterable[Row]) -> None:
    folder.mkdir(exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


def _names() -> Iterator[tuple[str, str]]:
    """Invented names, each once: a given name and one or two family names."""
    for number, (family, given) in enumerate(itertools.product(_FAMILY, _GIVEN)):
        yield given, family if number < len(_FAMILY) * len(_GIVEN) else f"{family} II"
    for one, other, given in itertools.product(_FAMILY, _FAMILY, _GIVEN):
        yield given, f"{one} {other}"


class Scenario:
    """The people and posts of both institutions, numbered in the order in which they are made."""

    def __init__(self) -> None:
        self.divisions = _divisions()
        self.districts = [row for row in self.divisions if row["level"] == "district"]
        self.names = _names()
        self.officers: list[Row] = []
        self.attendance: list[Row] = []
        self.desk_officers: list[tuple[str, str]] = []

    def officer(self, institution: str, sex: str, rank: str) -> str:
        """One more officer; her or his staff code."""
        given, family = next(self.names)
        code = f"{institution}-A{len(self.officers) + 1:04}"
        self.officers.append((code, institution, given, family, sex, rank))
        return code

    def person(self) -> str:
        return " ".join(next(self.names))

    def place(self, number: int) -> str:
        """Districts in turn, so that all regions are there."""
        return self.districts[number % len(self.districts)]["code"]

    def came(self, training: str, code: str, names: str, sex: str, categories: str, place: str, *days: str) -> None:
        marks = [*days, *[""] * (3 - len(days))]
        self.attendance.append((training, code, names, "", sex, categories, place, *marks))

    def in_province(self, province: str) -> list[str]:
        return [row["code"] for row in self.districts if row["parent"] == province]


_UNITS: tuple[Row, ...] = (
    (
        "RNP-HQ",
        "RNP",
        "headquarters",
        "Police headquarters, Kigali",
        "RW",
        "",
        "",
        "-1.9415",
        "30.0823",
        "invented",
    ),
    (
        "RDF-HQ",
        "RDF",
        "headquarters",
        "Defence headquarters, Kigali",
        "RW",
        "",
        "",
        "-1.9499",
        "30.1016",
        "invented",
    ),
    ("RDF-B1", "RDF", "battalion", "First battalion (invented)", "5", "RDF-HQ", "2006-01-01", "", "", ""),
)
_DESKS: tuple[Row, ...] = (
    (
        "RNP-GD",
        "RNP-HQ",
        "desk",
        "Police gender desk",
        "Assistant Commissioner of Police",
        "Deputy head of police",
        "2005-05-01",
    ),
    ("RDF-GD", "RDF-HQ", "desk", "Defence gender desk", "Colonel", "Chief of staff", "2007-10-16"),
    (
        "RDF-B1-GD",
        "RDF-B1",
        "focal_point",
        "Focal point, first battalion",
        "Captain",
        "Commanding officer",
        "2008-01-01",
    ),
)


def organisation(scene: Scenario) -> None:
    """Divisions, units, desks and posts, and who held them. One post at headquarters and one district's are empty."""
    keys = ("code", "level", "parent", "name", "latitude", "longitude", "source", "source_version")
    _write(FIRST, "divisions", " ".join(keys), [[row[key] for key in keys] for row in scene.divisions])
    shutil.copyfile(COUNTRY / "rwanda" / "outlines.geojson", FIRST / "outlines.geojson")
    units, desks = list(_UNITS), list(_DESKS)
    for row in scene.divisions:
        if row["level"] != "country":
            kind = "province" if row["level"] == "province" else "district"
            parent = "RNP-HQ" if kind == "province" else f"RNP-{row['parent']}"
            units.append(
                (
                    f"RNP-{row['code']}",
                    "RNP",
                    kind,
                    f"{row['name']} {kind} police",
                    row["code"],
                    parent,
                    "2006-01-01",
                    "",
                    "",
                    "",
                )
            )
            desks.append(
                (
                    f"RNP-{row['code']}-GD",
                    f"RNP-{row['code']}",
                    "focal_point",
                    f"Focal point, {row['name']} {kind}",
                    "Inspector of Police",
                    "Commander",
                    "2006-01-01",
                )
            )
    _write(
        FIRST,
        "units",
        "code institution kind name place parent parent_since latitude longitude position_note setting",
        [(*each, _setting(str(each[0]))) for each in units],
    )
    _write(
        FIRST,
        "desks",
        "code unit kind name mandate head_rank reports_to opened_on",
        [(*each[:4], "", *each[4:]) for each in desks],
    )
    _posts(scene, desks)
    _hours(scene)


def _hours(scene: Scenario) -> None:
    """Day and night at the battalion, working days at the districts' stations."""
    _write(
        FIRST,
        "duty_hours",
        "desk post weekdays starts ends starts_on",
        [
            ("RDF-B1-GD", "", "MO;TU;WE;TH;FR;SA;SU", "06:00", "18:00", "2008-03-03"),
            ("RDF-B1-GD", "", "MO;TU;WE;TH;FR;SA;SU", "18:00", "06:00", "2008-03-03"),
            *(
                (f"RNP-{row['code']}-GD", "", "MO;TU;WE;TH;FR", "07:00", "17:00", "2006-01-01")
                for row in scene.districts
            ),
        ],
    )


def _setting(unit: str) -> str:
    """The city's units are urban, all others rural."""
    return "urban" if unit.endswith("-HQ") or unit.startswith("RNP-1") else "rural"


_HEADQUARTERS = (
    ("HEAD", "Head of the gender desk", "desk_head"),
    ("DATA", "Data and reporting analyst", "analyst"),
    ("COUN", "Counsellor", "counsellor"),
    ("INV", "Investigator", "investigator"),
    ("TRN", "Trainer", "trainer"),
    ("OUT", "Outreach officer", "outreach_officer"),
)


def _posts(scene: Scenario, desks: list[Row]) -> None:
    posts: list[Row] = []
    appointments: list[Row] = []

    def hold(post: str, officer: str, first: str, end: str = "") -> None:
        appointments.append((post, officer, first, end))

    for number, (code, title, role) in enumerate(_HEADQUARTERS):
        posts.append((f"RNP-GD-{code}", "RNP-GD", title, role, "2005-05-01"))
        sex = "female" if number % 2 else "male"
        officer = scene.officer("RNP", sex, "Inspector of Police")
        # Trap: the sixth began after the day that the page is of.
        hold(f"RNP-GD-{code}", officer, "2010-01-02" if code == "OUT" else "2008-01-01")
        if code != "OUT":
            scene.desk_officers.append((officer, "1"))
    posts.append(("RDF-GD-HEAD", "RDF-GD", "Head of the defence gender desk", "desk_head", "2007-10-16"))
    hold("RDF-GD-HEAD", scene.officer("RDF", "female", "Colonel"), "2007-10-16")
    posts.append(("RDF-B1-FP", "RDF-B1-GD", "Focal point", "focal_point", "2008-01-01"))
    hold("RDF-B1-FP", scene.officer("RDF", "male", "Captain"), "2008-03-03")
    for desk in desks[3:]:
        unit = str(desk[1])
        district = len(unit) > len("RNP-1")
        for number in range(_posts_of(unit) if district else 2):
            code = f"{unit}-GD-{number + 1}"
            role = "focal_point" if number == 0 else "investigator"
            posts.append((code, desk[0], "Focal point" if number == 0 else "Investigator", role, "2006-01-01"))
            officer = scene.officer("RNP", "female" if number % 2 else "male", "Sergeant")
            # Trap: the focal point of one district left before the day, and nobody came after.
            hold(code, officer, "2006-01-01", "2009-11-30" if (unit, number) == (_VACANT, 0) else "")
            scene.desk_officers.append((officer, unit.removeprefix("RNP-")))
    # Trap: one desk officer was transferred out before the course for desk officers, and went to it all the same.
    posts.append(("RNP-11-GD-9", "RNP-11-GD", "Investigator", "investigator", "2006-01-01"))
    scene.transferred = scene.officer("RNP", "male", "Sergeant")
    hold("RNP-11-GD-9", scene.transferred, "2006-01-01", "2009-03-01")
    _write(FIRST, "posts", "code desk title role opened_on", posts)
    _write(FIRST, "appointments", "post officer starts_on ends_on", appointments)


_VACANT = "RNP-43"


def _posts_of(unit: str) -> int:
    """Posts at a district's desk: five each and one more, which makes 166 desk officers with headquarters' five."""
    return 6 if unit == "RNP-12" else 5


def _police(scene: Scenario, number: int) -> list[str]:
    return [scene.officer("RNP", "female" if each % 5 == 0 else "male", "Constable") for each in range(number)]


PRESENT = ("P", "P", "P")


def training(scene: Scenario) -> None:
    """Courses, trainings and the lists of who was there, day by day."""
    held: list[Row] = []
    days: list[Row] = []

    def hold(
        code: str, institution: str, course: str, place: str, *on: str, state: str = "verified", why: str = ""
    ) -> None:
        held.append((code, institution, course, place, state, why))
        days.extend((code, number, day, "") for number, day in enumerate(on, start=1))

    _community_policing(scene, hold, days)
    _network(scene, hold)
    _desks(scene, hold)
    _others(scene, hold)
    tallies = _defence(scene, hold)
    _write(FIRST, "trainings", "code institution course place state cancelled_why", held)
    _write(FIRST, "training_sessions", "training number day called_off", days)
    _write(FIRST, "attendance", "training staff_code names person sex categories place s1 s2 s3", scene.attendance)
    _write(FIRST, "training_counts", "training category sex age_group people", tallies)
    _write(FIRST, "officers", "staff_code institution given_name family_name sex rank", scene.officers)


def _community_policing(scene: Scenario, hold: object, days: list[Row]) -> None:
    """250 from all five regions; beside them a no-show, and one who came on one day of three."""
    assert callable(hold)
    for province in _PROVINCES:
        hold(f"SOP-{province}", "RNP", "SOP", scene.in_province(province)[0], "2009-02-03", "2009-02-04", "2009-02-05")
    for number, officer in enumerate(_police(scene, 250)):
        province = _PROVINCES[number % 5]
        district = scene.in_province(province)[number % len(scene.in_province(province))]
        # Trap: some sheets still name a province that was merged into another one.
        place = "Old South (invented)" if province == "2" and number % 3 == 0 else district
        scene.came(f"SOP-{province}", officer, "", "", "community_policing", place, *PRESENT)
    absent, once = _police(scene, 2)
    scene.came("SOP-2", absent, "", "", "community_policing", "21", "A", "A", "A")
    scene.came("SOP-3", once, "", "", "community_policing", "31", "P", "A", "A")
    # Traps: one that was cancelled, and one with a day that was called off.
    hold("SOP-X", "RNP", "SOP", "12", "2009-06-02", state="cancelled", why="no_money")
    days.append(("SOP-4", 4, "2009-02-06", "yes"))


def _network(scene: Scenario, hold: object) -> None:
    """80 women of the women's network: police officers, of the defence desk, and who represent schools' youth."""
    assert callable(hold)
    hold("USE-1", "RNP", "SOP-USE", "12", "2009-03-10")
    scene.women = [scene.officer("RNP", "female", "Constable") for _each in range(60)]
    scene.defenders = [scene.officer("RDF", "female", "Lieutenant") for _each in range(8)]
    for number, officer in enumerate([*scene.women, *scene.defenders]):
        scene.came("USE-1", officer, "", "", "womens_network", scene.place(number * 7), "P")
    for number in range(12):
        scene.came(
            "USE-1", "", scene.person(), "F", "womens_network youth_representative", scene.place(number * 7), "P"
        )


def _desks(scene: Scenario, hold: object) -> None:
    """166 desk officers, one who is none any more, and a course after the day; 45 in counselling, twelve of them desk
    officers."""
    assert callable(hold)
    hold("DESK-1", "RNP", "DESK", "12", "2009-04-20", "2009-04-21", "2009-04-22")
    for officer, place in scene.desk_officers:
        scene.came("DESK-1", officer, "", "", "", place, *PRESENT)
    scene.came("DESK-1", scene.transferred, "", "", "", "11", *PRESENT)
    hold("DESK-2", "RNP", "DESK", "12", "2010-01-18", "2010-01-19", "2010-01-20")
    for officer, _place in scene.desk_officers[:20]:
        scene.came("DESK-2", officer, "", "", "", "12", *PRESENT)
    hold("COUNSEL-1", "RNP", "COUNSEL", "12", "2009-05-11", "2009-05-12")
    twelve = [officer for officer, _place in scene.desk_officers[10:22]]
    for officer in [*twelve, *_police(scene, 33)]:
        scene.came("COUNSEL-1", officer, "", "", "", "12", "P", "P")


def _others(scene: Scenario, hold: object) -> None:
    """70 military officers, 400 teachers and adult students, 300 members of cooperatives in two districts."""
    assert callable(hold)
    hold("TOGETHER-1", "RNP", "TOGETHER", "11", "2009-06-15")
    for _each in range(70):
        scene.came(
            "TOGETHER-1", scene.officer("RDF", "male" if _each % 7 else "female", "Lieutenant"), "", "", "", "11", "P"
        )
    hold("SCHOOLS-1", "RNP", "SCHOOLS", "12", "2009-09-08")
    for number in range(400):
        category = "teacher" if number < 120 else "student"
        scene.came("SCHOOLS-1", "", scene.person(), "FM"[number % 2], category, scene.place(number), "P")
    hold("COOPS-1", "RNP", "COOPS", "Musanze", "2009-10-06")
    hold("COOPS-2", "RNP", "COOPS", "Gicumbi", "2009-10-13")
    for number in range(300):
        training, place = ("COOPS-1", "Musanze") if number < 170 else ("COOPS-2", "Gicumbi")
        # Traps: one without a sex, one whose name is spelt in another way next year.
        names = "Mukamana Uwera" if number == 0 else scene.person()
        scene.came(training, "", names, "" if number == 299 else "F", "cooperative_member", place, "P")
    hold("COOPS-3", "RNP", "COOPS", "Musanze", "2010-02-09")
    scene.came("COOPS-3", "", "Mukamanna Uwera", "F", "cooperative_member", "Musanze", "P")


_DEFENCE = (("military_officer", 21), ("cadet", 11), ("ex_combatant", 7), ("local_defence", 6), ("civilian", 3))


def _defence(scene: Scenario, hold: object) -> list[Row]:
    """Who came to a hundred days of training in three provinces, counted by head; and focal points of districts."""
    assert callable(hold)
    tallies: list[Row] = []
    places = [code for province in ("1", "4", "5") for code in scene.in_province(province)]
    for number in range(100):
        code = f"RDF-{number + 1:03}"
        month, day = number % 12 + 1, number % 27 + 1
        year = 2008 if number < 45 else 2009
        month = max(month, 4) if year == 2008 else month
        hold(code, "RDF", "RDF-GBV", places[number % len(places)], f"{year}-{month:02}-{day:02}")
        for category, people in _DEFENCE:
            women = max(1, people // 4 + (number % 2 if people > 5 else 0))
            tallies.append((code, category, "female", "adult", women))
            tallies.append((code, category, "male", "adult", people - women + (number % 5 == 0)))
    hold("RDF-GFP-1", "RDF", "RDF-GFP", places[0], "2008-11-05")
    for number in range(30):
        place = places[number % len(places)]
        scene.came("RDF-GFP-1", "", scene.person(), "FM"[number % 2], "gender_focal_point civilian", place, "P")
    return tallies


def registers(scene: Scenario) -> None:
    """Rows of paper registers and the stations' monthly returns. The police's of early 2008 came after the day."""
    stations = [(f"RNP-{row['code']}", row["code"]) for row in scene.districts]
    first: list[Row] = []
    late: list[Row] = []
    returns: list[Row] = []
    came_late: list[Row] = []
    for (unit, place), month in itertools.product(stations, range(24)):
        day = f"{2008 + month // 12}-{month % 12 + 1:02}"
        missing = month < 6
        due = f"{2008 + (month + 1) // 12}-{(month + 1) % 12 + 1:02}-05"
        on_time = f"{due[:-2]}{'20' if place == '36' else '03'}"
        returns.append((unit, f"{day}-01", due, "" if missing or due > "2009-12-31" else on_time))
        if missing:
            came_late.append((unit, f"{day}-01", due, "2010-02-15"))
        for number in range(1 + month // 12 + (month % 3 == 0)):
            row = _report(unit, place, f"{day}-{10 + number * 4:02}", month, number)
            (late if missing else first).append(row)
    for month, number in [(each, number) for each in range(24) for number in range(3 + each // 12 * 2)]:
        day = f"{2008 + month // 12}-{month % 12 + 1:02}-{5 + number * 4:02}"
        hour = (2, 14, 23, 9, 20)[number]
        first.append(("RDF-B1", f"B1-{month:02}-{number}", day, hour, "51", 20 + number, "", "", "", day))
    for month in range(24):
        due = f"{2008 + (month + 1) // 12}-{(month + 1) % 12 + 1:02}-05"
        returns.append(
            ("RDF-B1", f"{2008 + month // 12}-{month % 12 + 1:02}-01", due, due if due < "2009-12-31" else "")
        )
    header = "unit number received_on hour place minutes_to_scene health_on psychosocial_on legal_on settled_on"
    _write(FIRST, "registers", header, first)
    _write(FIRST, "returns", "unit month due_on received_on", returns)
    _write(LATER, "registers", header, late)
    _write(LATER, "returns", "unit month due_on received_on", came_late)


def _report(unit: str, place: str, day: str, month: int, number: int) -> Row:
    """One row of a station's register: the later, the more is done and the sooner somebody is there."""
    seen = (int(place) + month + number) % 4
    minutes = 95 - 2 * month + int(place) % 7
    return (
        unit,
        f"{unit.removeprefix('RNP-')}/{month:02}/{number}",
        day,
        "",
        place,
        minutes,
        day if seen < 2 + month // 18 else "",
        day if seen == 1 else "",
        day if seen == 2 else "",
        day if seen != 3 else "",
    )


def later(scene: Scenario) -> None:
    """What came afterwards: the sheet of one training once more, and who filled what was empty."""
    again = [row for row in scene.attendance if row[0] == "COOPS-2"]
    _write(
        LATER, "trainings", "code institution course place state", [("COOPS-2", "RNP", "COOPS", "Gicumbi", "verified")]
    )
    _write(LATER, "training_sessions", "training number day", [("COOPS-2", 1, "2009-10-13")])
    _write(LATER, "attendance", "training staff_code names person sex categories place s1", [row[:-2] for row in again])
    _write(
        LATER,
        "officers",
        "staff_code institution given_name family_name sex rank",
        [
            ("RNP-B0001", "RNP", "Vumiliya", "Zirimwabo Abari", "female", "Sergeant"),
            ("RNP-B0002", "RNP", "Hirwa", "Zirimwabo Bahizi", "male", "Sergeant"),
        ],
    )
    _write(
        LATER,
        "appointments",
        "post officer starts_on ends_on",
        [("RNP-43-GD-1", "RNP-B0001", "2009-12-01", ""), ("RNP-GD-OUT", "RNP-B0002", "2009-12-01", "2010-01-02")],
    )


def main() -> None:
    scene = Scenario()
    organisation(scene)
    training(scene)
    registers(scene)
    later(scene)


if __name__ == "__main__":
    main()
