"""The log: small enough to keep, and silent about people."""

from __future__ import annotations

import logging
import sys

import pytest

from genderdesk.config.logs import KEPT, NAME, WithoutContent, turn_over


@pytest.mark.one_database
def test_a_log_that_has_grown_is_turned_over_and_the_oldest_goes(tmp_path):
    log = tmp_path / NAME
    assert turn_over(tmp_path, most_bytes=10) is False
    for number in range(KEPT + 2):
        log.write_text(f"{number}: more than ten bytes")
        assert turn_over(tmp_path, most_bytes=10) is True
        assert not log.exists()
    kept = sorted(each.name for each in tmp_path.glob(f"{NAME}.*"))
    assert kept == [f"{NAME}.{number}" for number in range(1, KEPT + 1)]
    assert (tmp_path / f"{NAME}.1").read_text().startswith(f"{KEPT + 1}:")
    log.write_text("short")
    assert turn_over(tmp_path, most_bytes=10) is False
    assert log.read_text() == "short"


@pytest.mark.one_database
def test_a_fault_is_logged_with_its_place_and_not_with_what_somebody_said():
    def refuse() -> None:
        told = "0788 000 123"
        try:
            raise KeyError(told)
        except KeyError as fault:
            raise ValueError(f"Key (phone)=({told}) already exists") from fault

    try:
        refuse()
    except ValueError:
        record = logging.LogRecord("desk", logging.ERROR, __file__, 1, "It failed", (), sys.exc_info())
    text = WithoutContent("{message}", style="{").format(record)
    assert "0788" not in text
    assert "ValueError" in text
    assert "KeyError" in text
    assert "in refuse" in text
    assert text.startswith("It failed\n")


@pytest.mark.journey
def test_after_the_whole_job_no_file_but_the_sealed_database_knows_who_it_was(demonstration):
    """What the play's people said stands nowhere in the data folder in the clear, the log and the database included."""
    said = [b"Invented Survivor", b"invented market", b"neighbour's house", b"Invented for the demonstration"]
    found = [
        f"{path.relative_to(demonstration.home)}: {each.decode()}"
        for path in demonstration.home.rglob("*")
        if path.is_file()
        for each in said
        if each in path.read_bytes()
    ]
    assert found == []
