"""A night's backup: taken while people work, put back by one verb, and nobody can read it who has no key."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import checks_of, one_sentence, tell
from tests.serving import Demonstration, drop_database, new_database

pytestmark = pytest.mark.journey


@pytest.fixture
def empty(tmp_path):
    """A new data folder and, on PostgreSQL, a new database: (folder, DATABASE_URL)."""
    address = new_database("") if os.environ.get("DATABASE_URL") else ""
    yield tmp_path / "restored", address
    if address:
        drop_database(address)


def counted(demonstration: Demonstration) -> dict[str, int]:
    """How many rows there are of what people entered."""
    tables = ["intake_report", "cases_case", "cases_survivor", "protection_entry", "hotline_contact", "accounts_user"]
    return {table: tell(demonstration, f"SELECT count(*) FROM {table}")[0][0] for table in tables}


def test_a_backup_taken_while_records_come_in_is_one_moment_and_can_be_put_back(typed, mine, tmp_path, empty):
    home, address = empty
    copy = tmp_path / "backup"
    before = counted(mine)
    writer = subprocess.Popen(
        [sys.executable, "-m", "genderdesk", "generate", "--cases", "400"],
        env=mine.environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        taken = typed("backup", str(copy), home=mine.home, database_url=mine.database_url)
    finally:
        assert writer.wait(timeout=120) == 0
    after = counted(mine)
    assert taken.returncode == 0, taken.stderr
    assert after["intake_report"] > before["intake_report"]

    put_back = typed("restore", str(copy), "--keys", str(mine.home / "keys"), home=home, database_url=address)
    assert put_back.returncode == 0, put_back.stderr + put_back.stdout
    assert "✗" not in put_back.stdout
    restored = Demonstration(home, address, mine.password, mine.sign_ins)
    now = counted(restored)
    assert all(before[table] <= now[table] <= after[table] for table in now)
    assert set(checks_of(typed("verify", "--json", home=home, database_url=address)).values()) == {""}
    assert (home / "keys" / "root.key").stat().st_mode & 0o777 == 0o600
    assert (home / "demonstration").exists()


def test_a_backup_without_its_keys_opens_nothing(typed, mine, tmp_path, empty):
    home, address = empty
    copy = tmp_path / "backup"
    done = typed("backup", str(copy), home=mine.home, database_url=mine.database_url)
    assert "The keys are not in it" in done.stdout
    written = (mine.home / "keys" / "root.key").read_bytes().strip()
    for path in (each for each in copy.rglob("*") if each.is_file()):
        assert path.stat().st_mode & 0o077 == 0
        content = path.read_bytes()
        assert written not in content
        assert base64.b64decode(written) not in content
        assert b"Invented Survivor" not in content
    refused = one_sentence(typed("restore", str(copy), home=home, database_url=address), "restore")
    assert "--keys" in refused
    assert not home.exists()


def test_a_backup_with_keys_needs_nothing_else(typed, mine, tmp_path, empty):
    home, address = empty
    copy = tmp_path / "backup"
    assert typed("backup", str(copy), "--with-keys", home=mine.home, database_url=mine.database_url).returncode == 0
    done = typed("restore", str(copy), home=home, database_url=address)
    assert done.returncode == 0, done.stderr + done.stdout
    again = one_sentence(typed("restore", str(copy), home=home, database_url=address), "restore")
    assert "nothing was overwritten" in again


def test_a_backup_that_was_altered_or_did_not_end_is_not_put_back(typed, mine, tmp_path, empty):
    home, address = empty
    copy = tmp_path / "backup"
    typed("backup", str(copy), "--with-keys", home=mine.home, database_url=mine.database_url)
    database = next(each for each in copy.iterdir() if each.name.startswith("database."))
    with database.open("r+b") as file:
        file.seek(5000)
        file.write(b"altered")
    sentence = one_sentence(typed("restore", str(copy), home=home, database_url=address), "restore")
    assert f"{database} is not what was copied" in sentence
    database.unlink()
    assert "is missing" in one_sentence(typed("restore", str(copy), home=home, database_url=address), "restore")
    (copy / "manifest.json").unlink()
    assert "holds no manifest" in one_sentence(typed("restore", str(copy), home=home, database_url=address), "restore")
    assert not home.exists()


def test_a_manifest_cannot_lead_out_of_its_folder(typed, tmp_path):
    copy = tmp_path / "backup"
    copy.mkdir()
    (copy / "manifest.json").write_text(json.dumps({"files": {"../../etc/hostname": "0"}}))
    assert "outside of the backup" in one_sentence(typed("restore", str(copy)), "restore")


def test_a_folder_in_use_or_in_the_data_folder_is_refused(typed, mine, tmp_path):
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "older").write_text("an older copy")
    where = {"home": mine.home, "database_url": mine.database_url}
    assert "is not empty" in one_sentence(typed("backup", str(tmp_path / "used"), **where), "backup")
    inside = mine.home / "media" / "backup"
    assert "lies in the data folder" in one_sentence(typed("backup", str(inside), **where), "backup")
    assert not inside.exists()


def test_a_data_folder_that_was_mistyped_is_not_copied_as_an_empty_one(typed, tmp_path):
    done = typed("backup", str(tmp_path / "copy"), home=tmp_path / "mistyped", database_url="")
    assert "is not there, so there is nothing to copy" in one_sentence(done, "backup")
    assert not Path(tmp_path / "mistyped" / "database.sqlite3").exists()
