"""Every counting rule of trainings, with the traps of programme.md 7.3 planted one by one."""

from __future__ import annotations

from datetime import date

import pytest

from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.places.models import Division
from genderdesk.programme.training import acts, queries
from genderdesk.programme.training.models import Learner, Likeness, Participation
from genderdesk.programme.training.queries import Wanted
from genderdesk.programme.training.vocabulary import AgeGroup, Category, Outcome, Sex
from tests.training.conftest import DAYS, row

pytestmark = pytest.mark.django_db

ALL = Wanted()
CUT = Wanted(as_of=date(2009, 12, 31))


def outcomes() -> list[str]:
    return sorted(Participation.objects.values_list("outcome", flat=True))


class TestPersonsAndAttendances:
    def test_somebody_in_two_courses_is_two_completions_and_one_person(self, school):
        other = school.course("CARE")
        people = [row(each) for each in range(1, 4)]
        school.held(people)
        school.held([*people[:2], row(9)], other, days=[date(2009, 5, day) for day in (4, 5, 6)])
        assert (queries.completions(ALL), queries.persons(ALL), queries.in_more_than_one(ALL)) == (6, 4, 2)
        assert queries.overlap(Wanted(courses=("SOP",)), Wanted(courses=("CARE",))) == 2
        assert queries.warnings(ALL).in_more_than_one == 2

    def test_a_no_show_stays_registered_and_completed_nothing(self, school):
        school.held([row(1), row(2, presences=("absent",) * 3)])
        assert queries.completions(ALL) == 1
        assert queries.warnings(ALL).did_not_come == 1
        assert Participation.objects.filter(state="absent").count() == 1

    def test_one_of_three_days_is_too_few(self, school):
        school.held([row(1), row(2, presences=("present", "absent", "absent"))])
        assert outcomes() == [Outcome.COMPLETED, Outcome.TOO_FEW_SESSIONS]
        assert queries.warnings(ALL).too_few_sessions == 1

    def test_the_same_sheet_twice_adds_nothing_and_is_told(self, school):
        training = school.open()
        sheet = [row(each) for each in range(1, 5)]
        first = acts.take_in_sheet(school.trainer, training, rows=sheet)
        again = acts.take_in_sheet(school.trainer, training, rows=list(reversed(sheet)))
        school.close(training)
        assert (first.added, again.added, again.again) == (4, 0, True)
        assert queries.completions(ALL) == 4
        assert queries.warnings(ALL).sheets_twice == 1

    def test_counted_heads_are_attendances_and_nobodys_persons(self, school):
        training = school.open()
        acts.take_in_sheet(school.trainer, training, rows=[row(1)])
        acts.tally_people(
            school.trainer, training, category=Category.STUDENT, sex=Sex.UNKNOWN, age_group=AgeGroup.MINOR, people=30
        )
        school.close(training)
        assert (queries.persons(ALL), queries.attendances(ALL)) == (1, 31)
        assert queries.tallied(ALL) == {("student", "unknown", "minor"): 30}

    def test_a_minor_of_a_sheet_is_counted_and_kept_nowhere(self, school):
        minors = [row(each, categories=(Category.STUDENT,), age_group=AgeGroup.MINOR) for each in (2, 3)]
        school.held([row(1), *minors])
        assert Learner.objects.count() == 1
        assert queries.tallied(ALL) == {("student", "female", "minor"): 2}


class TestSpellings:
    def test_two_spellings_are_two_persons_until_somebody_decides(self, school):
        other = school.course("CARE")
        school.held([row(1, names="Uwase Claudine")])
        school.held([row(1, names="Uwase Claudin")], other, days=[date(2009, 5, 4)])
        assert queries.persons(ALL) == 2
        assert queries.warnings(ALL).spellings_open == 1
        acts.join_spellings(school.trainer, Likeness.objects.get())
        assert (queries.persons(ALL), queries.completions(ALL), queries.warnings(ALL).spellings_open) == (1, 2, 0)

    def test_both_spellings_on_one_sheet_become_one_line_with_both_days(self, school):
        training = school.open()
        sheet = [
            row(1, names="Uwase Claudine", presences=("present", "absent", "present")),
            row(2, names="Uwase Claudin", presences=("absent", "present", "absent")),
        ]
        assert acts.take_in_sheet(school.trainer, training, rows=sheet).alike == 1
        acts.join_spellings(school.trainer, Likeness.objects.get())
        school.close(training)
        assert (queries.completions(ALL), queries.persons(ALL)) == (1, 1)

    def test_another_person_stays_another(self, school):
        school.held([row(1, names="Uwase Claudine"), row(2, names="Uwase Claudin")])
        acts.part_spellings(school.trainer, Likeness.objects.get())
        assert (queries.persons(ALL), queries.warnings(ALL).spellings_open) == (2, 0)

    def test_a_namesake_in_another_district_is_nobody_we_know(self, school):
        school.held([row(1, place="T11"), row(2, names=row(1).names, place="T12")])
        assert queries.persons(ALL) == 2
        assert not Likeness.objects.exists()


class TestAsOnTheDay:
    def test_a_desk_officer_who_was_transferred_out_before_is_none_of_the_desks_officers(self, school):
        stays, left = school.officer(), school.officer(ends_on=date(2009, 3, 1))
        said = (Category.DESK_OFFICER,)
        sheet = [row(n, staff_code=each.staff_code, categories=said) for n, each in enumerate((stays, left), 1)]
        training = school.open()
        acts.take_in_sheet(school.trainer, training, rows=sheet)
        school.close(training)
        assert queries.completions(Wanted(categories=(Category.DESK_OFFICER,))) == 1
        assert queries.by_category(ALL) == {"desk_officer": 1, "police_officer": 2}

    def test_a_later_transfer_and_promotion_change_nothing(self, school):
        officer = school.officer()
        school.held([row(1, staff_code=officer.staff_code)])
        before = queries.by_category(ALL)
        with unguarded("test"):
            officer.appointments.update(ends_on=date(2009, 6, 1))
            officer.rank = "Superintendent"
            officer.save()
        kept = Participation.objects.get()
        assert queries.by_category(ALL) == before
        assert (kept.rank, kept.role, kept.place_id, kept.region_id) == ("Inspector", "focal_point", "T11", "T1")

    def test_two_categories_at_once_are_counted_in_both_and_found_together(self, school):
        officer = school.officer(appointed=False)
        school.held([row(1, staff_code=officer.staff_code, categories=(Category.COMMUNITY_POLICING,)), row(2)])
        both = Wanted(categories=(Category.POLICE_OFFICER, Category.COMMUNITY_POLICING))
        assert queries.completions(both) == 1
        assert sum(queries.by_category(ALL).values()) == 3 > queries.completions(ALL)

    def test_sex_that_nobody_recorded_stays_in_the_total(self, school):
        school.held([row(1), row(2, sex=Sex.MALE), row(3, sex=Sex.UNKNOWN)])
        found = queries.by_sex(ALL)
        assert found == {"female": 1, "male": 1, "unknown": 1}
        assert sum(found.values()) == queries.completions(ALL)
        assert queries.warnings(ALL).sex_not_recorded == 1


class TestDays:
    def test_a_session_after_the_day_of_the_report_does_not_count(self, school):
        school.held([row(1)])
        school.held([row(2), row(3)], days=[date(2009, 12, 30), date(2009, 12, 31), date(2010, 1, 4)])
        assert (queries.completions(CUT), queries.completions(ALL)) == (1, 3)
        assert queries.warnings(CUT).after_as_of == 2

    def test_a_session_called_off_is_nobodys_absence(self, school):
        training = school.open()
        acts.call_off_session(school.trainer, school.sessions(training)[2])
        acts.take_in_sheet(school.trainer, school.fresh(training), rows=[row(1, presences=("present", "present", ""))])
        school.close(training)
        done = Participation.objects.get()
        assert (done.outcome, done.completed_on) == (Outcome.COMPLETED, DAYS[1])
        assert queries.warnings(ALL).sessions_called_off == 1

    def test_a_cancelled_training_is_told_and_not_counted(self, school):
        training = school.open()
        acts.take_in_sheet(school.trainer, training, rows=[row(1)])
        acts.cancel_training(school.trainer, school.fresh(training), why="safety")
        assert (queries.completions(ALL), queries.warnings(ALL).cancelled) == (0, 1)

    def test_lists_that_nobody_closed_are_told_and_not_counted(self, school):
        training = school.open()
        acts.take_in_sheet(school.trainer, training, rows=[row(1)])
        assert (queries.completions(ALL), queries.warnings(ALL).not_closed) == (0, 1)


class TestPlaces:
    def test_all_regions_is_worked_out_from_where_people_came_from(self, school):
        with unguarded("test"):
            Division.objects.create(code="T2", level="province", parent_id="T", name="South", source="invented")
        school.held([row(1, place="T11"), row(2, place="T12"), row(3)])
        assert queries.regions(ALL) == (frozenset({"T1"}), frozenset({"T2"}))
        assert queries.by_region(ALL) == {"T1": 2, "": 1}
        assert queries.completions(Wanted(places=("T11",))) == 1

    def test_two_districts_are_split_and_add_up(self, school):
        school.held([row(1)])
        school.held([row(2), row(3)], place=school.world.other_district)
        assert queries.by_place(ALL) == {"T11": 1, "T12": 2}
        assert queries.completions(Wanted(held_in=("T12",))) == 2
