"""A directory that comes as HSDS 3 services: read and compared with what is kept, before anything is written."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from genderdesk.casework.care import rules
from genderdesk.casework.care.models import Provider
from genderdesk.casework.care.rules.directory import DAYS
from genderdesk.casework.care.vocabulary import Accessibility, Cost, ProviderKind, Service
from genderdesk.casework.cases.vocabulary import Language

Record = dict[str, Any]

# Before each of our own words in ``attributes``.
OURS = "genderdesk:"

# What an import compares and writes, in the order in which the report names it.
COMPARED = (
    "code",
    "name",
    "kind",
    "organisation",
    "district_id",
    "services",
    "phone",
    "phones",
    "email",
    "website",
    "address",
    "latitude",
    "longitude",
    "schedule",
    "hours",
    "languages",
    "accessibility",
    "description",
    "terms",
    "invented",
    "confirmed_on",
    "closed_on",
)


@dataclass(slots=True)
class Report:
    """What a file holds: entries to write, what is wrong with it, and how it differs from what is kept.

    ``changed`` names for each entry the fields that differ; ``absent`` entries are kept and not in the file, and stay.
    """

    entries: list[Provider] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    same: int = 0
    absent: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """How the file differs, one line for each entry that does."""
        return [
            *(f"new: {name}" for name in self.new),
            *(f"changed: {name} ({', '.join(fields)})" for name, fields in self.changed.items()),
            *(f"not in the file, left as it is: {name}" for name in self.absent),
            f"the same: {self.same}",
        ]


def read_directory(document: object, districts: frozenset[str]) -> Report:
    """Read a list of HSDS services and compare it with the directory; nothing is written."""
    report = Report()
    services = document if isinstance(document, list) else None
    if services is None:
        report.faults.append("The file must be a list of HSDS services.")
        return report
    places: dict[str, list[Record]] = {}
    for number, service in enumerate(services, 1):
        if place := _place_of(service, f"service {number}", report):
            places.setdefault(place, []).append(service)
    for place, found in places.items():
        _Reader(place, found, districts, report).read()
    _codes_once(report)
    _compare(report)
    return report


def _place_of(service: Any, where: str, report: Report) -> str:
    """The location's id, which is the entry's."""
    try:
        return str(uuid.UUID(service["service_at_locations"][0]["location"]["id"]))
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        report.faults.append(f"{where}: there is no service_at_locations[0].location.id that is a UUID.")
        return ""


class _Reader:
    """One place with its services."""

    def __init__(self, place: str, services: list[Record], districts: frozenset[str], report: Report) -> None:
        self.place, self.services, self.districts, self.report = place, services, districts, report
        self.first = services[0]
        self.at = self.first["service_at_locations"][0]
        self.location: Record = self.at["location"]
        self.where = str(self.location.get("name") or place)

    def read(self) -> None:
        before = len(self.report.faults)
        try:
            found = self._entry()
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            self.fault(f"cannot be read ({fault})")
            return
        if len(self.report.faults) == before:
            self.report.entries.append(found)

    def fault(self, sentence: str) -> None:
        self.report.faults.append(f"{self.where}: {sentence}.")

    def _entry(self) -> Provider:
        terms = {code: self._terms(service) for service in self.services if (code := self._service(service))}
        phones = [str(each["number"]) for each in self.location.get("phones", [])]
        kind = self._one_of("provider_kind", list(ProviderKind))
        address = next((str(each["address_1"]) for each in self.location.get("addresses", [])), "")
        position = (self.location.get("latitude"), self.location.get("longitude"))
        if kind == ProviderKind.SHELTER and (address or any(each is not None for each in position)):
            self.fault("where a safe house is must not be written down; take out its address and position")
        district = str(self.location.get("external_identifier", ""))
        if self.location.get("external_identifier_type") != f"{OURS}district" or district not in self.districts:
            self.fault(f"external_identifier must be one of our districts, as {OURS}district")
        return Provider(
            id=uuid.UUID(self.place),
            code=_attribute(self.first, "provider_code") or self.place[:8],
            name=str(self.location["name"])[:160],
            kind=kind,
            organisation=_attribute(self.first, "organisation") or self._foreign_organisation(),
            district_id=district,
            services=list(terms),
            terms={code: kept for code, kept in terms.items() if kept},
            phone=phones[0] if phones else "",
            phones=phones[1:],
            email=str(self.first.get("email", "")),
            website=str(self.first.get("url", "")),
            address=address,
            latitude=position[0],
            longitude=position[1],
            schedule=self._schedule(),
            hours=next((str(e["description"]) for e in self.at.get("schedules", []) if e.get("description")), ""),
            languages=self._codes([each.get("code") for each in self.first.get("languages", [])], list(Language)),
            accessibility=self._codes(
                [each.get("details") for each in self.location.get("accessibility", [])], list(Accessibility)
            ),
            description=str(self.first.get("description", "")),
            invented=_attribute(self.first, "invented") == "yes",
            confirmed_on=_day(self.first.get("assured_date")),
            closed_on=self._closed_on(),
        )

    def _foreign_organisation(self) -> str:
        """The organisation's name where the file is not ours and the place is called otherwise."""
        if _attribute(self.first, "provider_code"):
            return ""
        name = str(self.first.get("organization", {}).get("name", ""))
        return "" if name == self.location.get("name") else name[:160]

    def _service(self, service: Record) -> str:
        code = _attribute(service, "service")
        if code not in set(Service):
            self.fault(f"attribute {OURS}service must be one of {', '.join(Service)}")
            return ""
        return code

    def _terms(self, service: Record) -> dict[str, object]:
        cost, places = _attribute(service, "cost"), _attribute(service, "places")
        if cost and cost not in set(Cost):
            self.fault(f"attribute {OURS}cost must be one of {', '.join(Cost)}")
            cost = ""
        return rules.Terms(
            cost=Cost(cost or Cost.UNKNOWN),
            fees=str(service.get("fees_description", "")),
            minimum_age=_whole(service.get("minimum_age")),
            maximum_age=_whole(service.get("maximum_age")),
            eligibility=str(service.get("eligibility_description", "")),
            places=int(places) if places else None,
        ).kept()

    def _schedule(self) -> str:
        timed = [each for each in self.at.get("schedules", []) if each.get("byday")]
        spans = []
        for each in timed:
            days = tuple(sorted(str(each["byday"]).split(","), key=DAYS.index))
            spans.append(rules.Span(days, str(each["opens_at"])[:5], str(each["closes_at"])[:5]))
        written = rules.write_schedule(spans)
        rules.read_schedule(written)
        return written

    def _one_of(self, name: str, known: list[str]) -> str:
        value = _attribute(self.first, name)
        if value not in known:
            self.fault(f"attribute {OURS}{name} must be one of {', '.join(known)}")
        return value

    def _codes(self, found: list[Any], known: list[str]) -> list[str]:
        if unknown := [str(each) for each in found if each not in known]:
            self.fault(f"{', '.join(unknown)} is none of {', '.join(known)}")
        return [str(each) for each in found if each in known]

    def _closed_on(self) -> date | None:
        if self.first.get("status") == "active":
            return None
        return _day(_attribute(self.first, "closed_on")) or timezone.localdate()


def _attribute(service: Record, name: str) -> str:
    found = (each for each in service.get("attributes", []) if each.get("link_type") == OURS + name)
    return next((str(each.get("value", "")) for each in found), "")


def _day(text: Any) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def _whole(number: Any) -> int | None:
    return None if number is None else int(number)


def _codes_once(report: Report) -> None:
    """Two entries of one code, or the code of another kept entry, cannot be kept."""
    kept = dict(Provider.objects.values_list("code", "pk"))
    seen: set[str] = set()
    for each in report.entries:
        if each.code in seen or kept.get(each.code, each.pk) != each.pk:
            report.faults.append(f"{each.name}: the code {each.code} belongs to another entry.")
        seen.add(each.code)


def _compare(report: Report) -> None:
    kept = {each.pk: each for each in Provider.objects.all()}
    for each in report.entries:
        before = kept.get(each.pk)
        if before is None:
            report.new.append(each.name)
        elif different := differences(before, each):
            report.changed[each.name] = different
        else:
            report.same += 1
    inside = {each.pk for each in report.entries}
    report.absent = sorted(each.name for each in kept.values() if each.pk not in inside)


def differences(before: Provider, after: Provider) -> list[str]:
    """The fields in which two entries differ."""
    return [name for name in COMPARED if getattr(before, name) != getattr(after, name)]
