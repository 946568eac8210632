"""Materials, which of them carry a number that is gone, and where their copies are."""

from __future__ import annotations

import uuid

from django.db.models import Case, F, IntegerField, QuerySet, Sum, When
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.institution.models import Institution
from genderdesk.programme.outreach.access import materials_of
from genderdesk.programme.outreach.models import Material, StockMove
from genderdesk.programme.outreach.vocabulary import CLEARED, MoveKind


def materials(actor: Actor, *, kind: str = "", state: str = "") -> QuerySet[Material]:
    """The materials of the institution."""
    found = materials_of(actor)
    return found.filter(**{name: value for name, value in {"kind": kind, "state": state}.items() if value})


def material_for(actor: Actor, material_id: uuid.UUID) -> Material:
    """A material of the actor's institution; Missing otherwise."""
    found = materials_of(actor).filter(pk=material_id).first()
    if found is None:
        raise Missing(_("There is no such material of your institution."))
    return found


def numbers_in_use() -> frozenset[str]:
    """The toll-free numbers of all institutions as they are today."""
    return frozenset(Institution.objects.exclude(short_code="").values_list("short_code", flat=True))


def outdated(actor: Actor) -> list[Material]:
    """Cleared materials that carry a number which is no institution's any more: they are to be recalled."""
    numbers = numbers_in_use()
    carrying = materials_of(actor).filter(state=CLEARED).exclude(short_codes="")
    return [each for each in carrying if not set(each.short_codes.split()) <= numbers]


def to_print(actor: Actor) -> list[Material]:
    """Cleared materials whose numbers answer, by code."""
    numbers = numbers_in_use()
    cleared = materials_of(actor).filter(state=CLEARED).select_related("institution").order_by("code", "language", "id")
    return [each for each in cleared if set(each.short_codes.split()) <= numbers]


def whereabouts(material: Material) -> list[tuple[str, int]]:
    """Where copies of a material are: districts with how many went there and did not come back, the most first."""
    sign = Case(
        When(kind=MoveKind.HANDED_OUT, then=F("copies")),
        When(kind=MoveKind.CAME_BACK, then=-F("copies")),
        default=0,
        output_field=IntegerField(),
    )
    found = StockMove.objects.filter(material=material, place__isnull=False).values_list("place__name")
    there = found.annotate(copies_there=Sum(sign)).order_by("-copies_there", "place__name")
    return [(name, copies) for name, copies in there if copies > 0]
