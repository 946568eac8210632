"""The source text's page of results in every form: the same numbers, valid files, the same bytes again."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import TestCase
from django.utils import translation

from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.interfaces.cli.country.load import load_country
from genderdesk.monitoring.results.exporters.adx import adx_of
from genderdesk.monitoring.results.exporters.iati import iati_of
from genderdesk.monitoring.results.queries import page_of, projects_with_claims
from genderdesk.monitoring.results.rules.page import Page, read_page, written
from genderdesk.monitoring.results.views.showing import FORMATS, words
from tests.results.read_back import (
    ADX_SCHEMA,
    BESIDE,
    IATI_SCHEMA,
    SCHEMAS,
    disagreements,
    faults,
    indicators,
    sheets,
)
from tools import scenario_2009

pytestmark = pytest.mark.slow


def bytes_of(page: Page) -> dict[str, bytes]:
    made = {kind: each.write(page) for kind, each in FORMATS.items()}
    return {
        kind: each if isinstance(each, bytes) else (each if isinstance(each, str) else "".join(each)).encode()
        for kind, each in made.items()
    }


class TestTheFilesOf2009(TestCase):
    pages: list[Page]

    @classmethod
    def setUpTestData(cls):
        load_country(scenario_2009.FIRST, SYSTEM)
        cls.pages = [page_of(project, date(2009, 12, 31)) for project in projects_with_claims()]

    def test_all_forms_of_all_66_claims_agree_in_both_languages(self):
        assert sum(len(page.lines) for page in self.pages) == 66
        for language in ("en", "fr"):
            with translation.override(language):
                assert [disagreements(page, words()) for page in self.pages] == [{} for _page in self.pages]

    def test_a_page_that_was_kept_gives_the_same_bytes_as_the_records(self):
        for page in self.pages:
            assert bytes_of(read_page(written(page))) == bytes_of(page)

    @pytest.mark.skipif(SCHEMAS is None, reason=f"{BESIDE} is not beside this clone")
    def test_activity_and_exchange_are_valid_by_the_schemas_found_beside_the_project(self):
        for page in self.pages:
            assert faults(IATI_SCHEMA, iati_of(page, words())) == []
            assert faults(ADX_SCHEMA, adx_of(page)) == []

    def test_the_one_whose_sex_is_not_recorded_is_in_no_file(self):
        page = next(each for each in self.pages if any(line.code == "R23" for line in each.lines))
        actuals = indicators(page, words())["R23"].findall("period/actual")
        assert "By sex" not in {each.get("name") for actual in actuals for each in actual.findall("dimension")}
        told = sheets(page, words())["Warnings"]
        assert [row for row in told if row[0] == "R23" and row[1] == "sex_not_recorded"] == []
