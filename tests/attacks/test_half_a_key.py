"""The unlocked private key of a sign-in: neither the database nor the cookie alone opens it, and it ends with it."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry, PersonalKey
from genderdesk.groundwork.protection.vault import seal_file
from genderdesk.groundwork.protection.vault.unlocked import COOKIE, SESSION
from genderdesk.organisation.accounts.acts import change_password, create_user, set_password
from genderdesk.organisation.accounts.models import User
from tests.files import NAME, open_file

pytestmark = pytest.mark.django_db
PASSWORD = "Kigali-horizon-7741"


@pytest.fixture
def user(world):
    officer_id = world.focal_point.officer_id
    from genderdesk.organisation.institution.models import Officer

    made = create_user(
        world.administrator, username="holder", password=PASSWORD, officer=Officer.objects.get(pk=officer_id)
    )
    as_her_own(made)
    return made


def as_her_own(user):
    """Her password counts as one that she has chosen, so that no page asks for another one first."""
    with unguarded("test"):
        User.objects.filter(pk=user.pk).update(password_is_temporary=False)


def sign_in(password=PASSWORD):
    client = Client()
    answer = client.post("/staff/sign-in/", {"login": "holder", "password": password})
    assert answer.status_code == 302, answer.content
    return client


@pytest.fixture
def sealed(world, user):
    """A sealed case of hers, and its page."""
    sign_in()
    case = open_file(world)
    with unguarded("test"):
        seal_file(case.report_id, [user.pk])
    return f"/staff/cases/{case.pk}/person/"


def shows(client, address):
    answer = client.post(address, {"reason": "contact"})
    return answer.status_code, NAME in answer.content.decode()


def test_she_signs_in_and_reads(sealed):
    client = sign_in()
    assert shows(client, sealed) == (200, True)
    assert client.cookies[COOKIE]["httponly"]


def test_the_cookie_of_the_session_alone_opens_nothing(sealed):
    client = sign_in()
    del client.cookies[COOKIE]
    assert shows(client, sealed) == (403, False)


def test_the_secret_of_another_sign_in_opens_nothing(sealed):
    one, other = sign_in(), sign_in()
    one.cookies[COOKIE] = other.cookies[COOKIE].value
    assert shows(one, sealed) == (403, False)
    one.cookies[COOKIE] = "not even base64"
    assert shows(one, sealed) == (403, False)


def test_neither_half_lies_with_the_other(sealed):
    client = sign_in()
    secret = client.cookies[COOKIE].value
    for session in Session.objects.all():
        content = session.get_decoded()
        assert secret not in str(content)
        assert SESSION not in content or len(content[SESSION]) > 60
    assert secret not in str(list(PersonalKey.objects.values()))


def test_with_the_sign_out_both_halves_are_gone(sealed):
    client = sign_in()
    session_key = client.cookies["gd"].value
    client.post("/staff/sign-out/")
    assert not client.cookies[COOKIE].value
    assert not Session.objects.filter(session_key=session_key).exists()


def test_a_revoked_sign_in_opens_nothing(sealed, user):
    client = sign_in()
    Session.objects.all().delete()
    answer = client.post(sealed, {"reason": "contact"})
    assert answer.status_code in (302, 401)
    assert NAME not in answer.content.decode()


def test_somebody_elses_session_half_opens_nothing(sealed, world, user):
    """The half is bound to its person: copied into another session with the right secret it stays shut."""
    client, other = sign_in(), world.client(world.other_focal_point)
    session = other.session
    session[SESSION] = client.session[SESSION]
    session.save()
    other.cookies[COOKIE] = client.cookies[COOKIE].value
    assert shows(other, sealed)[1] is False


def test_an_own_change_of_the_password_keeps_the_key(sealed, user):
    from django.test import RequestFactory

    from genderdesk.groundwork.protection.vault import unlocked
    from genderdesk.organisation.accounts.queries import actor_of

    client = sign_in()
    request = RequestFactory().get("/staff/")
    request.user, request.session = User.objects.get(pk=user.pk), client.session
    request.COOKIES[COOKIE] = client.cookies[COOKIE].value
    before = bytes(PersonalKey.objects.get(pk=user.pk).public)
    with unlocked.standing_here(unlocked.Person(lambda: unlocked._opened(request))):
        change_password(actor_of(request.user), request.user, current=PASSWORD, password="Another-horizon-9931")
    again = sign_in("Another-horizon-9931")
    assert bytes(PersonalKey.objects.get(pk=user.pk).public) == before
    assert shows(again, sealed) == (200, True)


def test_a_password_set_by_an_administrator_opens_nothing_that_is_sealed(sealed, world, user):
    set_password(world.administrator, user, password="Another-horizon-9931")
    as_her_own(user)
    client = sign_in("Another-horizon-9931")
    assert shows(client, sealed) == (403, False)
    assert Entry.objects.filter(name="personal_key.replaced").count() == 1
