"""Who must read what, and who has."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Upper
from django.utils import timezone

from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.institution.models import Appointment, Officer
from genderdesk.programme.guidance.access import documents_for
from genderdesk.programme.guidance.models import Acknowledgement, Document, Version
from genderdesk.programme.guidance.rules.signed import SignedFault, read_signed
from genderdesk.programme.guidance.vocabulary.documents import BINDING


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit, how many of its people must read a version, and how many of them have not."""

    unit_id: uuid.UUID
    name: str
    readers: int
    missing: int


@dataclass(frozen=True, slots=True)
class SheetRead:
    """The officers on a signed sheet, and what is wrong with its lines."""

    officers: list[Officer]
    faults: list[SignedFault]


def _of_major(version: Version) -> QuerySet[Acknowledgement]:
    """Acknowledgements that count for a version: its own, and those of the versions that it edits in small things."""
    return Acknowledgement.objects.filter(version__document_id=version.document_id, version__major=version.major)


def _held_today(document: Document) -> QuerySet[Appointment]:
    """Appointments of today to posts whose holders must read a document."""
    day = timezone.localdate()
    held = Appointment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day),
        Q(post__closed_on__isnull=True) | Q(post__closed_on__gt=day),
        starts_on__lte=day,
        post__opened_on__lte=day,
        post__desk__unit__institution_id=document.institution_id,
    )
    return held.filter(post__role__in=document.roles) if document.roles else held


def reading_by_unit(version: Version) -> list[UnitLine]:
    """Who must read a version and has not, counted by unit; the units with most of them first. One query."""
    has_read = Exists(_of_major(version).filter(officer_id=OuterRef("officer_id")))
    counted = (
        _held_today(version.document)
        .values("post__desk__unit_id", "post__desk__unit__name")
        .annotate(
            readers=Count("officer_id", distinct=True),
            missing=Count("officer_id", distinct=True, filter=~has_read),
        )
    )
    lines = [
        UnitLine(each["post__desk__unit_id"], each["post__desk__unit__name"], each["readers"], each["missing"])
        for each in counted
    ]
    return sorted(lines, key=lambda line: (-line.missing, line.name))


def missing_in_unit(version: Version, unit_id: uuid.UUID) -> list[Officer]:
    """The officers of a unit who must read a version and have not, by name."""
    held = _held_today(version.document).filter(post__desk__unit_id=unit_id)
    read = _of_major(version).values("officer_id")
    return list(Officer.objects.filter(pk__in=held.values("officer_id")).exclude(pk__in=read))


def acknowledged_by(actor: Actor, documents: Iterable[uuid.UUID]) -> set[tuple[uuid.UUID, int]]:
    """Of which documents the actor has acknowledged which major number."""
    if actor.officer_id is None:
        return set()
    found = Acknowledgement.objects.filter(officer_id=actor.officer_id, version__document_id__in=list(documents))
    return set(found.values_list("version__document_id", "version__major"))


def has_acknowledged(actor: Actor, version: Version) -> bool:
    """Whether the actor has acknowledged this version, or the one that it edits in small things."""
    return (version.document_id, version.major) in acknowledged_by(actor, [version.document_id])


def to_acknowledge(actor: Actor) -> list[Version]:
    """Versions that bind the actor and that she has not acknowledged: reminded ones first, then the oldest."""
    if actor.officer_id is None:
        return []
    meant = Q(audience="")
    for each in sorted(actor.roles):
        meant |= Q(audience__contains=f" {each} ")
    read = Acknowledgement.objects.filter(
        officer_id=actor.officer_id,
        version__document_id=OuterRef("document_id"),
        version__major=OuterRef("major"),
    )
    found = Version.objects.filter(~Exists(read), state__in=BINDING, document__in=documents_for(actor).filter(meant))
    waiting = list(found.select_related("document").defer("text").order_by("in_force_from", "id"))
    return sorted(waiting, key=lambda each: each.reminded_at is None)


def check_sheet(version: Version, pasted: str) -> SheetRead:
    """Read a signed sheet against the staff list and the acknowledgements that there are; changes nothing."""
    typed = {code for line in pasted.splitlines() for code in line.upper().replace(",", " ").replace(";", " ").split()}
    found = Officer.objects.annotate(code=Upper("staff_code")).filter(
        code__in=sorted(typed)[:2000], institution_id=version.document.institution_id
    )
    officers = {each.code: each for each in found}
    read = set(_of_major(version).filter(officer__in=officers.values()).values_list("officer__staff_code", flat=True))
    lines, faults = read_signed(pasted, set(officers), {code.upper() for code in read})
    return SheetRead([officers[each.code] for each in lines], faults)
