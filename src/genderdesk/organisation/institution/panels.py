"""What the room shows elsewhere: its link in the navigation, and vacant posts on Today."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.panels import NavItem, TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.organisation.institution.access import (
    MAY_SEE_COVERAGE,
    MAY_SEE_ORGANISATION,
    MAY_SEE_READINESS,
    MAY_SEE_ROOMS,
    visible_to,
)
from genderdesk.organisation.institution.labels import LINE_LABELS, SUPPLY_LABELS
from genderdesk.organisation.institution.models import Finding
from genderdesk.organisation.institution.queries import overdue_findings, posts_waiting, shortfalls, vacant_posts
from genderdesk.organisation.institution.vocabulary import Role

_SHOWN = 5
# Counted no further: a longer list says no more.
_MOST = 200


def _address_of(finding: Finding) -> str:
    return reverse("institution:finding", args=[finding.pk])


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


@panel("nav", order=82)
def readiness_link(request: DeskRequest, **_context: object) -> NavItem | None:
    if not permits(request.actor, MAY_SEE_READINESS):
        return None
    address = reverse("institution:readiness")
    return NavItem(_("Readiness"), address, prefix=address)


@panel("today", order=78)
def findings_overdue(request: DeskRequest, **_context: object) -> TodayPanel | None:
    """Findings that should have been put right: all of the institution for a head of desk, else the own post's."""
    actor = request.actor
    if actor.institution_id is None or not permits(actor, MAY_SEE_READINESS):
        return None
    post_id = None if actor.has(Role.DESK_HEAD) else actor.post_id
    found = list(overdue_findings(actor.institution_id, post_id)[: _MOST + 1])
    if not found and post_id:
        return None
    rows = [
        TodayRow(f"{each.text or LINE_LABELS.get(each.code, each.code)}, {each.desk.name}", _address_of(each))
        for each in found[:_SHOWN]
    ]
    return TodayPanel(
        _("Findings overdue"),
        rows,
        count=len(found),
        tone="overdue" if found else "calm",
        url=reverse("institution:findings"),
        empty=_("No finding is overdue."),
    )


@panel("today", order=78)
def supplies_short(request: DeskRequest, **_context: object) -> TodayPanel | None:
    """Units to which last month's fuel or credit did not come in full, for heads of desk."""
    actor = request.actor
    if not actor.has(Role.DESK_HEAD) or actor.institution_id is None:
        return None
    month = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    found = shortfalls([actor.institution_id], month)
    if not found:
        return None
    rows = [
        TodayRow(
            format_lazy(
                _("{unit}: {missing} missing of {what}"),
                unit=each.unit.name,
                missing=each.missing,
                what=SUPPLY_LABELS[each.kind],
            ),
            reverse("institution:supplies", args=[each.unit.pk]),
        )
        for each in found[:_SHOWN]
    ]
    return TodayPanel(
        _("Fuel or credit that did not come last month"), rows, count=len(found), tone="due", url=rows[0].url
    )


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
