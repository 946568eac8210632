"""Who somebody is at this moment."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import NOBODY, Actor
from genderdesk.organisation.accounts.models import Device, User
from genderdesk.organisation.accounts.vocabulary import ROLES
from genderdesk.organisation.institution.models import Post
from genderdesk.organisation.institution.queries import Coverage, appointments_of, coverage_of, officer_name


def actor_of(user: User) -> Actor:
    """The actor that a user is today, by the appointments in force; kept in memory until the organisation changes.

    With several posts the roles add up, and place and reach come from the one with the largest share of time.
    """
    if not user.is_active:
        return NOBODY
    if user.officer_id is None:
        return _standing(user)
    holding = _holding(user.officer_id, timezone.localdate())
    attributes: dict[str, Any] = {"display_name": holding.name}
    roles = holding.roles | ({user.standing_role} - {""})
    if holding.post is None:
        return Actor(user.pk, "user", user.username, roles, officer_id=user.officer_id, attributes=attributes)
    unit, reach = holding.post.desk.unit, holding.reach
    return Actor(
        id=user.pk,
        kind="user",
        code=user.username,
        roles=roles,
        institution_id=unit.institution_id,
        institution_kind=unit.institution.kind,
        desk_id=holding.post.desk_id,
        unit_ids=reach.unit_ids,
        districts=reach.districts,
        national=reach.national,
        post_id=holding.post.pk,
        officer_id=user.officer_id,
        attributes=attributes,
    )


@dataclass(frozen=True, slots=True)
class _Holding:
    """What an officer holds on a day: name, roles, the post of the largest share of time and what it reaches."""

    name: str
    roles: frozenset[str]
    post: Post | None
    reach: Coverage


@editions.kept_while("organisation")
def _holding(officer_id: uuid.UUID, day: date) -> _Holding:
    held = appointments_of(officer_id, day)
    name = officer_name(officer_id)
    if not held:
        return _Holding(name, frozenset(), None, Coverage(frozenset(), frozenset(), False))
    post = held[0].post
    roles = frozenset(appointment.post.role for appointment in held)
    return _Holding(name, roles, post, coverage_of(post.desk.unit, day))


def _standing(user: User) -> Actor:
    return Actor(
        id=user.pk,
        kind="user",
        code=user.username,
        roles=frozenset({user.standing_role} - {""}),
        national=user.standing_role == "oversight",
        organisation_id=user.organisation_id,
        attributes={"display_name": user.username},
    )


def password_of_demonstration() -> str:
    """The one password of the demonstration's invented people, from its data folder."""
    return str(json.loads((settings.ENVIRONMENT.home / "demonstration").read_text())["password"])


def landing_of(actor: Actor) -> str:
    """The page that somebody lands on: that of a single role, Today for whoever holds several."""
    pages = {ROLES[role].landing for role in actor.roles if role in ROLES}
    return pages.pop() if len(pages) == 1 else "/staff/"


def user_by_id(user_id: uuid.UUID) -> User:
    """A user; Missing where there is none."""
    found = User.objects.select_related("officer").filter(pk=user_id).first()
    if found is None:
        raise Missing(_("There is no such account."))
    return found


def people() -> QuerySet[User]:
    """All accounts, for the administrator's list."""
    return User.objects.select_related("officer")


def devices_of(user_id: uuid.UUID) -> QuerySet[Device]:
    """The browsers that somebody is signed in from, the latest first."""
    return Device.objects.filter(user_id=user_id, revoked_at__isnull=True)[:20]


def sign_ins_by_role() -> dict[str, str]:
    """For each role the first account that holds it today; for the demonstration's list of sign-ins."""
    found: dict[str, str] = {}
    for user in User.objects.filter(is_active=True).select_related("officer").order_by("joined_at", "username"):
        actor = actor_of(user)
        key = "defence " if actor.institution_kind == "defence" else ""
        for role in actor.roles:
            found.setdefault(key + role, user.username)
    order = [*ROLES, *(f"defence {role}" for role in ROLES)]
    return {role: found[role] for role in order if role in found}
