"""A staffing norm goes by the cases of twelve whole months, of the reader's figures and no others."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import RequestFactory

from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.monitoring.statistics import panels
from genderdesk.monitoring.statistics.models import Counter
from genderdesk.monitoring.statistics.queries import caseload_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 15)


def counted(month, count, institution="TP"):
    with unguarded("test"):
        Counter.objects.create(institution=institution, month=month, figure="cases_by_district", row="T11", count=count)


def test_the_running_month_and_those_before_the_twelve_do_not_count(world):
    for month, count in (
        (date(2025, 2, 1), 100),
        (date(2025, 3, 1), 7),
        (date(2026, 2, 1), 5),
        (date(2026, 3, 1), 100),
    ):
        counted(month, count)
    counted(date(2026, 2, 1), 50, institution="TD")
    assert caseload_of("TP", DAY) == {"T11": 12}


def test_who_may_not_see_the_figures_gets_no_caseload(world):
    counted(date(2026, 2, 1), 45)
    request = RequestFactory().get("/")
    for actor, seen in ((world.desk_head, True), (world.trainer, False), (world.defence_desk_head, False)):
        request.actor = actor
        found = panels.caseload(request, institution=world.police, until=DAY)
        assert (found is not None) == seen
