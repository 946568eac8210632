"""Answers kept in memory end with the change of what they come from, however it was made."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.platform.models import Edition
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.institution.models import Unit
from genderdesk.organisation.institution.queries import desk_for, desk_id_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """A kept function and the list of the times it was really asked."""
    times = []

    @editions.kept_while("organisation")
    def names():
        times.append(1)
        return sorted(Unit.objects.values_list("name", flat=True))

    return names, times


def test_an_answer_is_kept_while_nothing_changes(world, asked):
    names, times = asked
    assert names() == names()
    assert len(times) == 1


@pytest.mark.parametrize("how", ["record", "queryset", "sql", "gone"])
def test_every_kind_of_change_is_noticed(world, asked, how):
    names, _times = asked
    before = names()
    station = world.station.unit
    with unguarded("test"):
        if how == "record":
            station.name = "Renamed"
            station.save()
        elif how == "queryset":
            Unit.objects.filter(pk=station.pk).update(name="Renamed")
        elif how == "sql":
            with connection.cursor() as cursor:
                cursor.execute("UPDATE institution_unit SET name = 'Renamed' WHERE code = %s", [station.code])
        else:
            world.other_station.delete()
            world.other_station.unit.parents.all().delete()
            Unit.objects.filter(pk=world.other_station.unit_id).delete()
    assert names() != before
    assert names() == sorted(Unit.objects.values_list("name", flat=True))


def test_a_change_that_is_rolled_back_leaves_the_answer_as_it_was(world, asked):
    names, _times = asked
    before = names()
    with pytest.raises(LookupError), transaction.atomic(), unguarded("test"):
        Unit.objects.update(name="Renamed")
        assert set(names()) == {"Renamed"}
        raise LookupError
    assert names() == before


def test_a_change_of_our_own_is_noticed_also_while_the_stamps_are_held(world, asked):
    names, _times = asked
    with editions.held():
        names()
        with unguarded("test"):
            Unit.objects.update(name="Renamed")
        assert set(names()) == {"Renamed"}


def test_held_stamps_are_read_once(world, django_assert_num_queries):
    desk_id_for(world.police.pk, world.district.pk)
    with editions.held(), django_assert_num_queries(1):
        desk_id_for(world.police.pk, world.district.pk)
        desk_id_for(world.police.pk, world.district.pk)


def test_without_a_stamp_nothing_is_kept(world, asked):
    names, times = asked
    Edition.objects.all().delete()
    names()
    names()
    assert len(times) == 2


def test_the_kept_desk_is_the_one_that_answers(world):
    assert desk_id_for(world.police.pk, world.district.pk) == desk_for(world.police.pk, world.district.pk).pk
    with unguarded("test"):
        world.station.closed_on = world.station.opened_on.replace(year=2021)
        world.station.save()
    assert desk_id_for(world.police.pk, world.district.pk) == world.headquarters.pk


def test_every_watched_table_has_its_triggers():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT tbl_name, COUNT(*) FROM sqlite_master WHERE type = 'trigger' GROUP BY tbl_name")
            made, each = dict(cursor.fetchall()), 3
        else:
            cursor.execute("SELECT event_object_table, COUNT(*) FROM information_schema.triggers GROUP BY 1")
            made, each = dict(cursor.fetchall()), 3
    assert {table: made.get(table) for table in editions.watched} == dict.fromkeys(editions.watched, each)
