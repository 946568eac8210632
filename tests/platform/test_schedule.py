"""Work by the clock: one that fails is told and does not stop the others."""

from __future__ import annotations

from datetime import timedelta

import pytest

from genderdesk.groundwork.platform import schedule
from genderdesk.groundwork.platform.models import ScheduleRun
from genderdesk.groundwork.platform.queries import failed_schedule

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(monkeypatch):
    """Only the test's own work is scheduled."""
    monkeypatch.setattr(schedule, "entries", {})
    return lambda name, function: schedule.every(timedelta(minutes=1), name)(function)


def test_it_runs_at_the_earliest_after_its_interval(work):
    ran = []
    work("count", lambda: ran.append(1))
    assert schedule.run_due() == ["count"]
    assert schedule.run_due() == []
    ScheduleRun.objects.update(ran_at=ScheduleRun.objects.get().ran_at - timedelta(seconds=61))
    assert schedule.run_due() == ["count"]
    assert len(ran) == 2


def test_one_that_fails_stops_no_other_and_is_told_until_it_goes_well(work, caplog):
    faults = [ZeroDivisionError()]
    ran = []

    def fail():
        if faults:
            raise faults.pop()

    work("broken", fail)
    work("sound", lambda: ran.append(1))
    assert schedule.run_due() == ["broken", "sound"]
    assert ran == [1]
    assert "The scheduled work broken failed." in caplog.text
    assert failed_schedule() == ["broken (ZeroDivisionError)"]
    ScheduleRun.objects.update(ran_at="2026-01-01T00:00Z")
    schedule.run_due()
    assert failed_schedule() == []
