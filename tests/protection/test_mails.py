"""Checkpoints by mail to a mailbox elsewhere: one mail in so many minutes, only the signed note, tried again."""

from __future__ import annotations

import argparse
import email
import email.policy
import json
import mailbox
import os
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from genderdesk.config.environment import SettingError, read_environment
from genderdesk.groundwork.foundation.keyfiles import KeyFault
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.platform.models import Message
from genderdesk.groundwork.protection import ledger
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.models import Checkpoint
from genderdesk.groundwork.protection.tree import log, mails
from genderdesk.groundwork.protection.tree.examination import examine
from genderdesk.interfaces.cli.main import Stop
from genderdesk.interfaces.cli.verbs import ledger as ledger_verb
from tests.protection.mail_server import mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(settings):
    with mail_server() as box:
        settings.ENVIRONMENT = replace(
            settings.ENVIRONMENT,
            witness_mail=("judge@court.example", "keeper@oversight.example"),
            mail_server=f"smtp://127.0.0.1:{box.port}",
            mail_from="desk@desk.example",
        )
        yield box


def grown(at, count=2):
    ledger.write(*(ledger.Line("act", "test.done", SYSTEM, notes={"number": each}, at=at) for each in range(count)))
    return log.grow(at)


def an_hours_end():
    """The clock passes the end of the hour in which the mails were put."""
    Message.objects.filter(topic="ledger.mail").update(due_at=timezone.now() - timedelta(seconds=1))


def newest_note():
    return Checkpoint.objects.order_by("-size").values_list("note", flat=True).first()


def told(mail):
    return email.message_from_bytes(mail, policy=email.policy.default)


def test_each_mailbox_gets_the_hours_newest_checkpoint_and_no_other_word(box):
    start = timezone.now().replace(minute=1, second=0, microsecond=0) - timedelta(hours=5)
    for minute in (0, 1, 30):
        grown(start + timedelta(minutes=minute))
    waiting = Message.objects.filter(topic="ledger.mail")
    assert waiting.count() == 2, "three checkpoints of an hour are one mail to each"
    an_hours_end()
    outbox.deliver_due()
    assert sorted(box.addresses) == [["judge@court.example"], ["keeper@oversight.example"]]
    for each in box.mails:
        mail = told(each)
        assert mail.get_content().replace("\r\n", "\n") == newest_note()
        assert mail["subject"] == f"{log.origin()} 6"
        assert not mail.is_multipart()
    grown(start + timedelta(minutes=60))
    an_hours_end()
    outbox.deliver_due()
    assert len(box.mails) == 4


def test_mails_wait_for_the_end_of_their_hour(box):
    grown(timezone.now())
    due = Message.objects.filter(topic="ledger.mail").values_list("due_at", flat=True)
    assert all(timedelta(0) < at - timezone.now() <= timedelta(minutes=60) for at in due)


def test_a_server_that_takes_nothing_is_tried_again(box):
    grown(timezone.now())
    box.refuses = True
    an_hours_end()
    outbox.deliver_due()
    left = Message.objects.filter(topic="ledger.mail", state=Message.State.WAITING)
    assert (left.count(), box.mails) == (2, [])
    box.refuses = False
    an_hours_end()
    outbox.deliver_due()
    assert len(box.mails) == 2


def test_an_address_that_was_taken_out_of_the_settings_gets_nothing_more(box, settings):
    grown(timezone.now())
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, witness_mail=("judge@court.example",))
    an_hours_end()
    outbox.deliver_due()
    assert box.addresses == [["judge@court.example"]]


def test_a_saved_mail_a_folder_and_an_mbox_are_witnesses(box, tmp_path):
    grown(timezone.now())
    an_hours_end()
    outbox.deliver_due()
    saved = tmp_path / "one.eml"
    saved.write_bytes(box.mails[0])
    folder = tmp_path / "Maildir" / "new"
    folder.mkdir(parents=True)
    (folder / "1").write_bytes(box.mails[0])
    (folder / "2").write_bytes(b"Subject: Lunch\r\n\r\nAt noon?\r\n")
    lists = b"\r\n--\r\nThis mail came by a list.\r\n"
    (folder / "3").write_bytes(box.mails[1] + (b"" if b"base64" in box.mails[1] else lists))
    kept = mailbox.mbox(tmp_path / "kept.mbox")
    kept.add(box.mails[0])
    kept.add(b"Subject: Lunch\n\nAt noon?\n")
    kept.close()
    for path, count in ((saved, 1), (tmp_path / "Maildir", 2), (tmp_path / "kept.mbox", 1)):
        notes = list(mails.notes_of(path))
        assert notes == [newest_note()] * count, path
        assert examine(notes).ok


def test_a_witness_file_of_lines_is_still_read(tmp_path):
    path = tmp_path / "witness.jsonl"
    path.write_text(json.dumps({"size": 1, "note": "a note"}) + "\nspoilt\n")
    assert list(mails.notes_of(path)) == ["a note", "spoilt\n"]
    path.write_text("")
    assert list(mails.notes_of(path)) == []


def test_a_password_that_others_can_read_is_not_used(box, settings, tmp_path):
    secret = tmp_path / "password"
    secret.write_text("invented\n")
    os.chmod(secret, 0o644)
    settings.ENVIRONMENT = replace(
        settings.ENVIRONMENT, mail_server="smtps://desk@127.0.0.1:1", mail_password_file=str(secret)
    )
    grown(timezone.now())
    with pytest.raises(KeyFault, match=f"Type: chmod 600 {secret}"):
        mails.mail_checkpoint({"to": "judge@court.example"})


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "needs GENDERDESK_MAIL_SERVER"),
        ({"GENDERDESK_MAIL_SERVER": "mail.example"}, "needs GENDERDESK_MAIL_SERVER"),
        ({"GENDERDESK_MAIL_SERVER": "smtp://desk@mail.example"}, "names a user"),
        ({"GENDERDESK_MAIL_SERVER": "smtps://desk@mail.example"}, "needs GENDERDESK_MAIL_FROM"),
        (
            {
                "GENDERDESK_MAIL_SERVER": "smtps://desk@mail.example",
                "GENDERDESK_MAIL_FROM": "desk@desk.example",
                "GENDERDESK_WITNESS_MAIL_MINUTES": "0",
            },
            "write a number of minutes",
        ),
    ],
)
def test_what_is_missing_in_the_settings_is_said_at_the_start(given, sentence):
    with pytest.raises(SettingError, match=sentence):
        read_environment({"GENDERDESK_WITNESS_MAIL": "judge@court.example", **given})


def test_the_verb_takes_a_saved_mail_and_says_where_nothing_is_in_it(box, tmp_path, capsys):
    grown(timezone.now())
    an_hours_end()
    outbox.deliver_due()
    saved = tmp_path / "one.eml"
    saved.write_bytes(box.mails[0])
    assert asked("--witness", str(saved), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["ok"], said["witnesses"], said["faults"]) == (True, 1, [])
    saved.write_bytes(box.mails[0].replace(b"time 1", b"time 2"))
    assert asked("--witness", str(saved)) == 1
    assert "The signature" in capsys.readouterr().out
    saved.write_bytes(b"Subject: Lunch\r\n\r\nAt noon?\r\n")
    with pytest.raises(Stop, match="holds no checkpoint"):
        asked("--witness", str(saved))


def asked(*words):
    parser = argparse.ArgumentParser()
    ledger_verb.arguments(parser)
    return ledger_verb.run(parser.parse_args(["verify", *words]))
