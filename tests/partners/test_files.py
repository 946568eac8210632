"""Partners from files: all or nothing, every fault with its line, and nothing twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.organisation.institution.queries import known_codes
from genderdesk.programme.partners import queries
from genderdesk.programme.partners.acts import load_partners
from genderdesk.programme.partners.importers import read_partners
from genderdesk.programme.partners.models import Agreement, Objective, Partner, ProjectPartner, Receipt, Thing

pytestmark = pytest.mark.django_db

FILES = {
    "organisations.csv": """code,kind,name,starts_on,ends_on
FUND,united_nations,Old fund,1984-01-01,2011-01-01
FUND,united_nations,New fund,2011-01-01,
TEL,operator,Invented operator,2000-01-01,
""",
    "projects.csv": """code,institution,title,goal,starts_on
P1,TP,Invented project,A better answer,2005-05-01
""",
    "project_partners.csv": "project,partner,role\nP1,FUND,implementing\n",
    "objectives.csv": "project,number,text\nP1,1,Logistics\nP1,2,Counselling\n",
    "agreements.csv": (
        "reference,institution,partner,kind,title,starts_on,ends_on,signed_on,signed_for_us,signed_for_them,"
        "short_code,channels,networks,paid_by\n"
        "T-1,TP,TEL,toll_free,Free number,2008-01-01,2009-12-31,2007-12-01,Commissioner,Director,"
        "3512,voice sms,One network,operator\n"
    ),
    "assets.csv": """note_number,project,partner,received_on,thing,serial,unit
D-1,P1,FUND,2008-02-01,motorcycle,GR 001,TP-HQ
D-1,P1,FUND,2008-02-01,motorcycle,GR 002,
""",
}  # fmt: skip


@pytest.fixture
def folder(world, tmp_path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def read(folder: Path):
    return read_partners(folder, known_codes())


def test_a_folder_is_kept_once_however_often_it_is_loaded(world, folder):
    files, faults = read(folder)
    assert faults == []
    first = load_partners(SYSTEM, rows=[files])
    assert first == {"partners": 2, "agreements": 1, "projects": 1, "things": 2, "activities of partners": 0}
    again = load_partners(SYSTEM, rows=[read(folder)[0]])
    assert set(again.values()) == {0}
    kept = [each.objects.count() for each in (Partner, Agreement, Objective, ProjectPartner, Receipt, Thing)]
    assert kept == [2, 1, 2, 1, 1, 2]
    fund = Partner.objects.get(code="FUND")
    assert queries.names_on(date(2009, 12, 31))[fund.pk] == "Old fund"
    assert list(queries.numbers_in_force([world.police.pk], date(2009, 12, 30))) == ["3512"]
    assert queries.numbers_in_force([world.police.pk], date(2009, 12, 31)) == {}, "it ended on this day"


@pytest.mark.parametrize(
    ("file", "was", "instead", "where"),
    [
        ("assets.csv", "GR 002", "gr 001", ("assets.csv", 3, "serial")),
        ("assets.csv", "TP-HQ", "NOWHERE", ("assets.csv", 2, "unit")),
        ("agreements.csv", ",3512,", ",,", ("agreements.csv", 2, "short_code")),
        ("agreements.csv", "2009-12-31", "2007-01-01", ("agreements.csv", 2, "ends_on")),
        ("organisations.csv", "1984-01-01,2011-01-01", "1984-01-01,", ("organisations.csv", 1, "ends_on")),
        ("project_partners.csv", "implementing", "helping", ("project_partners.csv", 2, "role")),
        ("objectives.csv", "P1,2,", "P9,2,", ("objectives.csv", 3, "project")),
    ],
)
def test_every_fault_is_named_by_file_line_and_column(folder, file, was, instead, where):
    (folder / file).write_text(FILES[file].replace(was, instead))
    _files, faults = read(folder)
    assert [(each.file, each.line, each.column) for each in faults] == [where]


def test_a_thing_that_another_note_brought_is_not_received_again(folder):
    load_partners(SYSTEM, rows=[read(folder)[0]])
    (folder / "assets.csv").write_text(FILES["assets.csv"].replace("D-1", "D-2"))
    _files, faults = read(folder)
    assert {each.sentence for each in faults} == {
        "GR 001 was received with note 'D-1' already.",
        "GR 002 was received with note 'D-1' already.",
    }
