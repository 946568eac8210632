"""Trainings of years from files: a dry run with every fault, all or nothing, and a second load that adds nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.institution.queries import known_codes
from genderdesk.programme.guidance.models import Document, Version
from genderdesk.programme.guidance.queries import known_guidelines
from genderdesk.programme.training import queries
from genderdesk.programme.training.acts import load_trainings
from genderdesk.programme.training.importers import read_trainings
from genderdesk.programme.training.models import Attendance, Certificate, Participation, Training
from genderdesk.programme.training.queries import Wanted

pytestmark = pytest.mark.django_db

FILES = {
    "courses": "code,institution,kind,name,version,starts_on,topics,validity_months\n"
    "SOP,TP,training,Invented course,1,2008-01-01,Procedures,24\n",
    "trainings": "code,institution,course,place,state,certified\nE1,TP,SOP,Lakeside,verified,yes\n",
    "training_sessions": "training,number,day\nE1,1,2009-03-02\nE1,2,2009-03-03\n",
    "attendance": "training,staff_code,names,sex,categories,place,s1,s2\n"
    "E1,,Uwase Claudine,F,teacher,T11,P,P\nE1,,Mugabo Jean,,student,T12,P,A\n",
    "training_counts": "training,category,sex,age_group,people\nE1,student,female,minor,30\n",
}


def written(folder: Path, **changes: str) -> Path:
    for name, text in (FILES | changes).items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def load(folder: Path) -> dict[str, int]:
    files, faults = read_trainings(folder, known_codes(), known_guidelines())
    assert faults == []
    return load_trainings(SYSTEM, rows=[files])


def test_a_folder_is_loaded_and_a_second_time_adds_nothing(world, tmp_path):
    folder = written(tmp_path)
    first, second = load(folder), load(folder)
    assert (first["courses"], first["trainings"], first["lines of attendance"]) == (1, 1, 2)
    assert (second["courses"], second["trainings"], second["sheets known already"]) == (0, 0, 1)
    assert queries.completions(Wanted()) == 1
    assert queries.attendances(Wanted()) == 31
    assert Training.objects.get().state == "verified"
    assert Certificate.objects.get().expires_on == date(2011, 3, 3)


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("courses", FILES["courses"].replace("TP", "XX"), "courses.csv, line 2, column institution"),
        ("trainings", FILES["trainings"].replace("Lakeside", "Nowhere"), "trainings.csv, line 2, column place"),
        ("training_sessions", "training,number,day\nE1,1,2 March\n", "training_sessions.csv, line 2, column day"),
        ("training_sessions", "training,number,day\n", "trainings.csv, line 2, column code"),
        ("attendance", FILES["attendance"].replace(",P,A", ",Q,A"), "attendance.csv, line 3, column s1"),
        (
            "attendance",
            FILES["attendance"].replace("E1,,Mugabo", "E9,,Mugabo"),
            "attendance.csv, line 3, column training",
        ),
        (
            "training_counts",
            FILES["training_counts"].replace("30", "many"),
            "training_counts.csv, line 2, column people",
        ),
    ],
    ids=["institution", "place", "day", "no-session", "presence", "training", "people"],
)
def test_every_fault_is_told_by_file_line_and_column(world, tmp_path, file, text, fault):
    _files, faults = read_trainings(written(tmp_path, **{file: text}), known_codes(), known_guidelines())
    assert any(str(each).startswith(fault) for each in faults), [str(each) for each in faults]


def test_a_course_without_a_version_on_the_day_keeps_nothing(world, tmp_path):
    folder = written(tmp_path, courses=FILES["courses"].replace("2008-01-01", "2010-01-01"))
    files, faults = read_trainings(folder, known_codes(), known_guidelines())
    assert faults == []
    with pytest.raises(Invalid, match="no version in force"):
        load_trainings(SYSTEM, rows=[files])
    assert not Training.objects.exists()


def test_a_course_names_the_guideline_that_was_in_force(world, tmp_path):
    with unguarded("test"):
        document = Document.objects.create(
            institution=world.police,
            reference="SOP-1",
            title="Invented",
            kind="guideline",
            marking="open",
            owner_post_id=world.desk_head.post_id,
            begun_by=world.desk_head.id,
        )
        Version.objects.create(
            document=document,
            major=2,
            state="in_force",
            author_id=world.desk_head.id,
            author_code="x",
            authorised_at=timezone.now(),
            authorised_by=world.oversight.id,
            authorised_officer=world.oversight.officer_id,
            author_officer=world.desk_head.officer_id,
            in_force_from=date(2007, 1, 1),
        )
    taught = FILES["courses"].replace("validity_months", "validity_months,guideline").replace(",24", ",24,SOP-1")
    load(written(tmp_path, courses=taught))
    assert queries.completions(Wanted(guidelines=("SOP-1",))) == 1
    assert queries.completions(Wanted(guidelines=("SOP-2",))) == 0


def test_thousands_of_attendances_cost_few_statements(world, tmp_path, django_assert_max_num_queries: Any):
    """Statements grow by lots of five hundred people, not by lines."""
    sheet = [
        f"E1,,Given{chr(97 + n % 26)}{chr(97 + n // 26 % 26)} Family{chr(97 + n // 676)}x,F,teacher,T11,P,P"
        for n in range(1500)
    ]
    folder = written(tmp_path, attendance="training,staff_code,names,sex,categories,place,s1,s2\n" + "\n".join(sheet))
    with django_assert_max_num_queries(250):
        load(folder)
    assert (Participation.objects.count(), Attendance.objects.count()) == (1500, 3000)
