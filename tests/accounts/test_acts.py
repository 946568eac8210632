"""Accounts: who keeps them, and that a sign-in ends the moment it is taken away."""

from __future__ import annotations

import uuid

import pytest

from genderdesk.groundwork.platform.refusals import Invalid, Refused
from genderdesk.groundwork.protection import acts
from genderdesk.groundwork.protection.models import Entry
from genderdesk.groundwork.protection.sessions import SessionStore, stored_key
from genderdesk.organisation.accounts import queries
from genderdesk.organisation.accounts.acts import (
    activate_user,
    change_password,
    create_user,
    deactivate_user,
    keep_device,
    revoke_device,
    set_password,
)
from genderdesk.organisation.accounts.models import Device, User
from genderdesk.organisation.institution.models import Officer

pytestmark = pytest.mark.django_db

PASSWORD = "long-and-invented-77"
PEOPLE = ("operator", "dispatcher", "rider", "focal_point", "counsellor", "analyst", "desk_head", "oversight")


@pytest.fixture
def somebody(world):
    officer = world.officer(world.police)
    return create_user(world.administrator, username="somebody", password=PASSWORD, officer=officer)


def test_only_administrators_keep_accounts(world, somebody):
    for name in ("user.create", "user.deactivate", "user.activate", "user.set_password", "users.load"):
        subject = somebody if acts.registry[name].subject is User else None
        for who in PEOPLE:
            assert not acts.registry[name].needs.check(getattr(world, who), subject), (who, name)
        assert acts.registry[name].needs.check(world.administrator, subject), name


def test_everybody_changes_the_own_password_and_nobody_elses(world, somebody):
    actor = queries.actor_of(somebody)
    change_password(actor, somebody, current=PASSWORD, password="another-invented-88")
    kept = User.objects.get(pk=somebody.pk)
    assert kept.check_password("another-invented-88")
    assert not kept.password_is_temporary
    with pytest.raises(Invalid) as refusal:
        change_password(actor, kept, current="not it at all", password="a-third-invented-99")
    assert refusal.value.field == "current"
    other = create_user(world.administrator, username="other", password=PASSWORD, standing_role="oversight")
    with pytest.raises(Refused):
        change_password(actor, other, current=PASSWORD, password="another-invented-88")


def test_what_an_administrator_sets_is_temporary(world, somebody):
    change_password(queries.actor_of(somebody), somebody, current=PASSWORD, password="another-invented-88")
    set_password(world.administrator, somebody, password="handed-over-77-x")
    assert User.objects.get(pk=somebody.pk).password_is_temporary


@pytest.mark.parametrize("name", ["", "a", "1abc", "two words", "semi;colon", "é", "x" * 61, "<script>"])
def test_a_sign_in_name_that_cannot_be_is_refused(world, name):
    with pytest.raises(Invalid) as refusal:
        create_user(world.administrator, username=name, password=PASSWORD, standing_role="oversight")
    assert refusal.value.field == "username"


@pytest.mark.parametrize("password", ["", "short", "password1234", "somebody-else"])
def test_a_weak_password_is_refused(world, password):
    with pytest.raises(Invalid) as refusal:
        create_user(world.administrator, username="somebody-else", password=password, standing_role="oversight")
    assert refusal.value.field == "password"
    assert not User.objects.filter(username="somebody-else").exists()


def test_a_name_is_taken_once_whatever_its_case(world, somebody):
    with pytest.raises(Invalid) as refusal:
        create_user(world.administrator, username=" SomeBody ", password=PASSWORD, standing_role="oversight")
    assert refusal.value.field == "username"


def test_an_officer_has_one_account(world, somebody):
    with pytest.raises(Invalid) as refusal:
        create_user(world.administrator, username="twice", password=PASSWORD, officer=somebody.officer)
    assert refusal.value.field == "officer"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "officer"),
        ({"standing_role": "desk_head"}, "standing_role"),
        ({"standing_role": "provider"}, "organisation"),
        ({"standing_role": "oversight", "organisation_id": uuid.uuid4()}, "organisation"),
    ],
)
def test_a_role_that_comes_with_a_post_is_not_handed_out(world, given, field):
    with pytest.raises(Invalid) as refusal:
        create_user(world.administrator, username="somebody", password=PASSWORD, **given)
    assert refusal.value.field == field


def test_roles_follow_the_post_of_the_day(world, somebody):
    assert queries.actor_of(somebody).roles == frozenset()
    officer = Officer.objects.get(pk=world.focal_point.officer_id)
    user = create_user(world.administrator, username="focal", password=PASSWORD, officer=officer)
    assert queries.actor_of(user).roles == {"focal_point"}


class TestTakingAway:
    @pytest.fixture
    def signed_in(self, world, somebody):
        session = SessionStore()
        session.create()
        return keep_device(somebody, session_key=stored_key(session.session_key), browser="Firefox on Android")

    def _sessions(self, device):
        from django.contrib.sessions.models import Session

        return Session.objects.filter(pk=device.session_key).count()

    def test_no_sign_in_outlives_the_account(self, world, somebody, signed_in):
        deactivate_user(world.administrator, somebody)
        assert self._sessions(signed_in) == 0
        assert queries.actor_of(User.objects.get(pk=somebody.pk)).kind == "nobody"

    def test_it_is_given_back_without_its_old_sign_ins(self, world, somebody, signed_in):
        deactivate_user(world.administrator, somebody)
        activate_user(world.administrator, User.objects.get(pk=somebody.pk))
        assert User.objects.get(pk=somebody.pk).is_active
        assert self._sessions(signed_in) == 0

    def test_a_new_password_ends_every_sign_in(self, world, somebody, signed_in):
        set_password(world.administrator, somebody, password="another-invented-88")
        assert self._sessions(signed_in) == 0

    def test_nobody_takes_away_the_own_sign_in(self, world):
        own = create_user(world.administrator, username="admin2", password=PASSWORD, standing_role="administrator")
        with pytest.raises(Refused):
            deactivate_user(queries.actor_of(own), own)

    def test_somebody_elses_browser_is_not_signed_out(self, world, signed_in):
        with pytest.raises(Refused):
            revoke_device(world.focal_point, signed_in)
        revoke_device(world.administrator, signed_in)
        assert Device.objects.get(pk=signed_in.pk).revoked_at is not None


def test_a_password_never_reaches_the_ledger(world):
    create_user(world.administrator, username="somebody", password=PASSWORD, standing_role="oversight")
    assert all(PASSWORD not in str(entry.__dict__) for entry in Entry.objects.all())
