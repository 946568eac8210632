"""Keys of files: one for each report and what grows from it, never remembered after its row is gone."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from genderdesk.casework.cases.models import CaseEvent, Feedback, Survivor
from genderdesk.casework.hotline.models import GatewayEvent
from genderdesk.casework.intake.acts import add_to_report
from genderdesk.casework.intake.models import Addition, Report
from genderdesk.casework.intake.vocabulary import Channel
from genderdesk.casework.oversight.models import Alert
from genderdesk.groundwork.protection import batches
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import grouped, unguarded
from genderdesk.groundwork.protection.models import Approval, DeskKey, FileKey, Glass
from genderdesk.groundwork.protection.vault import bring_keys, deskkeys, filekeys, keyring
from genderdesk.groundwork.protection.vault.sealed import BrokenSeal, associated_data, padded
from genderdesk.groundwork.protection.vault.survey import broken_seals, sealed_fields
from genderdesk.organisation.institution.models import Relative
from genderdesk.programme.guidance.models import VersionFile
from genderdesk.programme.outreach.models import ActivityPhoto
from genderdesk.programme.training.models import Learner, Printing
from tests.files import open_file, receive

pytestmark = pytest.mark.django_db

# Records of no file: what a network sent, before anybody knows whom it concerns; why somebody asks a second person;
# what officers declare; who came to a training, the file of its certificates, the original of a guideline, and
# a photograph of what was done in public.
OF_NO_FILE = {ActivityPhoto, Alert, Approval, Feedback, Glass, GatewayEvent, Learner, Printing, Relative, VersionFile}


def opened(record, field):
    with unguarded("test"):
        return getattr(type(record).objects.get(pk=record.pk), field).open()


def forget():
    deskkeys.forget()
    filekeys.forget()


def test_every_record_with_sealed_words_says_its_file():
    without = {model for model, _field in sealed_fields() if not hasattr(model, "vault_file")}
    assert without == OF_NO_FILE


def test_a_report_and_what_grows_from_it_have_one_key(world):
    case = open_file(world, reporter_name="Invented Name", narrative="words")
    add_to_report(world.operator, case.report, text="more", channel=Channel.WALK_IN)
    survivor = Survivor.objects.get(case=case)
    files = {
        survivor.names.file,
        Report.objects.get(pk=case.report_id).narrative.file,
        Addition.objects.get().text.file,
    }
    assert files == {case.report_id.bytes}
    assert FileKey.objects.get().file_id == case.report_id


def test_each_file_has_a_key_of_its_own_wrapped_by_its_institution(world):
    first, second = receive(world), receive(world)
    keys = {each.file_id: each for each in FileKey.objects.all()}
    assert set(keys) == {first.pk, second.pk}
    assert bytes(keys[first.pk].wrapped) != bytes(keys[second.pk].wrapped)
    assert {each.scope for each in keys.values()} == {str(world.police.pk)}
    assert DeskKey.objects.get().scope == str(world.police.pk)


def test_a_new_report_costs_one_statement_for_its_key(world):
    receive(world)
    with CaptureQueriesContext(connection) as asked:
        receive(world)
    of_keys = [each["sql"] for each in asked if "protection_" in each["sql"] and "key" in each["sql"]]
    assert len(of_keys) == 1
    assert of_keys[0].startswith("INSERT")


def test_another_process_opens_what_this_one_sealed(world):
    report = receive(world, narrative="words")
    forget()
    keyring.forget()
    assert opened(report, "narrative") == "words"


def test_many_files_are_opened_with_one_question(world):
    reports = [receive(world, narrative=f"words {number}") for number in range(30)]
    forget()
    deskkeys.current(str(world.police.pk))
    connection.run_on_commit.clear()
    fresh = list(Report.objects.filter(pk__in=[each.pk for each in reports]))
    with unguarded("test"), CaptureQueriesContext(connection) as asked:
        bring_keys(fresh)
        assert {each.narrative.open() for each in fresh} == {f"words {number}" for number in range(30)}
    assert len([each for each in asked if "protection_filekey" in each["sql"]]) == 1


def test_a_key_made_in_a_step_that_was_undone_is_not_used_again(world):
    """The row of the key is gone with the savepoint; words under that key could never be opened."""
    case = open_file(world, narrative="", reporter_name="")
    note = CaseEvent(case=case, kind="note", actor_id=SYSTEM.id, actor_code="test", note="lost")
    with unguarded("test"):
        FileKey.objects.filter(file_id=case.report_id).delete()
        filekeys.drop(case.report_id.bytes)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            note.save(force_insert=True)
            assert FileKey.objects.filter(file_id=case.report_id).exists()
            raise ZeroDivisionError
        assert not FileKey.objects.filter(file_id=case.report_id).exists()
        kept = CaseEvent(case=case, kind="note", actor_id=SYSTEM.id, actor_code="test", note="kept")
        kept.save(force_insert=True)
    forget()
    assert opened(kept, "note") == "kept"


def test_a_key_of_a_failed_act_in_a_batch_is_not_used_again(world):
    file = uuid.uuid4().bytes
    with grouped():
        batch = batches.current()
        from genderdesk.groundwork.protection import door

        with pytest.raises(ZeroDivisionError), batches.share_of(batch, door.Door("act", "test")):
            filekeys.for_writing(file, lambda: "desk", new=True)
            raise ZeroDivisionError
        first = filekeys.for_writing(file, lambda: "desk")
    forget()
    connection.run_on_commit.clear()
    data, bound = padded("words"), associated_data(b"desk", ("t", 1, "c"), 1)
    assert filekeys.for_reading(file).cipher.decrypt(bytes(12), first.cipher.encrypt(bytes(12), data, bound), bound)


def test_a_desk_key_that_was_undone_is_not_used_again(world):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        deskkeys.current("elsewhere")
        raise ZeroDivisionError
    assert DeskKey.objects.filter(pk=deskkeys.current("elsewhere").id).exists()


def test_words_sealed_before_there_were_file_keys_still_open(world):
    report = receive(world)
    place = ("intake_report", report.pk, "narrative")
    nonce = bytes(12)
    old = keyring.cipher("desk").encrypt(nonce, padded("told long ago"), associated_data(b"desk", place, 1))
    with unguarded("test"), connection.cursor() as cursor:
        cursor.execute("UPDATE intake_report SET narrative = %s", [b"\x01\x00\x01" + nonce + old])
    assert opened(report, "narrative") == "told long ago"


def test_a_lost_key_is_told_and_opens_nothing(world):
    report = receive(world, narrative="words")
    FileKey.objects.all().delete()
    filekeys.drop(report.pk.bytes)
    with pytest.raises(BrokenSeal):
        opened(report, "narrative")
    with unguarded("test"):
        assert f"intake_report.narrative {report.pk}" in broken_seals()
