"""What followed assessments: by the first of the year, within the time, in cells that tell of nobody."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from genderdesk.casework.cases.acts import confirm_death, count_in_figures, keep_death, say_new_event
from genderdesk.casework.cases.models import CaseEvent, Death, RiskAssessment
from genderdesk.casework.cases.queries import accuracy, desk_checklist, followed_assessments
from genderdesk.casework.cases.rules import FOLLOWED_DAYS, DeathFacts
from genderdesk.casework.cases.vocabulary import RiskAnswer, RiskEvent
from genderdesk.casework.intake.acts import seal_file
from genderdesk.casework.intake.vocabulary import NarrowedFor
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.monitoring.statistics.exporters.accuracy import ACCURACY_KEYS
from genderdesk.monitoring.statistics.labels.accuracy import CANNOT_SEE, COUNTED_RULE, DEATHS_RULE, SHARE_RULE
from genderdesk.monitoring.statistics.rules.accuracy import Tally, accuracy_of
from genderdesk.monitoring.statistics.vocabulary import FEWEST_FOR_SHARE, RISK_LEVELS, THRESHOLD
from genderdesk.organisation.institution.acts import open_cell
from tests.cases.test_joins import joined
from tests.cases.test_risk import assessed
from tests.files import fresh, open_file
from tests.statistics.test_figures_page import PAGE

# So that the time was over when this month began, whatever day is today.
LONG_AGO = timedelta(days=FOLLOWED_DAYS + 40)


def tally(**levels: tuple[int, int, int]) -> Tally:
    """Cases, with new violence, deaths by level."""
    found = Tally()
    for level, (cases, violence, deaths) in levels.items():
        for number in range(cases):
            found.add(level, violence=number < violence, died=number < deaths, early=False)
    return found


@pytest.fixture
def case(world, case):
    """A case whose survivor agreed to be counted."""
    return count_in_figures(world.focal_point, fresh(case), answer=Answer.YES)


def made(at: datetime, **fields: object) -> None:
    """The only assessment, moved to a time."""
    with unguarded("test"):
        RiskAssessment.objects.update(at=at, **fields)


def only(world, year: int):
    (found,) = followed_assessments(world.police.code, year)
    return found


class TestWhatIsShown:
    def test_a_share_is_said_of_enough_cases_only(self):
        enough, fewer = FEWEST_FOR_SHARE, FEWEST_FOR_SHARE - 1
        shown = accuracy_of("desk", "1", tally(high=(enough, 8, 0), low=(fewer, 7, 0)))
        rows = {row.level: row for row in shown.rows}
        assert rows["high"].share == (8, enough)
        assert (rows["low"].cases, rows["low"].violence, rows["low"].share) == (fewer, 7, None)
        assert shown.total.share == (15, enough + fewer)

    def test_few_are_not_told_nor_to_be_worked_out(self):
        shown = accuracy_of("desk", "1", tally(extreme=(30, 2, 1), high=(40, 12, 0), medium=(50, 0, 0)))
        rows = {row.level: row for row in shown.rows}
        assert rows["extreme"].violence is rows["extreme"].share is None
        assert rows["high"].violence is None or shown.total.violence is None
        assert all(row.deaths is None for row in shown.rows)
        assert shown.total.deaths is None

    def test_what_is_too_early_to_tell_is_in_no_row_but_its_death_counts(self):
        found = Tally()
        for _each in range(THRESHOLD):
            found.add("high", violence=True, died=True, early=True)
        shown = accuracy_of("desk", "1", found)
        assert (shown.total.cases, shown.total.deaths, shown.early) == (0, THRESHOLD, THRESHOLD)
        assert accuracy_of("desk", "1", tally()).early == 0


@pytest.mark.django_db
class TestWhatIsCounted:
    def test_the_first_of_the_year_by_its_answers(self, world, case):
        assessed(world.focal_point, case)
        assessed(world.focal_point, case, weapon=RiskAnswer.YES)
        with unguarded("test"):
            first, second = RiskAssessment.objects.order_by("at")
            year = timezone.localdate().year - 1
            for each, month in ((first, 3), (second, 4)):
                at = datetime(year, month, 1, tzinfo=UTC)
                RiskAssessment.objects.filter(pk=each.pk).update(at=at)
        found = only(world, year)
        assert (found.instrument, found.version) == ("desk", desk_checklist().version)
        assert (found.level, found.violence, found.died, found.early) == ("low", False, False, False)
        assert followed_assessments(world.police.code, year - 1) == []
        assert followed_assessments(world.defence.code, year) == []

    def test_nothing_moves_from_one_day_of_a_month_to_the_next(self, world, case, monkeypatch):
        assessed(world.focal_point, case)
        made(datetime(2026, 3, 2, 9, tzinfo=UTC))
        keep_death(world.focal_point, fresh(case), version=0, facts=DeathFacts(died_on=date(2026, 3, 20)))
        confirm_death(world.desk_head, fresh(case))
        with unguarded("test"):
            Death.objects.update(confirmed_at=datetime(2026, 4, 10, 9, tzinfo=UTC))
        seen = {}
        for month, day in ((3, 31), (4, 1), (4, 30), (5, 1), (5, 30), (5, 31), (6, 1)):
            monkeypatch.setattr(accuracy.timezone, "now", lambda at=(month, day): datetime(2026, *at, 20, tzinfo=UTC))
            found = followed_assessments(world.police.code, 2026)
            seen[month, day] = [(each.died, each.early) for each in found]
        assert seen == {
            (3, 31): [],
            (4, 1): [(False, True)],
            (4, 30): [(False, True)],
            (5, 1): [(True, True)],
            (5, 30): [(True, True)],
            (5, 31): [(True, True)],
            (6, 1): [(True, False)],
        }

    def test_a_year_begins_at_midnight_in_the_desks_own_time(self, world, case):
        assessed(world.focal_point, case)
        made(datetime(2024, 12, 31, 22, tzinfo=UTC))
        assert only(world, 2025).early is False
        made(datetime(2024, 12, 31, 21, 59, tzinfo=UTC))
        assert only(world, 2024).level == "low"

    @pytest.mark.parametrize(
        ("days", "event", "counts"),
        [
            (1, RiskEvent.NEW_VIOLENCE, True),
            (FOLLOWED_DAYS, RiskEvent.NEW_VIOLENCE, True),
            (FOLLOWED_DAYS + 1, RiskEvent.NEW_VIOLENCE, False),
            (-1, RiskEvent.NEW_VIOLENCE, False),
            (1, RiskEvent.SEPARATION, False),
        ],
    )
    def test_new_violence_counts_within_the_time_alone(self, world, case, days, event, counts):
        assessed(world.focal_point, case)
        at = timezone.now() - LONG_AGO
        made(at)
        say_new_event(world.focal_point, fresh(case), event=event)
        with unguarded("test"):
            CaseEvent.objects.filter(kind="risk_event").update(at=at + timedelta(days=days))
        assert only(world, timezone.localdate(at).year).violence is counts

    @pytest.mark.parametrize(
        ("days", "intentional", "confirmed", "counts"),
        [
            (5, Answer.YES, True, True),
            (0, Answer.UNKNOWN, True, True),
            (FOLLOWED_DAYS + 9, Answer.YES, True, True),
            (-1, Answer.YES, True, False),
            (5, Answer.NO, True, False),
            (5, Answer.YES, False, False),
        ],
    )
    def test_a_death_counts_when_two_have_said_it_and_somebody_may_have_meant_it(
        self, world, case, days, intentional, confirmed, counts
    ):
        assessed(world.focal_point, case)
        at = timezone.now() - LONG_AGO
        made(at)
        day = timezone.localdate(at) + timedelta(days=days)
        keep_death(world.focal_point, fresh(case), version=0, facts=DeathFacts(died_on=day, intentional=intentional))
        if confirmed:
            confirm_death(world.desk_head, fresh(case))
            with unguarded("test"):
                Death.objects.update(confirmed_at=at + timedelta(days=FOLLOWED_DAYS + 9))
        assert Death.objects.count() == 1
        assert only(world, timezone.localdate(at).year).died is counts

    @pytest.mark.parametrize("answer", [Answer.NO, Answer.UNKNOWN, Answer.DECLINED])
    def test_nobody_who_did_not_agree_to_be_counted(self, world, case, answer):
        assessed(world.focal_point, case)
        at = timezone.now() - LONG_AGO
        made(at)
        assert only(world, timezone.localdate(at).year)
        count_in_figures(world.focal_point, fresh(case), answer=answer)
        assert followed_assessments(world.police.code, timezone.localdate(at).year) == []

    def test_a_file_joined_to_another_is_not_counted_beside_it(self, world, case):
        whole = count_in_figures(world.focal_point, open_file(world), answer=Answer.YES)
        for each in (case, whole):
            assessed(world.focal_point, each)
        at = timezone.now() - LONG_AGO
        made(at)
        joined(world, case, whole)
        assert only(world, timezone.localdate(at).year)

    def test_no_sealed_file_and_none_that_the_reader_must_not_know(self, world, case):
        assert world.desk_head.officer_id
        open_cell(SYSTEM, world.police, name="Cell")
        assessed(world.focal_point, case)
        at = timezone.now() - LONG_AGO
        made(at)
        year = timezone.localdate(at).year
        assert only(world, year)
        assert followed_assessments(world.police.code, year, frozenset({str(case.pk)})) == []
        seal_file(world.focal_point, fresh(case).report, reason=NarrowedFor.STAFF_SUSPECTED)
        assert followed_assessments(world.police.code, year) == []


@pytest.fixture
def judged(world, case):
    """One assessment of long ago, seen as many by repeating its row."""
    assessed(world.focal_point, case)
    made(timezone.now() - LONG_AGO)
    return world


YEAR = timezone.localdate(timezone.now() - LONG_AGO).year


@pytest.mark.django_db
class TestThePage:
    def test_is_read_by_analyst_head_and_oversight_and_by_nobody_else(self, judged):
        for role, status in (("analyst", 200), ("desk_head", 200), ("focal_point", 403), ("counsellor", 403)):
            client = judged.client(judged.actor(role, judged.other_station))
            assert client.get("/staff/figures/accuracy/").status_code == status, role
            assert client.get(f"/staff/figures/TP/accuracy/{YEAR}.csv").status_code == status, role

    def test_says_what_it_cannot_see_and_how_it_counts_and_hides_the_one_case(self, judged):
        client = judged.client(judged.desk_head)
        page = " ".join(client.get(f"/staff/figures/accuracy/?year={YEAR}").content.decode().split())
        for words in ("Violence that nobody told the desk", "no prediction", "each once for each version"):
            assert words in page
        assert page.count("not shown") >= 3
        assert f"/staff/figures/TP/accuracy/{YEAR}.csv" in page

    def test_a_year_without_any_says_so_and_another_institution_is_not_there(self, judged):
        client = judged.client(judged.desk_head)
        assert (
            f"No risk was assessed in {YEAR - 1}"
            in client.get(f"/staff/figures/accuracy/?year={YEAR - 1}").content.decode()
        )
        assert client.get("/staff/figures/accuracy/?of=TD").status_code == 404
        assert client.get(f"/staff/figures/TD/accuracy/{YEAR}.csv").status_code == 404

    @pytest.mark.parametrize("typed", ["1999", "next", "99999", "-1"])
    def test_what_is_no_year_is_answered_with_those_there_are(self, judged, typed):
        answer = judged.client(judged.desk_head).get(f"/staff/figures/accuracy/?year={typed}")
        assert answer.status_code == 400
        assert f"to {timezone.localdate().year}" in answer.content.decode()

    def test_the_file_has_the_numbers_of_the_page_and_taking_it_is_recorded(self, judged):
        answer = judged.client(judged.desk_head).get(f"/staff/figures/TP/accuracy/{YEAR}.csv")
        lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode().removeprefix("\ufeff"))))
        assert tuple(lines[1]) == ACCURACY_KEYS
        cells = {tuple(line[4:7:2]): line[8:] for line in lines[2:] if len(line) == len(ACCURACY_KEYS)}
        assert {level for level, _column in cells} == {*RISK_LEVELS, "total"}
        assert cells["low", "cases"] == ["", "not_shown"]
        assert cells["total", "too_early"] == ["0", "shown"]
        assert Entry.objects.get(name="accuracy.export").notes == {"year": str(YEAR)}


def test_the_docs_say_how_it_counts():
    for sentence in (COUNTED_RULE, DEATHS_RULE, SHARE_RULE, *CANNOT_SEE):
        assert str(sentence) in PAGE
    assert ", ".join(f"`{each}`" for each in ACCURACY_KEYS) in PAGE
    assert f"{FOLLOWED_DAYS} days" in str(COUNTED_RULE)
    assert str(FEWEST_FOR_SHARE) in str(SHARE_RULE)
