"""Who may watch: oversight, in the own institution, or everywhere without one; never what concerns oneself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.oversight.models import Alert, AlertEntry
from genderdesk.casework.response.models import Dispatch
from genderdesk.groundwork.protection.access import Actor, Rule, role, system_only
from genderdesk.groundwork.protection.circle import circle_of, hidden_among, records_of
from genderdesk.groundwork.protection.models import Entry, Glass
from genderdesk.groundwork.protection.two_persons import is_same_person


def _own_institution(actor: Actor, subject: Any) -> bool:
    return subject is None or actor.institution_id in (None, subject.institution_id)


def _another(actor: Actor, alert: Any) -> bool:
    if alert is None:
        return True
    if is_same_person(actor, alert.looker_id, alert.looker_officer):
        return False
    condition = _not_barred(actor)
    return not condition or Alert.objects.filter(condition, pk=alert.pk).exists()


def _inside(actor: Actor, glass: Any) -> bool:
    return glass is None or not hidden_glasses(actor, [glass])


def hidden_glasses(actor: Actor, glasses: Iterable[Glass]) -> set[Any]:
    """Of these the glasses over files that do not exist for the actor, by key."""
    about = {each.pk: each.subject_id for each in glasses}
    hidden = hidden_among(actor, Dispatch, about.values())
    return {pk for pk, subject_id in about.items() if subject_id in hidden}


def _not_barred(actor: Actor) -> Q:
    """Alerts that rest on anything but looks at files from which a conflict bars the actor."""
    barred = circle_of(actor).barred
    if not barred:
        return Q()
    about = Q(pk__in=[])
    for label, ids in records_of(barred).items():
        about |= Q(subject_type=label, subject_id__in=ids)
    other = AlertEntry.objects.exclude(entry_id__in=Entry.objects.filter(about).values("pk"))
    return Q(pk__in=other.values("alert_id"))


OWN_INSTITUTION = Rule.of(_("for the own institution"), _own_institution)
OF_ANOTHER = Rule.of(_("for what another person did, to files that exist for the actor"), _another)

MAY_OVERSEE = role("oversight")
MAY_OVERSEE_FILE = role("oversight") & OWN_INSTITUTION
MAY_ANSWER = role("oversight") & OWN_INSTITUTION & OF_ANOTHER
MAY_RAISE = system_only
MAY_REVIEW = (
    role("oversight")
    & OWN_INSTITUTION
    & Rule.of(_("for files that exist for the actor"), _inside)
    & Rule.of(
        _("for a glass that another person broke"),
        lambda actor, glass: glass is None or not is_same_person(actor, glass.actor_id, glass.officer_id),
    )
)


def visible_to(actor: Actor) -> QuerySet[Alert]:
    """The alerts that an actor may see: the same answer as MAY_ANSWER, as a query."""
    if not actor.has("oversight"):
        return Alert.objects.none()
    found = Alert.objects.filter(_not_barred(actor)).exclude(looker_id=actor.id)
    if actor.institution_id is not None:
        found = found.filter(institution_id=actor.institution_id)
    if actor.officer_id is not None:
        found = found.filter(Q(looker_officer__isnull=True) | ~Q(looker_officer=actor.officer_id))
    return found
