"""Sealed files: their words open only with a holder's own key, and everybody may still write into them."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection, transaction

from genderdesk.casework.cases.models import Survivor
from genderdesk.casework.cases.queries import identity_of
from genderdesk.casework.cases.vocabulary import LookReason
from genderdesk.casework.intake.acts import add_to_report
from genderdesk.casework.intake.models import Addition, Report
from genderdesk.casework.intake.queries import telling_of
from genderdesk.casework.intake.vocabulary import Channel
from genderdesk.groundwork.platform.refusals import Conflict, Invalid
from genderdesk.groundwork.protection import door
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry, FileKey, HolderKey, KeyChange
from genderdesk.groundwork.protection.vault import (
    MASK,
    NotHolder,
    Opener,
    add_holder,
    filekeys,
    holders_of,
    personal,
    remove_holder,
    seal_file,
    unseal_file,
)
from genderdesk.groundwork.protection.vault.sealed import BrokenSeal
from genderdesk.groundwork.protection.vault.survey import broken_seals
from genderdesk.groundwork.protection.vault.unlocked import person_with, standing_here
from tests.files import NAME, TOLD, fresh, open_file, receive

pytestmark = pytest.mark.django_db


def somebody(password="a password of hers"):
    user_id = uuid.uuid4()
    return person_with(user_id, personal.open_or_make(user_id, password).private)


def seal(file_id, *people):
    with unguarded("test"):
        seal_file(file_id, [each.key()[0] for each in people])


def read(report, person=None):
    with standing_here(person), unguarded("test"):
        return Report.objects.get(pk=report.pk).narrative.open()


def test_only_holders_open_what_was_there_when_it_was_sealed(world):
    case = open_file(world)
    holder, other = somebody(), somebody()
    seal(case.report_id, holder)
    assert read(case.report, holder) == TOLD
    with standing_here(holder), unguarded("test"):
        assert Survivor.objects.get(case=case).names.open() == NAME
    for person in (other, None):
        with pytest.raises(NotHolder):
            read(case.report, person)
    assert [each.user_id for each in holders_of(case.report_id)] == [holder.key()[0]]


def test_the_desk_keeps_no_key_of_a_sealed_file(world):
    report = receive(world)
    seal(report.pk, somebody())
    kept = FileKey.objects.get()
    assert (kept.state, bytes(kept.wrapped), kept.desk_key_id) == ("sealed", b"", None)


def test_everybody_who_works_on_it_may_add_words_and_only_holders_read_them(world):
    report = receive(world)
    holder = somebody()
    seal(report.pk, holder)
    add_to_report(world.operator, report, text="told by telephone", channel=Channel.POLICE_HOTLINE)
    with unguarded("test"), pytest.raises(NotHolder):
        Addition.objects.get().text.open()
    with unguarded("test"), standing_here(holder):
        assert Addition.objects.get().text.open() == "told by telephone"


def test_a_refused_look_is_a_sentence_and_stands_in_the_ledger(world):
    report = receive(world)
    seal(report.pk, somebody())
    with pytest.raises(NotHolder, match="sealed"):
        telling_of(world.operator, Report.objects.get(pk=report.pk))
    entry = Entry.objects.latest("id")
    assert (entry.kind, entry.name) == ("refusal", "report.telling")


def test_a_page_of_a_sealed_file_answers_with_a_sentence(world):
    case = open_file(world)
    client = world.client(world.focal_point)
    address = f"/staff/cases/{case.pk}/person/"
    assert client.post(address, {"reason": "contact"}).status_code == 200
    seal(case.report_id, somebody())
    answer = client.post(address, {"reason": "contact"})
    assert answer.status_code == 403
    assert "This file is sealed" in answer.content.decode()


def test_a_holder_without_a_key_gets_it_with_another_holders_next_look(world):
    report = receive(world)
    holder, late = somebody(), uuid.uuid4()
    with unguarded("test"):
        seal_file(report.pk, [holder.key()[0], late])
    assert [each.waiting for each in holders_of(report.pk)] == [False, True]
    person = person_with(late, personal.open_or_make(late, "her first password").private)
    with pytest.raises(NotHolder, match="not with you yet"):
        read(report, person)
    read(report, holder)
    assert read(report, person_with(*person.key())) == TOLD


def test_an_added_holder_gets_it_at_once_from_one_who_holds_it(world):
    report = receive(world)
    holder, new = somebody(), somebody()
    seal(report.pk, holder)
    add_holder(report.pk, new.key()[0])
    with pytest.raises(NotHolder):
        read(report, new)
    with standing_here(holder):
        add_holder(report.pk, new.key()[0])
    assert read(report, new) == TOLD


def test_a_removed_holder_opens_nothing_more_and_the_last_one_stays(world):
    report = receive(world)
    holder, gone = somebody(), somebody()
    seal(report.pk, holder, gone)
    assert read(report, gone) == TOLD
    remove_holder(report.pk, gone.key()[0])
    with pytest.raises(NotHolder):
        read(report, person_with(*gone.key()))
    with pytest.raises(Invalid, match="Nobody else"):
        remove_holder(report.pk, holder.key()[0])
    assert KeyChange.objects.filter(kind="removed").count() == 1


def test_a_file_that_nobody_could_open_is_not_sealed(world):
    report = receive(world)
    with pytest.raises(Invalid, match="has a key yet"), unguarded("test"), transaction.atomic():
        seal_file(report.pk, [uuid.uuid4()])
    assert read(report) == TOLD


def test_a_holder_gives_it_back_to_the_desk(world):
    report = receive(world)
    holder = somebody()
    seal(report.pk, holder)
    add_to_report(world.operator, report, text="later words", channel=Channel.POLICE_HOTLINE)
    with unguarded("test"), pytest.raises(NotHolder):
        unseal_file(report.pk)
    with unguarded("test"), standing_here(holder):
        unseal_file(report.pk)
    assert read(report) == TOLD
    with unguarded("test"):
        assert Addition.objects.get().text.open() == "later words"
        assert broken_seals() == []


def test_words_read_before_the_file_was_sealed_do_not_overwrite_what_lies_there_now(world):
    report = receive(world)
    before = Report.objects.get(pk=report.pk)
    holder = somebody()
    seal(report.pk, holder)
    before.referred_to = "somewhere"
    with unguarded("test"), pytest.raises(Conflict), transaction.atomic():
        before.save()
    assert read(report, holder) == TOLD
    now = Report.objects.get(pk=report.pk)
    now.referred_to = "somewhere"
    with unguarded("test"):
        now.save()
    assert read(report, holder) == TOLD


def test_a_file_that_is_sealed_elsewhere_is_not_read_from_memory(world):
    """Another process tells of it by the stamp alone."""
    from genderdesk.groundwork.protection.vault import filekeys

    report = receive(world)
    connection.run_on_commit.clear()
    assert read(report) == TOLD
    assert report.pk.bytes in filekeys._kept
    kept = dict(filekeys._kept)
    seal(report.pk, somebody())
    connection.run_on_commit.clear()
    filekeys._kept.update(kept)
    with pytest.raises(NotHolder):
        read(report)


def test_an_export_shows_a_mask_to_whoever_does_not_hold_it(world):
    report = receive(world)
    holder = somebody()
    seal(report.pk, holder)
    stored = Report.objects.get(pk=report.pk).narrative.stored
    for person, shown in ((holder, TOLD), (None, MASK)):
        with standing_here(person), door.opened(door.Door("disclosure", "test")):
            opener = Opener("intake_report")
        opener.bring([stored])
        assert opener.column("narrative")(report.pk, stored) == shown


def test_forged_words_do_not_open(world):
    """The public key of a sealed file lies in the database; who has that alone still writes nothing into the file."""
    from genderdesk.groundwork.protection.vault import boxes
    from genderdesk.groundwork.protection.vault.sealed import BrokenSeal, associated_data, padded

    report = receive(world)
    holder = somebody()
    seal(report.pk, holder)
    add_to_report(world.operator, report, text="true words", channel=Channel.POLICE_HOTLINE)
    kept, addition = FileKey.objects.get(), Addition.objects.get()
    place = ("intake_addition", addition.pk, "text")
    bound = associated_data(kept.scope.encode(), place, kept.version)
    box = boxes.put(padded("forged words"), bytes(kept.public), bound)
    with unguarded("test"), connection.cursor() as cursor:
        cursor.execute("UPDATE intake_addition SET text = %s", [addition.text.stored[:35] + box])
        with standing_here(holder), pytest.raises(BrokenSeal):
            Addition.objects.get().text.open()


class TestPersonalKeys:
    def test_a_password_opens_the_pair_and_another_one_makes_a_new_one(self):
        user_id = uuid.uuid4()
        first = personal.open_or_make(user_id, "one password")
        again = personal.open_or_make(user_id, "one password")
        reset = personal.open_or_make(user_id, "set by an administrator")
        assert (first.how, again.how, reset.how) == ("made", "opened", "replaced")
        assert first.private == again.private != reset.private

    def test_a_password_of_her_own_choice_takes_the_pair_along(self):
        user_id = uuid.uuid4()
        first = personal.open_or_make(user_id, "one password")
        personal.rewrap(user_id, first.private, "another password")
        assert personal.open_or_make(user_id, "another password") == personal.Opened(first.private, "opened")

    def test_after_a_reset_no_holders_look_gives_the_old_files_back(self, world):
        """Whoever set the password could sign in with it; a holder must name the person again."""
        report = receive(world)
        holder, person = somebody(), somebody()
        seal(report.pk, holder, person)
        user_id = person.key()[0]
        new = person_with(user_id, personal.open_or_make(user_id, "set by an administrator").private)
        read(report, holder)
        with pytest.raises(NotHolder):
            read(report, new)
        with standing_here(person_with(*holder.key())):
            add_holder(report.pk, user_id)
        assert read(report, person_with(*new.key())) == TOLD
        assert HolderKey.objects.filter(file_id=report.pk).count() == 2


def test_pages_of_a_sealed_case_open_for_its_holder(world):
    case = open_file(world)
    holder = somebody()
    seal(case.report_id, holder)
    with standing_here(holder):
        assert identity_of(world.focal_point, fresh(case), reason=LookReason.CONTACT).names == NAME


def test_an_export_that_reads_its_keys_beside_the_rows_opens_only_what_is_open_to_all(world):
    plain, sealed, erased = receive(world), receive(world), receive(world)
    holder = somebody()
    seal(sealed.pk, holder)
    with unguarded("test"):
        FileKey.objects.filter(file_id=erased.pk).update(state="erased", wrapped=b"", desk_key=None)
    # As another process sees it, which made none of these keys itself.
    connection.run_on_commit.clear()
    filekeys.forget()
    sql, params = Report.objects.values_list("id", "narrative", "received_at").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(filekeys.beside(sql, ("id", "narrative"), file="id", order=("received_at", "id")), params)
        rows = [(uuid.UUID(str(row[0])), row[1], tuple(row[2:])) for row in cursor.fetchall()]
    assert [row[0] for row in rows] == [plain.pk, sealed.pk, erased.pk]
    with door.opened(door.Door("disclosure", "test")):
        opened = Opener("intake_report").row("narrative")
    shown = {key: opened(key, beside, [stored])[0] for key, stored, beside in rows}
    assert shown == {plain.pk: TOLD, sealed.pk: MASK, erased.pk: "(erased)"}
    # A key that is put beside another row opens nothing there.
    with pytest.raises(BrokenSeal):
        opened(sealed.pk, rows[0][2], [rows[0][1]])
