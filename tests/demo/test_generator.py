"""Invented lives: believable, whole, counted, and the same again from the same seed."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from genderdesk.casework.care.models import Counselling, CounsellingSession, Referral
from genderdesk.casework.care.vocabulary import REFERRAL as REFERRAL_TABLE
from genderdesk.casework.cases.models import (
    Case,
    CaseEvent,
    Closure,
    Consent,
    Death,
    FollowUp,
    Incident,
    Suspect,
    SuspectToken,
    Transfer,
)
from genderdesk.casework.cases.vocabulary import CUSTODY
from genderdesk.casework.hotline.models import Contact
from genderdesk.casework.intake.models import Report
from genderdesk.casework.response.models import Assignment, Dispatch
from genderdesk.casework.response.vocabulary import CANCELLED
from genderdesk.demo.generator import SeedUsed, generate_cases
from genderdesk.demo.generator.draw import Draw
from genderdesk.demo.generator.records import TABLES
from genderdesk.demo.generator.seasons import first_day, moments
from genderdesk.groundwork.foundation.ids import read_number
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.groundwork.protection.vault.survey import broken_seals
from genderdesk.monitoring.statistics.queries.recount import recount_differs
from tests.demo.equipment import equip
from tests.world import world_for_many

pytestmark = pytest.mark.slow

CASES = 160
# Times that may lie ahead: when something is due or a consent ends.
AHEAD = {
    "due_at",
    "risk_due_at",
    "contact_review_at",
    "next_due_at",
    "was_due_at",
    "valid_to",
    "answer_due_at",
    "attend_due_at",
    "appointment_at",
}


@pytest.fixture(scope="module")
def generated(django_db_setup, django_db_blocker):
    """Lives made once: the tests look at them, and what one adds it takes away again."""
    with world_for_many(django_db_blocker) as world:
        equip(world)
        generate_cases(CASES, 7, lambda _done, _total: None)
        yield world


@pytest.mark.django_db
class TestAWholeLife:
    def test_the_counters_equal_a_recount(self, generated):
        assert Case.objects.count() == CASES
        assert recount_differs() == []

    def test_names_are_sealed_and_open_again(self, generated):
        survivor = next(case.survivor for case in Case.objects.all() if case.survivor.names)
        assert str(survivor.names) == "•••"
        with unguarded("test"):
            assert survivor.names.open().split()[1] in ("Mfano", "Urugero", "Example", "Exemple")
            assert broken_seals() == []

    def test_every_table_has_rows_of_both_institutions(self, generated):
        for table in TABLES:
            if table.__name__ != "UssdSession":  # The world of tests has no gateway.
                assert table._default_manager.exists(), table.__name__
        assert set(Case.objects.values_list("institution__code", flat=True)) == {"TP", "TD"}

    def test_nothing_has_happened_later_than_now(self, generated):
        now = timezone.now()
        for table in TABLES:
            for field in table._meta.fields:
                if field.get_internal_type() == "DateTimeField" and field.name not in AHEAD:
                    late = table._default_manager.filter(**{f"{field.name}__gt": now})
                    assert not late.exists(), f"{table.__name__}.{field.name}"

    def test_reports_have_every_end(self, generated):
        ends = Counter(Report.objects.values_list("state", flat=True))
        assert ends["opened"] == CASES
        for state in ("duplicate", "not_gbv", "information_only", "referred_elsewhere"):
            assert ends[state], state
        for copy in Report.objects.filter(state="duplicate"):
            assert copy.duplicate_of.received_at <= copy.received_at

    def test_a_contact_without_a_report_is_closed_and_says_what_it_was(self, generated):
        with_report = set(Report.objects.exclude(contact_id=None).values_list("contact_id", flat=True))
        alone = Contact.objects.exclude(pk__in=with_report)
        assert alone.exists()
        assert not alone.filter(state="closed", classification="").exists()
        assert set(Contact.objects.values_list("state", flat=True)) <= {"closed", "abandoned", "short_abandoned"}

    def test_no_unit_is_still_out(self, generated):
        """Whoever plays next finds the whole fleet at its bases."""
        assert Dispatch.objects.exists()
        assert not Assignment.objects.filter(ended_at=None).exists()
        assert set(Dispatch.objects.values_list("state", flat=True)) <= {"closed", CANCELLED}

    def test_every_time_of_a_response_comes_after_the_one_before(self, generated):
        names = ("received_at", "opened_at", "first_alert_at", "acknowledged_at", "en_route_at", "on_scene_at")
        for dispatch in Dispatch.objects.all():
            known = [
                at
                for name in (*names, "with_survivor_at", "cleared_at", "closed_at")
                if (at := getattr(dispatch, name))
            ]
            assert known == sorted(known), dispatch

    def test_a_closed_case_was_approved_by_another_person_and_has_nothing_open(self, generated):
        closed = Case.objects.filter(state="closed")
        assert closed.count() > CASES / 2
        for case in closed:
            closure = Closure.objects.get(case=case, approved_at__isnull=False)
            assert closure.approved_by != closure.requested_by
            assert case.closed_at == closure.approved_at
            assert not FollowUp.objects.filter(case=case, state="planned").exists()
            assert set(Referral.objects.filter(case=case).values_list("state", flat=True)) <= {"closed", "revoked"}

    def test_a_referral_was_sent_only_under_a_yes(self, generated):
        for referral in Referral.objects.filter(sent_at__isnull=False):
            consent = Consent.objects.get(pk=referral.consent_id)
            assert consent.yes
            assert consent.recipient_id == referral.provider_id
            assert consent.recorded_at <= referral.sent_at
            if referral.attended_at:
                assert referral.attended_at >= referral.accepted_at >= referral.sent_at
        assert set(Referral.objects.values_list("state", flat=True)) <= set(REFERRAL_TABLE.states)

    def test_consents_are_given_refused_and_withdrawn(self, generated):
        assert Consent.objects.filter(yes=False).exists()
        assert Consent.objects.filter(revoked_at__isnull=False).exists()

    def test_the_timeline_begins_with_the_opening(self, generated):
        for case in Case.objects.all()[:20]:
            first = CaseEvent.objects.filter(case=case).order_by("at", "id").first()
            assert first.kind == "opened"

    def test_whoever_died_is_rung_by_nobody_and_had_a_second_person_say_so(self, generated):
        for death in Death.objects.select_related("case__survivor"):
            assert death.confirmed_at is None or death.confirmed_by != death.kept_by
            assert death.case.survivor.safe_to_contact == "no"
            assert death.case.risk_due_at is None
            assert not FollowUp.objects.filter(case=death.case, done_at__gt=death.kept_at).exists()

    def test_a_suspect_can_be_found_again_and_custody_ends_in_time(self, generated):
        assert SuspectToken.objects.exists()
        for suspect in Suspect.objects.filter(state="arrested"):
            assert timezone.now() - suspect.arrested_at < timedelta(days=CUSTODY.days)
        assert Suspect.objects.exclude(arrested_at=None).exclude(state="arrested").exists()

    def test_counselling_has_an_end_and_every_session_that_was_held_its_length(self, generated):
        assert CounsellingSession.objects.filter(state="held", wellbeing_after__isnull=False).exists()
        for session in CounsellingSession.objects.filter(state="planned"):
            assert session.due_at + timedelta(hours=2) > timezone.now()
        assert Counselling.objects.exclude(ended_at=None).exists()
        assert not Counselling.objects.filter(ended_at=None, case__state="closed").exists()

    def test_a_case_that_went_to_another_desk_is_there(self, generated):
        for transfer in Transfer.objects.filter(state="taken"):
            assert transfer.case.desk_id == transfer.to_desk_id == transfer.case.report.desk_id

    def test_offences_and_every_reason_for_an_end_are_there(self, generated):
        assert Incident.objects.filter(offences=["BATTERY"]).exists()
        assert {"goals_met", "died", "unreachable"} <= set(Closure.objects.values_list("reason", flat=True))

    def test_numbers_read_like_real_ones(self, generated):
        for number in Case.objects.values_list("number", flat=True):
            assert read_number(number, "GD") == number

    def test_the_code_of_a_survivor_tells_nothing_of_the_case_number(self, generated):
        for case in Case.objects.select_related("survivor"):
            assert case.survivor.code.removeprefix("S") != case.number.removeprefix("GD")
            assert case.report.number.removeprefix("R") != case.number.removeprefix("GD")

    def test_today_is_not_drowned(self, generated):
        """Of 160 cases most have ended; a handful of follow-ups is overdue."""
        assert FollowUp.objects.filter(state="planned", due_at__lt=timezone.now()).count() < 8
        assert Case.objects.exclude(state="closed").count() < CASES / 3


@pytest.mark.django_db
class TestTheLedger:
    def test_says_which_batches_were_written(self, generated):
        entry = Entry.objects.get(name="demo.generate")
        assert (entry.kind, entry.notes["seed"], entry.notes["cases"]) == ("act", 7, CASES)

    def test_refuses_the_same_seed_twice_before_anything_is_written(self, generated):
        with pytest.raises(SeedUsed, match="--seed 8"):
            generate_cases(3, 7, lambda _done, _total: None)
        assert Case.objects.count() == CASES

    def test_another_seed_adds_other_records(self, generated):
        generate_cases(20, 8, lambda _done, _total: None)
        assert Case.objects.count() == CASES + 20
        assert recount_differs() == []


class TestChance:
    def test_numbers_never_repeat_within_or_between_seeds(self):
        one, two = Draw(1), Draw(2)
        numbers = [draw.number("GD") for draw in (one, two) for _each in range(20_000)]
        assert len(set(numbers)) == len(numbers)

    def test_ids_are_of_version_7_and_carry_their_time(self):
        at = datetime(2026, 3, 1, 12, tzinfo=UTC)
        made = Draw(3).id(at)
        assert (made.version, made.variant) == (7, uuid.RFC_4122)
        assert made.int >> 80 == int(at.timestamp() * 1000)

    def test_months_grow_and_every_day_of_the_week_is_there(self):
        until = datetime(2026, 11, 24, 8, tzinfo=UTC)
        found = list(moments(Draw(4), 20_000, until))
        assert len(found) == 20_000
        assert all(at < until - timedelta(hours=6) for at in found)
        assert min(timezone.localdate(at) for at in found) >= first_day(until) == datetime(2025, 11, 1).date()
        months = Counter(f"{timezone.localdate(at):%Y-%m}" for at in found)
        assert len(months) == 13
        # December weighs 1.18 and October 0.94; ten months of growth between them make 1.41 of it.
        assert months["2026-10"] / 0.94 > 1.2 * months["2025-12"] / 1.18
        days = Counter(timezone.localdate(at).weekday() for at in found)
        assert days[6] > days[2]
        hours = Counter(timezone.localtime(at).hour for at in found)
        assert hours[19] > 3 * hours[3]

    def test_the_same_seed_draws_the_same(self):
        def fingerprint(seed: int) -> str:
            until = datetime(2026, 11, 24, 8, tzinfo=UTC)
            return hashlib.sha256(repr(list(moments(Draw(seed), 500, until))).encode()).hexdigest()

        assert fingerprint(1) == fingerprint(1) != fingerprint(2)
