"""The same file five times, each with everything that may belong to one: near, narrow, sealed, far and foreign."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from genderdesk.casework.care.models import Provider, Referral
from genderdesk.casework.cases.acts import keep_death, note_on_case, plan_follow_up
from genderdesk.casework.cases.models import Case, CaseFile, Flag, FollowUp, PlanItem, Suspect
from genderdesk.casework.cases.rules import DeathFacts
from genderdesk.casework.hotline.models import Contact, Line
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import ContactWay, Sensitivity
from genderdesk.casework.response.acts import open_dispatch
from genderdesk.casework.response.models import Dispatch
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.institution.models import Cell
from tests.files import assess, at, flag_case, fresh, name_suspect, open_file, plan_safety, plan_something, send
from tests.world import LONG_AGO

CANARY = "kn-matrix-canary"
# Near: of the station's own district. Restricted and sealed: the same, of a narrower circle. District: of the other
# station's. Institution: of the defence force, in the own district.
SITUATIONS = ("near", "restricted", "sealed", "district", "institution")

Records = dict[type[models.Model], Any]


def file_of(world: Any, situation: str, provider: Provider) -> Records:
    """One file with a referral, an assessment, plans, a follow-up, a photograph, a call and a response."""
    foreign = situation == "institution"
    institution = world.defence if foreign else world.police
    worker = world.defence_desk_head if foreign else world.desk_head
    case = open_file(
        world,
        institution=institution,
        district=world.other_district if situation == "district" else world.district,
        immediate_danger=Answer.YES,
        reporter_name=CANARY,
        narrative=CANARY,
        place_text=CANARY,
    )
    note_on_case(worker, fresh(case), text=CANARY)
    plan_follow_up(worker, fresh(case), due_at=at(), channel=ContactWay.CALL)
    assess(worker, fresh(case))
    plan_safety(worker, fresh(case), CANARY)
    item = plan_something(worker, fresh(case), CANARY)
    suspect = name_suspect(worker, fresh(case), CANARY)
    flag = flag_case(worker, fresh(case), CANARY)
    referral = send(worker, fresh(case), provider)
    dispatch = Dispatch.objects.filter(report_id=case.report_id).first() or open_dispatch(SYSTEM, report=case.report)
    # The last of its words: whose survivor has died is reached by nobody.
    keep_death(worker, fresh(case), version=0, facts=DeathFacts(), circumstances=CANARY, lessons=CANARY)
    with unguarded("test"):
        line, _new = Line.objects.get_or_create(
            institution=institution, defaults={"short_code": institution.short_code}
        )
        contact = Contact.objects.create(line=line, institution=institution, kind="call", notes=CANARY, caller=CANARY)
        kept = {"case": case, "group": "photo", "stored_as": uuid.uuid4().hex, "stored_size": 1}
        photo = CaseFile.objects.create(
            **kept, added_by=worker.id, actor_code="x", about=CANARY, details={"name": CANARY}
        )
        if situation in (Sensitivity.RESTRICTED, Sensitivity.SEALED):
            cell = None
            if situation == Sensitivity.SEALED:
                # A cell of nobody: whoever is let in is let in by something else.
                cell = Cell.objects.create(institution=institution, name="Cell", opened_on=LONG_AGO)
                Contact.objects.filter(pk=contact.pk).update(cell=cell)
                Dispatch.objects.filter(pk=dispatch.pk).update(cell=cell)
            Case.objects.filter(pk=case.pk).update(sensitivity=situation, cell=cell)
            Report.objects.filter(pk=case.report_id).update(sensitivity=situation, cell=cell)
    return {
        Report: Report.objects.get(pk=case.report_id),
        Case: fresh(case),
        CaseFile: CaseFile.objects.select_related("case").get(pk=photo.pk),
        FollowUp: FollowUp.objects.select_related("case").filter(case=case).latest("planned_at"),
        Flag: Flag.objects.select_related("case").get(pk=flag.pk),
        PlanItem: PlanItem.objects.select_related("case").get(pk=item.pk),
        Suspect: Suspect.objects.select_related("case").get(pk=suspect.pk),
        Referral: Referral.objects.select_related("case").get(pk=referral.pk),
        Contact: Contact.objects.get(pk=contact.pk),
        Dispatch: Dispatch.objects.get(pk=dispatch.pk),
    }
