"""The wrap that a passkey opens: bound to its person, pair and passkey; gone with any of them."""

from __future__ import annotations

import os
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import PasskeyWrap, PersonalKey
from genderdesk.groundwork.protection.vault import passkeys, personal

pytestmark = pytest.mark.django_db
PHONE, KEY = b"the id of a phone's passkey", b"the id of another passkey"
SECRET = bytes(range(32))


@pytest.fixture(autouse=True)
def allowed():
    with unguarded("test"):
        yield


def person(password="a password"):
    """Somebody whose phone opens her key."""
    user_id = uuid.uuid4()
    private = personal.open_or_make(user_id, password).private
    passkeys.keep(user_id, private, PHONE, SECRET)
    return user_id, private


def test_the_secret_opens_the_pair_of_its_owner():
    user_id, private = person()
    assert passkeys.opened(user_id, PHONE, SECRET) == private
    assert passkeys.opened(user_id, KEY, SECRET) is None
    assert passkeys.opened(uuid.uuid4(), PHONE, SECRET) is None


@settings(max_examples=40)
@given(st.binary(max_size=64).filter(lambda given: given != SECRET))
def test_any_other_secret_opens_nothing(given):
    user_id, _private = person()
    assert passkeys.opened(user_id, PHONE, given) is None


def test_a_wrap_that_was_moved_to_another_person_opens_for_neither():
    """Who has the database gives herself somebody's row: with the other one's secret even."""
    her, private = person()
    thief = uuid.uuid4()
    personal.open_or_make(thief, "a password of the thief")
    PasskeyWrap.objects.filter(user_id=her).update(user_id=thief)
    assert passkeys.opened(thief, PHONE, SECRET) is None
    assert passkeys.opened(her, PHONE, SECRET) is None
    # The public key moved along: the wrap still says whose it is.
    public = PersonalKey.objects.get(pk=her).public
    PersonalKey.objects.filter(pk=thief).update(public=public)
    assert passkeys.opened(thief, PHONE, SECRET) is None
    PasskeyWrap.objects.filter(user_id=thief).update(user_id=her)
    assert passkeys.opened(her, PHONE, SECRET) == private


def test_a_wrap_that_was_moved_to_another_passkey_does_not_open():
    her, _private = person()
    PasskeyWrap.objects.update(passkey=passkeys.mark_of(KEY))
    assert passkeys.opened(her, KEY, SECRET) is None


@pytest.mark.parametrize("field", ["salt", "wrapped"])
def test_a_changed_wrap_does_not_open(field):
    her, _private = person()
    kept = PasskeyWrap.objects.get()
    value = bytearray(getattr(kept, field))
    value[-1] ^= 1
    PasskeyWrap.objects.update(**{field: bytes(value)})
    assert passkeys.opened(her, PHONE, SECRET) is None


def test_a_stranger_who_registers_the_same_passkey_id_takes_nobodys_wrap():
    her, private = person()
    stranger = uuid.uuid4()
    passkeys.keep(stranger, personal.open_or_make(stranger, "a password").private, PHONE, os.urandom(32))
    passkeys.forget(stranger, PHONE)
    assert passkeys.opened(her, PHONE, SECRET) == private


def test_a_stolen_database_opens_nothing():
    """Whatever stands in it, as it is, is tried as the passkey's secret, and as the key of the wrap itself."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    her, _private = person()
    kept, pair = PasskeyWrap.objects.get(), PersonalKey.objects.get(pk=her)
    there = [bytes(kept.salt), bytes(kept.wrapped), bytes.fromhex(kept.passkey), bytes(pair.public), PHONE]
    there += [bytes(pair.salt), bytes(pair.wrapped), her.bytes, passkeys.INPUT]
    parts = {value[start : start + 32].ljust(32, b"\0") for value in there for start in range(0, len(value), 4)}
    wrapped = bytes(kept.wrapped)
    bound = b"genderdesk personal key by passkey|" + her.bytes + bytes(pair.public) + bytes.fromhex(kept.passkey)
    for part in parts:
        assert passkeys.opened(her, PHONE, part) is None
        with pytest.raises(InvalidTag):
            AESGCM(part).decrypt(wrapped[:12], wrapped[12:], bound)


def test_a_new_pair_destroys_every_wrap_and_an_own_password_none():
    her, private = person()
    passkeys.keep(her, private, KEY, os.urandom(32))
    personal.rewrap(her, private, "of her own choice")
    assert passkeys.opened(her, PHONE, SECRET) == private
    assert personal.open_or_make(her, "set by an administrator").how == "replaced"
    assert not PasskeyWrap.objects.exists()
