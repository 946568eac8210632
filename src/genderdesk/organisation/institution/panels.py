"""What the room shows elsewhere: its link in the navigation, and vacant posts on Today."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.panels import NavItem, TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.organisation.institution.access import MAY_SEE_ORGANISATION, visible_to
from genderdesk.organisation.institution.queries import vacant_posts
from genderdesk.organisation.institution.vocabulary import Role

_SHOWN = 5


@panel("nav", order=80)
def organisation_link(request: DeskRequest, **_context: object) -> NavItem | None:
    if not permits(request.actor, MAY_SEE_ORGANISATION):
        return None
    address = reverse("institution:organisation")
    return NavItem(_("Organisation"), address, prefix=address)


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
