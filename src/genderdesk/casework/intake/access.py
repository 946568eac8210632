"""Who may receive, see and decide reports."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.intake.models import Report
from genderdesk.groundwork.protection.access import Actor, Rule, role

_CALL_CENTRE = ("operator", "desk_head")
_DESK = ("focal_point", "desk_head")


def _in_reach(actor: Actor, report: Any) -> bool:
    if report is None:
        return True
    if report.institution_id != actor.institution_id:
        return False
    if actor.national or actor.has("operator"):
        return True
    return report.desk_id == actor.desk_id or actor.covers(report.district_id)


IN_REACH = Rule.of(_("for reports of the own institution and area"), _in_reach)

MAY_RECEIVE = Rule.of(
    _("the public, the gateways, operators and desk staff"),
    lambda actor, _report: (
        actor.kind in ("public", "system")
        or actor.has("operator", "focal_point", "desk_head", "dispatcher", "rider", "investigator")
    ),
    frozenset({"operator", "focal_point", "desk_head", "dispatcher", "rider", "investigator"}),
)
MAY_SEE_REPORTS = role("operator", "focal_point", "desk_head") & IN_REACH
MAY_TRIAGE = role("operator", "focal_point", "desk_head") & IN_REACH
MAY_DECIDE = MAY_TRIAGE
MAY_EXPORT = role("desk_head")
MAY_APPROVE_EXPORT = role("desk_head", "oversight")
MAY_ADD = (
    Rule.of(_("the gateway that the reporter writes to"), lambda actor, _report: actor.kind in ("public", "system"))
    | MAY_SEE_REPORTS
)


def visible_to(actor: Actor) -> QuerySet[Report]:
    """The reports that an actor may list."""
    if not actor.has(*_CALL_CENTRE, *_DESK) or actor.institution_id is None:
        return Report.objects.none()
    own = Report.objects.filter(institution_id=actor.institution_id)
    if actor.national or actor.has("operator"):
        return own
    return own.filter(Q(desk_id=actor.desk_id) | Q(district_id__in=actor.districts))
