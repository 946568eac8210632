"""A passkey opens the personal key beside the password, says so where it cannot, and its secret stays nowhere."""

from __future__ import annotations

import base64
import json
import logging
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from fido2.utils import websafe_decode, websafe_encode

from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry, PasskeyWrap, PersonalKey
from genderdesk.groundwork.protection.vault import seal_file
from genderdesk.organisation.accounts.acts import (
    ask_factor_reset,
    change_password,
    create_user,
    reset_factor,
    set_password,
)
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.accounts.queries import actor_of
from genderdesk.organisation.institution.models import Officer
from tests.accounts.sign_ins import PASSWORD, owner
from tests.accounts.soft_passkey import (
    SoftPasskey,
    add_passkey,
    at_desk,
    challenge_alone,
    give_password,
    options_on,
    sign_in_alone,
    sign_in_with_both,
)
from tests.files import NAME, open_file, receive

pytestmark = pytest.mark.django_db
CLOSED = "Closed in this browser"
CANNOT = "This key cannot open sealed files; your password can"
ANOTHER = "Another-horizon-9931"


@pytest.fixture(autouse=True)
def second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def her():
    return owner()


def with_passkey(passkey, password=PASSWORD):
    """Her browser after the password and her first passkey."""
    client = at_desk()
    give_password(client, password=password)
    assert add_passkey(client, passkey).status_code == 302
    client.get("/staff/second-factor/codes/")
    return client


def is_open(client):
    page = client.get("/staff/me/")
    assert page.status_code == 200, page
    return CLOSED not in page.content.decode()


def test_a_new_passkey_opens_what_is_sealed_without_the_password(her):
    passkey = SoftPasskey()
    with_passkey(passkey)
    client, answer = sign_in_alone(passkey)
    assert answer.status_code == 302
    assert is_open(client)
    assert "Opens sealed files too" in client.get("/staff/me/").content.decode()
    assert Entry.objects.filter(name="personal_key.passkey_added", actor_id=her.user.pk).count() == 1


def test_a_sealed_case_is_read_after_a_sign_in_by_passkey_alone(world):
    officer = Officer.objects.get(pk=world.focal_point.officer_id)
    user = create_user(world.administrator, username="owner", password=PASSWORD, officer=officer)
    with unguarded("test"):
        User.objects.filter(pk=user.pk).update(password_is_temporary=False)
    passkey = SoftPasskey()
    with_passkey(passkey)
    case = open_file(world)
    with unguarded("test"):
        seal_file(case.report_id, [user.pk])
    client, _answer = sign_in_alone(passkey)
    shown = client.post(f"/staff/cases/{case.pk}/person/", {"reason": "contact"})
    assert (shown.status_code, NAME in shown.content.decode()) == (200, True)
    # Without the secret the same sign-in is told how to open it.
    closed, _answer = sign_in_alone(passkey, passkey_secret="")
    shown = closed.post(f"/staff/cases/{case.pk}/person/", {"reason": "contact"})
    assert (shown.status_code, NAME in shown.content.decode()) == (403, False)
    assert "Open it under My account" in shown.content.decode()


def test_one_that_gives_its_secret_only_later_opens_from_the_next_sign_in_with_the_password(her):
    passkey = SoftPasskey(made_with=False)
    client = with_passkey(passkey)
    assert "Let it open sealed files" in client.get("/staff/me/").content.decode()
    assert not is_open(sign_in_alone(passkey)[0])
    sign_in_with_both(passkey)
    assert is_open(sign_in_alone(passkey)[0])
    sign_in_with_both(passkey)
    assert Entry.objects.filter(name="personal_key.passkey_added").count() == 1


def test_one_that_was_there_before_is_let_open_on_a_page(her):
    passkey, other = SoftPasskey(made_with=False), SoftPasskey(made_with=False)
    client = with_passkey(passkey)
    add_passkey(client, other, "Other")
    row = Authenticator.objects.get(data__name="Phone")
    with unguarded("test"):
        del row.data["credential"]["clientExtensionResults"]["prf"]
        row.save()
    address = f"/staff/second-factor/passkeys/{row.pk}/opens/"
    options = options_on(client, address)
    assert [websafe_decode(each["id"]) for each in options["publicKey"]["allowCredentials"]] == [passkey.id]
    assert client.post(address, other.answer(options_on(client, address))).status_code == 422
    assert not PasskeyWrap.objects.exists()
    assert client.post(address, passkey.answer(options_on(client, address))).status_code == 302
    assert is_open(sign_in_alone(passkey)[0])
    # Nothing can be let open where the key itself is closed, and nobody lets another one's.
    closed = sign_in_alone(other)[0]
    assert closed.get(address)["Location"] == "/staff/me/unlock/"
    owner(name="stranger")
    stranger = at_desk()
    give_password(stranger, "stranger")
    add_passkey(stranger, SoftPasskey())
    assert stranger.get(address).status_code == 404


def test_one_that_cannot_says_so_and_the_password_still_opens(her, world):
    passkey = SoftPasskey(can=False)
    client = with_passkey(passkey)
    assert CANNOT in client.get("/staff/me/").content.decode()
    row = Authenticator.objects.get(type="webauthn")
    address = f"/staff/second-factor/passkeys/{row.pk}/opens/"
    answer = client.post(address, passkey.answer(options_on(client, address)))
    assert (answer.status_code, CANNOT in answer.content.decode()) == (422, True)
    # Who holds nothing sealed is not stopped; who does is told, and asked for the password.
    client, answer = sign_in_alone(passkey)
    assert answer["Location"] != "/staff/me/unlock/?passkey=no"
    assert not is_open(client)
    report = receive(world)
    with unguarded("test"):
        seal_file(report.pk, [her.user.pk])
    client, answer = sign_in_alone(passkey)
    assert answer["Location"] == "/staff/me/unlock/?passkey=no"
    page = client.get(answer["Location"]).content.decode()
    assert CANNOT in page
    assert "Go on without them" in page
    assert client.post("/staff/me/unlock/", {"current": PASSWORD}).status_code == 302
    assert is_open(client)


@pytest.mark.parametrize("given", ["", websafe_encode(b"short"), websafe_encode(bytes(32)), "not ~ base64"])
def test_another_secret_signs_in_and_opens_nothing(her, given):
    passkey = SoftPasskey()
    with_passkey(passkey)
    client, answer = sign_in_alone(passkey, passkey_secret=given)
    assert answer.status_code == 302
    assert not is_open(client)


def test_the_secret_alone_signs_nobody_in(her):
    passkey = SoftPasskey()
    with_passkey(passkey)
    client = at_desk()
    form = passkey.answer(challenge_alone(client))
    forged = SoftPasskey().answer(challenge_alone(client))["credential"]
    client.post("/staff/sign-in/passkey/", {**form, "credential": forged})
    assert client.get("/staff/me/").status_code == 302


class TestItsEnd:
    def test_with_the_passkey_its_wrap_goes_and_the_others_stay(self, her):
        first, second = SoftPasskey(), SoftPasskey()
        client = with_passkey(first)
        add_passkey(client, second, "Second")
        assert PasskeyWrap.objects.count() == 2
        row = Authenticator.objects.get(data__name="Phone")
        assert client.post(f"/staff/second-factor/passkeys/{row.pk}/remove/").status_code == 302
        assert PasskeyWrap.objects.count() == 1
        assert is_open(sign_in_alone(second)[0])

    def test_a_reset_of_the_second_factor_takes_all(self, her):
        with_passkey(SoftPasskey())
        one = actor_of(owner("administrator", name="one").user)
        reset_factor(actor_of(owner(name="other").user), ask_factor_reset(one, her.user, reason="lost"))
        assert not PasskeyWrap.objects.exists()

    def test_a_password_that_somebody_else_set_takes_all(self, her, world):
        passkey = SoftPasskey()
        with_passkey(passkey)
        set_password(world.administrator, her.user, password=ANOTHER)
        assert not PasskeyWrap.objects.exists()

    def test_an_own_new_password_takes_none(self, her):
        passkey = SoftPasskey()
        client = with_passkey(passkey)
        form = {"current": PASSWORD, "password": ANOTHER}
        assert client.post("/staff/me/password/", form).status_code == 302
        assert is_open(sign_in_alone(passkey)[0])
        assert is_open(sign_in_with_both(passkey, ANOTHER))

    def test_an_own_new_password_keeps_the_pair_also_where_the_key_was_closed(self, her):
        with_passkey(SoftPasskey(can=False))
        before = bytes(PersonalKey.objects.get().public)
        user = User.objects.get(pk=her.user.pk)
        change_password(actor_of(user), user, current=PASSWORD, password=ANOTHER)
        client = at_desk()
        give_password(client, password=ANOTHER)
        assert bytes(PersonalKey.objects.get().public) == before
        assert not Entry.objects.filter(name="personal_key.replaced").exists()


def test_its_secret_stands_nowhere(her):
    """Not in the database with its sessions, nor in what is logged, also where a browser puts it into the answer."""
    heard = StringIO()
    handler = logging.StreamHandler(heard)
    logging.getLogger().addHandler(handler)
    passkey = SoftPasskey()
    try:
        client = at_desk()
        give_password(client)
        address = "/staff/second-factor/passkeys/add/"
        options = options_on(client, address)
        form = passkey.made(options)
        secret = passkey.secret(options)
        credential = json.loads(form["credential"])
        credential["clientExtensionResults"]["prf"]["results"] = {"first": websafe_encode(secret)}
        client.post(address, {**form, "credential": json.dumps(credential), "name": "Phone"})
        # A browser that would do the same while signing in, and one whose answer is refused.
        alone = at_desk()
        answer = passkey.answer(challenge_alone(alone))
        credential = json.loads(answer["credential"])
        credential["clientExtensionResults"] = {"prf": {"results": {"first": websafe_encode(secret)}}}
        alone.post("/staff/sign-in/passkey/", {**answer, "credential": json.dumps(credential)})
        refused = at_desk().post("/staff/sign-in/passkey/", answer)
    finally:
        logging.getLogger().removeHandler(handler)
    assert PasskeyWrap.objects.count() == 1
    stored = [str(value) for model in apps.get_models() for row in model._base_manager.values_list() for value in row]
    stored += [str(each.get_decoded()) for each in Session.objects.all()]
    stored += [heard.getvalue(), str(refused.content), str(refused.headers)]
    raw = [
        bytes(value)
        for model in apps.get_models()
        for row in model._base_manager.values_list()
        for value in row
        if isinstance(value, bytes | memoryview)
    ]
    looks = (websafe_encode(secret), base64.b64encode(secret).decode(), secret.hex(), str(list(secret)), repr(secret))
    assert [look for look in looks if any(look in each for each in stored)] == []
    assert not any(secret in each for each in raw)
    assert Authenticator.objects.get(type="webauthn").data["credential"]["clientExtensionResults"] == {
        "prf": {"enabled": True}
    }
