"""Numbered sheets: each is entered once, none gets lost unseen, and nobody learns from one what she may not see."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from genderdesk.casework.intake.acts import receive_report
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import Channel, StatedKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.states import ImpossibleMove
from genderdesk.groundwork.foundation.times import Moment
from genderdesk.groundwork.platform.refusals import Invalid, Missing, Refused
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.paper import queries
from genderdesk.organisation.paper.acts import FromPaper, enter_paper, issue_paper, miss_paper, name_record, spoil_paper
from genderdesk.organisation.paper.models import PaperPad, PaperSheet
from genderdesk.organisation.paper.vocabulary import ENTERED, ISSUED, MISSING, MOST_AT_ONCE, PaperLanguage, SpoiledWhy

pytestmark = pytest.mark.django_db

WITHIN = re.compile(r"<main.*</main>", re.DOTALL)
SAFETY = ("safe_to_talk", "immediate_danger", "injured_or_recent", "child_involved")


def issue(actor: Any, form: str = "intake", size: int = 3) -> list[PaperSheet]:
    return list(queries.sheets_of(issue_paper(actor, form=form, language=PaperLanguage.ENGLISH, size=size)))


def fresh(sheet: PaperSheet) -> PaperSheet:
    return PaperSheet.objects.select_related("pad__desk").get(pk=sheet.pk)


def enter(world: Any, sheet: PaperSheet, **changes: Any) -> PaperSheet:
    """As within an act that makes a record."""
    return enter_paper(SYSTEM, fresh(sheet), record_id=uuid.uuid4(), by=world.focal_point.id, **changes)


def told(paper: str, **changes: str) -> dict[str, str]:
    """The intake form as somebody types it from a sheet."""
    return {
        "op_id": str(uuid.uuid4()),
        "paper": paper,
        "written_on_date": "2026-01-05",
        "written_on_time": "22:30",
        "written_on_precision": "exact",
        "received_date": "2026-01-05",
        "received_time": "22:30",
        "received_precision": "exact",
        "district": "T11",
        "stated_kind": "physical",
        "safe_to_contact": "unknown",
        "channel": "walk_in",
        "reporter_type": "unknown",
        **dict.fromkeys(SAFETY, "unknown"),
        **changes,
    }


class TestIssuing:
    def test_every_sheet_has_a_number_that_a_slip_of_the_pen_breaks(self, world):
        sheets = issue(world.focal_point)
        assert [each.place for each in sheets] == [1, 2, 3]
        assert len({each.number for each in sheets}) == 3
        number = sheets[0].number
        wrong = number[:-1] + ("A" if number[-1] != "A" else "B")
        assert queries.sheet_of_number(world.focal_point, number.lower().replace("-", " ")) == sheets[0]
        assert queries.sheet_of_number(world.focal_point, wrong) is None

    @pytest.mark.parametrize(("form", "size"), [("intake", 0), ("intake", MOST_AT_ONCE + 1), ("nothing", 3)])
    def test_what_cannot_be_printed_is_refused_in_a_sentence(self, world, form, size):
        with pytest.raises(Invalid):
            issue_paper(world.focal_point, form=form, language=PaperLanguage.ENGLISH, size=size)

    def test_the_same_press_twice_numbers_one_pad(self, world):
        client = world.client(world.focal_point)
        sent = {"op_id": str(uuid.uuid4()), "form": "intake", "language": "fr", "size": "2"}
        first, second = (client.post("/staff/paper/", sent) for _time in range(2))
        assert first.url == second.url
        assert PaperPad.objects.count() == 1

    def test_who_counts_or_watches_numbers_none(self, world):
        for actor in (world.analyst, world.oversight, world.administrator, world.rider):
            with pytest.raises(Refused):
                issue(actor)


class TestEnteringOnce:
    def test_a_sheet_becomes_a_report_that_knows_when_it_was_written(self, world):
        sheet = issue(world.focal_point)[0]
        client = world.client(world.focal_point)
        found = client.post("/staff/paper/enter/", {"number": sheet.number})
        assert found.url == f"/staff/reports/find/?paper={sheet.number}"
        begun = client.post("/staff/reports/new/", {"begin": "1", "paper": sheet.number}).content.decode()
        assert sheet.number in begun
        assert "written_on_date" in begun
        answer = client.post("/staff/reports/new/", told(sheet.number))
        report = Report.objects.get()
        assert answer.url == f"/staff/reports/{report.pk}/"
        entered = fresh(sheet)
        assert (entered.state, entered.record_id, entered.entered_by) == (ENTERED, report.pk, world.focal_point.id)
        assert timezone.localtime(entered.written_at).isoformat().startswith("2026-01-05T22:30")
        assert entered.entered_at > entered.written_at
        assert sheet.number in client.get(answer.url).content.decode()

    def test_a_second_entry_is_led_to_the_first_record_and_keeps_nothing(self, world):
        sheet = issue(world.focal_point)[0]
        client = world.client(world.focal_point)
        client.post("/staff/reports/new/", told(sheet.number))
        report = Report.objects.get()
        page = client.post("/staff/paper/enter/", {"number": sheet.number}, follow=True).content.decode()
        assert f"/staff/reports/{report.pk}/" in page
        assert client.get(f"/staff/reports/new/?paper={sheet.number}").url == f"/staff/paper/sheets/{sheet.pk}/"
        again = client.post("/staff/reports/new/", told(sheet.number, narrative="typed twice"))
        assert again.status_code == 422
        assert "typed twice" in again.content.decode()
        assert "This sheet was entered or given up already." in again.content.decode()
        assert Report.objects.count() == 1

    def test_who_may_not_see_the_record_learns_only_that_it_was_entered(self, world):
        sheet = issue(world.focal_point)[0]
        world.client(world.focal_point).post("/staff/reports/new/", told(sheet.number, staff_involved="police"))
        report = Report.objects.get()
        for actor in (world.focal_point, world.counsellor):
            page = world.client(actor).get(f"/staff/paper/sheets/{sheet.pk}/").content.decode()
            assert str(report.pk) not in page
            assert report.number not in page
            assert "This sheet is done." in page
            assert ("You entered this sheet." in page) is (actor == world.focal_point)

    def test_a_hidden_record_looks_like_any_other_that_is_not_the_readers(self, world):
        """Else the sheet of a file about herself would tell a barred officer that there is one."""
        hidden, plain = issue(world.focal_point)[:2]
        client = world.client(world.focal_point)
        client.post("/staff/reports/new/", told(hidden.number, staff_involved="police"))
        client.post("/staff/reports/new/", told(plain.number))
        opened = client.get(f"/staff/paper/sheets/{plain.pk}/").content.decode()
        assert "Open what was entered from it" in opened
        assert ">Written<" in opened
        assert ">Written<" not in client.get(f"/staff/paper/sheets/{hidden.pk}/").content.decode()
        other = world.client(world.actor("focal_point", world.other_station))
        pages = []
        for sheet in (hidden, plain):
            page = other.get(f"/staff/paper/sheets/{sheet.pk}/").content.decode()
            pages.append(WITHIN.search(page).group().replace(sheet.number, "").replace(str(sheet.pk), ""))
        assert pages[0] == pages[1]
        assert "This sheet is done." in pages[0]
        assert "You entered" not in pages[0]
        assert queries.pads(world.focal_point).get().in_entered == 2

    def test_a_sheet_of_another_form_or_institution_is_none(self, world):
        slip = issue(world.focal_point, "referral")[0]
        foreign = issue(world.defence_desk_head)[0]
        for number in (slip.number, foreign.number, "P-2222-2222"):
            with pytest.raises(Invalid):
                receive_report(
                    world.focal_point,
                    institution=world.police,
                    channel=Channel.WALK_IN,
                    district=world.district,
                    stated_kind=StatedKind.PHYSICAL,
                    safe_to_contact=Answer.UNKNOWN,
                    paper=FromPaper(number),
                )
        assert not Report.objects.exists()

    def test_nothing_is_written_in_the_future(self, world):
        sheet = issue(world.focal_point)[0]
        with pytest.raises(Invalid):
            enter(world, sheet, written=Moment(timezone.now() + timedelta(days=1)))

    def test_a_decision_is_entered_in_its_case_and_then_named(self, world, case):
        sheet = issue(world.focal_point, "consent")[0]
        client, address = world.client(world.focal_point), f"/staff/paper/sheets/{sheet.pk}/"
        wrong = client.post(f"{address}name/", {"record": "GD-2222-2222"})
        assert wrong.status_code == 422
        assert "GD-2222-2222" in wrong.content.decode()
        assert client.post(f"{address}name/", {"record": case.number.lower()}).status_code == 302
        assert fresh(sheet).record_id == case.pk
        assert f"/staff/cases/{case.pk}/consents/" in client.get(address).content.decode()

    def test_nobody_says_of_a_sheet_that_it_was_entered_where_it_was_not(self, world, case):
        report, decision = issue(world.focal_point)[0], issue(world.focal_point, "consent")[0]
        with pytest.raises(Refused):
            enter_paper(world.focal_point, report, record_id=case.report_id, by=world.focal_point.id)
        with pytest.raises(Invalid):
            name_record(world.focal_point, report, record=case.report.number)
        other = world.actor("focal_point", world.other_station)
        with pytest.raises(Invalid):
            name_record(other, decision, record=case.number)
        assert {fresh(report).state, fresh(decision).state} == {ISSUED}


class TestTheRegister:
    def test_a_sheet_given_up_is_entered_no_more_and_a_missing_one_may_be(self, world):
        first, second, _third = issue(world.focal_point)
        spoil_paper(world.focal_point, first, why=SpoiledWhy.DAMAGED)
        with pytest.raises(ImpossibleMove):
            enter(world, first)
        miss_paper(world.focal_point, second)
        assert enter(world, second).state == ENTERED

    def test_a_sheet_is_looked_for_once_a_later_one_was_entered_a_day_ago(self, world):
        sheets = issue(world.focal_point)
        enter(world, sheets[1])
        assert not queries.unaccounted(world.focal_point)
        with unguarded("test"):
            ago = timezone.now() - timedelta(hours=25)
            PaperSheet.objects.filter(pk=sheets[1].pk).update(entered_at=ago)
        assert list(queries.unaccounted(world.focal_point)) == [sheets[0]]
        today = world.client(world.focal_point).get("/staff/").content.decode()
        assert sheets[0].number in today
        assert sheets[2].number not in today

    def test_a_missing_sheet_stays_on_today_until_it_is_found_or_given_up(self, world):
        sheet = issue(world.focal_point)[2]
        miss_paper(world.focal_point, sheet)
        assert [each.state for each in queries.unaccounted(world.focal_point)] == [MISSING]
        spoil_paper(world.focal_point, fresh(sheet), why=SpoiledWhy.UNUSED)
        assert not queries.unaccounted(world.focal_point)

    def test_each_desk_keeps_its_own_sheets(self, world):
        sheet = issue(world.focal_point)[0]
        other = world.actor("focal_point", world.other_station)
        for actor in (other, world.defence_desk_head):
            assert not queries.pads(actor)
            with pytest.raises(Missing):
                queries.pad_for(actor, sheet.pad_id)
            with pytest.raises(Refused):
                spoil_paper(actor, sheet, why=SpoiledWhy.UNUSED)
        assert fresh(sheet).state == ISSUED

    def test_the_register_counts_each_state(self, world):
        first, second, _third = issue(world.focal_point)
        spoil_paper(world.focal_point, first, why=SpoiledWhy.DAMAGED)
        miss_paper(world.focal_point, second)
        pad = queries.pads(world.focal_point).get()
        assert (pad.in_issued, pad.in_entered, pad.in_spoiled, pad.in_missing) == (1, 0, 1, 1)
        assert world.client(world.focal_point).get("/staff/paper/").status_code == 200
