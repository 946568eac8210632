"""Every way that comes to mind of changing a record without an act: the guard on the connection stops each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import ConnectionHandler, connection, connections, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from genderdesk.groundwork.protection import door
from genderdesk.groundwork.protection.access import PUBLIC, everyone
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.guard import WriteOutsideAct
from genderdesk.groundwork.protection.pages import known_as, page
from genderdesk.organisation.institution.models import Desk, Institution, Unit

pytestmark = pytest.mark.django_db

RECORDS: dict[str, Callable[[Any], object]] = {
    "a record that is saved": lambda world: world.police.save(),
    "one field of a record that is saved": lambda world: world.police.save(update_fields=["name"]),
    "a record that is made": lambda world: Institution.objects.create(code="X", kind="police", name="X"),
    "a record that is deleted": lambda world: world.sector.delete(),
    "a query that updates": lambda world: Institution.objects.update(name="Changed"),
    "a query that deletes": lambda world: Desk.objects.filter(pk=world.station.pk).delete(),
    "a query that deletes without looking": lambda world: Desk.objects.all()._raw_delete("default"),
    "many records at once": lambda world: Institution.objects.bulk_create([Institution(code="X", kind="police")]),
    "many records changed at once": lambda world: Institution.objects.bulk_update([world.police], ["name"]),
    "a record that is got or made": lambda world: Institution.objects.get_or_create(code="X", kind="police"),
    "a record that is changed or made": lambda world: Institution.objects.update_or_create(
        code=world.police.code, defaults={"name": "Changed"}
    ),
    "the records of another, made": lambda world: world.police.units.create(
        kind="station", code="X", name="X", place=world.district
    ),
    "the records of another, moved": lambda world: world.defence.units.add(
        Unit.objects.get(pk=world.station.unit_id), bulk=True
    ),
    "the records of another, replaced": lambda world: world.defence.units.set([world.station.unit]),
    "the manager that nobody names": lambda world: Institution._base_manager.update(name="Changed"),
}

TABLE = "institution_institution"
STATEMENTS = [
    f"UPDATE {TABLE} SET name = 'Changed'",
    f'update "{TABLE}" set name = 1',
    f"DELETE FROM {TABLE}",
    f"DELETE\n\tFROM\n{TABLE}",
    f"INSERT INTO {TABLE} (code) VALUES ('X')",
    f"/* quietly */ UPDATE {TABLE} SET name = 'Changed'",
    f"UPDATE/**/{TABLE} SET name = 'Changed'",
    f"UPDATE -- aside\n {TABLE} SET name = 'Changed'",
    f"UPDATE main.{TABLE} SET name = 'Changed'",
    f'UPDATE "public"."{TABLE}" SET name = 1',
    f"SELECT 1; UPDATE {TABLE} SET name = 'Changed'",
    f"WITH a AS (SELECT 1) UPDATE {TABLE} SET name = 'Changed'",
    f"WITH a AS (DELETE FROM {TABLE} RETURNING id) SELECT * FROM a",
    f"INSERT OR REPLACE INTO {TABLE} (code) VALUES ('X')",
    f"REPLACE INTO {TABLE} (code) VALUES ('X')",
    f"UPDATE OR IGNORE {TABLE} SET name = 'Changed'",
    f"UPDATE ONLY {TABLE} SET name = 'Changed'",
    f"MERGE INTO {TABLE} USING a ON true WHEN MATCHED THEN DELETE",
    f"TRUNCATE TABLE {TABLE} CASCADE",
    f"EXPLAIN ANALYZE DELETE FROM {TABLE}",
    f"COPY {TABLE} FROM '/tmp/x'",
]


@pytest.mark.parametrize("way", RECORDS)
def test_no_record_is_changed(world, way):
    with pytest.raises(WriteOutsideAct):
        RECORDS[way](world)


@pytest.mark.parametrize("sql", STATEMENTS)
def test_no_sql_by_hand(world, sql):
    with pytest.raises(WriteOutsideAct), connection.cursor() as cursor:
        cursor.execute(sql)


def test_no_sql_for_many_rows(world):
    with pytest.raises(WriteOutsideAct), connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {TABLE} SET name = %s", [["a"], ["b"]])


def test_no_sql_by_another_alias(world):
    """A second connection to a database has the guard from its first breath."""
    others = ConnectionHandler({"default": connections.settings["default"], "aside": connections.settings["default"]})
    try:
        with pytest.raises(WriteOutsideAct), others["aside"].cursor() as cursor:
            cursor.execute(STATEMENTS[0])
    finally:
        others["aside"].close()


def test_no_sql_after_the_connection_was_lost(world):
    with transaction.atomic(), pytest.raises(WriteOutsideAct), connection.cursor() as cursor:
        cursor.execute(STATEMENTS[0])
    assert [each.__name__ for each in connection.execute_wrappers].count("guard") == 1


def test_no_write_while_looking(world):
    """A disclosure opens what is sealed; it opens nothing for writing."""

    @discloses("trial.look_and_write", needs=everyone)
    def look(actor: Any) -> None:
        Institution.objects.update(name="Changed")

    with pytest.raises(WriteOutsideAct):
        look(PUBLIC)


def test_no_view_writes(world):
    """A page with its rule is no act."""

    @page(needs=everyone)
    def careless(request: Any) -> HttpResponse:
        Institution.objects.filter(pk=world.police.pk).update(name="Changed")
        return HttpResponse()

    request = RequestFactory().post("/staff/careless/")
    known_as(request, world.desk_head)
    with pytest.raises(WriteOutsideAct):
        careless(request)


def test_a_door_is_shut_again_when_what_it_opened_for_fails(world):
    with pytest.raises(ZeroDivisionError), unguarded("a trial that fails"):
        raise ZeroDivisionError
    assert door.current() is None
    with pytest.raises(WriteOutsideAct):
        world.police.save()


def test_machinery_says_why_it_writes():
    with pytest.raises(ValueError, match="Say why"), unguarded(""):
        raise AssertionError("The door opened.")
