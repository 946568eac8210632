"""What the small country of the tests needs so that every part of an invented life can happen in it."""

from __future__ import annotations

from genderdesk.casework.care.models import Provider
from genderdesk.casework.cases.models import Offence
from genderdesk.casework.hotline.models import Line
from genderdesk.casework.response.models import ResponseUnit
from genderdesk.groundwork.protection.acts import unguarded
from tests.world import World


def equip(world: World) -> None:
    """Lines, a motorcycle, a centre, a counsellor and an offence, so that every part of a life can happen."""
    assert world.actor("counsellor", world.station).officer_id
    with unguarded("test"):
        for institution in (world.police, world.defence):
            Line.objects.create(short_code=institution.short_code, institution=institution)
        ResponseUnit.objects.create(
            call_sign="M-1", kind="motorcycle", home=world.station.unit, crew=world.officer(world.police)
        )
        services = ["health", "psychosocial", "legal", "safe_house"]
        place = {"district": world.district, "latitude": -1.9, "longitude": 30.0}
        Provider.objects.create(code="OSC", name="Invented centre", kind="one_stop_centre", services=services, **place)
        Offence.objects.create(code="BATTERY", title="Battery", iccs="020112")
        Provider.objects.create(code="LA", name="Invented legal aid", kind="legal", services=["legal"], **place)
