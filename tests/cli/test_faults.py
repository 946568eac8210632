"""A wrong setting, a missing server, a folder that is somebody else's: one sentence says what to do."""

from __future__ import annotations

import stat

import pytest

from genderdesk.interfaces.cli.faults import in_a_sentence
from tests.cli.conftest import one_sentence

pytestmark = pytest.mark.slow


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("words", "address", "says"),
    [
        (["migrate"], "mysql://desk@127.0.0.1/desk", "DATABASE_URL must look like postgresql://"),
        (["user", "list"], "postgresql://desk@127.0.0.1:port/desk", "DATABASE_URL must look like postgresql://"),
        (["serve", "--port", "8189"], "postgresql://desk@127.0.0.1:9/desk", "the database does not answer"),
        (["user", "list"], "postgresql:///desk?host=/nowhere", "the database does not answer"),
    ],
)
def test_a_wrong_or_silent_database_is_said_in_one_sentence(typed, words, address, says):
    assert says in one_sentence(typed(*words, database_url=address), words[0])


@pytest.mark.one_database
def test_verify_says_of_a_silent_database_which_checks_could_not_look(typed):
    done = typed("verify", database_url="postgresql://desk@127.0.0.1:9/desk")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "the database does not answer" in done.stdout


@pytest.mark.one_database
def test_a_data_folder_that_is_a_file_is_named(typed, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    sentence = one_sentence(typed("migrate", home=tmp_path / "file", database_url=""), "migrate")
    assert f"{tmp_path / 'file'} is a file where a folder is needed" in sentence


@pytest.mark.one_database
def test_a_database_that_was_never_made_names_the_verb_that_makes_it(typed):
    assert "Type: genderdesk migrate" in one_sentence(typed("user", "list", database_url=""), "user")


@pytest.mark.one_database
def test_a_damaged_database_file_is_named_with_the_way_back(typed, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "database.sqlite3").write_bytes(b"this is no database" * 500)
    sentence = one_sentence(typed("migrate", database_url=""), "migrate")
    assert "damaged" in sentence
    assert "genderdesk restore --help" in sentence


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (PermissionError(13, "Permission denied", "/srv/desk/keys"), "/srv/desk/keys cannot be used by this user"),
        (OSError(30, "Read-only file system", "/srv/desk"), "(read-only file system)"),
        (OSError(28, "No space left on device", "/srv/desk/database.sqlite3"), "is full. Make room"),
        (FileNotFoundError(2, "No such file or directory", "/srv/desk/x"), "is not there"),
    ],
)
def test_what_the_system_refuses_is_said_with_the_way_out(fault, says):
    assert says in in_a_sentence(fault)


@pytest.mark.one_database
def test_a_fault_of_the_code_is_not_dressed_up(typed):
    assert in_a_sentence(ValueError("a mistake of ours")) == ""


@pytest.mark.one_database
@pytest.mark.slow
def test_everything_that_is_made_is_its_owners_alone(typed, tmp_path):
    home = tmp_path / "home"
    assert typed("migrate", "--quiet", database_url="").returncode == 0
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    loose = [each for each in home.rglob("*") if stat.S_IMODE(each.lstat().st_mode) & 0o077]
    assert loose == []
    assert sorted(each.name for each in (home / "keys").iterdir()) == ["django.key", "ledger.key", "root.key"]
    (home / "keys" / "root.key").chmod(0o644)
    sentence = one_sentence(typed("serve", "--port", "8189", database_url=""), "serve")
    assert f"Type: chmod 600 {home / 'keys' / 'root.key'}" in sentence
