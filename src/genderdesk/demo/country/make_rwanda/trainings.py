"""The demonstration's trainings: a handful of invented courses, days and people; nobody is anybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from genderdesk.demo.country.make_rwanda.files import write_csv
from genderdesk.demo.country.make_rwanda.people import FAMILY_NAMES, GIVEN_NAMES, Staff

_COURSES = (
    ("FIRST-HELP", "RNP", "training", "First help after gender-based violence", 1, "2024-01-01",
     "Safety first\nListening without blaming\nEvidence in the first hours\nReferral with consent", 24, 80, 60),
    ("LISTENING", "RNP", "training", "Psychosocial first aid", 1, "2024-01-01",
     "Look, listen, link\nA child who tells\nCaring for oneself", 36, 80, ""),
    ("PROCEDURE", "RNP", "sensitisation", "How the desk works and how to reach it", 1, "2024-01-01",
     "The toll-free line\nWhat the desk does with a report", "", 50, ""),
    ("GARRISON", "RDF", "training", "Preventing gender-based violence in garrisons", 1, "2024-01-01",
     "Duties of commanders\nReporting to the defence desk", 24, 80, ""),
)  # fmt: skip
# Code, institution, course, district, venue, state, whether certificates are out, first day of each session.
_TRAININGS = (
    ("TR-FH-01", "RNP", "FIRST-HELP", "12", "Training hall", "verified", "yes",
     ("2025-01-20", "2025-01-21", "2025-01-22")),
    ("TR-LI-01", "RNP", "LISTENING", "32", "District office", "closed", "yes", ("2025-06-10", "2025-06-11")),
    ("TR-PR-01", "RNP", "PROCEDURE", "43", "Invented secondary school", "verified", "no", ("2025-09-15",)),
    ("TR-FH-02", "RNP", "FIRST-HELP", "24", "Station", "cancelled", "no", ("2026-03-02", "2026-03-03")),
    ("TR-FH-03", "RNP", "FIRST-HELP", "57", "Station", "held", "no", ("2026-11-10", "2026-11-11", "2026-11-12")),
    ("TR-GA-01", "RDF", "GARRISON", "13", "Barracks", "verified", "yes", ("2025-05-05", "2025-05-06")),
)  # fmt: skip
_OF_COURSES = "code institution kind name version starts_on topics validity_months session_share pass_mark"
_OF_TRAININGS = "code institution course place venue state certified cancelled_why"
_FIELDS = "training staff_code names sex categories place age_group s1 s2 s3 before after"
_COUNTS = (
    ("TR-PR-01", "student", "female", "minor", 41),
    ("TR-PR-01", "student", "male", "minor", 37),
    ("TR-PR-01", "local_official", "unknown", "adult", 6),
)


def make_trainings(staff: Staff, folder: Path) -> None:
    """Write courses, trainings, their sessions, who was there, and who was counted by head."""
    write_csv(folder / "courses.csv", _OF_COURSES.split(), _COURSES)
    rows = [(*each[:7], "no_money" if each[5] == "cancelled" else "") for each in _TRAININGS]
    write_csv(folder / "trainings.csv", _OF_TRAININGS.split(), rows)
    sessions = [(each[0], number, day) for each in _TRAININGS for number, day in enumerate(each[7], start=1)]
    write_csv(folder / "training_sessions.csv", ["training", "number", "day"], sessions)
    write_csv(folder / "attendance.csv", _FIELDS.split(), _attendance(staff))
    write_csv(folder / "training_counts.csv", ["training", "category", "sex", "age_group", "people"], _COUNTS)


def _attendance(staff: Staff) -> Iterator[tuple[object, ...]]:
    """Focal points in both trainings of the police, one of them at one session only; teachers; the defence force."""
    roles = {post[0]: post[3] for post in staff.posts}
    holders = [str(officer) for post, officer, *_ in staff.appointments if roles[post] == "focal_point"]
    police = [each for each in holders if each.startswith("RNP")]
    for number, officer in enumerate(police[:18]):
        there = ("P", "A", "A") if number == 17 else ("P", "PART" if number == 5 else "P", "P")
        yield _staff("TR-FH-01", officer, there, 40 + number, 70 + number)
    for officer in police[10:20]:
        yield _staff("TR-LI-01", officer, ("P", "P", ""), "", "")
    for officer in police[20:28]:
        yield _staff("TR-FH-03", officer, ("P", "P", "P"), 45, "")
    for officer in [each for each in holders if each.startswith("RDF")][:6]:
        yield _staff("TR-GA-01", officer, ("P", "P", ""), "", "")
    for number in range(12):
        sex = "female" if number % 3 else "male"
        names = f"{GIVEN_NAMES[sex][-1 - number]} {FAMILY_NAMES[number % len(FAMILY_NAMES)]}"
        known = sex if number != 7 else ""
        yield ("TR-PR-01", "", names, known, "teacher", "43", "adult", "P", "", "", "", "")
    # The same teacher in another hand.
    yield ("TR-PR-01", "", "Yvone Mfano", "female", "teacher", "43", "adult", "P", "", "", "", "")


def _staff(training: str, officer: str, there: tuple[str, ...], before: object, after: object) -> tuple[object, ...]:
    return (training, officer, "", "", "", "", "", *there, before, after)
