"""The administrator's pages under bad input; nobody else opens them."""

from __future__ import annotations

import uuid

import pytest

from genderdesk.organisation.accounts.acts import create_user
from genderdesk.organisation.accounts.models import User

pytestmark = pytest.mark.django_db

GOOD = {"username": "newcomer", "staff_code": "", "standing_role": "oversight", "password": "Kigali-horizon-7741"}


@pytest.fixture
def browser(world):
    return world.client(world.administrator)


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"username": ""}, "Fill in"),
        ({"username": "x" * 61}, "60"),
        ({"username": "no spaces"}, "letters, digits"),
        ({"staff_code": "NOBODY"}, "no officer with this staff number"),
        ({"standing_role": "desk_head"}, "valid choice"),
        ({"standing_role": ""}, "Choose an officer"),
        ({"password": "short"}, "12"),
    ],
)
def test_somebody_who_cannot_be_added_is_said_beside_the_field(browser, changes, said):
    answer = browser.post("/staff/admin/people/add/", {**GOOD, **changes, "op_id": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert not User.objects.filter(username="newcomer").exists()


def test_a_double_press_adds_one_account(browser):
    sent = {**GOOD, "op_id": str(uuid.uuid4())}
    for _twice in range(2):
        assert browser.post("/staff/admin/people/add/", sent).status_code == 302
    assert User.objects.filter(username="newcomer").count() == 1


@pytest.mark.parametrize("who", ["operator", "focal_point", "desk_head", "oversight", "analyst"])
def test_nobody_else_opens_the_accounts(world, who):
    browser = world.client(getattr(world, who))
    for address in ("/staff/admin/people/", "/staff/admin/people/add/", f"/staff/admin/people/{uuid.uuid4()}/"):
        assert browser.get(address).status_code == 403


def test_an_account_that_is_none_is_no_page(browser):
    for address in (f"/staff/admin/people/{uuid.uuid4()}/", f"/staff/admin/people/{uuid.uuid4()}/switch/"):
        assert browser.get(address).status_code == 404


def test_a_password_typed_wrongly_does_not_come_back_in_the_page(browser, world):
    user = User.objects.get(pk=world.administrator.id)
    answer = browser.post(f"/staff/admin/people/{user.pk}/", {"password": "tiny-word", "op_id": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert "tiny-word" not in answer.content.decode()


def test_a_right_taken_away_ends_the_page_that_is_open(world, browser):
    other = world.client(world.operator)
    assert other.get("/staff/").status_code == 200
    browser.post(f"/staff/admin/people/{world.operator.id}/switch/", {"op_id": str(uuid.uuid4())})
    assert other.get("/staff/").status_code == 302


def test_whoever_has_just_signed_in_sets_the_second_factor_up_without_the_password_again(world, client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    create_user(world.administrator, username="newcomer", password=GOOD["password"], standing_role="oversight")
    client.post("/staff/sign-in/", {"login": "newcomer", "password": GOOD["password"]})
    assert client.get("/staff/").headers["Location"] == "/staff/me/password/"
    changed = {"current": GOOD["password"], "password": "My-own-horizon-1962", "op_id": str(uuid.uuid4())}
    assert client.post("/staff/me/password/", changed).status_code == 302
    assert client.get("/staff/").headers["Location"] == "/staff/second-factor/activate/"
    assert "authenticator app" in words_of(client.get("/staff/second-factor/activate/"))
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 301
    session.save()
    assert client.get("/staff/second-factor/activate/").headers["Location"].startswith("/staff/sign-in/again/")


def test_a_long_password_is_taken_whole(world, client):
    long = "a sentence that only she would say, " * 4
    create_user(world.administrator, username="newcomer", password=long, standing_role="oversight")
    assert client.post("/staff/sign-in/", {"login": "newcomer", "password": long[:-2]}).status_code == 200
    assert client.post("/staff/sign-in/", {"login": "newcomer", "password": long}).status_code == 302


def test_passwords_cost_what_the_design_says():
    """46 MiB, two passes, one lane (security.md 4.4), as it stands in the stored form."""
    from genderdesk.organisation.accounts.hashers import DeskArgon2Hasher

    stored = DeskArgon2Hasher().encode("a password", "c2FsdHNhbHRzYWx0")
    assert stored.startswith("argon2$argon2id$v=19$m=47104,t=2,p=1$")
