"""The file for the Incident Recorder: one row for each incident, in its columns and menus, with nothing lost."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from genderdesk.casework.care.models import Referral
from genderdesk.casework.cases.acts import (
    classify_incident,
    count_in_figures,
    describe_incident,
    describe_survivor,
    identify_survivor,
    keep_circumstances,
    serve,
)
from genderdesk.casework.cases.vocabulary import (
    QUESTIONS,
    Abduction,
    ChildStatus,
    DeskService,
    Disability,
    Displacement,
    DisplacementStage,
    HarmfulPractice,
    Marital,
    Occupation,
    PerpetratorAge,
    PerpetratorNumber,
    PerpetratorSex,
    PlaceType,
    Relationship,
    ReportedElsewhere,
    Sex,
)
from genderdesk.casework.cases.vocabulary.recorder import COLUMNS
from genderdesk.casework.intake.vocabulary import Channel
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment, Precision
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.interfaces.cli.main import main
from genderdesk.monitoring.statistics.exporters.recorder import Extract, incidents_to_export, workbook_of
from genderdesk.monitoring.statistics.rules.calendar import month_of_day
from genderdesk.organisation.institution.acts import open_cell
from tests.files import NAME, PHONE, TOLD, fresh, make_provider, open_file, propose

pytestmark = pytest.mark.django_db

KIGALI = ZoneInfo("Africa/Kigali")
THIS = month_of_day(timezone.localdate())
YES, NO = Answer.YES, Answer.NO


def classified(world, case, question="penetration", **consent):
    answers = dict.fromkeys((name for name, _type in QUESTIONS), NO) | {question: YES}
    classify_incident(world.desk_head, fresh(case), version=fresh(case).incident.version, **answers)
    count_in_figures(world.desk_head, fresh(case), answer=consent.get("consent", YES))
    return fresh(case)


@pytest.fixture
def known(world):
    """A case of which everything is known that the Recorder asks for, with two referrals of one kind."""
    case = open_file(world, hours_ago=30, channel=Channel.SCHOOL, sector=world.sector)
    occurred = (timezone.now() - timedelta(days=2)).astimezone(KIGALI).replace(hour=21, minute=15, second=0)
    actor = world.desk_head
    describe_incident(
        actor,
        case,
        version=1,
        occurred=Moment(occurred, Precision.HOUR),
        district=world.district,
        sector=world.sector,
        place_type=PlaceType.GUEST_HOUSE,
    )
    describe_survivor(
        actor,
        fresh(case),
        version=1,
        sex=Sex.FEMALE,
        years=16,
        disability=Disability.NONE,
        marital=Marital.SINGLE,
        displacement=Displacement.REFUGEE,
        child_status=ChildStatus.SEPARATED,
    )
    keep_circumstances(
        actor,
        fresh(case),
        version=2,
        perpetrators=PerpetratorNumber.MORE,
        perpetrator_sex=PerpetratorSex.BOTH,
        perpetrator_age=PerpetratorAge.FROM_61,
        perpetrator_relationship=Relationship.TEACHER,
        perpetrator_occupation=Occupation.CIVIL_SERVANT,
        perpetrator_former=NO,
        previous_gbv=YES,
        goods_exchanged=YES,
        abduction=Abduction.TRAFFICKED,
        harmful_practice=HarmfulPractice.NO,
        displacement_stage=DisplacementStage.DURING_REFUGE,
        reported_elsewhere=ReportedElsewhere.OTHER,
        wants_legal_action=Answer.UNKNOWN,
    )
    serve(actor, fresh(case), service=DeskService.EMOTIONAL_SUPPORT)
    provider = make_provider(world)
    first = propose(actor, fresh(case), provider)
    propose(actor, fresh(case), provider)
    with unguarded("test"):
        Referral.objects.filter(pk=first.pk).update(state="declined", decline_reason="survivor_declined")
    return classified(world, case), occurred


def book_of(world, month=THIS):
    return load_workbook(io.BytesIO(workbook_of(incidents_to_export(SYSTEM, world.police, month=month))))


def table(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


# The headings as GBVIMS+ writes them, typed here from its exporter.
HEADINGS = """INCIDENT ID|SURVIVOR CODE|CASE MANAGER CODE|DATE OF INTERVIEW|DATE OF INCIDENT|DATE OF BIRTH|SEX|ETHNICITY
COUNTRY OF ORIGIN|CIVIL / MARITAL STATUS|DISPLACEMENT STATUS AT REPORT|PERSON WITH DISABILITY?
UNACCOMPANIED OR SEPARATED CHILD?|STAGE OF DISPLACEMENT AT INCIDENT|INCIDENT TIME OF DAY|INCIDENT LOCATION
INCIDENT COUNTY|INCIDENT DISTRICT|INCIDENT CAMP / TOWN|GBV TYPE|HARMFUL TRADITIONAL PRACTICE
MONEY, GOODS, BENEFITS AND / OR SERVICES EXCHANGED ?|TYPE OF ABDUCTION|PREVIOUSLY REPORTED THIS INCIDENT?
PREVIOUS GBV INCIDENTS?|No. ALLEGED PRIMARY PERPETRATOR(S)|ALLEGED PERPETRATOR SEX
PREVIOUS INCIDENT WITH THIS PERPETRATOR|ALLEGED PERPETRATOR AGE GROUP|ALLEGED PERPETRATOR - SURVIVOR RELATIONSHIP
ALLEGED PERPETRATOR OCCUPATION|REFERRED TO YOU FROM?|SAFE HOUSE / SHELTER|HEALTH / MEDICAL SERVICES
PSYCHOSOCIAL SERVICES|WANTS LEGAL ACTION?|LEGAL ASSISTANCE SERVICES|POLICE / OTHER SECURITY ACTOR
LIVELIHOODS PROGRAM|CHILD PROTECTION SERVICES|CONSENT GIVEN|REPORTING AGENCY CODE""".replace("\n", "|").split("|")


class TestTheFile:
    def test_a_row_is_the_one_made_by_hand_and_two_referrals_of_one_kind_are_both_there(self, world, known):
        case, occurred = known
        book = book_of(world)
        headings, row = table(book["Incident Data"])
        assert headings == HEADINGS
        assert len(HEADINGS) == 42
        assert HEADINGS[19:23] == [HEADINGS[ord(letter) - ord("A")] for letter in "TUVW"]
        assert row == [
            case.number,
            case.survivor.code,
            case.assigned_to.staff_code,
            datetime.combine(timezone.localdate(case.opened_at), datetime.min.time()),
            datetime(occurred.year, occurred.month, occurred.day),
            datetime(timezone.localdate().year - 16, 1, 1),
            "F",
            None,
            None,
            "Single",
            "Refugee",
            "No",
            "Separated Child",
            "During Refuge",
            "Evening / Night (sunset to sunrise)",
            "Guest House - Hotel",
            "North",
            "Lakeside",
            "Shore",
            "Rape",
            "No",
            "Yes",
            "Trafficked",
            "Yes-Non GBVIMS Org / Agency",
            "Yes",
            ">3",
            "M and F",
            "No",
            "Age 61 & Older",
            "Teacher / School Official",
            "Civil Servant",
            "Teacher / School Official",
            None,
            "Referral declined by survivor",
            "Service provided by your agency",
            "Undecided at time of report",
            None,
            "Service provided by your agency",
            None,
            None,
            "Yes",
            "TP",
        ]
        services = table(book["All Services"])[1:]
        assert sorted(line[1:3] for line in services) == [
            ["health", "Referral declined by survivor"],
            ["health", "Undecided at time of report"],
            ["police", "Service provided by your agency"],
            ["psychosocial", "Service provided by your agency"],
        ]

    def test_the_menus_hold_every_word_that_a_column_can_have(self, world, known):
        menus = table(book_of(world)["Menu Data"])
        found = {heading: [row[place] for row in menus[1:] if row[place]] for place, heading in enumerate(menus[0])}
        for column in COLUMNS:
            if column.menu is not None:
                assert set(found[column.heading]) == set(column.menu.values())
        assert found["INCIDENT DISTRICT"] == ["Lakeside"]

    def test_more_than_fifty_words_of_a_menu_are_kept(self, world):
        row = [None] * len(COLUMNS)
        rows = [[*row[:18], f"Town {number}", *row[19:]] for number in range(80)]
        book = load_workbook(io.BytesIO(workbook_of(Extract("TP", THIS, rows, [], {}))))
        place = [cell.value for cell in book["Menu Data"][1]].index("INCIDENT CAMP / TOWN")
        assert len([line for line in table(book["Menu Data"])[1:] if line[place]]) == 80

    def test_nobody_can_be_told_by_it(self, world, known):
        case, _occurred = known
        identify_survivor(
            world.focal_point, fresh(case), version=2, names=NAME, phone=PHONE, birth_date=date(2009, 7, 13)
        )
        text = "\n".join(
            str(cell) for sheet in book_of(world) for row in table(sheet) for cell in row if cell is not None
        )
        for secret in (NAME, PHONE, TOLD, "2009-07-13", "13-Jul", str(case.pk)):
            assert secret not in text

    def test_who_did_not_agree_has_no_row_and_is_said_without_a_small_number(self, world):
        classified(world, open_file(world), consent=NO)
        classified(world, open_file(world), consent=Answer.UNKNOWN)
        open_file(world)
        shown = classified(world, open_file(world), question="denial")
        book = book_of(world)
        assert [line[0] for line in table(book["Incident Data"])[1:]] == [shown.number]
        notes = "\n".join(str(line[0]) for line in table(book["Notes"]))
        assert "No consent to be counted: fewer than 5" in notes

    def test_a_sealed_file_stands_in_no_export(self, world):
        case = classified(world, open_file(world))
        cell = open_cell(SYSTEM, world.police, name="Cell")
        with unguarded("test"):
            type(case).objects.filter(pk=case.pk).update(sensitivity="sealed", cell=cell)
        assert table(book_of(world)["Incident Data"])[1:] == []

    def test_words_that_a_spreadsheet_could_run_are_made_safe(self, world):
        case = classified(world, open_file(world))
        with unguarded("test"):
            case.assigned_to.staff_code = "=1+1"
            case.assigned_to.save()
        book = book_of(world)
        assert book["Incident Data"]["C2"].value == "'=1+1"
        assert book["Incident Data"]["C2"].data_type == "s"


class TestWhoMayTakeIt:
    ADDRESS = f"/staff/figures/TP/{THIS:%Y-%m}/incidents.xlsx"

    def test_headquarters_analyst_and_head_and_each_taking_is_in_the_ledger(self, world, known):
        for who in ("analyst", "desk_head"):
            page = world.client(getattr(world, who)).get("/staff/figures/gbvims/").content.decode()
            assert self.ADDRESS in page
            answer = world.client(getattr(world, who)).get(self.ADDRESS)
            assert answer.status_code == 200
            assert load_workbook(io.BytesIO(answer.content)).sheetnames[0] == "Incident Data"
        entries = Entry.objects.filter(name="gbvims.incidents", kind="export")
        assert [entry.notes["found"] for entry in entries] == [1, 1]

    def test_nobody_else(self, world, known):
        station_head = world.actor("desk_head", world.station)
        assert self.ADDRESS not in world.client(station_head).get("/staff/figures/gbvims/").content.decode()
        assert world.client(station_head).get(self.ADDRESS).status_code == 403
        for who in ("focal_point", "oversight", "operator", "administrator", "counsellor"):
            assert world.client(getattr(world, who)).get(self.ADDRESS).status_code == 403
        assert world.client(world.defence_desk_head).get(self.ADDRESS).status_code in (403, 404)


class TestTheVerb:
    def type(self, capsys, *words):
        code = main(["export", "gbvims", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    def test_writes_the_file_and_says_what_has_no_row(self, world, known, tmp_path, capsys):
        open_file(world)
        out = tmp_path / "month.xlsx"
        words = ("--month", f"{THIS:%Y-%m}", "--out", str(out), "--institution", "TP")
        code, said, _err = self.type(capsys, *words)
        assert code == 0
        assert "1 incidents of TP" in said
        assert "no consent: 1" in said
        assert load_workbook(out)["Incident Data"].max_row == 2
        assert Entry.objects.get(name="gbvims.incidents").notes == {"month": str(THIS), "found": 1}
        code, _said, err = self.type(capsys, *words)
        assert code == 1
        assert "is there already" in err

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (("--month", "march", "--institution", "TP"), "Write it as in 2026-03"),
            (("--month", "2999-01", "--institution", "TP"), "has not begun yet"),
            (("--month", "2026-01"), "There are: TD, TP"),
            (("--month", "2026-01", "--institution", "XX"), "There are: TD, TP"),
        ],
    )
    def test_a_wrong_word_is_answered_with_a_sentence(self, world, tmp_path, capsys, words, sentence):
        code, _said, err = self.type(capsys, *words, "--out", str(tmp_path / "a.xlsx"))
        assert code == 1
        assert sentence in err
        assert not list(tmp_path.iterdir())
