"""`genderdesk verify` finds what somebody altered past Gender Desk."""

from __future__ import annotations

import os

import pytest

from tests.cli.conftest import checks_of, tell

pytestmark = pytest.mark.journey

# How somebody who holds the database takes the ledger's guard away, and puts it back so that it is not seen.
TAKE_AWAY = {
    "sqlite": "DROP TRIGGER protection_entry_no_update",
    "postgresql": "ALTER TABLE protection_entry DISABLE TRIGGER protection_entry_append_only",
}
PUT_BACK = {
    "sqlite": "CREATE TRIGGER protection_entry_no_update BEFORE UPDATE ON protection_entry "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "postgresql": "ALTER TABLE protection_entry ENABLE TRIGGER protection_entry_append_only",
}


def test_what_was_altered_is_named_each_by_its_own_check(typed, mine):
    where = {"home": mine.home, "database_url": mine.database_url}
    kind = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    entry = tell(mine, "SELECT max(id) FROM protection_entry")[0][0]
    told = [each for (each,) in tell(mine, "SELECT id FROM intake_report WHERE length(narrative) > 15 ORDER BY id")]
    sealed, other = told[:2]
    assert set(checks_of(typed("verify", "--json", **where)).values()) == {""}

    tell(mine, TAKE_AWAY[kind], f"UPDATE protection_entry SET actor_code = 'somebody-else' WHERE id = {entry}")
    assert "no longer refuses" in checks_of(typed("verify", "--json", **where))["ledger"]
    tell(mine, PUT_BACK[kind])
    tell(
        mine,
        # A narrative moved to another report is under the right key and in the wrong place.
        f"UPDATE intake_report SET narrative = (SELECT narrative FROM intake_report WHERE id = '{other}') "
        f"WHERE id = '{sealed}'",
        'UPDATE statistics_counter SET "count" = "count" + 1 WHERE id = (SELECT min(id) FROM statistics_counter)',
        "DELETE FROM django_migrations WHERE app = 'sessions'",
        "INSERT INTO platform_message (topic, payload, state, attempts, due_at, created_at, fault) VALUES "
        "('text.send', '{}', 'failed', 40, '2026-01-01', '2026-01-01', 'Timeout')",
    )
    found = checks_of(typed("verify", "--json", **where))
    assert f"entry {entry} was altered" in found["ledger"]
    assert "1 sealed values do not open" in found["sealed values"]
    assert "intake_report.narrative" in found["sealed values"]
    assert found["counters"]
    assert "1 changes of the database wait" in found["migrations"]
    assert "1 messages could not be sent" in found["outbox"]
    assert found["database"] == found["key file"] == ""


@pytest.mark.one_database
def test_a_missing_or_open_key_is_named_and_no_new_one_is_made(typed, mine):
    where = {"home": mine.home, "database_url": mine.database_url}
    key = mine.home / "keys" / "root.key"
    key.chmod(0o640)
    assert f"Type: chmod 600 {key}" in checks_of(typed("verify", "--json", **where))["key file"]
    key.rename(mine.home / "in the safe")
    found = checks_of(typed("verify", "--json", **where))
    assert f"{key} is missing" in found["key file"]
    assert "Put back the copy from your safe" in found["sealed values"]
    assert not key.exists()
    served = typed("serve", "--port", "8189", **where)
    assert served.returncode == 1
    assert "Put back the copy from your safe" in served.stderr
    assert not key.exists()


@pytest.mark.one_database
def test_a_database_of_a_newer_version_is_said_to_be_one(typed, mine):
    tell(
        mine,
        "INSERT INTO django_migrations (app, name, applied) VALUES ('intake', '9999_from_tomorrow', '2026-01-01')",
    )
    done = typed("verify", home=mine.home, database_url=mine.database_url)
    assert done.returncode == 1
    assert "made by another version (intake.9999_from_tomorrow)" in done.stdout
