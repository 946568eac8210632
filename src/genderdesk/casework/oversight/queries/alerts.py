"""Alerts as oversight reads them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from genderdesk.casework.oversight.access import MAY_ANSWER, visible_to
from genderdesk.casework.oversight.models import Alert
from genderdesk.casework.oversight.queries.access import Line, lines_of
from genderdesk.casework.oversight.vocabulary import OPEN, SEEN
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.models import Entry

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class AlertPage:
    """One alert with the entries that it rests on, and the answer to it in words."""

    alert: Alert
    lines: list[Line]
    answer: str


def alerts(actor: Actor, *, state: str = "waiting") -> QuerySet[Alert]:
    """The alerts that an actor may see: waiting ones, or of one state."""
    found = visible_to(actor)
    return found.filter(state__in=(OPEN, SEEN)) if state == "waiting" else found.filter(state=state)


def waiting(actor: Actor) -> list[Alert]:
    """Alerts that nobody has answered, the oldest first."""
    return list(alerts(actor).order_by("made_at", "id")[:_SHOWN])


def alert_for(actor: Actor, alert_id: uuid.UUID) -> Alert:
    """One alert that the actor may see; Missing otherwise, also where it concerns the actor."""
    found = one_of(visible_to(actor).filter(pk=alert_id))
    if found is None:
        raise Missing(_("There is no such alert for you."))
    return found


@discloses("oversight.alert", needs=MAY_ANSWER, subject=Alert)
def alert_page(actor: Actor, alert: Alert) -> AlertPage:
    """The alert with its entries, the newest first, at most 200."""
    ids = list(alert.entries.order_by("-entry_id").values_list("entry_id", flat=True)[:_SHOWN])
    entries = list(Entry.objects.filter(pk__in=ids).order_by("-id"))
    return AlertPage(alert, lines_of(actor, entries), str(alert.answer.open()))
