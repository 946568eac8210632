"""Two files of one person: one becomes a part of the other by two people, loses nothing, and comes apart again."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from genderdesk.casework.cases import queries, readings
from genderdesk.casework.cases.access import MAY_SEE_CASES
from genderdesk.casework.cases.acts import (
    add_suspect,
    agree_join,
    ask_join,
    ask_parting,
    assign_case,
    keep_joined,
    note_on_case,
    offer_transfer,
    part_files,
    plan_follow_up,
    revoke_consent,
    send_join_back,
    take_transfer,
)
from genderdesk.casework.cases.facts import case_fact
from genderdesk.casework.cases.models import Case, CaseJoin, FollowUp, Survivor, Transfer
from genderdesk.casework.cases.obstacles import against_joining
from genderdesk.casework.cases.queries.outlets import TRANSFERRING
from genderdesk.casework.cases.queries.safe_contact import rules_of_number
from genderdesk.casework.cases.rules import SuspectFacts, SuspectWords
from genderdesk.casework.cases.vocabulary import (
    JOINED,
    JoinReason,
    LookReason,
    Purpose,
    Sameness,
    Scope,
    SearchBy,
    SearchReason,
    TransferReason,
)
from genderdesk.casework.intake.acts import decide_report, declare_conflict, restrict_file, seal_file, triage_report
from genderdesk.casework.intake.models import Conflict as InConflict
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import same_event
from genderdesk.casework.intake.rules import Reach, verdict
from genderdesk.casework.intake.vocabulary import ConflictKind, ContactWay, NarrowedFor
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.states import ImpossibleMove
from genderdesk.groundwork.platform.facts import Fact, Withdrawn
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Refused
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.groundwork.protection.vault import erasure
from genderdesk.organisation.institution.models import Officer
from tests.files import (
    NAME,
    PHONE,
    TOLD,
    at,
    flag_case,
    fresh,
    give_consent,
    open_file,
    plan_something,
    propose,
    receive,
    send,
)

pytestmark = pytest.mark.django_db

WHY = "Invented: the same number and the same evening."


@pytest.fixture
def part(world, case):
    """A second file of the same person at the same desk."""
    return open_file(world)


def asked(world, part, case, **changes):
    given = {"reason": JoinReason.SAME_EVENT, "why": WHY} | changes
    return ask_join(world.focal_point, fresh(part), into=fresh(case), **given)


def joined(world, part, case):
    asked(world, part, case)
    agree_join(world.desk_head, fresh(part))
    return Case.objects.select_related("joined_to", "survivor", "report").get(pk=part.pk)


def parted(world, part):
    ask_parting(world.focal_point, fresh(part), why="Invented: two sisters with one telephone.")
    return part_files(world.desk_head, fresh(part))


def bar(world, actor, report_id):
    officer = Officer.objects.get(pk=actor.officer_id)
    report = Report.objects.get(pk=report_id)
    declare_conflict(world.desk_head, report, kind=ConflictKind.PERSON, officer=officer)


def copy_of(world, case):
    """A report that was told later and is a copy of the one that a file was opened from."""
    answers = dict.fromkeys(("safe_to_talk", "immediate_danger", "injured_or_recent", "child_involved"), Answer.NO)
    copy = triage_report(world.focal_point, receive(world), **answers)
    earlier = Report.objects.get(pk=case.report_id)
    return decide_report(world.focal_point, copy, outcome="duplicate", duplicate_of=earlier)


def found_by(actor, by, value):
    found = queries.search_person(actor, by=by, value=value, reason=SearchReason.IS_HERE, reference="R-7K3M-92QX").found
    return [each.case.number for each in found]


class TestTwoPeople:
    def test_nobody_agrees_to_the_own_request(self, world, case, part):
        ask_join(world.desk_head, fresh(part), into=fresh(case), reason=JoinReason.SAME_EVENT, why=WHY)
        with pytest.raises(Refused):
            agree_join(world.desk_head, fresh(part))
        with pytest.raises(Refused):
            agree_join(world.focal_point, fresh(part))

    def test_the_head_reads_why_and_finds_it_on_today(self, world, case, part):
        join = asked(world, part, case)
        assert queries.joins_to_decide(world.desk_head) == [join]
        assert queries.joins_to_decide(world.focal_point) == []
        assert queries.words_of_joins(world.desk_head, part, joins=[join.pk])[join.pk].why == WHY

    def test_both_go_on_after_it_was_sent_back(self, world, case, part):
        asked(world, part, case)
        with pytest.raises(Invalid):
            send_join_back(world.desk_head, fresh(part), why=" ")
        send_join_back(world.desk_head, fresh(part), why="Invented: two persons.")
        assert fresh(part).state == "opened"
        note_on_case(world.focal_point, fresh(part), text="Invented.")
        with pytest.raises(Conflict):
            agree_join(world.desk_head, fresh(part))
        assert asked(world, part, case).waits

    def test_only_the_asker_or_the_head_sends_back(self, world, case, part):
        asked(world, part, case)
        with pytest.raises(Refused):
            send_join_back(world.counsellor, fresh(part), why="Invented.")

    def test_one_request_at_a_time(self, world, case, part):
        third = open_file(world)
        asked(world, part, case)
        for one, other in ((part, case), (case, part), (part, third), (case, third)):
            with pytest.raises(Conflict):
                asked(world, one, other)


class TestWhatFits:
    def test_two_desks_two_cells_and_itself_do_not(self, world, case, part):
        elsewhere = fresh(open_file(world))
        with unguarded("test"):
            Case.objects.filter(pk=elsewhere.pk).update(desk=world.headquarters)
        with pytest.raises(Invalid):
            asked(world, elsewhere, case)
        with pytest.raises(Invalid):
            asked(world, case, case)
        with pytest.raises(Invalid):
            asked(world, part, case, why="")

    def test_a_sealed_file_and_an_open_one_do_not(self, world, case, part):
        assert world.desk_head, "who is of the cell"
        seal_file(world.focal_point, Report.objects.get(pk=part.report_id), reason=NarrowedFor.STAFF_CLOSE)
        for one, other in ((part, case), (case, part)):
            with pytest.raises(Invalid, match="same cell"):
                ask_join(world.desk_head, fresh(one), into=fresh(other), reason=JoinReason.SAME_EVENT, why=WHY)

    def test_what_is_out_of_reach_is_not_joined(self, world, case, part):
        with unguarded("test"):
            Case.objects.filter(pk=case.pk).update(sensitivity="restricted", assigned_to=None)
        with pytest.raises(Refused):
            asked(world, part, case)

    def test_a_file_with_parts_does_not_become_one(self, world, case, part):
        third = open_file(world)
        joined(world, part, case)
        with pytest.raises(Conflict):
            asked(world, case, third)
        with pytest.raises(Conflict):
            asked(world, third, part)
        assert asked(world, third, case).waits

    def test_what_is_open_is_finished_first(self, world, case, part, provider):
        assert not against_joining(fresh(part))
        flag_case(world.focal_point, fresh(part))
        plan_something(world.focal_point, fresh(part))
        propose(world.focal_point, fresh(part), provider)
        said = against_joining(fresh(part))
        assert len(said) == 3
        with pytest.raises(Conflict, match="1 referral has not come to its end"):
            asked(world, part, case)
        assert asked(world, case, part).waits, "the other way round"

    def test_no_hour_for_medical_help_is_lost(self, world, case):
        dated = open_file(world, hours_ago=3)
        with pytest.raises(Conflict, match="when it happened"):
            asked(world, dated, case)
        assert asked(world, case, dated).waits


class TestNothingIsLost:
    def test_follow_ups_risk_and_a_no_go_on_in_the_file_that_stays(self, world, case, part):
        plan_follow_up(world.focal_point, fresh(part), due_at=at(10, 3), channel=ContactWay.IN_PERSON)
        with unguarded("test"):
            Case.objects.filter(pk=part.pk).update(risk_level="high")
            Case.objects.filter(pk=case.pk).update(risk_level="low", risk_due_at=timezone.now() + timedelta(days=9))
            part.survivor.safe_to_contact = Answer.NO
            part.survivor.save()
        joined(world, part, case)
        kept = fresh(case)
        assert kept.risk_level == "high"
        assert kept.risk_due_at <= timezone.now()
        assert kept.survivor.safe_to_contact == Answer.NO
        (planned,) = FollowUp.objects.filter(case=case)
        assert (planned.due_at, planned.channel) == (at(10, 3), ContactWay.IN_PERSON)
        assert {each.case_id for each in queries.due_follow_ups(world.focal_point, within_hours=100)} == {case.pk}

    def test_a_lower_risk_lowers_nothing(self, world, case, part):
        with unguarded("test"):
            Case.objects.filter(pk=part.pk).update(risk_level="low")
            Case.objects.filter(pk=case.pk).update(risk_level="extreme")
        joined(world, part, case)
        assert fresh(case).risk_level == "extreme"

    def test_it_stands_in_no_list_and_is_changed_no_more(self, world, case, part):
        kept = joined(world, part, case)
        actor = world.focal_point
        assert kept.state == JOINED
        numbers = {each.number for each in queries.case_list(actor, state="all")}
        assert case.number in numbers
        assert part.number not in numbers
        assert queries.clocks_of(kept) == ()
        with pytest.raises(ImpossibleMove):
            note_on_case(actor, kept, text="Invented.")
        with pytest.raises((ImpossibleMove, Conflict)):
            add_suspect(actor, kept, words=SuspectWords(names="Invented Man"), facts=SuspectFacts())

    def test_it_is_read_whole_through_the_file_that_stays(self, world, case, part):
        note_on_case(world.focal_point, fresh(part), text="Invented words of its own.")
        kept = joined(world, part, case)
        assert queries.joined_files(world.focal_point, case) == [kept]
        opened = queries.case_for(world.focal_point, part.pk)
        account = queries.account_of(world.focal_point, opened, reason=LookReason.INTERVIEW)
        assert account.account == TOLD
        assert "Invented words of its own." in account.notes.values()

    @pytest.mark.parametrize(("by", "value"), [(SearchBy.PHONE, "+250788000888"), (SearchBy.NAME, "Keza Uwimana")])
    def test_its_number_and_name_lead_to_the_file_that_stays(self, world, case, by, value):
        part = open_file(world, reporter_name="Keza Uwimana", reporter_phone="+250788000888")
        assert found_by(world.focal_point, by, value) == [part.number]
        joined(world, part, case)
        assert found_by(world.focal_point, by, value) == [case.number]
        assert queries.case_is_there(world.focal_point, number=part.number) == case.pk
        assert queries.whole_case(report_id=part.report_id) == case

    def test_it_is_counted_once_and_again_when_it_was_parted(self, world, case, part):
        assert isinstance(case_fact(fresh(part)), Fact)
        kept = joined(world, part, case)
        assert isinstance(case_fact(kept), Withdrawn)
        assert isinstance(case_fact(fresh(case)), Fact)
        parted(world, part)
        assert isinstance(case_fact(fresh(part)), Fact)

    def test_a_no_in_it_counts_and_a_yes_does_not(self, world, case, part):
        recipient = world.defence.pk
        said = {"purpose": Purpose.SERVICE, "scope": Scope.FULL_SUPPORT, "recipient_name": "Invented force"}
        yes = give_consent(world.focal_point, fresh(part), recipient, **said)
        joined(world, part, case)
        assert queries.permit_for(fresh(case), TRANSFERRING, recipient) is None
        give_consent(world.focal_point, fresh(case), recipient, **said)
        assert queries.permit_for(fresh(case), TRANSFERRING, recipient) is not None
        revoke_consent(world.focal_point, fresh(part), consent=yes)
        assert queries.permit_for(fresh(case), TRANSFERRING, recipient) is None
        (line,) = queries.consent_lines(fresh(case))
        assert not line.live
        assert len(readings.decisions_of(fresh(case))) == 2

    def test_what_is_taken_back_in_a_part_ends_what_rests_on_a_yes_in_the_whole(
        self, world, case, part, provider, django_capture_on_commit_callbacks
    ):
        force = {"purpose": Purpose.SERVICE, "scope": Scope.FULL_SUPPORT, "recipient_name": "Invented force"}
        yeses = [
            give_consent(world.focal_point, fresh(part), provider.pk),
            give_consent(world.focal_point, fresh(part), world.defence.pk, **force),
        ]
        joined(world, part, case)
        referral = send(world.focal_point, fresh(case), provider)
        give_consent(world.focal_point, fresh(case), world.defence.pk, **force)
        given = {"reason": TransferReason.OTHER_FORCE, "agreed": Answer.YES}
        offer = offer_transfer(world.focal_point, fresh(case), desk=world.defence_desk, **given)
        with django_capture_on_commit_callbacks(execute=True):
            for yes in yeses:
                revoke_consent(world.focal_point, fresh(part), consent=yes)
        referral.refresh_from_db()
        offer.refresh_from_db()
        assert referral.state == "revoked"
        assert offer.state == "stopped"

    def test_what_was_refused_in_a_part_ends_what_rests_on_an_earlier_yes_in_the_whole(
        self, world, case, part, provider, django_capture_on_commit_callbacks
    ):
        referral = send(world.focal_point, fresh(case), provider)
        give_consent(world.focal_point, fresh(part), provider.pk, decision=Answer.NO)
        with django_capture_on_commit_callbacks(execute=True):
            joined(world, part, case)
        referral.refresh_from_db()
        assert referral.state == "revoked"

    def test_a_no_to_its_own_number_still_binds(self, world, case):
        part = open_file(world, reporter_phone="+250788000888", safe_to_contact=Answer.NO)
        joined(world, part, case)
        kept = fresh(part).survivor
        assert {each.safe for each in rules_of_number(world.police.pk, kept.phone_index)} == {Answer.NO}

    def test_a_no_in_the_file_that_stays_binds_the_number_of_its_part(self, world, case):
        part = open_file(world, reporter_phone="+250788000888", safe_to_contact=Answer.YES)
        joined(world, part, case)
        number = fresh(part).survivor.phone_index
        whole = fresh(case)
        for state in (whole.state, "closed"):
            with unguarded("test"):
                Case.objects.filter(pk=case.pk).update(state=state)
                whole.survivor.safe_to_contact = Answer.NO
                whole.survivor.save()
            said = rules_of_number(world.police.pk, number)
            assert verdict(said, ContactWay.CALL, at()).reach is Reach.NO_CONTACT, state
            assert queries.reach_survivor(fresh(part), ContactWay.CALL).reach is Reach.NO_CONTACT, state

    @pytest.mark.parametrize("whole_says", [Answer.YES, Answer.UNKNOWN])
    def test_a_yes_of_a_part_grows_old(self, world, case, whole_says):
        part = open_file(world, reporter_phone="+250788000888", safe_to_contact=Answer.YES)
        joined(world, part, case)
        number, whole = fresh(part).survivor.phone_index, fresh(case)
        long_ago = timezone.now() - timedelta(days=900)
        with unguarded("test"):
            Survivor.objects.filter(case__in=(case, part)).update(contact_asked_at=long_ago)
            Survivor.objects.filter(case=case).update(safe_to_contact=whole_says)
            Survivor.objects.filter(case__in=(case, part)).update(contact_way="", contact_hours="")
            due = long_ago if whole_says is Answer.YES else None
            Case.objects.filter(pk=whole.pk).update(contact_review_at=due)
        assert verdict(rules_of_number(world.police.pk, number), ContactWay.SMS, at()).reach is Reach.ASK_AGAIN
        with unguarded("test"):
            Case.objects.filter(pk=whole.pk).update(state="closed")
        assert verdict(rules_of_number(world.police.pk, number), ContactWay.SMS, at()).reach is Reach.NOT_ASKED

    def test_what_both_numbers_share_is_asked_in_the_file_that_stays(self, world, case, part):
        joined(world, part, case)
        assert len(rules_of_number(world.police.pk, fresh(case).survivor.phone_index)) == 1


class TestWhoReadsIt:
    def test_whoever_has_the_whole_in_hand_reads_a_restricted_part(self, world, case, part):
        colleague = world.actor("investigator", world.station)
        restrict_file(world.focal_point, Report.objects.get(pk=part.report_id), reason=NarrowedFor.SURVIVOR_ASKED)
        kept = joined(world, part, case)
        assert permits(world.focal_point, MAY_SEE_CASES, kept)
        assert not permits(colleague, MAY_SEE_CASES, kept), "who did not read it before"
        officer = Officer.objects.get(pk=colleague.officer_id)
        assign_case(world.desk_head, fresh(case), version=fresh(case).version, officer=officer)
        kept = Case.objects.get(pk=part.pk)
        assert permits(colleague, MAY_SEE_CASES, kept)

    @pytest.mark.parametrize("restricted", ["case", "part"])
    def test_a_join_leaves_both_to_the_fewer_people(self, world, case, part, restricted):
        report_id = {"case": case, "part": part}[restricted].report_id
        restrict_file(world.focal_point, Report.objects.get(pk=report_id), reason=NarrowedFor.SURVIVOR_ASKED)
        joined(world, part, case)
        for each in (case, part):
            kept = Case.objects.select_related("report").get(pk=each.pk)
            assert (kept.sensitivity, kept.report.sensitivity) == ("restricted", "restricted")

    def test_a_restricted_whole_restricts_its_parts(self, world, case, part):
        colleague = world.actor("investigator", world.station)
        joined(world, part, case)
        assert permits(colleague, MAY_SEE_CASES, Case.objects.get(pk=part.pk))
        restrict_file(world.focal_point, Report.objects.get(pk=case.report_id), reason=NarrowedFor.SURVIVOR_ASKED)
        kept = Case.objects.select_related("report").get(pk=part.pk)
        assert not permits(colleague, MAY_SEE_CASES, kept)
        assert kept.report.sensitivity == "restricted", "also where it began"

    def test_a_conflict_with_either_bars_from_both_then_and_later(self, world, case, part):
        barred, later = (world.actor("investigator", world.station) for _n in range(2))
        bar(world, barred, part.report_id)
        joined(world, part, case)
        bar(world, later, case.report_id)
        for actor in (barred, later):
            for each in (case, part):
                assert not permits(actor, MAY_SEE_CASES, Case.objects.get(pk=each.pk))
        parted(world, part)
        assert InConflict.objects.filter(lifted_at__isnull=True).count() == 4, "until somebody lifts them"

    def test_a_conflict_with_a_copy_of_either_bars_from_all(self, world, case, part):
        ofs = [world.actor("investigator", world.station) for _n in range(2)]
        with unguarded("test"):
            copies = [copy_of(world, each) for each in (case, part)]
            # As one that was declared for the copy alone, before copies were told of it.
            for actor, copy in zip(ofs, copies, strict=True):
                given = {"report": copy, "kind": ConflictKind.PERSON, "declared_by": world.desk_head.id}
                InConflict(officer_id=actor.officer_id, since=timezone.localdate(), **given).save()
        joined(world, part, case)
        every = {case.report_id, part.report_id, *(each.pk for each in copies)}
        for actor in ofs:
            assert every == set(InConflict.objects.filter(officer_id=actor.officer_id).values_list("report", flat=True))

    def test_sealing_the_whole_seals_its_parts_for_the_same_cell(self, world, case, part):
        joined(world, part, case)
        seal_file(world.focal_point, Report.objects.get(pk=case.report_id), reason=NarrowedFor.STAFF_CLOSE)
        kept, whole = Case.objects.get(pk=part.pk), Case.objects.get(pk=case.pk)
        assert whole.cell_id is not None
        assert kept.cell_id == whole.cell_id
        assert not permits(world.focal_point, MAY_SEE_CASES, kept)
        assert permits(world.desk_head, MAY_SEE_CASES, kept), "of the cell"

    def test_nobody_erases_with_the_whole_a_part_that_is_hidden_from_her(self, world, case, part):
        joined(world, part, case)
        seal_file(world.focal_point, Report.objects.get(pk=case.report_id), reason=NarrowedFor.STAFF_CLOSE)
        with unguarded("test"):
            for model, pk in ((Report, case.report_id), (Case, case.pk)):
                model.objects.filter(pk=pk).update(cell=None, sensitivity="restricted")
        given = {"authority": erasure.Authority.SURVIVORS_WISH, "reference": "L-1"}
        wanted = erasure.ask_erasure(world.desk_head, file_id=case.report_id, **given)
        with pytest.raises(Refused, match="who may see all of it"):
            erasure.carry_out_erasure(world.oversight, wanted)
        assert not erasure.is_erased(part.report_id)
        assert not erasure.is_erased(case.report_id)

    def test_parts_go_along_to_another_desk(self, world, case, part):
        joined(world, part, case)
        offer = offer_transfer(
            world.focal_point, fresh(case), desk=world.headquarters, reason=TransferReason.NEARER, agreed=Answer.YES
        )
        head = world.desk_head
        officer = Officer.objects.get(pk=head.officer_id)
        take_transfer(head, Transfer.objects.get(pk=offer.pk), officer=officer)
        kept = Case.objects.get(pk=part.pk)
        assert (kept.desk, kept.report.desk, kept.assigned_to) == (world.headquarters, world.headquarters, None)
        assert permits(head, MAY_SEE_CASES, kept)
        assert not permits(world.focal_point, MAY_SEE_CASES, kept)


class TestWhatLeadsToAHiddenFile:
    @pytest.fixture
    def colleague(self, world):
        return world.actor("focal_point", world.station)

    def test_a_request_bars_at_once_from_both_whoever_is_barred_from_one(self, world, case, part, colleague):
        bar(world, colleague, case.report_id)
        asked(world, part, case)
        for each in (case, part):
            assert not permits(colleague, MAY_SEE_CASES, Case.objects.get(pk=each.pk))

    def test_whoever_it_alone_has_barred_is_let_in_again_when_it_is_sent_back(self, world, case, part, colleague):
        bar(world, colleague, case.report_id)
        asked(world, part, case)
        send_join_back(world.desk_head, fresh(part), why="Invented: not hers.")
        assert permits(colleague, MAY_SEE_CASES, Case.objects.get(pk=part.pk))
        assert not permits(colleague, MAY_SEE_CASES, Case.objects.get(pk=case.pk))
        assert [each.lifted_at is None for each in InConflict.objects.filter(report_id=part.report_id)] == [False]
        assert Entry.objects.filter(name="report.bar_apart", subject_id=str(part.report_id)).count() == 1

    def test_who_was_barred_for_another_reason_meanwhile_stays_barred(self, world, case, part, colleague):
        copy = copy_of(world, part)
        bar(world, colleague, case.report_id)
        asked(world, part, case)
        bar(world, colleague, copy.pk)
        send_join_back(world.desk_head, fresh(part), why="Invented: not hers.")
        assert not permits(colleague, MAY_SEE_CASES, Case.objects.get(pk=part.pk))

    def test_what_a_request_brought_stays_once_it_was_agreed_to(self, world, case, part, colleague):
        bar(world, colleague, case.report_id)
        joined(world, part, case)
        parted(world, part)
        assert not permits(colleague, MAY_SEE_CASES, Case.objects.get(pk=part.pk))

    def test_neither_page_nor_timeline_nor_note_leads_to_it(self, world, case, part, colleague):
        """Also where the other file was closed to the reader in another way, and also once it was sent back."""
        join = asked(world, part, case)
        page, overview = f"/staff/cases/{part.pk}/join/", f"/staff/cases/{part.pk}/"
        browser = world.client(colleague)
        for address in (page, overview):
            assert case.number in browser.get(address).content.decode(), address
        restrict_file(world.focal_point, Report.objects.get(pk=case.report_id), reason=NarrowedFor.SURVIVOR_ASKED)
        for step in ("waits", "sent back"):
            for address in (page, overview):
                text = browser.get(address).content.decode()
                assert case.number not in text, (step, address)
                assert str(case.pk) not in text, (step, address)
            if step == "waits":
                send_join_back(world.desk_head, fresh(part), why="Invented: not hers.")
        told = queries.account_of(colleague, fresh(part), reason=LookReason.INTERVIEW)
        assert "Invented: not hers." not in told.notes.values()
        assert [each.ref for each in queries.timeline_of(world.focal_point, fresh(part))].count(case.number) == 2
        assert join.case_id == part.pk

    @pytest.mark.parametrize("which", ["case", "part"])
    def test_a_file_that_is_sealed_ends_the_request(self, world, case, part, which):
        asked(world, part, case)
        sealed = {"case": case, "part": part}[which]
        seal_file(world.focal_point, Report.objects.get(pk=sealed.report_id), reason=NarrowedFor.STAFF_CLOSE)
        join = CaseJoin.objects.get(case=part)
        assert not join.waits
        assert join.waiting_since is None


class TestPartedAgain:
    def test_it_is_what_it_was_and_its_risk_is_due(self, world, case, part):
        plan_follow_up(world.focal_point, fresh(part), due_at=at(10, 3), channel=ContactWay.IN_PERSON)
        before = fresh(part).state
        joined(world, part, case)
        assert {each.pk for each in same_event(Report.objects.get(pk=part.report_id))} == {case.report_id}
        parted(world, part)
        kept = fresh(part)
        assert (kept.state, kept.joined_to) == (before, None)
        assert kept.risk_due_at <= timezone.now()
        assert FollowUp.objects.get(case=part).state == "planned"
        assert same_event(Report.objects.get(pk=part.report_id)) == []
        note_on_case(world.focal_point, kept, text="Invented.")
        assert queries.joined_files(world.focal_point, case) == []

    def test_two_people_part_them_and_one_may_leave_them_joined(self, world, case, part):
        joined(world, part, case)
        ask_parting(world.desk_head, fresh(part), why="Invented.")
        with pytest.raises(Refused):
            part_files(world.desk_head, fresh(part))
        with pytest.raises(Conflict):
            ask_parting(world.focal_point, fresh(part), why="Invented.")
        keep_joined(world.desk_head, fresh(part), why="Invented: she has one telephone.")
        assert fresh(part).state == JOINED
        assert not CaseJoin.objects.get(case=part).parting_waits


class TestAlike:
    def test_the_same_number_or_whole_name_at_the_own_desk_is_offered(self, world, case):
        phone = open_file(world, reporter_name="Invented Other", reporter_phone=PHONE)
        name = open_file(world, reporter_name=NAME, reporter_phone="+250788000999")
        open_file(world, reporter_name="Invented Else", reporter_phone="+250788000998")
        found = {each.case.pk: each.by for each in queries.alike(world.focal_point, fresh(case))}
        assert found == {phone.pk: (Sameness.PHONE,), name.pk: (Sameness.NAME,)}

    def test_neither_a_part_nor_a_restricted_file_is_offered(self, world, case, part):
        hidden = open_file(world)
        with unguarded("test"):
            Case.objects.filter(pk=hidden.pk).update(sensitivity="restricted", assigned_to=None)
        assert {each.case.pk for each in queries.alike(world.focal_point, fresh(case))} == {part.pk}
        joined(world, part, case)
        assert queries.alike(world.focal_point, fresh(case)) == []


class TestThePages:
    def press(self, browser, address, **data):
        return browser.post(address, {"op_id": str(uuid.uuid4()), **data})

    def test_the_owner_is_offered_it_asks_and_the_head_agrees(self, world, case, part):
        owner, head = world.client(world.focal_point), world.client(world.desk_head)
        address = f"/staff/cases/{case.pk}/join/"
        assert address in owner.get(f"/staff/cases/{case.pk}/").content.decode()
        page = owner.get(address).content.decode()
        assert part.number in page
        assert "the same phone number" in page
        wrong = self.press(owner, address, number="GD-XXXX-XXXX", reason="same_event", why=WHY)
        assert wrong.status_code == 422
        assert WHY in wrong.content.decode()
        typed = part.number.lower().replace("-", " ")
        op_id = str(uuid.uuid4())
        for _press in range(2):
            answer = owner.post(address, {"op_id": op_id, "number": typed, "reason": "same_event", "why": WHY})
            assert answer.status_code == 302
        join = CaseJoin.objects.get()
        assert "Nobody agrees to the own request" in owner.get(address).content.decode()
        assert case.number in head.get("/staff/").content.decode()
        assert WHY in head.get(address).content.decode()
        assert self.press(head, f"{address}{join.pk}/agree/").status_code == 302
        page = owner.get(f"/staff/cases/{part.pk}/").content.decode()
        assert f"This file was joined to {case.number}" in page
        assert "Add a note" not in page
        assert part.number in owner.get(f"/staff/cases/{case.pk}/").content.decode()

    def test_every_part_of_a_joined_file_opens_and_offers_nothing_to_change(self, world, case, part):
        joined(world, part, case)
        browser = world.client(world.desk_head)
        for each in ("", "person/", "incident/", "suspects/", "risk/", "plans/", "consents/", "files/", "follow-ups/",
                     "flags/", "closure/", "join/", "transfer/", "print/"):  # fmt: skip
            page = browser.get(f"/staff/cases/{part.pk}/{each}")
            assert page.status_code == 200, each
            assert f"This file was joined to {case.number}" in page.content.decode(), each

    def test_they_are_parted_on_the_page(self, world, case, part):
        joined(world, part, case)
        join = CaseJoin.objects.get()
        owner, head = world.client(world.focal_point), world.client(world.desk_head)
        address = f"/staff/cases/{case.pk}/join/"
        assert self.press(owner, f"{address}{join.pk}/ask-parting/", why="").status_code == 422
        assert self.press(owner, f"{address}{join.pk}/ask-parting/", why="Invented: two sisters.").status_code == 302
        assert self.press(owner, f"{address}{join.pk}/part/").status_code in (403, 404)
        assert "Invented: two sisters." in head.get(address).content.decode()
        assert self.press(head, f"{address}{join.pk}/part/").status_code == 302
        assert fresh(part).joined_to is None

    def test_it_is_no_page_for_another_desk(self, world, case, part):
        asked(world, part, case)
        join = CaseJoin.objects.get()
        stranger = world.client(world.other_focal_point)
        for each in (case, part):
            assert stranger.get(f"/staff/cases/{each.pk}/join/").status_code == 404
            assert self.press(stranger, f"/staff/cases/{each.pk}/join/{join.pk}/agree/").status_code == 404

    def test_an_unknown_step_and_a_late_answer_are_sentences(self, world, case, part):
        join = asked(world, part, case)
        head, address = world.client(world.desk_head), f"/staff/cases/{case.pk}/join/{join.pk}/"
        assert self.press(head, f"{address}fly/").status_code == 404
        assert self.press(head, f"{address}agree/").status_code == 302
        late = self.press(head, f"{address}agree/")
        assert late.status_code == 422
        assert "meanwhile" in late.content.decode() or "moved on" in late.content.decode()
