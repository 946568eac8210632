"""The figures' page is made once for the same counts, and never shows counts that are no longer so."""

from __future__ import annotations

import pytest
from django.utils import timezone

from genderdesk.casework.intake.acts import receive_report
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import Channel, StatedKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import charts
from genderdesk.groundwork.protection.access import PUBLIC
from genderdesk.monitoring.statistics import views
from genderdesk.monitoring.statistics.queries import counts, months
from genderdesk.monitoring.statistics.rules.calendar import month_of_day

pytestmark = pytest.mark.django_db


def receive(world, number):
    for _ in range(number):
        receive_report(
            PUBLIC,
            institution=world.police,
            channel=Channel.WEB,
            district=world.district,
            stated_kind=StatedKind.PHYSICAL,
            safe_to_contact=Answer.YES,
        )


@pytest.fixture
def page(world):
    views._kept.cache_clear()
    client = world.client(world.desk_head)
    return lambda: client.get("/staff/figures/").content.decode()


def test_a_report_is_in_the_figures_at_once(world, page):
    receive(world, 11)
    assert ">11<" in page()
    receive(world, 1)
    assert ">12<" in page()


def test_the_same_counts_are_not_made_twice(world, page):
    receive(world, 11)
    page()
    page()
    kept = views._kept.cache_info()
    assert (kept.misses, kept.hits) == (1, 1)


def test_a_drawing_that_was_cleared_away_is_made_again(world, page):
    receive(world, 11)
    page()
    charts.forget_unused(days=-1)
    page()
    assert views._kept.cache_info().misses == 1
    assert [path for path in charts.store._folder().iterdir() if path.suffix == ".json"]


def test_the_same_answers_of_the_database_are_added_up_once(world, page, monkeypatch):
    counted = []

    def add_up(asked):
        counted.append(len(asked.rows))
        return counts.add_up(asked)

    monkeypatch.setattr(months, "_made", {})
    monkeypatch.setattr(months, "add_up", add_up)
    receive(world, 11)
    page()
    page()
    assert len(counted) == 1
    receive(world, 1)
    assert ">12<" in page()
    assert len(counted) == 2


def test_who_is_to_see_less_is_counted_apart(world, monkeypatch):
    monkeypatch.setattr(months, "_made", {})
    receive(world, 12)
    this, left_out = month_of_day(timezone.localdate()), frozenset([str(Report.objects.all()[0].pk)])
    for without, expected in ((frozenset(), 12), (left_out, 11), (frozenset(), 12)):
        shown = months.month_of("TP", this, {}, without)
        assert next(each.count for each in shown.headlines if each.kind == "report") == expected
