"""What the demonstration's headquarters desks are there for and may decide. Every instrument is invented."""

from __future__ import annotations

from pathlib import Path

from genderdesk.demo.country.make_rwanda.files import write_csv
from genderdesk.demo.country.make_rwanda.people import OPENED_ON

_ORDER = "Order of the head of the institution (invented)"
FUNCTIONS = ("F1", "F2", "F3", "F4", "F5")
# desk, since when
DESKS = (("RNP-GD", "2005-05-01"), ("RDF-GD", "2008-08-11"))
HEADS = ("RNP-GD-HEAD", "RDF-GD-HEAD")
# subject, ceiling in the national currency
SUBJECTS = (
    ("guidance", ""),
    ("staffing", ""),
    ("training", 5_000_000),
    ("premises", 2_000_000),
    ("equipment", 2_000_000),
    ("budget", 2_000_000),
    ("partnerships", ""),
    ("operations", ""),
)
MILESTONES = (
    ("RNP-GD", "launched", "2005-05-01", "History of the desk: launched in May 2005, the day is invented"),
    ("RDF-GD", "established", "2007-10-16", "History of the desk: established on 16 October 2007"),
    ("RDF-GD", "launched", "2008-08-11", "History of the desk: launched on 11 August 2008"),
)


def make_mandates(folder: Path) -> None:
    """Write mandates.csv, authorities.csv and milestones.csv."""
    given = [(desk, function, _ORDER, since, "") for desk, since in DESKS for function in FUNCTIONS]
    write_csv(folder / "mandates.csv", ["desk", "function", "instrument", "starts_on", "ends_on"], given)
    decides = [
        (post, subject, "institution", ceiling, _ORDER, OPENED_ON, "")
        for post in HEADS
        for subject, ceiling in SUBJECTS
    ]
    header = ["post", "subject", "level", "ceiling", "instrument", "starts_on", "ends_on"]
    write_csv(folder / "authorities.csv", header, decides)
    write_csv(folder / "milestones.csv", ["desk", "what", "on_day", "evidence"], MILESTONES)
