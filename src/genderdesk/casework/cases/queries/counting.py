"""What is counted of cases beside their facts: who sent the survivor, and what the desk itself did. Codes alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence

from genderdesk.casework.cases.models import Case, CaseEvent, Incident
from genderdesk.casework.cases.rules import referred_from
from genderdesk.casework.cases.vocabulary import EventKind

_AT_ONCE = 500

Ids = Sequence[uuid.UUID | str]


def in_parts(ids: Ids) -> Iterator[Ids]:
    """So many ids at once that no database refuses the statement."""
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def referred_from_of(cases: Ids) -> dict[str, str]:
    """By case, who sent the survivor to the desk."""
    rows: Iterable[tuple[uuid.UUID, str, str]] = (
        row
        for part in in_parts(cases)
        for row in Case.objects.filter(pk__in=part).values_list("pk", "report__channel", "report__reporter_type")
    )
    return {str(case): referred_from(channel, reporter) for case, channel, reporter in rows}


def desk_services_of(cases: Ids) -> dict[str, set[str]]:
    """By case, what the desk itself did for the survivor; a case for which it did nothing is left out."""
    found: dict[str, set[str]] = {}
    for part in in_parts(cases):
        rows = CaseEvent.objects.filter(case__in=part, kind=EventKind.SERVED).values_list("case_id", "ref")
        for case, service in rows:
            found.setdefault(str(case), set()).add(service)
    return found


def services_told_of(cases: Ids) -> dict[str, dict[str, str]]:
    """By case that was brought in from another system, what was recorded there of each service."""
    found: dict[str, dict[str, str]] = {}
    for part in in_parts(cases):
        rows = Incident.objects.filter(case__in=part).exclude(recorder_id="").values_list("case_id", "services_told")
        found |= {str(case): told for case, told in rows if told}
    return found
