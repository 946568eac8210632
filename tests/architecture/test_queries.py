"""No page asks more of the database because more stands in it, and none more than its budget."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from genderdesk.casework.cases.acts import note_on_case, plan_follow_up
from genderdesk.casework.intake.vocabulary import ContactWay
from genderdesk.organisation.accounts.acts import create_user
from tests.architecture.query_budgets import BUDGETS
from tests.files import ask_to_close, fresh, give_consent, make_provider, open_file, propose, receive, send
from tests.world import World

# Sixty of everything take a while to make.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FEW, MANY = 3, 60


class Filled:
    """A world with as many records of every kind as a page could show, and more when asked."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.provider = make_provider(world)
        self.case = open_file(world, hours_ago=5)
        self.referral = send(world.focal_point, self.case, self.provider)
        self.report = receive(world)
        self.people = {
            "provider": world.client(world.provider_actor(self.provider.pk)),
            "": Client(),
        }

    def client(self, role: str) -> Client:
        if role not in self.people:
            self.people[role] = self.world.client(getattr(self.world, role))
        return self.people[role]

    def address(self, address: str) -> str:
        return address.format(
            report=self.report.pk, case=self.case.pk, referral=self.referral.pk, provider=self.provider.pk
        )

    def add(self, number: int) -> None:
        """So many more reports, cases with running clocks, decisions, follow-ups, referrals, closures, people."""
        world, focal_point = self.world, self.world.focal_point
        for each in range(number):
            receive(world)
            other = open_file(world, hours_ago=5)
            plan_follow_up(focal_point, other, due_at=timezone.now() + timedelta(hours=1), channel=ContactWay.CALL)
            propose(focal_point, other, self.provider)
            send(focal_point, fresh(self.case), self.provider)
            give_consent(focal_point, fresh(self.case), make_provider(world).pk)
            note_on_case(focal_point, fresh(self.case), text=f"Invented note {each}")
            plan_follow_up(
                focal_point, fresh(self.case), due_at=timezone.now() + timedelta(hours=1), channel=ContactWay.CALL
            )
            ask_to_close(focal_point, open_file(world, hours_ago=200), note="Invented")
            create_user(
                world.administrator,
                username=f"made-up-{each}-{number}",
                password="Kigali-horizon-7741",
                officer=world.officer(world.police),
            )

    def queries(self, role: str, address: str) -> int:
        """What the page asks when it is opened a second time: the first fills what a process keeps."""
        client, path = self.client(role), self.address(address)
        assert client.get(path).status_code == 200, path
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        return len(asked)


@pytest.fixture
def filled(world: Any) -> Filled:
    cache.clear()
    return Filled(world)


def test_no_page_asks_more_when_more_is_there_and_none_more_than_its_budget(filled):
    filled.add(FEW)
    few = {(role, address): filled.queries(role, address) for role, address, _most in BUDGETS}
    filled.add(MANY - FEW)
    many = {(role, address): filled.queries(role, address) for role, address, _most in BUDGETS}
    grown = {key: (few[key], many[key]) for key in few if many[key] > few[key]}
    assert grown == {}
    over = {(who, address): many[who, address] for who, address, most in BUDGETS if many[who, address] > most}
    assert over == {}
