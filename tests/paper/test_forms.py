"""Forms on paper ask what the screens ask, in their order and words, and a slip to be carried home says nothing."""

from __future__ import annotations

import io
import re
import uuid

import pikepdf
import pytest
from django.utils import translation

from genderdesk.casework.cases.forms import TakeConsent
from genderdesk.casework.cases.queries import decision_on_paper
from genderdesk.casework.hotline.forms import EnterAfter
from genderdesk.casework.intake.acts import seal_file
from genderdesk.casework.intake.forms import NewReport
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import report_on_paper
from genderdesk.casework.intake.vocabulary import NarrowedFor
from genderdesk.groundwork.platform.print.forms import fields_of, paper_forms, paper_pdf
from genderdesk.groundwork.protection.models import Entry
from genderdesk.groundwork.protection.vault import personal
from genderdesk.groundwork.protection.vault.unlocked import person_with, standing_here
from genderdesk.organisation.paper.acts import issue_paper
from genderdesk.organisation.paper.models import PaperSheet
from genderdesk.organisation.paper.queries import pads
from genderdesk.organisation.paper.vocabulary import PaperLanguage
from tests import files

pytestmark = pytest.mark.django_db

PACK = ["intake", "consent", "referral", "dispatch", "call"]


def labels(form: str) -> list[str]:
    return [each["label"] for part in paper_forms()[form].parts() for each in part["fields"]]


def test_the_pack_has_its_forms_in_their_order(world):
    assert list(paper_forms()) == PACK


@pytest.mark.parametrize("language", list(PaperLanguage))
@pytest.mark.parametrize("form", PACK)
def test_every_form_is_printed_with_its_numbers(world, form, language):
    with translation.override(language):
        kind = paper_forms()[form]
        pdf = pikepdf.open(io.BytesIO(paper_pdf(kind, ["P-7K3M-92QX", "P-7K3M-92QY"])))
    assert len(pdf.pages) % 2 == 0, "each sheet begins on a page of its own"
    assert str(pdf.Root.Lang).startswith(language)


@pytest.mark.parametrize("language", list(PaperLanguage))
def test_paper_asks_what_the_screen_asks_in_its_order(world, language):
    with translation.override(language):
        screen = [str(field.label) for field in NewReport().fields.values() if not field.widget.is_hidden]
        assert labels("intake") == screen
        decision = [str(field.label) for field in TakeConsent(recipients=[]).fields.values() if field.label]
        assert [each for each in labels("consent") if each in decision] == decision
        call = {str(field.label) for field in EnterAfter(lines=[]).fields.values() if field.label}
        assert set(labels("call")) == call


def test_no_box_is_ticked_beforehand_whatever_the_screen_proposes(world):
    for form in paper_forms().values():
        for part in form.parts():
            assert not [each for each in part["fields"] for option in each["options"] if option["chosen"]]


def test_what_a_record_holds_stands_in_its_boxes(world):
    form = NewReport(initial={"stated_kind": "physical", "reporter_name": "Invented Name", "safe_to_talk": "no"})
    filled = {each["label"]: each for each in fields_of(form, filled=True)}
    assert filled["Name"]["value"] == "Invented Name"
    chosen = [option["words"] for option in filled["Is it safe to talk now?"]["options"] if option["chosen"]]
    assert chosen == ["No"]


def test_the_half_that_is_carried_home_names_no_agency_service_or_person(world):
    tear_off = paper_forms()["referral"].parts()[-1]
    assert not re.search("police|gender|desk|violence|refer|clinic|court|survivor|health", str(tear_off), re.IGNORECASE)


def test_a_pad_is_given_out_as_a_file(world):
    pad = issue_paper(world.focal_point, form="referral", language=PaperLanguage.FRENCH, size=2)
    answer = world.client(world.focal_point).get(f"/staff/paper/pads/{pad.pk}/print/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "attachment" in answer.headers["Content-Disposition"]


class TestFilledFromARecord:
    def test_a_report_stands_on_its_form_and_the_look_is_recorded(self, world, case, sheets):
        address = f"/staff/reports/{case.report_id}/form/"
        answer = world.client(world.focal_point).post(address, {"op_id": str(uuid.uuid4())})
        assert answer.headers["Content-Type"] == "application/pdf"
        for word in (files.NAME, files.PHONE, files.TOLD):
            assert word in str(sheets[0]["parts"])
        assert Entry.objects.get(name="report.form").subject_id == str(case.report_id)
        sheet = PaperSheet.objects.get(record_id=case.report_id)
        assert sheet.number == sheets[0]["sheets"][0]["number"]
        assert sheet.state == "entered"
        assert not pads(world.focal_point), "the register lists what is still to be written on"

    def test_the_same_press_twice_numbers_one_sheet(self, world, case, sheets):
        client, sent = world.client(world.focal_point), {"op_id": str(uuid.uuid4())}
        for _time in range(2):
            client.post(f"/staff/reports/{case.report_id}/form/", sent)
        assert PaperSheet.objects.count() == 1
        assert sheets[0]["sheets"] == sheets[1]["sheets"]

    def test_a_decision_stands_on_its_form_to_be_signed(self, world, case, provider, sheets):
        consent = files.give_consent(world.focal_point, case, provider.pk, exclusions="Invented wish")
        address = f"/staff/cases/{case.pk}/consents/{consent.pk}/form/"
        assert world.client(world.focal_point).post(address, {"op_id": str(uuid.uuid4())}).status_code == 200
        options = [option for part in sheets[0]["parts"] for each in part["fields"] for option in each["options"]]
        ticked = {each["words"] for each in options if each["chosen"]}
        assert {consent.recipient_name, "Yes, they may know this"} <= ticked
        assert "Invented wish" in str(sheets[0]["parts"])
        assert case.number in str(sheets[0]["parts"])
        assert Entry.objects.filter(name="consent.form", kind="export").count() == 1

    def test_a_slip_says_nobodys_name_and_its_other_half_no_agency(self, world, case, provider, sheets):
        referral = files.propose(world.focal_point, case, provider)
        address = f"/staff/care/referrals/{referral.pk}/slip/"
        assert world.client(world.focal_point).post(address, {"op_id": str(uuid.uuid4())}).status_code == 200
        assert files.NAME not in str(sheets[0])
        assert provider.name in str(sheets[0]["parts"][:-1])
        assert provider.name not in str(sheets[0]["parts"][-1])
        assert referral.number in str(sheets[0]["parts"][-1])
        line = Entry.objects.get(name="referral.slip")
        assert (line.kind, line.subject_id) == ("export", str(referral.pk))

    def test_a_sealed_file_stands_in_no_register_of_the_desk(self, world, case, sheets):
        seal_file(world.desk_head, Report.objects.get(pk=case.report_id), reason=NarrowedFor.STAFF_SUSPECTED)
        sealed = Report.objects.get(pk=case.report_id)
        answer = world.client(world.focal_point).post(f"/staff/reports/{sealed.pk}/form/", {"op_id": str(uuid.uuid4())})
        assert answer.status_code == 404
        assert not sheets

    def test_what_is_printed_of_a_sealed_file_has_its_number_in_the_ledger_alone(self, world, case, provider, sheets):
        referral = files.propose(world.focal_point, case, provider)
        consent = files.give_consent(world.focal_point, case, provider.pk)
        head = world.desk_head
        person = person_with(head.id, personal.open_or_make(head.id, "a password of hers").private)
        seal_file(head, Report.objects.get(pk=case.report_id), reason=NarrowedFor.STAFF_SUSPECTED)
        with standing_here(person):
            report = report_on_paper(head, Report.objects.get(pk=case.report_id))
            decision = decision_on_paper(head, files.fresh(case), consent_id=consent.pk)[1]
        slip = world.client(head).post(f"/staff/care/referrals/{referral.pk}/slip/", {"op_id": str(uuid.uuid4())})
        assert slip.status_code == 200
        printed = [report.number, decision.number, sheets[0]["sheets"][0]["number"]]
        names = ("report.form", "consent.form", "referral.slip")
        noted = [Entry.objects.get(name=name, kind="export").notes["number"] for name in names]
        assert noted == printed
        assert len(set(printed)) == 3
        assert all(each.startswith("P-") for each in printed)
        assert printed[2] in slip.headers["Content-Disposition"]
        assert not PaperSheet.objects.exists()
