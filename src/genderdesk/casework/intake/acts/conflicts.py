"""The conflict register: declared by whoever works on a file, lifted by two people of the cell or of oversight."""

from __future__ import annotations

import uuid
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.intake import queries
from genderdesk.casework.intake.access import LIFT, MAY_GUARD, MAY_LIFT
from genderdesk.casework.intake.models import Conflict as InConflict
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import ConflictKind
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import Actor
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

    It counts at once, before every grant, also for the actor. Invalid where nobody of the file's cell would be left.
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
    if report.cell_id is not None and not queries.members_not_in_conflict(report):
        raise Invalid(
            _("Nobody of the cell could see the file any more. Hand it to the sister desk’s cell first."), "unit"
        )
    events.publish("file.conflict_declared", report_id=report.pk)
    return declared.pk


@act("conflict.lift", needs=MAY_LIFT, subject=InConflict)
def lift_conflict(actor: Actor, declared: InConflict) -> InConflict:
    """End a conflict that was declared by mistake, once a second person of the cell or of oversight has approved."""
    if declared.lifted_at is not None:
        raise Conflict(_("This conflict has been lifted already."))
    approvals.spend(actor, LIFT, declared)
    declared.lifted_at = timezone.now()
    declared.save(update_fields=["lifted_at"])
    return declared
