"""The circle around a file: sealed by a question, narrowed by one, widened by two, closed to whoever is in conflict."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from genderdesk.casework.cases.acts import assign_case, hand_over
from genderdesk.casework.cases.models import Case, CaseEvent
from genderdesk.casework.cases.queries import account_of, case_for, case_list, may_work_on
from genderdesk.casework.cases.vocabulary import EventKind, LookReason
from genderdesk.casework.intake import queries
from genderdesk.casework.intake.acts import (
    decide_report,
    declare_conflict,
    hand_to_cell,
    lift_conflict,
    lower_sensitivity,
    restrict_file,
    seal_file,
    staff_suspected,
    triage_report,
)
from genderdesk.casework.intake.models import Conflict, Report
from genderdesk.casework.intake.vocabulary import ConflictKind, NarrowedFor, Sensitivity, StaffInvolved
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import Invalid, Missing, Refused
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import SYSTEM, permits
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.circle import circle_of, hidden_among, hides
from genderdesk.monitoring.statistics.models import Delta
from genderdesk.monitoring.statistics.queries import recount_differs
from genderdesk.organisation.institution.acts import admit_to_cell, open_cell, release_from_cell
from genderdesk.organisation.institution.models import Cell, Officer, UnitParent
from genderdesk.organisation.institution.queries import cell_of, members_of
from genderdesk.organisation.institution.vocabulary import Reach
from tests.files import PHONE, open_file, receive

pytestmark = pytest.mark.django_db

YES, NO = Answer.YES, Answer.NO


@pytest.fixture
def head(world):
    """The head of the headquarters' desk, who is the first member of the cell."""
    return world.desk_head


@pytest.fixture
def cell(world, head) -> Cell:
    return open_cell(SYSTEM, world.police, name="Cell")


def officer_of(actor) -> Officer:
    return Officer.objects.get(pk=actor.officer_id)


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def sealed(world, **changes) -> Report:
    return receive(world, staff_involved=StaffInvolved.POLICE, **changes)


# The question


@pytest.mark.parametrize("told", sorted(StaffInvolved))
def test_a_yes_seals_and_not_known_is_kept_as_not_known(world, cell, told):
    report = receive(world, staff_involved=told)
    seals = told in (StaffInvolved.POLICE, StaffInvolved.DEFENCE, StaffInvolved.SURVIVOR)
    assert (report.cell == cell) == seals
    assert (report.sensitivity == Sensitivity.SEALED) == seals
    assert report.staff_involved == told


def test_a_sealed_report_has_a_number_of_another_space_and_no_index_of_its_phone(world, cell):
    report = sealed(world)
    assert report.number.startswith("K-")
    assert len(report.number) == len("K-XXXX-XXXX-XXXX")
    assert report.phone_index == ""
    assert receive(world).phone_index


def test_where_no_cell_is_open_one_opens_with_the_heads_of_headquarters(world, head):
    assert cell_of(world.police.pk) is None
    report = sealed(world)
    assert [each.officer_id for each in members_of(report.cell)] == [head.officer_id]


def test_triage_seals_what_was_not_known_at_first(world, cell):
    report = receive(world)
    answers = dict.fromkeys(("safe_to_talk", "immediate_danger", "injured_or_recent", "child_involved"), NO)
    triage_report(world.focal_point, report, **answers, staff_involved=StaffInvolved.DEFENCE)
    assert fresh(report).cell == cell
    with pytest.raises(Missing):
        queries.report_for(world.focal_point, report.pk)
    assert not Report.objects.filter(pk=report.pk, number__startswith="R-").exists()


# Who sees what


def test_a_sealed_file_is_its_cells_whatever_the_role_of_others(world, cell, head):
    report = sealed(world)
    for who in (
        "operator",
        "dispatcher",
        "focal_point",
        "investigator",
        "oversight",
        "administrator",
        "defence_desk_head",
    ):
        actor = getattr(world, who)
        assert hides(actor, report), who
        assert hidden_among(actor, Report, [report.pk]) == {str(report.pk)}
    assert not hides(head, report)
    assert queries.report_for(head, report.pk) == report
    assert report.pk not in {each.pk for each in queries.reports(head)}
    assert [each.pk for each in queries.reports(head, sealed=True)] == [report.pk]


def test_an_oversight_account_without_a_post_belongs_to_a_cell(world, cell):
    watcher = world.actor("oversight", world.headquarters, officer_id=None, post_id=None, institution_id=None)
    admit_to_cell(SYSTEM, cell, account_id=watcher.id)
    report = sealed(world)
    assert queries.report_for(watcher, report.pk) == report


def test_a_restricted_case_is_left_to_its_officer_its_counsellor_and_the_head(world):
    case = open_file(world)
    restrict_file(world.focal_point, case.report, reason=NarrowedFor.CHILD)
    case = fresh(case)
    counsellor = world.actor("counsellor", world.station)
    assert not may_work_on(world.investigator, case)
    assert not may_work_on(counsellor, case)
    assert may_work_on(world.desk_head, case)
    assert may_work_on(world.focal_point, case)
    hand_over(world.focal_point, case, version=case.version, officer=officer_of(counsellor))
    assert may_work_on(counsellor, fresh(case))
    assert case_for(counsellor, case.pk)
    assert not hides(world.operator, fresh(case.report))
    assert case.report_id not in {each.pk for each in queries.reports(world.operator)}
    assert case.report_id in {each.pk for each in queries.reports(world.focal_point)}


def test_a_counselling_note_of_before_is_read_by_its_writer_alone(world):
    case = open_file(world)
    counsellor = world.actor("counsellor", world.station)
    with unguarded("test"):
        CaseEvent.objects.create(
            case=case, kind=EventKind.COUNSELLING, actor_id=counsellor.id, actor_code=counsellor.code, note="Invented."
        )
    assert list(account_of(counsellor, fresh(case), reason=LookReason.CONTACT).notes.values()) == ["Invented."]
    for who in (world.actor("counsellor", world.station), world.focal_point, world.investigator, world.desk_head):
        assert account_of(who, fresh(case), reason=LookReason.CONTACT).notes == {}


# Raising and lowering


def test_sealing_a_case_under_way_moves_everything(world, cell, head):
    case = open_file(world)
    old = (case.number, case.report.number)
    assert case.survivor.phone_index
    assert case.assigned_to_id == world.focal_point.officer_id
    seal_file(world.focal_point, case.report, reason=NarrowedFor.STAFF_SUSPECTED)
    case = Case.objects.select_related("survivor", "report").get(pk=case.pk)
    assert case.cell == cell
    assert case.sensitivity == Sensitivity.SEALED
    assert case.number.startswith("K-")
    assert case.report.number.startswith("K-")
    assert case.assigned_to is None
    assert case.survivor.phone_index == ""
    assert not Case.objects.filter(number__in=old).exists()
    assert not Report.objects.filter(number__in=old).exists()
    with pytest.raises(Missing):
        case_for(world.focal_point, case.pk)
    assert [each.pk for each in case_list(head, state="sealed")] == [case.pk]
    assert list(case_list(head, state="all")) == []


def test_it_is_taken_back_from_the_figures_and_given_again_when_it_is_opened(world, cell, head):
    case = open_file(world)
    summed = lambda: {  # noqa: E731
        kind: sum(Delta.objects.filter(kind=kind, record_id=key).values_list("sign", flat=True))
        for kind, key in (("report", str(case.report_id)), ("case", str(case.pk)))
    }
    assert summed() == {"report": 1, "case": 1}
    seal_file(world.focal_point, case.report, reason=NarrowedFor.STAFF_SUSPECTED)
    assert summed() == {"report": 0, "case": 0}
    assert not recount_differs()
    second = second_member(world, cell)
    widen(head, second, fresh(case.report), Sensitivity.STANDARD)
    assert summed() == {"report": 1, "case": 1}
    assert not recount_differs()


def second_member(world, cell):
    made = world.actor("investigator", world.headquarters)
    admit_to_cell(SYSTEM, cell, officer=officer_of(made))
    return made


def widen(asks, agrees, report, to):
    asked = approvals.ask(asks, kind="report.lower", about=report, scope=to.value, reason="Invented.")
    approvals.decide(agrees, asked, yes=True)
    lower_sensitivity(asks, report, to=to)


def test_lowering_needs_two_people_of_the_cell(world, cell, head):
    report = sealed(world)
    second = second_member(world, cell)
    with pytest.raises(Refused):
        lower_sensitivity(head, report, to=Sensitivity.STANDARD)
    asked = approvals.ask(head, kind="report.lower", about=report, scope="standard", reason="Invented.")
    with pytest.raises(Refused):
        approvals.decide(head, asked, yes=True)
    with pytest.raises(Missing):
        approvals.ask(world.focal_point, kind="report.lower", about=report, scope="standard", reason="Invented.")
    for outsider in (world.administrator, world.oversight, world.defence_desk_head):
        assert not permits(outsider, approvals.MAY_DECIDE, asked)
    approvals.decide(second, asked, yes=True)
    with pytest.raises(Refused):
        lower_sensitivity(head, report, to=Sensitivity.RESTRICTED)
    lower_sensitivity(head, report, to=Sensitivity.STANDARD)
    report = fresh(report)
    assert report.cell is None
    assert report.number.startswith("R-")
    assert report.phone_index
    assert queries.report_for(world.focal_point, report.pk) == report
    assert queries.possible_duplicates(world.focal_point, phone=PHONE, reference=uuid.uuid4())[0].report == report


def test_raising_is_open_to_whoever_works_on_the_file_and_to_nobody_else(world, cell):
    case = open_file(world)
    for stranger in (world.other_focal_point, world.rider, world.analyst, world.defence_operator):
        with pytest.raises(Refused):
            restrict_file(stranger, case.report, reason=NarrowedFor.CHILD)
    restrict_file(world.investigator, case.report, reason=NarrowedFor.CHILD)
    seal_file(world.focal_point, fresh(case.report), reason=NarrowedFor.STAFF_CLOSE)


def test_a_file_moves_to_the_sister_desks_cell_and_is_gone_from_the_first(world, cell, head):
    sister = world.defence_desk_head
    other = open_cell(SYSTEM, world.defence, name="Sister")
    report = sealed(world)
    hand_to_cell(head, report, cell=other)
    assert hides(head, fresh(report))
    assert not hides(sister, fresh(report))
    assert queries.report_for(sister, report.pk).pk == report.pk
    answers = dict.fromkeys(("safe_to_talk", "immediate_danger", "injured_or_recent", "child_involved"), NO)
    triage_report(sister, fresh(report), **answers)


def test_a_copy_of_a_sealed_report_is_sealed_with_it(world, cell, head):
    report = receive(world)
    answers = dict.fromkeys(("safe_to_talk", "immediate_danger", "injured_or_recent", "child_involved"), NO)
    copy = triage_report(world.focal_point, receive(world), **answers)
    decide_report(world.focal_point, copy, outcome="duplicate", duplicate_of=report)
    seal_file(world.focal_point, fresh(report), reason=NarrowedFor.STAFF_SUSPECTED)
    assert fresh(copy).cell == cell


# Conflicts


def test_a_person_in_conflict_loses_the_file_at_once_whatever_she_holds(world):
    case = open_file(world)
    officer = officer_of(world.focal_point)
    assert case.assigned_to == officer
    declare_conflict(world.desk_head, case.report, kind=ConflictKind.PERSON, officer=officer)
    for record in (case.report, case, case.survivor):
        assert hides(world.focal_point, record)
    with pytest.raises(Missing):
        case_for(world.focal_point, case.pk)
    with pytest.raises(Missing):
        restrict_file(world.focal_point, case.report, reason=NarrowedFor.CHILD)
    assert case.report_id in circle_of(world.focal_point).barred
    assert not hides(world.desk_head, case)
    with pytest.raises(Invalid):
        assign_case(world.desk_head, fresh(case), version=fresh(case).version, officer=officer)


def test_the_same_answer_comes_from_rule_and_query_for_every_record(world):
    from genderdesk.groundwork.protection.circle import kept_models, open_to

    case = open_file(world)
    declare_conflict(world.desk_head, case.report, kind=ConflictKind.PERSON, officer=officer_of(world.focal_point))
    for who in (world.focal_point, world.desk_head, world.investigator):
        for model, kept in kept_models().items():
            inside = set(model._default_manager.filter(open_to(who, file=kept.file, cell=kept.cell)))
            for record in model._default_manager.all():
                assert (record in inside) == (not hides(who, record)), (who.code, record)


def test_a_unit_bars_its_chain_of_command_on_the_days_since(world):
    case = open_file(world)
    commander = world.actor("desk_head", world.station)
    since = timezone.localdate() - timedelta(days=3)
    declare_conflict(world.desk_head, case.report, kind=ConflictKind.UNIT, unit=world.station.unit, since=since)
    for who in (world.focal_point, world.investigator, commander):
        assert hides(who, case), who.code
    assert not hides(world.desk_head, case), "headquarters is left out of the command"
    assert not hides(world.other_focal_point, case)
    declare_conflict(
        world.desk_head, case.report, kind=ConflictKind.UNIT, unit=world.other_station.unit, reach=Reach.WHOLE
    )
    assert hides(world.desk_head, case)
    assert hides(world.other_focal_point, case)


def test_a_unit_that_moves_under_a_new_command_bars_that_one_too(world):
    case = open_file(world)
    above = world.actor("desk_head", world.other_station)
    declare_conflict(world.desk_head, case.report, kind=ConflictKind.UNIT, unit=world.station.unit)
    assert not hides(above, case)
    from genderdesk.groundwork.protection.acts import unguarded

    today = timezone.localdate()
    with unguarded("test"):
        UnitParent.objects.filter(unit=world.station.unit).update(valid_to=today)
        UnitParent.objects.create(unit=world.station.unit, parent=world.other_station.unit, valid_from=today)
    assert hides(above, case)


def test_a_conflict_is_lifted_by_two_of_the_cell_or_oversight(world, cell, head):
    case = open_file(world)
    declare_conflict(world.focal_point, case.report, kind=ConflictKind.RELATIVE, officer=officer_of(world.investigator))
    declared = Conflict.objects.get(report=case.report)
    with pytest.raises(Refused):
        lift_conflict(head, declared)
    with pytest.raises(Refused):
        approvals.ask(world.focal_point, kind="conflict.lift", about=declared, reason="Invented.")
    with pytest.raises(Missing):
        approvals.ask(world.investigator, kind="conflict.lift", about=declared, reason="Invented.")
    asked = approvals.ask(head, kind="conflict.lift", about=declared, reason="Invented.")
    with pytest.raises(Refused):
        approvals.decide(head, asked, yes=True)
    approvals.decide(world.oversight, asked, yes=True)
    assert hides(world.investigator, case)
    lift_conflict(head, declared)
    assert not hides(world.investigator, case)


def test_nobody_is_left_alone_with_a_file_that_no_one_can_open(world, cell, head):
    report = sealed(world)
    with pytest.raises(Invalid, match="cell"):
        declare_conflict(head, report, kind=ConflictKind.PERSON, officer=officer_of(head))
    assert not hides(head, report)
    member = cell.members.get()
    with pytest.raises(Exception, match="last member"):
        release_from_cell(SYSTEM, member)


def test_a_reader_outside_every_circle_costs_no_question_about_conflicts(world, django_assert_num_queries):
    from genderdesk.groundwork.platform import editions

    circle_of(world.focal_point)
    with editions.held(), django_assert_num_queries(1):
        circle_of(world.focal_point)
        circle_of(world.focal_point)


def test_long_lists_keep_their_index_under_the_circle(world, cell, head):
    """A sealed filter must not turn the newest reports of an institution into a walk through all of them."""
    if connection.vendor != "sqlite":
        pytest.skip("the plan of SQLite")
    for actor in (world.operator, world.focal_point, head):
        query = queries.reports(actor).order_by("-received_at", "-pk")[:51]
        sql, params = query.query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            plan = " ".join(str(row[3]) for row in cursor.fetchall())
        assert "SCAN intake_report" not in plan.replace("USING INDEX", "") or "USING" in plan, plan
        assert "report_cell" not in plan


def test_the_cell_of_another_institution_is_found_by_nobody(world, cell):
    assert circle_of(world.defence_desk_head).cells == frozenset()
    assert uuid.UUID(int=1) not in circle_of(world.operator).barred


# Somebody in uniform is suspected


def copy_of(world, earlier) -> Report:
    answers = dict.fromkeys(("safe_to_talk", "immediate_danger", "injured_or_recent", "child_involved"), NO)
    copy = triage_report(world.focal_point, receive(world), **answers)
    return decide_report(world.focal_point, copy, outcome="duplicate", duplicate_of=earlier)


def test_who_is_suspected_is_barred_from_every_report_of_the_event(world, cell, head):
    second_member(world, cell)
    report = receive(world)
    first, second = copy_of(world, report), copy_of(world, report)
    staff_suspected(world.focal_point, fresh(first), officer=officer_of(head))
    for each in (report, first, second):
        assert hides(head, fresh(each)), "also a member of the cell"
        assert fresh(each).cell == cell


def test_a_copy_that_is_told_later_bars_the_same_and_tells_its_own(world, cell, head):
    earlier = receive(world)
    declare_conflict(head, earlier, kind=ConflictKind.PERSON, officer=officer_of(world.investigator))
    copy = copy_of(world, fresh(earlier))
    assert hides(world.investigator, copy)
    answers = dict.fromkeys(("safe_to_talk", "immediate_danger", "injured_or_recent", "child_involved"), NO)
    other = triage_report(world.focal_point, receive(world), **answers)
    declare_conflict(head, other, kind=ConflictKind.UNIT, unit=world.other_station.unit)
    decide_report(world.focal_point, fresh(other), outcome="duplicate", duplicate_of=fresh(earlier))
    assert hides(world.other_focal_point, fresh(earlier))
    assert hides(world.other_focal_point, fresh(copy)), "and what else was told of the same event"
    assert Conflict.objects.filter(report=earlier).count() == 2


def test_a_copy_names_the_earlier_report_only_to_who_may_see_it(world, cell, head):
    earlier = receive(world)
    copy = copy_of(world, fresh(earlier))
    address = f"/staff/reports/{copy.pk}/"
    browser = world.client(world.focal_point)
    assert earlier.number in browser.get(address).content.decode()
    with unguarded("test"):
        Report.objects.filter(pk=earlier.pk).update(cell=cell, sensitivity=Sensitivity.SEALED)
    text = browser.get(address).content.decode()
    assert copy.number in text
    assert earlier.number not in text
    assert str(earlier.pk) not in text


def test_where_all_of_the_cell_are_suspected_the_sisters_takes_the_file(world, cell, head):
    sister = world.defence_desk_head
    report = receive(world)
    staff_suspected(world.focal_point, report, officer=officer_of(head))
    report = fresh(report)
    assert report.cell.institution == world.defence
    assert not hides(sister, report)
    assert hides(head, report)


def test_where_nobody_is_left_in_any_cell_it_says_whom_to_call(world, cell, head):
    report = receive(world)
    with pytest.raises(Invalid, match="Call oversight"):
        staff_suspected(world.focal_point, report, officer=officer_of(head))
    assert not Conflict.objects.exists()
    assert fresh(report).cell is None
