"""Who may: anybody tells, a few kinds of staff write down what came on paper or by phone, and few read.

Oversight reads the complaints of its institution (of all where it belongs to none); the head of the desk at
headquarters those that go to the head office. Nobody reads one that is about herself or himself, about a unit where she
served or its chain of command: for them, and for everybody else, it does not exist. No role overrides it.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.complaints.models import Bar, Complaint, Word
from genderdesk.casework.complaints.vocabulary import ZERO_TOLERANCE, Route
from genderdesk.groundwork.protection.access import Actor, Rule, hard_refusal, system_only
from genderdesk.groundwork.protection.circle import circle_of, unconflicted
from genderdesk.groundwork.protection.two_persons import is_same_person
from genderdesk.organisation.institution.vocabulary import Role

WRITERS = (Role.OPERATOR, Role.FOCAL_POINT, Role.DESK_HEAD, Role.OVERSIGHT)


def reads_any(actor: Actor) -> bool:
    """Whether somebody is of those who answer complaints at all."""
    return actor.kind == "user" and (actor.has(Role.OVERSIGHT) or _is_head_office(actor))


def _is_head_office(actor: Actor) -> bool:
    return actor.national and actor.has(Role.DESK_HEAD) and actor.institution_id is not None


def complaint_of(subject: Any) -> Complaint | None:
    """The complaint that a record of this room belongs to."""
    return subject.complaint if isinstance(subject, Bar | Word) else subject


def _reads(actor: Actor, subject: Any) -> bool:
    complaint = complaint_of(subject)
    if complaint is None:
        return reads_any(actor)
    if complaint.pk in circle_of(actor).barred:
        return False
    if actor.has(Role.OVERSIGHT) and actor.institution_id in (None, complaint.institution_id):
        return True
    own = complaint.institution_id == actor.institution_id
    return own and _is_head_office(actor) and complaint.route == Route.HEAD_OFFICE


@hard_refusal
def _does_not_exist(actor: Actor, record: Any) -> bool:
    """Stands before every rule of every room: erasure, holds and requests of a second person ask it too."""
    if not isinstance(record, Complaint | Bar | Word) or actor.kind in ("system", "public"):
        return False
    return not _reads(actor, record)


MAY_TELL = Rule.of(
    _("the public, and operators, focal points, heads of desk and oversight, who write it down for somebody"),
    lambda actor, _none: actor.kind in ("public", "system") or actor.has(*WRITERS),
    frozenset(WRITERS),
)
MAY_WRITE_DOWN = Rule.of(
    _("operators, focal points, heads of desk and oversight"),
    lambda actor, _none: actor.kind == "user" and actor.has(*WRITERS) and actor.institution_id is not None,
    frozenset(WRITERS),
)
MAY_READ = Rule.of(
    _("oversight and the head of the desk at headquarters, for complaints that they are kept from in no way"),
    _reads,
    frozenset({Role.OVERSIGHT, Role.DESK_HEAD}),
)
MAY_ANSWER = MAY_READ
# Of the complainant, who has proved reference and PIN on the public page.
MAY_ADD = system_only


def _another(actor: Actor, complaint: Complaint | None) -> bool:
    if complaint is None or complaint.category not in ZERO_TOLERANCE:
        return True
    return not is_same_person(actor, complaint.answered_by, complaint.answered_officer)


MAY_CLOSE = MAY_READ & Rule.of(_("for what another person answered, where it is one that never waits"), _another)


def visible_to(actor: Actor) -> QuerySet[Complaint]:
    """The complaints that an actor may read: the same answer as MAY_READ, as a query."""
    if not reads_any(actor):
        return Complaint.objects.none()
    found = Complaint.objects.filter(unconflicted(actor, file="id"))
    if actor.institution_id is not None:
        found = found.filter(institution_id=actor.institution_id)
    return found if actor.has(Role.OVERSIGHT) else found.filter(route=Route.HEAD_OFFICE)


def channel_of(complaint: Complaint) -> str:
    """The live channel on which its readers hear that it changed."""
    return channels(complaint.institution_id)[Route(complaint.route)]


def channels(institution_id: uuid.UUID | None) -> dict[Route, str]:
    """The live channels of an institution's complaints, by who answers."""
    return {route: f"complaints:{route.value}:{institution_id}" for route in Route}
