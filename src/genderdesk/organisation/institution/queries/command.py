"""Who served within the chain of command of a unit, from the appointments and the dated tree."""

from __future__ import annotations

import uuid
from datetime import date

from genderdesk.groundwork.platform import editions
from genderdesk.organisation.institution.models import Appointment, Unit, UnitParent
from genderdesk.organisation.institution.queries.days import today
from genderdesk.organisation.institution.rules.command import Served, Under, served_within
from genderdesk.organisation.institution.rules.periods import Period
from genderdesk.organisation.institution.vocabulary import Reach, UnitKind


def served_in_command(
    officer_id: uuid.UUID, unit_id: uuid.UUID, reach: Reach, since: date, on: date | None = None
) -> bool:
    """True where an officer served within the reach of a conflict with a unit on any day since it began."""
    return served_within(
        _served(officer_id),
        _tree(),
        unit_id,
        reach,
        since=since,
        until=today(on),
        headquarters=_headquarters(),
    )


@editions.kept_while("organisation")
def _served(officer_id: uuid.UUID) -> tuple[Served[uuid.UUID], ...]:
    held = Appointment.objects.filter(officer_id=officer_id).values_list("post__desk__unit_id", "starts_on", "ends_on")
    return tuple(Served(unit_id, Period(start, end)) for unit_id, start, end in held)


@editions.kept_while("organisation")
def _tree() -> tuple[Under[uuid.UUID], ...]:
    rows = UnitParent.objects.values_list("unit_id", "parent_id", "valid_from", "valid_to")
    return tuple(Under(unit_id, parent_id, Period(start, end)) for unit_id, parent_id, start, end in rows)


@editions.kept_while("organisation")
def _headquarters() -> frozenset[uuid.UUID]:
    return frozenset(Unit.objects.filter(kind=UnitKind.HEADQUARTERS).values_list("pk", flat=True))
