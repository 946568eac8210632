"""Broken glass: what waits for a review, what is late, and what a supervisor was told."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.oversight.access import MAY_REVIEW, hidden_glasses
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import glass as clocks
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.models import Glass

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class GlassPage:
    """One broken glass in words."""

    glass: Glass
    words: str
    review: str
    is_late: bool


def to_review(actor: Actor) -> list[Glass]:
    """What waits for the actor's review, the longest waiting first."""
    found = Glass.objects.filter(reviewed_at=None)
    if actor.institution_id is not None:
        found = found.filter(institution_id=actor.institution_id)
    return [each for each in found.order_by("review_due_at")[:_SHOWN] if permits(actor, MAY_REVIEW, each)]


def glass_for(actor: Actor, glass_id: uuid.UUID) -> Glass:
    """One glass that the actor may review; Missing otherwise."""
    found = one_of(Glass.objects.filter(pk=glass_id))
    if found is None or not permits(actor, MAY_REVIEW, found):
        raise Missing(_("There is no such page for you."))
    return found


@discloses("oversight.glass", needs=MAY_REVIEW, subject=Glass)
def glass_page(actor: Actor, glass: Glass) -> GlassPage:
    """A glass with the officer's words and the review's."""
    late = glass.reviewed_at is None and clocks.review_is_late(glass.broken_at, timezone.now())
    return GlassPage(glass, str(glass.words.open()), str(glass.review.open()), late)


def told_to(actor: Actor) -> list[Glass]:
    """Unreviewed glasses that a supervisor was told of; those that nobody reviewed in time, for headquarters' heads.
    Never one over a file that does not exist for her or him, by now."""
    found = list(_told_to(actor)[:_SHOWN])
    hidden = hidden_glasses(actor, found)
    return [each for each in found if each.pk not in hidden]


def _told_to(actor: Actor) -> QuerySet[Glass]:
    officer = actor.officer_id or actor.id
    found = Glass.objects.filter(reviewed_at=None)
    if actor.has("desk_head") and actor.national:
        late = found.filter(institution_id=actor.own_institution, escalated_at__isnull=False)
        return (found.filter(told__officer_id=officer) | late).distinct().order_by("-broken_at")
    return found.filter(told__officer_id=officer).order_by("-broken_at")


def unreviewed_and_late() -> list[Glass]:
    """Glasses whose 72 hours are over and that nobody was told of yet."""
    found = Glass.objects.filter(reviewed_at=None, escalated_at=None, review_due_at__lte=timezone.now())
    return list(found.order_by("review_due_at")[:_SHOWN])
