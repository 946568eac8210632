"""Materials, which of them carry a number that is gone, and where their copies are."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import Case, F, IntegerField, QuerySet, Sum, When
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.institution.models import Institution
from genderdesk.programme.guidance import queries as guidance
from genderdesk.programme.guidance.models import Version
from genderdesk.programme.outreach.access import materials_of
from genderdesk.programme.outreach.models import Material, MaterialGuideline, StockMove
from genderdesk.programme.outreach.vocabulary import CLEARED, MoveKind


def materials(actor: Actor, *, kind: str = "", state: str = "") -> QuerySet[Material]:
    """The materials of the institution."""
    found = materials_of(actor)
    return found.filter(**{name: value for name, value in {"kind": kind, "state": state}.items() if value})


def material_for(actor: Actor, material_id: uuid.UUID) -> Material:
    """A material of the actor's institution; Missing otherwise."""
    found = one_of(materials_of(actor).filter(pk=material_id))
    if found is None:
        raise Missing(_("There is no such material of your institution."))
    return found


def numbers_in_use() -> frozenset[str]:
    """The toll-free numbers of all institutions as they are today."""
    return frozenset(Institution.objects.exclude(short_code="").values_list("short_code", flat=True))


@dataclass(frozen=True, slots=True)
class Outdated:
    """A cleared material that misleads: numbers on it that are gone, versions that it tells of and that no longer hold,
    and how many copies are out."""

    material: Material
    numbers: list[str]
    versions: list[Version]
    copies: int


def outdated(actor: Actor) -> list[Outdated]:
    """Cleared materials that are to be recalled, because a number on them is no institution's any more or a guideline
    that they tell of has changed; four queries."""
    return _outdated(materials_of(actor).filter(state=CLEARED))


def why_outdated(material: Material) -> Outdated:
    """What is wrong with one material, whatever its state."""
    found = _outdated(Material.objects.filter(pk=material.pk))
    return found[0] if found else Outdated(material, [], [], 0)


def _outdated(cleared: QuerySet[Material]) -> list[Outdated]:
    told: dict[uuid.UUID, list[Version]] = defaultdict(list)
    links = MaterialGuideline.objects.filter(material__in=cleared).select_related("version__document")
    for each in links.defer("version__text"):
        told[each.material_id].append(each.version)
    versions = {version.pk for lot in told.values() for version in lot}
    gone = guidance.no_longer_holding(versions, timezone.localdate()) if versions else frozenset()
    numbers = numbers_in_use()
    lines = [
        Outdated(
            each,
            sorted(set(each.short_codes.split()) - numbers),
            [version for version in told[each.pk] if version.pk in gone],
            0,
        )
        for each in cleared
    ]
    wrong = [line for line in lines if line.numbers or line.versions]
    out = _copies_out([line.material.pk for line in wrong]) if wrong else {}
    return [replace(line, copies=out.get(line.material.pk, 0)) for line in wrong]


_SIGN_OUT = Case(
    When(kind=MoveKind.HANDED_OUT, then=F("copies")),
    When(kind=MoveKind.CAME_BACK, then=-F("copies")),
    default=0,
    output_field=IntegerField(),
)


def _copies_out(materials: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    rows = StockMove.objects.filter(material__in=materials).values_list("material")
    return {number: max(0, copies) for number, copies in rows.annotate(copies_out=Sum(_SIGN_OUT)).order_by()}


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """How many copies somebody has somewhere; ``unit`` and ``partner_id`` where it is known who."""

    place: str
    unit: str
    partner_id: uuid.UUID | None
    copies: int


def whereabouts(material: Material) -> list[Whereabouts]:
    """Where copies of a material are that went there and did not come back, the most first."""
    found = StockMove.objects.filter(material=material).values_list("place__name", "unit__name", "partner")
    there = found.annotate(copies_there=Sum(_SIGN_OUT)).order_by("-copies_there", "place__name", "unit__name")
    return [
        Whereabouts(place or "", unit or "", partner, copies) for place, unit, partner, copies in there if copies > 0
    ]


def versions_to_tell_of(actor: Actor) -> list[Version]:
    """Versions in force today of documents that the actor may read."""
    today = timezone.localdate()
    return guidance.versions_during(actor, today, today)


def to_print(actor: Actor) -> list[Material]:
    """Cleared materials that mislead nobody: their numbers answer, and what they tell of holds. By code."""
    cleared = materials_of(actor).filter(state=CLEARED)
    wrong = {line.material.pk for line in _outdated(cleared)}
    ordered = cleared.select_related("institution").order_by("code", "language", "id")
    return [each for each in ordered if each.pk not in wrong]
