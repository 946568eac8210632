"""A file on paper: masked unless the name is asked for, under a number that the ledger knows, by consent to others."""

from __future__ import annotations

import io
import uuid

import pikepdf
import pytest
from django.urls import reverse

from genderdesk.casework.cases import queries
from genderdesk.casework.cases.acts import assess_risk, decide_exception, revoke_consent, share_risk
from genderdesk.casework.cases.models import CaseEvent
from genderdesk.casework.cases.vocabulary import (
    DESK_CHECKLIST,
    EventKind,
    LookReason,
    Purpose,
    RiskAnswer,
    RiskContext,
    Scope,
    Withheld,
)
from genderdesk.groundwork.platform.refusals import Invalid, Missing
from genderdesk.groundwork.protection.models import Entry
from tests import files

pytestmark = pytest.mark.django_db


def said(printed: queries.OnPaper) -> str:
    return str(printed.sections)


def test_a_summary_says_nobodys_name_unless_it_is_asked_for(world, case):
    masked = queries.print_case(world.focal_point, files.fresh(case), reason=LookReason.INTERVIEW, named=False)
    named = queries.print_case(world.focal_point, files.fresh(case), reason=LookReason.INTERVIEW, named=True)
    for word in (files.NAME, files.PHONE, files.TOLD):
        assert word not in said(masked)
        assert word in said(named)
    assert case.survivor.code in said(masked)


def test_a_summary_says_which_flags_stand_and_not_what_was_written(world, case):
    files.flag_case(world.focal_point, files.fresh(case), "Sealed words of a flag.")
    printed = queries.print_case(world.focal_point, files.fresh(case), reason=LookReason.INTERVIEW, named=True)
    assert "A day at court or with the police" in said(printed)
    assert "Sealed words" not in said(printed)


def test_each_copy_has_a_number_of_its_own_that_stands_in_the_ledger(world, case, sheets):
    client = world.client(world.focal_point)
    for _time in range(2):
        answer = client.post(reverse("cases:print", args=[case.pk]), {"reason": "interview"})
        assert answer.headers["Content-Type"] == "application/pdf"
        assert "attachment" in answer.headers["Content-Disposition"]
    lines = Entry.objects.filter(name="case.print", subject_id=str(case.pk)).order_by("id")
    copies = [each.notes["copy"] for each in lines]
    assert len(set(copies)) == 2
    assert all(each.kind == "export" and each.notes["reason"] == "interview" for each in lines)
    for line, sheet in zip(lines, sheets, strict=True):
        assert line.notes["copy"] in sheet["behind"]
        assert line.notes["copy"] in sheet["foot"]
        assert line.actor_code in sheet["foot"]


def test_without_a_reason_nothing_is_printed(world, case, sheets):
    answer = world.client(world.focal_point).post(reverse("cases:print", args=[case.pk]), {"named": "on"})
    assert answer.status_code == 422
    assert not sheets
    assert not Entry.objects.filter(name="case.print").exists()


def test_what_leaves_the_press_is_a_tagged_pdf_that_names_nobody_outside_its_pages(world, case):
    """A file's name and title are shown where its pages are not: in a list of downloads, in a viewer's tab."""
    client = world.client(world.focal_point)
    whole = client.post(reverse("cases:print", args=[case.pk]), {"reason": "interview", "named": "on"})
    form = client.post(reverse("intake:report_form", args=[case.report_id]), {"op_id": str(uuid.uuid4())})
    for answer in (whole, form):
        pdf = pikepdf.open(io.BytesIO(answer.content))
        assert pdf.Root.MarkInfo.Marked
        assert set(pdf.docinfo.keys()) <= {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
        about = f"{dict(pdf.docinfo.items())} {pdf.Root.Metadata.read_bytes().decode()} {answer.headers}"
        for word in (*files.NAME.split(), files.PHONE, files.TOLD, case.survivor.code, world.focal_point.code):
            assert word.casefold() not in about.casefold()
    kept = pikepdf.open(io.BytesIO(whole.content))
    assert case.number in str(kept.docinfo["/Title"])


def test_a_recipients_sheet_holds_what_she_allowed_and_nothing_else(world, case, sheets):
    provider = files.make_provider(world)
    consent = files.give_consent(
        world.focal_point, case, provider.pk, scope=Scope.FULL_SUPPORT, withheld=[Withheld.PHONE]
    )
    address = reverse("cases:print_for", args=[case.pk, consent.pk])
    assert world.client(world.focal_point).post(address).status_code == 200
    assert files.NAME in str(sheets[0])
    assert files.PHONE not in str(sheets[0])
    assert files.TOLD not in str(sheets[0])
    assert case.number not in str(sheets[0])
    assert Entry.objects.get(name="case.print_for").notes["ground_id"] == str(consent.pk)


@pytest.mark.parametrize(
    ("purpose", "scope", "told"),
    [
        (Purpose.PROSECUTION, Scope.FULL_SUPPORT, True),
        (Purpose.PROSECUTION, Scope.SUMMARY, False),
        (Purpose.REFERRAL, Scope.FULL_SUPPORT, False),
    ],
)
def test_the_prosecution_is_told_the_risk_where_she_allowed_the_whole_file_and_it_is_kept_when(
    world, case, sheets, purpose, scope, told
):
    kept = assess_risk(world.focal_point, files.fresh(case), context=RiskContext.FIRST_CONTACT, answers=all_unknown())
    consent = files.give_consent(
        world.focal_point, files.fresh(case), files.make_provider(world).pk, purpose=purpose, scope=scope
    )
    browser = world.client(world.focal_point)
    for _twice in range(2):
        assert browser.post(reverse("cases:print_for", args=[case.pk, consent.pk])).status_code == 200
    kept.refresh_from_db()
    assert ("Answers not known" in str(sheets[0])) is told
    assert (kept.shared_with_prosecutor_at is not None) is told
    assert CaseEvent.objects.filter(case=case, kind=EventKind.RISK_SHARED).count() == told
    if told:
        assert "Given to the prosecution" in browser.get(reverse("cases:risk", args=[case.pk])).content.decode()
    else:
        with pytest.raises(Invalid):
            share_risk(world.focal_point, files.fresh(case), recipient_id=consent.recipient_id)


def all_unknown():
    used = queries.instrument_for(DESK_CHECKLIST)
    return {each.id: RiskAnswer.UNKNOWN for each in used.items if each.required}


def test_nothing_is_printed_for_a_recipient_once_she_has_taken_it_back(world, case):
    provider = files.make_provider(world)
    consent = files.give_consent(world.focal_point, case, provider.pk, scope=Scope.SUMMARY)
    revoke_consent(world.focal_point, files.fresh(case), consent=consent)
    with pytest.raises(Invalid):
        queries.print_for(world.focal_point, files.fresh(case), ground_id=consent.pk)
    page = world.client(world.focal_point).get(reverse("cases:consent", args=[case.pk, consent.pk]))
    assert reverse("cases:print_for", args=[case.pk, consent.pk]) not in page.content.decode()


def test_a_story_for_the_papers_is_never_printed_from_a_file(world, case):
    provider = files.make_provider(world)
    consent = files.give_consent(world.focal_point, case, provider.pk, purpose=Purpose.MEDIA)
    with pytest.raises(Invalid):
        queries.print_for(world.focal_point, files.fresh(case), ground_id=consent.pk)


def test_a_decision_of_another_case_prints_nothing(world, case):
    other = files.open_file(world)
    consent = files.give_consent(world.focal_point, other, files.make_provider(world).pk, scope=Scope.SUMMARY)
    with pytest.raises(Missing):
        queries.print_for(world.focal_point, files.fresh(case), ground_id=consent.pk)


def test_what_the_law_lets_out_is_printed_while_it_is_in_force(world, case, sheets):
    asked = files.ask_exception(world.focal_point, case, files.make_provider(world).pk, scope=Scope.CONTACT_ONLY)
    address = reverse("cases:print_by_law", args=[case.pk, asked.pk])
    client = world.client(world.focal_point)
    assert client.post(address).status_code == 400
    decide_exception(world.desk_head, asked, yes=True)
    assert address in client.get(reverse("cases:exceptions", args=[case.pk])).content.decode()
    assert client.post(address).status_code == 200
    assert files.NAME in str(sheets)
    assert files.TOLD not in str(sheets)
