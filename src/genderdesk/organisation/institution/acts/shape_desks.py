"""Desks and the posts at them: opened, described, closed; never deleted."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, refuse
from genderdesk.organisation.institution.access import (
    MAY_APPOINT,
    MAY_SHAPE,
    RESERVED_ROLES,
)
from genderdesk.organisation.institution.models import Appointment, Desk, Post, Unit
from genderdesk.organisation.institution.queries.days import appointed_on
from genderdesk.organisation.institution.vocabulary import DeskKind, Role


@act("desk.open", needs=MAY_SHAPE, subject=Unit, notes=("kind",))
def open_desk(
    actor: Actor,
    unit: Unit,
    *,
    kind: str,
    name: str,
    opened_on: date,
    mandate: str = "",
    head_rank: str = "",
    reports_to: str = "",
) -> Desk:
    """Open a gender desk, a unit or a focal point at a unit of the institution."""
    if kind not in set(DeskKind):
        raise Invalid(_("Choose gender desk, unit or focal point."), field="kind")
    return Desk.objects.create(
        unit=unit,
        kind=kind,
        name=name,
        mandate=mandate,
        head_rank=head_rank,
        reports_to=reports_to,
        opened_on=opened_on,
    )


@act("desk.describe", needs=MAY_SHAPE, subject=Desk)
def describe_desk(actor: Actor, desk: Desk, *, name: str, mandate: str, head_rank: str, reports_to: str) -> Desk:
    """Change a desk's name, mandate, its head's rank and to whom it reports."""
    desk.name, desk.mandate, desk.head_rank, desk.reports_to = name, mandate, head_rank, reports_to
    desk.save(update_fields=["name", "mandate", "head_rank", "reports_to"])
    return desk


@act("desk.close", needs=MAY_SHAPE, subject=Desk)
def close_desk(actor: Actor, desk: Desk, *, closed_on: date) -> Desk:
    """Close a desk from a day on. Invalid while it has open posts, or before it opened."""
    if Post.objects.filter(desk=desk, closed_on__isnull=True).exists():
        raise Invalid(_("This desk still has open posts. Close them first."), field="closed_on")
    if closed_on <= desk.opened_on:
        raise Invalid(_("A desk closes after the day on which it opened."), field="closed_on")
    desk.closed_on = closed_on
    desk.save(update_fields=["closed_on"])
    return desk


@act("post.open", needs=MAY_SHAPE, subject=Desk, notes=("role",))
def open_post(actor: Actor, desk: Desk, *, title: str, role: str, opened_on: date) -> Post:
    """Open a post at a desk. Invalid where the desk is closed, not yet open, or has a post for its head already."""
    if role not in set(Role):
        raise Invalid(_("Choose a role from the list."), field="role")
    if role in RESERVED_ROLES and actor.kind != "system" and not actor.has(Role.ADMINISTRATOR):
        refuse(_("Posts for oversight and administrators are opened by an administrator."))
    if desk.closed_on is not None or opened_on < desk.opened_on:
        raise Invalid(_("The desk is not open on this day."), field="opened_on")
    if role == Role.DESK_HEAD and Post.objects.filter(desk=desk, role=role, closed_on__isnull=True).exists():
        raise Invalid(_("This desk has a post for its head already."), field="role")
    return Post.objects.create(desk=desk, title=title, role=role, opened_on=opened_on)


@act("post.close", needs=MAY_APPOINT, subject=Post)
def close_post(actor: Actor, post: Post, *, closed_on: date) -> Post:
    """Close a post from a day on. Invalid while somebody holds it on that day, or before it opened."""
    if Appointment.objects.filter(appointed_on(closed_on), post=post).exists():
        raise Invalid(_("Somebody holds this post. End the appointment first."), field="closed_on")
    if closed_on <= post.opened_on:
        raise Invalid(_("A post closes after the day on which it opened."), field="closed_on")
    post.closed_on = closed_on
    post.save(update_fields=["closed_on"])
    return post
