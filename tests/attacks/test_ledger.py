"""Nine ways to change the ledger behind its back, by somebody who holds the database and the key: all are found.

Where the log's own signature is no help, since the attacker holds that key too, what a witness keeps is.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from genderdesk.groundwork.foundation import merkle
from genderdesk.groundwork.protection import ledger
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.models import Checkpoint, Entry, Leaf
from genderdesk.groundwork.protection.tree import log, mails
from genderdesk.groundwork.protection.tree.examination import examine
from genderdesk.groundwork.protection.tree.notes import LOG, Head, Signer, note
from tests.protection.mail_server import mail_server

pytestmark = pytest.mark.django_db


def write(count, start=0, **given):
    ledger.write(
        *(ledger.Line("act", "test.done", SYSTEM, notes={"number": start + each}, **given) for each in range(count))
    )


@pytest.fixture
def witnessed(monkeypatch):
    """A ledger of three checkpoints, an hour apart, and the notes that a witness keeps of them."""
    now = timezone.now() - timedelta(hours=3)
    for number in range(3):
        at = now + timedelta(hours=number)
        write(5, 5 * number, at=at)
        log.grow(at + timedelta(minutes=1))
    kept = list(Checkpoint.objects.order_by("size").values_list("note", flat=True))
    assert examine(kept).ok
    return kept


@pytest.fixture
def unlocked(witnessed):
    """The database in the hands of somebody who owns it: the triggers are gone, and so is the guard's help."""
    with connection.cursor() as cursor:
        for table in ("entry", "leaf", "checkpoint", "cosignature"):
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER protection_{table}_append_only ON protection_{table}")
            else:
                cursor.execute(f"DROP TRIGGER protection_{table}_no_update")
                cursor.execute(f"DROP TRIGGER protection_{table}_no_delete")


def ids():
    return list(Entry.objects.order_by("id").values_list("id", flat=True))


def alter(pk, *, with_digest):
    """Change what an entry says; with its digest where the attacker knows how."""
    Entry.objects.filter(pk=pk).update(notes={"number": 999})
    if with_digest:
        Entry.objects.filter(pk=pk).update(digest=ledger.recomputed_digest(Entry.objects.get(pk=pk)))


def recompute_everything():
    """New places, roots and signatures over whatever entries there are now, with the log's own key."""
    times = dict(Checkpoint.objects.values_list("size", "at"))
    Leaf.objects.all().delete()
    Checkpoint.objects.all().delete()
    edge = merkle.Edge()
    for position, entry in enumerate(Entry.objects.order_by("id")):
        Leaf.objects.create(position=position, entry=entry)
        edge.append(bytes.fromhex(entry.digest))
        if edge.size in times or position + 1 == Entry.objects.count():
            log._signed(edge, times.get(edge.size, max(times.values())))


def found(witnessed=()):
    return " | ".join(examine(witnessed).faults)


@pytest.mark.parametrize("verb", ["update", "delete"])
@pytest.mark.parametrize("table", ["entry", "leaf", "checkpoint"])
def test_the_database_itself_refuses_to_change_or_delete(witnessed, table, verb):
    from django.db import Error, transaction

    columns = {"entry": "name", "leaf": "position", "checkpoint": "note"}
    sql = f"UPDATE protection_{table} SET {columns[table]} = {columns[table]}"
    with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql if verb == "update" else f"DELETE FROM protection_{table}")


def test_1_an_entry_that_was_edited(unlocked):
    alter(ids()[7], with_digest=False)
    assert f"entry {ids()[7]} was altered" in found()
    alter(ids()[7], with_digest=True)
    assert "the first 10 entries are not those that were signed" in found()


def test_2_an_entry_that_was_deleted(unlocked):
    Leaf.objects.filter(entry_id=ids()[7]).delete()
    Entry.objects.filter(pk=ids()[7]).delete()
    assert "place 7 of the log is empty" in found()


def test_3_two_entries_that_were_swapped(unlocked):
    first, second = Leaf.objects.get(position=3), Leaf.objects.get(position=4)
    pair = first.entry_id, second.entry_id
    Leaf.objects.filter(position__in=(3, 4)).delete()
    Leaf.objects.create(position=3, entry_id=pair[1])
    Leaf.objects.create(position=4, entry_id=pair[0])
    assert "the first 5 entries are not those that were signed" in found()


def cut_off_the_newest():
    newest = ids()[10:]
    Checkpoint.objects.filter(size__gt=10).delete()
    Leaf.objects.filter(position__gte=10).delete()
    Entry.objects.filter(pk__in=newest).delete()


def test_4_the_newest_that_were_cut_off(witnessed, unlocked):
    cut_off_the_newest()
    assert found() == "", "the log alone cannot know"
    assert "15 entries were signed and 10 are here: the newest were cut off" in found(witnessed)


def test_5_everything_that_was_recomputed(witnessed, unlocked):
    alter(ids()[2], with_digest=True)
    recompute_everything()
    assert found() == "", "whoever holds the key signs anything"
    assert "the first 5 entries are not those that were signed" in found(witnessed)


def test_6_the_newest_entry_that_was_rewritten(witnessed, unlocked):
    alter(ids()[-1], with_digest=True)
    recompute_everything()
    assert "the first 15 entries are not those that were signed" in found(witnessed)


def test_7_a_forged_checkpoint(unlocked):
    checkpoint = Checkpoint.objects.get(size=10)
    forger = Signer(log.origin(), LOG, b"\x06" * 32)
    head = Head(log.origin(), 10, bytes.fromhex(checkpoint.root), checkpoint.at)
    Checkpoint.objects.filter(size=10).update(note=note(head.text, [forger.line(head.text)]))
    assert "checkpoint 10: No known key has signed this note." in found()
    Checkpoint.objects.filter(size=10).update(note=checkpoint.note, root="00" * 32)
    assert "checkpoint 10 is not what was signed" in found()


def test_8_a_clock_that_was_set_back_to_date_entries_earlier(witnessed):
    write(1, 15, at=timezone.now() - timedelta(days=2))
    log.grow(timezone.now() - timedelta(days=2) + timedelta(minutes=1))
    faults = found(witnessed)
    assert "is dated before the checkpoint that it follows: the clock was set back" in faults
    assert "checkpoint 16 is older than the one before it: the clock was set back" in faults


def test_9_an_old_copy_that_was_put_back(witnessed, unlocked):
    """The copy goes on from where it stood: its newer entries are others than those that the witness saw."""
    cut_off_the_newest()
    write(6, 100)
    log.grow()
    assert found() == ""
    assert "the first 15 entries are not those that were signed" in found(witnessed)


@pytest.fixture
def mailed(settings, witnessed, tmp_path):
    """The same three checkpoints as a mailbox elsewhere got them, saved mail by mail in a folder."""
    from dataclasses import replace

    with mail_server() as box:
        settings.ENVIRONMENT = replace(
            settings.ENVIRONMENT,
            witness_mail=("judge@court.example",),
            mail_server=f"smtp://127.0.0.1:{box.port}",
            mail_from="desk@desk.example",
        )
        mails.mail_checkpoint({"to": "judge@court.example"})
    assert len(box.mails) == 1
    (tmp_path / "saved.eml").write_bytes(box.mails[0])
    kept = list(mails.notes_of(tmp_path / "saved.eml"))
    assert kept == witnessed[-1:]
    return kept


def test_a_mailbox_elsewhere_finds_what_was_cut_off_recomputed_or_put_back(mailed, unlocked):
    cut_off_the_newest()
    assert "15 entries were signed and 10 are here: the newest were cut off" in found(mailed)
    write(6, 100)
    log.grow()
    assert found() == ""
    assert "the first 15 entries are not those that were signed" in found(mailed)


def test_a_mailbox_elsewhere_finds_that_everything_was_recomputed(mailed, unlocked):
    alter(ids()[2], with_digest=True)
    recompute_everything()
    assert found() == ""
    assert "the first 15 entries are not those that were signed" in found(mailed)


def test_an_entry_put_in_behind_the_logs_back(unlocked):
    write(1, 50, at=timezone.now() - timedelta(hours=2))
    assert "has no place in the log" in found()


def test_what_a_witness_kept_that_was_spoilt_is_no_help_to_the_attacker(witnessed):
    spoilt = [witnessed[0].replace("time 1", "time 2", 1), "rubbish", *witnessed[1:]]
    assert "witnessed checkpoint 1: The signature" in found(spoilt)
    assert "witnessed checkpoint 2: This is no signed note" in found(spoilt)
