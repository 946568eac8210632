"""Referrals: nothing leaves the desk without a live consent, and a withdrawal ends what rests on it at once."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from genderdesk.casework.care import queries
from genderdesk.casework.care.acts import (
    accept_referral,
    acknowledge_referral,
    attend_referral,
    close_referral,
    conclude_referral,
    consent_to_referral,
    decline_referral,
    escalate_referral,
    miss_referral,
    note_on_referral,
    revoke_referral,
    send_referral,
)
from genderdesk.casework.care.jobs import escalate_unanswered
from genderdesk.casework.care.models import Provider, Referral
from genderdesk.casework.care.rules import answer_due, attend_due, is_overdue
from genderdesk.casework.care.vocabulary import (
    REFERRAL,
    DeclineReason,
    Outcome,
    Received,
    Service,
    Urgency,
)
from genderdesk.casework.cases.acts import revoke_consent
from genderdesk.casework.cases.obstacles import obstacles_of
from genderdesk.casework.cases.queries import clocks_of, live_consent_for
from genderdesk.casework.cases.rules.received import CLINICAL
from genderdesk.casework.cases.vocabulary import Scope
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.states import ImpossibleMove
from genderdesk.groundwork.platform.refusals import Invalid, Missing, Refused
from genderdesk.groundwork.protection import acts
from tests.files import NAME, PHONE, TOLD, ask_to_close, fresh, give_consent, make_provider, open_file, propose, send

pytestmark = pytest.mark.django_db

_DESK = {"focal_point", "desk_head"}
# Who may do what with a referral of the first station's case that was sent: desk and provider, nobody else.
MAY = {
    "referral.consent": _DESK,
    "referral.send": _DESK,
    "referral.close": _DESK,
    "referral.refuse": _DESK,
    "referral.arrange": _DESK,
    "referral.appoint": _DESK | {"provider"},
    "referral.revoke": _DESK,
    "referral.acknowledge": {"provider"},
    "referral.accept": {"provider"},
    "referral.decline": {"provider"},
    "referral.attend": _DESK | {"provider"},
    "referral.miss": _DESK | {"provider"},
    "referral.conclude": _DESK | {"provider"},
    "referral.note": _DESK | {"provider"},
    "referral.escalate": set(),
    "referral.link": _DESK,
    "referral.unlink": _DESK,
    "referral.fetch": {"provider"},
    # The counsellor has this case once it is handed over: test_counselling.py.
    "referral.tell_of_counselling": set(),
}
PEOPLE = (
    "operator",
    "dispatcher",
    "rider",
    "focal_point",
    "investigator",
    "counsellor",
    "analyst",
    "desk_head",
    "oversight",
    "administrator",
    "other_focal_point",
    "defence_desk_head",
)


@pytest.fixture
def centre(world, provider):
    """Somebody who answers at the provider."""
    return world.provider_actor(provider.pk)


@pytest.fixture
def sent(world, case, provider):
    return send(world.focal_point, case, provider)


def test_only_the_desk_and_the_named_provider_touch_a_referral(world, sent, centre):
    people = {who: getattr(world, who) for who in PEOPLE}
    people["provider"] = centre
    people["other_provider"] = world.provider_actor(make_provider(world).pk)
    for name, allowed in MAY.items():
        may = {who for who, actor in people.items() if acts.registry[name].needs.check(actor, sent)}
        assert may == allowed, name


def test_an_act_that_is_not_listed_here_is_a_hole_in_this_table():
    assert {act.name for act in acts.registry.values() if act.subject is Referral} == set(MAY)


class TestConsentComesFirst:
    def test_a_proposal_tells_the_provider_nothing(self, world, case, provider, centre):
        referral = propose(world.focal_point, case, provider)
        assert list(queries.inbox(centre)) == []
        with pytest.raises(Missing):
            queries.referral_for_provider(centre, referral.pk)

    def test_it_is_not_sent_without_a_yes_to_this_very_provider(self, world, case, provider):
        referral = propose(world.focal_point, case, provider)
        give_consent(world.focal_point, case, make_provider(world).pk)
        with pytest.raises(Invalid, match="no live consent"):
            consent_to_referral(world.focal_point, referral)
        with pytest.raises(ImpossibleMove):
            send_referral(world.focal_point, referral)
        assert Referral.objects.get().sent_at is None

    def test_a_consent_withdrawn_before_the_sending_stops_it(self, world, case, provider):
        consent = give_consent(world.focal_point, case, provider.pk)
        referral = consent_to_referral(world.focal_point, propose(world.focal_point, fresh(case), provider))
        revoke_consent(world.focal_point, fresh(case), consent=consent)
        with pytest.raises(Invalid, match="Nothing was sent"):
            send_referral(world.focal_point, referral)
        assert Referral.objects.get().state == "consented"

    def test_the_database_itself_keeps_no_referral_sent_without_consent(self, world, case, provider):
        referral = propose(world.focal_point, case, provider)
        referral.sent_at = timezone.now()
        with acts.unguarded("test"), pytest.raises(IntegrityError), transaction.atomic():
            referral.save()

    def test_the_provider_reads_only_what_the_scope_allows(self, sent, centre):
        told = " ".join(queries.summary_for_provider(centre, sent).values())
        assert PHONE in told
        assert NAME in told
        assert TOLD not in told

    def test_the_provider_reads_it_in_her_own_language_whatever_the_senders_was(self, sent, centre):
        with translation.override("fr"):
            told = queries.summary_for_provider(centre, sent)
        assert "Code de la personne" in told
        assert "Survivor code" not in told
        assert {PHONE, NAME} <= set(told.values())

    def test_another_provider_sees_none_of_it(self, world, sent):
        stranger = world.provider_actor(make_provider(world).pk)
        with pytest.raises(Missing):
            queries.referral_for_provider(stranger, sent.pk)
        with pytest.raises(Refused):
            queries.summary_for_provider(stranger, sent)


class TestWithdrawal:
    def test_it_ends_the_referral_and_empties_the_copy(
        self, world, case, provider, centre, sent, django_capture_on_commit_callbacks
    ):
        consent = live_consent_for(case, provider.pk, "referral")
        with django_capture_on_commit_callbacks(execute=True):
            revoke_consent(world.focal_point, fresh(case), consent=consent)
        referral = Referral.objects.get(pk=sent.pk)
        assert referral.state == "revoked"
        with acts.unguarded("test"):
            assert referral.summary.open() == {}
        with pytest.raises(Missing):
            queries.referral_for_provider(centre, sent.pk)

    def test_it_counts_for_the_reader_before_the_referral_has_heard_of_it(self, world, case, provider, centre, sent):
        revoke_consent(world.focal_point, fresh(case), consent=live_consent_for(case, provider.pk, "referral"))
        assert queries.summary_for_provider(centre, Referral.objects.get(pk=sent.pk)) == {}

    def test_after_the_attendance_the_copy_is_closed_too(self, world, case, provider, centre, sent):
        attend_referral(centre, accept_referral(centre, sent), received=[Received.PEP])
        revoke_consent(world.focal_point, fresh(case), consent=live_consent_for(case, provider.pk, "referral"))
        assert queries.summary_for_provider(centre, Referral.objects.get(pk=sent.pk)) == {}

    def test_a_later_no_to_the_same_provider_withdraws_it_as_well(
        self, world, case, provider, sent, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            give_consent(world.focal_point, fresh(case), provider.pk, decision=Answer.NO)
        assert Referral.objects.get(pk=sent.pk).state == "revoked"

    def test_a_no_to_somebody_else_leaves_it(self, world, case, sent, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            give_consent(world.focal_point, fresh(case), make_provider(world).pk, decision=Answer.NO)
        assert Referral.objects.get(pk=sent.pk).state == "sent"

    def test_a_consent_that_ended_by_itself_closes_the_copy(self, centre, sent, monkeypatch):
        later = timezone.now() + timedelta(days=91)
        monkeypatch.setattr("genderdesk.casework.cases.queries.gate.timezone.now", lambda: later)
        assert queries.summary_for_provider(centre, sent) == {}

    def test_a_newer_consent_as_wide_keeps_it_open(self, world, case, provider, centre, sent):
        give_consent(world.focal_point, fresh(case), provider.pk, scope=Scope.FULL_SUPPORT)
        assert queries.summary_for_provider(centre, sent)

    def test_the_desk_may_take_a_referral_back_until_it_is_closed(self, world, centre, sent):
        attended = attend_referral(centre, accept_referral(centre, sent), received=[])
        assert revoke_referral(world.focal_point, attended).state == "revoked"
        with pytest.raises(Missing):
            queries.referral_for_provider(centre, sent.pk)


class TestTheProvidersAnswer:
    def test_it_is_seen_accepted_attended_and_concluded(self, world, centre, sent):
        referral = acknowledge_referral(centre, sent)
        referral = accept_referral(centre, referral, appointment_at=timezone.now() + timedelta(hours=3))
        referral = attend_referral(centre, referral, received=[Received.PEP, Received.COUNSELLING])
        referral = conclude_referral(centre, referral, outcome=Outcome.SERVICE_GIVEN)
        referral = close_referral(world.focal_point, referral, rating=5)
        assert referral.state == "closed"
        assert referral.services_received == ["pep", "counselling"]

    def test_an_appointment_in_the_past_is_refused(self, centre, sent):
        with pytest.raises(Invalid) as refusal:
            accept_referral(centre, sent, appointment_at=timezone.now() - timedelta(hours=1))
        assert refusal.value.field == "appointment"

    def test_declined_it_is_no_longer_the_providers_to_read(self, centre, sent):
        declined = decline_referral(centre, sent, reason=DeclineReason.FULL)
        with pytest.raises(Refused):
            queries.summary_for_provider(centre, declined)

    def test_who_did_not_come_may_still_come(self, centre, sent):
        missed = miss_referral(centre, accept_referral(centre, sent))
        assert attend_referral(centre, missed, received=[]).state == "attended"

    @pytest.mark.parametrize("rating", [0, 6, -1])
    def test_a_rating_is_one_to_five(self, world, centre, sent, rating):
        declined = decline_referral(centre, sent, reason=DeclineReason.FULL)
        with pytest.raises(Invalid):
            close_referral(world.focal_point, declined, rating=rating)

    def test_an_empty_message_is_refused(self, world, sent):
        with pytest.raises(Invalid):
            note_on_referral(world.focal_point, sent, text="  ")

    def test_messages_say_from_which_side_they_came(self, world, centre, sent):
        note_on_referral(world.focal_point, sent, text="She comes at ten.")
        note_on_referral(centre, sent, text="We wait at the gate.")
        assert [each.from_provider for each in queries.notes_for_provider(centre, sent)] == [False, True]

    def test_one_press_twice_is_one_answer(self, centre, sent):
        op_id = uuid.uuid4()
        for _twice in range(2):
            accept_referral.once(op_id)(centre, sent)
        assert Referral.objects.get(pk=sent.pk).state == "accepted"


class TestDueTimes:
    @pytest.mark.parametrize(
        ("urgency", "answer", "attend"),
        [
            (Urgency.NOW, 1, 6),
            (Urgency.WITHIN_24_HOURS, 4, 24),
            (Urgency.WITHIN_72_HOURS, 24, 72),
            (Urgency.ROUTINE, 24, 14 * 24),
        ],
    )
    def test_each_urgency_has_its_hours(self, urgency, answer, attend):
        now = timezone.now()
        assert answer_due(now, urgency) - now == timedelta(hours=answer)
        assert attend_due(now, urgency) - now == timedelta(hours=attend)

    def test_it_is_late_only_after_the_last_second(self):
        due = timezone.now()
        assert not is_overdue("sent", due, due)
        assert is_overdue("sent", due, due + timedelta(seconds=1))
        assert not is_overdue("accepted", due, due + timedelta(days=1))

    def test_an_unanswered_referral_is_raised_once(self, world, sent):
        with acts.unguarded("test"):
            Referral.objects.filter(pk=sent.pk).update(answer_due_at=timezone.now() - timedelta(minutes=1))
        assert [each.pk for each in queries.overdue(world.focal_point)] == [sent.pk]
        escalate_unanswered()
        raised = Referral.objects.get(pk=sent.pk).escalated_at
        assert raised is not None
        escalate_unanswered()
        assert Referral.objects.get(pk=sent.pk).escalated_at == raised

    def test_people_do_not_raise_it_by_hand(self, world, sent):
        with pytest.raises(Refused):
            escalate_referral(world.desk_head, sent)


class TestProposing:
    def test_a_closed_provider_and_one_without_the_service_are_refused(self, world, case, provider):
        shut = make_provider(world, closed_on=timezone.localdate())
        for chosen, service in ((shut, Service.HEALTH), (provider, Service.SAFE_HOUSE)):
            with pytest.raises(Invalid) as refusal:
                propose(world.focal_point, case, chosen, service=service)
            assert refusal.value.field == "provider"

    def test_an_open_referral_stands_in_the_way_of_closing(self, world, case, sent):
        assert [str(each.sentence) for each in obstacles_of(fresh(case))] == ["1 referral has not come to its end."]
        with pytest.raises(Invalid) as refusal:
            ask_to_close(world.focal_point, fresh(case))
        assert refusal.value.field == "despite"

    def test_a_withdrawn_referral_does_not(self, world, case, sent):
        revoke_referral(world.focal_point, sent)
        assert obstacles_of(fresh(case)) == []

    def test_a_referral_of_another_desk_looks_like_none(self, world, sent):
        for stranger in (world.other_focal_point, world.defence_desk_head):
            with pytest.raises(Missing):
                queries.referral_for_staff(stranger, sent.pk)

    def test_a_provider_does_not_refer(self, world, case, provider, centre):
        with pytest.raises(Refused):
            propose(centre, case, provider)


class TestWhatTheCaseHears:
    """An attendance ends the medical clocks that it meets, by coded words and without the case knowing care."""

    def attended(self, world, centre, capture, received, service=Service.HEALTH):
        case = open_file(world, hours_ago=5)
        with capture(execute=True):
            referral = send(world.focal_point, case, Provider.objects.get(pk=centre.organisation_id), service=service)
            attend_referral(centre, accept_referral(centre, referral), received=received)
        return {each.kind: each for each in clocks_of(fresh(case))}, Referral.objects.get(pk=referral.pk).attended_at

    def test_pep_ends_its_clock_at_the_time_of_the_attendance(self, world, centre, django_capture_on_commit_callbacks):
        found, at = self.attended(world, centre, django_capture_on_commit_callbacks, [Received.PEP])
        assert found["pep"].met_at == at
        assert found["contraception"].met_at is None
        assert found["contraception"].seen_at == at

    @pytest.mark.parametrize("received", [[], [Received.MEDICAL_EXAMINATION], [Received.WOUND_CARE]])
    def test_health_care_without_pep_leaves_its_clock_running(
        self, world, centre, django_capture_on_commit_callbacks, received
    ):
        found, at = self.attended(world, centre, django_capture_on_commit_callbacks, received)
        assert found["pep"].met_at is None
        assert found["pep"].runs
        assert found["pep"].seen_at == at

    def test_legal_advice_is_no_clinician(self, world, centre, django_capture_on_commit_callbacks):
        found, _at = self.attended(
            world, centre, django_capture_on_commit_callbacks, [Received.LEGAL_ADVICE], Service.LEGAL
        )
        assert found["pep"].seen_at is None

    def test_every_clinical_word_of_care_is_known_to_the_case(self):
        others = {Received.COUNSELLING, Received.SHELTER, Received.LEGAL_ADVICE, Received.OTHER}
        assert set(CLINICAL) == set(Received) - others


def test_every_state_of_a_referral_is_reached():
    assert REFERRAL.reachable() == set(REFERRAL.states)
    assert REFERRAL.ends == {"closed", "revoked"}


def test_safe_houses_are_not_on_the_public_page(world, client):
    make_provider(world, kind="shelter", name="Invented Safe House")
    make_provider(world, kind="health", name="Invented Clinic")
    words = client.get("/services/").content.decode()
    assert "Invented Clinic" in words
    assert "Invented Safe House" not in words


def test_the_case_in_hand_is_what_the_counter_of_open_referrals_counts(world, case, sent):
    assert queries.open_referrals(case) == 1
    assert queries.open_referrals(open_file(world)) == 0
