"""Who does what, where and when, and whom it reached by each method."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.programme.partners.access import presences_of
from genderdesk.programme.partners.models import Presence


def presences(actor: Actor, *, sector: str = "", district: str = "") -> QuerySet[Presence]:
    """Who does what where, of one sector or district where they are given."""
    found = presences_of(actor).select_related("partner", "project", "place__parent")
    if sector:
        found = found.filter(sector=sector)
    return found.filter(place_id=district) if district else found


def presence_for(actor: Actor, presence_id: uuid.UUID) -> Presence:
    """One of them; Missing where the actor's institution knows none."""
    found = one_of(presences_of(actor).select_related("partner", "place").filter(pk=presence_id))
    if found is None:
        raise Missing(_("There is no such activity of a partner."))
    return found


def reached_by_method(found: Iterable[Presence]) -> list[tuple[str, int]]:
    """Whom activities reached, for each method apart: numbers of different methods are never added."""
    counted: Counter[str] = Counter()
    for each in found:
        if each.reached is not None:
            counted[each.counted_by] += each.reached
    return sorted(counted.items())
