"""Reads vehicles.csv, providers.csv, offences.csv and users.csv: records that rooms above the organisation keep.

Each is checked here together with the other files; the act that keeps the records gets the cells as text, with their
line numbers, words of a list joined by semicolons and phone numbers in E.164.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from genderdesk.casework.care.vocabulary import Accessibility, Cost, ProviderKind, Service
from genderdesk.casework.cases.rules import offence_file
from genderdesk.casework.cases.vocabulary import Language
from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.foundation.phones import PhoneError, is_short_code, read_phone
from genderdesk.groundwork.foundation.sheets import Duplicates, Row, Sheet

# The line number and the cells.
Record = tuple[int, dict[str, str]]

VEHICLE_KINDS = ("motorcycle", "car", "pickup", "ambulance_partner", "foot")
CAPABILITIES = ("transport_survivor", "transport_suspect", "unmarked", "radio")

PROVIDER = "provider"
# Roles that an account may have without a post: a provider's, and oversight from outside the institutions.
STANDING_ROLES = (PROVIDER, "oversight", "administrator")


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that these files may name."""

    districts: frozenset[str]
    units: frozenset[str]
    institutions: frozenset[str]
    officers: frozenset[str]
    folder: Path

    @property
    def providers(self) -> frozenset[str]:
        """The providers of the same folder."""
        path = self.folder / "providers.csv"
        if not path.exists():
            return frozenset()
        with path.open(encoding="utf-8-sig", newline="") as file:
            return frozenset((row.get("code") or "").strip() for row in csv.DictReader(file))


def _read(sheet: Sheet, key: str, make: Callable[[Row], dict[str, str]]) -> tuple[list[Record], list[CsvFault]]:
    twice = Duplicates()
    records = []
    for row in sheet.rows():
        record = make(row)
        if record[key]:
            twice.check(row, key, record[key].casefold())
        records.append((row.line, record))
    return records, sheet.faults


def read_vehicles(path: Path, codes: Codes) -> tuple[list[Record], list[CsvFault]]:
    """Vehicles and foot patrols of the fleet; ``crew`` is the officer who drives or leads."""
    sheet = Sheet(path, ("call_sign", "kind", "home_unit"), ("capabilities", "crew", "female_crew", "trained_crew"))

    def make(row: Row) -> dict[str, str]:
        return {
            "call_sign": row.code("call_sign"),
            "kind": row.one_of("kind", VEHICLE_KINDS),
            "home_unit": row.known("home_unit", codes.units, "unit"),
            "capabilities": ";".join(row.words("capabilities", CAPABILITIES)),
            "crew": row.known("crew", codes.officers, "officer"),
            "female_crew": "yes" if row.yes_no("female_crew") else "no",
            "trained_crew": "yes" if row.yes_no("trained_crew") else "no",
        }

    return _read(sheet, "call_sign", make)


# Columns that a file may have; what it lacks stays as the desk wrote it.
_DETAILS: dict[str, Callable[[Row, str], str]] = {
    "organisation": lambda row, name: row.text(name, longest=160),
    "address": lambda row, name: row.text(name, longest=200),
    "email": lambda row, name: row.text(name, longest=120),
    "website": lambda row, name: row.text(name, longest=200),
    "languages": lambda row, name: ";".join(row.words(name, list(Language))),
    "accessibility": lambda row, name: ";".join(row.words(name, list(Accessibility))),
    "schedule": lambda row, name: row.text(name, longest=400),
    "cost": lambda row, name: row.one_of(name, list(Cost)) if row.cells[name].strip() else "",
}


def read_providers(path: Path, codes: Codes) -> tuple[list[Record], list[CsvFault]]:
    """Outside providers. A shelter has no position: the directory must not tell where it is."""
    required = ("code", "name", "kind", "district", "phone", "services")
    sheet = Sheet(path, required, ("hours", "latitude", "longitude", "confirmed_on", "invented", *_DETAILS))

    def make(row: Row) -> dict[str, str]:
        position = row.position()
        kind = row.one_of("kind", list(ProviderKind))
        if kind == ProviderKind.SHELTER and position:
            row.fault("latitude", "A shelter's position is not written down. Leave latitude and longitude empty.")
        return {
            "code": row.code("code"),
            "name": row.text("name", longest=160),
            "kind": kind,
            "district": row.known("district", codes.districts, "district"),
            "phone": _phone(row, "phone"),
            "services": ";".join(row.words("services", list(Service))),
            "hours": row.text("hours", longest=160),
            "latitude": str(position[0]) if position else "",
            "longitude": str(position[1]) if position else "",
            "invented": "yes" if row.yes_no("invented") else "no",
            **({"confirmed_on": str(row.day("confirmed_on") or "")} if "confirmed_on" in row.cells else {}),
            **{name: read(row, name) for name, read in _DETAILS.items() if name in row.cells},
        }

    return _read(sheet, "code", make)


def read_offences(path: Path, _codes: Codes) -> tuple[list[Record], list[CsvFault]]:
    """The national offence table, as its page reads it too."""
    return offence_file.read_offences(path)


def _phone(row: Row, column: str) -> str:
    """A number in E.164, or a service's short code as it is."""
    text = row.text(column)
    if not text:
        return ""
    try:
        return text if is_short_code(text) else read_phone(text)
    except PhoneError as fault:
        row.fault(column, str(fault))
        return ""


def read_users(path: Path, codes: Codes) -> tuple[list[Record], list[CsvFault]]:
    """Sign-ins: an officer, whose role follows from the post, or a role that stands without a post."""
    sheet = Sheet(path, ("username",), ("role", "officer", "provider"))
    providers = codes.providers

    def make(row: Row) -> dict[str, str]:
        record = {
            "username": row.code("username", longest=60),
            "role": row.one_of("role", STANDING_ROLES),
            "officer": row.known("officer", codes.officers, "officer"),
            "provider": row.known("provider", providers, "provider in providers.csv"),
        }
        _check_kind_of_user(row)
        return record

    return _read(sheet, "username", make)


def _check_kind_of_user(row: Row) -> None:
    role, officer, provider = (row.cells.get(name, "").strip() for name in ("role", "officer", "provider"))
    if bool(role) == bool(officer):
        row.fault("role", "Write either an officer, whose post gives the role, or a role.")
    elif (role == PROVIDER) != bool(provider):
        row.fault("provider", "An account with the role provider, and no other, names its provider.")
