"""Who may receive, see and decide reports.

By sensitivity: a standard report is seen by operators of the line, and by the desk's focal points and heads in their
area; a restricted one by the desk's own focal points, heads in their area, and whoever took it; a sealed one by the
members of its cell and nobody else, whatever the role.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import Sensitivity
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import Actor, Rule, role, signed_in
from genderdesk.groundwork.protection.circle import IN_CELL, circle_of, is_worked_on, open_to, sealed_for
from genderdesk.organisation.institution.queries import cell_of

_CALL_CENTRE = ("operator", "desk_head")
_DESK = ("focal_point", "desk_head")


def _in_reach(actor: Actor, subject: Any) -> bool:
    report = report_of(subject)
    if report is None:
        return True
    if report.sensitivity == Sensitivity.SEALED:
        return actor.kind == "system" or report.cell_id in circle_of(actor).cells
    if report.institution_id != actor.institution_id:
        return False
    if report.sensitivity == Sensitivity.RESTRICTED:
        return (report.taken_by == actor.id and report.moved_at is None) or _answers_for(actor, report)
    if actor.national or actor.has("operator"):
        return True
    return report.desk_id == actor.desk_id or _covers(actor, report)


def _covers(actor: Actor, report: Report) -> bool:
    """Whether the actor's unit answers for where it happened; no longer once the file went to another desk."""
    return actor.national or (report.moved_at is None and actor.covers(report.district_id))


def _answers_for(actor: Actor, report: Report) -> bool:
    """The desk's own focal point, or the head of the desk in her area."""
    if actor.has("desk_head") and _covers(actor, report):
        return True
    return actor.has(*_DESK) and report.desk_id == actor.desk_id


def report_of(subject: Any) -> Report | None:
    """The report that a record of this room belongs to."""
    return subject if subject is None or isinstance(subject, Report) else subject.report


IN_REACH = Rule.of(_("for reports of the own institution and area"), _in_reach)

MAY_RECEIVE = Rule.of(
    _("the public, the gateways, operators and desk staff"),
    lambda actor, _report: (
        actor.kind in ("public", "system")
        or actor.has("operator", "focal_point", "desk_head", "dispatcher", "rider", "investigator")
    ),
    frozenset({"operator", "focal_point", "desk_head", "dispatcher", "rider", "investigator"}),
)
MAY_SEE_REPORTS = (role("operator", "focal_point", "desk_head") & IN_REACH) | IN_CELL
MAY_TRIAGE = MAY_SEE_REPORTS
MAY_DECIDE = MAY_TRIAGE
MAY_EXPORT = role("desk_head")
MAY_APPROVE_EXPORT = role("desk_head", "oversight")
MAY_ADD = (
    Rule.of(_("the gateway that the reporter writes to"), lambda actor, _report: actor.kind in ("public", "system"))
    | MAY_SEE_REPORTS
)


# Who works on a file makes its circle narrower; only two people make it wider.
def _works_on_file(actor: Actor, subject: Any) -> bool:
    report = report_of(subject)
    return report is None or is_worked_on(actor, report.pk)


WORKS_ON_FILE = Rule.of(_("for files that the actor works on"), _works_on_file)
MAY_GUARD = MAY_SEE_REPORTS | (signed_in & WORKS_ON_FILE)


def _heads_file(actor: Actor, subject: Any) -> bool:
    report = report_of(subject)
    if report is None:
        return actor.has("desk_head") or bool(circle_of(actor).cells)
    if report.cell_id is not None:
        return report.cell_id in circle_of(actor).cells
    return actor.has("desk_head") and _in_reach(actor, report)


def _watches_file(actor: Actor, subject: Any) -> bool:
    """Oversight of the file's institution, or the cell that keeps the file or would keep it."""
    report = report_of(subject)
    if report is None:
        return actor.has("oversight") or bool(circle_of(actor).cells)
    if report.cell_id is not None:
        return report.cell_id in circle_of(actor).cells
    cell = cell_of(report.institution_id)
    in_cell = cell is not None and cell.pk in circle_of(actor).cells
    return in_cell or (actor.has("oversight") and actor.institution_id in (None, report.institution_id))


MAY_WIDEN = Rule.of(_("the cell for a sealed file, the head of the desk in her area for a restricted one"), _heads_file)
MAY_LIFT = Rule.of(_("the cell that keeps the file or would keep it, and oversight of the institution"), _watches_file)
MAY_HAND_OVER = IN_CELL
MAY_SEE_CIRCLE = MAY_GUARD | MAY_LIFT

# What two people are needed for; the second one is asked by ``protection.approvals``.
LOWER, LIFT = "report.lower", "conflict.lift"
approvals.kind(LOWER, _("A file’s circle made wider"), asks=MAY_GUARD, decides=MAY_WIDEN)
approvals.kind(LIFT, _("A conflict lifted"), asks=MAY_LIFT, decides=MAY_LIFT)


def visible_to(actor: Actor) -> QuerySet[Report]:
    """The reports that an actor may list; sealed ones, which ``sealed_to`` gives to their cell, are never among them.

    Each list is filtered by the same circle, and nothing here joins, so that the lists keep their indexes.
    """
    if not actor.has(*_CALL_CENTRE, *_DESK) or actor.institution_id is None:
        return Report.objects.none()
    own = Report.objects.filter(open_to(actor, file="id", cells=False), institution_id=actor.institution_id)
    if not (actor.national and actor.has("desk_head")):
        narrow = Q(taken_by=actor.id, moved_at__isnull=True)
        narrow |= Q(desk_id=actor.desk_id) if actor.has(*_DESK) else Q(pk__in=[])
        if actor.has("desk_head"):
            narrow |= Q(district_id__in=actor.districts, moved_at__isnull=True)
        own = own.filter(Q(sensitivity=Sensitivity.STANDARD) | narrow)
    if actor.national or actor.has("operator"):
        return own
    return own.filter(Q(desk_id=actor.desk_id) | Q(district_id__in=actor.districts, moved_at__isnull=True))


def sealed_to(actor: Actor) -> QuerySet[Report]:
    """The sealed reports of the actor's cells."""
    inside = sealed_for(actor, file="id")
    return Report.objects.none() if inside is None else Report.objects.filter(inside)


def all_visible_to(actor: Actor) -> QuerySet[Report]:
    """Open and sealed reports that an actor may see, for one that is looked for by key or number."""
    sealed = sealed_for(actor, file="id")
    return visible_to(actor) if sealed is None else visible_to(actor) | Report.objects.filter(sealed)
