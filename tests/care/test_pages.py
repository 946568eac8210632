"""Care's pages under bad input and double presses; what each side sees."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from genderdesk.casework.care.models import Referral, ReferralNote
from genderdesk.casework.cases.acts import revoke_consent
from genderdesk.casework.cases.queries import live_consent_for
from tests.files import NAME, TOLD, fresh, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(world):
    return world.client(world.focal_point)


@pytest.fixture
def sent(world, case, provider):
    return send(world.focal_point, case, provider)


@pytest.fixture
def centre(world, provider):
    return world.client(world.provider_actor(provider.pk))


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Choose an answer"),
        ({"provider": "nobody", "service": "health", "urgency": "now"}, "Select a valid choice"),
        ({"provider": "", "service": "magic", "urgency": "yesterday"}, "Select a valid choice"),
    ],
)
def test_a_proposal_that_cannot_be_says_why(browser, case, given, said):
    answer = browser.post(f"/staff/care/cases/{case.pk}/propose/", {**given, "op_id": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert said in words_of(answer)


def test_a_provider_without_the_service_says_so_beside_the_field(browser, case, provider):
    given = {"provider": str(provider.pk), "service": "safe_house", "urgency": "now", "op_id": str(uuid.uuid4())}
    answer = browser.post(f"/staff/care/cases/{case.pk}/propose/", given)
    assert answer.status_code == 422
    assert "does not offer the service" in words_of(answer)


def test_a_proposal_pressed_twice_is_one_referral(browser, case, provider):
    given = {"provider": str(provider.pk), "service": "health", "urgency": "now", "op_id": str(uuid.uuid4())}
    for _twice in range(2):
        assert browser.post(f"/staff/care/cases/{case.pk}/propose/", given).status_code == 302
    assert Referral.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"appointment": "2001-01-01", "hour": "10:00"}, "in the past"),
        ({"appointment": "31/02/2026", "hour": "10:00"}, "no such date"),
        ({"appointment": "2030-01-01", "hour": "25:00"}, "no such time"),
        ({"appointment": "2030-01-01", "hour": ""}, "Write the hour as well"),
        ({"appointment": "", "hour": "10:00"}, "Write the day as well"),
    ],
)
def test_an_appointment_that_cannot_be_says_why_and_accepts_nothing(centre, sent, given, said):
    answer = centre.post(f"/staff/provider/referrals/{sent.pk}/accept/", {**given, "op_id": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert Referral.objects.get().accepted_at is None


def test_an_appointment_is_kept_in_the_desks_time(centre, sent):
    day = timezone.localdate() + timedelta(days=2)
    given = {"appointment": f"{day:%d/%m/%Y}", "hour": "14:30", "op_id": str(uuid.uuid4())}
    assert centre.post(f"/staff/provider/referrals/{sent.pk}/accept/", given).status_code == 302
    assert f"{timezone.localtime(Referral.objects.get().appointment_at):%Y-%m-%d %H:%M}" == f"{day} 14:30"


def test_an_answer_that_somebody_else_gave_meanwhile_is_a_sentence(centre, sent):
    address = f"/staff/provider/referrals/{sent.pk}/accept/"
    centre.post(address, {"op_id": str(uuid.uuid4())})
    answer = centre.post(address, {"op_id": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert "There is a problem" in words_of(answer)
    assert "table of" not in words_of(answer)


def test_a_decline_needs_its_reason(centre, sent):
    answer = centre.post(f"/staff/provider/referrals/{sent.pk}/decline/", {"op_id": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert Referral.objects.get().declined_at is None


def test_a_message_is_kept_once(centre, sent):
    given = {"text": "She may come now.", "op_id": str(uuid.uuid4())}
    for _twice in range(2):
        centre.post(f"/staff/provider/referrals/{sent.pk}/note/", given)
    assert ReferralNote.objects.count() == 1


def test_the_first_opening_tells_the_desk_that_it_was_seen(centre, sent):
    assert NAME in words_of(centre.get(f"/staff/provider/referrals/{sent.pk}/"))
    assert Referral.objects.get().state == "acknowledged"


def test_the_provider_reads_no_story_and_opens_no_case(centre, case, sent):
    assert TOLD not in words_of(centre.get(f"/staff/provider/referrals/{sent.pk}/"))
    for address in (f"/staff/cases/{case.pk}/", "/staff/cases/", "/staff/reports/", f"/staff/care/cases/{case.pk}/"):
        assert centre.get(address).status_code in (403, 404)


def test_a_withdrawn_consent_is_told_to_the_provider_and_nothing_else_is(world, case, provider, centre, sent):
    centre.get(f"/staff/provider/referrals/{sent.pk}/")
    revoke_consent(world.focal_point, fresh(case), consent=live_consent_for(case, provider.pk, "referral"))
    words = words_of(centre.get(f"/staff/provider/referrals/{sent.pk}/"))
    assert NAME not in words
    assert "was taken back" in words


def test_steps_and_referrals_that_are_none(centre, browser, sent):
    for client, address in (
        (centre, f"/staff/provider/referrals/{uuid.uuid4()}/"),
        (centre, f"/staff/provider/referrals/{sent.pk}/vanish/"),
        (browser, f"/staff/care/referrals/{uuid.uuid4()}/"),
        (browser, f"/staff/care/referrals/{sent.pk}/vanish/"),
        (browser, f"/staff/care/cases/{uuid.uuid4()}/propose/"),
    ):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("query", ["?district=T99", "?district=%00", "?district=' OR 1=1", "?service=magic"])
def test_a_strange_choice_in_the_public_list_is_an_ordinary_page(client, provider, query):
    assert client.get(f"/services/{query}").status_code == 200
