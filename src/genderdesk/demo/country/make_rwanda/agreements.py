"""The demonstration's partners, agreements, project and gifts. All invented; no real organisation is named."""

from __future__ import annotations

from pathlib import Path

from genderdesk.demo.country.make_rwanda.files import write_csv
from genderdesk.demo.country.make_rwanda.fleet import MOTORCYCLES

_NAMES = (
    # code, kind, name, first day, end day
    ("HARBOUR", "united_nations", "Harbour Fund for Women (invented)", "2001-01-01", "2011-01-01"),
    ("HARBOUR", "united_nations", "Harbour Agency for Equality (invented)", "2011-01-01", ""),
    ("LAKE", "donor", "Lake Foundation (invented)", "2005-01-01", ""),
    ("HILLTEL", "operator", "Hilltop Telephone (invented)", "2003-01-01", ""),
    ("SUNRISE", "womens_rights", "Sunrise Women’s Association (invented)", "1998-01-01", ""),
    ("MARKET", "cooperative", "Market Women’s Cooperative (invented)", "2008-01-01", ""),
)
_CALLS = ("RNP", "3512", "2027-01-01"), ("RDF", "3945", "2028-01-01")
_SIGNED = "2023-12-11"
_AGREEMENTS = (
    *(
        (f"INV-{code}", institution, "HILLTEL", "toll_free", f"Free calls to {code}", "2024-01-01", end, _SIGNED, code)
        for institution, code, end in _CALLS
    ),
    ("INV-TALKS", "RNP", "SUNRISE", "memorandum", "Talks in markets and schools", "2025-03-01", "", "2025-02-20", ""),
)  # fmt: skip
_OBJECTIVES = ("Equip stations for a rapid answer", "Train the focal points", "Speak with communities")


def make_agreements(folder: Path) -> None:
    """Write organisations.csv, agreements.csv, projects.csv and what belongs to the project."""
    write_csv(folder / "organisations.csv", ("code", "kind", "name", "starts_on", "ends_on"), _NAMES)
    write_csv(
        folder / "agreements.csv",
        (
            *("reference", "institution", "partner", "kind", "title", "starts_on", "ends_on", "signed_on"),
            *("short_code", "channels", "networks", "paid_by", "signed_for_us", "signed_for_them"),
        ),
        [
            (
                *each,
                *(("voice;sms;ussd", "Hilltop", "operator") if each[-1] else ("", "", "")),
                "Head of the desk",
                "Director",
            )
            for each in _AGREEMENTS
        ],
    )
    goal = "Survivors are answered fast, wherever they live"
    write_csv(
        folder / "projects.csv",
        ("code", "institution", "title", "goal", "starts_on", "ends_on"),
        [("INV-ROADS", "RNP", "Roads to safety (invented)", goal, "2024-01-01", "2027-01-01")],
    )
    partners = [("INV-ROADS", "HARBOUR", "implementing"), ("INV-ROADS", "LAKE", "funding")]
    write_csv(folder / "project_partners.csv", ("project", "partner", "role"), partners)
    objectives = [("INV-ROADS", number, text) for number, text in enumerate(_OBJECTIVES, 1)]
    write_csv(folder / "objectives.csv", ("project", "number", "text"), objectives)
    write_csv(
        folder / "assets.csv",
        ("note_number", "project", "partner", "received_on", "thing", "serial", "unit", "state", "seen_on"),
        [
            *(
                ("D-1", "INV-ROADS", "LAKE", "2024-05-06", "motorcycle", f"INV {number:03}", f"RNP-D{district}",
                 "broken" if number == 7 else "working", "2026-01-12")
                for number, district in enumerate(MOTORCYCLES, 1)
            ),
        ],
    )  # fmt: skip
