"""What records say of people on a day: rank, unit, post and place, before anything is frozen."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date

from genderdesk.organisation.institution.models import Appointment, Officer
from genderdesk.organisation.institution.queries.days import appointed_on
from genderdesk.organisation.places.queries import levels, province_of
from genderdesk.organisation.places.vocabulary import Level
from genderdesk.programme.training.rules.standing import Standing, categories_of_staff
from genderdesk.programme.training.vocabulary import Sex

# As many parameters as both databases take in one statement without a second thought.
AT_ONCE = 500


def parts(values: Iterable[object]) -> Iterable[Sequence[object]]:
    """Values in lots of ``AT_ONCE``."""
    listed = list(values)
    return (listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE))


def region_of(place: str) -> str:
    """The province that a division lies in, itself for a province; empty for the country and for an unknown one."""
    known, code = levels(), place
    while code and known.get(code) != Level.PROVINCE:
        code = province_of(code)
    return code


def officers_by_code(codes: Iterable[str]) -> dict[str, Officer]:
    """Members of any institution's staff by staff code, with their institution."""
    found: dict[str, Officer] = {}
    for lot in parts(sorted(set(codes))):
        for officer in Officer.objects.filter(staff_code__in=lot).select_related("institution"):
            found[officer.staff_code] = officer
    return found


def standings(officers: Iterable[Officer], day: date) -> dict[uuid.UUID, Standing]:
    """How each officer stood on the day, by the appointment with the largest share of time; of one without any, only
    sex, rank and service are known."""
    listed = list(officers)
    held: dict[uuid.UUID, Appointment] = {}
    for lot in parts(each.pk for each in listed):
        rows = Appointment.objects.filter(appointed_on(day), officer_id__in=lot).select_related("post__desk__unit")
        for row in rows.order_by("-time_share", "starts_on", "id"):
            held.setdefault(row.officer_id, row)
    return {each.pk: _standing(each, held.get(each.pk)) for each in listed}


def _standing(officer: Officer, appointment: Appointment | None) -> Standing:
    categories = categories_of_staff(officer.institution.kind, holds_post=appointment is not None, said=())
    if appointment is None:
        return Standing(sex=Sex(officer.sex), rank=officer.rank, categories=categories)
    unit = appointment.post.desk.unit
    return Standing(
        sex=Sex(officer.sex),
        rank=officer.rank,
        unit_id=unit.pk,
        post_id=appointment.post_id,
        role=appointment.post.role,
        place=unit.place_id,
        region=region_of(unit.place_id),
        categories=categories,
    )
