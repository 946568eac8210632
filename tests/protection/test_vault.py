"""What the vault promises: nothing readable at rest, nothing readable outside a door, nothing movable."""

from __future__ import annotations

import os

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from genderdesk.casework.intake.acts import receive_report
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.queries import telling_of
from genderdesk.casework.intake.vocabulary import Channel, StatedKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import PUBLIC, Refused
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.groundwork.protection.vault import MASK, ClosedDoor, blind_index
from genderdesk.groundwork.protection.vault.keyring import KeyFault, forget, root_key_path
from genderdesk.groundwork.protection.vault.sealed import BrokenSeal, Opener
from genderdesk.groundwork.protection.vault.survey import broken_seals

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(world):
    return receive_report(
        PUBLIC,
        institution=world.police,
        channel=Channel.WEB,
        district=world.district,
        stated_kind=StatedKind.SEXUAL,
        safe_to_contact=Answer.NO,
        reporter_name="Uwera Canary",
        reporter_phone="0788 000 111",
        narrative="What happened, in her words: é ô 🌍",
        safe_contact={"hours": "morning"},
    )


def test_a_template_sees_only_the_mask(report):
    again = Report.objects.get(pk=report.pk)
    assert f"{again.reporter_name}" == repr(again.narrative) == MASK
    assert again.place_text == again.place_text
    assert not again.place_text
    assert str(again.place_text) == ""


def test_plaintext_needs_an_open_door(report):
    with pytest.raises(ClosedDoor):
        Report.objects.get(pk=report.pk).narrative.open()


def test_a_disclosure_opens_it_and_is_recorded(world, report):
    telling = telling_of(world.operator, Report.objects.get(pk=report.pk))
    assert telling.name == "Uwera Canary"
    assert telling.narrative == "What happened, in her words: é ô 🌍"
    assert telling.safe_contact == {"hours": "morning"}
    entry = Entry.objects.latest("id")
    assert (entry.kind, entry.name, entry.actor_id) == ("disclosure", "report.telling", world.operator.id)


def test_a_refused_disclosure_is_recorded_and_opens_nothing(world, report):
    with pytest.raises(Refused):
        telling_of(PUBLIC, report)
    assert Entry.objects.latest("id").kind == "refusal"


def test_nothing_readable_lies_in_the_row(report):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM intake_report")
        row = cursor.fetchone()
    dump = b"|".join(bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in row)
    for secret in ("Canary", "788000111", "words", "morning"):
        assert secret.encode() not in dump


def test_a_ciphertext_moved_to_another_row_or_column_does_not_open(world, report):
    other = receive_report(
        PUBLIC,
        institution=world.police,
        channel=Channel.WEB,
        district=world.district,
        stated_kind=StatedKind.SEXUAL,
        safe_to_contact=Answer.NO,
        narrative="other",
    )
    with unguarded("test"), connection.cursor() as cursor:
        cursor.execute("SELECT narrative, reporter_name FROM intake_report WHERE number = %s", [report.number])
        narrative, name = cursor.fetchone()
        cursor.execute("UPDATE intake_report SET narrative = %s WHERE number = %s", [narrative, other.number])
        cursor.execute("UPDATE intake_report SET narrative = %s WHERE number = %s", [name, report.number])
        with pytest.raises(BrokenSeal):
            Report.objects.get(pk=other.pk).narrative.open()
        with pytest.raises(BrokenSeal):
            Report.objects.get(pk=report.pk).narrative.open()
        assert len(broken_seals()) == 2


def test_sealed_fields_cannot_be_searched_or_changed_in_bulk(report):
    with pytest.raises(FieldError):
        Report.objects.filter(narrative="x").exists()
    with pytest.raises(TypeError), unguarded("test"):
        Report.objects.update(narrative="x")


def test_lengths_are_rounded_up(world, report):
    sizes = {len(Report.objects.get(pk=report.pk).reporter_name._stored)}
    assert all((size - 31 - 16) % 64 == 0 for size in sizes)


def test_saving_again_keeps_an_unchanged_value_as_it_was(report):
    again = Report.objects.get(pk=report.pk)
    before = again.narrative._stored
    with unguarded("test"):
        again.save()
    assert Report.objects.get(pk=report.pk).narrative._stored == before


def test_an_export_opens_quickly_only_inside_a_door(report):
    with pytest.raises(ClosedDoor):
        Opener("intake_report")
    with unguarded("test"):
        opener = Opener("intake_report")
        read = opener.column("narrative")
        assert read(report.pk, report.narrative._stored).startswith("What happened")
        opener.bring([report.narrative._stored])
        assert read(report.pk, report.narrative._stored).startswith("What happened")
        with pytest.raises(BrokenSeal):
            opener.column("place_text")(report.pk, report.narrative._stored)


def test_equal_numbers_have_equal_indexes_and_nothing_else_shows():
    assert blind_index("phone", "+250788000111") == blind_index("phone", "+250788000111")
    assert blind_index("phone", "+250788000111") != blind_index("name", "+250788000111")
    assert blind_index("phone", "") == ""


def test_a_key_file_open_to_others_is_refused(report):
    path = root_key_path()
    forget()
    os.chmod(path, 0o644)
    try:
        with pytest.raises(KeyFault, match="chmod 600"):
            blind_index("phone", "+250788000111")
    finally:
        os.chmod(path, 0o600)
        forget()
