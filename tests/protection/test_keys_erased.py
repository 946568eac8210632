"""Erasure: two persons, no page that breaks, a proof that stays, a hold that stops it; and what is due by the table."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from genderdesk.casework.cases.models import NameToken, Survivor
from genderdesk.casework.hotline.models import Contact
from genderdesk.casework.intake.acts import add_to_report
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import Channel
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Refused
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import DueFile, Entry, Erasure, FileKey, KeyChange
from genderdesk.groundwork.protection.vault import erasure, filekeys, retention
from genderdesk.groundwork.protection.vault.survey import broken_seals
from tests.files import NAME, TOLD, make_provider, open_file, receive, send

pytestmark = pytest.mark.django_db


def ask(actor, file_id, **changes):
    arguments = {"authority": erasure.Authority.SURVIVORS_WISH, "reference": "L-1"} | changes
    return erasure.ask_erasure(actor, file_id=file_id, **arguments)


def second(world):
    return world.actor("oversight", world.headquarters)


def erase(world, file_id):
    return erasure.carry_out_erasure(second(world), ask(world.oversight, file_id))


def test_two_persons_erase_and_the_proof_stays(world):
    report = receive(world)
    wrap = bytes(FileKey.objects.get().wrapped)
    done = erase(world, report.pk)
    import hashlib

    assert (done.agreed, done.wraps, done.digest) == (True, 1, hashlib.sha256(wrap).hexdigest())
    assert [each.pk for each in erasure.proofs(second(world))] == [done.pk]
    assert Entry.objects.filter(name="erasure.carry_out", subject_id=str(done.pk)).count() == 1
    assert erasure.is_erased(report.pk)


def test_nobody_carries_out_what_she_asked_for(world):
    report = receive(world)
    asked = ask(world.oversight, report.pk)
    with pytest.raises(Refused, match="yourself"):
        erasure.carry_out_erasure(world.oversight, asked)
    other_account = world.actor("oversight", world.headquarters, officer_id=world.oversight.officer_id)
    with pytest.raises(Refused, match="yourself"):
        erasure.carry_out_erasure(other_account, asked)
    with pytest.raises(IntegrityError), transaction.atomic():
        Erasure.objects.filter(pk=asked.pk).update(
            agreed=True, decided_by=asked.asked_by, decided_at=timezone.now(), wraps=0
        )
    assert not erasure.is_erased(report.pk)


def test_who_may_not_decide_and_another_institution_are_refused(world):
    report = receive(world)
    asked = ask(world.desk_head, report.pk)
    with pytest.raises(Refused):
        erasure.carry_out_erasure(world.focal_point, asked)
    with pytest.raises(Invalid, match="no such file"):
        ask(world.defence_desk_head, report.pk)
    with pytest.raises(Invalid, match="no such file"):
        ask(world.oversight, uuid.uuid4())
    assert erasure.waiting_for(second(world)) == [asked]
    assert erasure.waiting_for(world.desk_head) == []


def test_a_request_is_declined_or_taken_back(world):
    report = receive(world)
    asked = ask(world.oversight, report.pk)
    with pytest.raises(Conflict, match="waits"):
        ask(world.desk_head, report.pk)
    for who, step in (
        (world.oversight, erasure.decline_erasure),
        (second(world), erasure.withdraw_erasure),
        (world.desk_head, erasure.withdraw_erasure),
    ):
        with pytest.raises(Refused):
            step(who, asked)
    erasure.withdraw_erasure(world.oversight, asked)
    assert not Erasure.objects.exists()
    assert Entry.objects.filter(name="erasure.withdraw").exists()
    again = ask(world.oversight, report.pk)
    erasure.decline_erasure(second(world), again)
    with pytest.raises(Conflict):
        erasure.carry_out_erasure(second(world), again)
    assert not erasure.is_erased(report.pk)


def test_a_legal_hold_stops_it_until_it_is_lifted(world):
    report = receive(world)
    asked = ask(world.oversight, report.pk)
    hold = erasure.set_hold(world.desk_head, file_id=report.pk, reference="Order 12")
    with pytest.raises(Refused, match="legal hold"):
        erasure.carry_out_erasure(second(world), asked)
    assert not erasure.is_erased(report.pk)
    assert list(erasure.standing_holds(report.pk)) == [hold]
    erasure.lift_hold(second(world), hold)
    assert erasure.carry_out_erasure(second(world), asked).agreed


def test_no_page_of_an_erased_case_breaks_and_none_shows_a_word(world):
    provider = make_provider(world)
    case = open_file(world, hours_ago=5)
    referral = send(world.focal_point, case, provider)
    add_to_report(world.operator, case.report, text="more words", channel=Channel.WALK_IN)
    browser, at_provider = world.client(world.focal_point), world.client(world.provider_actor(provider.pk))
    erase(world, case.report_id)
    filekeys.forget()
    base = f"/staff/cases/{case.pk}"
    pages = [
        f"{base}/",
        *(f"{base}/{each}/" for each in ("person", "incident", "consents", "follow-ups", "closure")),
        f"/staff/reports/{case.report_id}/",
        f"/staff/care/cases/{case.pk}/",
        f"/staff/care/referrals/{referral.pk}/",
        "/staff/",
        "/staff/cases/",
        "/staff/reports/",
    ]
    answers = [browser.get(page) for page in pages]
    answers += [browser.post(f"{base}/{each}/", {"reason": "contact"}) for each in ("person", "incident")]
    answers.append(at_provider.get(f"/staff/provider/referrals/{referral.pk}/"))
    assert {each.status_code for each in answers} == {200}
    shown = "".join(each.content.decode() for each in answers)
    assert NAME not in shown
    assert TOLD not in shown
    assert "(erased)" in shown
    with unguarded("test"):
        assert broken_seals() == []


def test_nothing_is_added_to_an_erased_file(world):
    report = receive(world)
    erase(world, report.pk)
    with pytest.raises(Refused, match="erased"):
        add_to_report(world.operator, report, text="more", channel=Channel.WALK_IN)


def test_what_found_the_name_and_the_number_goes_with_it(world):
    case = open_file(world)
    with unguarded("test"):
        from genderdesk.casework.cases.acts.indexes import index_survivor

        survivor = Survivor.objects.get(case=case)
        index_survivor(survivor)
        survivor.save()
    assert Survivor.objects.get(case=case).phone_index
    assert NameToken.objects.filter(case=case).exists()
    erase(world, case.report_id)
    survivor = Survivor.objects.get(case=case)
    assert (survivor.phone_index, survivor.national_id_index) == ("", "")
    assert Report.objects.get(pk=case.report_id).phone_index == ""
    assert not NameToken.objects.filter(case=case).exists()


def test_a_process_that_had_the_key_in_memory_does_not_go_on_reading(world):
    report = receive(world)
    connection.run_on_commit.clear()
    with unguarded("test"):
        assert Report.objects.get(pk=report.pk).narrative.open() == TOLD
    kept = dict(filekeys._kept)
    assert report.pk.bytes in kept
    erase(world, report.pk)
    connection.run_on_commit.clear()
    filekeys._kept.update(kept)
    with unguarded("test"):
        assert Report.objects.get(pk=report.pk).narrative.open() == "(erased)"
    assert KeyChange.objects.filter(kind="erased").count() == 1


def test_the_call_by_which_a_report_came_is_erased_with_it(world):
    from genderdesk.casework.hotline.models import Line

    with unguarded("test"):
        line = Line.objects.create(short_code="3512", institution=world.police)
        contact = Contact.objects.create(line=line, institution=world.police, kind="call", caller="+250788000777")
        shared = Contact.objects.create(line=line, institution=world.police, kind="call", caller="+250788000778")
    report = receive(world, contact_id=contact.pk)
    receive(world, contact_id=shared.pk)
    other = receive(world, contact_id=shared.pk)
    erase(world, report.pk)
    erase(world, other.pk)
    assert erasure.is_erased(contact.pk)
    assert not erasure.is_erased(shared.pk)


class TestRetention:
    def test_without_a_rule_nothing_is_ever_due(self, world):
        open_file(world, received_at=timezone.now() - timedelta(days=365 * 40))
        assert retention.daily() == 0
        assert {kind.name for kind, _rule in retention.schedule_of_retention()} >= {"case", "report", "contact"}
        assert {rule for _kind, rule in retention.schedule_of_retention()} == {None}

    def test_a_number_of_years_needs_the_law_that_says_so(self, world):
        with pytest.raises(Invalid, match="law or rule"):
            retention.ask_retention(world.oversight, kind="case", years=10, source=" ")
        with pytest.raises(Invalid, match="years from 1"):
            retention.ask_retention(world.oversight, kind="case", years=0, source="x")
        with pytest.raises(Refused):
            retention.ask_retention(world.desk_head, kind="case", years=10, source="x")

    def test_what_is_over_is_listed_and_nothing_is_erased(self, world):
        cases = [open_file(world) for _number in range(4)]
        with unguarded("test"):
            for case, years in zip(cases, (11, 9, 11, 11), strict=True):
                case.state, case.closed_at = "closed", timezone.now() - timedelta(days=366 * years)
                case.save()
        asked = retention.ask_retention(world.oversight, kind="case", years=10, source="Invented rule for a test")
        assert retention.daily() == 0
        retention.decide_retention(world.administrator, asked, yes=True)
        erasure.set_hold(world.oversight, file_id=cases[2].report_id, reference="Order 12")
        erase(world, cases[3].report_id)
        assert retention.daily() == 1
        assert [each.file_id for each in retention.due_files()] == [cases[0].report_id]
        assert not erasure.is_erased(cases[0].report_id)
        erase(world, cases[0].report_id)
        assert not DueFile.objects.exists()
