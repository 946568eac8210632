"""Identifiers of others in every address and every body that the desk has, by GET and by POST: answered to the byte
like identifiers that never were. The addresses come from the URL map; an argument that is not known here fails.

``test_matrix.py`` asks the acts over the API in the same way; ``test_twin_worlds.py`` asks about sealed files.
"""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.urls import resolve
from django.utils import timezone

from genderdesk.casework.care.models import Counselling, CounsellingSession, ProviderLink, Referral, Supervision
from genderdesk.casework.cases.models import (
    Case,
    CaseFile,
    CaseJoin,
    Flag,
    FollowUp,
    HandOver,
    PlanItem,
    Suspect,
    Transfer,
)
from genderdesk.casework.hotline.models import Contact, TextMessage
from genderdesk.casework.intake.acts import declare_conflict
from genderdesk.casework.intake.models import Conflict, Report
from genderdesk.casework.intake.vocabulary import ConflictKind
from genderdesk.casework.oversight.models import Alert
from genderdesk.casework.response.models import Dispatch
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Glass
from genderdesk.groundwork.protection.vault import erasure
from genderdesk.organisation.accounts.models import Device, User
from genderdesk.organisation.institution.acts import (
    book_room,
    declare_relative,
    enter_equipment,
    open_finding,
    open_room,
    write_supply,
)
from genderdesk.organisation.institution.models import Desk, Officer, Post
from genderdesk.organisation.institution.vocabulary import Relation
from genderdesk.organisation.institution.vocabulary.readiness import EquipmentKind, ItemState, SupplyKind, SupplyMove
from genderdesk.organisation.institution.vocabulary.rooms import RoomKind, RoomUse
from genderdesk.organisation.paper.acts import issue_paper
from genderdesk.organisation.paper.vocabulary import PaperLanguage
from genderdesk.programme.guidance import acts
from genderdesk.programme.guidance.models import VersionFile
from tests.attacks import twins
from tests.attacks.matrix import ROLES
from tests.attacks.situations import CANARY, file_of
from tests.complaints.told import tell
from tests.files import ask_exception, make_provider, open_file
from tests.response.conftest import make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.one_database]

# What is everybody's of the staff, or nobody's file: these pages may show a record of the other institution.
OF_NOBODY = (
    "staff/offences/",
    "staff/organisation/",
    "staff/admin/",
    "staff/care/providers/",
    "staff/oversight/officers/",
)
_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
_ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f-]{27}")
NEVER = "R-2222-2222"
WHO = tuple(role for role in ROLES if role != "provider")


@pytest.fixture
def foreign(world) -> dict[str, str]:
    """One record of each kind that is another institution's or another person's, by the name of its argument."""
    head = world.defence_desk_head
    files = file_of(world, "institution", make_provider(world))
    report, case, dispatch = files[Report], files[Case], files[Dispatch]
    unit, _crew = make_unit(world, "TD-01", world.defence_desk.unit)
    world.client(head)
    barred = Officer.objects.get(pk=world.officer(world.defence).pk)
    declare_conflict(head, report, kind=ConflictKind.PERSON, officer=barred)
    asked = approvals.ask(head, kind="report.lower", about=report, scope="standard", reason=CANARY)
    erased = erasure.ask_erasure(head, file_id=report.pk, authority=erasure.Authority.TIME_OVER, reference="P-1")
    hold = erasure.set_hold(head, file_id=case.report_id, reference="C-1")
    relative = declare_relative(head, relation=Relation.SIBLING, names=f"{CANARY} Invented")
    now = timezone.now()
    with unguarded("test"):
        user = User.objects.get(pk=head.id)
        device = Device.objects.create(user=user, session_key="x" * 40)
        link = ProviderLink.objects.create(
            referral=files[Referral],
            made_by=head.id,
            ends_at=now + timedelta(days=1),
        )
        glass = Glass.objects.create(
            subject_type="response.dispatch", subject_id=str(dispatch.pk), subject_code=dispatch.number,
            institution_id=world.defence.pk, actor_id=head.id, officer_id=head.officer_id, actor_code=head.code,
            reason="alone_nearby", words=CANARY, broken_at=now, ends_at=now + timedelta(hours=1),
            review_due_at=now + timedelta(hours=72),
        )  # fmt: skip
        alert = Alert.objects.create(
            rule="own", looker_id=uuid.uuid4(), looker_code=CANARY, institution_id=world.defence.pk, day=now.date()
        )
        text = TextMessage.objects.create(
            contact=files[Contact], outgoing=True, text=CANARY, state="held", held_at=now, written_by=head.id
        )
        offer = HandOver.objects.create(case=case, taker=barred, offered_by=head.id)
        transfer = Transfer.objects.create(
            case=case, file_id=report.pk, number=case.number, institution=world.defence, desk=world.defence_desk,
            receiver=world.defence, offered_by=head.id, answer_due_at=now, reason="nearer",
            to_desk=unit.home.desks.create(kind="desk", name="Invented desk", opened_on=now.date()),
        )  # fmt: skip
        join = CaseJoin.objects.create(
            case=case, into=open_file(world, institution=world.defence), reason="same_event", why=CANARY,
            asked_by=head.id, waiting_since=now,
        )  # fmt: skip
        counselling = Counselling.objects.create(case=case, counsellor_id=head.officer_id, account_id=head.id)
        session = CounsellingSession.objects.create(
            counselling=counselling, account_id=head.id, kind="individual", place="desk", due_at=now
        )
        supervision = Supervision.objects.create(institution=world.defence, desk=world.defence_desk, account_id=head.id)
    laid_down = _laid_down(head)
    pad = issue_paper(head, form="intake", language=PaperLanguage.ENGLISH, size=1)
    found = {
        "pad_id": pad, "sheet_id": pad.sheets.get(),
        "report_id": report, "case_id": case, "dispatch_id": dispatch, "contact_id": files[Contact],
        "file_id": files[CaseFile], "follow_up_id": files[FollowUp], "unit_id": unit, "approval_id": asked,
        "conflict_id": Conflict.objects.get(), "erasure_id": erased, "hold_id": hold, "relative_id": relative,
        "device_id": device, "link_id": link, "glass_id": glass, "alert_id": alert, "text_id": text,
        "consent_id": case.consents.get(), "referral_id": link.referral, "item_id": files[PlanItem],
        "suspect_id": files[Suspect], "flag_id": files[Flag],
        "exception_id": ask_exception(head, case, link.referral.provider_id), "offer_id": offer,
        "transfer_id": transfer, "join_id": join,
        "counselling_id": counselling, "session_id": session, "supervision_id": supervision,
        "complaint_id": tell(world, institution=world.defence, narrative=CANARY), **laid_down, **_housed(head),
    }  # fmt: skip
    return {name: str(record.pk) for name, record in found.items()} | {"number": report.number}


def _laid_down(head: Actor) -> dict[str, Any]:
    """What the other institution lays down, decides and plans."""
    post = Post.objects.get(pk=head.post_id)
    document = acts.begin_document(
        head, reference=CANARY, title=CANARY, kind="code", marking="open", owner_post=post,
        wording=acts.Wording(CANARY),
    )  # fmt: skip
    version, today = document.versions.get(), timezone.localdate()
    plan = acts.begin_plan(head, title=CANARY, starts_on=today, ends_on=today + timedelta(days=9))
    with unguarded("test"):
        file = VersionFile.objects.create(
            version=version, stored_as="0" * 32, stored_size=1, actor_code=CANARY, details={}, content_key="x"
        )
    return {
        "document_id": document, "version_id": version, "version_file_id": file, "plan_id": plan,
        "proposal_id": acts.propose(head, source="desk", subject="budget", title=CANARY, asked=CANARY),
        "action_id": acts.act_on_plan(head, plan, what=CANARY, owner_post=post, due_on=today),
        "assessment_id": acts.begin_assessment(head, title=CANARY),
        "deployment_id": acts.keep_deployment(
            head, mission=CANARY, starts_on=today, source=CANARY, women=1, men=0
        ),
    }  # fmt: skip


def _housed(head: Actor) -> dict[str, Any]:
    """A room of the other institution, and when it is taken."""
    unit = Desk.objects.get(pk=head.desk_id).unit
    room = open_room(head, unit, kind=RoomKind.INTERVIEW, name=CANARY, opened_on=timezone.localdate())
    starts = timezone.now()
    booking = book_room(head, room, starts_at=starts, ends_at=starts + timedelta(hours=1), purpose=RoomUse.INTERVIEW)
    thing = enter_equipment(
        head, unit, kind=EquipmentKind.PHONE, state=ItemState.WORKING, since=timezone.localdate(), name=CANARY
    )
    entry = write_supply(
        head, unit, kind=SupplyKind.FUEL, move=SupplyMove.USED, month=timezone.localdate(), amount=1, note=CANARY
    )
    finding = open_finding(head, Desk.objects.get(pk=head.desk_id), text=CANARY)
    return {
        "room_id": room, "booking_id": booking, "equipment_id": thing, "entry_id": entry, "finding_id": finding,
    }  # fmt: skip


def _never(foreign: dict[str, str]) -> dict[str, str]:
    return {name: str(uuid.UUID(int=number + 1000)) for number, name in enumerate(foreign)} | {"number": NEVER}


_OF_THE_ORGANISATION = (
    "user_id", "reset_id", "desk_id", "post_id", "appointment_id", "provider_id", "cell_id", "member_id", "shift_id",
    "training_id", "course_id", "certificate_id", "participation_id", "likeness_id", "printing_id",
    "partner_id", "obligation_id", "agreement_id", "thing_id", "project_id", "presence_id",
    "activity_id", "material_id", "club_id", "network_id", "campaign_id", "media_id", "photo_id", "feedback_id",
    "claim_id", "indicator_id", "page_id", "chart_id",
    "change_id", "offence_id", "officer_id", "held_id", "absence_id", "requirement_id",
    "mandate_id", "authority_id",
)  # fmt: skip


def _filled(route: str, ids: dict[str, str], plain: dict[str, tuple[str, ...]]) -> str:
    def value(place: re.Match[str]) -> str:
        name = place[1]
        if name in ids:
            return ids[name]
        if name in plain:
            return plain[name][0]
        # Of the organisation: whichever, since these pages are let through below.
        assert name in _OF_THE_ORGANISATION, f"{route}: say here whose record stands for <{name}>"
        return str(uuid.UUID(int=7))

    return "/" + _ARGUMENT.sub(value, route)


def _body(ids: dict[str, str]) -> dict[str, str]:
    """Everything that a form may name a record by, beside what makes the form itself right."""
    own = {
        "assignment": ids["dispatch_id"],
        "unit": ids["unit_id"],
        "decision": f"add:{ids['report_id']}",
        "earlier": ids["report_id"],
        "report": ids["report_id"],
        "case": ids["case_id"],
        "contact": ids["contact_id"],
        "consent": ids["consent_id"],
        "referral": ids["referral_id"],
        "file": ids["file_id"],
        "device": ids["device_id"],
        "subject": ids["report_id"],
        "reference": ids["number"],
        "op_id": str(uuid.UUID(int=5)),
        "yes": "yes",
        "answer": "Invented.",
        "why": "Invented.",
        "authority": "time_over",
        "step": "ask",
    }
    return twins.typed_in(ids["number"]) | own


def _plain(seen: twins.Seen, ids: dict[str, str]) -> tuple[int, str, bytes]:
    """An answer without the identifiers that were sent in, and what the shell signs with the time."""
    body = re.sub(rb"<body[^>]*>", b"", _ID.sub(b"", seen.body)).replace(ids["number"].encode(), b"")
    return seen.status, _ID.sub(b"", seen.location.encode()).decode().replace(ids["number"], ""), body


@pytest.mark.parametrize("who", WHO)
def test_no_address_and_no_body_tells_anothers_record_from_none(world, foreign, monkeypatch, who):
    actor = world.provider_actor(make_provider(world).pk) if who == "other_provider" else getattr(world, who)
    client = world.client(actor)
    # The session's note of its use stays; a request that is rolled back would write it each time.
    client.get("/staff/me/")
    never, told, leaks, asked = _never(foreign), [], [], 0
    for route in twins.routes():
        if route.startswith((*twins._LEFT_OUT, "api/")):
            continue
        # Closed to the role, a page refuses before it reads an address or a body; the twin worlds open each of those.
        if twins.is_closed(actor, resolve(_filled(route, never, twins._PLAIN)).func):
            continue
        names = set(_ARGUMENT.findall(route))
        methods = ["GET"] * bool(names & foreign.keys()) + ["POST"]
        for method in methods:
            seen = []
            for ids in (foreign, never):
                twins.begin_again(monkeypatch)
                answer = twins.ask(client, method, _filled(route, ids, twins._PLAIN), _body(ids))
                seen.append(_plain(answer, ids))
                asked += 1
                if CANARY.encode() in answer.body:
                    leaks.append((method, route))
            if seen[0] != seen[1] and not route.startswith(OF_NOBODY):
                told.append((method, route, seen[0][0], seen[1][0]))
            if method == "GET" and seen[0][0] == 403:
                break
    assert not leaks
    assert not told
    assert asked > 60


def test_the_records_are_there_for_whose_they_are(world, foreign):
    """The same identifiers open to their own people, so that the test above asks for something."""
    head = world.client(world.defence_desk_head)
    for path in ("reports/{report_id}", "cases/{case_id}", "responses/{dispatch_id}", "line/contacts/{contact_id}"):
        assert head.get(f"/staff/{path.format(**foreign)}/").status_code == 200, path
    oversight = world.client(world.actor("oversight", world.defence_desk))
    for path in ("oversight/alerts/{alert_id}", "oversight/glass/{glass_id}", "keeping/requests/{erasure_id}"):
        assert oversight.get(f"/staff/{path.format(**foreign)}/").status_code == 200, path
