"""Who somebody is at this moment."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import NOBODY, Actor
from genderdesk.organisation.accounts.models import Device, User
from genderdesk.organisation.accounts.vocabulary import ROLES
from genderdesk.organisation.institution.queries import appointments_of, coverage_of


def actor_of(user: User) -> Actor:
    """The actor that a user is today, by the appointments in force; at most four queries.

    With several posts the roles add up, and place and reach come from the one with the largest share of time.
    """
    if not user.is_active:
        return NOBODY
    if user.officer_id is None:
        return _standing(user)
    held = appointments_of(user.officer_id)
    roles = {appointment.post.role for appointment in held} | {user.standing_role} - {""}
    attributes: dict[str, Any] = {"display_name": user.display_name}
    if not held:
        return Actor(
            user.pk, "user", user.username, frozenset(roles), officer_id=user.officer_id, attributes=attributes
        )
    post = held[0].post
    unit = post.desk.unit
    reach = coverage_of(unit)
    return Actor(
        id=user.pk,
        kind="user",
        code=user.username,
        roles=frozenset(roles),
        institution_id=unit.institution_id,
        institution_kind=unit.institution.kind,
        desk_id=post.desk_id,
        unit_ids=reach.unit_ids,
        districts=reach.districts,
        national=reach.national,
        post_id=post.pk,
        officer_id=user.officer_id,
        attributes=attributes,
    )


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
