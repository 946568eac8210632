"""The source text's page of results, made from raw records as of 31 December 2009: 66 claims and every trap.

The folder holds no figure of a result; programme.md 7 names the claims and the traps.
"""

from __future__ import annotations

import html
import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import TestCase

from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.interfaces.cli.country.load import FaultyCountry, load_country, read_country
from genderdesk.monitoring.results.models import Claim
from genderdesk.monitoring.results.queries import behind, page_of, projects_with_claims
from genderdesk.monitoring.results.queries.page import line_of
from genderdesk.monitoring.results.rules.page import Line, digest_of, written
from genderdesk.monitoring.results.views.showing import context_of
from genderdesk.monitoring.results.vocabulary import Verdict, Warned
from tools import scenario_2009

pytestmark = pytest.mark.slow

AS_OF = date(2009, 12, 31)
_OF_TRAININGS = ("training.completions", "training.attendances")
YES, NO, UNKNOWN = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_SUPPORTED

# What each claim's records say: verdict, number, out of how many. None where any number will do.
EXPECTED: dict[str, tuple[Verdict, object, object]] = {
    "C01": (YES, 2005, None),
    "C02": (YES, 1, None),
    "C03": (YES, 2, 2),
    "C04": (YES, 1, 1),
    "C05": (YES, 4, 4),
    "C06": (YES, 3, None),
    "C07": (YES, 3, 3),
    **{f"C{number:02}": (YES, 1, None) for number in range(8, 16)},
    "C16": (NO, 5, 6),
    "C17": (NO, 34, 35),
    "C18": (YES, 18, None),
    "C19": (YES, 2, 2),
    "C20": (YES, 1, None),
    "C21": (YES, 2008, None),
    "C22": (YES, 3, 3),
    "C23": (YES, 4900, None),
    "C24": (YES, 5, 5),
    "C25": (YES, 3, 5),
    "C26": (YES, 30, None),
    "C27": (YES, 2, None),
    "C28": (YES, 1, None),
    "C29": (NO, 0, None),
    "C30": (YES, 60, None),
    "C31": (YES, 24, 24),
    "C32": (YES, 69, 96),
    "C33": (YES, None, None),
    "R01": (YES, 250, None),
    "R02": (YES, 5, 5),
    "R03": (YES, 1, None),
    "R04": (YES, 80, None),
    "R05": (YES, 3, 3),
    "R06": (YES, 5, 5),
    "R07": (YES, 166, None),
    "R08": (YES, 3, 3),
    "R09": (YES, 45, None),
    "R10": (YES, 15, None),
    "R11": (UNKNOWN, None, None),
    "R12": (YES, 1, None),
    "R13": (YES, 70, None),
    **{f"R{number}": (YES, 1, None) for number in range(14, 20)},
    "R20": (YES, None, None),
    "R21": (YES, 2, 2),
    "R22": (YES, 400, None),
    "R23": (YES, 300, None),
    "R24": (YES, None, None),
    "R25": (YES, 1, None),
    "R26": (YES, 5, 5),
    "R27": (YES, None, None),
    "R28": (UNKNOWN, None, None),
    "R29": (UNKNOWN, None, None),
    "R30": (UNKNOWN, None, None),
    "R31": (UNKNOWN, None, None),
    "R32": (YES, 1, None),
    "R33": (YES, 1, None),
}

# Each trap with the claim beside which it is named, and how many.
TRAPS = [
    ("R01", Warned.DID_NOT_COME, 1),
    ("R01", Warned.TOO_FEW_SESSIONS, 1),
    ("R01", Warned.CANCELLED, 1),
    ("R01", Warned.SESSIONS_CALLED_OFF, 1),
    ("R07", Warned.LEFT_POST_BEFORE, 1),
    ("R07", Warned.AFTER_AS_OF, 20),
    ("R09", Warned.ALSO_IN, 12),
    ("R10", Warned.NOT_WORKING, 1),
    # How many there are would tell what is kept back.
    ("R23", Warned.SEX_NOT_RECORDED, None),
    ("R23", Warned.SPELLINGS_OPEN, 1),
    ("R23", Warned.AFTER_AS_OF, 1),
    ("R23", Warned.KEPT_BACK, None),
    ("C04", Warned.RENAMED, 1),
    ("R02", Warned.REDRAWN, 1),
    ("C25", Warned.REDRAWN, 1),
    ("C16", Warned.VACANT, 1),
    ("C16", Warned.BEGINS_LATER, 1),
    ("C17", Warned.VACANT, 1),
    ("C23", Warned.COUNTED_BY_HEAD, 4900),
    ("C29", Warned.EXPIRED, 1),
    ("R28", Warned.MISSING_RETURNS, None),
    ("R31", Warned.UNLIKE_PERIODS, None),
    ("R11", Warned.OUTPUT_ONLY, None),
    ("R32", Warned.CONTRIBUTION, 1),
    ("R33", Warned.IMPORTED, 1),
]


def lines() -> dict[str, Line]:
    return {line.code: line for project in projects_with_claims() for line in page_of(project, AS_OF).lines}


class TestThePage(TestCase):
    @classmethod
    def setUpTestData(cls):
        load_country(scenario_2009.FIRST, SYSTEM)

    def test_it_has_all_claims(self):
        codes = {f"{letter}{number:02}" for letter in "CR" for number in range(1, 34)}
        assert set(Claim.objects.values_list("code", flat=True)) == codes == set(EXPECTED)

    def test_every_claim_has_its_verdict_and_number(self):
        found = lines()
        for code, (verdict, value, whole) in EXPECTED.items():
            line = found[code]
            assert (code, line.verdict, line.shown) == (code, verdict, line.shown)
            if value is not None:
                assert (code, line.value, line.whole) == (code, value, whole)

    def test_every_number_names_its_query_and_its_counting_rule(self):
        for line in lines().values():
            assert line.query, line.code
            assert line.method, line.code
            assert line.definition, line.code

    def test_every_trap_is_named_beside_its_claim(self):
        found = lines()
        for code, caution, number in TRAPS:
            told = {each.code: each.number for each in found[code].cautions}
            assert caution in told, (code, caution, told)
            assert told[caution] == number, (code, caution)

    def test_trainings_together_are_attendances_and_persons_apart(self):
        police = next(each for each in projects_with_claims() if each.code == "EPGBV")
        totals = {each.unit: each.value for each in page_of(police, AS_OF).totals}
        assert totals == {"completions": 1311, "persons": 1299}

    def test_the_trainings_behind_a_number_add_up_to_it(self):
        counted = {}
        for claim in Claim.objects.filter(indicator__versions__query__in=_OF_TRAININGS).select_related("indicator"):
            version, line = line_of(claim, AS_OF)
            counted[claim.code] = (sum(each.number or 0 for each in behind(version, claim, AS_OF)), line.value or 0)
        assert len(counted) == 9
        assert {code: each for code, each in counted.items() if each[0] != each[1]} == {}

    def test_parts_add_up_to_their_number_or_say_why_not(self):
        for line in lines().values():
            if line.beside or any(each.code in (Warned.PARTS_OVERLAP, Warned.KEPT_BACK) for each in line.cautions):
                continue
            for dimension in {each.dimension for each in line.parts}:
                total = sum(each.value or 0 for each in line.parts if each.dimension == dimension)
                assert total == line.value, (line.code, dimension)

    def test_where_one_sex_is_not_recorded_nobody_can_work_it_out(self):
        sexes = [each.value for each in lines()["R23"].parts if each.dimension == "sex"]
        assert sexes == [None, None], "the one and what would tell it"

    def test_the_district_without_a_focal_point_is_29_of_30(self):
        told = {each.code: each.about for each in lines()["C17"].cautions}
        assert told[Warned.VACANT].startswith("district 29 / 30")

    def test_a_rerun_is_byte_for_byte_the_same(self):
        for project in projects_with_claims():
            assert written(page_of(project, AS_OF)) == written(page_of(project, AS_OF))

    def test_what_came_later_turns_what_it_bears_on_and_nothing_else(self):
        before = lines()
        load_country(scenario_2009.LATER, SYSTEM)
        after = lines()
        turned = {code for code in before if before[code].verdict != after[code].verdict}
        assert turned == {"C16", "C17", "C29", "R11", "R28", "R29", "R30"}
        assert {each.code for each in after["R31"].cautions} >= {Warned.UNLIKE_PERIODS}
        told = {each.code: each.number for each in after["R23"].cautions}
        assert told[Warned.SHEETS_TWICE] == 1
        assert after["R23"].value == 300, "the same sheet twice is counted once"

    def test_an_earlier_day_has_less(self):
        project = projects_with_claims()[0]
        found = {line.code: line for line in page_of(project, date(2008, 12, 31)).lines}
        assert found["R01"].verdict == UNKNOWN
        assert found["R10"].value == 15


def test_a_motorcycle_that_is_twice_on_paper_is_refused_with_its_line(db, tmp_path):
    for file in scenario_2009.FIRST.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assets = tmp_path / "assets.csv"
    assets.write_text(
        assets.read_text() + "N-79,EPGBV,UNIFEM,2008-09-01,motorcycle,INV M003,RNP-13,working,2009-11-02\n"
    )
    faults = read_country(tmp_path)[1]
    assert [(each.file, each.line, each.column) for each in faults] == [("assets.csv", 20, "serial")]
    with pytest.raises(FaultyCountry, match=r"assets\.csv"):
        load_country(tmp_path, SYSTEM)
    assert not Claim.objects.exists(), "all or nothing"


def test_the_folder_holds_no_figure_of_a_result():
    """The numbers of the claims stand in claims.csv, which says what is asserted, and nowhere else as a cell."""
    asserted = {"250", "166", "400", "300", "5000", "1311", "1299", "4900"}
    for file in scenario_2009.FIRST.glob("*.csv"):
        if file.name == "claims.csv":
            continue
        cells = {cell.strip() for line in file.read_text().splitlines() for cell in line.split(",")}
        assert not cells & asserted, file.name


def test_the_tool_writes_what_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(scenario_2009, "FIRST", tmp_path / "first")
    monkeypatch.setattr(scenario_2009, "LATER", tmp_path / "later")
    scenario_2009.main()
    for kept, made in ((COUNTRY / "results_2009", "first"), (COUNTRY / "results_2009_later", "later")):
        for file in (tmp_path / made).iterdir():
            assert file.read_bytes() == (kept / file.name).read_bytes(), file.name


COUNTRY = Path(scenario_2009.COUNTRY)


@pytest.mark.django_db
def test_the_command_prints_every_claim_and_the_same_bytes_again(capsys):
    from genderdesk.interfaces.cli.main import main

    load_country(scenario_2009.FIRST, SYSTEM)
    assert main(["results", "page", "--as-of", "2009-12-31", "--json"]) == 0
    first = capsys.readouterr().out
    assert main(["results", "page", "--as-of", "2009-12-31", "--json"]) == 0
    assert capsys.readouterr().out == first
    data = json.loads(first)
    assert len(data["claims"]) == 66
    assert {"code", "value", "unit", "method", "status", "query"} <= set(data["claims"][0])
    police = projects_with_claims()[0]
    assert data["projects"][0]["digest"] == digest_of(written(page_of(police, AS_OF)))
    assert main(["results", "page", "--as-of", "31.12.2009"]) == 1
    assert "2009-12-31" in capsys.readouterr().err


@pytest.mark.django_db
def test_the_page_in_a_browser_shows_the_numbers_of_the_files():
    load_country(scenario_2009.FIRST, SYSTEM)
    for project in projects_with_claims():
        page = page_of(project, AS_OF)
        shown = {**context_of(page), "claims": {}, "as_of": AS_OF}
        rows = re.findall(
            r"<tr id=\"(\w+)\">(.*?)</tr>", render_to_string("results/parts/lines.html", shown), re.DOTALL
        )
        cells = {code: re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", row))) for code, row in rows}
        assert list(cells) == [line.code for line in page.lines]
        for line in page.lines:
            assert " ".join((line.shown or "—").split()) in cells[line.code], line.code
