"""A sealed value moved anywhere else does not open: every sealed field there is, taken from the registry."""

from __future__ import annotations

import itertools
import uuid

import pytest

from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.vault.places import file_of
from genderdesk.groundwork.protection.vault.sealed import OF_DESK, OF_FILE, BrokenSeal, seal_for, unseal_at
from genderdesk.groundwork.protection.vault.survey import sealed_fields

pytestmark = pytest.mark.django_db

FIELDS = sorted(sealed_fields(), key=lambda each: f"{each[0]._meta.label_lower}.{each[1].name}")
NAMES = [f"{model._meta.label_lower}.{field.name}" for model, field in FIELDS]


def record_of(model):
    """A record, not kept, of a file of its own, with the records on the way to its file."""
    record = model(pk=uuid.uuid4())
    at = record
    *way, last = getattr(model, "vault_file", "id").split(".")
    for name in way:
        related = at._meta.get_field(name).related_model(pk=uuid.uuid4())
        setattr(at, name, related)
        at = related
    if last != "id":
        setattr(at, last, uuid.uuid4())
    return record


@pytest.mark.parametrize(("model", "field"), FIELDS, ids=NAMES)
def test_a_sealed_value_opens_only_where_it_was_sealed(model, field):
    record, other = record_of(model), record_of(model)
    table, column = model._meta.db_table, field.column
    place = (table, record.pk, column)
    with unguarded("test"):
        stored = seal_for("words", record, place)
        elsewhere = seal_for("others", other, (table, other.pk, column))
        assert unseal_at(stored, place) == "words"
        for moved in ((table, other.pk, column), (table, record.pk, "other"), ("other", record.pk, column)):
            with pytest.raises(BrokenSeal):
                unseal_at(stored, moved)
        for altered in _altered(stored, elsewhere):
            with pytest.raises(BrokenSeal):
                unseal_at(altered, place)
    assert stored[:1] == (OF_DESK if file_of(record) is None else OF_FILE)


def _altered(stored: bytes, elsewhere: bytes):
    """The same words under another file's name, another key's version, another form, and with any part changed."""
    head = 19 if stored[:1] == OF_FILE else 5
    if stored[:1] == OF_FILE:
        yield stored[:1] + elsewhere[1:17] + stored[17:]
        yield stored[:17] + (2).to_bytes(2) + stored[19:]
        yield stored[:1] + uuid.uuid4().bytes + stored[17:]
    yield elsewhere
    yield b"\x01" + stored[1:]
    yield b"\x09" + stored[1:]
    for at in (head, head + 12, len(stored) - 1):
        yield stored[:at] + bytes([stored[at] ^ 1]) + stored[at + 1 :]
    yield stored[:-16]
    yield stored[:head]


def test_two_fields_never_share_a_place():
    places = [(model._meta.db_table, field.column) for model, field in FIELDS]
    assert not [one for one, two in itertools.combinations(places, 2) if one == two]
    assert len(places) > 25
