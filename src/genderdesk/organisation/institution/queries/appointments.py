"""Who holds which post on a day."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.institution.models import Appointment, Desk, Officer, Post
from genderdesk.organisation.institution.queries.days import appointed_on, open_on
from genderdesk.organisation.institution.vocabulary import Role, UnitKind


def appointments_of(officer: Officer | uuid.UUID, on: date | None = None) -> list[Appointment]:
    """An officer's appointments in force on the day to posts that are open, the largest share of time first.

    Post, desk, unit and institution come with each, in one query.
    """
    officer_id = officer.pk if isinstance(officer, Officer) else officer
    query = Appointment.objects.filter(appointed_on(on), open_on(on, "post__"), officer_id=officer_id)
    return list(query.select_related("post__desk__unit__institution").order_by("-time_share", "starts_on", "id"))


def officer_name(officer_id: uuid.UUID) -> str:
    """An officer's given and family name."""
    return Officer.objects.get(pk=officer_id).full_name


def posts_of_officer(officer: Officer | uuid.UUID, on: date | None = None) -> list[Post]:
    """The posts that an officer holds on the day."""
    return [appointment.post for appointment in appointments_of(officer, on)]


def post_holders(desk: Desk | uuid.UUID, role: str, on: date | None = None) -> list[Officer]:
    """The officers who hold a post with the role at the desk on the day."""
    desk_id = desk.pk if isinstance(desk, Desk) else desk
    query = Appointment.objects.filter(
        appointed_on(on), open_on(on, "post__"), post__desk_id=desk_id, post__role=role
    ).select_related("officer")
    return list(dict.fromkeys(appointment.officer for appointment in query.order_by("starts_on", "id")))


def holders_by_post(posts: Iterable[Post], on: date | None = None) -> dict[uuid.UUID, list[Appointment]]:
    """Appointments in force on the day by post, with their officers; a vacant post has an empty list."""
    found: dict[uuid.UUID, list[Appointment]] = defaultdict(list, {post.pk: [] for post in posts})
    query = Appointment.objects.filter(appointed_on(on), post_id__in=list(found)).select_related("officer")
    for appointment in query.order_by("starts_on", "id"):
        found[appointment.post_id].append(appointment)
    return dict(found)


def vacant_posts(on: date | None = None) -> QuerySet[Post]:
    """Posts open on the day that nobody holds."""
    held = Appointment.objects.filter(appointed_on(on), post_id=OuterRef("pk"))
    return Post.objects.filter(~Exists(held), open_on(on)).select_related("desk__unit")


def supervisors_outside(institution_id: uuid.UUID, actor: Actor) -> list[Officer]:
    """Heads of desk and oversight of an institution in post today, outside the actor's unit, headquarters' first.

    Only who can sign in: a word to nobody tells nobody.
    """
    own = (
        Desk.objects.filter(pk=actor.desk_id).values("unit_id") if actor.desk_id else Desk.objects.none().values("unit")
    )
    query = (
        Appointment.objects.filter(appointed_on(None), open_on(None, "post__"), officer__user__is_active=True)
        .filter(post__desk__unit__institution_id=institution_id, post__role__in=(Role.DESK_HEAD, Role.OVERSIGHT))
        .exclude(post__desk__unit_id__in=own)
        .exclude(officer_id=actor.officer_id or actor.id)
        .select_related("officer", "post__desk__unit")
    )
    ranked = sorted(
        query, key=lambda each: (each.post.desk.unit.kind != UnitKind.HEADQUARTERS, each.starts_on, each.pk)
    )
    return list(dict.fromkeys(each.officer for each in ranked))
