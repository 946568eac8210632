"""Today goes straight to what waits: it reads no more rows because more cases have been closed.

What SQLite does for each query is asked of SQLite itself; the estimates that lead it there are written by ``migrate``
(platform/sqlite/estimates.py), so that a table of three rows is read as one of a million. PostgreSQL goes by real
statistics of its own, so this folder's tests run on SQLite alone.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from tests.files import give_consent, make_provider, open_file, receive, send

pytestmark = pytest.mark.django_db

WHO = ("operator", "focal_point", "counsellor", "investigator", "desk_head", "dispatcher", "rider", "provider")

# How Today may reach the rows of a table that grows: by their state, their hour, or one record above them.
WAYS = frozenset(
    {
        "contact_state (state=? AND kind=?)",
        "report_state (institution_id=? AND state=?)",
        "case_in_nobodys_hands (institution_id=?)",
        "case_contact_review (institution_id=? AND contact_review_at<?)",
        "text_held (held_at>?)",
        "case_risk_due (institution_id=? AND risk_due_at<?)",
        "plan_item_state_due (state=? AND due_on<?)",
        "flag_state_due (state=? AND due_on<?)",
        # Whether she or he lives, by the key of one case.
        "sqlite_autoindex_cases_death_2 (case_id=?)",
        "suspect_state_arrested (state=? AND arrested_at<?)",
        "case_institution (institution_id=? AND opened_at>? AND opened_at<?)",
        "case_state (institution_id=? AND state=?)",
        "closure_one_open_request (case_id=?)",
        "follow_up_state_due (state=? AND due_at<?)",
        "hand_over_taker (taker_id=? AND state=?)",
        "hand_over_giver (giver_id=? AND state=?)",
        "transfer_receiver (receiver_id=? AND state=?)",
        "transfer_sender (institution_id=? AND state=?)",
        # Which files wait to be joined or parted: the index holds nothing else.
        "join_waiting (waiting_since>?)",
        "incident_occurred (occurred_from=? AND case_id=?)",
        "incident_occurred (occurred_from>? AND occurred_from<?)",
        "dispatch_state (state=?)",
        "referral_state_due (state=? AND answer_due_at<?)",
        "referral_state_due (state=?)",
        "session_account_due (account_id=? AND state=? AND due_at<?)",
        "counselling_account (account_id=?)",
        "unit_one_open_assignment (unit_id=?)",
    }
)

# Indexes that hold only what waits, so that reading all of one is reading what the page shows.
WAITING = ("exception_waiting", "death_waiting")


def growing() -> dict[str, Any]:
    models = [room.get_model(name) for room in apps.get_app_configs() for name in getattr(room, "grows", ())]
    return {model._meta.db_table: model for model in models}


def plans(client: Any, address: str = "/staff/") -> list[tuple[str, str]]:
    """Each statement of a page with each step of how SQLite carries it out, with parameters as they are."""
    asked: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        assert client.get(address).status_code == 200
    steps = []
    with connection.cursor() as cursor:
        for sql, params in asked:
            if sql.startswith("SELECT"):
                found = cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
                steps += [(sql, row[3]) for row in found]
    return steps


@pytest.mark.parametrize("who", WHO)
def test_today_reads_what_waits_and_not_what_is_closed(world, who):
    provider = make_provider(world)
    case = open_file(world, hours_ago=5)
    give_consent(world.focal_point, case, provider.pk)
    send(world.focal_point, case, provider)
    receive(world)
    actor = world.provider_actor(provider.pk) if who == "provider" else getattr(world, who)
    client = world.client(actor)
    client.get("/staff/")
    steps = plans(client)
    assert steps
    with connection.cursor() as cursor:
        indexes = {
            row[0]
            for table in growing()
            for row in cursor.execute("SELECT name FROM pragma_index_list(%s)", [table]).fetchall()
        }
    wrong = [(step, sql) for sql, step in steps if not _straight(step, indexes)]
    assert wrong == []


def _straight(step: str, indexes: set[str]) -> bool:
    """Whether a step that touches a table that grows goes by one of WAYS, or by the key of one record."""
    if any(step.endswith(f"USING INDEX {name}") for name in WAITING):
        return True
    if step.startswith("SCAN"):
        return not any(name in step.split() for name in [*growing(), *indexes])
    used = next((name for name in indexes if f" {name} " in f"{step} "), None)
    if used is None or used.startswith("sqlite_autoindex"):
        return True
    above = ("(dispatch_id=?)", "(case_id=?)", "(referral_id=?)")
    return any(way in step for way in (*WAYS, *above))


def test_figures_read_counters_and_only_the_facts_that_are_not_counted_yet(world):
    receive(world)
    client = world.client(world.desk_head)
    client.get("/staff/figures/")
    steps = [step for _sql, step in plans(client, "/staff/figures/") if "statistics_delta" in step]
    assert steps
    assert all("delta_fresh" in step for step in steps), steps


def test_every_way_is_an_index_that_there_is():
    names = {index.name for model in growing().values() for index in [*model._meta.indexes, *model._meta.constraints]}
    # SQLite names the index of a column that is unique by itself.
    names |= {way.split()[0] for way in WAYS if way.startswith("sqlite_autoindex_cases_death_")}
    assert {way.split()[0] for way in WAYS} <= names


def test_migrate_writes_an_estimate_for_every_index_of_a_table_that_grows():
    with connection.cursor() as cursor:
        told = dict(cursor.execute("SELECT idx, stat FROM sqlite_stat1").fetchall())
        for table in growing():
            for (name,) in cursor.execute("SELECT name FROM pragma_index_list(%s)", [table]).fetchall():
                assert name in told, name
    assert told["report_state"].split()[:3] == ["1000000", "50000", "2"]
