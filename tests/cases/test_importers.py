"""Bringing incidents in from the Incident Recorder or GBVIMS+: seen first, all or nothing, never twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from openpyxl import Workbook

from genderdesk.casework.cases.importers import NoRecorderFile, carry_out, plan_import
from genderdesk.casework.cases.models import Case, CaseEvent
from genderdesk.casework.cases.queries import row_of
from genderdesk.casework.cases.vocabulary.recorder import COLUMNS
from genderdesk.casework.intake.models import Report
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.models import Entry
from genderdesk.interfaces.cli.main import main
from genderdesk.monitoring.statistics.exporters.recorder import incidents_to_export, workbook_of
from genderdesk.monitoring.statistics.queries import recount_differs
from genderdesk.monitoring.statistics.queries.gbvims import incidents_of

pytestmark = pytest.mark.django_db

MAY = date(2026, 5, 1)
ROW = {
    "INCIDENT ID": "INC-1",
    "SURVIVOR CODE": "SC-77",
    "DATE OF INTERVIEW": datetime(2026, 5, 20),
    "DATE OF INCIDENT": "16-May-2026",
    "DATE OF BIRTH": datetime(2010, 3, 2),
    "SEX": "F",
    "ETHNICITY": "not for the desk",
    "CIVIL / MARITAL STATUS": "Married/Cohabitating",
    "DISPLACEMENT STATUS AT REPORT": "Refugee",
    "PERSON WITH DISABILITY?": "No",
    "UNACCOMPANIED OR SEPARATED CHILD?": "Separated Child",
    "STAGE OF DISPLACEMENT AT INCIDENT": "During Refuge",
    "INCIDENT TIME OF DAY": "Evening/Night (sunset to sunrise)",
    "INCIDENT LOCATION": "Bush / Forest",
    "INCIDENT DISTRICT": "lakeside",
    "INCIDENT CAMP / TOWN": "Shore",
    "GBV TYPE": "Forced Marriage",
    "HARMFUL TRADITIONAL PRACTICE": "no",
    "MONEY, GOODS, BENEFITS AND / OR SERVICES EXCHANGED ?": "false",
    "TYPE OF ABDUCTION": "None",
    "PREVIOUSLY REPORTED THIS INCIDENT?": "Yes-Non GBVIMS Org / Agency",
    "PREVIOUS GBV INCIDENTS?": "Yes",
    "No. ALLEGED PRIMARY PERPETRATOR(S)": 2.0,
    "ALLEGED PERPETRATOR SEX": "M",
    "ALLEGED PERPETRATOR AGE GROUP": "Age 26 - 40",
    "ALLEGED PERPETRATOR - SURVIVOR RELATIONSHIP": "Intimate Partner / Former Partner",
    "ALLEGED PERPETRATOR OCCUPATION": "Farmer",
    "HEALTH / MEDICAL SERVICES": "Referred & Service unavailable",
    "CONSENT GIVEN": "Yes",
}


@pytest.fixture
def write(tmp_path):
    def written(*rows, name="recorder.xlsx", headings=None):
        book = Workbook()
        book.active.title = "1. Incident Data"
        names = headings or [column.heading for column in COLUMNS]
        book.active.append(names)
        for row in rows:
            book.active.append([row.get(each) for each in names])
        path = tmp_path / name
        book.save(path)
        return path

    return written


def bring(world, path):
    return carry_out(plan_import(path, world.police), world.police)


class TestWhatIsKept:
    def test_every_cell_of_a_row_is_found_again_in_its_case(self, world, write):
        assert bring(world, write(ROW)) == 1
        case = Case.objects.select_related("incident", "survivor", "report", "institution", "assigned_to").get()
        row = row_of(case)
        expected = {
            "interviewed": date(2026, 5, 20),
            "occurred": date(2026, 5, 16),
            "born": date(2010, 1, 1),
            "sex": "female",
            "marital": "married",
            "displacement": "refugee",
            "disability": "none",
            "child_status": "separated",
            "displacement_stage": "during_refuge",
            "place_type": "bush",
            "district": "Lakeside",
            "town": "Shore",
            "gbv_type": "forced_marriage",
            "harmful_practice": "no",
            "goods_exchanged": "no",
            "abduction": "none",
            "reported_elsewhere": "other",
            "previous_gbv": "yes",
            "perpetrators": "2",
            "perpetrator_sex": "male",
            "perpetrator_former": "unknown",
            "perpetrator_age": "26-40",
            "perpetrator_relationship": "intimate_partner",
            "perpetrator_occupation": "farmer",
            "consent": "yes",
        }
        assert {key: row[key] for key in expected} == expected
        assert case.incident.recorder_id == "TP/INC-1"
        assert case.incident.services_told == {"health": "referred"}
        assert case.report.state == "opened"
        assert not case.survivor.names
        assert not case.survivor.birth_date

    def test_it_counts_in_the_month_of_its_interview_and_comes_out_again_as_it_came_in(self, world, write):
        bring(world, write(ROW))
        (incident,) = incidents_of("TP", MAY).values()
        assert "early_marriage:yes" in incident.dimensions["contexts"]
        assert "harmful_practice:no" in incident.dimensions["contexts"]
        extract = incidents_to_export(SYSTEM, world.police, month=MAY)
        (row,) = extract.rows
        out = {column.heading: cell for column, cell in zip(COLUMNS, row, strict=True)}
        same = (
            "SEX",
            "GBV TYPE",
            "TYPE OF ABDUCTION",
            "ALLEGED PERPETRATOR AGE GROUP",
            "DISPLACEMENT STATUS AT REPORT",
        )
        assert {each: out[each] for each in same} == {each: ROW[each] for each in same}
        assert out["HEALTH / MEDICAL SERVICES"] == "Referred"
        assert recount_differs() == []

    def test_what_the_desk_has_no_place_for_is_said_and_kept_sealed(self, world, write):
        path = write(ROW)
        plan = plan_import(path, world.police)
        assert "row 2, SURVIVOR CODE: kept in words only, in the note of the case." in plan.remarks
        assert "row 2, DATE OF BIRTH: kept as the age at the interview." in plan.remarks
        carry_out(plan, world.police)
        event = CaseEvent.objects.get(kind="brought_in")
        assert event.note
        assert "SC-77" not in str(event.note)

    def test_it_goes_through_the_acts_of_the_desk_and_into_the_ledger(self, world, write):
        bring(world, write(ROW))
        names = set(Entry.objects.filter(kind="act").values_list("name", flat=True))
        assert {"report.receive", "case.open", "case.bring_in", "incident.classify", "consent.count"} <= names

    def test_our_own_file_is_read_back(self, world, write, tmp_path):
        bring(world, write(ROW))
        path = tmp_path / "own.xlsx"
        path.write_bytes(workbook_of(incidents_to_export(SYSTEM, world.police, month=MAY)))
        assert carry_out(plan_import(path, world.defence), world.defence) == 1
        assert Case.objects.filter(institution=world.defence).count() == 1


class TestAllOrNothing:
    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"INCIDENT ID": "x" * 90}, "row 3, INCIDENT ID: this id is longer than 80 signs"),
            ({"INCIDENT ID": None}, "row 3, INCIDENT ID: this cell is empty"),
            ({"GBV TYPE": "Domestic violence"}, "row 3, GBV TYPE: “Domestic violence” is no word of this column"),
            ({"GBV TYPE": None}, "row 3, GBV TYPE: this cell is empty"),
            ({"CONSENT GIVEN": None}, "row 3, CONSENT GIVEN: this cell is empty"),
            ({"DATE OF INTERVIEW": "yesterday"}, "row 3, DATE OF INTERVIEW: “yesterday” is no date"),
            ({"DATE OF INTERVIEW": None}, "row 3, DATE OF INTERVIEW: this cell is empty"),
            ({"DATE OF INTERVIEW": datetime(2999, 1, 1)}, "row 3, DATE OF INTERVIEW: 2999-01-01 lies in the future"),
            ({"DATE OF INCIDENT": datetime(2026, 5, 21)}, "row 3, DATE OF INCIDENT: 2026-05-21 is later than"),
            ({"DATE OF BIRTH": datetime(2026, 6, 1)}, "row 3, DATE OF BIRTH: 2026-06-01 gives an age"),
            ({"SEX": "X"}, "row 3, SEX: “X” is no word of this column. It knows: F; M."),
            ({"INCIDENT ID": "INC-1"}, "row 3, INCIDENT ID: INC-1 stands in row 2 too"),
        ],
    )
    def test_one_wrong_cell_is_named_by_row_and_column_and_nothing_is_kept(
        self, world, write, capsys, changes, sentence
    ):
        path = write(ROW, ROW | {"INCIDENT ID": "INC-2"} | changes)
        code = main(["import", "gbvims", str(path), "--institution", "TP"])
        err = capsys.readouterr().err
        assert code == 1
        assert sentence in err
        assert "Nothing was kept" in err
        assert not Case.objects.exists()
        assert not Report.objects.exists()

    def test_a_fault_in_the_middle_of_bringing_in_leaves_nothing(self, world, write, monkeypatch):
        from genderdesk.casework.cases import importers

        plan = plan_import(write(ROW, ROW | {"INCIDENT ID": "INC-2"}), world.police)
        whole, calls = importers.count_in_figures, []

        def fails_the_second_time(*args, **kwargs):
            calls.append(args)
            if len(calls) == 2:
                raise RuntimeError("the power went")
            return whole(*args, **kwargs)

        monkeypatch.setattr(importers, "count_in_figures", fails_the_second_time)
        with pytest.raises(RuntimeError):
            carry_out(plan, world.police)
        assert not Case.objects.exists()

    def test_a_file_of_another_kind_is_answered_with_a_sentence(self, world, write, tmp_path):
        with pytest.raises(NoRecorderFile, match="the first row lacks INCIDENT ID"):
            plan_import(write(headings=["A", "B"]), world.police)
        with pytest.raises(NoRecorderFile, match="save it as an Excel workbook"):
            plan_import(tmp_path / "old.xls", world.police)
        broken = tmp_path / "broken.xlsx"
        broken.write_bytes(b"no workbook")
        with pytest.raises(NoRecorderFile, match="cannot be read"):
            plan_import(broken, world.police)


class TestNeverTwice:
    def test_a_dry_run_says_all_and_keeps_nothing(self, world, write, capsys):
        path = write(ROW, ROW | {"INCIDENT ID": "INC-2"})
        assert main(["import", "gbvims", str(path), "--institution", "TP", "--dry-run"]) == 0
        said = capsys.readouterr().out
        assert "2 incidents would be brought in. 0 are here already" in said
        assert "row 2, ETHNICITY: kept in words only" in said
        assert not Case.objects.exists()

    def test_the_same_file_again_brings_nothing_in_and_a_longer_one_only_what_is_new(self, world, write, capsys):
        words = ["--institution", "TP"]
        assert main(["import", "gbvims", str(write(ROW)), *words]) == 0
        assert main(["import", "gbvims", str(write(ROW)), *words]) == 0
        assert "0 incidents were brought in. 1 are here already, 0 cells of them differ." in capsys.readouterr().out
        assert main(["import", "gbvims", str(write(ROW, ROW | {"INCIDENT ID": "INC-2"})), *words]) == 0
        assert Case.objects.count() == 2

    def test_a_cell_that_changed_since_is_told_and_nothing_is_overwritten(self, world, write):
        bring(world, write(ROW))
        plan = plan_import(write(ROW | {"GBV TYPE": "Rape", "DATE OF INCIDENT": datetime(2026, 5, 15)}), world.police)
        assert plan.differences == [
            "row 2, DATE OF INCIDENT: INC-1 has 2026-05-15 in the file and 2026-05-16 here. Nothing is changed.",
            "row 2, GBV TYPE: INC-1 has Rape in the file and Forced Marriage here. Nothing is changed.",
        ]
        assert carry_out(plan, world.police) == 0
        assert Case.objects.get().incident.gbv_type == "forced_marriage"

    def test_two_institutions_may_have_the_same_id(self, world, write):
        path = write(ROW)
        bring(world, path)
        assert carry_out(plan_import(path, world.defence), world.defence) == 1


def test_a_district_of_another_name_is_not_known_and_said(world, write):
    recent = timezone.localdate() - timedelta(days=1)
    row = ROW | {"INCIDENT DISTRICT": "Elsewhere", "DATE OF INTERVIEW": datetime(recent.year, recent.month, recent.day)}
    plan = plan_import(write(row), world.police)
    assert any("no district is called Elsewhere" in each for each in plan.remarks)
    carry_out(plan, world.police)
    assert Case.objects.get().district is None
