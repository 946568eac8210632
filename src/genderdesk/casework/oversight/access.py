"""Who may watch: oversight, in the own institution, or everywhere without one; never what concerns oneself."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.oversight.models import Alert
from genderdesk.groundwork.protection.access import Actor, Rule, role, system_only
from genderdesk.groundwork.protection.two_persons import is_same_person


def _own_institution(actor: Actor, subject: Any) -> bool:
    return subject is None or actor.institution_id in (None, subject.institution_id)


def _another(actor: Actor, alert: Any) -> bool:
    return alert is None or not is_same_person(actor, alert.looker_id, alert.looker_officer)


OWN_INSTITUTION = Rule.of(_("for the own institution"), _own_institution)
OF_ANOTHER = Rule.of(_("for what another person did"), _another)

MAY_OVERSEE = role("oversight")
MAY_OVERSEE_FILE = role("oversight") & OWN_INSTITUTION
MAY_ANSWER = role("oversight") & OWN_INSTITUTION & OF_ANOTHER
MAY_RAISE = system_only
MAY_REVIEW = (
    role("oversight")
    & OWN_INSTITUTION
    & Rule.of(
        _("for a glass that another person broke"),
        lambda actor, glass: glass is None or not is_same_person(actor, glass.actor_id, glass.officer_id),
    )
)


def visible_to(actor: Actor) -> QuerySet[Alert]:
    """The alerts that an actor may see: the same answer as MAY_ANSWER, as a query."""
    if not actor.has("oversight"):
        return Alert.objects.none()
    found = Alert.objects.exclude(looker_id=actor.id)
    if actor.institution_id is not None:
        found = found.filter(institution_id=actor.institution_id)
    if actor.officer_id is not None:
        found = found.filter(Q(looker_officer__isnull=True) | ~Q(looker_officer=actor.officer_id))
    return found
