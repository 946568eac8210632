"""Who somebody is at this moment."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Count, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import NOBODY, Actor
from genderdesk.groundwork.protection.sessions import SessionStore
from genderdesk.organisation.accounts.models import Device, FactorReset, Tries, User
from genderdesk.organisation.accounts.rules import missing_step, why_over
from genderdesk.organisation.accounts.vocabulary import ATTACK_TRIES, RESET_HOURS, ROLES
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
    found = one_of(User.objects.select_related("officer").filter(pk=user_id))
    if found is None:
        raise Missing(_("There is no such account."))
    return found


def accounts_of_officers(officer_ids: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """The accounts of officers who may sign in."""
    found = User.objects.filter(officer_id__in=set(officer_ids), is_active=True)
    return list(found.order_by("pk").values_list("pk", flat=True))


def officers_of_accounts(user_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """The officers that accounts belong to; those of nobody in a post are left out, and nothing costs nothing."""
    if not user_ids:
        return {}
    rows = User.objects.filter(pk__in=user_ids).values_list("pk", "officer_id")
    return {pk: officer_id for pk, officer_id in rows if officer_id is not None}


def people() -> QuerySet[User]:
    """All accounts, for the administrator's list."""
    return User.objects.select_related("officer")


def devices_of(user_id: uuid.UUID) -> QuerySet[Device]:
    """The browsers that somebody is signed in from now, the latest first."""
    open_keys = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return Device.objects.filter(user_id=user_id, revoked_at__isnull=True, session_key__in=open_keys)[:20]


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


def user_named(name: str) -> User | None:
    """The account of a sign-in name as somebody typed it, or None."""
    return User.objects.filter(username=name.strip().lower()[:60]).first()


def actor_of_session(session_key: str) -> Actor:
    """Whom a session's key stands for now, by the same rules as a page; NOBODY where it stands for nobody."""
    session = SessionStore(session_key)
    user_id = session.get(SESSION_KEY)
    user = one_of(User.objects.filter(pk=user_id, is_active=True)) if user_id else None
    if user is None or session.get(HASH_SESSION_KEY) != user.get_session_auth_hash():
        return NOBODY
    if why_over(session, time.time()):
        return NOBODY
    step = missing_step(session, factor_required=settings.SECOND_FACTOR_REQUIRED)
    return NOBODY if step in ("password", "factor") else actor_of(user)


# Second factors


def has_factor(user: Any) -> bool:
    """Whether an account has an authenticator app or a passkey."""
    own = Authenticator.objects.filter(user_id=user.pk)
    return user.is_authenticated and own.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def codes_of(user: Any) -> Authenticator | None:
    """An account's recovery codes, where they were made."""
    return Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES).first()


def codes_left(codes: Authenticator | None) -> int:
    """How many recovery codes were not used yet; their number is no secret, the codes are not opened."""
    if codes is None:
        return 0
    return int(settings.MFA_RECOVERY_CODE_COUNT) - int(codes.data.get("used_mask", 0)).bit_count()


def factors_of(user_id: uuid.UUID) -> list[Authenticator]:
    """An account's factors, the oldest first."""
    return list(Authenticator.objects.filter(user_id=user_id).order_by("created_at", "pk"))


def resets_waiting() -> QuerySet[FactorReset]:
    """Resets of a second factor that a second person may still do."""
    since = timezone.now() - timedelta(hours=RESET_HOURS)
    waiting = FactorReset.objects.filter(decided_at__isnull=True, asked_at__gt=since)
    return waiting.select_related("user__officer", "asked_by__officer").order_by("asked_at")


# Attacks


@dataclass(frozen=True, slots=True)
class Pressure:
    """Wrong tries at an account in the last day: how many, from how many sources or browsers, the last one when."""

    user: User
    wrong: int
    sources: int
    last_at: Any

    @property
    def is_attack(self) -> bool:
        """More than somebody's own slips."""
        return self.wrong >= ATTACK_TRIES


def pressure_on(user_id: uuid.UUID) -> Pressure | None:
    """Wrong tries at one account that are remembered from the last day; None where there are none."""
    return next(iter(_pressures(Tries.objects.filter(user_id=user_id), 1)), None)


def accounts_under_attack() -> list[Pressure]:
    """Accounts that somebody tries to get into, the most pressing first."""
    return _pressures(Tries.objects.filter(user__isnull=False), ATTACK_TRIES)


def _pressures(rows: QuerySet[Tries], at_least: int) -> list[Pressure]:
    lately = rows.filter(last_at__gt=timezone.now() - timedelta(days=1), budget__in=("pair", "browser", "factor"))
    sums = (
        lately.order_by()
        .values("user_id")
        .annotate(wrong_sum=Sum("wrong"), sources=Count("key"))
        .filter(wrong_sum__gte=at_least)
        .order_by("-wrong_sum")[:50]
    )
    found = {each["user_id"]: each for each in sums}
    users = User.objects.select_related("officer").in_bulk(found)
    last = dict(lately.filter(user_id__in=found).order_by("last_at").values_list("user_id", "last_at"))
    return [Pressure(users[pk], each["wrong_sum"], each["sources"], last[pk]) for pk, each in found.items()]
