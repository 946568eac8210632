"""The page of figures as its readers open it: whose numbers, which month, what is said where there is nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from genderdesk.groundwork.protection.models import Entry
from genderdesk.monitoring.statistics.labels import RULES, TREND_RULE
from genderdesk.monitoring.statistics.rules.calendar import month_before, month_of_day
from genderdesk.monitoring.statistics.vocabulary import FIGURES
from tests.statistics.facts_made_up import assessment, case, death, keep, many, referral, report, response, risk_change

THIS = month_of_day(timezone.localdate())


def words(answer) -> str:
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def counted(world):
    """Facts of the police and, apart, of the defence force."""
    day = THIS
    keep(many(12, report, "r", day=day, institution="TP", outcome="opened"))
    keep(many(6, case, "c", day=day, institution="TP", district="T11"))
    keep(many(3, case, "w", day=day, institution="TP", statistics_consent="no"))
    keep(many(11, response, "d", day=day, institution="TP", handling=60, turnout=120, travel=600, total=780))
    keep(many(9, referral, "f", day=day, institution="TP", status="attended", attended=True))
    keep(many(8, assessment, "a", day=day, institution="TP"))
    keep(many(5, risk_change, "g", day=day, institution="TP"))
    keep(many(6, death, "k", day=day, institution="TP"))
    keep(many(7, report, "x", day=day, institution="TD", channel="defence_hotline"))
    return world


class TestWhoSeesWhat:
    def test_each_head_sees_the_own_institution_alone(self, counted):
        police = words(counted.client(counted.desk_head).get("/staff/figures/"))
        defence = words(counted.client(counted.defence_desk_head).get("/staff/figures/"))
        assert "Invented police, the whole country" in police
        assert "12 reports were received" in police
        assert "Invented defence, the whole country" in defence
        assert "7 reports were received" in defence
        assert "12 reports" not in defence

    def test_a_head_cannot_ask_for_the_other_institution(self, counted):
        client = counted.client(counted.defence_desk_head)
        assert client.get("/staff/figures/?of=TP").status_code == 404
        assert client.get(f"/staff/figures/TP/{THIS:%Y-%m}/figures.csv").status_code == 404

    def test_a_focal_point_reads_them_and_takes_nothing_away(self, counted):
        client = counted.client(counted.focal_point)
        page = words(client.get("/staff/figures/"))
        assert "12 reports were received" in page
        assert "CSV" not in page
        assert client.get(f"/staff/figures/TP/{THIS:%Y-%m}/figures.csv").status_code == 403

    def test_an_operator_has_no_figures(self, counted):
        assert counted.client(counted.operator).get("/staff/figures/").status_code == 403

    def test_taking_a_file_away_is_in_the_ledger(self, counted):
        client = counted.client(counted.desk_head)
        b"".join(client.get(f"/staff/figures/TP/{THIS:%Y-%m}/cases_by_sex.csv").streaming_content)
        assert Entry.objects.get(name="figures.export").kind == "export"


class TestWhatItSays:
    def test_every_figure_has_its_rule_beside_it(self, counted):
        page = words(counted.client(counted.desk_head).get("/staff/figures/"))
        for figure in FIGURES:
            assert f'id="{figure.key}"' in page
            assert str(RULES[figure.key]).replace("'", "&#x27;") in page
        assert str(TREND_RULE) in page

    def test_every_chart_says_what_it_shows_and_has_its_table(self, counted):
        page = words(counted.client(counted.desk_head).get("/staff/figures/"))
        assert 'alt="How fast help arrived. Half of the responses arrived within 13 min of the report' in page
        assert page.count("<img ") == page.count('alt="') == len(FIGURES)
        assert page.count("<table ") == len(FIGURES) + 1

    def test_a_number_too_small_is_small_on_the_page_too(self, counted):
        keep(many(3, response, "y", day=month_before(THIS), institution="TP", handling=60))
        page = words(counted.client(counted.desk_head).get(f"/staff/figures/?month={month_before(THIS):%Y-%m}"))
        assert '<p class="headline-hidden">not shown</p><p class="headline-change">one to four</p>' in page

    def test_few_withheld_cases_are_not_told_exactly(self, counted):
        page = words(counted.client(counted.desk_head).get("/staff/figures/"))
        assert "One to four cases of" in page
        keep(many(4, case, "v", day=THIS, institution="TP", statistics_consent="declined"))
        assert "7 cases of" in words(counted.client(counted.desk_head).get("/staff/figures/"))

    def test_a_month_without_records_says_so(self, counted):
        page = words(counted.client(counted.desk_head).get("/staff/figures/?month=2024-02"))
        assert "Nothing was recorded in February 2024" in page
        assert '<option value="2024-02" selected>' in page
        assert 'id="cases_by_type"' not in page

    def test_a_running_month_says_that_it_is_not_over(self, counted):
        client = counted.client(counted.desk_head)
        assert "The month is not over" in words(client.get("/staff/figures/"))
        assert "The month is not over" not in words(client.get(f"/staff/figures/?month={month_before(THIS):%Y-%m}"))

    @pytest.mark.parametrize("typed", ["2026-13", "march", "2026-3", "20260-01"])
    def test_what_is_no_month_is_answered_with_how_to_write_one(self, counted, typed):
        answer = counted.client(counted.desk_head).get(f"/staff/figures/?month={typed}")
        assert answer.status_code == 400
        assert "2026-03" in words(answer)

    def test_a_month_to_come_is_refused(self, counted):
        ahead = (date.today() + timedelta(days=62)).replace(day=1)  # noqa: DTZ011  # any day of a later month
        answer = counted.client(counted.desk_head).get(f"/staff/figures/?month={ahead:%Y-%m}")
        assert answer.status_code == 400
        assert "has not begun" in words(answer)

    def test_a_figure_that_there_is_not_is_not_found(self, counted):
        client = counted.client(counted.desk_head)
        assert client.get(f"/staff/figures/TP/{THIS:%Y-%m}/cases_by_name.csv").status_code == 404
