"""A small country with a police line and a defence line, their simulators, and people who answer."""

from __future__ import annotations

import csv
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

COUNTRY = Path(__file__).parents[2] / "src/genderdesk/demo/country/rwanda/divisions.csv"
CALLER = "+250788000001"


@pytest.fixture(autouse=True)
def simulator_allowed(settings: Any) -> None:
    settings.TELEPHONE_SIMULATOR = True


@dataclass
class Desks:
    """What the fixtures made."""

    police: Any
    defence: Any
    line: Any
    other_line: Any
    gateway: Any
    other_gateway: Any
    operator: Any
    second: Any
    soldier: Any


@pytest.fixture
def desks(db: None) -> Desks:
    from genderdesk.casework.hotline.gateways.simulator import token_of
    from genderdesk.casework.hotline.importers import open_lines_of_country
    from genderdesk.casework.hotline.models import Gateway, Line
    from genderdesk.groundwork.protection.access import SYSTEM
    from genderdesk.groundwork.protection.acts import unguarded
    from genderdesk.organisation.institution.models import Desk, Institution, Unit
    from genderdesk.organisation.places.models import Division

    with unguarded("test"):
        with COUNTRY.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["level"] != "sector":
                    Division.objects.create(
                        code=row["code"],
                        level=row["level"],
                        parent_id=row["parent"] or None,
                        name=row["name"],
                        source="t",
                    )
        made = []
        for code, kind, short_code in (("RNP", "police", "3512"), ("RDF", "defence", "3945")):
            institution = Institution.objects.create(code=code, kind=kind, name=code, short_code=short_code)
            unit = Unit.objects.create(
                institution=institution, kind="headquarters", code=code + "-HQ", name=code, place_id="RW"
            )
            Desk.objects.create(unit=unit, kind="desk", name=f"{code} desk", opened_on=date(2005, 1, 1))
            made.append(institution)
    open_lines_of_country(SYSTEM)
    line, other_line = Line.objects.order_by("short_code")
    gateway = Gateway.objects.select_related("line__institution").get(line=line)
    other = Gateway.objects.select_related("line__institution").get(line=other_line)
    gateway.token, other.token = token_of(line), token_of(other_line)
    return Desks(
        *made, line, other_line, gateway, other, operator_of(made[0]), operator_of(made[0]), operator_of(made[1])
    )


def operator_of(institution: Any, *roles: str) -> Any:
    """An operator of an institution, without an account."""
    from genderdesk.groundwork.protection.access import Actor

    name = uuid.uuid4()
    return Actor(
        name,
        "user",
        f"op{name.hex[:4]}",
        frozenset(roles or ("operator",)),
        institution.pk,
        institution.kind,
        national=True,
    )


Send = Callable[..., Any]


@pytest.fixture
def send(desks: Desks, client: Any) -> Send:
    """Send an event as the simulator's network does; the answer's JSON."""

    def sender(channel: str, status: int = 200, gateway: Any = None, **body: Any) -> dict[str, Any]:
        token = (gateway or desks.gateway).token
        answer = client.post(f"/gateway/{token}/{channel}/", data=json.dumps(body), content_type="application/json")
        assert answer.status_code == status, answer.content[:300]
        return dict(answer.json())

    return sender


@pytest.fixture
def ring(send: Send) -> Callable[..., Any]:
    """Ring the line; the contact."""
    from genderdesk.casework.hotline.models import Contact

    def rings(reference: str = "c1", caller: str = CALLER, gateway: Any = None) -> Any:
        event = {"event_id": f"e-{reference}", "type": "call.offered", "reference": reference, "from": caller}
        send("call", gateway=gateway, **event)
        return Contact.objects.select_related("institution", "line").get(reference=reference)

    return rings


@pytest.fixture
def dial(send: Send, desks: Desks) -> Callable[..., dict[str, Any]]:
    """Go through the USSD menu with the given inputs; the last answer."""

    numbers = iter(range(10_000))

    def dialled(
        *inputs: str, session: str = "s1", gateway: Any = None, caller: str = CALLER, begin: bool = True
    ) -> dict[str, Any]:
        way = gateway or desks.gateway
        steps = [*([""] if begin else []), *inputs]
        answer: dict[str, Any] = {}
        path: list[str] = []
        for typed in steps:
            if typed:
                path.append(typed)
            text = "*".join(path) if way.ussd_dialect == "path" else typed
            answer = send(
                "ussd", gateway=way, reference=session, text=text, event_id=f"u{next(numbers)}", **{"from": caller}
            )
        return answer

    return dialled


def opened(sealed: Any) -> Any:
    """What a sealed value holds, for a test."""
    from genderdesk.groundwork.protection.door import Door
    from genderdesk.groundwork.protection.door import opened as door_opened

    with door_opened(Door("disclosure", "test")):
        return sealed.open()
