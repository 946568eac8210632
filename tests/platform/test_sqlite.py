"""The SQLite backend: one writer at a time behind a lock that is held briefly, and a log that stays short."""

from __future__ import annotations

import fcntl
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections, transaction
from pytest_django import DjangoDbBlocker

from genderdesk.groundwork.platform.sqlite import base, checkpoints
from genderdesk.groundwork.platform.sqlite.base import DatabaseWrapper


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> Iterator[DatabaseWrapper]:
    """A connection to a database file of its own, whatever database the run is on."""
    name, engine = str(tmp_path / "desk.sqlite3"), "genderdesk.groundwork.platform.sqlite"
    settings = {**connections.settings["default"], "ENGINE": engine, "NAME": name, "OPTIONS": {}}
    wrapper = DatabaseWrapper(settings, alias="file")
    monkeypatch.setitem(connections.settings, "file", settings)
    connections["file"] = wrapper
    with django_db_blocker.unblock():
        with wrapper.cursor() as cursor:
            cursor.execute("CREATE TABLE note (text TEXT UNIQUE)")
        yield wrapper
        wrapper.close()
    del connections["file"]


def locked(desk: DatabaseWrapper) -> bool:
    """Whether somebody holds the lock, as another process would see it."""
    with Path(f"{desk.settings_dict['NAME']}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def keep(desk: DatabaseWrapper, text: str) -> None:
    with desk.cursor() as cursor:
        cursor.execute("INSERT INTO note VALUES (%s)", [text])


def texts(desk: DatabaseWrapper) -> list[str]:
    with desk.cursor() as cursor:
        cursor.execute("SELECT text FROM note ORDER BY text")
        return [row[0] for row in cursor.fetchall()]


def test_other_writers_wait_only_from_the_first_statement_to_the_end(desk):
    with transaction.atomic(using="file"):
        assert not locked(desk)
        keep(desk, "one")
        assert locked(desk)
    assert not locked(desk)
    assert texts(desk) == ["one"]


def test_a_transaction_that_asks_nothing_locks_nothing(desk):
    with transaction.atomic(using="file"):
        pass
    with pytest.raises(LookupError), transaction.atomic(using="file"):
        raise LookupError
    keep(desk, "after")
    assert texts(desk) == ["after"]
    assert not desk.begin_waits


def test_what_is_rolled_back_is_gone_and_the_lock_is_free(desk):
    with pytest.raises(LookupError), transaction.atomic(using="file"):
        keep(desk, "never")
        raise LookupError
    assert texts(desk) == []
    assert not locked(desk)


def test_a_savepoint_as_the_first_statement_is_inside_the_transaction(desk):
    with transaction.atomic(using="file"):
        with pytest.raises(LookupError), transaction.atomic(using="file"):
            keep(desk, "never")
            raise LookupError
        keep(desk, "kept")
    assert texts(desk) == ["kept"]


@pytest.mark.parametrize("longest", [0, 10**9])
def test_the_log_is_carried_over_after_some_commits_whether_long_or_short(desk, monkeypatch, longest):
    monkeypatch.setattr(base, "LONGEST_LOG", longest)
    desk._commits = 0
    for number in range(base.COMMITS_BETWEEN_CHECKPOINTS):
        with transaction.atomic(using="file"):
            keep(desk, f"{number:03}")
    assert not locked(desk)
    # A thread carries over a log that is not long, beside the writers.
    for _ in range(200):
        if carried_over(desk) == base.COMMITS_BETWEEN_CHECKPOINTS:
            break
        time.sleep(0.05)
    assert carried_over(desk) == base.COMMITS_BETWEEN_CHECKPOINTS


def carried_over(desk: DatabaseWrapper) -> int:
    """How many notes are in the database itself, read without the log."""
    there = sqlite3.connect(f"file:{desk.settings_dict['NAME']}?immutable=1", uri=True)
    try:
        return int(there.execute("SELECT COUNT(*) FROM note").fetchone()[0])
    except sqlite3.DatabaseError:
        # Not even the table yet, or a page that is being copied.
        return -1
    finally:
        there.close()


def test_a_database_that_is_gone_is_not_made_anew_to_carry_its_log_over(tmp_path):
    assert checkpoints.carry_over(tmp_path / "gone.sqlite3") is False
    assert list(tmp_path.iterdir()) == []


def test_each_commit_reaches_the_disk(desk):
    with desk.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone()[0] == 2
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone()[0] == "wal"
