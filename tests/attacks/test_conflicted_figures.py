"""Who stands on a file's conflict register takes figures and files away: the file is in none, and in no number.

Two worlds again, with and without the file. It is not sealed: sealed ones give no facts at all.
"""

from __future__ import annotations

import io

import pytest
from django.db import transaction
from django.utils import timezone
from openpyxl import load_workbook

from genderdesk.casework.cases.acts import classify_incident, confirm_death, count_in_figures, keep_death, raise_risk
from genderdesk.casework.cases.rules import DeathFacts
from genderdesk.casework.cases.vocabulary import QUESTIONS, RiskLevel
from genderdesk.casework.intake.acts import declare_conflict, seal_file
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import ConflictKind, NarrowedFor
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.monitoring.statistics.exporters.recorder import incidents_to_export
from genderdesk.monitoring.statistics.rollup import roll_up
from genderdesk.monitoring.statistics.rules.calendar import month_of_day
from genderdesk.organisation.institution.models import Officer
from tests.attacks import twins
from tests.files import assess, fresh, make_provider, open_file, send

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MONTH = month_of_day(timezone.localdate())


def counted(world, question="penetration"):
    """A case with a row in the Recorder's file and a place in every figure."""
    case = open_file(world, hours_ago=20)
    answers = dict.fromkeys((name for name, _type in QUESTIONS), Answer.NO) | {question: Answer.YES}
    classify_incident(world.desk_head, fresh(case), version=fresh(case).incident.version, **answers)
    count_in_figures(world.desk_head, fresh(case), answer=Answer.YES)
    assess(world.desk_head, fresh(case))
    return fresh(case)


def die(world, case):
    """A death that two have said, and what of it is in figures."""
    keep_death(world.desk_head, fresh(case), version=0, facts=DeathFacts(intentional=Answer.YES))
    confirm_death(world.focal_point, fresh(case))


@pytest.fixture
def people(world):
    """Who exports: she who will stand on the register, and a colleague who will not."""
    for _number in range(7):
        send(world.desk_head, counted(world), make_provider(world))
    return {"named": world.analyst, "free": world.actor("analyst", world.headquarters)}


def barred_file(world, people, *, withheld):
    """An eighth file, without the survivor's yes to be counted where that is asked."""
    case = counted(world)
    if withheld:
        count_in_figures(world.desk_head, case, answer=Answer.NO)
    send(world.desk_head, fresh(case), make_provider(world))
    raise_risk(world.desk_head, fresh(case), to=RiskLevel.HIGH, reason="Invented.")
    die(world, case)
    report = Report.objects.get(pk=case.report_id)
    officer = Officer.objects.get(pk=people["named"].officer_id)
    declare_conflict(world.desk_head, report, kind=ConflictKind.PERSON, officer=officer)
    return report


def taken(world, monkeypatch, who):
    """Every page and file of figures, and the rows of the Recorder's workbook."""
    client, seen = world.client(who), {}
    month = f"{MONTH:%Y-%m}"
    for path in (
        "/staff/figures/",
        "/staff/figures/gbvims/",
        "/staff/figures/accuracy/",
        f"/staff/figures/TP/accuracy/{MONTH:%Y}.csv",
        f"/staff/figures/TP/{month}/figures.csv",
        f"/staff/figures/TP/{month}/reports_by_channel.csv",
        f"/staff/figures/TP/{month}/gbvims.csv",
    ):
        twins.begin_again(monkeypatch)
        seen[path] = twins.ask(client, "GET", path)
        assert seen[path].status == 200, path
    with transaction.atomic():
        answer = client.get(f"/staff/figures/TP/{month}/incidents.xlsx")
        assert answer.status_code == 200
        book = load_workbook(io.BytesIO(answer.content))
        transaction.set_rollback(True)
    editions.let_go()
    seen["rows"] = [[[cell.value for cell in line] for line in sheet] for sheet in book]
    return seen


@pytest.mark.parametrize("rolled", [True, False], ids=["rolled up", "fresh"])
@pytest.mark.parametrize("withheld", [True, False], ids=["excluded", "counted"])
def test_a_file_that_bars_her_is_in_no_file_and_no_number(world, people, monkeypatch, withheld, rolled):
    without = taken(world, monkeypatch, people["named"])
    free_without = taken(world, monkeypatch, people["free"])
    barred_file(world, people, withheld=withheld)
    if rolled:
        roll_up()
    assert taken(world, monkeypatch, people["named"]) == without
    assert taken(world, monkeypatch, people["free"]) != free_without, "or the test looks for nothing"


def test_what_the_command_line_writes_has_no_file_with_a_conflict_and_no_sealed_one(world, people):
    before = incidents_to_export(SYSTEM, world.police, month=MONTH)
    barred_file(world, people, withheld=False)
    barred_file(world, people, withheld=True)
    sealed = Report.objects.get(pk=counted(world).report_id)
    seal_file(world.desk_head, sealed, reason=NarrowedFor.STAFF_SUSPECTED)
    assert incidents_to_export(SYSTEM, world.police, month=MONTH) == before
