"""A small invented country for tests: one police service, one defence force, two districts, one person of each role."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.institution.models import Appointment, Desk, Institution, Officer, Post, Unit, UnitParent
from genderdesk.organisation.places.models import Division

_numbers = itertools.count(1)
LONG_AGO = date(2020, 1, 1)


@dataclass
class World:
    """What a test can lay hands on. ``actor`` makes a person with a post; the named ones are made at first use."""

    police: Institution
    defence: Institution
    district: Division
    other_district: Division
    sector: Division
    headquarters: Desk
    station: Desk
    other_station: Desk
    defence_desk: Desk

    def officer(self, institution: Institution) -> Officer:
        number = next(_numbers)
        with unguarded("test"):
            return Officer.objects.create(
                staff_code=f"T-{number}-{uuid.uuid4().hex[:6]}",
                given_name="Invented",
                family_name=f"Person {number}",
                sex="female",
                rank="Inspector",
                institution=institution,
            )

    def actor(self, role: str, desk: Desk, **attributes: Any) -> Actor:
        """A person who holds a post with the role at the desk."""
        unit = desk.unit
        officer = self.officer(unit.institution)
        with unguarded("test"):
            post = Post.objects.create(
                desk=desk, title=role, role=role if role != "provider" else "", opened_on=LONG_AGO
            )
            Appointment.objects.create(post=post, officer=officer, starts_on=LONG_AGO)
        national = unit.kind == "headquarters"
        given = {
            "id": uuid.uuid4(),
            "kind": "user",
            "code": f"{role}-{officer.staff_code}",
            "roles": frozenset({role}),
            "institution_id": unit.institution_id,
            "institution_kind": unit.institution.kind,
            "desk_id": desk.pk,
            "unit_ids": frozenset({unit.pk}),
            "districts": frozenset() if national else frozenset({unit.place_id}),
            "national": national,
            "post_id": post.pk,
            "officer_id": officer.pk,
        }
        return Actor(**(given | attributes))

    def __getattr__(self, name: str) -> Actor:
        """``world.operator``, ``world.focal_point`` …: one person of each role, made when first asked for."""
        desks = {
            "operator": self.headquarters,
            "dispatcher": self.headquarters,
            "desk_head": self.headquarters,
            "analyst": self.headquarters,
            "trainer": self.headquarters,
            "outreach_officer": self.headquarters,
            "counsellor": self.headquarters,
            "oversight": self.headquarters,
            "administrator": self.headquarters,
            "focal_point": self.station,
            "investigator": self.station,
            "rider": self.station,
            "other_focal_point": self.other_station,
            "defence_operator": self.defence_desk,
            "defence_desk_head": self.defence_desk,
        }
        if name not in desks:
            raise AttributeError(name)
        role = name.removeprefix("other_").removeprefix("defence_")
        made = self.actor(role, desks[name])
        setattr(self, name, made)
        return made

    def client(self, actor: Actor) -> Client:
        """A browser in which the actor is signed in."""
        with unguarded("test"):
            user, _new = User.objects.get_or_create(
                pk=actor.id,
                defaults={
                    "username": actor.code.lower(),
                    "officer_id": actor.officer_id,
                    "standing_role": "" if actor.officer_id else next(iter(actor.roles), ""),
                    "organisation_id": actor.organisation_id,
                },
            )
            client = Client()
            client.force_login(user)
        return client

    def provider_actor(self, organisation_id: uuid.UUID) -> Actor:
        """A provider's account."""
        return Actor(uuid.uuid4(), "user", "provider", frozenset({"provider"}), organisation_id=organisation_id)


def _institution(code: str, kind: str, short_code: str, country: Division) -> tuple[Institution, Desk]:
    institution = Institution.objects.create(code=code, kind=kind, name=f"Invented {kind}", short_code=short_code)
    unit = Unit.objects.create(
        institution=institution, kind="headquarters", code=f"{code}-HQ", name=f"{code} headquarters", place=country
    )
    return institution, Desk.objects.create(unit=unit, kind="desk", name=f"{code} desk", opened_on=LONG_AGO)


def _station(institution: Institution, above: Unit, district: Division) -> Desk:
    unit = Unit.objects.create(
        institution=institution,
        kind="station",
        code=f"{institution.code}-{district.code}",
        name=f"Station {district.name}",
        place=district,
        latitude=district.latitude,
        longitude=district.longitude,
    )
    UnitParent.objects.create(unit=unit, parent=above, valid_from=LONG_AGO)
    return Desk.objects.create(unit=unit, kind="focal_point", name=f"Focal point {district.name}", opened_on=LONG_AGO)


@pytest.fixture
def world(db: Any, settings: Any) -> World:
    """The invented country. Its people sign in without a second factor."""
    settings.SECOND_FACTOR_REQUIRED = False
    return make_world()


@contextmanager
def world_for_many(blocker: Any) -> Iterator[World]:
    """The invented country for all tests of a module, gone when the module ends; what takes long is made in it once.

    Takes pytest-django's ``django_db_blocker``. The tests are marked ``django_db``: what one of them adds goes with it.
    """
    with blocker.unblock(), transaction.atomic():
        try:
            yield make_world()
        finally:
            transaction.set_rollback(True)


def make_world() -> World:
    """The invented country in whatever database stands there."""
    with unguarded("test"):
        place = {"source": "invented", "source_version": "test", "latitude": -1.9, "longitude": 30.0}
        country = Division.objects.create(code="T", level="country", name="Testland", **place)
        province = Division.objects.create(code="T1", level="province", parent=country, name="North", **place)
        first = Division.objects.create(code="T11", level="district", parent=province, name="Lakeside", **place)
        second = Division.objects.create(code="T12", level="district", parent=province, name="Hillside", **place)
        sector = Division.objects.create(code="T1101", level="sector", parent=first, name="Shore", **place)
        police, headquarters = _institution("TP", "police", "3512", country)
        defence, defence_desk = _institution("TD", "defence", "3945", country)
        station = _station(police, headquarters.unit, first)
        other = _station(police, headquarters.unit, second)
    return World(police, defence, first, second, sector, headquarters, station, other, defence_desk)
