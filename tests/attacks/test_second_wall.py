"""PostgreSQL's own wall: the main job is played behind it, and SQL by hand on the pages' role sees and changes nothing.

On SQLite there is no such wall, and ``verify`` says so.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from genderdesk.demo.play import play_main_job
from tests.serving import Demonstration, begin_home, drop_database, environment_for, new_database, serving

pytestmark = [pytest.mark.journey, pytest.mark.slow]
on_postgresql = pytest.mark.skipif(not os.environ.get("DATABASE_URL"), reason="SQLite has no such wall")

PASSWORD = "a password of the pages"
ROOT = Path(__file__).resolve().parents[2]
FILES = ("intake_report", "cases_case", "cases_survivor", "cases_incident", "cases_caseevent", "response_dispatch")
LEDGER = ("protection_entry", "protection_leaf", "protection_checkpoint", "protection_cosignature")


@dataclass
class Walled:
    """A played demonstration whose pages connected as a role that PostgreSQL hides rows from."""

    owner: str
    pages: str
    role: str
    environment: dict[str, str]
    result: dict
    verified: dict
    again: subprocess.CompletedProcess


def verb(*words, environment):
    command = [sys.executable, "-m", "genderdesk", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def walled(tmp_path_factory, unplayed):
    """Load as the owner, harden, play as the pages' role."""
    import psycopg

    folder = tmp_path_factory.mktemp("walled")
    owner, role = new_database(unplayed.database_url), f"pages_{secrets.token_hex(4)}"
    parts = urlsplit(owner)
    pages = urlunsplit(parts._replace(netloc=f"{role}:{PASSWORD.replace(' ', '%20')}@{parts.netloc.partition('@')[2]}"))
    home = folder / "home"
    shutil.copytree(unplayed.home, home)
    more = verb("generate", "--cases", "60", "--seed", "11", environment=environment_for(home, owner))
    assert more.returncode == 0, more.stdout + more.stderr
    environment = environment_for(home, pages)
    try:
        first = verb("db", "harden", "--as", owner, environment=environment)
        assert first.returncode == 0, first.stderr
        assert PASSWORD not in first.stdout + first.stderr
        again = verb("db", "harden", "--as", owner, environment=environment)
        there = Demonstration(home, pages, unplayed.password, unplayed.sign_ins)
        with serving(there, folder / "log") as served:
            result = play_main_job(served.address, there.password, there.sign_ins, lambda _step: None)
        verified = json.loads(verb("verify", "--json", environment=environment).stdout)
        yield Walled(owner, pages, role, environment, result, verified, again)
    finally:
        drop_database(owner)
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            connection.execute(f'DROP ROLE IF EXISTS "{role}"')


def rows(address, sql, **stands):
    """SQL by hand, by a connection that says whom it stands for."""
    import psycopg

    with psycopg.connect(address) as connection:
        for name, value in stands.items():
            connection.execute("SELECT set_config(%s, %s, false)", [f"genderdesk.{name}", str(value)])
        return connection.execute(sql).fetchall()


def count(address, table, **stands):
    return rows(address, f"SELECT count(*) FROM {table}", **stands)[0][0]


def institution(walled, kind):
    return rows(walled.owner, f"SELECT id FROM institution_institution WHERE kind = '{kind}'")[0][0]


@on_postgresql
def test_the_main_job_is_played_behind_the_wall(walled):
    assert walled.result["ok"], walled.result["steps"][-1]
    assert walled.again.returncode == 0, walled.again.stderr
    assert walled.verified["ok"], walled.verified
    assert walled.verified["second_wall"] == "stands"


@on_postgresql
@pytest.mark.parametrize("table", FILES)
def test_a_connection_that_stands_for_nobody_sees_nothing(walled, table):
    assert count(walled.owner, table) > 0, "or the test proves nothing"
    assert count(walled.pages, table) == 0
    assert count(walled.pages, table, kind="nobody") == 0
    assert count(walled.pages, table, kind="user") == 0
    assert count(walled.pages, table, kind="user", institution=uuid.uuid4()) == 0
    assert count(walled.pages, table, kind="system") == count(walled.owner, table)


@on_postgresql
@pytest.mark.parametrize("table", FILES)
def test_an_officer_sees_the_own_institution_and_none_of_the_other(walled, table):
    own = count(walled.pages, table, kind="user", institution=institution(walled, "police"))
    other = count(walled.pages, table, kind="user", institution=institution(walled, "defence"))
    assert own > 0
    assert own + other <= count(walled.owner, table)
    owned = "SELECT count(*) FROM {0} t WHERE {1} = '{2}'"
    if table in ("intake_report", "cases_case", "response_dispatch"):
        police = institution(walled, "police")
        seen = rows(
            walled.pages,
            owned.format(table, "t.institution_id", police),
            kind="user",
            institution=institution(walled, "defence"),
        )
        assert seen == [(0,)]


@on_postgresql
def test_an_identifier_of_another_institution_finds_nothing_and_changes_nothing(walled):
    police, defence = institution(walled, "police"), institution(walled, "defence")
    key = rows(walled.owner, f"SELECT id FROM cases_case WHERE institution_id = '{police}'")[0][0]
    stands = {"kind": "user", "institution": defence}
    assert rows(walled.pages, f"SELECT id FROM cases_case WHERE id = '{key}'", **stands) == []
    assert rows(walled.pages, f"SELECT id FROM cases_survivor WHERE case_id = '{key}'", **stands) == []
    changed = f"UPDATE cases_case SET state = state WHERE id = '{key}' RETURNING id"
    assert rows(walled.pages, changed, **stands) == []
    assert rows(walled.pages, changed, kind="user", institution=police) == [(key,)]
    assert rows(walled.pages, f"DELETE FROM cases_casefile WHERE case_id = '{key}' RETURNING id", **stands) == []


@on_postgresql
def test_an_officer_in_no_cell_seals_a_file_and_sees_it_no_more(walled):
    command = [sys.executable, "-m", "tests.attacks.seal_behind_the_wall"]
    done = subprocess.run(command, env=walled.environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout.splitlines()[-1])
    files = ("report", "case", "response", "contact")
    beside = ("request", "glass", "word", "erasure", "hold", "due")
    whole = dict.fromkeys((*files, *beside), 1)
    assert found["system"] == whole
    assert found["before"] == whole
    assert found["officer"] == dict.fromkeys(whole, 0)
    assert found["other"] == dict.fromkeys(whole, 0)
    assert found["member"] == whole
    assert found["repeated"]
    assert found["received"] == 0
    assert found["barred"], "what one reader's connection shows decided whom a conflict bars"


def test_every_table_beside_files_has_a_wall_or_says_why_it_needs_none(monkeypatch):
    from django.apps import apps

    from genderdesk.interfaces.cli import hardening
    from genderdesk.interfaces.cli.main import Stop

    tables = {model._meta.db_table for room in hardening.BESIDE for model in apps.get_app_config(room).get_models(True)}
    tables |= {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if "institution" in {field.name for field in model._meta.concrete_fields}
    }
    walled = {each.table for each in hardening.walls()}
    assert tables - walled == set(hardening.UNWALLED), (
        "a table that holds ids of files, or of one desk, and has neither"
    )
    assert {"protection_approval", "protection_glass", "protection_erasure", "oversight_alert"} <= walled
    assert {"paper_paperpad", "paper_papersheet"} <= walled
    monkeypatch.setattr(hardening, "ROOMS", tuple(room for room in hardening.ROOMS if room != "paper"))
    with pytest.raises(Stop, match="paper_paperpad"):
        hardening.walls()


@on_postgresql
def test_numbered_sheets_are_there_for_their_own_institution(walled):
    import psycopg

    police, defence = institution(walled, "police"), institution(walled, "defence")
    pad, sheet = uuid.uuid4(), uuid.uuid4()
    with psycopg.connect(walled.owner) as connection:
        connection.execute(
            "INSERT INTO paper_paperpad"
            " (id, institution_id, desk_id, form, language, size, filled, issued_at, issued_by)"
            " SELECT %s, %s, d.id, 'intake', 'en', 1, false, now(), %s FROM institution_desk d"
            " JOIN institution_unit u ON u.id = d.unit_id WHERE u.institution_id = %s LIMIT 1",
            [pad, police, uuid.uuid4(), police],
        )
        connection.execute(
            "INSERT INTO paper_papersheet (id, pad_id, place, number, state, written_precision, spoiled_why, record_id,"
            " entered_at, entered_by)"
            " VALUES (%s, %s, 1, %s, 'entered', 'unknown', '', %s, now(), %s)",
            [sheet, pad, f"P-{secrets.token_hex(4)}", uuid.uuid4(), uuid.uuid4()],
        )
    for table, key in (("paper_paperpad", pad), ("paper_papersheet", sheet)):
        sql = f"SELECT count(*) FROM {table} WHERE id = '{key}'"
        assert (
            rows(walled.pages, sql, kind="system") == rows(walled.pages, sql, kind="user", institution=police) == [(1,)]
        )
        assert rows(walled.pages, sql, kind="user", institution=defence) == [(0,)]
        assert rows(walled.pages, sql, kind="user", organisation=uuid.uuid4()) == [(0,)]
        assert rows(walled.pages, sql) == rows(walled.pages, sql, kind="public") == [(0,)]
        taken = f"UPDATE {table} SET id = id WHERE id = '{key}' RETURNING id"
        assert rows(walled.pages, taken, kind="user", institution=defence) == []


@on_postgresql
@pytest.mark.parametrize("table", ["oversight_alert", "oversight_alertentry"])
def test_alerts_are_there_for_their_own_institution(walled, table):
    """And for who watches from outside both, who belongs to none."""
    police, defence = institution(walled, "police"), institution(walled, "defence")
    import psycopg

    key, looker = uuid.uuid4(), uuid.uuid4()
    with psycopg.connect(walled.owner) as connection:
        connection.execute(
            "INSERT INTO oversight_alert (id, rule, state, looker_id, looker_code, institution_id, day, made_at,"
            " referred_to, answer) VALUES (%s, 'own', 'open', %s, 'x', %s, now(), now(), '', '')",
            [key, looker, police],
        )
        connection.execute(
            "INSERT INTO oversight_alertentry (alert_id, rule, entry_id) VALUES (%s, 'own', %s)",
            [key, 10**9 + secrets.randbelow(10**6)],
        )
    column = "id" if table == "oversight_alert" else "alert_id"
    sql = f"SELECT count(*) FROM {table} WHERE {column} = '{key}'"
    assert rows(walled.pages, sql, kind="user", institution=police) == [(1,)]
    assert rows(walled.pages, sql, kind="user") == [(1,)]
    assert rows(walled.pages, sql, kind="user", institution=defence) == [(0,)]
    assert rows(walled.pages, sql, kind="user", organisation=uuid.uuid4()) == [(0,)]
    assert rows(walled.pages, sql) == rows(walled.pages, sql, kind="public") == [(0,)]


@on_postgresql
def test_nobody_puts_a_record_into_another_institution(walled):
    import psycopg

    police, defence = institution(walled, "police"), institution(walled, "defence")
    moved = f"UPDATE cases_case SET institution_id = '{defence}' WHERE institution_id = '{police}' RETURNING id"
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows(walled.pages, moved, kind="user", institution=police)


@on_postgresql
def test_a_provider_sees_the_referral_sent_to_it_and_no_other(walled):
    sent = rows(walled.owner, "SELECT provider_id, count(*) FROM care_referral GROUP BY 1 ORDER BY 2 LIMIT 1")
    provider, many = sent[0]
    stands = {"kind": "user", "organisation": provider}
    assert count(walled.pages, "care_referral", **stands) == many
    assert count(walled.pages, "care_referral", kind="user", organisation=uuid.uuid4()) == 0
    cases = rows(walled.owner, f"SELECT count(DISTINCT case_id) FROM care_referral WHERE provider_id = '{provider}'")
    assert count(walled.pages, "cases_case", **stands) == cases[0][0] < count(walled.owner, "cases_case")


@on_postgresql
@pytest.mark.parametrize("table", LEDGER)
@pytest.mark.parametrize(
    "sql",
    ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE", "DROP TABLE {0}",
     "ALTER TABLE {0} DISABLE TRIGGER ALL"],
    ids=["update", "delete", "truncate", "drop", "triggers"],
)  # fmt: skip
def test_the_ledger_is_not_changed_by_the_role_of_the_pages(walled, table, sql):
    import psycopg

    column = {"protection_entry": "name", "protection_leaf": "position"}.get(table, "at")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows(walled.pages, sql.format(table, column), kind="system")


@on_postgresql
@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE cases_case DISABLE ROW LEVEL SECURITY",
        "DROP POLICY second_wall ON cases_case",
        "CREATE TABLE aside (id int)",
        "SET ROLE genderdesk",
        "ALTER ROLE {role} BYPASSRLS",
        "DELETE FROM django_migrations",
    ],
)
def test_the_role_of_the_pages_does_not_open_the_wall(walled, sql):
    import psycopg

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows(walled.pages, sql.format(role=walled.role))


@on_postgresql
@pytest.mark.parametrize(
    "hole",
    [
        "DROP POLICY second_wall ON cases_survivor",
        "ALTER TABLE cases_survivor DISABLE ROW LEVEL SECURITY",
        "DROP POLICY second_wall ON cases_survivor; CREATE POLICY second_wall ON cases_survivor USING (true)",
    ],
    ids=["taken down", "switched off", "opened wide"],
)
def test_verify_names_a_hole(walled, hole):
    import psycopg

    with psycopg.connect(walled.owner, autocommit=True) as connection:
        connection.execute(hole)
        try:
            told = json.loads(verb("verify", "--json", environment=walled.environment).stdout)
        finally:
            assert verb("db", "harden", "--as", walled.owner, environment=walled.environment).returncode == 0
    fault = next(each["fault"] for each in told["checks"] if each["check"] == "second wall")
    assert "no wall around cases_survivor" in fault
    assert "genderdesk db harden" in fault
    assert told["second_wall"] == "it has holes"


@on_postgresql
@pytest.mark.parametrize("wrong", ["owner as pages", "another database", "nonsense"])
def test_what_cannot_be_hardened_is_refused_in_a_sentence(walled, tmp_path, wrong):
    pages, owner = walled.pages, walled.owner
    if wrong == "owner as pages":
        pages = walled.owner
    elif wrong == "another database":
        owner = urlunsplit(urlsplit(owner)._replace(path="/another"))
    else:
        owner = "mysql://x"
    done = verb("db", "harden", "--as", owner, environment=environment_for(tmp_path / "home", pages))
    assert done.returncode == 1
    assert done.stderr.startswith("genderdesk db: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="says what SQLite is")
def test_on_sqlite_verify_says_that_there_is_no_such_wall(tmp_path):
    begin_home(tmp_path / "home")
    environment = environment_for(tmp_path / "home", "")
    assert verb("migrate", "--quiet", environment=environment).returncode == 0
    told = json.loads(verb("verify", "--json", environment=environment).stdout)
    assert told["second_wall"].startswith("there is none in SQLite")
    done = verb("db", "harden", "--as", "postgresql://a@/b", environment=environment)
    assert done.returncode == 1
    assert "SQLite" in done.stderr
