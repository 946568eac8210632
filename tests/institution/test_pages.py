"""The pages of the organisation: what a reader sees, and what a form answers."""

from __future__ import annotations

import shutil
import uuid
from datetime import date
from pathlib import Path

import pytest
from django.test import RequestFactory
from django.utils import timezone

from genderdesk.groundwork.platform.panels import TodayPanel
from genderdesk.groundwork.protection.access import SYSTEM, Actor
from genderdesk.interfaces.cli.country.load import load_country
from genderdesk.organisation.institution import panels, views
from genderdesk.organisation.institution.acts import establish_institution, open_post
from genderdesk.organisation.institution.models import Appointment, Desk, Institution, Officer, Post
from genderdesk.organisation.institution.vocabulary import Role

pytestmark = pytest.mark.django_db

ADDRESS = "/staff/organisation/"
LAKELAND = Path(__file__).parent / "lakeland"


@pytest.fixture
def lakeland(tmp_path):
    """The small country with one focal point who retired last year, so that one post is vacant."""
    folder = Path(shutil.copytree(LAKELAND, tmp_path / "lakeland"))
    path = folder / "appointments.csv"
    path.write_text(path.read_text().replace("N1-1,L1,2025-03-01,,30", "N1-1,L1,2025-03-01,2025-09-01,30"))
    load_country(folder, SYSTEM)
    return Institution.objects.get(code="LP")


def person(*roles, institution=None):
    return Actor(
        id=uuid.uuid4(),
        kind="user",
        code="somebody",
        roles=frozenset(roles),
        institution_id=institution.pk if institution else None,
    )


def visit(view, actor, *args, data=None, **query):
    factory = RequestFactory()
    request = factory.get(ADDRESS, query) if data is None else factory.post(ADDRESS, data)
    request.actor = actor
    request.session = {}
    answer = view(request, *args)
    return answer, answer.content.decode()


class TestOrganisation:
    def test_a_head_of_desk_sees_the_own_institution_and_its_vacancies(self, lakeland):
        establish_institution(SYSTEM, code="AA", kind="defence", name="Another institution")
        _answer, text = visit(views.organisation, person(Role.DESK_HEAD, institution=lakeland))
        assert "Lakeland Police" in text
        assert "Focal point Upper Shore" in text
        assert "1 vacant post" in text
        assert "Another institution" not in text

    def test_an_administrator_sees_all_institutions(self, lakeland):
        establish_institution(SYSTEM, code="AA", kind="defence", name="Another institution")
        _answer, text = visit(views.organisation, person(Role.ADMINISTRATOR))
        assert "Lakeland Police" in text
        assert "Another institution" in text

    def test_a_station_without_a_desk_stands_out(self, lakeland):
        _answer, text = visit(views.organisation, person(Role.DESK_HEAD, institution=lakeland))
        assert "No desk" in text

    def test_the_page_asks_the_same_number_of_questions_for_any_number_of_units(
        self, lakeland, django_assert_max_num_queries
    ):
        # Four of them learn the reader's circle, once for as long as nothing changes in it.
        with django_assert_max_num_queries(12):
            visit(views.organisation, person(Role.ADMINISTRATOR))

    @pytest.mark.parametrize("role", [Role.OPERATOR, Role.RIDER, Role.ANALYST, Role.COUNSELLOR])
    def test_others_are_told_who_may(self, lakeland, role):
        answer, text = visit(views.organisation, person(role, institution=lakeland))
        assert answer.status_code == 403
        assert "It is open to: the role" in text


class TestDesk:
    def test_a_desk_shows_its_mandate_head_and_posts(self, lakeland):
        desk = Desk.objects.get(name="Gender desk")
        _answer, text = visit(views.desk, person(Role.OVERSIGHT, institution=lakeland), desk.pk)
        for words in ("Leads.", "Inspector Ann Example", "Commissioner", "Invented position", "Headquarters"):
            assert words in text
        assert "/appoint/" not in text

    def test_a_vacant_post_offers_to_appoint_and_keeps_its_history(self, lakeland):
        desk = Desk.objects.get(name="Focal point Upper Shore")
        _answer, text = visit(views.desk, person(Role.DESK_HEAD, institution=lakeland), desk.pk)
        assert "vacant today" in text
        assert "/appoint/" in text
        assert "Sergeant Ben Example" in text

    def test_a_desk_of_another_institution_is_as_if_it_were_not_there(self, lakeland):
        army = establish_institution(SYSTEM, code="AA", kind="defence", name="Army")
        desk = Desk.objects.get(name="Gender desk")
        answer, text = visit(views.desk, person(Role.DESK_HEAD, institution=army), desk.pk)
        assert answer.status_code == 404
        assert "Gender desk" not in text


class TestAppointing:
    @pytest.fixture
    def post(self):
        return Post.objects.get(title="Focal point")

    @pytest.fixture
    def head(self, lakeland):
        return person(Role.DESK_HEAD, institution=lakeland)

    def test_who_holds_no_post_is_offered_first(self, head, post):
        _answer, text = visit(views.fill_post, head, post.pk)
        assert "Sergeant Ben Example (L2)" in text
        assert "Inspector Ann Example" not in text

    def test_others_are_found_by_name_or_staff_code(self, head, post):
        for sought in ("ann exa", "L1"):
            assert "Inspector Ann Example (L1)" in visit(views.fill_post, head, post.pk, q=sought)[1]
        assert "No officer of this institution" in visit(views.fill_post, head, post.pk, q="<b>zoe</b>")[1]

    def test_the_form_appoints_and_leads_back_to_the_desk(self, head, post):
        officer = Officer.objects.get(staff_code="L1")
        data = {"officer": officer.pk, "starts_on": "2026-01-05", "time_share": "50", "op_id": uuid.uuid4()}
        for _twice in range(2):
            answer, _text = visit(views.fill_post, head, post.pk, data=data)
            assert answer.status_code == 302
        appointment = Appointment.objects.get(post=post, officer=officer, starts_on=date(2026, 1, 5))
        assert appointment.time_share == 50

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"officer": ""}, "Choose an officer"),
            ({"officer": "nobody"}, "Select a valid choice"),
            ({"officer": str(uuid.uuid4())}, "Select a valid choice"),
            ({"starts_on": "5 January"}, "This is not a date"),
            ({"starts_on": "2024-01-01"}, "not open on this day"),
            ({"starts_on": "2024-07-01"}, "holds this post already"),
            ({"ends_on": "2025-12-31"}, "The end must come after the start"),
            ({"time_share": "0"}, "greater than or equal to 1"),
        ],
    )
    def test_what_is_wrong_stands_beside_the_field_and_what_was_typed_stays(self, head, post, changes, says):
        officer = Officer.objects.get(staff_code="L2")
        data = {"officer": officer.pk, "starts_on": "2026-01-05", "time_share": "77", "op_id": uuid.uuid4()} | changes
        answer, text = visit(views.fill_post, head, post.pk, data=data)
        assert answer.status_code == 422
        assert says in text
        assert 'value="77"' in text or "time_share" in changes

    def test_a_post_that_only_an_administrator_fills_is_refused_at_once(self, head):
        desk = Desk.objects.get(name="Gender desk")
        reserved = open_post(SYSTEM, desk, title="Oversight", role=Role.OVERSIGHT, opened_on=date(2025, 1, 1))
        assert visit(views.fill_post, head, reserved.pk)[0].status_code == 403

    def test_an_appointment_is_ended_from_a_day_on(self, head):
        appointment = Appointment.objects.get(post__title="Head")
        assert "Inspector Ann Example" in visit(views.end, head, appointment.pk)[1]
        answer, text = visit(views.end, head, appointment.pk, data={"ends_on": "2024-06-01", "op_id": uuid.uuid4()})
        assert (answer.status_code, "after the start" in text) == (422, True)
        answer, _text = visit(views.end, head, appointment.pk, data={"ends_on": "2026-02-01", "op_id": uuid.uuid4()})
        assert answer.status_code == 302
        appointment.refresh_from_db()
        assert appointment.ends_on == date(2026, 2, 1)

    def test_a_new_officer_is_entered_and_then_found(self, head, post):
        data = {
            "staff_code": "L9",
            "given_name": "Zoe",
            "family_name": "Example",
            "sex": "female",
            "op_id": uuid.uuid4(),
        }
        answer, _text = visit(views.enrol, head, post.pk, data=data)
        assert answer.status_code == 302
        assert answer.url.endswith("?q=L9")
        answer, text = visit(views.enrol, head, post.pk, data=data | {"op_id": uuid.uuid4()})
        assert answer.status_code == 422
        assert "Another officer has this staff code" in text


def test_today_tells_who_can_fill_them_of_vacant_posts(lakeland):
    request = RequestFactory().get("/")
    request.actor = person(Role.DESK_HEAD, institution=lakeland)
    shown = panels.vacancies(request)
    assert isinstance(shown, TodayPanel)
    assert shown.count == 1
    assert timezone.localdate() > date(2025, 9, 1)
    request.actor = person(Role.OPERATOR, institution=lakeland)
    assert panels.vacancies(request) is None
    assert panels.organisation_link(request) is None
