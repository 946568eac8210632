"""Whom a complaint is about: from then on it does not exist for them."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.complaints import queries, rules
from genderdesk.casework.complaints.access import MAY_ANSWER
from genderdesk.casework.complaints.acts.word import spread
from genderdesk.casework.complaints.models import Bar, Complaint
from genderdesk.casework.complaints.vocabulary import COMPLAINT, NamedBy
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.organisation.institution.models import Officer, Unit


def new_bar(
    complaint: Complaint, named_by: NamedBy, *, officer: Officer | None = None, unit: Unit | None = None
) -> Bar:
    """A bar that is not kept yet, for whoever is or served there since it happened."""
    return Bar(
        complaint=complaint,
        officer=officer,
        unit=unit,
        since=rules.barred_since(complaint.happened_on, timezone.localdate(complaint.received_at)),
        named_by=named_by,
        named_at=timezone.now(),
    )


@act("complaint.keep_from", needs=MAY_ANSWER, subject=Complaint, states=COMPLAINT)
def keep_from(
    actor: Actor, complaint: Complaint, *, officer: Officer | None = None, unit: Unit | None = None
) -> Complaint:
    """Name an officer, or a unit whose people and chain of command must not know of it; the actor may be among them.

    Invalid where neither is named, where it is named already, or where nobody would be left to answer.
    """
    if (officer is None) == (unit is None):
        raise Invalid(_("Write a staff code or choose a unit."), "staff_code")
    field = "unit" if unit is not None else "staff_code"
    # Whom it is kept from already may be hidden from the actor.
    walls.rest_of_act_as_system()
    if complaint.bars.filter(officer=officer, unit=unit).exists():
        raise Invalid(_("It is kept from them already."), field)
    new_bar(complaint, NamedBy.READER, officer=officer, unit=unit).save(force_insert=True)
    if not queries.somebody_left(complaint):
        raise Invalid(
            _("Nobody who answers complaints would be left. Appoint another person of oversight first."), field
        )
    spread(complaint)
    return complaint
