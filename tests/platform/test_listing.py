"""Long lists: tables made in Python escape what people wrote, and ask no more of the database for more rows."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from genderdesk.casework.intake.acts import receive_report
from genderdesk.casework.intake.vocabulary import Channel, StatedKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.listing import (
    Column,
    addresses,
    code,
    link,
    said,
    short_time,
    short_times,
    table,
    tag,
    text,
)
from genderdesk.groundwork.protection.access import PUBLIC
from genderdesk.groundwork.protection.acts import grouped

BAD = "<script>&\"'"


def test_whatever_stands_in_a_row_is_escaped():
    columns = [
        Column(BAD, lambda _row: text(BAD)),
        Column("b", lambda _row: link(BAD, BAD)),
        Column("c", lambda _row: tag(BAD, BAD) + code(BAD), names_row=True),
    ]
    made = table(BAD, columns, [1])
    assert "<script>" not in made
    assert made.count("&lt;script&gt;") == 9


def test_a_row_names_itself_and_its_cells_carry_their_headings():
    columns = [Column("Case", lambda row: text(row), names_row=True), Column("State", lambda _row: text(None))]
    assert table("Cases", columns, ["C-1"]) == (
        '<table class="table stack"><caption class="unseen">Cases</caption>'
        '<thead><tr><th scope="col">Case</th><th scope="col">State</th></tr></thead>'
        '<tbody><tr><th scope="row">C-1</th><td data-label="State">—</td></tr></tbody></table>'
    )


def test_each_record_has_the_address_that_reverse_gives():
    key = uuid.uuid4()
    assert addresses("intake:report")(key) == f"/staff/reports/{key}/"


def test_times_are_short_and_in_the_reader_s_language():
    assert short_time(None) == ""
    moment = datetime(2020, 9, 3, 12, 30, tzinfo=UTC)
    assert short_time(moment) == "3 Sept. 2020, 14:30"
    with translation.override("fr"):
        assert short_time(moment) == "3 sept. 2020, 14:30"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/staff/reports/?show=all", "/staff/reports/", "/staff/cases/?state=all"])
def test_a_list_asks_the_database_as_often_for_many_rows_as_for_few(world, address):
    client = world.client(world.operator if "reports" in address else world.desk_head)

    def asked():
        client.get(address)
        with CaptureQueriesContext(connection) as statements:
            answer = client.get(address)
        assert answer.status_code == 200
        return len(statements), answer.content.decode().count("<tr>")

    receive(world, 2)
    few, _rows = asked()
    receive(world, 48)
    many, rows = asked()
    assert many == few
    if "reports" in address:
        assert rows == 51


def receive(world, number):
    with grouped():
        for _ in range(number):
            receive_report(
                PUBLIC,
                institution=world.police,
                channel=Channel.WEB,
                district=world.district,
                stated_kind=StatedKind.PHYSICAL,
                safe_to_contact=Answer.YES,
            )


def test_a_column_of_times_reads_as_each_time_alone():
    write = short_times()
    for moment in (datetime(2026, 1, 2, 3, 4, tzinfo=UTC), datetime(1999, 12, 31, 23, 59), None):
        assert write(moment) == short_time(moment)
    assert write(datetime(1999, 12, 31, 23, 59)) == "31 Dec. 1999, 23:59"


def test_a_repeated_value_is_put_into_words_once():
    asked = []
    say = said(lambda value: asked.append(value) or f"<{value}>")
    assert [say("a"), say("b"), say("a")] == ["<a>", "<b>", "<a>"]
    assert asked == ["a", "b"]
