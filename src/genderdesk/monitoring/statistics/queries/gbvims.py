"""The 24 GBVIMS statistics of a month, of an institution or of one desk, computed from facts.

Facts are the door: a case that gives none, such as a sealed one, is in no statistic, and nothing is asked about it.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from genderdesk.casework.care.queries import referrals_counted
from genderdesk.casework.care.vocabulary import Recorded, Service
from genderdesk.casework.cases.queries import desk_services_of, referred_from_of, services_told_of
from genderdesk.monitoring.statistics.models import Delta
from genderdesk.monitoring.statistics.rules.gbvims import DESK_SERVICES, UNKNOWN, Incident, Referred
from genderdesk.monitoring.statistics.rules.gbvims_shown import Report, report_of

# What another system's file says of a service, as far as it says that there was one.
_COUNTED = frozenset(str(each) for each in Recorded if each is not Recorded.NOT_APPLICABLE)
_GIVEN = (Recorded.YOUR_AGENCY, Recorded.ANOTHER_AGENCY)


@dataclass(frozen=True, slots=True)
class GbvimsMonth:
    """One month of one institution, or of one of its desks, as it may be shown."""

    institution: str
    month: date
    desk: uuid.UUID | None
    report: Report


def gbvims_month(
    institution: str, month: date, desk: uuid.UUID | None = None, without: frozenset[str] = frozenset()
) -> GbvimsMonth:
    """The statistics of a month; ``institution`` is its code, ``month`` a first day, ``without`` what its reader's
    figures leave out."""
    incidents = incidents_of(institution, month, without)
    if desk is None:
        return GbvimsMonth(institution, month, None, report_of(list(incidents.values())))
    own = [each for each in incidents.values() if each.dimensions.get("desk") == str(desk)]
    return GbvimsMonth(institution, month, desk, report_of(own, list(incidents.values())))


def incidents_of(institution: str, month: date, without: frozenset[str] = frozenset()) -> dict[str, Incident]:
    """Every case of the month by its id, those left out of the statistics too: not to be shown as it is."""
    facts = {case: each for case, each in case_facts(institution, month).items() if case not in without}
    ids = list(facts)
    sources = referred_from_of(ids)
    services = services_of(ids)
    return {
        case: Incident(dimensions, sources.get(case, UNKNOWN), tuple(services.get(case, ())))
        for case, dimensions in facts.items()
    }


def services_of(cases: list[str]) -> dict[str, list[Referred]]:
    """By case, every referral, every service that the desk gave itself, and what a file brought with it."""
    found: dict[str, list[Referred]] = {}
    for case, done in desk_services_of(cases).items():
        given = sorted({DESK_SERVICES.get(each, str(Service.OTHER)) for each in done})
        found[case] = [Referred(service, str(Recorded.YOUR_AGENCY), given=True) for service in given]
    for case, told in services_told_of(cases).items():
        counted = {service: word for service, word in told.items() if service in set(Service)}
        there = [Referred(service, word, word in _GIVEN) for service, word in counted.items() if word in _COUNTED]
        found.setdefault(case, []).extend(there)
    for each in referrals_counted(cases):
        found.setdefault(each.case, []).append(Referred(each.service, str(each.recorded), each.attended))
    return found


def case_facts(institution: str, month: date) -> dict[str, Mapping[str, str]]:
    """The dimensions of each case's fact that holds, by the case's id."""
    last = Delta.objects.filter(institution=institution, month=month, kind="case").values("record_id")
    holding = Delta.objects.filter(sign=1, id__in=last.annotate(last=Max("id")).values("last")).order_by("id")
    return dict(holding.values_list("record_id", "dimensions"))
