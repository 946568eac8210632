"""Who completed, which reminder is due, what a certificate is on a day; competence comes and goes with the paper."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.groundwork.platform.refusals import Invalid, Refused
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.organisation.institution.acts import define_competence
from genderdesk.organisation.institution.models import CompetenceHeld, Officer
from genderdesk.programme.training import acts
from genderdesk.programme.training.jobs import look_at_ends
from genderdesk.programme.training.models import Certificate
from genderdesk.programme.training.rules.calendar import Appointment, calendar_of, days_from
from genderdesk.programme.training.rules.completion import (
    CompletionRule,
    months_after,
    nomination_after,
    reminder_due,
    shown_state,
)
from genderdesk.programme.training.rules.sheet import digest_of, read_scores
from genderdesk.programme.training.vocabulary import EXPIRED, EXPIRING, REMINDER_DAYS, REVOKED, VALID, Outcome, Presence
from tests.training.conftest import row

P, HALF, A, E = Presence.PRESENT, Presence.PART, Presence.ABSENT, Presence.EXCUSED
DAY = date(2026, 3, 1)


@pytest.mark.one_database
class TestCompletion:
    @pytest.mark.parametrize(
        ("presences", "after", "outcome"),
        [
            ((P, P, P, P, A), 60, Outcome.COMPLETED),
            ((P, P, P, HALF, A), 60, Outcome.TOO_FEW_SESSIONS),
            ((P, P, P, HALF, HALF), 60, Outcome.COMPLETED),
            ((P, P, P, P, E), 59, Outcome.BELOW_MARK),
            ((P, P, P, P, P), None, Outcome.NOT_TESTED),
            ((A, E, A, A, A), 100, Outcome.DID_NOT_COME),
            ((), None, Outcome.DID_NOT_COME),
        ],
        ids=["four-of-five", "three-and-a-half", "halves", "below", "untested", "absent", "nothing"],
    )
    def test_four_fifths_of_the_sessions_and_the_mark_complete_it(self, presences, after, outcome):
        assert CompletionRule(80, 60).outcome(presences, 5, after) == outcome

    @given(st.lists(st.sampled_from(list(Presence)), min_size=1, max_size=31), st.integers(1, 100))
    def test_one_session_more_never_takes_a_completion_away(self, presences, share):
        rule = CompletionRule(share)
        if rule.outcome(presences, len(presences)) == Outcome.COMPLETED:
            assert rule.outcome([*presences, P], len(presences) + 1) == Outcome.COMPLETED

    def test_who_excused_herself_from_everything_is_excused(self):
        assert [nomination_after(each) for each in ((E, E), (E, A), (A, HALF), ())] == [
            "excused",
            "absent",
            "attended",
            "absent",
        ]


@pytest.mark.one_database
class TestEnds:
    @given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 600))
    def test_so_many_months_later_is_in_the_month_that_they_lead_to(self, day, months):
        later = months_after(day, months)
        assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
        assert later.day <= day.day

    @pytest.mark.parametrize(
        ("left", "state"), [(91, VALID), (90, EXPIRING), (1, EXPIRING), (0, EXPIRED), (-1, EXPIRED)]
    )
    def test_a_certificate_ends_on_its_day_without_anybody_doing_anything(self, left, state):
        assert shown_state(VALID, DAY + timedelta(days=left), DAY) == state
        assert shown_state(REVOKED, DAY + timedelta(days=left), DAY) == REVOKED

    def test_each_reminder_is_given_once_and_none_late(self):
        end, reminded, told = DAY + timedelta(days=100), None, []
        for passed in range(102):
            due = reminder_due(end, DAY + timedelta(days=passed), reminded)
            if due is not None:
                reminded = due
                told.append((100 - passed, due))
        assert told == [(days, days) for days in REMINDER_DAYS]
        # After a month without the worker, only the nearest one is given.
        assert reminder_due(end, end - timedelta(days=20), None) == 30


@pytest.mark.one_database
class TestPapers:
    def test_the_same_lines_in_any_order_are_one_sheet(self):
        one, two = row(1), row(2)
        assert digest_of([one, two]) == digest_of([row(5, names=two.names), row(7, names=one.names)])
        assert digest_of([one]) != digest_of([one, two])

    def test_a_column_of_scores_keeps_its_gaps(self):
        assert read_scores("80\n\n 55 % \n", [1, 2, 3]) == ([80, None, 55], [])
        assert read_scores("101", [1])[1] == [(1, "101")]
        assert read_scores("1\n2", [1])[1] == [(2, "")]

    def test_days_in_a_row_pass_over_the_weekend(self):
        friday = date(2026, 3, 6)
        assert [each.day for each in days_from(friday, 3, weekends=False)] == [6, 9, 10]
        assert [each.day for each in days_from(friday, 3, weekends=True)] == [6, 7, 8]

    @given(st.text(max_size=200))
    def test_any_title_stays_within_its_line_of_a_calendar(self, title):
        at = datetime(2026, 3, 1, tzinfo=UTC)
        text = calendar_of(title, [Appointment(uuid.UUID(int=1), title, title, at, at)], at)
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def _left(certificate: Certificate) -> int:
    return (certificate.expires_on - timezone.localdate()).days


@pytest.mark.django_db
class TestCertificates:
    def test_completing_a_course_gives_the_competence_and_revoking_takes_it(self, school):
        competence = define_competence(SYSTEM, code="first-help", name="First help", validity_months=24)
        version = school.course("GIVES", competence_id=competence.pk)
        officer = school.officer()
        training = school.held([row(1, staff_code=officer.staff_code), row(2)], version)
        assert acts.issue_certificates(school.trainer, training) == 2
        held = CompetenceHeld.objects.get()
        paper = Certificate.objects.get(participation__learner__officer=officer)
        assert (held.officer, held.granted_on, held.source) == (officer, paper.issued_on, paper.number)
        acts.revoke_certificate(school.head, paper, why="mistake")
        held.refresh_from_db()
        assert held.revoked_on == timezone.localdate()

    def test_a_refresher_replaces_the_older_paper(self, school):
        school_again = [date(2010, 3, 2)]
        acts.issue_certificates(school.trainer, school.held([row(1)]))
        acts.issue_certificates(school.trainer, school.held([row(1, presences=("present",))], days=school_again))
        states = list(Certificate.objects.order_by("issued_on").values_list("state", flat=True))
        assert states == ["superseded", "valid"]

    def test_issuing_twice_gives_one_paper_each_and_nobody_gives_herself_one(self, school):
        own = Officer.objects.get(pk=school.trainer.officer_id)
        training = school.held([row(1), row(2, staff_code=own.staff_code)])
        assert [acts.issue_certificates(school.trainer, training) for _time in range(2)] == [1, 0]
        assert acts.issue_certificates(school.head, training) == 1

    def test_a_sensitisation_gives_no_paper(self, school):
        training = school.held([row(1)], school.course("TALK", "sensitisation"))
        with pytest.raises(Invalid, match="no certificate"):
            acts.issue_certificates(school.trainer, training)

    def test_the_clock_keeps_what_is_over_and_reminds_once(self, school):
        acts.issue_certificates(school.trainer, school.held([row(1)]))
        soon = timezone.localdate() - timedelta(days=700)
        acts.issue_certificates(school.trainer, school.held([row(2, presences=("present",))], days=[soon]))
        look_at_ends()
        look_at_ends()
        old, new = Certificate.objects.order_by("issued_on")
        assert (old.state, new.state, new.reminded_days) == ("expired", "valid", 60 if _left(new) > 30 else 30)

    def test_a_closed_training_is_sent_back_and_closed_anew(self, school):
        training = school.held([row(1), row(2, presences=("present", "absent", "absent"))])
        with pytest.raises(Refused):
            acts.reopen_training(school.trainer, training)
        acts.reopen_training(school.head, training)
        again = school.fresh(training)
        acts.take_in_sheet(school.trainer, again, rows=[row(2)])
        assert acts.issue_certificates(school.trainer, school.close(again)) == 2
