"""Photographs of activities: what the page says of them, and the look that shows one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.vault.files import reading
from genderdesk.programme.outreach.access import (
    MAY_CLEAR_PHOTO,
    MAY_SEE_PHOTO,
    MAY_USE_PHOTO,
    activities_of,
    photos_of,
)
from genderdesk.programme.outreach.models import Activity, ActivityPhoto
from genderdesk.programme.outreach.vocabulary import PHOTO_WAITS


@dataclass(frozen=True, slots=True)
class OpenedPhoto:
    """A photograph opened for one reader: a JPEG of ``size`` bytes in pieces."""

    size: int
    pieces: Iterator[bytes]


def photos_at(actor: Actor, activity: Activity) -> list[ActivityPhoto]:
    """What the actor may know of an activity's photographs, the newest first."""
    return list(photos_of(actor).filter(activity=activity).select_related("activity").order_by("-added_at", "-id"))


def photo_for(actor: Actor, photo_id: uuid.UUID) -> ActivityPhoto:
    """A photograph that the actor may know of; Missing otherwise."""
    found = one_of(photos_of(actor).select_related("activity__place", "activity__campaign").filter(pk=photo_id))
    if found is None:
        raise Missing(_("There is no such photograph of your institution."))
    return found


def photos_to_clear(actor: Actor, most: int = 10) -> list[ActivityPhoto]:
    """Photographs that wait for another person, and that the actor may clear; the longest waiting first."""
    if not permits(actor, MAY_CLEAR_PHOTO):
        return []
    waiting = ActivityPhoto.objects.filter(state=PHOTO_WAITS, activity__in=activities_of(actor))
    others: QuerySet[ActivityPhoto] = waiting.exclude(added_by=actor.id)
    if actor.officer_id is not None:
        others = others.exclude(added_officer__isnull=False, added_officer=actor.officer_id)
    return list(others.select_related("activity__place").order_by("added_at", "id")[:most])


def stored_files() -> Iterator[tuple[uuid.UUID, str, int]]:
    """Id, name on the disk and size on the disk of every photograph that is there, for verify and the sweep."""
    there = ActivityPhoto.objects.exclude(stored_as="")
    yield from there.values_list("id", "stored_as", "stored_size").iterator()


def digest_differs(photo_id: uuid.UUID) -> str:
    """Read a photograph to its end and compare it with what was kept; a sentence where it is another."""
    photo = ActivityPhoto.objects.get(pk=photo_id)
    return reading.why_not_whole(_sealed(photo), str(photo.details.open()["sha256"]))


def _sealed(photo: ActivityPhoto) -> reading.SealedFile:
    if not photo.stored_as:
        raise Missing(_("This photograph was withdrawn and is gone."))
    return reading.sealed_file(photo)


def _opened(photo: ActivityPhoto) -> OpenedPhoto:
    sealed = _sealed(photo)
    return OpenedPhoto(int(photo.details.open()["size"]), reading.pieces_of(sealed))


@discloses("outreach.photo", needs=MAY_SEE_PHOTO, subject=ActivityPhoto)
def see_photo(actor: Actor, photo: ActivityPhoto) -> OpenedPhoto:
    """A photograph on the activity's page, for whoever may see it there."""
    return _opened(photo)


@discloses("outreach.photo_file", needs=MAY_USE_PHOTO, subject=ActivityPhoto)
def take_photo(actor: Actor, photo: ActivityPhoto) -> OpenedPhoto:
    """A cleared photograph as a file, to be used."""
    return _opened(photo)
