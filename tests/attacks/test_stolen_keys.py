"""What a thief reads who has the database and the root key: written apart from the vault, after docs/keys.md."""

from __future__ import annotations

import uuid

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap
from django.db import connection

from genderdesk.casework.intake.models import Report
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import DeskKey, FileKey, HolderKey, PersonalKey
from genderdesk.groundwork.protection.vault import deskkeys, erasure, filekeys, keyring, personal, rotation, seal_file
from genderdesk.groundwork.protection.vault.survey import broken_seals, sealed_fields
from genderdesk.groundwork.protection.vault.unlocked import person_with, standing_here
from tests.files import TOLD, open_file, receive

pytestmark = pytest.mark.django_db


def thief(report_id, root):
    """The narrative of a report by every key that the tables and the root key give; None where none opens it."""
    stored = bytes(Report.objects.values_list("narrative", flat=True).get(pk=report_id).stored)
    keys = []
    for desk in DeskKey.objects.all():
        try:
            keys.append((desk.scope, desk.version, aes_key_unwrap(root, bytes(desk.wrapped))))
        except InvalidUnwrap:
            continue
    desk_keys = [key for _scope, _version, key in keys]
    wraps = [bytes(each) for each in FileKey.objects.values_list("wrapped", flat=True)]
    wraps += [bytes(each) for each in HolderKey.objects.values_list("wrapped", flat=True)]
    wraps += [bytes(each) for each in PersonalKey.objects.values_list("wrapped", flat=True)]
    found = list(desk_keys)
    for wrap in wraps:
        for key in desk_keys:
            try:
                found.append(aes_key_unwrap(key, wrap))
            except (InvalidUnwrap, ValueError):
                continue
    version = int.from_bytes(stored[17:19])
    for scope in {scope for scope, _version, _key in keys}:
        bound = f"{scope}|intake_report|{report_id}|narrative|{version}".encode()
        for key in found:
            try:
                data = AESGCM(key).decrypt(stored[19:31], stored[31:], bound)
            except InvalidTag:
                continue
            return data[: data.rindex(b"\x80")].decode()
    return None


def forget():
    deskkeys.forget()
    filekeys.forget()
    connection.run_on_commit.clear()


def test_the_database_and_the_root_key_open_a_file_that_is_not_sealed(world):
    """So the thief of the other tests knows how."""
    report = receive(world)
    assert thief(report.pk, keyring.root_key()) == TOLD
    assert thief(report.pk, bytes(32)) is None


def test_they_do_not_open_a_sealed_file(world):
    report, other = receive(world), receive(world)
    holder = uuid.uuid4()
    personal.open_or_make(holder, "a password")
    with unguarded("test"):
        seal_file(report.pk, [holder])
    assert thief(report.pk, keyring.root_key()) is None
    assert thief(other.pk, keyring.root_key()) == TOLD


def erase(world, file_id):
    asked = erasure.ask_erasure(
        world.oversight, file_id=file_id, authority=erasure.Authority.SURVIVORS_WISH, reference="L-1"
    )
    return erasure.carry_out_erasure(world.actor("oversight", world.headquarters), asked)


def test_they_do_not_open_an_erased_file_nor_does_the_desk(world):
    report, other = receive(world), receive(world)
    erase(world, report.pk)
    assert thief(report.pk, keyring.root_key()) is None
    assert thief(other.pk, keyring.root_key()) == TOLD
    forget()
    with unguarded("test"):
        assert Report.objects.get(pk=report.pk).narrative.open() == "(erased)"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the bytes of the file are SQLite's")
def test_a_copy_of_the_file_made_after_the_erasure_holds_no_wrap_of_it(world):
    report, other = receive(world), receive(world)
    wraps = {pk: bytes(wrap) for pk, wrap in FileKey.objects.values_list("pk", "wrapped")}
    erase(world, report.pk)
    content = connection.connection.serialize()
    assert wraps[other.pk] in content
    assert wraps[report.pk] not in content


class TestRotation:
    def _fields(self):
        return {
            (model._meta.label, pk, field.name): value.stored
            for model, field in sealed_fields()
            for pk, value in model._base_manager.values_list("pk", field.attname)
        }

    def test_it_changes_no_byte_of_any_field(self, world):
        open_file(world)
        before, wraps = self._fields(), set(FileKey.objects.values_list("wrapped", flat=True))
        assert len([each for each in before.values() if each]) > 5
        rotation.renew_desk_keys(rotation.SYSTEM)
        assert list(rotation.rewrap_all()) == [1]
        assert self._fields() == before
        assert not wraps & set(FileKey.objects.values_list("wrapped", flat=True))
        forget()
        with unguarded("test"):
            assert broken_seals() == []

    def test_interrupted_it_goes_on_where_it_stopped(self, world, monkeypatch):
        for _number in range(5):
            receive(world)
        monkeypatch.setattr(rotation, "AT_ONCE", 2)
        rotation.renew_desk_keys(rotation.SYSTEM)
        next(iter(rotation.rewrap_all()))
        newest = DeskKey.objects.latest("version").pk
        assert FileKey.objects.filter(desk_key=newest).count() == 2
        assert list(rotation.rewrap_all()) == [1, 2]
        assert FileKey.objects.exclude(desk_key=newest).count() == 0
        assert list(rotation.rewrap_all()) == []
        assert receive(world) is not None

    def test_a_file_that_was_erased_meanwhile_stays_erased(self, world):
        report = receive(world)
        rotation.renew_desk_keys(rotation.SYSTEM)
        erase(world, report.pk)
        list(rotation.rewrap_all())
        assert FileKey.objects.get(pk=report.pk).state == "erased"

    @pytest.fixture
    def own_keys(self, tmp_path, settings, monkeypatch):
        """A key folder of the test's own."""
        monkeypatch.setattr(keyring, "root_key_path", lambda: tmp_path / "root.key")
        keyring.forget()
        keyring.make_root_key()
        yield tmp_path
        keyring.forget()

    def test_after_a_new_root_key_the_old_one_opens_nothing_and_numbers_are_still_found(self, own_keys, world):
        from genderdesk.groundwork.protection.vault import fingerprint

        report = receive(world)
        old, before = keyring.root_key(), fingerprint(b"the same")
        rotation.rotate_root()
        assert keyring.root_key() != old
        assert thief(report.pk, old) is None
        assert thief(report.pk, keyring.root_key()) == TOLD
        keyring.forget()
        forget()
        assert fingerprint(b"the same") == before
        with unguarded("test"):
            assert Report.objects.get(pk=report.pk).narrative.open() == TOLD
        assert len(list(own_keys.glob("root.key.until-*"))) == 1
        rotation.rotate_root()
        assert fingerprint(b"the same") == before

    @pytest.mark.parametrize("renamed", [0, 1])
    def test_a_machine_that_stopped_in_the_middle_finds_its_key(self, own_keys, world, renamed):
        from genderdesk.groundwork.protection.vault import fingerprint

        report, before = receive(world), fingerprint(b"the same")
        keyring.prepare_renewal()
        rotation.renew_root_key(rotation.SYSTEM)
        if renamed:
            (own_keys / "derived.key.new").replace(own_keys / "derived.key")
        keyring.forget()
        forget()
        assert fingerprint(b"the same") == before
        with unguarded("test"):
            assert Report.objects.get(pk=report.pk).narrative.open() == TOLD
        assert not (own_keys / "root.key.new").exists()

    def test_one_that_stopped_before_the_database_knew_goes_on(self, own_keys, world):
        report = receive(world)
        keyring.prepare_renewal()
        forget()
        with unguarded("test"):
            assert Report.objects.get(pk=report.pk).narrative.open() == TOLD
        rotation.rotate_root()
        assert thief(report.pk, keyring.root_key()) == TOLD


def test_old_values_are_rewritten_by_their_files_keys(world):
    from genderdesk.groundwork.protection.vault.sealed import associated_data, padded

    report = receive(world)
    place = ("intake_report", report.pk, "narrative")
    old = keyring.cipher("desk").encrypt(bytes(12), padded("told long ago"), associated_data(b"desk", place, 1))
    with unguarded("test"), connection.cursor() as cursor:
        cursor.execute("UPDATE intake_report SET narrative = %s", [b"\x01\x00\x01" + bytes(12) + old])
    assert rotation.left_of_first_form() == 1
    list(rotation.rewrite_all())
    assert rotation.left_of_first_form() == 0
    assert thief(report.pk, keyring.root_key()) == "told long ago"


def test_two_shares_give_a_file_to_a_person_and_one_does_not(world):
    from genderdesk.groundwork.protection.acts import Invalid
    from genderdesk.groundwork.protection.models import Entry
    from genderdesk.groundwork.protection.vault import recovery

    shares = recovery.new_shares()
    report, lost, new = receive(world), uuid.uuid4(), uuid.uuid4()
    with unguarded("test"):
        seal_file(report.pk, [lost])
    private = personal.open_or_make(new, "a password").private
    read = [recovery.Share.read(each.text(Report.objects.get().received_at)) for each in shares]
    assert read == shares
    with pytest.raises(Invalid):
        recovery.restored(read[0], read[0])
    forged = recovery.Share(read[1].key_id, 2, bytes(32))
    with pytest.raises(Invalid, match="do not restore"):
        recovery.restored(read[0], forged)
    with pytest.raises(Invalid, match="sign of this share"):
        recovery.Share.read(read[0].text(report.received_at).replace("share: ", "share: 00", 1))
    with standing_here(recovery.restored(read[0], read[2])):
        recovery.recover_file(rotation.SYSTEM, file_id=report.pk, to=new, shares="1+3")
    with standing_here(person_with(new, private)), unguarded("test"):
        assert Report.objects.get(pk=report.pk).narrative.open() == TOLD
    entry = Entry.objects.get(name="recovery.give_file")
    assert entry.notes == {"file_id": str(report.pk), "to": str(new), "shares": "1+3"}


def test_a_new_recovery_reaches_older_files_with_a_holders_look(world):
    from genderdesk.groundwork.protection.vault import recovery

    report, holder = receive(world), uuid.uuid4()
    person = person_with(holder, personal.open_or_make(holder, "a password").private)
    with unguarded("test"):
        seal_file(report.pk, [holder])
    shares = recovery.new_shares()
    with standing_here(person), unguarded("test"):
        Report.objects.get(pk=report.pk).narrative.open()
    with standing_here(recovery.restored(*shares[:2])), unguarded("test"):
        assert Report.objects.get(pk=report.pk).narrative.open() == TOLD
