"""The directory of providers."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from genderdesk.casework.care import rules
from genderdesk.casework.care.access import MAY_LOAD_PROVIDERS
from genderdesk.casework.care.models import Provider
from genderdesk.casework.care.queries.exchange import COMPARED, differences, read_directory
from genderdesk.casework.care.vocabulary import Accessibility, Cost, ProviderKind, Service
from genderdesk.casework.cases.vocabulary import Language
from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.foundation.phones import PhoneError, is_short_code, read_phone
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.organisation.places.models import Division

# Notes what is wrong in a column.
Fault = Callable[[str, str], None]

_NAMESPACE = uuid.UUID("5a1b7e0e-6f0d-4a57-9d6b-1c8f3e2d4b60")


def provider_id(code: str) -> uuid.UUID:
    """The id of a provider of the country files, the same at every load."""
    return uuid.uuid5(_NAMESPACE, code)


# What every file sets, and what only a file with the column does (docs/country-files.md).
_ALWAYS = ("code", "name", "kind", "district", "phone", "services", "hours", "latitude", "longitude", "invented")
_IF_GIVEN = {
    "confirmed_on": "confirmed_on",
    "organisation": "organisation",
    "address": "address",
    "email": "email",
    "website": "website",
    "languages": "languages",
    "accessibility": "accessibility",
    "schedule": "schedule",
    "terms": "cost",
}


@act("providers.load", needs=MAY_LOAD_PROVIDERS)
def load_providers(actor: Actor, *, rows: list[tuple[int, dict[str, str]]], file: str = "providers.csv") -> int:
    """Load the directory from the rows of a country file (docs/country-files.md); the number of entries.

    All or nothing: Invalid names each fault by file, line and column.
    """
    faults: list[CsvFault] = []
    districts = set(Division.objects.filter(level="district").values_list("code", flat=True))
    records = [_provider(file, line, row, districts, faults) for line, row in rows]
    codes = [row["code"] for _line, row in rows]
    faults += [
        CsvFault(file, line, "code", f"{row['code']} stands twice.")
        for line, row in rows
        if codes.count(row["code"]) > 1
    ]
    if faults:
        raise Invalid("\n".join(str(fault) for fault in faults))
    # A column that the file does not have leaves what the desk wrote since.
    given = {column for _line, row in rows for column in row}
    fields = [*_ALWAYS, *(field for field, column in _IF_GIVEN.items() if column in given)]
    Provider.objects.bulk_create(records, update_conflicts=True, unique_fields=["id"], update_fields=fields)
    return len(records)


@act("providers.import", needs=MAY_LOAD_PROVIDERS)
def import_providers(actor: Actor, *, document: list[dict[str, Any]]) -> int:
    """Write a directory that comes as HSDS services, all of it or nothing; the number of entries new or changed.

    Entries that the file does not hold stay as they are. Invalid names every fault.
    """
    districts = frozenset(Division.objects.filter(level="district").values_list("code", flat=True))
    report = read_directory(document, districts)
    if report.faults:
        raise Invalid("\n".join(report.faults))
    kept = {each.pk: each for each in Provider.objects.select_for_update()}
    changed = [each for each in report.entries if each.pk not in kept or differences(kept[each.pk], each)]
    for each in changed:
        each.version = kept[each.pk].version + 1 if each.pk in kept else 1
    Provider.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["id"], update_fields=[*_columns(), "version"]
    )
    return len(changed)


def _columns() -> list[str]:
    return [name.removesuffix("_id") for name in COMPARED]


def _provider(file: str, line: int, row: dict[str, str], districts: set[str], faults: list[CsvFault]) -> Provider:
    def fault(column: str, sentence: str) -> None:
        faults.append(CsvFault(file, line, column, sentence))

    services = [word for word in row.get("services", "").replace(";", "|").split("|") if word]
    if row["kind"] not in set(ProviderKind):
        fault("kind", f"write one of: {', '.join(ProviderKind)}.")
    if unknown := [word for word in services if word not in set(Service)]:
        fault("services", f"{', '.join(unknown)}: write services of: {', '.join(Service)}, parted by |.")
    if row["district"] not in districts:
        fault("district", f"there is no district {row['district']} in divisions.csv.")
    if not row["name"]:
        fault("name", "write the name.")
    return Provider(
        id=provider_id(row["code"]),
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        district_id=row["district"],
        phone=_phone(row.get("phone", ""), fault),
        hours=row.get("hours", ""),
        services=services,
        latitude=_degrees(row.get("latitude", ""), "latitude", 90, fault),
        longitude=_degrees(row.get("longitude", ""), "longitude", 180, fault),
        invented=row.get("invented", "").lower() in {"yes", "true", "1"},
        confirmed_on=_day(row.get("confirmed_on", ""), fault),
        organisation=row.get("organisation", ""),
        address=_address(row, fault),
        email=row.get("email", ""),
        website=row.get("website", ""),
        languages=_codes(row, "languages", list(Language), fault),
        accessibility=_codes(row, "accessibility", list(Accessibility), fault),
        schedule=_schedule(row.get("schedule", ""), fault),
        terms=_terms(row, services, fault),
    )


def _address(row: dict[str, str], fault: Fault) -> str:
    if row.get("address") and row["kind"] == ProviderKind.SHELTER:
        fault("address", "A shelter's address is not written down. Leave it empty.")
    return row.get("address", "")


def _codes(row: dict[str, str], column: str, known: list[str], fault: Fault) -> list[str]:
    words = [word for word in row.get(column, "").replace(";", "|").split("|") if word]
    if unknown := [word for word in words if word not in known]:
        fault(column, f"{', '.join(unknown)}: write words of: {', '.join(known)}, parted by |.")
    return words


def _schedule(typed: str, fault: Fault) -> str:
    try:
        return rules.write_schedule(rules.read_schedule(typed))
    except rules.ScheduleFault as wrong:
        fault("schedule", f"“{wrong}”: write lines like MO-FR 08:00-17:00, parted by semicolons.")
        return ""


def _terms(row: dict[str, str], services: list[str], fault: Fault) -> dict[str, dict[str, object]]:
    """The cost that the file gives for all services of the place."""
    cost = row.get("cost", "")
    if cost and cost not in set(Cost):
        fault("cost", f"write one of: {', '.join(Cost)}.")
        return {}
    return {service: rules.Terms(cost=Cost(cost)).kept() for service in services} if cost else {}


def _phone(typed: str, fault: Fault) -> str:
    if not typed or is_short_code(typed):
        return typed
    try:
        return read_phone(typed)
    except PhoneError as wrong:
        fault("phone", str(wrong))
        return ""


def _degrees(typed: str, column: str, most: int, fault: Fault) -> float | None:
    if not typed:
        return None
    try:
        value = float(typed)
    except ValueError:
        value = most + 1.0
    if abs(value) > most:
        fault(column, f"write degrees between -{most} and {most}.")
        return None
    return value


def _day(typed: str, fault: Fault) -> date | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        fault("confirmed_on", "write a date like 2026-01-31.")
        return None
