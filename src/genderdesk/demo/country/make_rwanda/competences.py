"""What the demonstration's posts ask and who has shown it. All invented: courses, certificates, days."""

from __future__ import annotations

from pathlib import Path

from genderdesk.demo.country.make_rwanda.files import write_csv
from genderdesk.demo.country.make_rwanda.people import OPENED_ON, Staff

# code, name, months that it is valid
COMPETENCES = (
    ("first-response", "First response to a survivor", 24),
    ("interviewing", "Interviewing survivors and witnesses", 36),
    ("counselling", "Counselling after violence", ""),
)
# institution, role, competence
ASKED = (
    ("RNP", "focal_point", "first-response"),
    ("RNP", "investigator", "interviewing"),
    ("RNP", "counsellor", "counselling"),
    ("RDF", "focal_point", "first-response"),
)
# Days of the courses; who was at the first of them has to come again, and every ninth officer was at none.
_COURSES = ("2024-10-14", "2025-01-20", "2025-09-15", "2026-02-09", "2026-06-15", "2026-10-12")
_LEFT_OUT = 9


def make_competences(staff: Staff, folder: Path) -> None:
    """Write competences.csv, requirements.csv and competences_held.csv."""
    write_csv(folder / "competences.csv", ["code", "name", "validity_months"], COMPETENCES)
    asked = [(institution, role, competence, OPENED_ON, "") for institution, role, competence in ASKED]
    write_csv(folder / "requirements.csv", ["institution", "role", "competence", "starts_on", "ends_on"], asked)
    roles = {str(code): str(role) for code, _desk, _title, role, *_ in staff.posts}
    wanted = {(institution, role): competence for institution, role, competence in ASKED}
    rows: list[tuple[object, ...]] = []
    for number, (post, officer, *_) in enumerate(staff.appointments):
        competence = wanted.get((str(officer).split("-", 1)[0], roles[str(post)]))
        if competence is not None and number % _LEFT_OUT:
            day = _COURSES[number % len(_COURSES)]
            rows.append((officer, competence, day, f"{day[:4]}-{len(rows) + 1:04} (invented)"))
    write_csv(folder / "competences_held.csv", ["officer", "competence", "granted_on", "source"], rows)
