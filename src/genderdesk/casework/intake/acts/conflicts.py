"""The conflict register: declared by whoever works on a file, lifted by two people of the cell or of oversight."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.intake import queries
from genderdesk.casework.intake.access import LIFT, MAY_GUARD, MAY_LIFT
from genderdesk.casework.intake.acts.cells import cell_with_somebody_left, restrict_standard, seal
from genderdesk.casework.intake.models import Conflict as InConflict
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import ConflictKind, Sensitivity
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection import approvals, circle, walls
from genderdesk.groundwork.protection.access import Actor, system_only
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act
from genderdesk.organisation.institution.models import Officer, Unit
from genderdesk.organisation.institution.vocabulary import Reach


@act("conflict.declare", needs=MAY_GUARD, subject=Report, notes=("kind", "reach"))
def declare_conflict(
    actor: Actor,
    report: Report,
    *,
    kind: ConflictKind,
    officer: Officer | None = None,
    account_id: uuid.UUID | None = None,
    unit: Unit | None = None,
    reach: Reach = Reach.COMMAND,
    since: date | None = None,
) -> uuid.UUID:
    """Enter who must not know of a file: a person, a relative, or all who served in a unit and its chain of command
    on any day since ``since`` (the day it happened where known, else the day it was reported).

    It counts at once, before every grant, also for the actor, and for every report of the same event. Invalid where
    nobody of the file's cell would be left.
    """
    named = [each for each in (officer, account_id, unit) if each is not None]
    if len(named) != 1 or (unit is not None) != (kind is ConflictKind.UNIT):
        raise Invalid(_("Choose one officer or one unit."), "officer")
    begun = since or timezone.localdate(report.occurred_at or report.received_at)
    if begun > timezone.localdate():
        raise Invalid(_("A conflict cannot begin in the future. Check the date."), "since")
    declared = InConflict(
        report=report,
        kind=kind,
        officer=officer,
        account_id=account_id,
        unit=unit,
        reach=reach if unit is not None else "",
        since=begun,
        declared_by=actor.id,
    )
    declared.save(force_insert=True)
    # The other reports may be in circles that the actor is outside of.
    walls.rest_of_act_as_system()
    for each in queries.same_event(report):
        share_conflicts(report, each)
    _demand_somebody_left(report)
    events.publish("file.conflict_declared", report_id=report.pk)
    return declared.pk


@act("report.staff_suspected", needs=MAY_GUARD, subject=Report)
def staff_suspected(
    actor: Actor, report: Report, *, officer: Officer | None = None, unit: Unit | None = None
) -> uuid.UUID:
    """Somebody in uniform is suspected: she or he and the chain of command of the unit are barred from every report of
    the event, and the file is sealed, in a sister's cell where all of the own would be barred.

    One act and not three, since whoever names them may be barred or outside the cell after the first step. Invalid
    where nobody would be left of a cell that keeps a report already, or of any.
    """
    report.refresh_from_db(from_queryset=Report.objects.select_for_update())
    # The other reports may be in circles that the actor is outside of.
    walls.rest_of_act_as_system()
    begun = min(timezone.localdate(report.occurred_at or report.received_at), timezone.localdate())
    told = [report, *queries.same_event(report)]
    for each in told:
        _bar(actor, each, officer, unit, begun)
    for each in told:
        _demand_somebody_left(each)
    if report.cell_id is None:
        seal(actor, report, cell_with_somebody_left(report))
        circle.tell(report, f"institution:{report.institution_id}", "report")
    for each in told:
        events.publish("file.conflict_declared", report_id=each.pk)
    return report.pk


def _bar(actor: Actor, report: Report, officer: Officer | None, unit: Unit | None, since: date) -> None:
    # What only a request to join files has brought here may end with it.
    standing = InConflict.objects.filter(report=report, lifted_at__isnull=True, request_id__isnull=True)
    given = {"report": report, "since": since, "declared_by": actor.id}
    if officer is not None and not standing.filter(officer=officer).exists():
        InConflict(kind=ConflictKind.PERSON, officer=officer, **given).save(force_insert=True)
    if unit is not None and not standing.filter(unit=unit).exists():
        InConflict(kind=ConflictKind.UNIT, unit=unit, reach=Reach.COMMAND, **given).save(force_insert=True)


def share_conflicts(report: Report, earlier: Report, *, request_id: uuid.UUID | None = None) -> None:
    """Bar whoever one of two reports of the same event bars from the other too, from now on; where only a request to
    join their files says that they are, until that is sent back."""
    lines = {each.pk: _standing(each) for each in (report, earlier)}
    for to, other in ((report, earlier), (earlier, report)):
        for (key, brought_by), line in lines[other.pk].items():
            until = request_id or brought_by
            if (key, None) in lines[to.pk] or (key, until) in lines[to.pk]:
                continue
            given = {**dict(zip(_NAMED, key, strict=True)), "since": line.since, "declared_by": line.declared_by}
            InConflict(report=to, request_id=until, **given).save(force_insert=True)
            events.publish("file.conflict_declared", report_id=to.pk)
        _demand_somebody_left(to)


_NAMED = ("kind", "officer_id", "account_id", "unit_id", "reach")


def _standing(report: Report) -> dict[tuple[tuple[Any, ...], uuid.UUID | None], InConflict]:
    """A report's conflicts, by whom they name and by the request that brought them."""
    found = InConflict.objects.filter(report=report, lifted_at__isnull=True)
    return {(tuple(getattr(line, name) for name in _NAMED), line.request_id): line for line in found}


@act("report.bar_together", needs=system_only, subject=Report)
def bar_together(actor: Actor, report: Report, *, other: Report, request_id: uuid.UUID) -> uuid.UUID:
    """Bar whoever is barred from one of two reports, or from a copy of it, from both and from every copy: their files
    are asked to be joined, and the one leads to the other from now on."""
    copies = [*queries.same_event(report), *queries.same_event(other)]
    share_with_all(report, [other, *copies], request_id=request_id)
    return report.pk


@act("report.bar_apart", needs=system_only, subject=Report)
def bar_apart(actor: Actor, report: Report, *, request_id: uuid.UUID) -> int:
    """End the conflicts that a request to join two files alone has carried from one to the other, since it was sent
    back; how many. Each stays in the register with the moment of its end."""
    brought = InConflict.objects.filter(request_id=request_id, lifted_at__isnull=True)
    return brought.update(lifted_at=timezone.now())


def share_with_all(report: Report, others: list[Report], *, request_id: uuid.UUID | None = None) -> None:
    """Bar whoever one of several reports of the same event bars from all of them."""
    # Twice: by the first round the report bars all, by the second every other one does.
    for each in (*others, *others):
        share_conflicts(report, each, request_id=request_id)


@act("report.belong_together", needs=system_only, subject=Report)
def belong_together(actor: Actor, report: Report, *, other: Report, request_id: uuid.UUID) -> uuid.UUID:
    """Let two reports that both became cases be told of the same event from now on, since their files were joined:
    whoever is barred from one is barred from both, they are sealed and move together, and where one of them was left
    to those who work on it, so are all. What the request brought stays from now on."""
    InConflict.objects.filter(request_id=request_id).update(request_id=None)
    report.duplicate_of = other
    report.save(update_fields=["duplicate_of"])
    others = queries.same_event(report)
    share_with_all(report, others)
    if any(each.sensitivity != Sensitivity.STANDARD for each in (report, *others)):
        restrict_standard(actor, [report, *others])
    return report.pk


@act("report.belong_to_none", needs=system_only, subject=Report)
def belong_to_none(actor: Actor, report: Report) -> uuid.UUID:
    """Let a report stand for itself again. Conflicts that were declared meanwhile stay until they are lifted."""
    report.duplicate_of = None
    report.save(update_fields=["duplicate_of"])
    return report.pk


def _demand_somebody_left(report: Report) -> None:
    if report.cell_id is not None and not queries.members_not_in_conflict(report):
        raise Invalid(
            _("Nobody of the cell could see the file any more. Hand it to the sister desk’s cell first."), "unit"
        )


@act("conflict.lift", needs=MAY_LIFT, subject=InConflict)
def lift_conflict(actor: Actor, declared: InConflict) -> InConflict:
    """End a conflict that was declared by mistake, once a second person of the cell or of oversight has approved."""
    if declared.lifted_at is not None:
        raise Conflict(_("This conflict has been lifted already."))
    approvals.spend(actor, LIFT, declared)
    declared.lifted_at = timezone.now()
    declared.save(update_fields=["lifted_at"])
    return declared
