"""Who may answer a line, see its contacts, and bring events in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.hotline.models import Contact, Gateway
from genderdesk.groundwork.protection.access import Actor, Rule, role, system_only


def _of_line(actor: Actor, subject: Any) -> bool:
    if subject is None:
        return actor.institution_id is not None
    institution_id = getattr(subject, "institution_id", None) or getattr(subject.contact, "institution_id", None)
    return actor.institution_id is not None and institution_id == actor.institution_id


# A police operator never sees 3945, a defence operator never 3512 (hotline.md 5).
OF_OWN_LINE = Rule.of(_("for contacts of the own institution's line"), _of_line)


def _holds(actor: Actor, contact: Any) -> bool:
    return contact is None or contact.operator_id is None or contact.operator_id == actor.id or actor.has("desk_head")


HELD_BY_ACTOR = Rule.of(_("while no other operator has the contact"), _holds)

MAY_SEE_CONTACTS = role("operator", "desk_head") & OF_OWN_LINE
MAY_ANSWER = role("operator") & OF_OWN_LINE
MAY_WORK_ON = role("operator", "desk_head") & OF_OWN_LINE & HELD_BY_ACTOR
# A colleague of the same line may go on with a contact whose operator cannot; the reason is kept.
MAY_TAKE_OVER = role("operator", "desk_head") & OF_OWN_LINE
GATEWAY_ONLY = system_only
MAY_RUN_LINES = Rule.of(
    _("administrators and the loader of a country"),
    lambda actor, _line: actor.kind == "system" or actor.has("administrator"),
    frozenset({"administrator"}),
)

# The handset of the simulator shows simulated traffic to whoever plays the caller, and exists nowhere else.
SIMULATOR_OPEN = Rule.of(
    _("everyone, where the telephone simulator is allowed"),
    lambda _actor, _subject: bool(settings.TELEPHONE_SIMULATOR),
)


def gateway_actor(gateway: Gateway) -> Actor:
    """The actor in whose name a network's events are carried out."""
    return Actor(gateway.pk, "system", f"gateway {gateway.provider}", institution_id=gateway.line.institution_id)


def visible_to(actor: Actor) -> QuerySet[Contact]:
    """The contacts that an actor may list: those of the own institution's line."""
    if not actor.has("operator", "desk_head") or actor.institution_id is None:
        return Contact.objects.none()
    return Contact.objects.filter(institution_id=actor.institution_id)
