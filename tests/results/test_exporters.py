"""Files of a page of results: valid by their standards, with the numbers of the page and none that is kept back."""

from __future__ import annotations

import io
import json
import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.monitoring.results.exporters.adx import adx_of
from genderdesk.monitoring.results.exporters.dhis2 import data_value_set
from genderdesk.monitoring.results.exporters.document import document_of
from genderdesk.monitoring.results.exporters.iati import RESULT_TYPES, SECTOR, iati_of
from genderdesk.monitoring.results.exporters.numbers import digits, duration
from genderdesk.monitoring.results.exporters.sheet import KEYS, results_csv, workbook_of
from genderdesk.monitoring.results.exporters.words import Words
from genderdesk.monitoring.results.rules.page import Page, digest_of, read_page, written
from genderdesk.monitoring.results.vocabulary import Warned
from tests.results import read_back
from tests.results.pages import FORMULA, HIDDEN_RECORD, LINE, PAGE, WORDS
from tests.results.printed import pages_of
from tests.results.read_back import (
    ADX,
    ADX_SCHEMA,
    BESIDE,
    IATI_SCHEMA,
    READERS,
    SCHEMAS,
    csv_rows,
    disagreements,
    faults,
    from_adx,
    from_dhis2,
)

pytestmark = [pytest.mark.one_database]

beside = pytest.mark.skipif(SCHEMAS is None, reason=f"{BESIDE} is not beside this clone")


NUMBERS = {line.code: line.value for line in PAGE.lines}
EMPTY = replace(PAGE, lines=(replace(LINE, value=None, shown=""),))


def csv_text(page: Page) -> str:
    return "".join(results_csv(page))


def sheets() -> dict[str, list[tuple[Any, ...]]]:
    return read_back.sheets(PAGE, WORDS)


def iati(page: Page = PAGE) -> Any:
    return etree.fromstring(iati_of(page, WORDS))


def indicators() -> dict[str, Any]:
    return read_back.indicators(PAGE, WORDS)


def adx(page: Page = PAGE) -> Any:
    return etree.fromstring(adx_of(page))


@beside
@pytest.mark.parametrize("page", [PAGE, EMPTY], ids=["everything", "no number"])
def test_the_activity_is_valid_by_the_schema_of_iati_2_03_found_beside_the_project(page: Page) -> None:
    assert faults(IATI_SCHEMA, iati_of(page, WORDS)) == []


@beside
def test_the_exchange_is_valid_by_the_schema_of_adx_found_beside_the_project() -> None:
    assert faults(ADX_SCHEMA, adx_of(PAGE)) == []


@beside
@pytest.mark.parametrize(
    ("schema", "make", "right", "wrong"),
    [
        (ADX_SCHEMA, lambda: adx_of(PAGE), b'value="250"', b'value="many"'),
        (
            IATI_SCHEMA,
            lambda: iati_of(PAGE, WORDS),
            b"<period-end iso-date=",
            b"<period-end day=",
        ),
    ],
    ids=["adx", "iati"],
)
def test_a_wrong_file_is_refused_by_the_schemas_found_beside_the_project(
    schema: str, make: Callable[[], bytes], right: bytes, wrong: bytes
) -> None:
    """Else the tests above could not fail."""
    document = make()
    assert right in document
    assert faults(schema, document.replace(right, wrong))


def test_all_formats_show_the_same_numbers() -> None:
    assert len(PAGE.lines) == len({line.code for line in PAGE.lines}) == 66
    assert disagreements(PAGE, WORDS) == {}


def test_another_number_in_a_file_would_be_found() -> None:
    """Else the test above could not fail."""
    other = replace(PAGE, lines=(replace(LINE, value=249, shown="249"), *PAGE.lines[1:]))
    assert disagreements(PAGE, WORDS, shown=other) == {read.__name__: {"R01"} for read in READERS}


@pytest.mark.parametrize(
    "make",
    [
        lambda: iati_of(PAGE, WORDS),
        lambda: adx_of(PAGE),
        lambda: data_value_set(PAGE),
        lambda: csv_text(PAGE),
        lambda: workbook_of(PAGE, WORDS),
        lambda: document_of(PAGE, WORDS),
    ],
    ids=["iati", "adx", "dhis2", "csv", "workbook", "document"],
)
def test_the_same_page_gives_the_same_bytes_at_another_time(make: Callable[[], object], monkeypatch) -> None:
    before = make()
    later = time.time() + 400 * 86400
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(timezone, "now", lambda: datetime.fromtimestamp(later, UTC))
    assert make() == before


def test_a_workbook_keeps_no_clock_but_the_day_of_the_page() -> None:
    with ZipFile(io.BytesIO(workbook_of(PAGE, WORDS))) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        days = re.findall(rb">(\d{4}-\d\d-\d\d)T", archive.read("docProps/core.xml"))
    assert days == [b"2009-12-31", b"2009-12-31"]


# What is kept back.


@pytest.mark.parametrize("read", [from_adx, from_dhis2], ids=["adx", "dhis2"])
def test_of_a_dimension_with_a_part_kept_back_nothing_leaves(read: Callable[[Page, Words], dict[str, Any]]) -> None:
    """247 of 250 would tell that three are in the part that is not shown."""
    found = read(PAGE, WORDS)
    assert "R01.region" in found
    assert "R01.sex" not in found


def test_no_reader_of_the_activity_can_work_out_what_is_kept_back() -> None:
    actuals = indicators()["R01"].findall("period/actual")
    told = [(each.find("dimension").get("name"), each.get("value")) for each in actuals[1:]]
    assert told == [("Region", "100"), ("Region", "150"), ("Region", "0")]
    assert Warned.SEX_NOT_RECORDED not in actuals[0].findtext("comment/narrative")


def test_sheets_and_paper_say_that_parts_are_not_shown_and_tell_none_of_them() -> None:
    parts = [row for row in sheets()["Parts"] if row[0] == "R01"]
    assert [(row[2], row[4]) for row in parts] == [("1", 100), ("2", 150), ("3", 0), ("not_shown", None)]
    rows = [row for row in csv_rows(PAGE) if row["claim"] == "R01" and row["dimension"] == "sex"]
    assert [(row["part"], row["number"], row["status"]) for row in rows] == [("", "", "not_shown")]
    text = pages_of(document_of(replace(PAGE, lines=(LINE,)), WORDS))[0]
    assert "Sex: Not shown" in text
    assert " 46 " not in text
    assert " 201 " not in text


def test_a_number_that_is_not_told_has_no_parts_that_tell_it() -> None:
    assert "C30" not in indicators()
    assert not [element for element in (*from_adx(PAGE, WORDS), *from_dhis2(PAGE, WORDS)) if element.startswith("C30")]
    assert [row for row in csv_rows(PAGE) if row["claim"] == "C30" and row["number"]] == []


def test_what_is_published_does_not_name_the_record_behind_a_warning() -> None:
    published = iati_of(PAGE, WORDS).decode() + adx_of(PAGE).decode() + data_value_set(PAGE)
    assert HIDDEN_RECORD not in published
    assert "Warned of vacant: 1." in published
    assert "A. Uwase" not in published
    assert HIDDEN_RECORD in " ".join(str(cell) for row in sheets()["Warnings"] for cell in row)


# IATI.


def test_whether_numbers_may_be_added_is_always_said() -> None:
    found = [*iati().iter("result"), *iati().iter("indicator")]
    assert {each.get("aggregation-status") for each in found} == {"true", "false"}
    added = {code for code, each in indicators().items() if each.get("aggregation-status") == "true"}
    assert "R01" in added
    assert not added & {"C01", "C16", "C17", "R27", "R20"}


def test_an_activity_has_one_result_for_each_objective_and_level() -> None:
    found = [(each.findtext("title/narrative"), each.get("type")) for each in iati().iter("result")]
    first = PAGE.aims[0].text
    assert found == [
        (first, "1"),
        (first, "9"),
        (first, "2"),
        (first, "3"),
        ("Claims that serve no objective", "1"),
    ]


def test_shares_and_years_are_no_units() -> None:
    measures = {code: indicators()[code].get("measure") for code in ("R01", "R27", "C01")}
    assert measures == {"R01": "1", "R27": "2", "C01": "4"}


def test_a_claim_has_one_baseline_at_most_what_is_kept_before_what_it_compares_with() -> None:
    found = {code: [dict(one.attrib) for one in each.findall("baseline")] for code, each in indicators().items()}
    assert {code: each for code, each in found.items() if each} == {
        "R28": [{"iso-date": "2009-06-30", "year": "2009", "value": "403"}],
        "R11": [{"iso-date": "2008-12-31", "year": "2008", "value": "55.5"}],
    }


def test_a_target_stands_in_its_own_period_and_only_the_counted_one_has_a_number() -> None:
    periods = [
        [(child.tag, child.get("iso-date") or child.get("value")) for child in each]
        for each in indicators()["R11"].findall("period")
    ]
    assert periods == [
        [("period-start", "2009-01-01"), ("period-end", "2009-12-31"), ("target", "45.0"), ("actual", "40")],
        [("period-start", "2010-01-01"), ("period-end", "2010-12-31"), ("target", "30.0")],
    ]
    assert indicators()["R11"].get("ascending") == "false"
    assert indicators()["R01"].get("ascending") == "true"


def test_parts_that_count_something_else_are_no_parts_of_the_number() -> None:
    """People by region beside a number of regions."""
    assert [each.find("dimension") for each in indicators()["R02"].findall("period/actual")] == [None]
    assert [each for each in (*from_adx(PAGE, WORDS), *from_dhis2(PAGE, WORDS)) if each.startswith("R02")] == [
        "R02",
        "R02.of",
    ] * 2
    statuses = {row["status"] for row in csv_rows(PAGE) if row["claim"] == "R02" and row["row"] == "part"}
    assert statuses == {"beside"}
    assert "count something else" in pages_of(document_of(replace(PAGE, lines=(PAGE.lines[8],)), WORDS))[0]


def test_a_number_that_is_kept_back_is_not_said_to_be_missing() -> None:
    statuses = {row["claim"]: row["status"] for row in csv_rows(PAGE) if row["row"] == "total"}
    assert (statuses["R29"], statuses["C30"], statuses["R01"]) == ("not_shown", "none", "shown")


def test_partners_have_the_name_that_they_had_on_the_day() -> None:
    named = [(each.get("role"), each.findtext("narrative")) for each in iati().iter("participating-org")]
    assert named == [
        ("2", "Invented Police & Co"),
        ("4", "Harbour Fund (invented)"),
        ("1", "Lake Foundation (invented)"),
    ]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "status", "dates"),
    [
        (date(2010, 1, 1), None, "1", ["1"]),
        (date(2009, 12, 31), None, "2", ["2"]),
        (date(2009, 1, 1), date(2010, 1, 1), "2", ["2", "3"]),
        (date(2009, 1, 1), date(2009, 12, 31), "4", ["2", "4"]),
    ],
)
def test_an_activity_is_planned_runs_or_has_ended_on_the_day(
    starts_on: date, ends_on: date | None, status: str, dates: list[str]
) -> None:
    found = iati(replace(PAGE, starts_on=starts_on, ends_on=ends_on))
    assert found.find("iati-activity/activity-status").get("code") == status
    assert [each.get("type") for each in found.iter("activity-date")] == dates


def test_an_institution_with_an_identifier_reports_under_it() -> None:
    own = replace(PAGE.parties[0], code="RNP", iati_id="XM-INV-RNP")
    activity = iati(replace(PAGE, parties=(own,))).find("iati-activity")
    assert activity.find("reporting-org").get("ref") == "XM-INV-RNP"
    assert activity.findtext("iati-identifier") == "XM-INV-RNP-INV-ROADS"
    assert iati().find("iati-activity/reporting-org").get("ref") == "RW-RNP"


def test_sentences_are_in_the_language_of_the_reader_and_say_so() -> None:
    with translation.override("fr"):
        comment = indicators()["R01"].find("period/actual/comment/narrative")
    assert comment.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert indicators()["R01"].find("title/narrative").attrib == {}


# ADX and DHIS2.


def test_a_number_from_the_beginning_has_the_days_of_the_project_and_another_its_own() -> None:
    periods = {each.get("period"): len(each) for each in adx().iter(f"{ADX}group")}
    assert list(periods) == ["2005-05-01/P56M", "2009-01-01/P1Y", "2009-07-01/P6M"]
    assert periods["2009-07-01/P6M"] == 2


def test_a_part_has_an_element_of_its_own_with_the_part_as_an_attribute() -> None:
    found = [
        dict(each.attrib) for each in adx().iter(f"{ADX}dataValue") if each.get("dataElement") == "INV-ROADS.R01.region"
    ]
    assert {"dataElement": "INV-ROADS.R01.region", "value": "150", "region": "2"} in found


def test_what_a_share_is_out_of_leaves_beside_it() -> None:
    assert (from_adx(PAGE, WORDS)["C17"], from_adx(PAGE, WORDS)["C17.of"]) == ("29", "30")


def test_a_page_without_a_number_has_no_exchange_and_a_sentence_says_so() -> None:
    with pytest.raises(Invalid, match="nothing to exchange"):
        adx_of(EMPTY)
    assert json.loads(data_value_set(EMPTY))["dataValues"] == []


@pytest.mark.parametrize(
    ("first", "last", "written_so"),
    [
        (date(2009, 9, 1), date(2009, 11, 30), "P3M"),  # three months from September end in November, not in December
        (date(2009, 10, 1), date(2009, 12, 31), "P3M"),
        (date(2008, 1, 1), date(2008, 12, 31), "P1Y"),
        (date(2008, 2, 1), date(2008, 2, 29), "P1M"),
        (date(2009, 2, 1), date(2009, 2, 28), "P1M"),
        (date(2008, 2, 1), date(2008, 2, 28), "P28D"),
        (date(2009, 1, 5), date(2009, 1, 11), "P7D"),
        (date(2005, 5, 1), date(2009, 12, 31), "P56M"),
        (date(2005, 5, 16), date(2009, 12, 31), "P1691D"),
        (date(2009, 12, 31), date(2009, 12, 31), "P1D"),
    ],
)
def test_a_period_is_as_long_as_its_days(first: date, last: date, written_so: str) -> None:
    assert duration(first, last) == written_so


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 9000))
def test_the_days_of_a_period_can_be_read_back(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    number, unit = int(duration(first, last)[1:-1]), duration(first, last)[-1]
    if unit == "D":
        after = first + timedelta(days=number)
    else:
        month = first.year * 12 + first.month - 1 + number * (12 if unit == "Y" else 1)
        after = date(month // 12, month % 12 + 1, first.day)
    assert after == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (1_000_000, "1000000"), (96.7, "96.7"), (1e-7, "0.0000001"), (1e21, "1000000000000000000000")],
)
def test_a_number_is_written_in_digits(value: float, text: str) -> None:
    assert digits(value) == text


def test_the_server_is_sent_codes_and_the_day_and_what_each_number_is() -> None:
    given = json.loads(data_value_set(PAGE))
    assert {key: given[key] for key in given if key != "dataValues"} == {
        "idScheme": "code",
        "dataSet": "INV-ROADS",
        "completeDate": "2009-12-31",
        "period": "20091231",
        "orgUnit": "RNP",
    }
    by_element = {(each["dataElement"], each.get("categoryOptionCombo")): each for each in given["dataValues"]}
    assert by_element["INV-ROADS.R28", None]["comment"] == "supported; completions; 2009-07-01/2009-12-31"
    assert by_element["INV-ROADS.R01.region", "3"]["value"] == "0"
    assert len(by_element) == len(given["dataValues"])
    assert all(isinstance(each["value"], str) for each in given["dataValues"])


# Sheets and paper.


def test_no_cell_is_run_as_a_formula() -> None:
    book = load_workbook(io.BytesIO(workbook_of(PAGE, WORDS)))
    assert [
        cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ] == []
    assert list(sheets()["Statements"][0][:4]) == ["R32", "'-It helped", "'@A. Uwase", "'+Minutes"]
    assert f"'{FORMULA}" in {row["text"] for row in csv_rows(PAGE)}


def test_a_workbook_has_a_sheet_for_each_thing_that_a_reader_asks() -> None:
    found = sheets()
    assert list(found) == ["Page", "Claims", "Parts", "Definitions", "Targets", "Warnings", "Statements"]
    assert len(found["Claims"]) == len(found["Definitions"]) == 66
    assert ("Digest of the page (SHA-256)", digest_of(written(PAGE))) in found["Page"]
    assert found["Targets"][0][4:] == (55.5, "Invented survey")
    assert found["Definitions"][0][:9] == (
        "R01", "trained", 2, "Officers trained", "Nobody who was called off",
        "Each completion once", "unit completions", "training.completed",
        "affiliation: cpc; category: police_officer",
    )  # fmt: skip
    assert isinstance(found["Claims"][0][7], int)


def test_attendances_and_persons_together_stand_beside_each_other_and_are_not_added() -> None:
    rows = dict(sheets()["Page"])
    assert rows["Trainings of these results together: unit completions"] == 1311
    assert rows["Trainings of these results together: unit persons"] == 1299
    text = pages_of(document_of(PAGE, WORDS))[0]
    assert "Trainings of these results together unit completions 1311 unit persons 1299" in text
    assert not re.search(r"\b2610\b", text)


def test_every_page_of_paper_has_the_day_and_the_digest() -> None:
    pages = pages_of(document_of(PAGE, WORDS))
    assert len(pages) > 5
    assert [page for page in pages if digest_of(written(PAGE)) not in page or "31 December 2009" not in page] == []


def test_paper_is_a4_and_says_its_language() -> None:
    with translation.override("fr"):
        pdf = pikepdf.open(io.BytesIO(document_of(PAGE, WORDS)))
    assert [round(float(side)) for side in pdf.pages[0].MediaBox] == [0, 0, 595, 842]
    assert str(pdf.Root.Lang).startswith("fr")


def test_paper_can_be_read_without_colour() -> None:
    """Whatever is drawn is black, white or a grey between."""
    with pikepdf.open(io.BytesIO(document_of(PAGE, WORDS))) as pdf:
        used = {
            (str(operator), tuple(map(float, operands)))
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) in ("rg", "RG", "k", "K", "sc", "scn", "SC", "SCN", "g", "G")
        }
    assert [each for each in used if len(set(each[1])) > 1] == []


def test_an_objective_says_how_many_of_its_results_are_supported() -> None:
    text = pages_of(document_of(PAGE, WORDS))[0]
    assert "Logistics < & more 30 of 40 results are supported" in text
    assert "Counselling, which no claim serves No result recorded" in text
    assert ("Objective 1", "Logistics < & more\n30 of 40 results are supported") in sheets()["Page"]


def test_a_partner_that_has_another_name_now_is_printed_with_both() -> None:
    assert "Harbour Fund (invented) (now Harbour Agency (invented))" in pages_of(document_of(PAGE, WORDS))[0]


def test_the_page_of_the_files_names_the_columns_and_types_that_they_have() -> None:
    told = (Path(__file__).resolve().parents[2] / "docs" / "results-exports.md").read_text()
    columns = told[told.index("`project`, `as_of`") :].split("\n\n")[0]
    assert re.findall(r"`([a-z_]+)`", re.sub(r"\(.*?\)", "", columns, flags=re.DOTALL)) == list(KEYS)
    assert f"{RESULT_TYPES['output']} output, {RESULT_TYPES['outcome']} outcome" in told
    assert f"{RESULT_TYPES['impact']} impact, {RESULT_TYPES['activity']} activity" in told
    assert f"| `sector` | {SECTOR}," in told


def test_a_page_that_was_kept_and_read_back_gives_the_same_files() -> None:
    kept = read_page(written(PAGE))
    assert kept == PAGE
    assert iati_of(kept, WORDS) == iati_of(PAGE, WORDS)
