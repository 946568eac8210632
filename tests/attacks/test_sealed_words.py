"""The words of a sealed file follow it into its cell: the desk's keys open them no more, and help still comes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from genderdesk.casework.cases.acts import open_case
from genderdesk.casework.cases.jobs import lock_files
from genderdesk.casework.cases.models import Case, Incident, Survivor
from genderdesk.casework.intake.acts import add_to_report, decide_report, take_up_again, triage_report
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import INFORMATION_ONLY, OPENED, Channel, StaffInvolved
from genderdesk.casework.response.acts import open_dispatch
from genderdesk.casework.response.models import Dispatch
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.groundwork.protection.vault import NotHolder, holders_of, is_sealed, personal
from genderdesk.groundwork.protection.vault.unlocked import person_with, standing_here
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.institution.acts import admit_to_cell, open_cell, release_from_cell
from genderdesk.organisation.institution.models import CellMember
from tests.files import NAME, TOLD, receive

pytestmark = pytest.mark.django_db

PLACE = "Behind the invented mill"


def account_of(actor) -> User:
    """The account behind an actor of the tests' world."""
    with unguarded("test"):
        return User.objects.create(id=actor.id, username=actor.code, officer_id=actor.officer_id)


@pytest.fixture
def head(world):
    """A member of the cell with an own key, opened by her password."""
    member = world.desk_head
    account_of(member)
    open_cell(SYSTEM, world.police, name="Cell")
    return person_with(member.id, personal.open_or_make(member.id, "a password of hers").private)


def told(world, **changes) -> Report:
    return receive(world, staff_involved=StaffInvolved.POLICE, place_text=PLACE, **changes)


def decided(world, report: Report, outcome: str = OPENED) -> Report:
    """The report after triage, so long ago that the system has read what it needs."""
    answers = dict.fromkeys(("safe_to_talk", "immediate_danger", "injured_or_recent", "child_involved"), Answer.UNKNOWN)
    triage_report(world.desk_head, report, **answers)
    decide_report(world.desk_head, report, outcome=outcome)
    with unguarded("test"):
        Report.objects.filter(pk=report.pk).update(decided_at=timezone.now() - timedelta(minutes=11))
    return Report.objects.get(pk=report.pk)


def words(record, field):
    with unguarded("test"):
        return getattr(type(record).objects.get(pk=record.pk), field).open()


@pytest.fixture
def case(world, head) -> Case:
    report = told(world, immediate_danger=Answer.YES)
    open_dispatch(SYSTEM, report=report)
    kept = open_case(SYSTEM, report=decided(world, report))
    lock_files()
    return kept


def test_only_a_members_own_key_opens_them(world, head, case):
    report, survivor, incident = case.report, Survivor.objects.get(case=case), Incident.objects.get(case=case)
    for record, field in ((report, "narrative"), (survivor, "names"), (incident, "account")):
        with pytest.raises(NotHolder):
            words(record, field)
    with standing_here(head):
        assert words(report, "narrative") == TOLD
        assert words(survivor, "names") == NAME
        assert words(incident, "account") == TOLD


def test_the_crew_that_is_sent_still_finds_the_place(case):
    assert words(Dispatch.objects.get(report_id=case.report_id), "landmark") == PLACE


def test_words_wait_until_help_is_called_and_the_case_is_opened(world, head):
    report = told(world)
    lock_files()
    assert not is_sealed(report.pk)
    report = decided(world, report)
    lock_files()
    assert not is_sealed(report.pk), "its case is not opened yet, and the system must read it once more"
    open_case(SYSTEM, report=report)
    lock_files()
    assert is_sealed(report.pk)


def test_a_report_that_became_no_case_is_locked_too_and_triage_can_take_it_up_again(world, head):
    report = decided(world, told(world), INFORMATION_ONLY)
    lock_files()
    assert is_sealed(report.pk)
    with standing_here(head):
        take_up_again(world.desk_head, report)
    assert words(report, "narrative") == TOLD


def test_what_she_tells_later_is_taken_in(world, head, case):
    added = add_to_report(SYSTEM, case.report, text="more invented words", channel=Channel.SMS)
    with pytest.raises(NotHolder):
        words(added, "text")
    with standing_here(head):
        assert words(added, "text") == "more invented words"


def test_the_key_follows_who_joins_and_who_leaves(world, head, case):
    user = account_of(world.focal_point)
    cell = case.report.cell
    admit_to_cell(SYSTEM, cell, officer=user.officer)
    lock_files()
    assert {each.user_id for each in holders_of(case.report_id)} == {world.desk_head.id, user.pk}
    release_from_cell(SYSTEM, CellMember.objects.get(cell=cell, officer=user.officer))
    lock_files()
    assert {each.user_id for each in holders_of(case.report_id)} == {world.desk_head.id}


def test_where_the_key_is_right_the_job_leaves_no_trace(case):
    before = Entry.objects.count()
    lock_files()
    assert Entry.objects.count() == before


def test_without_a_key_anywhere_the_words_are_not_lost(world):
    assert world.desk_head, "a member of the cell, who never signed in"
    open_cell(SYSTEM, world.police, name="Cell")
    report = decided(world, told(world), INFORMATION_ONLY)
    lock_files()
    assert not is_sealed(report.pk)
    assert words(report, "narrative") == TOLD
