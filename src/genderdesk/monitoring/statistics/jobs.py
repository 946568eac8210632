"""What comes round by the clock: fresh facts into the counters, then the month's charts."""

from __future__ import annotations

from datetime import timedelta

from genderdesk.groundwork.platform import charts, schedule
from genderdesk.monitoring.statistics.pictures import charts_of_running_month
from genderdesk.monitoring.statistics.rollup import rebuild_if_changed, roll_up


@schedule.every(timedelta(minutes=1), "statistics.roll_up")
def roll_up_and_draw() -> None:
    """Add fresh facts to the counters; draw the running month's charts before somebody waits for them."""
    rebuild_if_changed()
    if roll_up():
        draw_this_month()


@schedule.every(timedelta(days=1), "statistics.forget_charts")
def forget_charts() -> None:
    """Delete drawings that nobody has needed for long."""
    charts.forget_unused()


def draw_this_month() -> int:
    """Draw the running month's charts of every institution that has figures; how many were new."""
    return charts.draw_all(charts_of_running_month())
