"""Shaping the organisation: who answers on a day follows from dates, and history stays."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import SYSTEM, Actor, Refused
from genderdesk.groundwork.protection.acts import Conflict, Invalid
from genderdesk.groundwork.protection.models import Entry
from genderdesk.organisation.institution import queries
from genderdesk.organisation.institution.acts import (
    appoint,
    close_desk,
    close_post,
    end_appointment,
    enrol_officer,
    establish_institution,
    move_unit,
    open_desk,
    open_post,
    open_unit,
)
from genderdesk.organisation.institution.models import Appointment
from genderdesk.organisation.institution.vocabulary import DeskKind, Role, UnitKind
from genderdesk.organisation.places.acts import load_places
from genderdesk.organisation.places.models import Division
from genderdesk.organisation.places.rules.divisions import DivisionRow

pytestmark = pytest.mark.django_db

START = date(2025, 1, 1)
SPRING = date(2025, 4, 1)
SUMMER = date(2025, 7, 1)


def person(*roles, institution=None, officer=None):
    return Actor(
        id=uuid.uuid4(),
        kind="user",
        code="somebody",
        roles=frozenset(roles),
        institution_id=institution.pk if institution else None,
        officer_id=officer.pk if officer else None,
    )


class Town:
    """One police institution: headquarters, two provinces, a station in district 11; a head of desk to act."""

    def __init__(self) -> None:
        rows = [
            DivisionRow("C", "country", "Country"),
            *(DivisionRow(code, "province", f"Province {code}", "C") for code in "12"),
            *(DivisionRow(code, "district", f"District {code}", code[0]) for code in ("11", "12", "21")),
            DivisionRow("11A", "sector", "Harbour", "11"),
        ]
        load_places(SYSTEM, rows=rows)
        self.places = {each.code: each for each in Division.objects.all()}
        self.police = establish_institution(SYSTEM, code="P", kind="police", name="Police", short_code="919")
        self.headquarters = self.unit("HQ", UnitKind.HEADQUARTERS, "C")
        self.one = self.unit("P1", UnitKind.PROVINCE, "1", self.headquarters)
        self.two = self.unit("P2", UnitKind.PROVINCE, "2", self.headquarters)
        self.station = self.unit("S11", UnitKind.STATION, "11", self.one)
        self.desk = self.open(self.headquarters, DeskKind.DESK, "Gender desk")
        self.focal = self.open(self.station, DeskKind.FOCAL_POINT, "Focal point 11")
        self.head = self.post(self.desk, Role.DESK_HEAD)
        self.ann, self.ben = (self.officer(name) for name in ("Ann", "Ben"))

    def unit(self, code, kind, place, parent=None):
        return open_unit(
            SYSTEM,
            self.police,
            code=code,
            kind=kind,
            name=f"Unit {code}",
            place=self.places[place],
            parent=parent,
            since=START if parent else None,
        )

    def open(self, unit, kind, name):
        return open_desk(SYSTEM, unit, kind=kind, name=name, opened_on=START)

    def post(self, desk, role, title="Post"):
        return open_post(SYSTEM, desk, title=title, role=role, opened_on=START)

    def officer(self, name, institution=None):
        return enrol_officer(
            SYSTEM,
            institution or self.police,
            staff_code=f"{name}-1",
            given_name=name,
            family_name="Example",
            sex="female",
        )


@pytest.fixture
def town():
    return Town()


class TestWhichDeskAnswers:
    def test_the_focal_point_of_the_station_else_headquarters(self, town):
        assert queries.desk_for(town.police.pk, "11", SPRING) == town.focal
        assert queries.desk_for(town.police.pk, "12", SPRING) == town.desk
        assert queries.desk_for(town.police.pk, None, SPRING) == town.desk

    def test_a_closed_focal_point_is_not_asked_from_that_day_on(self, town):
        close_desk(SYSTEM, town.focal, closed_on=SUMMER)
        assert queries.desk_for(town.police.pk, "11", SPRING) == town.focal
        assert queries.desk_for(town.police.pk, "11", SUMMER) == town.desk

    def test_the_station_of_the_district_comes_before_the_post_of_one_sector(self, town):
        harbour = town.open(town.unit("S11A", UnitKind.STATION, "11A", town.station), DeskKind.FOCAL_POINT, "Harbour")
        assert queries.desk_for(town.police.pk, "11", SPRING) == town.focal
        close_desk(SYSTEM, town.focal, closed_on=SPRING)
        assert queries.desk_for(town.police.pk, "11", SUMMER) == harbour

    def test_a_battalion_in_the_district_is_never_asked_for_it(self, town):
        battalion = town.unit("B", UnitKind.BATTALION, "12", town.headquarters)
        town.open(battalion, DeskKind.FOCAL_POINT, "Battalion")
        assert queries.desk_for(town.police.pk, "12", SPRING) == town.desk

    def test_the_gender_desk_at_headquarters_comes_before_other_offices_there(self, town):
        town.open(town.headquarters, DeskKind.UNIT, "A hotline")
        inspectorate = town.unit("IS", UnitKind.HEADQUARTERS, "C", town.headquarters)
        town.open(inspectorate, DeskKind.DESK, "A second desk")
        assert queries.headquarters_desk(town.police, SPRING) == town.desk

    def test_an_institution_without_a_desk_says_what_to_do(self, town):
        ministry = establish_institution(SYSTEM, code="M", kind="ministry", name="Ministry")
        with pytest.raises(Missing, match="An administrator opens one"):
            queries.desk_for(ministry.pk, "11")


class TestTree:
    def test_a_moved_unit_stays_where_it_was_on_earlier_days(self, town):
        move_unit(SYSTEM, town.station, parent=town.two, since=SUMMER)
        assert town.station.pk in queries.units_below(town.one.pk, SPRING)
        assert town.station.pk not in queries.units_below(town.one.pk, SUMMER)
        assert queries.units_below(town.two.pk, SUMMER) == {town.two.pk, town.station.pk}

    def test_what_a_unit_answers_for(self, town):
        assert queries.coverage_of(town.station, SPRING).districts == {"11"}
        assert queries.coverage_of(town.one, SPRING).districts == {"11", "12"}
        national = queries.coverage_of(town.headquarters, SPRING)
        assert national.national
        assert national.districts == frozenset()
        assert len(national.unit_ids) == 4

    def test_a_unit_cannot_stand_below_itself(self, town):
        with pytest.raises(Invalid, match="below itself"):
            move_unit(SYSTEM, town.one, parent=town.station, since=SUMMER)
        with pytest.raises(Invalid, match="below itself"):
            move_unit(SYSTEM, town.one, parent=town.one, since=SUMMER)

    def test_two_moves_on_one_day_or_backwards_are_refused_and_change_nothing(self, town):
        with pytest.raises(Invalid, match="later day"):
            move_unit(SYSTEM, town.station, parent=town.two, since=START)
        assert queries.parents_on(SPRING)[town.station.pk] == town.one.pk

    def test_the_tree_is_read_once_in_a_request_and_again_after_a_move(self, town, django_assert_num_queries):
        with editions.held():
            queries.units_below(town.one.pk, SUMMER)
            with django_assert_num_queries(0):
                queries.units_below(town.two.pk, SUMMER)
            move_unit(SYSTEM, town.station, parent=town.two, since=SUMMER)
            assert town.station.pk in queries.units_below(town.two.pk, SUMMER)

    @pytest.mark.parametrize("kind", [UnitKind.STATION, UnitKind.BATTALION])
    def test_only_headquarters_stand_alone(self, town, kind):
        with pytest.raises(Invalid, match="Only a headquarters"):
            town.unit("X", kind, "11")


class TestAppointments:
    def test_who_holds_a_post_on_a_day(self, town):
        first = appoint(SYSTEM, town.head, officer=town.ann, starts_on=START)
        end_appointment(SYSTEM, first, ends_on=SUMMER)
        appoint(SYSTEM, town.head, officer=town.ben, starts_on=SUMMER)
        assert queries.post_holders(town.desk, Role.DESK_HEAD, SPRING) == [town.ann]
        assert queries.post_holders(town.desk, Role.DESK_HEAD, SUMMER) == [town.ben]
        assert queries.posts_of_officer(town.ann, SUMMER) == []
        assert queries.posts_of_officer(town.ben, SUMMER) == [town.head]

    def test_a_desk_has_one_head(self, town):
        appoint(SYSTEM, town.head, officer=town.ann, starts_on=START, time_share=50)
        with pytest.raises(Invalid, match="held by Ann Example"):
            appoint(SYSTEM, town.head, officer=town.ben, starts_on=SPRING, time_share=50)
        with pytest.raises(Invalid, match="has a post for its head already"):
            town.post(town.desk, Role.DESK_HEAD)

    def test_two_may_share_a_post_up_to_full_time(self, town):
        post = town.post(town.desk, Role.OPERATOR)
        appoint(SYSTEM, post, officer=town.ann, starts_on=START, time_share=60)
        appoint(SYSTEM, post, officer=town.ben, starts_on=START, time_share=40)
        with pytest.raises(Invalid, match="held by"):
            appoint(SYSTEM, post, officer=town.officer("Cleo"), starts_on=SPRING, time_share=10)

    def test_a_vacant_post_is_seen_as_vacant(self, town):
        assert town.head in queries.vacant_posts(SPRING)
        appoint(SYSTEM, town.head, officer=town.ann, starts_on=SPRING)
        assert town.head in queries.vacant_posts(START)
        assert town.head not in queries.vacant_posts(SPRING)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"ends_on": START}, "ends_on"),
            ({"time_share": 0}, "time_share"),
            ({"time_share": 101}, "time_share"),
            ({"starts_on": date(2024, 12, 31)}, "starts_on"),
        ],
    )
    def test_what_cannot_be_is_refused_beside_its_field(self, town, changes, field):
        with pytest.raises(Invalid) as refused:
            appoint(SYSTEM, town.head, **{"officer": town.ann, "starts_on": START} | changes)
        assert refused.value.field == field
        assert not Appointment.objects.exists()

    def test_an_officer_of_another_institution_is_refused(self, town):
        army = establish_institution(SYSTEM, code="A", kind="defence", name="Army")
        with pytest.raises(Invalid, match="another institution"):
            appoint(SYSTEM, town.head, officer=town.officer("Dan", army), starts_on=START)

    def test_an_appointment_ends_once_and_after_it_started(self, town):
        appointment = appoint(SYSTEM, town.head, officer=town.ann, starts_on=SPRING)
        with pytest.raises(Invalid, match="after the start"):
            end_appointment(SYSTEM, appointment, ends_on=SPRING)
        end_appointment(SYSTEM, appointment, ends_on=SUMMER)
        with pytest.raises(Conflict):
            end_appointment(SYSTEM, appointment, ends_on=SUMMER)

    def test_a_post_that_is_held_or_a_desk_with_posts_cannot_be_closed(self, town):
        appointment = appoint(SYSTEM, town.head, officer=town.ann, starts_on=START)
        with pytest.raises(Invalid, match="holds this post"):
            close_post(SYSTEM, town.head, closed_on=SUMMER)
        with pytest.raises(Invalid, match="still has open posts"):
            close_desk(SYSTEM, town.desk, closed_on=SUMMER)
        end_appointment(SYSTEM, appointment, ends_on=SUMMER)
        close_post(SYSTEM, town.head, closed_on=SUMMER)
        close_desk(SYSTEM, town.desk, closed_on=SUMMER)

    def test_the_same_form_sent_twice_appoints_once(self, town):
        op_id = uuid.uuid4()
        first = appoint.once(op_id)(SYSTEM, town.head, officer=town.ann, starts_on=START)
        assert appoint.once(op_id)(SYSTEM, town.head, officer=town.ann, starts_on=START) == first
        assert Appointment.objects.count() == 1


class TestWhoMay:
    def test_a_head_of_desk_appoints_in_the_own_institution_only(self, town):
        head = person(Role.DESK_HEAD, institution=town.police)
        army = establish_institution(SYSTEM, code="A", kind="defence", name="Army")
        stranger = person(Role.DESK_HEAD, institution=army)
        with pytest.raises(Refused):
            appoint(stranger, town.head, officer=town.ann, starts_on=START)
        assert Entry.objects.filter(kind="refusal", name="post.appoint", actor_id=stranger.id).exists()
        appoint(head, town.head, officer=town.ann, starts_on=START)

    def test_nobody_appoints_herself(self, town):
        with pytest.raises(Refused, match="Nobody appoints herself"):
            appoint(
                person(Role.DESK_HEAD, institution=town.police, officer=town.ann),
                town.head,
                officer=town.ann,
                starts_on=START,
            )

    @pytest.mark.parametrize("role", [Role.OVERSIGHT, Role.ADMINISTRATOR])
    def test_a_head_of_desk_neither_opens_nor_fills_the_posts_that_watch_over_her(self, town, role):
        head = person(Role.DESK_HEAD, institution=town.police)
        with pytest.raises(Refused):
            open_post(head, town.desk, title="Watch", role=role, opened_on=START)
        post = open_post(person(Role.ADMINISTRATOR), town.desk, title="Watch", role=role, opened_on=START)
        with pytest.raises(Refused):
            appoint(head, post, officer=town.ben, starts_on=START)
        appointment = appoint(person(Role.ADMINISTRATOR), post, officer=town.ben, starts_on=START)
        with pytest.raises(Refused):
            end_appointment(head, appointment, ends_on=SUMMER)

    @pytest.mark.parametrize("role", [Role.OPERATOR, Role.ANALYST, Role.OVERSIGHT, Role.FOCAL_POINT])
    def test_others_shape_nothing(self, town, role):
        with pytest.raises(Refused):
            open_desk(person(role, institution=town.police), town.station, kind="desk", name="Mine", opened_on=START)
