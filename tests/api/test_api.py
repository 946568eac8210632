"""The HTTP API: the same acts, the same answers and the same sentences as the pages."""

from __future__ import annotations

import json
import uuid

import pytest
from django.test import Client

from genderdesk.casework.intake.models import Report
from genderdesk.groundwork.protection.acts import registry
from genderdesk.groundwork.protection.models import Entry
from genderdesk.interfaces.api.payloads import takes_a_file


@pytest.fixture
def post(world):
    """``post(actor, act, **payload)``: the answer to one act by the API."""

    def send(actor, name, **payload):
        client = world.client(actor)
        return client.post(f"/api/v1/acts/{name}", json.dumps(payload, default=str), content_type="application/json")

    return send


@pytest.fixture
def told(world):
    """What a field device sends of a walk-in."""
    return {
        "op_id": str(uuid.uuid4()),
        "institution": world.police.pk,
        "channel": "walk_in",
        "district": world.district.pk,
        "stated_kind": "physical",
        "safe_to_contact": "no",
        "occurred": {"at": "2026-01-31T21:00:00+02:00", "precision": "day"},
        "narrative": "Invented.",
    }


def test_a_report_by_the_api_is_a_report_like_any_other(world, post, told):
    answer = post(world.focal_point, "report.receive", **told)
    assert answer.status_code == 200, answer.content
    kept = Report.objects.get(pk=answer.json()["answer"]["pk"])
    assert (kept.district, kept.desk) == (world.district, world.station)
    assert kept.occurred_precision == "day"
    entry = Entry.objects.get(op_id=told["op_id"])
    assert (entry.name, entry.actor_id) == ("report.receive", world.focal_point.id)


def test_a_device_that_repeats_gets_the_first_answer(world, post, told):
    first, second = (post(world.focal_point, "report.receive", **told) for _ in range(2))
    assert first.json() == second.json()
    assert Report.objects.count() == 1


def test_the_same_number_for_something_else_is_a_conflict(world, post, told):
    post(world.focal_point, "report.receive", **told)
    answer = post(world.focal_point, "report.receive", **{**told, "narrative": "Another."})
    assert answer.status_code == 409
    assert "already saved" in answer.json()["sentence"]
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"stated_kind": "whatever"}, "stated_kind"),
        ({"safe_to_contact": "maybe"}, "safe_to_contact"),
        ({"op_id": "12"}, "op_id"),
        ({"district": 5}, "district"),
        ({"district": "no-such-district"}, "district"),
        ({"narative": "misspelt"}, "narative"),
        ({"occurred": {"at": "2999-01-01T00:00:00+02:00"}}, "occurred"),
        ({"occurred": {"at": "2026-01-31T21:00:00"}}, "occurred"),
        ({"occurred": "yesterday"}, "occurred"),
        ({"reporter_phone": "12"}, "reporter_phone"),
    ],
)
def test_what_is_wrong_is_named_by_its_field(world, post, told, change, field):
    answer = post(world.focal_point, "report.receive", **{**told, **change})
    assert answer.status_code == 422, answer.content
    body = answer.json()
    assert body["sentence"]
    assert field in json.dumps([body.get("field", ""), body.get("faults", [])])
    assert not Report.objects.exists()


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"text"', "\x00\x01", "[" * 5000])
def test_a_body_that_is_no_payload_gets_a_sentence(world, body):
    answer = world.client(world.focal_point).post("/api/v1/acts/report.receive", body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer.json()["sentence"]


def test_who_may_not_is_refused_with_a_sentence_and_an_entry(world, post, told):
    answer = post(world.analyst, "report.receive", **told)
    assert answer.status_code == 403
    assert "Your post does not include this" in answer.json()["sentence"]
    assert Entry.objects.filter(kind="refusal", name="report.receive", actor_id=world.analyst.id).count() == 1


def test_nobody_acts_without_signing_in(world, told):
    for name in registry:
        answer = Client().post(f"/api/v1/acts/{name}", json.dumps(told, default=str), content_type="application/json")
        assert answer.status_code == (404 if takes_a_file(registry[name]) else 401), name


def test_another_site_cannot_use_a_browser_that_is_signed_in(world, told):
    client = Client(enforce_csrf_checks=True)
    client.cookies = world.client(world.focal_point).cookies
    answer = client.post("/api/v1/acts/report.receive", json.dumps(told, default=str), content_type="application/json")
    assert answer.status_code == 403
    assert not Report.objects.exists()


class TestTheDescription:
    """openapi.json, from which somebody else's programme is written."""

    @pytest.fixture
    def described(self, world):
        answer = world.client(world.administrator).get("/api/v1/openapi.json")
        assert answer.status_code == 200
        return answer.json()

    def test_it_names_every_act_with_its_summary(self, described):
        posts = {path: each["post"] for path, each in described["paths"].items() if "post" in each}
        ours = {f"/api/v1/acts/{name}": act for name, act in registry.items() if not takes_a_file(act)}
        assert set(posts) == set(ours)
        for path, act in ours.items():
            assert posts[path]["summary"] == act.summary

    def test_every_type_that_it_names_is_described(self, described):
        named = set()

        def look(value):
            if isinstance(value, dict):
                if "$ref" in value:
                    named.add(value["$ref"].removeprefix("#/components/schemas/"))
                for each in value.values():
                    look(each)
            elif isinstance(value, list):
                for each in value:
                    look(each)

        look(described)
        assert named
        assert named <= set(described["components"]["schemas"])

    def test_a_choice_is_described_by_its_words(self, described):
        schemas = described["components"]["schemas"]
        assert set(schemas["Answer"]["enum"]) == {"yes", "no", "unknown", "declined"}

    def test_it_is_not_for_strangers(self, world):
        assert Client().get("/api/v1/openapi.json").status_code in (302, 401)
