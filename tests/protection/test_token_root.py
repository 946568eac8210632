"""The root key in a real PKCS#11 token (SoftHSM): it wraps in there, never leaves, and says plainly what is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pkcs11
import pytest
from django.conf import settings as django_settings
from django.db import connection

from genderdesk.casework.intake.models import Report
from genderdesk.config.environment import SettingError, read_environment
from genderdesk.groundwork.protection.acts import Invalid, unguarded
from genderdesk.groundwork.protection.models import DeskKey, Entry, FileKey
from genderdesk.groundwork.protection.vault import deskkeys, filekeys, fingerprint, keyring, rotation
from genderdesk.groundwork.protection.vault.keyring import KeyFault
from genderdesk.groundwork.protection.vault.roots import FileRoot, NotByThis
from genderdesk.groundwork.protection.vault.survey import sealed_fields
from tests.files import TOLD, receive
from tests.software_token import KEY, PIN, Token, new_token

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def token(tmp_path_factory):
    """One for the file: a process loads a module once."""
    made = new_token(tmp_path_factory.mktemp("token"))
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(made.configuration)
    yield made
    os.environ.pop("SOFTHSM2_CONF")
    if before:
        os.environ["SOFTHSM2_CONF"] = before


@pytest.fixture
def keys(tmp_path, monkeypatch):
    """A key folder of the test's own, with a root key in a file."""
    monkeypatch.setattr(keyring, "root_key_path", lambda: tmp_path / "root.key")
    forget()
    keyring.make_root_key()
    yield tmp_path
    monkeypatch.undo()
    forget()


@pytest.fixture
def named(token, monkeypatch):
    """The settings name the token; ``named(pin=…)`` names it otherwise."""

    def name(**changed):
        given = {**token.environment, **changed}
        told = read_environment({**given, "GENDERDESK_HOME": str(django_settings.ENVIRONMENT.home)})
        monkeypatch.setattr(django_settings, "ENVIRONMENT", told)
        forget()
        return keyring.token_root()

    yield name
    monkeypatch.undo()
    forget()


def forget():
    keyring.token_root.cache_clear()
    keyring.forget()
    deskkeys.forget()
    filekeys.forget()
    connection.run_on_commit.clear()


def fields():
    return {
        (model._meta.label, pk, field.name): value.stored
        for model, field in sealed_fields()
        for pk, value in model._base_manager.values_list("pk", field.attname)
    }


def told(report):
    with unguarded("test"):
        return Report.objects.get(pk=report.pk).narrative.open()


class TestTheKeyInTheToken:
    def test_it_wraps_and_unwraps_and_nothing_of_it_can_be_taken_out(self, named, token):
        root = named()
        assert [root.make(), root.make()] == [True, False]
        key = os.urandom(32)
        wrapped = root.wrap(key)
        assert key not in wrapped
        assert root.wrap(key) != wrapped
        assert named().unwrap(wrapped) == key
        library = pkcs11.lib(str(token.module))
        with library.get_token(token_label=token.label).open(user_pin=PIN) as session:
            held = session.get_key(label=KEY)
            assert held[pkcs11.Attribute.SENSITIVE] is True
            assert held[pkcs11.Attribute.EXTRACTABLE] is False
            with pytest.raises(pkcs11.AttributeSensitive):
                held[pkcs11.Attribute.VALUE]

    def test_what_was_changed_or_is_another_keys_does_not_unwrap(self, named):
        root, other = named(), named(GENDERDESK_PKCS11_KEY="another")
        root.make(), other.make()
        wrapped = root.wrap(os.urandom(32))
        assert root.mark != other.mark
        with pytest.raises(NotByThis):
            other.unwrap(wrapped)
        for place in (0, 20, len(wrapped) - 1):
            changed = bytearray(wrapped)
            changed[place] ^= 1
            with pytest.raises(NotByThis):
                root.unwrap(bytes(changed))

    def test_its_mark_is_the_same_in_each_process_and_after_a_fork(self, named):
        root = named()
        root.make()
        place = root.place
        given = [place.module, place.token, place.key, place.pin, place.pin_file]
        # In a process of its own: one that runs tests has threads, and a fork of it may wait for a lock for ever.
        told = subprocess.run(
            [sys.executable, "-c", _FORKED, *given], capture_output=True, text=True, timeout=60, check=False
        )
        assert (told.stdout.split(), told.stderr) == ([root.mark] * 3, "")


_FORKED = """
import os, sys
import django
django.setup()
from genderdesk.groundwork.protection.vault.roots import Place, TokenRoot
place = Place(*sys.argv[1:])
print(TokenRoot(place).mark, flush=True)
if (child := os.fork()) == 0:
    print(TokenRoot(place).mark, flush=True)
    os._exit(0)
os.waitpid(child, 0)
print(TokenRoot(place).mark)
"""


class TestTheMove:
    def test_the_desk_keys_are_wrapped_anew_and_no_field_is_touched(self, keys, named, world):
        report, digest = receive(world), fingerprint(b"the same")
        old, before, wraps = keyring.root(), fields(), set(FileKey.objects.values_list("wrapped", flat=True))
        root = named()
        root.make()
        # The settings alone move nothing: the file goes on.
        assert isinstance(keyring.root(), FileRoot)
        assert told(report) == TOLD
        rotation.move_to_token()
        forget()
        assert keyring.root() is keyring.token_root()
        assert {each.root for each in DeskKey.objects.all()} == {root.mark}
        assert told(report) == TOLD
        assert fingerprint(b"the same") == digest
        assert fields() == before
        assert set(FileKey.objects.values_list("wrapped", flat=True)) == wraps
        for each in DeskKey.objects.all():
            with pytest.raises(NotByThis):
                old.unwrap(bytes(each.wrapped))
        assert not (keys / "root.key").exists()
        assert len(list(keys.glob("root.key.until-*"))) == 1
        assert Entry.objects.filter(name="keys.renew_root").count() == 1
        # Work goes on: new words, new desk keys.
        rotation.renew_desk_keys(rotation.SYSTEM)
        assert told(receive(world)) == TOLD
        with pytest.raises(Invalid, match="already"):
            rotation.move_to_token()
        with pytest.raises(Invalid, match="token"):
            rotation.rotate_root()

    def test_without_the_settings_it_says_where_the_key_is(self, keys, named, world, monkeypatch):
        report = receive(world)
        named().make()
        rotation.move_to_token()
        monkeypatch.setattr(django_settings, "ENVIRONMENT", replace(django_settings.ENVIRONMENT, pkcs11_module=""))
        forget()
        with pytest.raises(KeyFault, match="is in a token"):
            told(report)
        with pytest.raises(Invalid, match="No token is named"):
            rotation.move_to_token()

    @pytest.mark.parametrize("stopped", ["before the database", "after the database", "between the files"])
    def test_a_machine_that_stopped_in_the_middle_finds_its_key(self, keys, named, world, stopped):
        report, digest = receive(world), fingerprint(b"the same")
        root = named()
        root.make()
        keyring.prepare_move(root)
        if stopped != "before the database":
            rotation.renew_root_key(rotation.SYSTEM)
        if stopped == "between the files":
            (keys / "derived.key.new").replace(keys / "derived.key")
        forget()
        assert fingerprint(b"the same") == digest
        assert told(report) == TOLD
        assert (keys / "root.key").exists() is (stopped == "before the database")
        if stopped == "before the database":
            rotation.move_to_token()
        forget()
        assert keyring.root() is keyring.token_root()
        assert told(report) == TOLD
        assert fingerprint(b"the same") == digest

    def test_a_rotation_of_the_file_is_finished_first(self, keys, named):
        keyring.prepare_renewal()
        named().make()
        with pytest.raises(KeyFault, match=r"root\.key\.new waits"):
            rotation.move_to_token()

    def test_a_new_installation_begins_in_the_token(self, keys, named, world):
        (keys / "root.key").unlink()
        named().make()
        assert not keyring.root_is_there()
        keyring.make_root_key()
        assert keyring.root_is_there()
        assert sorted(each.name for each in keys.iterdir()) == ["derived.key"]
        assert (keys / "derived.key").stat().st_mode & 0o777 == 0o600
        kept = (keys / "derived.key").read_bytes()
        keyring.make_root_key()
        assert (keys / "derived.key").read_bytes() == kept
        assert told(receive(world)) == TOLD


class TestItSaysWhatIsWrong:
    def fault(self, root):
        with pytest.raises(KeyFault) as fault:
            root.wrap(bytes(32))
        assert PIN not in str(fault.value)
        assert PIN not in repr(root.place)
        assert fault.value.__cause__ is None
        return str(fault.value)

    def test_no_token(self, named):
        assert "no token labelled 'elsewhere' is there. Plug it in" in self.fault(
            named(GENDERDESK_PKCS11_TOKEN="elsewhere")
        )

    def test_no_key(self, named):
        assert "holds no AES key labelled 'none'" in self.fault(named(GENDERDESK_PKCS11_KEY="none"))

    def test_a_wrong_pin_is_said_and_tried_once(self, named, monkeypatch, token):
        named().make()
        root = named(GENDERDESK_PKCS11_PIN_FILE="", GENDERDESK_PKCS11_PIN="000000")
        assert "does not take this PIN" in self.fault(root)
        assert "000000" not in self.fault(root)
        assert "000000" not in repr(django_settings.ENVIRONMENT)

        def tried(*_words):
            raise AssertionError("a PIN that was refused is tried again")

        monkeypatch.setattr("genderdesk.groundwork.protection.vault.roots._library", tried)
        assert "does not take this PIN" in self.fault(root)
        monkeypatch.undo()
        # The right one opens it still: the token was not locked.
        assert named().unwrap(named().wrap(bytes(32))) == bytes(32)

    def test_a_pin_file_that_others_can_read_or_that_is_missing(self, named, tmp_path):
        loose = tmp_path / "pin"
        loose.write_text(PIN)
        loose.chmod(0o644)
        assert f"Type: chmod 600 {loose}" in self.fault(named(GENDERDESK_PKCS11_PIN_FILE=str(loose)))
        assert "is missing" in self.fault(named(GENDERDESK_PKCS11_PIN_FILE=str(tmp_path / "none")))

    def test_no_package(self, named, monkeypatch):
        root = named()
        monkeypatch.setitem(sys.modules, "pkcs11", None)
        assert "pip install 'genderdesk[pkcs11]'" in self.fault(root)

    def test_a_module_that_is_none(self, named, tmp_path):
        wrong = tmp_path / "module.so"
        wrong.write_bytes(b"no library")
        assert "does not answer" in self.fault(named(GENDERDESK_PKCS11_MODULE=str(wrong)))

    def test_another_key_of_the_same_label(self, keys, named, world):
        report = receive(world)
        named().make()
        rotation.move_to_token()
        other = named(GENDERDESK_PKCS11_KEY="yet another")
        other.make()
        with pytest.raises(KeyFault, match="is not this database's root key"):
            told(report)

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"GENDERDESK_PKCS11_MODULE": "/none.so"}, "is no file"),
            ({"GENDERDESK_PKCS11_TOKEN": ""}, "two labels"),
            ({"GENDERDESK_PKCS11_PIN_FILE": ""}, "Write one of"),
            ({"GENDERDESK_PKCS11_PIN": "1"}, "Write one of"),
        ],
    )
    def test_settings_that_do_not_fit_together(self, token: Token, changed, said):
        with pytest.raises(SettingError, match=said):
            read_environment({**token.environment, **changed})
