"""The pages: each job of ux.md 1.4 M in the browser's own forms, and nobody sees what she may not."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.vault.files import uploads
from genderdesk.groundwork.protection.vault.files.kept import differing, stored_files
from genderdesk.organisation.institution.models import Officer
from genderdesk.programme.guidance import acts
from genderdesk.programme.guidance.models import Acknowledgement, Document, Plan, Proposal, StrengthRow, Version
from genderdesk.programme.guidance.vocabulary.decisions import APPROVED, VERIFIED
from genderdesk.programme.guidance.vocabulary.documents import IN_FORCE
from tests.files import open_file

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n% an invented procedure\n%%EOF\n"
WITHIN = re.compile(r"<main.*</main>", re.DOTALL)


def post(client: Any, address: str, status: int = 302, **given: Any) -> str:
    answer = client.post(address, {"op_id": str(uuid.uuid4()), **given})
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return str(answer.headers.get("Location", "")) or answer.content.decode()


def read(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    found = WITHIN.search(answer.content.decode())
    assert found
    return found.group()


def test_a_procedure_is_written_authorised_and_read_on_its_pages(world, guidance):
    writer, head, reader = (world.client(who) for who in (world.analyst, world.desk_head, world.focal_point))
    given = {
        "reference": "GBV-SOP-7", "title": "At night", "kind": "procedure", "marking": "internal",
        "owner_post": str(guidance.post.pk), "audience": ["focal_point"], "text": "One.\n\nTwo.", "linked": "",
    }  # fmt: skip
    address = post(writer, "/staff/guidance/", **given)
    refused = post(writer, "/staff/guidance/", 422, **given)
    assert "This reference is taken" in refused
    assert "One.\n\nTwo." in refused, "nothing typed is lost"
    version = Version.objects.get()
    step = f"/staff/guidance/versions/{version.pk}"
    post(writer, f"{step}/consult/")
    post(reader, f"{step}/comment/", text="Who opens?")
    assert "Who opens?" in read(writer, address)
    post(writer, f"{step}/submit/")
    assert "Authorise it" not in read(writer, address)
    assert "At night" in read(head, "/staff/")
    today = timezone.localdate()
    post(
        head, f"{step}/authorise/", in_force_from=today.isoformat(), review_due=(today + timedelta(days=9)).isoformat()
    )
    assert Version.objects.get().state == IN_FORCE
    assert "To read and acknowledge" in read(reader, "/staff/")
    post(reader, f"{step}/acknowledge/")
    assert "You have acknowledged this version" in read(reader, address)
    assert "To read and acknowledge" not in read(reader, "/staff/")
    assert "0 of 1" in read(head, f"{step}/readers/")


def test_the_same_click_twice_begins_one_document_and_a_step_too_late_loses_no_word(world, guidance):
    writer = world.client(world.analyst)
    given = {
        "reference": "GBV-1", "title": "T", "kind": "code", "marking": "open", "owner_post": str(guidance.post.pk),
        "text": "Words", "op_id": str(uuid.uuid4()),
    }  # fmt: skip
    first, second = (writer.post("/staff/guidance/", given) for _twice in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Document.objects.count() == 1
    version = Version.objects.get()
    acts.submit_version(world.analyst, version)
    late = post(
        writer, f"/staff/guidance/versions/{version.pk}/revise/", 422, text="Typed too late", changes="", linked=""
    )
    assert "changed meanwhile" in late
    assert "Typed too late" in late


def test_an_original_is_kept_sealed_and_given_out_as_it_came(world, guidance, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    # A test's transaction never commits, and what no act has committed is dropped.
    monkeypatch.setattr(uploads.Arrived, "drop", lambda _arrived: None)
    version = guidance.version(guidance.document(wording=acts.Wording()))
    writer = world.client(world.analyst)
    sent = {"op_id": str(uuid.uuid4()), "content": SimpleUploadedFile("order.pdf", PDF)}
    assert writer.post(f"/staff/guidance/versions/{version.pk}/file/", sent).status_code == 302
    guidance.authorise(guidance.fresh(version))
    file = version.files.get()
    got = world.client(world.focal_point).get(f"/staff/guidance/files/{file.pk}/")
    assert b"".join(got.streaming_content) == PDF
    assert "attachment" in got.headers["Content-Disposition"]
    assert (file.stored_as, file.stored_size) in set(stored_files()), "the sweep knows it"
    with unguarded("test"):
        assert [differs() for differs in differing()] == [""]
    assert world.client(world.defence_operator).get(f"/staff/guidance/files/{file.pk}/").status_code == 404


def test_a_sheet_is_checked_before_it_is_entered(world, guidance):
    version = guidance.in_force()
    head = world.client(world.desk_head)
    code = Officer.objects.get(pk=world.rider.officer_id).staff_code
    address = f"/staff/guidance/versions/{version.pk}/sheet/"
    given = {"signed_on": timezone.localdate().isoformat()}
    wrong = post(head, address, 422, codes=f"{code}\nNOBODY-1", **given)
    assert "Line 2, NOBODY-1" in wrong
    assert "Enter all of them" in post(head, address, 200, codes=code, **given)
    assert not Acknowledgement.objects.exists()
    post(head, address, codes=code, enter="yes", **given)
    assert Acknowledgement.objects.get().officer_id == world.rider.officer_id


def test_a_case_shows_which_version_was_in_force_when_it_was_opened(world, guidance):
    case = open_file(world)
    first = guidance.in_force(since=timezone.localdate() - timedelta(days=20))
    worker = world.client(world.focal_point)
    address = f"/staff/guidance/cases/{case.pk}/"
    assert f'href="{address}"' in read(worker, f"/staff/cases/{case.pk}/")
    shown = read(worker, address)
    assert first.document.title in shown
    assert "In force" in shown
    assert world.client(world.defence_desk_head).get(address).status_code == 404


def test_a_proposal_is_made_decided_carried_out_and_verified_on_its_pages(world, guidance):
    maker, screener, head = (world.client(who) for who in (world.focal_point, world.analyst, world.desk_head))
    given = {
        "title": "A room", "asked": "With a door.", "source": "inspection", "subject": "premises", "cost": "5",
        "addressed": str(world.police.pk),
    }  # fmt: skip
    address = post(maker, "/staff/decisions/new/", **given)
    post(screener, f"{address}screen/")
    post(screener, f"{address}submit/", to_post=str(guidance.post.pk))
    assert "A room" in read(head, "/staff/")
    refused = post(head, f"{address}decide/", 422, outcome="refused", reason="")
    assert "Write why it is refused" in refused
    proposal = Proposal.objects.get()
    post(head, "/staff/decisions/", proposals=[str(proposal.pk)])
    assert Proposal.objects.get().state == APPROVED
    due = timezone.localdate() + timedelta(days=3)
    post(
        screener, f"{address}act/", what="Hang it", owner_post=str(guidance.post.pk), due_on=due.isoformat(), budget=""
    )
    action = proposal.actions.get()
    assert "Hang it" in read(head, "/staff/")
    step = f"/staff/decisions/actions/{action.pk}"
    post(head, f"{step}/implement/", note="It hangs")
    assert "Another person than who did it" in read(head, f"{step}/")
    post(screener, f"{step}/verify/")
    assert Proposal.objects.get().state == VERIFIED
    post(screener, f"{address}close/")


def test_what_waits_too_long_is_shown_and_taken_as_a_file(world, guidance):
    proposal = guidance.submitted()
    with unguarded("test"):
        Proposal.objects.update(made_at=timezone.now() - timedelta(days=100))
    head = world.client(world.desk_head)
    assert proposal.title in read(head, "/staff/decisions/ageing/?days=90")
    assert proposal.title not in read(head, "/staff/decisions/ageing/?days=120")
    assert read(head, "/staff/decisions/ageing/?days=%F0%9F%98%80")
    lines = b"".join(head.get("/staff/decisions/ageing.csv?days=90").streaming_content).decode()
    assert proposal.number in lines
    assert world.client(world.focal_point).get("/staff/decisions/ageing/").status_code == 403


def test_a_plan_and_a_self_assessment_are_filled_in_on_their_pages(world, guidance):
    writer, other = world.client(world.analyst), world.client(world.rider)
    today = timezone.localdate()
    ends = today + timedelta(days=300)
    address = post(writer, "/staff/plans/", title="Plan", starts_on=today.isoformat(), ends_on=ends.isoformat())
    post(writer, f"{address}steps/scan/", text="Two rooms", done="on")
    assert "Choose the approved proposal" in post(writer, f"{address}steps/authorisation/", 422, text="x", done="on")
    assert Plan.objects.get().steps.get(step="scan").done_on == today
    assert "1 of ten steps is done" in read(writer, address)
    address = post(writer, "/staff/assessments/", title="2026")
    wrong = post(writer, address, 422, score_hours="2", evidence_hours="")
    assert "needs evidence" in wrong
    post(writer, address, score_hours="2", evidence_hours="Duty book")
    assert "You are asked too" in read(other, "/staff/assessments/")
    assert "Answer at least one question" in post(other, f"{address}answer/", 422)
    post(other, f"{address}answer/", answer_respect="3")
    assert "answered already" in post(other, f"{address}answer/", 422, answer_respect="0")
    post(writer, f"{address}close/")
    assert "Too few" in read(other, address)
    assert other.get(f"{address}answer/").status_code == 404


def test_womens_share_is_drawn_beside_its_target_with_its_table(world):
    writer = world.client(world.analyst)
    header = "rank_band,role_kind,women,men,unknown\n"
    given = {"source": "Invented list"}
    wrong = post(writer, "/staff/representation/", 422, counted_on="2025-01-01", lines=header + "x,desk,1,1,", **given)
    assert "Line 2, column rank_band" in wrong
    for day, women in (("2025-01-01", 9), ("2026-01-01", 11)):
        lines = header + f"senior,desk,{women},{100 - women},"
        assert "1 line can be kept" in post(writer, "/staff/representation/", 200, counted_on=day, lines=lines, **given)
        post(writer, "/staff/representation/", counted_on=day, lines=lines, keep="yes", **given)
    assert StrengthRow.objects.count() == 2
    shown = read(writer, "/staff/representation/")
    assert "Women are 11.0 per cent at the last count; the target is 30 per cent." in shown
    assert re.search(r"/staff/representation/chart/[0-9a-f]{32}\.svg", shown)
