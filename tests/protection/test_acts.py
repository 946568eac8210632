"""What an act promises, shown on the act that every report goes through."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from genderdesk.casework.intake.acts import decide_report, receive_report, triage_report
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import telling_of
from genderdesk.casework.intake.vocabulary import Channel, StatedKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.foundation.states import ImpossibleMove
from genderdesk.groundwork.foundation.times import Moment
from genderdesk.groundwork.platform.models import Message
from genderdesk.groundwork.protection import acts, batches, door
from genderdesk.groundwork.protection.access import PUBLIC, SYSTEM, Refused
from genderdesk.groundwork.protection.acts import Conflict, Invalid, grouped, unguarded
from genderdesk.groundwork.protection.guard import WriteOutsideAct
from genderdesk.groundwork.protection.models import Entry
from genderdesk.monitoring.statistics.models import Delta
from genderdesk.monitoring.statistics.queries.recount import recount_differs

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


def triage(world, report, op_id=None):
    return triage_report.once(op_id)(
        world.operator,
        report,
        safe_to_talk=Answer.YES,
        immediate_danger=Answer.NO,
        injured_or_recent=Answer.NO,
        child_involved=Answer.NO,
    )


def _broken(actor, **arguments):
    raise RuntimeError("the body is broken")


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

    def test_a_number_that_somebody_else_used_is_as_good_as_a_new_one(self, world):
        op_id = uuid.uuid4()
        first = receive(world, op_id)

        def another():
            return receive_report.once(op_id)(
                SYSTEM,
                institution=world.police,
                channel=Channel.WEB,
                district=world.district,
                stated_kind=StatedKind.PHYSICAL,
                safe_to_contact=Answer.YES,
            )

        made = another()
        assert made.pk != first.pk
        assert another().pk == made.pk, "her own repeat gets her own first answer"
        assert receive(world, op_id).pk == first.pk, "and his stays his"
        assert Report.objects.count() == 2

    def test_a_number_of_another_act_or_record_is_as_good_as_a_new_one(self, world):
        op_id, one, two = uuid.uuid4(), receive(world), receive(world)
        assert [triage(world, each, op_id).pk for each in (one, two, one, two)] == [one.pk, two.pk, one.pk, two.pk]
        decided = [decide_report.once(op_id)(world.operator, one, outcome="information_only") for _ in range(2)]
        assert decided[0].pk == decided[1].pk
        assert Entry.objects.filter(name="report.triage").count() == 2
        assert Entry.objects.filter(name="report.decide").count() == 1

    @pytest.mark.parametrize("named", [True, False])
    def test_in_a_batch_too(self, world, named):
        op_id = uuid.uuid4()
        one, two = receive(world), receive(world)
        triage(world, one, op_id)
        for _ in range(2):
            with grouped([op_id] if named else []):
                assert triage(world, two, op_id).pk == two.pk
        assert Entry.objects.filter(name="report.triage").count() == 2

    def test_refused_input_does_not_use_the_number_up(self, world):
        op_id = uuid.uuid4()
        with pytest.raises(Invalid):
            receive(world, op_id, reporter_phone="12")
        assert receive(world, op_id).number

    def test_a_repeat_gets_the_first_answer_also_when_the_state_has_moved_since(self, world):
        report = receive(world)
        triage_op, decide_op = uuid.uuid4(), uuid.uuid4()
        triage(world, report, triage_op)
        decided = decide_report.once(decide_op)(world.operator, report, outcome="information_only")
        refusals = Entry.objects.filter(kind="refusal").count()
        for _ in range(2):
            assert triage(world, report, triage_op).pk == report.pk
            assert decide_report.once(decide_op)(world.operator, report, outcome="information_only").pk == decided.pk
        report.refresh_from_db()
        assert report.state == "information_only"
        assert Entry.objects.filter(name__in=["report.triage", "report.decide"]).count() == 2
        assert Entry.objects.filter(kind="refusal").count() == refusals

    def test_a_repeat_whose_body_would_now_fail_gets_the_first_answer(self, world, monkeypatch):
        op_id = uuid.uuid4()
        first = receive(world, op_id)
        monkeypatch.setattr(receive_report, "body", _broken)
        assert receive(world, op_id).pk == first.pk
        with pytest.raises(RuntimeError, match="body"):
            receive(world, uuid.uuid4())

    def test_a_repeat_undoes_what_its_body_did_before_the_ledger_knew_it(self, world):
        op_id = uuid.uuid4()
        receive(world, op_id)
        messages, facts = Message.objects.count(), Delta.objects.count()
        receive(world, op_id)
        assert (Message.objects.count(), Delta.objects.count()) == (messages, facts)

    def test_a_new_operation_asks_the_ledger_nothing(self, world):
        with CaptureQueriesContext(connection) as statements:
            receive(world, uuid.uuid4())
        assert not [each for each in statements if "SELECT" in each["sql"] and "protection_entry" in each["sql"]]


class TestRows:
    """New rows wait for the next statement, and nobody inside the act can tell."""

    def test_a_body_sees_at_once_what_it_has_added(self, world, monkeypatch):
        body, seen = receive_report.body, []

        def watching(actor, **arguments):
            report = body(actor, **arguments)
            seen.append(Report.objects.filter(pk=report.pk).count())
            return report

        monkeypatch.setattr(receive_report, "body", watching)
        receive(world, uuid.uuid4())
        assert seen == [1]

    def test_a_record_added_and_rolled_back_within_the_body_is_gone(self, world, monkeypatch):
        body = receive_report.body

        def regretting(actor, **arguments):
            try:
                with transaction.atomic():
                    body(actor, **arguments)
                    raise LookupError
            except LookupError:
                return body(actor, **arguments)

        monkeypatch.setattr(receive_report, "body", regretting)
        report = receive(world, uuid.uuid4())
        assert list(Report.objects.values_list("pk", flat=True)) == [report.pk]

    def test_what_an_act_added_is_written_under_its_own_door_also_inside_a_disclosure(self, world, monkeypatch):
        body, told = receive_report.body, []

        def looking(actor, **arguments):
            report = body(actor, **arguments)
            told.append(telling_of(world.operator, report).narrative)
            return report

        monkeypatch.setattr(receive_report, "body", looking)
        receive(world, narrative="looked at while it is kept")
        assert told == ["looked at while it is kept"]

    def test_a_kept_record_equals_a_saved_one(self, world):
        report = receive(world, reporter_name="Uwera", occurred=Moment(timezone.now() - timedelta(days=2)))
        kept = Report.objects.get(pk=report.pk)
        with unguarded("test"):
            report.pk, report.number = new_id(), "R-TEST"
            names = ("reporter_name", "reporter_phone", "safe_contact", "place_text", "narrative")
            for name in names:
                setattr(report, name, getattr(kept, name).open())
            report.save(force_insert=True)
            saved = Report.objects.get(pk=report.pk)
            for name in names:
                assert getattr(saved, name).open() == getattr(kept, name).open()
        for field in Report._meta.concrete_fields:
            if field.name not in ("id", "number", *names):
                assert getattr(saved, field.attname) == getattr(kept, field.attname), field.name


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

    @pytest.mark.parametrize("named", [True, False])
    def test_a_repeat_of_what_came_before_the_batch_gets_the_first_answer(self, world, named):
        known, new = uuid.uuid4(), uuid.uuid4()
        first = receive(world, known)
        with grouped([known, new] if named else []):
            assert receive(world, known).pk == first.pk
            second = receive(world, new)
        assert set(Report.objects.values_list("pk", flat=True)) == {first.pk, second.pk}
        assert Entry.objects.filter(op_id__in=[known, new]).count() == 2

    def test_an_act_that_fails_after_it_wrote_takes_its_own_along_and_leaves_the_others(self, world, monkeypatch):
        body = receive_report.body

        def failing(actor, **arguments):
            report = body(actor, **arguments)
            if report.channel == "sms":
                assert Report.objects.filter(pk=report.pk).exists()  # a statement, so that rows are written
                transaction.on_commit(lambda: heard.append("sms"))
                raise Invalid("no")
            transaction.on_commit(lambda: heard.append("web"))
            return report

        heard: list[str] = []
        monkeypatch.setattr(receive_report, "body", failing)
        with TestCase.captureOnCommitCallbacks(execute=True), grouped():
            receive(world, uuid.uuid4())
            with pytest.raises(Invalid):
                receive(world, uuid.uuid4(), channel=Channel.SMS)
            receive(world, uuid.uuid4())
        assert list(Report.objects.values_list("channel", flat=True)) == ["web", "web"]
        assert Entry.objects.filter(kind="act").count() == Delta.objects.count() == 2
        assert heard == ["web", "web"]

    def test_an_act_that_fails_before_any_statement_leaves_nothing_to_do_after_commit(self, world, monkeypatch):
        def failing(actor, **arguments):
            transaction.on_commit(lambda: heard.append("never"))
            raise Invalid("no")

        heard: list[str] = []
        with TestCase.captureOnCommitCallbacks(execute=True), grouped():
            receive(world, uuid.uuid4())
            monkeypatch.setattr(receive_report, "body", failing)
            with pytest.raises(Invalid):
                receive(world, uuid.uuid4())
        assert Report.objects.count() == 1
        assert heard == []

    def test_acts_on_one_record_follow_each_other_within_a_batch(self, world):
        with grouped():
            report = receive(world, uuid.uuid4())
            with pytest.raises(ImpossibleMove):
                decide_report(world.operator, report, outcome="opened")
            triage(world, report, uuid.uuid4())
        report.refresh_from_db()
        assert report.state == "triaged"
        assert recount_differs() == []
        assert list(Delta.objects.order_by("id").values_list("sign", "dimensions__outcome")) == [
            (1, "received"),
            (-1, "received"),
            (1, "triaged"),
        ]

    def test_a_batch_that_is_broken_off_keeps_nothing(self, world):
        with pytest.raises(LookupError), grouped():
            receive(world, uuid.uuid4())
            raise LookupError
        assert Report.objects.count() == Entry.objects.filter(kind="act").count() == Delta.objects.count() == 0

    def test_an_operation_that_came_by_another_way_meanwhile_lets_the_batch_be_sent_again(self, world):
        taken, new = uuid.uuid4(), uuid.uuid4()
        first = receive(world, taken)
        with pytest.raises(Conflict, match="send it again"), grouped([taken, new]):
            # As if the ledger had not known it when the batch began.
            batches.current().fresh.add(taken)
            receive(world, taken)
            receive(world, new)
        assert list(Report.objects.values_list("pk", flat=True)) == [first.pk]
        with grouped([taken, new]):
            assert receive(world, taken).pk == first.pk
            receive(world, new)
        assert Report.objects.count() == 2

    def test_a_batch_of_new_records_costs_the_same_statements_whatever_its_length(self, world):
        def statements_of(length):
            op_ids = [uuid.uuid4() for _ in range(length)]
            with CaptureQueriesContext(connection) as statements, grouped(op_ids):
                for op_id in op_ids:
                    receive(world, op_id)
            return len(statements)

        statements_of(1)
        assert statements_of(20) == statements_of(3)


def test_every_act_says_what_it_does_and_who_may():
    for name, act in acts.registry.items():
        assert act.summary.endswith("."), name
        assert act.needs.sentence, name


def test_work_of_the_machinery_must_say_why():
    with pytest.raises(ValueError, match="why"), unguarded(""):
        pass
