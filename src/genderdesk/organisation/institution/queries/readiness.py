"""Which desks are ready on a day."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from genderdesk.organisation.institution.models import Desk
from genderdesk.organisation.institution.queries.days import open_on
from genderdesk.organisation.institution.queries.rooms import private_room_units


def desks_ready(institution_ids: Iterable[uuid.UUID], day: date) -> list[Desk]:
    """The desks of institutions that are open on a day and whose unit has a private interview room that passes."""
    institutions = list(institution_ids)
    desks = Desk.objects.filter(open_on(day), unit__institution__in=institutions).select_related("unit")
    private = private_room_units(institutions, day)
    return [desk for desk in desks.order_by("name", "id") if desk.unit_id in private]
