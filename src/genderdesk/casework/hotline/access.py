"""Who may answer a line, see its contacts, and bring events in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.hotline.models import Contact, Gateway
from genderdesk.casework.hotline.vocabulary.contacts import CLOSED, LIVE, ContactKind
from genderdesk.casework.intake.queries import report_stays
from genderdesk.groundwork.protection.access import Actor, Rule, role, system_only
from genderdesk.groundwork.protection.circle import IN_CELL, circle_of, open_to, sealed_for, unconflicted


def _of_line(actor: Actor, subject: Any) -> bool:
    if subject is None:
        return actor.institution_id is not None
    contact = subject if hasattr(subject, "institution_id") else subject.contact
    if getattr(contact, "cell_id", None) is not None:
        return contact.cell_id in circle_of(actor).cells or still_talks(actor, contact)
    institution_id = contact.institution_id
    if actor.institution_id is None or institution_id != actor.institution_id:
        return False
    closed = getattr(contact, "state", "") == CLOSED and getattr(contact, "report_id", None) is not None
    return not closed or Contact.objects.filter(report_stays(), pk=contact.pk).exists()


# A police operator never sees 3945, a defence operator never 3512 (hotline.md 5).
OF_OWN_LINE = Rule.of(_("for contacts of the own institution's line"), _of_line)


def _holds(actor: Actor, contact: Any) -> bool:
    return contact is None or contact.operator_id is None or contact.operator_id == actor.id or actor.has("desk_head")


def _is_sealed_thread(_actor: Actor, contact: Any) -> bool:
    return contact is None or (contact.kind == ContactKind.SMS and contact.cell_id is not None)


SEALED_THREAD = Rule.of(_("for a sealed thread of texts"), _is_sealed_thread)
HELD_BY_ACTOR = Rule.of(_("while no other operator has the contact"), _holds)

MAY_SEE_CONTACTS = (role("operator", "desk_head") & OF_OWN_LINE) | IN_CELL
MAY_ANSWER = role("operator") & OF_OWN_LINE
# No operator sees a sealed thread, so the head who is in its cell takes it up.
MAY_TAKE_UP = MAY_ANSWER | (role("desk_head") & IN_CELL & SEALED_THREAD)
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


def still_talks(actor: Actor, subject: Any) -> bool:
    """Whether somebody is on the line with the actor, who has written what was told and finishes the talk: it closes
    to her, too, with its end."""
    contact = subject if isinstance(subject, Contact) else subject.contact
    return contact.operator_id == actor.id and contact.state in LIVE


def visible_to(actor: Actor) -> QuerySet[Contact]:
    """The contacts that an actor may list: those of the own institution's line, a sealed one only in the own cell or
    while she is on the line with it."""
    if not actor.has("operator", "desk_head") or actor.institution_id is None:
        return Contact.objects.none()
    talks = Q(operator_id=actor.id, state__in=LIVE, cell__isnull=False) & unconflicted(actor)
    own = Contact.objects.filter(open_to(actor, cells=False) | talks, institution_id=actor.institution_id)
    # Who is still in touch with her stays so; what is closed follows a file that went to another institution out of
    # sight.
    return own.filter(~Q(state=CLOSED) | Q(report_id__isnull=True) | report_stays())


def contacts_of(actor: Actor, path: str) -> Q:
    """The contacts of the actor's line and cells, as a condition on what belongs to one by ``path``: what waits is then
    found without going through every contact that there is."""
    own = Q(**{f"{path}institution_id": actor.own_institution}) & open_to(actor, path, cells=False)
    inside = sealed_for(actor, path)
    return own if inside is None else own | inside


def sealed_to(actor: Actor) -> QuerySet[Contact]:
    """The sealed contacts of the actor's cells, whichever line they came by."""
    inside = sealed_for(actor)
    return Contact.objects.none() if inside is None else Contact.objects.filter(inside)
