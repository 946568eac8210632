"""What a desk is there for, how high it stands and what its posts decide are facts with days and instruments."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import SYSTEM, Refused
from genderdesk.groundwork.protection.acts import Conflict, Invalid, unguarded
from genderdesk.organisation.institution import queries
from genderdesk.organisation.institution.acts import (
    delegate_authority,
    end_mandate,
    give_mandate,
    mark_desk,
    place_desk,
    rename_unit,
    withdraw_authority,
)
from genderdesk.organisation.institution.models import Authority, DeskMilestone, DeskTie, Post
from genderdesk.organisation.institution.vocabulary import (
    AuthorityLevel,
    AuthoritySubject,
    CommanderAccess,
    DeskFunction,
    Milestone,
)

pytestmark = pytest.mark.django_db

FIRST, LATER = date(2024, 1, 1), date(2025, 1, 1)
BEFORE = timedelta(days=1)


class TestMandate:
    def test_a_function_is_given_by_an_instrument_and_a_new_one_takes_its_place(self, world):
        given = {"function": DeskFunction.RESPONSE, "starts_on": FIRST}
        give_mandate(world.desk_head, world.headquarters, instrument="Order 1", **given)
        give_mandate(world.desk_head, world.headquarters, instrument="Order 2", **given | {"starts_on": LATER})
        on = {day: queries.desk_standing(world.headquarters, day).functions for day in (LATER - BEFORE, LATER)}
        assert [each[DeskFunction.RESPONSE].instrument for each in on.values()] == ["Order 1", "Order 2"]
        assert on[LATER][DeskFunction.DATA] is None
        assert list(on[LATER]) == list(DeskFunction)

    def test_days_that_cannot_be_are_refused_beside_the_field(self, world):
        given = {"function": DeskFunction.DATA, "instrument": "Order 1"}
        with pytest.raises(Invalid) as refused:
            give_mandate(SYSTEM, world.headquarters, starts_on=date(1999, 1, 1), **given)
        assert refused.value.field == "starts_on"
        held = give_mandate(SYSTEM, world.headquarters, starts_on=LATER, **given)
        with pytest.raises(Invalid):
            give_mandate(SYSTEM, world.headquarters, starts_on=LATER, **given)
        with pytest.raises(Invalid):
            end_mandate(SYSTEM, held, ends_on=LATER)
        end_mandate(SYSTEM, held, ends_on=LATER + BEFORE)
        with pytest.raises(Conflict):
            end_mandate(SYSTEM, held, ends_on=LATER + BEFORE)


class TestPlacement:
    def test_what_held_before_stays_with_its_days(self, world):
        given = {"head_rank": "Colonel", "commander_access": CommanderAccess.DIRECT, "own_budget_line": Answer.NO}
        place_desk(world.desk_head, world.headquarters, reports_to="Deputy", starts_on=FIRST, **given)
        place_desk(world.desk_head, world.headquarters, reports_to="Chief", starts_on=LATER, **given)
        on = [queries.desk_standing(world.headquarters, day).placement for day in (FIRST - BEFORE, FIRST, LATER)]
        assert [each and each.reports_to for each in on] == [None, "Deputy", "Chief"]
        with pytest.raises(Refused):
            place_desk(world.desk_head, world.defence_desk, reports_to="Me", starts_on=LATER, **given)

    def test_established_staffed_operational_and_launched_are_days_of_their_own(self, world):
        for what, day in ((Milestone.ESTABLISHED, FIRST), (Milestone.LAUNCHED, LATER)):
            mark_desk(world.desk_head, world.headquarters, what=what, on_day=day, evidence="Report of the day")
        mark_desk(world.desk_head, world.headquarters, what=Milestone.LAUNCHED, on_day=LATER + BEFORE, evidence="Order")
        assert list(DeskMilestone.objects.values_list("what", "on_day")) == [
            ("established", FIRST),
            ("launched", LATER + BEFORE),
        ]
        with pytest.raises(Invalid):
            mark_desk(SYSTEM, world.headquarters, what=Milestone.STAFFED, on_day=date(2999, 1, 1), evidence="Plan")

    def test_a_unit_keeps_its_former_names_with_their_days(self, world):
        unit, was = world.station.unit, world.station.unit.name
        renamed = rename_unit(world.desk_head, unit, name="Lake post", starts_on=FIRST)
        rename_unit(world.desk_head, unit, name="Lake station", starts_on=LATER)
        former = [(each.name, each.starts_on, each.ends_on) for each in unit.former_names.all()]
        assert former == [("Lake post", FIRST, LATER), (was, None, FIRST)]
        assert renamed.name == "Lake post"
        with pytest.raises(Conflict):
            rename_unit(SYSTEM, unit, name="Lake station", starts_on=LATER + BEFORE)
        with pytest.raises(Invalid):
            rename_unit(SYSTEM, unit, name="Pier", starts_on=LATER)


class TestAuthority:
    def delegate(self, actor, post_id, **given):
        wanted = {
            "about": AuthoritySubject.BUDGET,
            "level": AuthorityLevel.INSTITUTION,
            "ceiling": 500,
            "instrument": "Order 3",
            "starts_on": LATER,
        }
        return delegate_authority(actor, Post.objects.get(pk=post_id), **wanted | given)

    def test_a_post_decides_about_its_subject_up_to_its_ceiling_on_its_days(self, world):
        post = world.analyst.post_id
        held = self.delegate(world.desk_head, post)
        asked = [("budget", 500), ("budget", 501), ("staffing", 1), ("budget", None)]
        assert [queries.holds_authority(post, *each) for each in asked] == [True, False, False, True]
        assert not queries.holds_authority(post, "budget", 1, LATER - BEFORE)
        assert [each.pk for each in queries.posts_with_authority(world.police.pk, "budget", 500)] == [post]
        assert queries.posts_with_authority(world.police.pk, "budget", 501) == []
        assert queries.posts_with_authority(world.defence.pk, "budget") == []
        withdraw_authority(world.desk_head, held, ends_on=timezone.localdate())
        assert not queries.holds_authority(post, "budget", 1)
        with pytest.raises(Conflict):
            withdraw_authority(SYSTEM, held, ends_on=timezone.localdate())

    def test_without_a_ceiling_there_is_no_limit_and_a_new_delegation_takes_the_place_of_the_old(self, world):
        post = world.analyst.post_id
        self.delegate(SYSTEM, post)
        self.delegate(SYSTEM, post, ceiling=None, starts_on=LATER + BEFORE)
        assert queries.holds_authority(post, "budget", 10**12)
        assert Authority.objects.filter(ends_on__isnull=True).count() == 1

    def test_nobody_delegates_to_the_own_post_and_no_station_delegates(self, world):
        with pytest.raises(Refused):
            self.delegate(world.desk_head, world.desk_head.post_id)
        with pytest.raises(Refused):
            self.delegate(world.actor("desk_head", world.station), world.focal_point.post_id)
        with pytest.raises(Refused):
            self.delegate(world.defence_desk_head, world.analyst.post_id)


class TestPages:
    def test_each_is_kept_from_the_desks_page_and_shown_on_it(self, world):
        client = world.client(world.desk_head)
        desk = f"/staff/organisation/desks/{world.headquarters.pk}/"
        sent = [
            (f"{desk}mandate/", {"function": "F3", "instrument": "Order 7", "starts_on": "2024-01-01"}),
            (
                f"{desk}placement/",
                {
                    "reports_to": "Inspector General",
                    "commander_access": "direct",
                    "own_budget_line": "yes",
                    "starts_on": "2024-01-01",
                },
            ),
            (f"{desk}milestone/", {"what": "launched", "on_day": "2024-05-01", "evidence": "Programme of the day"}),
            (f"{desk}unit-name/", {"name": "Command", "starts_on": "2024-01-01"}),
            (
                f"/staff/organisation/posts/{world.analyst.post_id}/authority/",
                {
                    "about": "budget",
                    "level": "unit",
                    "ceiling": "900",
                    "instrument": "Order 8",
                    "starts_on": "2024-01-01",
                },
            ),
        ]
        for number, (address, values) in enumerate(sent):
            assert client.get(address).status_code == 200
            for _twice in range(2):
                answer = client.post(address, values | {"op_id": uuid.UUID(int=number + 1)})
                assert answer.status_code == 302, address
        page = client.get(desk).content.decode()
        shown = ("Order 7", "Inspector General", "Programme of the day", "TP headquarters", "Order 8", "Not given")
        assert [each for each in shown if each not in page] == []
        for kind, held in (("mandates", world.headquarters.mandates.get()), ("authorities", Authority.objects.get())):
            address = f"/staff/organisation/{kind}/{held.pk}/end/"
            assert client.get(address).status_code == 200
            ends = {"op_id": uuid.uuid4(), "ends_on": timezone.localdate().isoformat()}
            assert client.post(address, ends).status_code == 302
        assert "Order 7" not in client.get(desk).content.decode()

    def test_what_is_missing_is_said_beside_the_field_and_what_was_typed_stays(self, world):
        client = world.client(world.desk_head)
        address = f"/staff/organisation/desks/{world.headquarters.pk}/mandate/"
        answer = client.post(address, {"instrument": "Order 99", "starts_on": "2024-01-01"})
        assert answer.status_code == 422
        assert "Order 99" in answer.content.decode()

    def test_another_institutions_desk_is_not_there(self, world):
        client = world.client(world.defence_desk_head)
        for last in ("", "mandate/", "placement/", "milestone/", "unit-name/"):
            assert client.get(f"/staff/organisation/desks/{world.headquarters.pk}/{last}").status_code == 404


class TestTies:
    def test_a_desk_shows_which_one_it_complements_while_it_does(self, world):
        with unguarded("test"):
            DeskTie.objects.create(
                desk=world.defence_desk,
                relation="complements",
                other=world.headquarters,
                starts_on=FIRST,
                ends_on=LATER,
            )
            world.defence_desk.unit.setting = "rural"
            world.defence_desk.unit.save()
        on = [queries.desk_standing(world.defence_desk, day).ties for day in (FIRST - BEFORE, FIRST, LATER)]
        assert [len(each) for each in on] == [0, 1, 0]
        with unguarded("test"):
            DeskTie.objects.update(ends_on=None)
        page = world.client(world.defence_desk_head).get(f"/staff/organisation/desks/{world.defence_desk.pk}/")
        assert "Complements" in page.content.decode()
        assert "In the country" in page.content.decode()
