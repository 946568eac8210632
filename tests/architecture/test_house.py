"""The house: what holds for every room, and three ways to change a record without an act, each caught."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from genderdesk.groundwork.protection.acts import registry
from genderdesk.groundwork.protection.guard import WriteOutsideAct

ROOT = Path(__file__).resolve().parents[2]
ROOMS = sorted((ROOT / "src" / "genderdesk").glob("*/*/apps.py"))


@pytest.mark.parametrize("apps", ROOMS, ids=lambda path: path.parent.name)
def test_a_room_says_what_it_is(apps):
    text = (apps.parent / "__init__.py").read_text()
    assert text.startswith('"""')


def test_every_act_has_a_name_a_rule_and_a_summary():
    ours = [act for act in registry.values() if act.__module__.startswith("genderdesk.")]
    assert len(ours) > 60
    for act in ours:
        noun, verb = act.name.split(".")
        assert (noun + verb).islower(), act.name
        assert act.summary, act.name
        assert act.needs.sentence, act.name


def test_the_page_of_acts_is_what_the_code_says():
    done = subprocess.run([sys.executable, "tools/acts_page.py", "--check"], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_the_import_contracts_are_kept():
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([program, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("room", ["web", "api"])
def test_no_interface_names_a_table_that_acts_guard(room):
    for path in (ROOT / "src" / "genderdesk" / "interfaces" / room).rglob("*.py"):
        text = path.read_text()
        for word in (".save(", "bulk_create(", "objects.create("):
            assert word not in text, f"{path}: {word}"


class TestChangesWithoutAnAct:
    """A record saved, a query that updates, SQL by hand: the guard on the connection stops each."""

    def test_a_record_that_is_saved(self, world):
        with pytest.raises(WriteOutsideAct):
            world.police.save()

    def test_a_query_that_updates(self, world):
        with pytest.raises(WriteOutsideAct):
            type(world.police).objects.update(name="Changed")

    def test_sql_by_hand(self, world):
        with pytest.raises(WriteOutsideAct), connection.cursor() as cursor:
            cursor.execute("UPDATE institution_institution SET name = 'Changed'")
