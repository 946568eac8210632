"""FHIR R4B: a hospital's system fetches what the survivor allowed and answers by a Task, with its provider's key."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from fhir.resources.R4B import get_fhir_model_class

from genderdesk.casework.care import queries
from genderdesk.casework.care.acts import accept_referral, end_key, give_key, make_link
from genderdesk.casework.care.models import ProviderKey, Referral
from genderdesk.casework.care.queries.fhir import key_words
from genderdesk.casework.care.rules.fhir import STEPS, SYSTEM, TASK_STATUS, FhirFault, read_task
from genderdesk.casework.care.vocabulary import WITH_PROVIDER, Received
from genderdesk.casework.cases.acts import decide_exception, revoke_consent
from genderdesk.casework.cases.models import Incident
from genderdesk.casework.cases.queries import live_consent_for
from genderdesk.casework.cases.vocabulary import Withheld
from genderdesk.groundwork.platform.refusals import Invalid, Missing, Refused
from genderdesk.groundwork.protection import acts
from genderdesk.groundwork.protection.models import Entry
from tests.files import (
    NAME,
    PHONE,
    TOLD,
    ask_exception,
    consent_to_referral,
    fresh,
    give_consent,
    make_provider,
    propose,
    send,
    send_referral,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(world, case, provider):
    return send(world.focal_point, case, provider)


@pytest.fixture
def key(world, provider):
    return key_words(give_key(world.desk_head, provider))


@pytest.fixture
def hospital(client, key):
    """The hospital's system: a function from a referral, and a Task to POST, to the answer."""

    def ask(referral=None, task=None, **headers):
        path = "/api/fhir/r4b/referrals" + (f"/{referral.pk}" if referral else "")
        given = {"HTTP_AUTHORIZATION": f"Bearer {key}"} | headers
        if task is None:
            return client.get(path, **given)
        return client.post(path, json.dumps(task), content_type="application/fhir+json", **given)

    return ask


def task(referral, status, **more):
    return {
        "resourceType": "Task",
        "intent": "order",
        "status": status,
        "identifier": [{"system": f"{SYSTEM}/referral", "value": referral.number}],
        **more,
    }


def coded(name, code):
    return {"coding": [{"system": f"{SYSTEM}/{name}", "code": code}]}


def valid(document):
    """The document read by the published models of R4B, the resources within a Bundle by their own."""
    found = get_fhir_model_class(document["resourceType"]).model_validate(document)
    for entry in document.get("entry", []):
        get_fhir_model_class(entry["resource"]["resourceType"]).model_validate(entry["resource"])
    return found


def resources(document):
    return {each["resource"]["resourceType"]: each["resource"] for each in document["entry"]}


class TestFetching:
    def test_the_bundle_is_valid_r4b_and_holds_what_she_allowed(self, hospital, sent):
        answer = hospital(sent)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("application/fhir+json")
        document = answer.json()
        valid(document)
        found = resources(document)
        assert {"Task", "ServiceRequest", "Consent", "Patient", "Organization"} == set(found)
        assert found["Patient"]["name"] == [{"text": NAME}]
        assert found["Patient"]["telecom"][0]["value"] == PHONE
        assert found["ServiceRequest"]["priority"] == "stat"
        assert TOLD not in answer.content.decode()

    def test_every_reference_within_it_is_there(self, hospital, sent):
        document = hospital(sent).json()
        there = {each["fullUrl"] for each in document["entry"]}
        named = {part.split(chr(34))[0] for part in json.dumps(document["entry"]).split("urn:uuid:")[1:]}
        assert {f"urn:uuid:{each}" for each in named} == there

    def test_a_name_that_is_held_back_is_not_in_it(self, world, case, provider, hospital):
        give_consent(world.focal_point, case, provider.pk, withheld=[Withheld.NAME])
        referral = consent_to_referral(world.focal_point, propose(world.focal_point, fresh(case), provider))
        answer = hospital(send_referral(world.focal_point, referral))
        assert NAME not in answer.content.decode()
        assert "name" not in resources(answer.json())["Patient"]

    def test_what_goes_out_by_law_holds_no_consent_that_nobody_gave(self, world, case, provider, hospital):
        decide_exception(world.desk_head, ask_exception(world.focal_point, case, provider.pk), yes=True)
        referral = consent_to_referral(world.focal_point, propose(world.focal_point, fresh(case), provider))
        answer = hospital(send_referral(world.focal_point, referral))
        assert answer.status_code == 200
        valid(answer.json())
        assert {"Task", "ServiceRequest", "Patient", "Organization"} == set(resources(answer.json()))

    def test_the_first_time_tells_the_desk_that_it_was_seen_and_by_which_way(self, hospital, sent):
        assert resources(hospital(sent).json())["Task"]["status"] == "received"
        found = Referral.objects.get(pk=sent.pk)
        assert (found.state, found.sent_via) == ("acknowledged", "fhir")
        assert Entry.objects.filter(name="referral.fhir").exists()

    def test_after_a_withdrawal_nothing_of_it_is_there(self, world, case, provider, hospital, sent):
        revoke_consent(world.focal_point, fresh(case), consent=live_consent_for(case, provider.pk, purpose="referral"))
        answer = hospital(sent)
        assert answer.status_code == 404
        valid(answer.json())
        assert NAME not in answer.content.decode()

    def test_the_list_names_what_waits_and_nobody(self, world, case, provider, hospital, sent):
        document = hospital().json()
        valid(document)
        assert [each["resource"]["identifier"][0]["value"] for each in document["entry"]] == [sent.number]
        words = json.dumps(document)
        for secret in (NAME, PHONE, case.number, case.survivor.code):
            assert secret not in words
        accept_referral(world.provider_actor(provider.pk), sent)
        empty = hospital().json()
        valid(empty)
        assert empty["total"] == 0

    def test_the_list_costs_the_same_for_many(self, world, case, provider, sent, django_assert_max_num_queries):
        for _each in range(4):
            send(world.focal_point, fresh(case), provider)
        actor = world.provider_actor(provider.pk)
        with django_assert_max_num_queries(2):
            assert queries.tasks_for(actor)["total"] == 5


class TestAnswering:
    def test_a_hospital_takes_it_sees_her_and_tells_what_was_given(self, hospital, sent, case):
        at = timezone.now() + timedelta(hours=3)
        answer = hospital(sent, task(sent, "accepted", executionPeriod={"start": at.isoformat()}))
        assert answer.status_code == 200
        valid(answer.json())
        assert answer.json()["status"] == "accepted"
        given = [
            {"type": {"text": "given"}, "valueCodeableConcept": coded("received", each)}
            for each in ("pep", "wound_care", "unheard_of")
        ]
        assert hospital(sent, task(sent, "in-progress", output=given)).json()["status"] == "in-progress"
        outcome = coded("outcome", "partly_given")
        assert hospital(sent, task(sent, "completed", businessStatus=outcome)).json()["status"] == "completed"
        found = Referral.objects.get(pk=sent.pk)
        assert (found.state, found.outcome, found.appointment_at) == ("outcome", "partly_given", at)
        assert found.services_received == ["pep", "wound_care"]

    def test_completed_says_as_well_that_she_came_and_ends_the_medical_clock(
        self, hospital, sent, case, django_capture_on_commit_callbacks
    ):
        hospital(sent, task(sent, "accepted"))
        pep = [{"type": {"text": "given"}, "valueCodeableConcept": coded("received", "pep")}]
        with django_capture_on_commit_callbacks(execute=True):
            assert hospital(sent, task(sent, "completed", output=pep)).status_code == 200
        assert Referral.objects.get(pk=sent.pk).services_received == [Received.PEP]
        assert Incident.objects.get(case=case).pep_at is not None

    def test_a_no_has_its_reason(self, hospital, sent):
        hospital(sent, task(sent, "rejected", statusReason=coded("decline-reason", "full")))
        found = Referral.objects.get(pk=sent.pk)
        assert (found.state, found.decline_reason) == ("declined", "full")

    def test_a_reason_of_another_list_is_another_reason(self, hospital, sent):
        other = {"coding": [{"system": "http://example.org/why", "code": "full"}]}
        hospital(sent, task(sent, "rejected", statusReason=other))
        assert Referral.objects.get(pk=sent.pk).decline_reason == "other"

    def test_who_did_not_come(self, hospital, sent):
        hospital(sent, task(sent, "accepted"))
        assert hospital(sent, task(sent, "failed")).json()["status"] == "failed"
        assert Referral.objects.get(pk=sent.pk).state == "no_show"

    def test_the_same_task_twice_is_one_answer(self, hospital, sent):
        for _time in range(2):
            assert hospital(sent, task(sent, "accepted")).status_code == 200
        assert Entry.objects.filter(name="referral.accept", kind="act").count() == 1

    def test_what_the_machine_does_not_allow_is_a_conflict_in_words(self, hospital, sent):
        answer = hospital(sent, task(sent, "completed"))
        assert answer.status_code == 409
        valid(answer.json())
        assert Referral.objects.get(pk=sent.pk).state == "sent"

    @pytest.mark.parametrize(
        ("document", "says"),
        [
            ([], "R4B Task"),
            ({"resourceType": "Patient"}, "R4B Task"),
            ({"resourceType": "Task", "status": "accepted", "intent": "order"}, "number as an identifier"),
        ],
    )
    def test_what_is_no_answer_is_refused_in_words(self, hospital, sent, document, says):
        answer = hospital(sent, document)
        assert answer.status_code == 422
        valid(answer.json())
        assert says in answer.json()["issue"][0]["diagnostics"]

    @pytest.mark.parametrize("start", ["tomorrow", "2026-11-23T08:30:00", 7])
    def test_a_time_without_its_zone_is_refused(self, hospital, sent, start):
        answer = hospital(sent, task(sent, "accepted", executionPeriod={"start": start}))
        assert answer.status_code == 422
        assert Referral.objects.get(pk=sent.pk).state == "sent"

    def test_what_is_not_json_or_too_large_is_refused(self, client, key, sent):
        path, given = f"/api/fhir/r4b/referrals/{sent.pk}", {"HTTP_AUTHORIZATION": f"Bearer {key}"}
        for body in ("{", "x" * 100_001):
            answer = client.post(path, body, content_type="application/fhir+json", **given)
            assert answer.status_code == 422
        assert client.delete(path, **given).status_code == 405


class TestTheKey:
    def test_without_a_right_key_nothing_is_told_not_even_whether_it_is_there(self, client, world, provider, sent, key):
        other = key_words(give_key(world.desk_head, make_provider(world)))
        path = f"/api/fhir/r4b/referrals/{sent.pk}"
        for words in ("", "Bearer", "Bearer x.y", f"Bearer {uuid.uuid4()}.abc", f"Basic {key}", f"Bearer {key}0"):
            answer = client.get(path, HTTP_AUTHORIZATION=words)
            assert answer.status_code == 401, words
            valid(answer.json())
        there, none = (
            client.get(f"/api/fhir/r4b/referrals/{each}", HTTP_AUTHORIZATION=f"Bearer {other}")
            for each in (sent.pk, uuid.uuid4())
        )
        assert (there.status_code, there.content) == (none.status_code, none.content)
        assert there.status_code == 404

    def test_a_new_key_ends_the_old_one_and_the_desk_ends_them_all(self, client, world, provider, sent, key):
        def status(words):
            return client.get("/api/fhir/r4b/referrals", HTTP_AUTHORIZATION=f"Bearer {words}").status_code

        assert status(key) == 200
        second = key_words(give_key(world.desk_head, provider))
        assert (status(key), status(second)) == (401, 200)
        end_key(world.desk_head, provider)
        assert status(second) == 401

    def test_a_closed_provider_has_none(self, client, world, provider, key):
        with acts.unguarded("test"):
            type(provider).objects.filter(pk=provider.pk).update(closed_on=timezone.localdate())
        assert queries.system_with(key) is None
        provider.refresh_from_db()
        with pytest.raises(Invalid, match="closed"):
            give_key(world.desk_head, provider)

    def test_the_database_and_the_ledger_hold_no_key(self, world, provider, key):
        secret = key.partition(".")[2]
        assert secret
        kept = [str(list(model.objects.values())) for model in (ProviderKey, Entry)]
        assert not [each for each in kept if secret in each]

    @pytest.mark.parametrize("who", ["focal_point", "counsellor", "operator", "administrator", "oversight"])
    def test_only_who_keeps_the_directory_makes_shows_and_ends_it(self, world, provider, key, who):
        actor = getattr(world, who)
        for call in (give_key, end_key, queries.key_of):
            with pytest.raises(Refused):
                call(actor, provider)
        assert world.client(actor).get(f"/staff/care/providers/{provider.pk}/system/").status_code == 403

    def test_the_heads_page_makes_shows_and_ends_it(self, world, provider):
        browser, path = world.client(world.desk_head), f"/staff/care/providers/{provider.pk}/system/"
        assert browser.post(path, {"op_id": str(uuid.uuid4())}).status_code == 302
        words = key_words(ProviderKey.objects.get())
        page = browser.get(path).content.decode()
        assert words in page
        assert "/api/fhir/r4b/referrals" in page
        assert browser.post(path, {"op_id": str(uuid.uuid4()), "end": "yes"}).status_code == 302
        assert words not in browser.get(path).content.decode()

    def test_a_link_of_one_referral_fetches_no_other(self, world, case, provider, sent):
        from genderdesk.casework.care.access import guest_of

        make_link(world.focal_point, sent)
        guest = guest_of(sent.links.select_related("referral").get())
        other = send(world.focal_point, fresh(case), provider)
        with pytest.raises(Missing):
            queries.referral_for_provider(guest, other.pk)
        with pytest.raises(Refused):
            queries.bundle_for_provider(guest, other)


class TestTables:
    def test_every_state_that_a_provider_sees_has_a_status(self):
        assert set(WITH_PROVIDER) <= set(TASK_STATUS)

    def test_what_the_desk_says_can_be_answered(self):
        assert set(TASK_STATUS.values()) - {"requested"} <= set(STEPS)

    @pytest.mark.parametrize("status", ["draft", "on-hold", "cancelled", "", None, 3])
    def test_another_status_is_no_answer(self, status):
        document = {"resourceType": "Task", "intent": "order", "identifier": [{"value": "RF-1"}], "status": status}
        with pytest.raises(FhirFault, match="status"):
            read_task(document, "RF-1")
