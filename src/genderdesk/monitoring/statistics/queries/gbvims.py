"""The 24 GBVIMS statistics of a month, of an institution or of one desk, computed from facts.

Facts are the door: a case that gives none, such as a sealed one, is in no statistic, and nothing is asked about it.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from genderdesk.casework.care.queries import referrals_counted
from genderdesk.casework.care.vocabulary import Recorded, Service
from genderdesk.casework.cases.queries import desk_services_of, referred_from_of
from genderdesk.monitoring.statistics.models import Delta
from genderdesk.monitoring.statistics.rules.gbvims import DESK_SERVICES, UNKNOWN, Incident, Referred
from genderdesk.monitoring.statistics.rules.gbvims_shown import Report, report_of


@dataclass(frozen=True, slots=True)
class GbvimsMonth:
    """One month of one institution, or of one of its desks, as it may be shown."""

    institution: str
    month: date
    desk: uuid.UUID | None
    report: Report


def gbvims_month(institution: str, month: date, desk: uuid.UUID | None = None) -> GbvimsMonth:
    """The statistics of a month; ``institution`` is its code, ``month`` a first day."""
    incidents = incidents_of(institution, month)
    if desk is None:
        return GbvimsMonth(institution, month, None, report_of(list(incidents.values())))
    own = [each for each in incidents.values() if each.dimensions.get("desk") == str(desk)]
    return GbvimsMonth(institution, month, desk, report_of(own, list(incidents.values())))


def incidents_of(institution: str, month: date) -> dict[str, Incident]:
    """Every case of the month by its id, those left out of the statistics too: not to be shown as it is."""
    facts = case_facts(institution, month)
    ids = list(facts)
    sources = referred_from_of(ids)
    services = services_of(ids)
    return {
        case: Incident(dimensions, sources.get(case, UNKNOWN), tuple(services.get(case, ())))
        for case, dimensions in facts.items()
    }


def services_of(cases: list[str]) -> dict[str, list[Referred]]:
    """By case, every referral and every service that the desk gave itself."""
    found: dict[str, list[Referred]] = {}
    for case, done in desk_services_of(cases).items():
        given = sorted({DESK_SERVICES.get(each, str(Service.OTHER)) for each in done})
        found[case] = [Referred(service, str(Recorded.YOUR_AGENCY), given=True) for service in given]
    for each in referrals_counted(cases):
        found.setdefault(each.case, []).append(Referred(each.service, str(each.recorded), each.attended))
    return found


def case_facts(institution: str, month: date) -> dict[str, Mapping[str, str]]:
    """The dimensions of each case's fact that holds, by the case's id."""
    table = Delta._meta.db_table
    sql = (
        f"SELECT record_id, CAST(dimensions AS text) FROM {table} WHERE sign = 1 AND id IN "  # noqa: S608  # our own table; values as parameters
        f"(SELECT MAX(id) FROM {table} WHERE institution = %s AND month = %s AND kind = 'case' GROUP BY record_id) "
        "ORDER BY id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [institution, connection.ops.adapt_datefield_value(month)])
        return {case: json.loads(dimensions) for case, dimensions in cursor.fetchall()}
