"""The pages of trainings: each of the trainer's commonest tasks in its named number of screens."""

from __future__ import annotations

import io
import re
import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

import pikepdf
import pytest
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.organisation.institution.models import Officer
from genderdesk.programme.training import acts
from genderdesk.programme.training.jobs import forget_old_prints
from genderdesk.programme.training.models import (
    Attendance,
    Certificate,
    Course,
    Learner,
    Participation,
    Printing,
    Rating,
    Tally,
    Training,
)
from genderdesk.programme.training.queries.links import calendar_token, rating_token, session_token, signs_in_now
from genderdesk.programme.training.vocabulary import Outcome
from tests.training.conftest import DAYS, row

pytestmark = pytest.mark.django_db


def sent(**given: Any) -> dict[str, Any]:
    return {"op_id": str(uuid.uuid4()), **given}


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


HEADER = "staff_code,names,sex,categories,place,age_group,s1,s2,s3"


class TestTasks:
    def test_a_training_is_planned_on_one_screen_and_kept_once(self, school):
        client = school.world.client(school.trainer)
        version = school.version
        given = sent(
            version=str(version.pk),
            place="T11",
            venue="Hall",
            first_day="2026-12-01",
            days="3",
            starts="08:00",
            ends="16:00",
        )
        first, second = (client.post("/staff/training/plan/", given) for _time in range(2))
        assert first.url == second.url
        made = Training.objects.get()
        assert [each.day.isoformat() for each in made.sessions.order_by("number")] == [
            "2026-12-01",
            "2026-12-02",
            "2026-12-03",
        ]
        assert "Hall" in words(client.get(first.url))

    def test_a_planner_does_not_approve_and_a_closer_does_not_verify(self, school):
        training = school.plan()
        client, head = school.world.client(school.trainer), school.world.client(school.head)
        assert client.post(f"/staff/training/{training.pk}/approve/", sent()).status_code == 403
        assert head.post(f"/staff/training/{training.pk}/approve/", sent()).status_code == 302
        assert school.fresh(training).state == "approved"

    def test_the_list_is_marked_on_one_screen(self, school):
        training = school.open()
        acts.take_in_sheet(school.trainer, training, rows=[row(1, presences=()), row(2, presences=())])
        client = school.world.client(school.trainer)
        address = f"/staff/training/{training.pk}/sessions/1/"
        page = client.get(address).content.decode()
        assert row(1).names in page
        one, two = Participation.objects.order_by("id")
        answer = client.post(address, sent(**{f"mark_{one.pk}": "excused", "everybody": "yes"}))
        assert answer.status_code == 302
        assert {each.participation_id: each.presence for each in Attendance.objects.all()} == {
            one.pk: "excused",
            two.pk: "present",
        }

    def test_a_card_that_is_scanned_signs_in(self, school):
        training = school.open()
        acts.take_in_sheet(school.trainer, training, rows=[row(1, presences=())])
        client = school.world.client(school.trainer)
        card = Participation.objects.get()
        answer = client.post(f"/staff/training/{training.pk}/sessions/2/", sent(code=card.number.lower()), follow=True)
        assert "is signed in" in words(answer)
        assert Attendance.objects.get().way == "code"
        wrong = client.post(f"/staff/training/{training.pk}/sessions/2/", sent(code="T-2222"))
        assert wrong.status_code == 422
        assert "Nobody on this list has this code" in words(wrong)

    def test_a_card_that_waited_on_a_phone_signs_in_once_after_the_training_was_held(self, school):
        """kept.js sends it as often as no answer came; the first answer is given again."""
        training = school.open()
        acts.take_in_sheet(school.trainer, training, rows=[row(1, presences=())])
        acts.hold_training(school.trainer, school.fresh(training))
        client, card = school.world.client(school.trainer), Participation.objects.get()
        given = sent(code=card.number)
        for _time in range(2):
            answer = client.post(f"/staff/training/{training.pk}/sessions/1/", given, headers={"X-Desk-Kept": "1"})
            assert (answer.status_code, answer.headers["Desk-Next"].rpartition("=")[2]) == (204, card.number)
        assert Entry.objects.filter(name="attendance.sign_in").count() == 1

    def test_a_list_that_waited_undoes_nothing_that_somebody_else_wrote_meanwhile(self, school):
        training = school.open()
        acts.take_in_sheet(school.trainer, training, rows=[row(1, presences=()), row(2, presences=())])
        one, two = Participation.objects.order_by("id")
        session = school.sessions(training)[0]
        client, address = school.world.client(school.trainer), f"/staff/training/{training.pk}/sessions/1/"
        acts.mark_attendance(school.trainer, training, session=session, marks={str(one.pk): "present"})
        shown = {f"mark_{one.pk}": "present", f"was_{one.pk}": "present", f"was_{two.pk}": ""}
        acts.mark_attendance(school.head, training, session=session, marks={str(one.pk): "excused"})
        assert client.post(address, sent(**shown, **{f"mark_{two.pk}": "part"})).status_code == 302
        assert dict(Attendance.objects.values_list("participation_id", "presence")) == {
            one.pk: "excused", two.pk: "part",
        }  # fmt: skip

    def test_the_camera_is_for_the_pages_of_trainings_alone(self, school):
        client = school.world.client(school.trainer)
        assert "camera=(self)" in client.get("/staff/training/").headers["Permissions-Policy"]
        assert "camera=()" in client.get("/staff/").headers["Permissions-Policy"]

    def test_a_sheet_is_checked_and_then_taken_in(self, school):
        training = school.open()
        client = school.world.client(school.trainer)
        lines = f"{HEADER}\n,Uwase Claudine,F,teacher,Lakeside,adult,P,P,P\n,,M,student,,minor,P,,\n"
        address = f"/staff/training/{training.pk}/sheet/"
        checked = client.post(address, sent(lines=lines))
        assert checked.status_code == 200
        assert "New people 1" in words(checked)
        assert "Children, counted without a name 1" in words(checked)
        assert not Learner.objects.exists()
        given = sent(lines=lines, take_in="yes")
        assert [client.post(address, given).status_code for _time in range(2)] == [302, 302]
        assert (Learner.objects.count(), Attendance.objects.count(), Tally.objects.get().people) == (1, 3, 1)
        again = words(client.post(address, sent(lines=lines)))
        assert "Taking it in again adds nothing" in again

    def test_a_faulty_sheet_names_every_line_and_column_and_keeps_nothing(self, school):
        training = school.open()
        client = school.world.client(school.trainer)
        lines = f"{HEADER}\nNOBODY-1,,,,,,,,\n,Uwase,F,teacher,Nowhere,adult,Q,,\n,Uwase Ange,F,,,adult,,,\n"
        answer = client.post(f"/staff/training/{training.pk}/sheet/", sent(lines=lines, take_in="yes"))
        assert answer.status_code == 422
        told = words(answer)
        for part in ("Line 2, column staff_code", "Line 3, column names", "Line 3, column place", "Line 3, column s1",
                     "Line 4, column categories"):  # fmt: skip
            assert part in told
        assert "Uwase" in answer.content.decode()
        assert not Participation.objects.exists()

    def test_a_workbook_is_read_like_the_same_csv(self, school):
        training = school.open()
        book = Workbook()
        for line in (HEADER.split(","), ["", "Uwase Claudine", "F", "teacher", "", "adult", "P", "P", "P"]):
            book.active.append(line)
        kept = io.BytesIO()
        book.save(kept)
        kept.seek(0)
        kept.name = "list.xlsx"
        client = school.world.client(school.trainer)
        checked = client.post(f"/staff/training/{training.pk}/sheet/", sent(file=kept))
        assert "New people 1" in words(checked)
        text = re.search(r"<textarea[^>]*>(.*?)</textarea>", checked.content.decode(), re.DOTALL)[1]
        assert "Uwase Claudine" in text

    def test_a_sheet_that_is_too_large_is_refused_in_a_sentence(self, school):
        kept = io.BytesIO(b"x" * 2_500_000)
        kept.name = "list.csv"
        client = school.world.client(school.trainer)
        answer = client.post(f"/staff/training/{school.open().pk}/sheet/", sent(file=kept))
        assert answer.status_code == 422
        assert "larger than 2 MB" in words(answer)

    def test_a_column_of_scores_is_pasted_and_its_faults_are_told_by_line(self, school):
        training = school.open(school.course("TEST", pass_mark=60))
        acts.take_in_sheet(school.trainer, training, rows=[row(1), row(2), row(3)])
        client = school.world.client(school.trainer)
        address = f"/staff/training/{training.pk}/scores/"
        wrong = client.post(address, sent(which="after", column="80\nten\n"))
        assert wrong.status_code == 422
        assert "Line 2: “ten”" in words(wrong)
        assert client.post(address, sent(which="after", column="\n80\n40")).status_code == 302
        school.close(training)
        assert sorted(Participation.objects.values_list("outcome", flat=True)) == [
            Outcome.BELOW_MARK,
            Outcome.COMPLETED,
            Outcome.NOT_TESTED,
        ]

    def test_results_say_the_same_on_the_page_as_csv_and_as_workbook(self, school):
        school.held([row(1, place="T11"), row(2)])
        client = school.world.client(school.trainer)
        page = words(client.get("/staff/training/results/"))
        assert "Teacher 2" in page
        lines = b"".join(client.get("/staff/training/results.csv")).decode("utf-8-sig").splitlines()
        assert lines[1:] == ["Teacher,Female,,1", "Teacher,Female,North,1"]
        book = load_workbook(io.BytesIO(client.get("/staff/training/results.xlsx").content))
        assert [[cell or "" for cell in line] for line in book.active.iter_rows(min_row=2, values_only=True)] == [
            [*line.split(",")[:3], int(line.split(",")[3])] for line in lines[1:]
        ]

    def test_a_refresher_begins_with_what_the_first_training_had(self, school):
        training = school.held([row(1)])
        client = school.world.client(school.trainer)
        page = client.get(f"/staff/training/plan/?again={training.pk}").content.decode()
        assert 'value="2010-03-04"' in page
        assert f'value="{school.version.pk}" selected' in page

    def test_a_course_a_need_and_a_trainer_are_entered(self, school):
        client = school.world.client(school.trainer)
        given = sent(
            code="C2",
            kind="training",
            name="Counselling",
            starts_on="2026-01-01",
            topics="Listening",
            session_share="80",
        )
        assert client.post("/staff/training/courses/", given).status_code == 302
        course = Course.objects.get(code="C2")
        renewed = sent(starts_on="2026-06-01", topics="Listening\nReferring", session_share="90")
        assert client.post(f"/staff/training/courses/{course.pk}/", renewed).status_code == 302
        assert [each.number for each in course.versions.all()] == [2, 1]
        need = sent(assessed_on="2026-01-01", category="police_officer", gap="Nobody asks whether it is safe to call.")
        assert client.post("/staff/training/needs/", need).status_code == 302
        assert "Nobody asks" in words(client.get("/staff/training/needs/"))
        officer = school.officer()
        who = sent(staff_code=officer.staff_code, qualification="Training of trainers", qualified_on="2025-01-01")
        assert client.post("/staff/training/trainers/", who).status_code == 302
        assert officer.family_name in words(client.get("/staff/training/trainers/"))


class TestCertificates:
    def certified(self, school: Any) -> Training:
        officer = school.officer()
        training = school.held([row(1), row(2, staff_code=officer.staff_code)])
        acts.issue_certificates(school.trainer, training)
        return training

    def print(self, school: Any, training: Training, **asked: Any) -> Any:
        """Press the button; the page that shows how it goes."""
        client = school.world.client(school.trainer)
        return client.post(f"/staff/training/{training.pk}/certificates/", sent(**asked), follow=True)

    def test_a_file_is_made_aside_from_its_page_and_taken_by_whoever_trains(self, school):
        training = self.certified(school)
        client = school.world.client(school.trainer)
        assert "0 of 2 certificates are set" in words(self.print(school, training))
        assert Certificate.objects.filter(printed_at__isnull=False).count() == 0
        # What is quick never waits behind it.
        outbox.deliver_due()
        assert Printing.objects.get().state == "asked"
        assert outbox.deliver_slow() == 1
        page = client.get(f"/staff/training/{training.pk}/certificates/").content.decode()
        assert "2 certificates are ready." in page
        address = re.search(r'href="(/staff/training/[^"]+\.pdf)"', page)[1]
        with pikepdf.open(io.BytesIO(client.get(address).content)) as pdf:
            assert len(pdf.pages) == 2
        assert Certificate.objects.filter(printed_at__isnull=False).count() == 2
        assert Entry.objects.filter(name="certificate.file").count() == 1
        assert school.world.client(school.world.analyst).get(address).status_code == 403
        assert school.world.client(school.world.defence_desk_head).get(address).status_code in (403, 404)

    def test_the_names_in_it_are_sealed_and_gone_after_a_day(self, school):
        training = self.certified(school)
        self.print(school, training)
        outbox.deliver_slow()
        kept = Printing.objects.get()
        assert b"JVBERi" not in kept.content.stored  # "%PDF-" in base64
        forget_old_prints()
        assert Printing.objects.count() == 1
        with unguarded("test"):
            Printing.objects.update(asked_at=timezone.now() - timedelta(hours=25))
        forget_old_prints()
        assert Printing.objects.count() == 0
        address = f"/staff/training/{training.pk}/certificates/{kept.pk}.pdf"
        assert school.world.client(school.trainer).get(address).status_code == 404

    def test_two_presses_make_one_file_and_the_next_goes_on_after_it(self, school, monkeypatch):
        training = self.certified(school)
        monkeypatch.setattr("genderdesk.programme.training.acts.printing.MOST_PRINTED", 1)
        self.print(school, training)
        self.print(school, training)
        assert Printing.objects.count() == 1
        outbox.deliver_slow()
        client = school.world.client(school.trainer)
        assert "1 of 2 printed" in words(client.get(f"/staff/training/{training.pk}/"))
        self.print(school, training)
        outbox.deliver_slow()
        assert Certificate.objects.filter(printed_at__isnull=False).count() == 2
        none = self.print(school, training)
        assert none.status_code == 422
        assert "No certificate of this training waits to be printed" in words(none)
        assert "0 of 1 certificates are set" in words(self.print(school, training, again="yes"))

    def test_the_bar_goes_on_while_pages_are_set_and_a_press_that_fails_is_said(self, school, monkeypatch):
        training = self.certified(school)
        monkeypatch.setattr("genderdesk.programme.training.jobs.PRINTED_STEP", 1)
        seen = []

        def no_press(*_given: Any) -> bytes:
            seen.append(Printing.objects.get().done)
            raise Invalid("No press.")

        monkeypatch.setattr("genderdesk.programme.training.jobs.certificates_pdf", no_press)
        self.print(school, training)
        outbox.deliver_slow()
        assert seen == [1]
        client = school.world.client(school.trainer)
        part = client.get(f"/staff/training/{training.pk}/certificates/", headers={"X-Desk-Part": "1"})
        assert "could not be printed" in words(part)
        assert "<html" not in part.content.decode()
        assert Certificate.objects.filter(printed_at__isnull=False).count() == 0

    def test_the_list_to_sign_has_a_card_for_everybody(self, school):
        training = school.open()
        acts.take_in_sheet(school.trainer, training, rows=[row(1)])
        client = school.world.client(school.trainer)
        assert client.post(f"/staff/training/{training.pk}/list.pdf").content.startswith(b"%PDF")

    def test_anybody_checks_a_number_and_learns_no_name(self, school, client):
        self.certified(school)
        kept = Certificate.objects.get(participation__learner__officer__isnull=True)
        page = words(client.get("/certificate/", {"number": kept.number.lower().replace("-", " ")}))
        assert "Invented course SOP" in page
        assert "Expired" in page
        assert row(1).names not in page
        assert client.get("/certificate/", {"number": "C-2222-2222-2222"}).status_code == 404

    def test_a_revoked_certificate_says_so_at_once(self, school, client):
        self.certified(school)
        kept = Certificate.objects.first()
        head = school.world.client(school.head)
        assert head.post(f"/staff/training/certificates/{kept.pk}/revoke/", sent(why="misuse")).status_code == 302
        assert "Revoked" in words(client.get("/certificate/", {"number": kept.number}))
        trainer = school.world.client(school.trainer)
        assert trainer.get(f"/staff/training/certificates/{kept.pk}/revoke/").status_code == 403

    def test_somebody_sees_the_own_certificate_and_is_told_before_it_ends(self, school):
        day = timezone.localdate() - timedelta(days=700)
        training = school.open(days=[day])
        officer_actor = school.world.focal_point
        officer = Officer.objects.get(pk=officer_actor.officer_id)
        acts.take_in_sheet(
            school.trainer, training, rows=[row(1, staff_code=officer.staff_code, presences=("present",))]
        )
        acts.issue_certificates(school.trainer, school.close(training))
        client = school.world.client(officer_actor)
        assert "Invented course SOP" in words(client.get("/staff/me/certificates/"))
        assert "Your certificate “Invented course SOP” ends on" in words(client.get("/staff/"))


class TestLinks:
    def test_a_rating_keeps_what_is_thought_and_nobody(self, school, client):
        training = school.open(days=[timezone.localdate()])
        address = f"/training/{training.pk}/{rating_token(training)}/"
        assert client.get(address).status_code == 200
        given = sent(content="5", teaching="4", usefulness="5", changes=["more_time"])
        assert "Thank you" in words(client.post(address, given))
        client.post(address, given)
        kept = Rating.objects.get()
        assert (kept.content, kept.teaching, kept.changes) == (5, 4, ["more_time"])
        assert client.get(f"/training/{training.pk}/{calendar_token(training)}/").status_code == 404

    def test_a_calendar_parses_and_names_nobody(self, school, client):
        training = school.open()
        acts.take_in_sheet(school.trainer, training, rows=[row(1)])
        acts.call_off_session(school.trainer, school.sessions(school.plan())[1])
        text = client.get(f"/training/{training.pk}/{calendar_token(training)}.ics").content.decode()
        assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
        assert text.count("BEGIN:VEVENT") == len(DAYS)
        assert "DTSTART:20090302T060000Z" in text
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        assert row(1).names not in text


class TestOwnPhones:
    """A session's own address: people sign in by the code on the card while it runs, and read no name."""

    def session(self, school: Any, **hours: Any) -> tuple[str, Participation]:
        given = {"starts": time(0), "ends": time(23, 59)} | hours
        training = school.open(days=[timezone.localdate()], **given)
        acts.take_in_sheet(school.trainer, training, rows=[row(1, presences=())])
        one = school.sessions(training)[0]
        return f"/training/sessions/{one.pk}/{session_token(one)}/", Participation.objects.get()

    def test_somebody_signs_in_once_and_nobody_is_named(self, school, client):
        address, card = self.session(school)
        given = sent(code=card.number.lower())
        for _time in range(2):
            told = words(client.post(address, given))
            assert "You are signed in." in told
            assert row(1).names not in told
        assert [(each.presence, each.way) for each in Attendance.objects.all()] == [("present", "self")]
        wrong = client.post(address, sent(code="T-2222-2222-2222"))
        assert wrong.status_code == 422
        assert "No card of this training has this code" in words(wrong)

    def test_what_the_trainer_wrote_stays(self, school, client):
        address, card = self.session(school)
        acts.mark_attendance(
            school.trainer, card.training, session=card.training.sessions.get(), marks={str(card.pk): "excused"}
        )
        client.post(address, sent(code=card.number))
        assert Attendance.objects.get().presence == "excused"

    def test_a_staff_code_which_others_know_signs_nobody_in(self, school, client):
        officer = school.officer()
        training = school.open(days=[timezone.localdate()], starts=time(0), ends=time(23, 59))
        acts.take_in_sheet(school.trainer, training, rows=[row(1, staff_code=officer.staff_code, presences=())])
        one = school.sessions(training)[0]
        answer = client.post(f"/training/sessions/{one.pk}/{session_token(one)}/", sent(code=officer.staff_code))
        assert answer.status_code == 422
        assert not Attendance.objects.exists()

    def test_it_answers_only_while_the_session_runs(self, school, client):
        address, card = self.session(school)
        assert client.get(address).status_code == 200
        one = card.training.sessions.get()
        begins = timezone.make_aware(datetime.combine(one.day, one.starts))
        assert signs_in_now(one, begins - timedelta(minutes=60))
        assert not signs_in_now(one, begins - timedelta(minutes=61))
        assert not signs_in_now(one, begins + timedelta(hours=24))
        other = f"{address[:-2]}{'0' if address[-2] != '0' else '1'}/"
        assert client.get(other).status_code == 404
        acts.hold_training(school.trainer, school.fresh(card.training))
        assert client.get(address).status_code == 404
        assert client.post(address, sent(code=card.number)).status_code == 404
        assert not Attendance.objects.exists()

    def test_the_trainer_shows_the_address_only_then(self, school):
        address, card = self.session(school)
        client = school.world.client(school.trainer)
        page = f"/staff/training/{card.training_id}/sessions/1/"
        assert f"http://testserver{address}" in client.get(page).content.decode()
        acts.hold_training(school.trainer, school.fresh(card.training))
        assert address not in client.get(page).content.decode()

    def test_an_officer_has_the_own_code_on_the_own_phone(self, school):
        actor = school.world.focal_point
        officer = Officer.objects.get(pk=actor.officer_id)
        training = school.open(days=[timezone.localdate()])
        acts.take_in_sheet(
            school.trainer, training, rows=[row(1, staff_code=officer.staff_code, presences=()), row(2, presences=())]
        )
        page = school.world.client(actor).get("/staff/me/certificates/").content.decode()
        own = Participation.objects.get(learner__officer=officer)
        assert own.number in page
        assert page.count('class="qr"') == 1


class TestWhoMay:
    @pytest.mark.parametrize("who", ["operator", "focal_point", "oversight", "administrator", "defence_desk_head"])
    def test_others_do_not_see_a_training(self, school, who):
        training = school.held([row(1)])
        client = school.world.client(getattr(school.world, who))
        assert client.get(f"/staff/training/{training.pk}/").status_code in (403, 404)
        assert client.get(f"/staff/training/{training.pk}/sessions/1/").status_code in (403, 404)

    def test_an_analyst_sees_results_and_no_list_of_names(self, school):
        training = school.held([row(1)])
        client = school.world.client(school.world.analyst)
        assert client.get("/staff/training/results/").status_code == 200
        page = client.get(f"/staff/training/{training.pk}/")
        assert page.status_code == 200
        assert row(1).names not in page.content.decode()
        assert client.get(f"/staff/training/{training.pk}/scores/").status_code == 403

    def test_names_are_sealed_until_somebody_opens_the_list(self, school):
        training = school.held([row(1)])
        page = school.world.client(school.trainer).get(f"/staff/training/{training.pk}/").content.decode()
        assert row(1).names not in page
        assert Learner.objects.get().code in page


def test_six_months_on_somebody_writes_whether_it_is_used(school):
    training = school.held([row(1)])
    one = Participation.objects.get()
    assert one.follow_up_on == date(2009, 9, 4)
    client = school.world.client(school.trainer)
    assert "Six months on" in words(client.get("/staff/training/"))
    answer = client.post(f"/staff/training/people/{one.pk}/follow-up/", sent(in_use="partly", hindrance="no_room"))
    assert answer.status_code == 302
    one.refresh_from_db()
    assert (one.in_use, one.hindrance, one.followed_up_on) == ("partly", "no_room", timezone.localdate())
    assert training.state == "closed"


def test_a_pair_of_spellings_is_decided_on_its_page(school):
    school.held([row(1, names="Uwase Claudine"), row(2, names="Uwase Claudin")])
    client = school.world.client(school.trainer)
    page = client.get("/staff/training/spellings/").content.decode()
    assert "Uwase Claudin<" in page or "Uwase Claudin " in page
    action = re.search(r'action="(/staff/training/spellings/[^"]+)"', page)[1]
    client.post(action, sent(one="yes"))
    assert "No name waits" in words(client.get("/staff/training/spellings/"))
