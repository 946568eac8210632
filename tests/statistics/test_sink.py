"""Facts are kept once, in few statements, and a change takes the old fact back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from genderdesk.groundwork.platform import facts as platform_facts
from genderdesk.groundwork.protection.guard import WriteOutsideAct
from genderdesk.monitoring.statistics.facts import keep_facts
from genderdesk.monitoring.statistics.models import Delta
from tests.statistics.facts_made_up import MARCH, case, keep, many, report, response

pytestmark = pytest.mark.django_db


def signs(kind: str, record_id: str) -> list[int]:
    return list(Delta.objects.filter(kind=kind, record_id=record_id).order_by("id").values_list("sign", flat=True))


def test_an_act_that_makes_records_pays_one_statement_for_all_their_facts() -> None:
    facts = [*many(40, report, "r"), case("c"), response("d", handling=60)]
    with CaptureQueriesContext(
        connection,
    ) as statements:
        keep(facts)
    assert len(statements) == 1
    assert Delta.objects.count() == 42


def test_a_fact_that_did_not_change_writes_nothing() -> None:
    keep([report("1")])
    with CaptureQueriesContext(connection) as statements:
        keep([report("1")], new=False)
    assert not [each for each in statements if "INSERT INTO" in each["sql"]]
    assert signs("report", "1") == [1]


def test_a_changed_fact_takes_the_old_one_back_in_one_insert() -> None:
    keep([report("1", outcome="received")])
    with CaptureQueriesContext(connection) as statements:
        keep([report("1", outcome="opened")], new=False)
    assert len([each for each in statements if "INSERT INTO" in each["sql"]]) == 1
    rows = list(Delta.objects.order_by("id").values_list("sign", "dimensions__outcome"))
    assert rows == [(1, "received"), (-1, "received"), (1, "opened")]


def test_a_record_never_counted_before_is_counted_although_nobody_said_that_it_is_new() -> None:
    keep([report("1")], new=False)
    assert signs("report", "1") == [1]


def test_a_batch_in_which_one_record_changes_three_times_ends_with_one_fact() -> None:
    batch = [(report("1"), True), (report("1", outcome="triaged"), False), (report("1", outcome="opened"), False)]
    from genderdesk.groundwork.protection.acts import unguarded

    with unguarded("test"):
        keep_facts(batch)
    assert sum(signs("report", "1")) == 1
    assert Delta.objects.filter(sign=1).order_by("-id")[0].dimensions["outcome"] == "opened"


def test_a_fact_that_changes_back_and_forth_is_counted_as_it_is_now() -> None:
    for outcome in ("received", "triaged", "received", "triaged"):
        keep([report("1", outcome=outcome)], new=False)
    assert sum(signs("report", "1")) == 1
    assert Delta.objects.filter(sign=1).order_by("-id")[0].dimensions["outcome"] == "triaged"


def test_a_corrected_day_moves_the_record_to_the_other_month() -> None:
    keep([case("1", date(2026, 3, 31))])
    keep([case("1", date(2026, 4, 1))], new=False)
    rows = list(Delta.objects.order_by("id").values_list("sign", "month"))
    assert rows == [(1, MARCH), (-1, MARCH), (1, date(2026, 4, 1))]


def test_a_measure_that_becomes_known_is_a_change() -> None:
    keep([response("1", handling=60)])
    keep([response("1", handling=60, travel=900.5)], new=False)
    assert signs("response", "1") == [1, -1, 1]


def test_records_of_two_kinds_with_one_id_are_not_confused() -> None:
    keep([report("1"), case("1")])
    keep([replace(case("1"), dimensions={**case("1").dimensions, "sex": "male"})], new=False)
    assert signs("report", "1") == [1]
    assert signs("case", "1") == [1, -1, 1]


def test_a_thousand_facts_of_a_batch_cost_one_statement() -> None:
    with CaptureQueriesContext(connection) as statements:
        keep(many(1000, report, "r"))
    assert len(statements) == 1


def test_facts_are_kept_only_behind_a_door() -> None:
    with pytest.raises(WriteOutsideAct):
        keep_facts([(report("1"), True)])


def test_the_room_is_the_sink_of_every_act() -> None:
    assert platform_facts._sinks == [keep_facts]
