"""Who was sent to missions, who came and left, beside the target; and the register of instruments."""

from __future__ import annotations

from datetime import date

import pytest

from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Missing, Refused
from genderdesk.programme.guidance import acts, queries
from genderdesk.programme.guidance.models import Deployment
from genderdesk.programme.guidance.vocabulary.strength import FlowKind, RankBand

pytestmark = pytest.mark.django_db


def sent(world, **changed) -> Deployment:
    given = {"mission": "Invented mission", "starts_on": date(2026, 1, 1), "source": "Order", "women": 6, "men": 14}
    return acts.keep_deployment(world.analyst, **(given | changed))


def test_who_was_sent_is_told_by_mission_and_by_sex(world):
    first = sent(world, unknown=2)
    sent(world, women=4, men=0, starts_on=date(2026, 3, 1))
    sent(world, mission="Another", women=1, men=3)
    another, mission = queries.by_mission(world.focal_point, date(2026, 4, 1))
    assert (mission.mission, mission.women, mission.men, mission.unknown) == ("Invented mission", 10, 14, 2)
    assert (mission.there_now, another.share) == (26, 25)
    acts.end_deployment(world.analyst, first, ends_on=date(2026, 4, 1))
    _another, mission = queries.by_mission(world.focal_point, date(2026, 4, 1))
    assert mission.there_now == 4
    with pytest.raises(Conflict):
        acts.end_deployment(world.analyst, Deployment.objects.get(pk=first.pk), ends_on=date(2026, 5, 1))
    with pytest.raises(Refused):
        acts.keep_deployment(world.rider, mission="x", starts_on=date(2026, 1, 1), source="x", women=1, men=0)
    assert queries.by_mission(world.defence_desk_head, date(2026, 4, 1)) == []
    with pytest.raises(Missing):
        queries.deployment_for(world.defence_desk_head, first.pk)
    for wrong in ({"women": 0, "men": 0}, {"ends_on": date(2025, 1, 1)}, {"starts_on": date(2999, 1, 1)}):
        with pytest.raises(Invalid):
            sent(world, **wrong)


def test_a_period_is_kept_once_and_corrected_by_keeping_it_again(world):
    given = {"kind": FlowKind.RECRUITED, "rank_band": RankBand.OTHER_RANKS, "source": "List"}
    given |= {"starts_on": date(2024, 1, 1), "ends_on": date(2025, 1, 1)}
    acts.keep_flow(world.analyst, **given, women=10, men=90)
    acts.keep_flow(world.analyst, **given, women=20, men=80)
    (flow,) = queries.flows(world.analyst)
    assert (flow.women, flow.men) == (20, 80)
    sent(world, starts_on=date(2025, 2, 1))
    assert queries.shares_by_year(world.analyst) == {"recruited": {2024: 20}, "deployed": {2025: 30}}
    with pytest.raises(Invalid):
        acts.keep_flow(world.analyst, **(given | {"ends_on": date(2999, 1, 1)}), women=1, men=1)


def test_the_page_of_deployments_has_its_target_and_keeps_what_was_typed(world):
    client = world.client(world.analyst)
    typed = {"form": "sent", "mission": "Invented mission", "starts_on": "2025-02-01", "source": "Order"}
    wrong = client.post("/staff/representation/deployments/", typed | {"women": 0, "men": 0, "unknown": 0})
    assert wrong.status_code == 422
    assert "Write how many were sent." in wrong.content.decode()
    assert "Invented mission" in wrong.content.decode()
    made = client.post("/staff/representation/deployments/", typed | {"women": 3, "men": 7, "unknown": 0})
    assert made.status_code == 302
    period = {"form": "flow", "kind": "recruited", "rank_band": "senior", "starts_on": "2024-01-01"}
    period |= {"ends_on": "2025-01-01", "women": 1, "men": 3, "unknown": 0, "source": "List"}
    assert client.post("/staff/representation/deployments/", period).status_code == 302
    page = client.get("/staff/representation/deployments/").content.decode()
    assert "Target: 30 per cent" in page
    assert "2024 to 2025; the target is 30 per cent" in page
    end = Deployment.objects.get()
    assert client.get(f"/staff/representation/deployments/{end.pk}/end/").status_code == 200
    address = f"/staff/representation/deployments/{end.pk}/end/"
    assert client.post(address, {"ends_on": "2025-01-01"}).status_code == 422
    assert client.post(address, {"ends_on": "2025-06-01"}).status_code == 302
    shown = world.client(world.rider).get("/staff/representation/deployments/").content.decode()
    assert "Enter a deployment" not in shown


def test_an_instrument_is_named_by_its_source_and_projects_serve_it(world):
    client = world.client(world.analyst)
    typed = {"code": "INV-1", "kind": "treaty", "title": "Invented treaty", "source": "Invented gazette"}
    assert client.post("/staff/instruments/", typed | {"binding_to": "2020-01-01"}).status_code == 422
    assert client.post("/staff/instruments/", typed | {"binding_from": "2010-01-01"}).status_code == 302
    assert client.post("/staff/instruments/", typed | {"title": "Invented treaty, corrected"}).status_code == 302
    assert [each.title for each in queries.instruments()] == ["Invented treaty, corrected"]
    assert "Invented treaty, corrected" in world.client(world.rider).get("/staff/instruments/").content.decode()
    assert world.client(world.rider).post("/staff/instruments/", typed).status_code == 200, "only read"
    assert queries.instruments().get().title == "Invented treaty, corrected"
