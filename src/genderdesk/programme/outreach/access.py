"""Who may: outreach officers and heads of desk for the institution, focal points for what they do and their clubs;
who wrote a material does not clear it."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.protection.access import NOBODY, Actor, Rule, role, system_only
from genderdesk.groundwork.protection.two_persons import is_same_person
from genderdesk.organisation.institution.vocabulary import Role
from genderdesk.programme.outreach.models import (
    Activity,
    ActivityPhoto,
    Campaign,
    Club,
    Material,
    MediaItem,
    Network,
    NetworkMember,
    PlaceFeedback,
)
from genderdesk.programme.outreach.vocabulary import PHOTO_CLEARED


def institution_id_of(subject: Any) -> uuid.UUID | None:
    """The institution that a record belongs to."""
    match subject:
        case Campaign() | Activity() | Material() | Club() | Network() | MediaItem() | PlaceFeedback():
            return subject.institution_id
        case ActivityPhoto():
            return subject.activity.institution_id
        case NetworkMember():
            return subject.network.institution_id
    return None


def _own(actor: Actor, subject: Any) -> bool:
    return actor.institution_id is not None and (subject is None or institution_id_of(subject) == actor.institution_id)


OF_OWN_INSTITUTION = Rule.of(_("for the own institution"), _own)
_NOT_WRITER = Rule.of(
    _("not by who wrote it"), lambda actor, material: material is None or material.written_by != actor.id
)
_NOT_WHO_ADDED = Rule.of(
    _("not by who added it"),
    lambda actor, photo: photo is None or not is_same_person(actor, photo.added_by, photo.added_officer),
)
_CLEARED = Rule.of(_("once it is cleared"), lambda actor, photo: photo is None or photo.state == PHOTO_CLEARED)

_FIELD = (Role.OUTREACH_OFFICER, Role.DESK_HEAD, Role.FOCAL_POINT)
_OFFICE = (Role.OUTREACH_OFFICER, Role.DESK_HEAD)
_READERS = (*_FIELD, Role.ANALYST)

MAY_REACH_OUT = role(*_FIELD) & OF_OWN_INSTITUTION
MAY_PLAN_OUTREACH = role(*_OFFICE) & OF_OWN_INSTITUTION
MAY_CLEAR = role(*_OFFICE) & OF_OWN_INSTITUTION & _NOT_WRITER
MAY_CLEAR_PHOTO = role(*_OFFICE) & OF_OWN_INSTITUTION & _NOT_WHO_ADDED
# One that still waits is seen by those whose work it is, so that they can look at it and clear it.
MAY_SEE_PHOTO = (role(*_FIELD) | role(*_READERS) & _CLEARED) & OF_OWN_INSTITUTION
MAY_USE_PHOTO = role(*_READERS) & OF_OWN_INSTITUTION & _CLEARED
MAY_LOAD_OUTREACH = role(Role.ADMINISTRATOR) | system_only
MAY_SEE_OUTREACH = role(*_READERS) & OF_OWN_INSTITUTION


def _reads(actor: Actor) -> uuid.UUID:
    return actor.own_institution if actor.has(*_READERS) else NOBODY.id


def activities_of(actor: Actor) -> QuerySet[Activity]:
    """The activities that an actor may see: those of the own institution."""
    return Activity.objects.filter(institution_id=_reads(actor))


def photos_of(actor: Actor) -> QuerySet[ActivityPhoto]:
    """The photographs that an actor may know of: all to those who work with them, cleared ones to other readers."""
    found = ActivityPhoto.objects.filter(activity__institution_id=_reads(actor))
    return found if actor.has(*_FIELD) else found.filter(state=PHOTO_CLEARED)


def materials_of(actor: Actor) -> QuerySet[Material]:
    """The materials that an actor may see."""
    return Material.objects.filter(institution_id=_reads(actor))


def clubs_of(actor: Actor) -> QuerySet[Club]:
    """The clubs that an actor may see."""
    return Club.objects.filter(institution_id=_reads(actor))


def networks_of(actor: Actor) -> QuerySet[Network]:
    """The networks that an actor may see."""
    return Network.objects.filter(institution_id=_reads(actor))


def media_of(actor: Actor) -> QuerySet[MediaItem]:
    """What outlets said, as the actor's institution logged it."""
    return MediaItem.objects.filter(institution_id=_reads(actor))


def feedback_of(actor: Actor) -> QuerySet[PlaceFeedback]:
    """What places said, as the actor's institution kept it."""
    return PlaceFeedback.objects.filter(institution_id=_reads(actor))
