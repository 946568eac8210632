"""Accounts are kept in memory, and what happens to one counts for the very next request."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.accounts.backends import DeskBackend
from genderdesk.organisation.accounts.models import User

pytestmark = pytest.mark.django_db


def from_elsewhere(statement, *values):
    """A change that this process's models hear nothing of, as another process makes it."""
    with unguarded("test"), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def browser(world):
    return world.client(world.desk_head)


def key_of(actor):
    return User._meta.pk.get_db_prep_value(actor.id, connection)


def test_an_account_is_read_once_and_not_with_every_request(browser):
    browser.get("/staff/cases/")
    with CaptureQueriesContext(connection) as asked:
        assert browser.get("/staff/cases/").status_code == 200
    assert not [each for each in asked.captured_queries if "accounts_user" in each["sql"]]


def test_an_account_closed_by_another_process_is_closed_for_the_next_request(world, browser):
    assert browser.get("/staff/cases/").status_code == 200
    from_elsewhere("UPDATE accounts_user SET is_active = %s WHERE id = %s", False, key_of(world.desk_head))
    answer = browser.get("/staff/cases/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/staff/sign-in/")


def test_a_changed_password_ends_the_sessions_of_the_old_one_at_the_next_request(world, browser):
    assert browser.get("/staff/cases/").status_code == 200
    from_elsewhere("UPDATE accounts_user SET password = %s WHERE id = %s", "another", key_of(world.desk_head))
    assert browser.get("/staff/cases/").status_code == 302


def test_what_a_request_does_to_its_user_stays_with_that_request(world, browser):
    browser.get("/staff/cases/")
    backend = DeskBackend()
    first, second = backend.get_user(world.desk_head.id), backend.get_user(str(world.desk_head.id))
    assert first == second
    first.username = "changed and never saved"
    assert second.username != first.username
    assert backend.get_user(world.desk_head.id).username == second.username


def test_an_account_that_does_not_exist_yet_is_found_once_it_does(world):
    backend, key = DeskBackend(), uuid.uuid4()
    assert backend.get_user(key) is None
    assert backend.get_user("no id at all") is None
    with unguarded("test"):
        User.objects.create(pk=key, username="newcomer", standing_role="oversight")
    with editions.held():
        assert backend.get_user(key).username == "newcomer"
