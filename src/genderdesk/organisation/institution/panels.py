"""What the room shows elsewhere: its link in the navigation, and vacant posts on Today."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.panels import NavItem, TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.organisation.institution.access import MAY_SEE_COVERAGE, MAY_SEE_ORGANISATION, MAY_SEE_ROOMS, visible_to
from genderdesk.organisation.institution.queries import posts_waiting, vacant_posts
from genderdesk.organisation.institution.vocabulary import Role

_SHOWN = 5


@panel("nav", order=80)
def organisation_link(request: DeskRequest, **_context: object) -> NavItem | None:
    if not permits(request.actor, MAY_SEE_ORGANISATION):
        return None
    address = reverse("institution:organisation")
    return NavItem(_("Organisation"), address, prefix=address)


@panel("nav", order=81)
def coverage_link(request: DeskRequest, **_context: object) -> NavItem | None:
    if not permits(request.actor, MAY_SEE_COVERAGE):
        return None
    address = reverse("institution:coverage")
    return NavItem(_("Coverage"), address, prefix=address)


@panel("nav", order=46)
def rooms_link(request: DeskRequest, **_context: object) -> NavItem | None:
    if not permits(request.actor, MAY_SEE_ROOMS):
        return None
    address = reverse("institution:rooms")
    return NavItem(_("Rooms"), address, prefix=address)


@panel("today", order=79)
def uncovered(request: DeskRequest, **_context: object) -> TodayPanel | None:
    """Posts without a holder who can do what they ask, and those that will be so within 90 days."""
    actor = request.actor
    if not actor.has(Role.DESK_HEAD, Role.TRAINER) or actor.institution_id is None:
        return None
    waiting = posts_waiting(actor.institution_id)
    address = reverse("institution:coverage")
    rows = [TodayRow(f"{each.post.title}, {each.post.desk.name}: {each.why}", address) for each in waiting[:_SHOWN]]
    bare = sum(not each.covered for each in waiting)
    return TodayPanel(
        _("Posts uncovered today or within 90 days"),
        rows,
        count=len(waiting),
        tone="overdue" if bare else "due" if waiting else "calm",
        url=address,
        empty=_("Every designated post is covered for the next 90 days."),
    )


@panel("today", order=80)
def vacancies(request: DeskRequest, **_context: object) -> TodayPanel | None:
    """Posts that nobody holds today, for whoever can fill them."""
    actor = request.actor
    if not actor.has(Role.DESK_HEAD, Role.ADMINISTRATOR):
        return None
    posts = list(vacant_posts().filter(desk__unit__institution__in=visible_to(actor)).order_by("desk__name", "title"))
    rows = [
        TodayRow(f"{post.title}, {post.desk.name}", reverse("institution:desk", args=[post.desk_id]))
        for post in posts[:_SHOWN]
    ]
    return TodayPanel(
        _("Vacant posts"),
        rows,
        count=len(posts),
        tone="due" if posts else "calm",
        url=reverse("institution:organisation"),
        empty=_("Every post has a holder today."),
    )
