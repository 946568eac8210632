"""Taking a page of results away: who may, in which forms, and that it stands in the ledger."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from lxml import etree
from openpyxl import load_workbook

from genderdesk.groundwork.protection.models import Entry
from genderdesk.monitoring.results.acts import assert_claim, define_indicator, freeze_page, release_page
from genderdesk.monitoring.results.models import FrozenPage, Indicator
from genderdesk.monitoring.results.vocabulary import Level, Quantifier, Section
from genderdesk.programme.partners.acts import open_project
from genderdesk.programme.partners.models import Project
from tests.results.printed import pages_of

pytestmark = pytest.mark.django_db

AS_OF = date(2024, 6, 30)
KINDS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "iati": "application/xml; charset=utf-8",
    "adx": "application/xml; charset=utf-8",
    "dhis2": "application/json",
}


@pytest.fixture
def indicator(world, project) -> Indicator:
    return define_indicator(
        world.desk_head,
        code="goes-on",
        name="The project runs",
        level=Level.ACTIVITY,
        query="project.open",
        arguments="project=INV-1",
        definition="A project of this code",
        starts_on=date(2024, 1, 1),
    )


@pytest.fixture
def project(world) -> Project:
    return open_project(
        world.desk_head, code="INV-1", title="Invented project", goal="Invented goal", starts_on=date(2024, 1, 1)
    )


def claim(world, project, indicator, code: str) -> None:
    """The project claims one thing more, which its records bear out."""
    about = {"text": "Invented claim <&>", "section": Section.CONTEXT, "quantifier": Quantifier.EXISTS}
    assert_claim(world.desk_head, project, code=code, indicator=indicator, **about)


@pytest.fixture(autouse=True)
def claimed(world, project, indicator) -> None:
    claim(world, project, indicator, "C02")


def address(project: Project, kind: str) -> str:
    return f"/staff/results/{project.pk}/page.{kind}?as_of={AS_OF.isoformat()}"


def body(answer) -> bytes:
    return answer.getvalue() if answer.streaming else answer.content


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_taken_away_in_every_form_as_a_file_of_its_day(world, project, kind) -> None:
    answer = world.client(world.analyst).get(address(project, kind))
    assert answer.status_code == 200
    assert answer["Content-Type"] == KINDS[kind]
    assert answer["Content-Disposition"].startswith('attachment; filename="INV-1-2024-06-30.')
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_every_form_has_the_number_of_the_record(world, project) -> None:
    client = world.client(world.analyst)
    taken = {kind: body(client.get(address(project, kind))) for kind in KINDS}
    assert etree.fromstring(taken["iati"]).find(".//actual").get("value") == "1"
    assert etree.fromstring(taken["adx"]).find(".//{*}dataValue").get("value") == "1"
    assert json.loads(taken["dhis2"])["dataValues"][0]["value"] == "1"
    assert load_workbook(io.BytesIO(taken["xlsx"]))["Claims"]["H2"].value == 1
    assert b"INV-1,2024-06-30,C02,,activity,Invented claim <&>,total,,,1," in taken["csv"]
    assert "Supported by records" in pages_of(taken["pdf"])[0]


def test_taking_a_page_away_stands_in_the_ledger_with_its_form_and_day(world, project) -> None:
    world.client(world.analyst).get(address(project, "iati"))
    entry = Entry.objects.get(name="results.export")
    assert (entry.kind, entry.notes["form"], entry.notes["as_of"]) == ("export", "iati", "2024-06-30")


def test_a_form_that_there_is_none_of_is_not_found_and_nothing_was_taken(world, project) -> None:
    assert world.client(world.analyst).get(address(project, "docx")).status_code == 404
    assert not Entry.objects.filter(name="results.export").exists()


def test_who_may_not_see_results_takes_none_away(world, project) -> None:
    assert world.client(world.operator).get(address(project, "csv")).status_code == 403
    assert world.client(world.defence_desk_head).get(address(project, "csv")).status_code == 404
    assert not Entry.objects.filter(name="results.export").exists()


def test_a_day_without_a_number_says_that_there_is_nothing_to_exchange(world, project) -> None:
    before = f"/staff/results/{project.pk}/page.adx?as_of=2023-01-01"
    answer = world.client(world.analyst).get(before)
    assert answer.status_code == 400
    assert "there is nothing to exchange" in answer.content.decode()


def test_a_frozen_page_leaves_as_it_was_frozen(world, project, indicator) -> None:
    frozen = freeze_page(world.desk_head, project, as_of=AS_OF)
    claim(world, project, indicator, "C03")
    client = world.client(world.analyst)
    kept = etree.fromstring(body(client.get(f"/staff/results/pages/{frozen.pk}/page.iati")))
    now = etree.fromstring(body(client.get(address(project, "iati"))))
    assert [each.get("code") for each in kept.iter("reference")] == ["INV-1.C02"]
    assert [each.get("code") for each in now.iter("reference")] == ["INV-1.C02", "INV-1.C03"]
    assert Entry.objects.filter(name="results.export").count() == 2


def test_anybody_takes_a_released_page_and_nobody_outside_one_that_is_only_frozen(world, project, client) -> None:
    frozen = freeze_page(world.analyst, project, as_of=AS_OF)
    public = f"/results/{frozen.pk}/page.csv"
    assert client.get(public).status_code == 404
    release_page(world.desk_head, FrozenPage.objects.get(pk=frozen.pk))
    assert b"Invented claim" in body(client.get(public))
