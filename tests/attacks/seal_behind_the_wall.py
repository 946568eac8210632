"""``python -m tests.attacks.seal_behind_the_wall``: an officer who is in no cell seals files, behind PostgreSQL's wall.

Run as the role of the pages; the last line says what the officer, a member of the cell and the system see afterwards.
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from datetime import date, timedelta
from typing import Any

GLASS = "invented-glass"


def _set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "genderdesk.config.settings"
    import django

    django.setup()


def _actors() -> list[Any]:
    from genderdesk.organisation.accounts.models import User
    from genderdesk.organisation.accounts.queries import actor_of

    return [actor_of(user) for user in User.objects.filter(is_active=True)]


def _actors_there(officer: Any) -> list[Any]:
    """People of the other institution."""
    from genderdesk.groundwork.protection import walls

    with walls.seen_by(walls.SYSTEM):
        return [each for each in _actors() if each.institution_id not in (None, officer.institution_id)]


def _seen(actor: Any, report: Any) -> dict[str, int]:
    from genderdesk.casework.cases.models import Case
    from genderdesk.casework.hotline.models import Contact
    from genderdesk.casework.intake.models import Report
    from genderdesk.casework.response.models import Dispatch
    from genderdesk.groundwork.protection import walls
    from genderdesk.groundwork.protection.models import Approval, DueFile, Erasure, Glass, GlassWord, LegalHold

    with walls.seen_by(actor):
        return {
            "report": Report.objects.filter(pk=report.pk).count(),
            "case": Case.objects.filter(report_id=report.pk).count(),
            "response": Dispatch.objects.filter(report_id=report.pk).count(),
            "contact": Contact.objects.filter(pk=report.contact_id).count(),
            "request": Approval.objects.filter(subject_id=str(report.pk)).count(),
            "glass": Glass.objects.filter(actor_code=GLASS).count(),
            "word": GlassWord.objects.filter(glass__actor_code=GLASS).count(),
            "erasure": Erasure.objects.filter(file_id=report.pk).count(),
            "hold": LegalHold.objects.filter(file_id=report.pk).count(),
            "due": DueFile.objects.filter(pk=report.pk).count(),
        }


def _lay_beside(report: Any) -> None:
    """What is kept about a file beside it: a request, a broken glass, an erasure, a hold, a due day."""
    from django.utils import timezone

    from genderdesk.casework.response.models import Dispatch
    from genderdesk.groundwork.protection.acts import unguarded
    from genderdesk.groundwork.protection.models import Approval, DueFile, Erasure, Glass, GlassWord, LegalHold

    now, somebody = timezone.now(), uuid.uuid4()
    dispatch = Dispatch.objects.get(report_id=report.pk)
    with unguarded("test"):
        Approval.objects.create(
            kind="report.lower",
            subject_type="intake.report",
            subject_id=str(report.pk),
            institution_id=report.institution_id,
            asked_by=somebody,
            asked_code="invented",
        )
        glass = Glass.objects.create(
            subject_type="response.dispatch",
            subject_id=str(dispatch.pk),
            subject_code=dispatch.number,
            institution_id=report.institution_id,
            actor_id=somebody,
            officer_id=somebody,
            actor_code=GLASS,
            reason="alone_nearby",
            broken_at=now,
            ends_at=now + timedelta(hours=1),
            review_due_at=now + timedelta(hours=72),
        )
        GlassWord.objects.create(glass=glass, officer_id=somebody, told_at=now)
        Erasure.objects.create(file_id=report.pk, authority="time_over", reference="P-1", asked_by=somebody)
        LegalHold.objects.create(file_id=report.pk, reference="C-1", set_by=somebody)
        DueFile.objects.create(file_id=report.pk, kind="case", due_on=now.date())


def _file_of(officer: Any) -> Any:
    """A file with all that can grow from one, which the officer may seal."""
    from genderdesk.casework.cases.models import Case
    from genderdesk.casework.intake.access import MAY_GUARD
    from genderdesk.casework.intake.models import Report
    from genderdesk.casework.response.models import Dispatch

    grown = Report.objects.filter(
        institution_id=officer.institution_id,
        cell__isnull=True,
        contact_id__isnull=False,
        pk__in=Case.objects.values("report_id"),
    ).filter(pk__in=Dispatch.objects.values("report_id"))
    return next((each for each in grown if MAY_GUARD.check(officer, each)), None)


def _barred_whoever_asks_first(officer: Any, member: Any, report: Any) -> bool:
    """Whether a conflict with the member's unit bars her, although the officer, to whom the sealed file is not there,
    was the first for whom conflicts were looked up."""
    from genderdesk.casework.intake.models import Conflict
    from genderdesk.casework.intake.queries.circle import barred_files
    from genderdesk.groundwork.protection import walls
    from genderdesk.groundwork.protection.acts import unguarded
    from genderdesk.organisation.institution.models import Desk

    with walls.seen_by(walls.SYSTEM), unguarded("test"):
        unit = Desk.objects.get(pk=member.desk_id).unit
        Conflict.objects.create(
            report=report, kind="unit", unit=unit, reach="unit", since=date(2020, 1, 1), declared_by=uuid.uuid4()
        )
    with walls.seen_by(officer):
        barred_files(officer)
    with walls.seen_by(member):
        return report.pk in barred_files(member)


def main() -> None:
    _set_up()
    from genderdesk.casework.intake.acts import receive_report, seal_file
    from genderdesk.casework.intake.acts.cells import cell_for
    from genderdesk.casework.intake.vocabulary import Channel, NarrowedFor, StaffInvolved, StatedKind
    from genderdesk.groundwork.foundation.answers import Answer
    from genderdesk.groundwork.protection import walls
    from genderdesk.groundwork.protection.circle import circle_of
    from genderdesk.organisation.institution.models import Institution

    with walls.seen_by(walls.SYSTEM):
        # The heads of headquarters are the members of a cell that is opened.
        for each in Institution.objects.filter(kind__in=("police", "defence")):
            cell_for(each)
        outside = [each for each in _actors() if each.has("focal_point", "desk_head") and not circle_of(each).cells]
        officer, report = next((each, file) for each in outside if (file := _file_of(each)) is not None)
        institution = Institution.objects.get(pk=officer.institution_id)
        _lay_beside(report)
    before = _seen(officer, report)
    seal_file(officer, report, reason=NarrowedFor.STAFF_SUSPECTED)
    told = {"institution": institution, "channel": Channel.WALK_IN, "district": None}
    told |= {"stated_kind": StatedKind.PHYSICAL, "safe_to_contact": Answer.NO, "staff_involved": StaffInvolved.POLICE}
    call, op_id = receive_report.once, uuid.uuid4()
    first, again = (call(op_id)(officer, **told) for _ in range(2))
    with walls.seen_by(walls.SYSTEM):
        report.refresh_from_db()
        members = [each for each in _actors() if report.cell_id in circle_of(each).cells]
    found = {
        "before": before,
        "officer": _seen(officer, report),
        "member": _seen(members[0], report) if members else None,
        "other": _seen(next(each for each in _actors_there(officer)), report),
        "system": _seen(walls.SYSTEM, report),
        "repeated": first.pk == again.pk and first.cell_id is not None,
        "received": _seen(officer, first)["report"],
        "barred": _barred_whoever_asks_first(officer, members[0], report),
    }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
