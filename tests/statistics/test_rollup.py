"""Figures equal a recount of the facts, whatever was rolled up when."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from genderdesk.groundwork.platform.facts import Fact
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.monitoring.statistics.models import Catalogue, Counter, Delta, Spread
from genderdesk.monitoring.statistics.queries import add_up, ask_for, recount_differs
from genderdesk.monitoring.statistics.queries.counts import OF_A_MONTH
from genderdesk.monitoring.statistics.queries.recount import _counters_against_deltas, _deltas_alone
from genderdesk.monitoring.statistics.rollup import rebuild, rebuild_if_changed, roll_up, roll_up_some
from genderdesk.monitoring.statistics.rules.cells import cells_of, measured
from genderdesk.monitoring.statistics.vocabulary.explore import CROSSINGS
from tests.statistics.facts_made_up import MARCH, case, keep, many, random_facts, report, response

pytestmark = pytest.mark.django_db

EVERYTHING = (*OF_A_MONTH, *(key for crossing in CROSSINGS for key in crossing.keys))
MONTHS = [date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)]
Figures = tuple[dict[object, int], dict[object, tuple[dict[float, int], int]]]


def empty_everything() -> None:
    with unguarded("test"):
        for model in (Delta, Counter, Spread):
            model.objects.all().delete()


def by_hand(facts: Iterable[Fact]) -> Figures:
    """The figures counted one by one from the facts that hold, without the machinery."""
    cells: dict[object, int] = {}
    times: dict[object, tuple[dict[float, int], int]] = {}
    for fact in facts:
        place = (fact.dimensions["institution"], fact.day.replace(day=1))
        for cell in cells_of(fact.kind, fact.dimensions, fact.measures):
            cells[place, cell] = cells.get((place, cell), 0) + 1
        for name, value in measured(fact.kind, fact.measures).items():
            known, missing = times.get((place, name), ({}, 0))
            if value is None:
                missing += 1
            else:
                known[float(value)] = known.get(float(value), 0) + 1
            times[place, name] = (known, missing)
    return cells, times


def as_read() -> Figures:
    cells: dict[object, int] = {}
    times: dict[object, tuple[dict[float, int], int]] = {}
    for institution in ("RNP", "RDF"):
        with CaptureQueriesContext(connection) as statements:
            counts = add_up(ask_for(institution, MONTHS, MONTHS[0], MONTHS[-1], figures=EVERYTHING))
        assert len(statements) == 1
        for month, each in counts.months.items():
            for figure in each.cells:
                for (row, column), count in each.of(figure).items():
                    cells[(institution, month), (figure, row, column)] = count
            for name, values in each.spreads.items():
                if values.counts or values.missing:
                    known = {float(value): times_ for value, times_ in values.counts.items()}
                    times[(institution, month), name] = (known, values.missing)
    return cells, times


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(random_facts, st.sampled_from(["roll up", "roll up a little", "anew"])), max_size=25))
def test_any_history_of_facts_and_roll_ups_gives_the_figures_of_a_recount(history: list[Fact | str]) -> None:
    empty_everything()
    holds: dict[tuple[str, str], Fact] = {}
    for step in history:
        if step == "roll up":
            roll_up()
        elif step == "roll up a little":
            roll_up_some(2)
        elif step == "anew":
            rebuild()
        else:
            assert isinstance(step, Fact)
            keep([step], new=(step.kind, step.record_id) not in holds)
            holds[step.kind, step.record_id] = step
        assert as_read() == by_hand(holds.values())
    assert _counters_against_deltas() == []
    assert _deltas_alone() == []


def test_reading_uses_counters_after_a_roll_up_and_nothing_is_left_over() -> None:
    keep([*many(30, case, "c"), *many(8, response, "d", handling=60, travel=600)])
    before = as_read()
    assert roll_up() == 38
    assert Delta.objects.filter(rolled=False).count() == 0
    assert as_read() == before
    assert roll_up() == 0


def test_a_fact_taken_back_leaves_no_counter_of_nought() -> None:
    keep([report("1", outcome="received")])
    roll_up()
    keep([report("1", outcome="opened")], new=False)
    roll_up()
    assert not Counter.objects.filter(figure="reports_by_outcome", row="received").exists()
    assert not Counter.objects.filter(count__lte=0).exists()


def test_figures_of_a_new_edition_are_made_anew_from_the_facts_kept() -> None:
    keep(many(12, case, "c"))
    roll_up()
    before = as_read()
    with unguarded("test"):
        Catalogue.objects.update_or_create(pk=1, defaults={"edition": "an older one"})
        Counter.objects.filter(figure="cases_by_sex").delete()
    assert rebuild_if_changed()
    assert as_read() == before
    assert not rebuild_if_changed()


def test_a_counter_changed_behind_the_back_is_found_by_name() -> None:
    keep(many(12, case, "c"))
    roll_up()
    with unguarded("test"):
        Counter.objects.filter(figure="cases_by_sex").update(count=13)
    assert "RNP 2026-03 cases_by_sex female: the counter says 13, a recount 12" in recount_differs()


def test_a_record_counted_twice_is_found() -> None:
    keep([case("1")])
    keep([case("1", sex="male")], new=True)
    assert "case 1: counted 2 times" in recount_differs()


def test_the_order_of_rolling_up_does_not_matter() -> None:
    facts = [*many(20, case, "c"), *many(20, report, "r")]
    random.Random(3).shuffle(facts)
    keep(facts)
    while roll_up_some(7):
        pass
    cells, _times = as_read()
    assert cells[("RNP", MARCH), ("cases_by_type", "rape", "")] == 20
    assert cells[("RNP", MARCH), ("totals", "report", "")] == 20
