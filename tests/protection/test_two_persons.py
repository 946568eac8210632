"""Nobody decides what she asked for herself: not by the act, not by another account, not past the act either."""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from genderdesk.casework.intake.exporters import REGISTER, register, scope_of
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, Refused, unguarded
from genderdesk.groundwork.protection.models import Approval, Entry
from tests.serving import Demonstration, copy_of

SINCE = timezone.make_aware(datetime(2026, 10, 1))
UNTIL = timezone.make_aware(datetime(2026, 11, 1))
SCOPE = scope_of(SINCE, UNTIL)


def ask(actor: Actor) -> Approval:
    return approvals.ask(actor, kind=REGISTER, scope=SCOPE, reason="The yearly audit of invented reports.")


def other_account(actor: Actor, **attributes) -> Actor:
    """The same officer under a second account."""
    kept = {name: getattr(actor, name) for name in ("institution_id", "institution_kind", "desk_id", "officer_id")}
    return Actor(uuid.uuid4(), "user", "second-account", actor.roles | {"oversight"}, **(kept | attributes))


class TestDeciding:
    def test_a_second_person_says_yes_and_the_file_is_given(self, world):
        asked = ask(world.desk_head)
        approvals.decide(world.oversight, asked, yes=True)
        lines = list(register(world.desk_head, since=SINCE, until=UNTIL))
        assert lines
        assert Entry.objects.filter(kind="export", name="report.register").count() == 1

    @pytest.mark.parametrize("account", ["the same", "another of the same officer"])
    def test_who_asked_is_refused(self, world, account):
        asked = ask(world.desk_head)
        actor = world.desk_head if account == "the same" else other_account(world.desk_head)
        with pytest.raises(Refused, match="Another person"):
            approvals.decide(actor, asked, yes=True)
        asked.refresh_from_db()
        assert asked.decision == ""
        assert Entry.objects.filter(kind="refusal", name="approval.decide").count() == 1

    @pytest.mark.parametrize("same", ["account", "officer"])
    def test_the_database_refuses_it_too(self, world, same):
        asked = ask(world.desk_head)
        given = {"decision": "yes", "decided_at": timezone.now()}
        if same == "account":
            given |= {"decided_by": asked.asked_by}
        else:
            given |= {"decided_by": uuid.uuid4(), "decided_officer": asked.asked_officer}
        with unguarded("test"), pytest.raises(IntegrityError), transaction.atomic():
            Approval.objects.filter(pk=asked.pk).update(**given)
        asked.refresh_from_db()
        assert asked.decision == ""

    def test_a_role_that_does_not_decide_is_refused(self, world):
        asked = ask(world.desk_head)
        for name in ("analyst", "administrator", "focal_point", "operator", "defence_desk_head"):
            with pytest.raises(Refused):
                approvals.decide(getattr(world, name), asked, yes=True)

    def test_two_who_decide_at_once_do_not_both(self, world):
        asked = ask(world.desk_head)
        approvals.decide(world.oversight, asked, yes=False, answer="Not needed.")
        with pytest.raises(Conflict):
            approvals.decide(world.actor("oversight", world.headquarters), asked, yes=True)
        with pytest.raises(Refused):
            register(world.desk_head, since=SINCE, until=UNTIL)

    def test_a_no_says_why(self, world):
        with pytest.raises(Invalid):
            approvals.decide(world.oversight, ask(world.desk_head), yes=False)

    def test_the_same_request_waits_once(self, world):
        ask(world.desk_head)
        with pytest.raises(Conflict):
            ask(world.desk_head)


class TestTheFile:
    def test_without_a_second_person_it_is_refused_and_recorded(self, world):
        with pytest.raises(Refused, match="second person"):
            register(world.desk_head, since=SINCE, until=UNTIL)
        assert Entry.objects.filter(kind="refusal", name="report.register").count() == 1
        assert not Entry.objects.filter(kind="export").exists()

    def test_a_yes_holds_for_that_very_span_and_person(self, world):
        approvals.decide(world.oversight, ask(world.desk_head), yes=True)
        with pytest.raises(Refused):
            register(world.desk_head, since=SINCE - timedelta(days=1), until=UNTIL)
        with pytest.raises(Refused):
            register(world.actor("desk_head", world.station), since=SINCE, until=UNTIL)

    def test_a_yes_ends_after_its_hours(self, world):
        asked = approvals.decide(world.oversight, ask(world.desk_head), yes=True)
        assert asked.valid_until - asked.decided_at == timedelta(hours=24)
        with unguarded("test"):
            Approval.objects.filter(pk=asked.pk).update(valid_until=timezone.now())
        with pytest.raises(Refused):
            register(world.desk_head, since=SINCE, until=UNTIL)

    def test_the_page_asks_first_and_gives_afterwards(self, world):
        browser = world.client(world.desk_head)
        address = "/staff/reports/register/"
        month = f"{date(2026, 10, 1):%Y-%m}"
        asked = browser.post(address, {"month": month, "reason": "Audit.", "op_id": str(uuid.uuid4())})
        assert asked.status_code == 302
        assert "Waits for a second person" in browser.get(address).content.decode()
        assert browser.post(address, {"month": month, "take": "1"}).status_code == 403
        approvals.decide(world.oversight, Approval.objects.get(), yes=True)
        assert "Take the file" in browser.get(address).content.decode()
        answer = browser.post(address, {"month": month, "take": "1"})
        assert answer.headers["Content-Type"].startswith("text/csv")


def test_what_a_yes_allows_once_is_used_up(world):
    asked = ask(world.desk_head)
    approvals.decide(world.oversight, asked, yes=True)
    approvals.spend(world.desk_head, REGISTER, None, scope=SCOPE)
    with pytest.raises(Refused):
        approvals.spend(world.desk_head, REGISTER, None, scope=SCOPE)
    assert approvals.approved(REGISTER, None, scope=SCOPE) is None


@pytest.mark.slow
def test_of_two_who_decide_in_the_same_moment_one_learns_of_the_other(demonstration: Demonstration, tmp_path: Path):
    with copy_of(demonstration, tmp_path / "home") as mine:
        done = subprocess.run(
            [sys.executable, "-m", "tests.protection.decide_at_once"],
            cwd=Path(__file__).resolve().parents[2],
            env=mine.environment,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
    assert done.returncode == 0, done.stderr[-2000:]
    outcomes = json.loads(done.stdout.splitlines()[-1])
    assert sorted(outcomes) == ["decided", "told", "told", "told"]


class TestTakingBack:
    @pytest.mark.parametrize("account", ["the same", "another of the same officer"])
    def test_who_asked_takes_it_back_and_nobody_decides_it_then(self, world, account):
        asked = ask(world.desk_head)
        actor = world.desk_head if account == "the same" else other_account(world.desk_head)
        assert approvals.withdraw(actor, asked).decision == "withdrawn"
        with pytest.raises(Conflict, match="taken it back"):
            approvals.decide(world.oversight, asked, yes=True)
        assert approvals.waiting_for(world.oversight) == []
        assert approvals.own_waiting(world.desk_head) == []
        with pytest.raises(Refused):
            register(world.desk_head, since=SINCE, until=UNTIL)
        assert Entry.objects.filter(name="approval.withdraw").count() == 1
        assert ask(world.desk_head).decision == "", "it can be asked for again"

    def test_nobody_takes_back_what_another_asked_for(self, world):
        asked = ask(world.desk_head)
        for who in (world.oversight, world.actor("desk_head", world.other_station), world.analyst):
            with pytest.raises(Refused):
                approvals.withdraw(who, asked)
        asked.refresh_from_db()
        assert asked.decision == ""

    @pytest.mark.parametrize("yes", [True, False])
    def test_what_was_decided_stands(self, world, yes):
        asked = ask(world.desk_head)
        approvals.decide(world.oversight, asked, yes=yes, answer="Not needed.")
        with pytest.raises(Conflict):
            approvals.withdraw(world.desk_head, asked)
        assert Approval.objects.get(pk=asked.pk).decision == ("yes" if yes else "no")

    def test_the_database_keeps_no_decider_of_what_was_taken_back(self, world):
        asked = ask(world.desk_head)
        given = {"decision": "withdrawn", "decided_at": timezone.now(), "decided_by": uuid.uuid4()}
        with unguarded("test"), pytest.raises(IntegrityError), transaction.atomic():
            Approval.objects.filter(pk=asked.pk).update(**given)
        with unguarded("test"), pytest.raises(IntegrityError), transaction.atomic():
            Approval.objects.filter(pk=asked.pk).update(decision="maybe")
