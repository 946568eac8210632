"""A case goes to another desk when both have confirmed; the file, its key and its reach go with it, and not before."""

from __future__ import annotations

import dataclasses
import uuid
from collections import Counter
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from genderdesk.casework.cases import queries
from genderdesk.casework.cases.acts import (
    decide_exception,
    note_on_case,
    offer_case,
    offer_transfer,
    refuse_transfer,
    revoke_consent,
    take_transfer,
    withdraw_transfer,
)
from genderdesk.casework.cases.jobs import stop_fallen_transfers
from genderdesk.casework.cases.models import Case, HandOver, Transfer
from genderdesk.casework.cases.subscribers import stop_transfers
from genderdesk.casework.cases.vocabulary import (
    LookReason,
    Purpose,
    Scope,
    TransferReason,
    TransferRefusal,
    Withheld,
)
from genderdesk.casework.intake.access import visible_to as reports_of
from genderdesk.casework.intake.acts import declare_conflict, seal_file
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import report_for, telling_of
from genderdesk.casework.intake.vocabulary import Channel, ConflictKind, NarrowedFor
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.states import ImpossibleMove
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Missing, Refused
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import FileKey
from genderdesk.groundwork.protection.vault import filekeys
from genderdesk.interfaces.cli import hardening
from genderdesk.monitoring.statistics.models import Delta
from genderdesk.monitoring.statistics.queries import recount_differs
from genderdesk.organisation.institution.models import Officer
from tests.files import NAME, TOLD, ask_exception, ask_to_close, assess, fresh, give_consent, open_file, receive, send

pytestmark = pytest.mark.django_db


LOCKED = ("intake_report", "cases_case", "cases_transfer")


def officer_of(actor):
    return Officer.objects.get(pk=actor.officer_id)


def consent(world, case, **changes):
    given = {"purpose": Purpose.SERVICE, "scope": Scope.FULL_SUPPORT, "recipient_name": "Invented force"}
    return give_consent(world.focal_point, fresh(case), world.defence.pk, **(given | changes))


def offered(world, case, desk=None, **changes):
    given = {"reason": TransferReason.OTHER_FORCE, "agreed": Answer.YES}
    return offer_transfer(world.focal_point, fresh(case), desk=desk or world.defence_desk, **(given | changes))


def taken(actor, offer):
    return take_transfer(actor, Transfer.objects.get(pk=offer.pk), officer=officer_of(actor))


@pytest.fixture
def offer(world, case):
    """Offered to the defence desk under her consent."""
    consent(world, case)
    return offered(world, case)


def opens(actor, case):
    """Whether somebody can open the file and read its name and account."""
    try:
        found = queries.case_for(actor, case.pk)
        told = queries.account_of(actor, found, reason=LookReason.INTERVIEW).account
        assert queries.identity_of(actor, found, reason=LookReason.CONTACT).names == NAME
        assert told == TOLD
    except (Missing, Refused):
        return False
    return True


class TestToTheSisterDesk:
    def test_the_new_desk_opens_it_after_it_was_taken_and_the_old_one_no_more(self, world, case, offer):
        head = world.defence_desk_head
        assert opens(world.focal_point, case)
        assert not opens(head, case)
        assert [each.number for each in queries.transfers_to(head)] == [case.number]
        taken(head, offer)
        filekeys.forget()
        assert opens(head, case)
        for old in (world.focal_point, world.desk_head, world.investigator, world.counsellor):
            assert not opens(old, case)
            assert case not in queries.case_list(old, state="all", mine=False)
            assert not reports_of(old).filter(pk=case.report_id).exists()
        with pytest.raises(Missing):
            report_for(world.desk_head, case.report_id)
        assert report_for(head, case.report_id).pk == case.report_id
        assert fresh(case).assigned_to_id == head.officer_id

    def test_the_old_desk_keeps_the_number_the_day_and_the_new_desk(self, world, case, offer):
        taken(world.defence_desk_head, offer)
        (stub,) = queries.transfers_gone(world.focal_point)
        assert (stub.number, stub.to_desk, stub.answered_at.date()) == (
            case.number, world.defence_desk, timezone.now().date(),
        )  # fmt: skip
        assert queries.transfers_by(world.focal_point) == queries.transfers_to(world.defence_desk_head) == []
        assert list(queries.transfers_gone(world.other_focal_point)) == []

    def test_the_files_key_is_another_one_under_the_key_of_the_new_institution(self, world, case, provider):
        referral = send(world.focal_point, case, provider)
        consent(world, case)
        offer = offered(world, case)
        before = {each.file_id: each for each in FileKey.objects.filter(pk__in=[case.report_id, referral.pk])}
        assert {each.scope for each in before.values()} == {str(world.police.pk)}
        taken(world.defence_desk_head, offer)
        for each in FileKey.objects.filter(pk__in=before):
            assert each.scope == str(world.defence.pk)
            assert bytes(each.wrapped) != bytes(before[each.file_id].wrapped)
            assert (each.version, each.state) == (before[each.file_id].version + 1, "open")

    def test_what_else_was_told_of_the_same_event_goes_along_with_its_key(self, world, case, offer):
        copy = receive(world, channel=Channel.POLICE_HOTLINE)
        with unguarded("test"):
            Report.objects.filter(pk=copy.pk).update(state="duplicate", duplicate_of=case.report_id)
        taken(world.defence_desk_head, offer)
        for old in (world.focal_point, world.desk_head, world.operator):
            assert not reports_of(old).filter(pk=copy.pk).exists()
        found = report_for(world.defence_desk_head, copy.pk)
        assert found.desk == world.defence_desk
        assert telling_of(world.defence_desk_head, found).narrative == TOLD
        assert FileKey.objects.get(pk=copy.pk).scope == str(world.defence.pk)

    def test_all_of_it_is_counted_once_and_in_the_new_institution(self, world, case, offer, provider):
        assess(world.focal_point, fresh(case))
        send(world.focal_point, fresh(case), provider)
        taken(world.defence_desk_head, offer)
        counts = Counter()
        for delta in Delta.objects.filter(kind__in=("case", "assessment", "referral")):
            counts[delta.institution] += delta.sign
        assert {code: number for code, number in counts.items() if number} == {world.defence.code: 3}
        assert recount_differs() == []

    def test_what_was_written_before_and_after_stands_in_one_timeline(self, world, case, offer):
        note_on_case(world.focal_point, fresh(case), text="Before.")
        taken(world.defence_desk_head, offer)
        note_on_case(world.defence_desk_head, fresh(case), text="After.")
        kept = queries.account_of(world.defence_desk_head, fresh(case), reason=LookReason.INTERVIEW).notes
        assert {"Before.", "After."} <= set(kept.values())


class TestConsent:
    def test_without_one_for_this_recipient_purpose_and_extent_nothing_is_offered(self, world, case):
        consent(world, case, purpose=Purpose.REFERRAL)
        consent(world, case, scope=Scope.SUMMARY)
        with pytest.raises(Invalid, match="no live consent") as refusal:
            offered(world, case)
        assert refusal.value.field == "desk"

    def test_one_that_is_withdrawn_before_it_is_taken_stops_it(self, world, case):
        given = consent(world, case)
        offer = offered(world, case)
        revoke_consent(world.focal_point, fresh(case), consent=given)
        with pytest.raises(Conflict, match="withdrawn or has ended"):
            taken(world.defence_desk_head, offer)
        assert not opens(world.defence_desk_head, case)
        assert opens(world.focal_point, case)
        stop_transfers(event_id=uuid.uuid4(), case_id=str(case.pk))
        assert Transfer.objects.get(pk=offer.pk).state == "stopped"
        assert queries.transfers_to(world.defence_desk_head) == []

    def test_one_whose_time_is_over_stops_it_too(self, world, case, offer, monkeypatch):
        later = timezone.now() + timedelta(days=91)
        monkeypatch.setattr("django.utils.timezone.now", lambda: later)
        with pytest.raises(Conflict, match="withdrawn or has ended"):
            taken(world.defence_desk_head, offer)
        assert queries.transfers_to(world.defence_desk_head) == []
        with pytest.raises(Missing):
            queries.transfer_for(world.defence_desk_head, offer.pk)
        assert queries.transfer_for(world.focal_point, offer.pk) == offer
        stop_fallen_transfers()
        assert Transfer.objects.get(pk=offer.pk).state == "stopped"

    def test_a_closed_case_is_offered_to_nobody_any_more(self, world, case):
        offer = offered(world, case, world.other_station)
        assert stop_fallen_transfers() is None
        with unguarded("test"):
            Case.objects.filter(pk=case.pk).update(state="closed")
        assert queries.transfers_to(world.other_focal_point) == []
        stop_transfers(event_id=uuid.uuid4(), case_id=str(case.pk))
        assert Transfer.objects.get(pk=offer.pk).state == "stopped"
        assert stop_transfers in events.subscribers["case.closed"]

    def test_what_waits_is_asked_in_as_many_statements_for_many_as_for_one(self, world, case, offer):
        head = world.defence_desk_head
        queries.transfers_to(head)
        with CaptureQueriesContext(connection) as one:
            assert len(queries.transfers_to(head)) == 1
        other = open_file(world)
        consent(world, other)
        offered(world, other)
        with CaptureQueriesContext(connection) as two:
            assert len(queries.transfers_to(head)) == 2
        assert len(one) == len(two)

    def test_the_page_asks_no_more_for_two_offers_than_for_one(self, world, case, offer):
        browser = world.client(world.defence_desk_head)
        browser.get("/staff/cases/transfers/")
        with CaptureQueriesContext(connection) as one:
            assert case.number in browser.get("/staff/cases/transfers/").content.decode()
        other = open_file(world)
        consent(world, other)
        offered(world, other)
        with CaptureQueriesContext(connection) as two:
            assert other.number in browser.get("/staff/cases/transfers/").content.decode()
        assert len(one) == len(two)

    def test_an_exception_of_the_law_opens_the_way_as_it_does_for_a_referral(self, world, case):
        asked = ask_exception(
            world.focal_point, case, world.defence.pk, purpose=Purpose.SERVICE, scope=Scope.FULL_SUPPORT
        )
        decide_exception(world.desk_head, asked, yes=True)
        offer = offered(world, case)
        assert offer.by_law
        taken(world.defence_desk_head, offer)
        assert opens(world.defence_desk_head, case)

    @pytest.mark.parametrize("held", [{"withheld": [Withheld.PLACE]}, {"exclusions": "Nothing of my work."}])
    def test_what_is_withheld_in_it_keeps_the_file_where_it_is(self, world, case, offer, held):
        consent(world, case, **held)
        with pytest.raises(Invalid, match="withholds a part"):
            taken(world.defence_desk_head, offer)
        withdraw_transfer(world.focal_point, offer)
        with pytest.raises(Invalid, match="withholds a part") as refusal:
            offered(world, case)
        assert refusal.value.field == "desk"
        consent(world, case)
        taken(world.defence_desk_head, offered(world, case))

    def test_nobody_is_moved_against_her_will(self, world, case):
        with pytest.raises(Invalid, match="does not want this"):
            offered(world, case, world.other_station, agreed=Answer.NO)

    def test_the_database_itself_lets_nothing_out_without_a_ground(self, world, case, offer):
        offer.ground_id = None
        with unguarded("test"), pytest.raises(IntegrityError), transaction.atomic():
            offer.save()


class TestWithinOneInstitution:
    def test_the_file_goes_to_the_other_station_and_leaves_the_first_one(self, world, case):
        offer = offered(world, case, world.other_station)
        key = FileKey.objects.get(pk=case.report_id)
        taken(world.other_focal_point, offer)
        assert opens(world.other_focal_point, case)
        assert not opens(world.focal_point, case)
        assert not opens(world.investigator, case)
        assert not reports_of(world.focal_point).filter(pk=case.report_id).exists()
        with pytest.raises(Missing):
            report_for(world.focal_point, case.report_id)
        assert opens(world.desk_head, case), "the head of the whole institution keeps it"
        assert FileKey.objects.get(pk=case.report_id).version == key.version

    def test_one_person_never_offers_and_takes(self, world, case):
        offer = offer_transfer(
            world.desk_head, fresh(case), desk=world.other_station, reason=TransferReason.MOVED, agreed=Answer.YES
        )
        for same in (world.desk_head, dataclasses.replace(world.desk_head, id=uuid.uuid4())):
            with pytest.raises(Refused, match="Another person"):
                take_transfer(same, offer, officer=officer_of(world.other_focal_point))


class TestTheAnswer:
    def test_nobody_but_the_other_desk_answers(self, world, case, offer):
        for other in (world.focal_point, world.desk_head, world.other_focal_point):
            with pytest.raises(Refused):
                refuse_transfer(other, offer, why=TransferRefusal.OTHER)
        with pytest.raises(Missing):
            queries.transfer_for(world.other_focal_point, offer.pk)
        with pytest.raises(Refused):
            withdraw_transfer(world.defence_desk_head, offer)

    def test_a_no_comes_back_with_its_reason_and_it_may_be_offered_again(self, world, case, offer):
        refuse_transfer(world.defence_desk_head, offer, why=TransferRefusal.NO_CAPACITY)
        assert opens(world.focal_point, case)
        assert [each.refused_for for each in queries.transfers_of_case(case)] == ["no_capacity"]
        assert "transfer_refused" in [each.kind for each in queries.timeline_of(world.focal_point, case)]
        again = offered(world, case)
        withdraw_transfer(world.focal_point, again)
        with pytest.raises(ImpossibleMove):
            taken(world.defence_desk_head, again)

    def test_it_is_offered_to_one_desk_at_a_time_and_never_to_the_own_one(self, world, case, offer):
        with pytest.raises(Conflict, match="offered to another desk already"):
            offered(world, case)
        with pytest.raises(Invalid, match="another desk"):
            offered(world, open_file(world), world.station)

    def test_a_case_whose_closure_waits_is_not_taken(self, world, case, offer):
        ask_to_close(world.focal_point, fresh(case))
        with pytest.raises(Conflict, match="moved on"):
            taken(world.defence_desk_head, offer)

    def test_only_hands_of_the_new_desk_take_it_and_none_that_a_conflict_bars(self, world, case, offer):
        with pytest.raises(Invalid, match="no post at this desk"):
            take_transfer(world.defence_desk_head, offer, officer=officer_of(world.focal_point))
        other = world.actor("focal_point", world.defence_desk)
        report = Report.objects.get(pk=case.report_id)
        declare_conflict(world.focal_point, report, kind=ConflictKind.PERSON, officer=officer_of(other))
        with pytest.raises(Invalid, match="must not work on this file"):
            take_transfer(world.defence_desk_head, offer, officer=officer_of(other))
        assert queries.hands_for(world.defence_desk_head, [offer])[offer.pk] == [officer_of(world.defence_desk_head)]
        assert queries.transfers_to(other) == []
        with pytest.raises(Missing):
            queries.transfer_for(other, offer.pk)

    def test_the_answer_is_due_sooner_where_the_risk_is_higher(self, world, case, offer):
        assert offer.answer_due_at - offer.offered_at == timedelta(hours=24)
        other = open_file(world)
        with unguarded("test"):
            Case.objects.filter(pk=other.pk).update(risk_level="extreme")
        consent(world, other)
        urgent = offered(world, other)
        assert urgent.answer_due_at - urgent.offered_at == timedelta(hours=2)
        assert [each.pk for each in queries.transfers_to(world.defence_desk_head)] == [urgent.pk, offer.pk]

    def test_an_open_offer_to_an_officer_of_the_old_desk_ends(self, world, case, offer):
        waiting = offer_case(world.desk_head, fresh(case), taker=officer_of(world.investigator))
        taken(world.defence_desk_head, offer)
        assert HandOver.objects.get(pk=waiting.pk).state == "withdrawn"


class TestSealed:
    def test_the_report_and_the_case_are_locked_before_the_offer_as_a_sealing_locks_them(self, world, case, offer):
        """In another order the two would wait for each other on PostgreSQL, and one of them fail."""
        with CaptureQueriesContext(connection) as asked:
            taken(world.defence_desk_head, offer)
        inside = [each["sql"] for each in asked.captured_queries]
        inside = inside[next(at for at, sql in enumerate(inside) if sql.startswith(("BEGIN", "SAVEPOINT"))) :]
        first = [next(at for at, sql in enumerate(inside) if f'FROM "{each}"' in sql) for each in LOCKED]
        assert first == sorted(first)

    def test_a_sealed_file_goes_to_no_desk(self, world, case):
        cell_member = seal_file(
            world.focal_point, Report.objects.get(pk=case.report_id), reason=NarrowedFor.STAFF_SUSPECTED
        )
        assert cell_member == case.report_id
        with pytest.raises(Missing):
            offered(world, case)

    def test_an_offer_of_a_file_that_is_sealed_is_gone_for_both(self, world, case, offer):
        seal_file(world.focal_point, Report.objects.get(pk=case.report_id), reason=NarrowedFor.STAFF_SUSPECTED)
        for each in (world.defence_desk_head, world.focal_point, world.desk_head):
            assert queries.transfers_to(each) == queries.transfers_by(each) == []
            with pytest.raises(Missing):
                queries.transfer_for(each, offer.pk)
        with pytest.raises(Missing):
            taken(world.defence_desk_head, offer)


def test_both_desks_do_it_on_their_pages(world, case):
    """Offer it from the case; the other desk sees it on Today, takes it, and works on it at once."""
    consent(world, case)
    giver, taker = world.client(world.focal_point), world.client(world.defence_desk_head)
    address, op_id = f"/staff/cases/{case.pk}/transfer/", str(uuid.uuid4())
    assert world.defence_desk.name in giver.get(address).content.decode()
    sent = {"desk": str(world.defence_desk.pk), "reason": "other_force", "agreed": "yes", "op_id": op_id}
    assert giver.post(address, {**sent, "reason": "", "op_id": str(uuid.uuid4())}).status_code == 422
    for _twice in range(2):
        assert giver.post(address, sent).status_code == 302
    offer = Transfer.objects.get()
    assert case.number in taker.get("/staff/").content.decode()
    page = taker.get("/staff/cases/transfers/").content.decode()
    assert case.number in page
    assert NAME not in page
    assert TOLD not in page
    assert taker.get(f"/staff/cases/{case.pk}/").status_code == 404
    answer = {"officer": str(world.defence_desk_head.officer_id), "op_id": str(uuid.uuid4())}
    assert taker.post(f"/staff/cases/transfers/{offer.pk}/take/", answer).status_code == 302
    assert taker.get(f"/staff/cases/{case.pk}/").status_code == 200
    assert giver.get(f"/staff/cases/{case.pk}/").status_code == 404
    page = giver.get("/staff/cases/transfers/").content.decode()
    assert case.number in page
    assert world.defence_desk.name in page


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no wall of its own")
def test_the_databases_own_wall_lets_the_file_over_when_it_is_taken_and_not_before(world, case, offer, monkeypatch):
    """Hardened, PostgreSQL shows the offer to both desks, and the file to one of them."""
    head, role = world.defence_desk_head, f"pages_{uuid.uuid4().hex[:8]}"
    (officer,) = [each for each in queries.hands_for(head, [offer])[offer.pk] if each.pk == head.officer_id]

    def there(actor):
        with walls.seen_by(actor):
            files = Case.objects.filter(pk=case.pk).exists(), Report.objects.filter(pk=case.report_id).exists()
            return (*files, Transfer.objects.filter(pk=offer.pk).exists())

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"CREATE ROLE {role}")
        for statement in hardening.statements(role):
            cursor.execute(statement)
        cursor.execute(f"SET LOCAL ROLE {role}")
    monkeypatch.setattr(connection, "walled", True)
    monkeypatch.setattr(connection, "stands_for", None)
    assert there(world.focal_point) == (True, True, True)
    assert there(head) == (False, False, True)
    with walls.seen_by(head):
        mine = queries.transfer_for(head, offer.pk)
    take_transfer(head, mine, officer=officer)
    assert there(head) == (True, True, True)
    assert there(world.focal_point) == (False, False, True)
    assert there(world.defence_operator)[2]
    assert there(dataclasses.replace(head, institution_id=uuid.uuid4())) == (False, False, False)
