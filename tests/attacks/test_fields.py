"""Every word of a file, for every role, on files of every sensitivity: on no page but where the table says so."""

from __future__ import annotations

import os
import uuid
from collections import defaultdict
from dataclasses import replace

import pytest
from django.urls import resolve
from django.utils import timezone

from genderdesk.casework.cases.models import Case, Consent
from genderdesk.casework.response.models import Assignment, Dispatch
from genderdesk.groundwork.protection.acts import unguarded
from tests.attacks import fields, twins
from tests.attacks.matrix import ROLES
from tests.attacks.situations import SITUATIONS, file_of
from tests.attacks.test_matrix import _filled, _routes
from tests.files import make_provider
from tests.response.conftest import make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.one_database]


def seen_by(actor, client, records) -> str:
    """The text of everything that somebody can open of a file: a page that is closed to the role reads no file."""
    asked = [("GET", route, {}) for route in _routes()]
    asked += [("POST", route, given | {"op_id": str(uuid.uuid4())}) for route, given in fields.ASKED_FOR]
    asked += [("GET", route, {}) for route in fields.OWN_PAGES]
    consent = str(Consent.objects.filter(case=records[Case].pk).latest("recorded_at").pk)
    pages = [
        (method, _filled(route.replace("<uuid:consent_id>", consent), records), given) for method, route, given in asked
    ]
    return "".join(
        twins.ask(client, method, path, given).body.decode()
        for method, path, given in pages
        if not twins.is_closed(actor, resolve(path).func)
    )


def test_every_field_is_shown_as_the_table_says_and_nowhere_else(world):
    """A line that differs is a decision: read it, and change fields.csv by hand where it is right."""
    provider = make_provider(world)
    people = {role: getattr(world, role) for role in ROLES if not role.endswith("provider")}
    people |= {"provider": world.provider_actor(provider.pk)}
    other = world.provider_actor(make_provider(world).pk)
    people |= {"other_provider": replace(other, code="other-provider")}
    # The crew of a unit that is sent to the file that is near, and to no other.
    unit, people["rider"] = make_unit(world, "M-02", world.station.unit)
    clients = {role: world.client(actor) for role, actor in people.items()}
    for client in clients.values():
        # The session's note of its use stays; a request that is rolled back would write it each time.
        client.get("/staff/me/")
    shown: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for situation in SITUATIONS:
        records = file_of(world, situation, provider)
        words = fields.fill(records)
        with unguarded("test"):
            if situation == "near":
                sent = Assignment.objects.create(dispatch=records[Dispatch], unit=unit, assigned_by=world.dispatcher.id)
            else:
                Assignment.objects.filter(pk=sent.pk).update(ended_at=timezone.now())
        for role, client in clients.items():
            text = seen_by(people[role], client, records)
            for field, forms in words.items():
                shown[field][situation] += [role] if any(form in text for form in forms) else []
    now = {name: [" ".join(shown[name][each]) or "-" for each in SITUATIONS] for name in sorted(shown)}
    if os.environ.get("GENDERDESK_MATRIX") == "write":
        fields.write(now)
    kept = fields.kept()
    assert now.keys() == kept.keys(), "a field that no line tells of, or a line of none"
    assert {name: (now[name], kept[name]) for name in now if now[name] != kept[name]} == {}


def cells(field):
    return {name: set(cell.split()) - {"-"} for name, cell in zip(SITUATIONS, fields.kept()[field], strict=True)}


@pytest.mark.parametrize("field", fields.kept())
def test_no_line_says_what_none_may(field):
    """Who counts, watches or runs machines reads no word; nobody of another institution, or outside a sealed file."""
    for situation, roles in cells(field).items():
        assert not roles & {"analyst", "trainer", "outreach_officer", "administrator", "oversight", "other_provider"}, (
            situation
        )
    assert cells(field)["institution"] <= {"provider"}
    assert cells(field)["sealed"] <= {"provider"}


def test_each_role_reads_what_its_work_needs_and_no_more():
    """A dispatcher and a crew see place, code word and notes for the crew; only a counsellor counselling notes;
    a provider sees its referral."""
    everywhere = {field: set().union(*cells(field).values()) for field in fields.kept()}
    reads = {role: {field for field, roles in everywhere.items() if role in roles} for role in ROLES}
    of_the_way = {"Dispatch.landmark", "Dispatch.code_word", "DispatchEvent.note"}
    assert reads["dispatcher"] == of_the_way
    assert reads["rider"] <= of_the_way
    assert everywhere["CaseEvent.note (counselling)"] <= {"counsellor"}
    assert {each.partition(".")[0] for each in reads["provider"]} <= {"Referral", "ReferralNote"}
    assert not {each for each in reads["operator"] if each.startswith(("Survivor.", "CaseEvent.", "Incident."))}
    # The looks are looks: the survivor's own officer reads name, number and account.
    assert {"Survivor.names", "Incident.account"} <= reads["focal_point"]
    assert {"Report.narrative", "Report.reporter_name"} <= reads["focal_point"] & reads["operator"]
