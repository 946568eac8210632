"""A case changes hands when both have confirmed, and never into hands that must not hold it."""

from __future__ import annotations

import uuid

import pytest

from genderdesk.casework.cases import queries
from genderdesk.casework.cases.acts import (
    approve_closure,
    assign_case,
    leave_case,
    offer_case,
    take_case,
    withdraw_offer,
)
from genderdesk.casework.cases.models import Case, HandOver
from genderdesk.casework.cases.vocabulary import NotTaken
from genderdesk.casework.intake.acts import declare_conflict, seal_file
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import ConflictKind, NarrowedFor
from genderdesk.groundwork.foundation.states import ImpossibleMove
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Missing, Refused
from genderdesk.organisation.institution.models import Officer
from tests.files import ask_to_close, fresh, open_file

pytestmark = pytest.mark.django_db


def officer_of(actor):
    return Officer.objects.get(pk=actor.officer_id)


@pytest.fixture
def successor(world):
    """Who follows the focal point at the station."""
    return world.actor("focal_point", world.station)


@pytest.fixture
def case(world):
    found = fresh(open_file(world, hours_ago=5))
    return fresh(assign_case(world.focal_point, found, version=found.version, officer=officer_of(world.focal_point)))


@pytest.fixture
def offer(world, case, successor):
    return offer_case(world.focal_point, case, taker=officer_of(successor))


def holder(case):
    return Case.objects.get(pk=case.pk).assigned_to_id


def test_it_stays_where_it_is_until_the_other_takes_it(world, case, offer, successor):
    assert holder(case) == world.focal_point.officer_id
    assert [each.pk for each in queries.offers_to(successor)] == [offer.pk]
    take_case(successor, HandOver.objects.get(pk=offer.pk))
    assert holder(case) == successor.officer_id
    assert queries.offers_to(successor) == queries.offers_by(world.focal_point) == []


def test_nobody_but_the_one_who_was_asked_takes_it(world, case, offer):
    for other in (world.focal_point, world.investigator, world.desk_head, world.other_focal_point):
        with pytest.raises(Refused):
            take_case(other, HandOver.objects.get(pk=offer.pk))
    assert holder(case) == world.focal_point.officer_id


def test_who_does_not_take_it_says_why_and_it_may_be_offered_again(world, case, offer, successor):
    leave_case(successor, HandOver.objects.get(pk=offer.pk), why=NotTaken.TOO_MANY)
    assert holder(case) == world.focal_point.officer_id
    again = offer_case(world.focal_point, fresh(case), taker=officer_of(world.investigator))
    with pytest.raises(ImpossibleMove):
        take_case(successor, HandOver.objects.get(pk=offer.pk))
    take_case(world.investigator, HandOver.objects.get(pk=again.pk))
    assert holder(case) == world.investigator.officer_id


def test_it_is_offered_to_one_at_a_time_and_an_offer_can_be_taken_back(world, case, offer):
    with pytest.raises(Conflict, match="offered to somebody already"):
        offer_case(world.focal_point, fresh(case), taker=officer_of(world.investigator))
    withdraw_offer(world.focal_point, HandOver.objects.get(pk=offer.pk))
    offer_case(world.focal_point, fresh(case), taker=officer_of(world.investigator))


def test_it_is_not_offered_to_who_has_it_or_works_on_no_cases_or_wears_the_other_uniform(world, case):
    for person, words in (
        (world.focal_point, "in the hands of this officer already"),
        (world.rider, "no post that works on cases"),
        (world.defence_desk_head, "no post that works on cases"),
    ):
        with pytest.raises(Invalid, match=words):
            offer_case(world.focal_point, fresh(case), taker=officer_of(person))


def test_a_case_that_was_closed_or_moved_meanwhile_is_not_taken(world, case, offer, successor):
    moved = fresh(case)
    assign_case(world.desk_head, moved, version=moved.version, officer=officer_of(world.investigator))
    with pytest.raises(Conflict, match="in other hands"):
        take_case(successor, HandOver.objects.get(pk=offer.pk))
    ask_to_close(world.focal_point, fresh(case))
    approve_closure(world.desk_head, fresh(case))
    with pytest.raises(Conflict, match="closed"):
        take_case(successor, HandOver.objects.get(pk=offer.pk))


def test_who_stands_in_conflict_with_it_is_never_offered_it_and_finds_no_offer(world, case, offer, successor):
    report = Report.objects.get(pk=case.report_id)
    declare_conflict(world.desk_head, report, kind=ConflictKind.PERSON, officer=officer_of(successor))
    assert queries.offers_to(successor) == []
    with pytest.raises(Missing):
        queries.offer_for(successor, offer.pk)
    with pytest.raises(Missing):
        take_case(successor, HandOver.objects.get(pk=offer.pk))
    assert holder(case) == world.focal_point.officer_id


def test_an_offer_of_a_file_that_is_sealed_is_gone(world, case, offer, successor):
    seal_file(world.focal_point, Report.objects.get(pk=case.report_id), reason=NarrowedFor.STAFF_SUSPECTED)
    assert queries.offers_to(successor) == []
    assert HandOver.objects.get(pk=offer.pk).state == "withdrawn"
    with pytest.raises(Missing):
        queries.offer_for(successor, offer.pk)


def test_all_of_an_officers_cases_are_handed_over_on_two_pages(world, successor):
    """On a new posting: tick them and offer them; the other takes them one by one."""
    cases = []
    for _each in range(3):
        found = fresh(open_file(world, hours_ago=5))
        cases.append(
            assign_case(world.focal_point, found, version=found.version, officer=officer_of(world.focal_point))
        )
    giver, taker = world.client(world.focal_point), world.client(successor)
    sent = {"op_id": str(uuid.uuid4()), "taker": str(successor.officer_id), "cases": [str(each.pk) for each in cases]}
    for _twice in range(2):
        assert giver.post("/staff/cases/hand-over/", sent).status_code in (302, 422)
    assert HandOver.objects.count() == 3
    page = taker.get("/staff/cases/hand-over/").content.decode()
    assert all(each.number in page for each in cases)
    assert cases[0].number in taker.get("/staff/").content.decode()
    for each in HandOver.objects.all():
        answer = taker.post(f"/staff/cases/hand-over/{each.pk}/take/", {"op_id": str(uuid.uuid4())})
        assert answer.status_code == 302
    assert {holder(each) for each in cases} == {successor.officer_id}


def test_a_form_without_a_case_or_an_officer_says_what_is_missing(world, case):
    answer = world.client(world.focal_point).post("/staff/cases/hand-over/", {"op_id": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert "Tick at least one case." in answer.content.decode()


def test_a_case_that_is_not_taken_without_a_reason_says_that_one_is_missing(world, case, offer, successor):
    address = f"/staff/cases/hand-over/{offer.pk}/leave/"
    answer = world.client(successor).post(address, {"op_id": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert HandOver.objects.get(pk=offer.pk).state == "offered"
    assert case.number in answer.content.decode()
