"""What outlets said, and what of it waits to be put right."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.programme.outreach.access import media_of
from genderdesk.programme.outreach.models import MediaItem


def media(actor: Actor, *, kind: str = "") -> QuerySet[MediaItem]:
    """What outlets said, with campaign and activity."""
    found = media_of(actor).select_related("campaign", "activity")
    return found.filter(kind=kind) if kind else found


def media_for(actor: Actor, media_id: uuid.UUID) -> MediaItem:
    """An item of the actor's institution; Missing otherwise."""
    found = one_of(media_of(actor).select_related("campaign", "activity").filter(pk=media_id))
    if found is None:
        raise Missing(_("There is no such item of your institution."))
    return found


def to_put_right(actor: Actor, most: int = 10) -> list[MediaItem]:
    """Items in which somebody may be recognised and of which nobody asked a correction, first; then those that an
    outlet was asked to put right and did not."""
    open_now = Q(asked_on__isnull=False) | ~Q(recognisable=Answer.NO)
    found = media_of(actor).filter(open_now, corrected_on__isnull=True).order_by("asked_on", "said_on", "id")
    items = list(found[:most])
    return sorted(items, key=lambda each: each.asked_on is not None)
