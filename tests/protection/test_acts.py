"""What an act promises, shown on the act that every report goes through."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from genderdesk.casework.intake.acts import decide_report, receive_report, triage_report
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import Channel, StatedKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.states import ImpossibleMove
from genderdesk.groundwork.platform.models import Message
from genderdesk.groundwork.protection import acts, door
from genderdesk.groundwork.protection.access import PUBLIC, SYSTEM, Refused
from genderdesk.groundwork.protection.acts import Conflict, Invalid, grouped, unguarded
from genderdesk.groundwork.protection.guard import WriteOutsideAct
from genderdesk.groundwork.protection.models import Entry

pytestmark = pytest.mark.django_db


def receive(world, op_id=None, **changes):
    arguments = {
        "institution": world.police,
        "channel": Channel.WEB,
        "district": world.district,
        "stated_kind": StatedKind.PHYSICAL,
        "safe_to_contact": Answer.YES,
        "narrative": "first words",
    } | changes
    return receive_report.once(op_id)(PUBLIC, **arguments)


class TestOnlyThroughTheDoor:
    """Three ways to change a record without an act, each caught before it reaches the database."""

    def test_saving_a_record_directly_is_caught(self, world):
        report = receive(world)
        report.referred_to = "somewhere"
        with pytest.raises(WriteOutsideAct), transaction.atomic():
            report.save()

    def test_updating_or_deleting_a_queryset_is_caught(self, world):
        report = receive(world)
        with pytest.raises(WriteOutsideAct), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(referred_to="somewhere")
        with pytest.raises(WriteOutsideAct), transaction.atomic():
            Report.objects.filter(pk=report.pk).delete()
        with pytest.raises(WriteOutsideAct), transaction.atomic():
            Report.objects.bulk_create([report])

    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE intake_report SET referred_to = 'x'",
            'update only "intake_report" set referred_to = 1',
            "DELETE FROM intake_report",
            "INSERT INTO intake_report (id) VALUES (1)",
            "WITH gone AS (SELECT 1) DELETE FROM intake_report",
            "SELECT 1; DELETE FROM intake_report",
            "/* quiet */ UPDATE intake_report SET state = 'opened'",
        ],
    )
    def test_raw_sql_is_caught(self, world, sql):
        with pytest.raises(WriteOutsideAct), connection.cursor() as cursor:
            cursor.execute(sql)

    def test_a_disclosure_is_no_door_for_writing(self, world):
        report = receive(world)
        with door.opened(door.Door("disclosure", "look")), pytest.raises(WriteOutsideAct):
            report.save()


class TestOnce:
    def test_a_repeated_operation_returns_the_first_answer_and_makes_one_record(self, world):
        op_id = uuid.uuid4()
        first = receive(world, op_id)
        second = receive(world, op_id)
        assert second.pk == first.pk
        assert Report.objects.count() == 1
        assert Entry.objects.filter(op_id=op_id).count() == 1

    def test_a_repeat_with_other_words_is_told_that_the_first_stands(self, world):
        op_id = uuid.uuid4()
        receive(world, op_id)
        with pytest.raises(Conflict, match="already saved"):
            receive(world, op_id, narrative="other words")
        assert Report.objects.count() == 1

    def test_an_operation_number_cannot_be_used_by_somebody_else(self, world):
        op_id = uuid.uuid4()
        receive(world, op_id)
        with pytest.raises(Conflict, match="something else"):
            receive_report.once(op_id)(
                SYSTEM,
                institution=world.police,
                channel=Channel.WEB,
                district=world.district,
                stated_kind=StatedKind.PHYSICAL,
                safe_to_contact=Answer.YES,
            )

    def test_refused_input_does_not_use_the_number_up(self, world):
        op_id = uuid.uuid4()
        with pytest.raises(Invalid):
            receive(world, op_id, reporter_phone="12")
        assert receive(world, op_id).number


class TestRefusal:
    def test_a_refused_act_changes_nothing_and_is_recorded(self, world):
        report = receive(world)
        with pytest.raises(Refused, match="operator"):
            triage_report(
                PUBLIC,
                report,
                safe_to_talk=Answer.YES,
                immediate_danger=Answer.NO,
                injured_or_recent=Answer.NO,
                child_involved=Answer.NO,
            )
        report.refresh_from_db()
        assert report.state == "received"
        refusal = Entry.objects.get(kind="refusal")
        assert (refusal.name, refusal.subject_id) == ("report.triage", str(report.pk))

    def test_an_impossible_move_says_what_is_possible(self, world):
        report = receive(world)
        with pytest.raises(ImpossibleMove, match=r"report.triage"):
            decide_report(world.operator, report, outcome="opened")


class TestTogether:
    def test_record_entry_and_message_come_in_one_transaction(self, world, monkeypatch):
        def fail(*_lines):
            raise RuntimeError("the ledger is out")

        monkeypatch.setattr("genderdesk.groundwork.protection.ledger.write", fail)
        with pytest.raises(RuntimeError):
            receive(world)
        assert Report.objects.count() == 0
        assert Message.objects.count() == 0

    def test_each_act_makes_exactly_one_entry(self, world):
        before = Entry.objects.count()
        receive(world)
        receive(world)
        assert Entry.objects.filter(kind="act").count() == before + 2

    def test_the_ledger_names_the_act_and_no_plaintext(self, world):
        receive(world, narrative="canary-in-the-ledger")
        entry = Entry.objects.latest("id")
        assert entry.name == "report.receive"
        assert entry.notes == {"channel": "web", "stated_kind": "physical"}
        assert "canary" not in str(vars(entry))

    @pytest.mark.parametrize("change", ["update", "delete"])
    def test_the_database_itself_refuses_to_change_an_entry(self, world, change):
        receive(world)
        with pytest.raises(IntegrityError if connection.vendor == "sqlite" else Exception), transaction.atomic():
            entries = Entry.objects.all()
            entries.update(name="other") if change == "update" else entries.delete()


class TestGrouped:
    def test_a_batch_is_one_commit_with_one_entry_for_each_operation(self, world):
        before = Entry.objects.count()
        with grouped():
            for _ in range(5):
                receive(world, uuid.uuid4())
        assert Report.objects.count() == 5
        assert Entry.objects.count() == before + 5

    def test_one_bad_operation_leaves_the_others(self, world):
        with grouped():
            receive(world, uuid.uuid4())
            with pytest.raises(Invalid):
                receive(world, uuid.uuid4(), reporter_phone="12")
            receive(world, uuid.uuid4())
        assert Report.objects.count() == 2

    def test_a_repeat_inside_the_batch_and_after_it_makes_one_record(self, world):
        op_id = uuid.uuid4()
        with grouped():
            receive(world, op_id)
            receive(world, op_id)
        receive(world, op_id)
        assert Report.objects.count() == 1


def test_every_act_says_what_it_does_and_who_may():
    for name, act in acts.registry.items():
        assert act.summary.endswith("."), name
        assert act.needs.sentence, name


def test_work_of_the_machinery_must_say_why():
    with pytest.raises(ValueError, match="why"), unguarded(""):
        pass
