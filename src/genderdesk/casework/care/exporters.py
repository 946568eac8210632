"""The directory in Open Referral HSDS 3: each service of each place, with its organisation and location.

What HSDS has no field for (our codes, how many people at a time) stands in ``attributes`` with our ``link_type``.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.utils import translation

from genderdesk.casework.care import rules
from genderdesk.casework.care.labels import ACCESSIBILITY, COSTS, SERVICES
from genderdesk.casework.care.models import Provider
from genderdesk.casework.care.queries import terms_of
from genderdesk.casework.care.queries.exchange import OURS
from genderdesk.casework.care.vocabulary import ProviderKind
from genderdesk.casework.cases.labels import LANGUAGES
from genderdesk.organisation.places.queries import name_of, province_of

Record = dict[str, Any]


def services_of_directory(*, with_safe_houses: bool = False) -> list[Record]:
    """Every entry, closed ones too, as HSDS services in English; safe houses only where they are asked for."""
    found = Provider.objects.select_related("district").order_by("code")
    if not with_safe_houses:
        found = found.exclude(kind=ProviderKind.SHELTER)
    with translation.override("en"):
        return [_service(each, code) for each in found for code in each.services]


def _service(provider: Provider, code: str) -> Record:
    terms = terms_of(provider, code)
    key = _id(provider, "service", code)
    organisation = organisation_id(provider)
    record = {
        "id": key,
        "organization_id": organisation,
        "name": str(SERVICES.get(code, code)),
        "status": "inactive" if provider.closed_on else "active",
        "description": provider.description,
        "email": provider.email,
        "url": provider.website,
        "fees_description": terms.fees,
        "eligibility_description": terms.eligibility,
        "minimum_age": terms.minimum_age,
        "maximum_age": terms.maximum_age,
        "assured_date": provider.confirmed_on and provider.confirmed_on.isoformat(),
        "organization": {
            "id": organisation,
            "name": provider.organisation or provider.name,
            "description": provider.organisation or provider.name,
        },
        "languages": [_language(provider, key, each) for each in provider.languages],
        "cost_options": [{"id": _id(provider, "cost", code), "option": str(COSTS[terms.cost])}],
        "service_at_locations": [_at_location(provider, key, code)],
        "attributes": [
            _attribute(provider, name, value, code)
            for name, value in (
                ("service", code),
                ("cost", terms.cost),
                ("places", terms.places),
                ("provider_code", provider.code),
                ("provider_kind", provider.kind),
                ("organisation", provider.organisation),
                ("closed_on", provider.closed_on and provider.closed_on.isoformat()),
                ("invented", "yes" if provider.invented else ""),
            )
            if value not in (None, "")
        ],
    }
    return _without_empty(record)


def organisation_id(provider: Provider) -> str:
    """The id of the organisation: the same for places that name the same one."""
    return _id(None, "organisation", provider.organisation) if provider.organisation else str(provider.pk)


def _at_location(provider: Provider, service: str, code: str) -> Record:
    key = _id(provider, "at", code)
    schedules = [
        {
            "id": _id(provider, "schedule", f"{code}{number}"),
            "service_at_location_id": key,
            "freq": "WEEKLY",
            "byday": ",".join(span.days),
            "opens_at": span.opens,
            "closes_at": span.closes,
        }
        for number, span in enumerate(rules.read_schedule(provider.schedule))
    ]
    if provider.hours:
        schedules.append({"id": _id(provider, "hours", code), "description": provider.hours})
    return {
        "id": key,
        "service_id": service,
        "location_id": str(provider.pk),
        "schedules": schedules,
        "location": _location(provider),
    }


def _location(provider: Provider) -> Record:
    record = {
        "id": str(provider.pk),
        "location_type": "physical",
        "name": provider.name,
        "latitude": provider.latitude,
        "longitude": provider.longitude,
        "external_identifier": provider.district_id,
        "external_identifier_type": f"{OURS}district",
        "phones": [
            {"id": _id(provider, "phone", str(number)), "location_id": str(provider.pk), "number": each}
            for number, each in enumerate([provider.phone, *provider.phones])
            if each
        ],
        "accessibility": [
            {
                "id": _id(provider, "accessibility", each),
                "description": str(ACCESSIBILITY.get(each, each)),
                "details": each,
            }
            for each in provider.accessibility
        ],
        "addresses": [_address(provider)] if provider.address else [],
    }
    return _without_empty(record)


def _address(provider: Provider) -> Record:
    return {
        "id": _id(provider, "address", ""),
        "location_id": str(provider.pk),
        "address_1": provider.address,
        "city": provider.district.name,
        "state_province": name_of(province_of(provider.district_id)),
        "postal_code": "",
        "country": "",
        "address_type": "physical",
    }


def _language(provider: Provider, service: str, code: str) -> Record:
    return {
        "id": _id(provider, "language", f"{service}{code}"),
        "service_id": service,
        "code": code,
        "name": str(LANGUAGES.get(code, code)),
    }


def _attribute(provider: Provider, name: str, value: object, code: str) -> Record:
    return {"id": _id(provider, name, code), "link_type": f"{OURS}{name}", "value": str(value)}


_NAMESPACE = uuid.UUID("0d2c6c1c-6f0f-4c4c-9a0e-2f3f6f0c7a11")


def _id(provider: Provider | None, what: str, which: str) -> str:
    """The same id at every export."""
    return str(uuid.uuid5(provider.pk if provider else _NAMESPACE, f"{what}:{which}"))


def _without_empty(record: Record) -> Record:
    """HSDS leaves out what is not known."""
    return {name: value for name, value in record.items() if value not in (None, "", [])}
