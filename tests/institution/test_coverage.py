"""Coverage is by post: a transfer, leave or expiry flips it, and nobody edits anything."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.groundwork.platform import panels as platform_panels
from genderdesk.groundwork.platform.panels import Caseload
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import Conflict, Invalid, unguarded
from genderdesk.organisation.institution import queries
from genderdesk.organisation.institution.acts import (
    appoint,
    define_competence,
    end_absence,
    end_appointment,
    grant_competence,
    require_competence,
    revoke_competence,
    write_absence,
)
from genderdesk.organisation.institution.models import Appointment, Competence, Officer, Post, RoleRequirement
from genderdesk.organisation.institution.rules.coverage import (
    Asked,
    Gap,
    Officers,
    PostFacts,
    Serving,
    Shown,
    covered_within,
    gaps_of_week,
    hours_of,
    standing_on,
)
from genderdesk.organisation.institution.rules.duty import Span
from genderdesk.organisation.institution.rules.periods import Period
from genderdesk.organisation.institution.rules.staffing import asked_by
from genderdesk.organisation.institution.vocabulary import (
    COVERING,
    STAFFING_NORM,
    AbsenceKind,
    CoverageReason,
    CoverageStatus,
    Role,
)
from tests.world import LONG_AGO

ANN, BEN, FIRST_RESPONSE, INTERVIEW = (uuid.UUID(int=number) for number in range(1, 5))
START = date(2025, 1, 1)
DAY = date(2025, 6, 1)


def after(days):
    return START + timedelta(days=days)


def post(*serving, asked=(FIRST_RESPONSE,), least_share=20, opened=START):
    return PostFacts(Period(opened), serving, [Asked(each, Period(START)) for each in asked], least_share)


def officers(shown=(), absent=()):
    return Officers({ANN: list(shown)}, {ANN: list(absent)})


ann = Serving(ANN, Period(START), 100)
valid = Shown(FIRST_RESPONSE, START, date(2026, 1, 1))


class TestOnADay:
    @pytest.mark.parametrize(
        ("facts", "known", "status", "why"),
        [
            (post(ann), officers([valid]), CoverageStatus.COVERED, []),
            (post(ann), officers([Shown(FIRST_RESPONSE, START)]), CoverageStatus.COVERED, []),
            (post(asked=()), officers(), CoverageStatus.NOT_DESIGNATED, [CoverageReason.NOTHING_ASKED]),
            (post(ann, opened=date(2025, 7, 1)), officers([valid]), CoverageStatus.NOT_DESIGNATED, None),
            (post(), officers([valid]), CoverageStatus.VACANT, [CoverageReason.NOBODY]),
            (
                post(Serving(ANN, Period(START), 10)),
                officers([valid]),
                CoverageStatus.VACANT,
                [CoverageReason.TOO_LITTLE_TIME],
            ),
            (post(ann), officers([valid], [Period(DAY)]), CoverageStatus.VACANT, [CoverageReason.ABSENT]),
            (post(ann), officers(), CoverageStatus.UNTRAINED, [CoverageReason.NEVER_SHOWN]),
            (post(ann), officers([Shown(FIRST_RESPONSE, date(2025, 6, 2))]), CoverageStatus.UNTRAINED, None),
            (post(ann), officers([Shown(FIRST_RESPONSE, START, DAY)]), CoverageStatus.LAPSED, [CoverageReason.LAPSED]),
            (
                post(ann),
                officers([Shown(FIRST_RESPONSE, START, DAY, revoked=True)]),
                CoverageStatus.LAPSED,
                [CoverageReason.REVOKED],
            ),
            (
                post(ann, asked=(FIRST_RESPONSE, INTERVIEW)),
                officers([valid]),
                CoverageStatus.UNTRAINED,
                [CoverageReason.NEVER_SHOWN],
            ),
            (
                post(Serving(ANN, Period(START, date(2025, 7, 1)), 100)),
                officers([valid]),
                CoverageStatus.EXPIRING,
                [CoverageReason.LEAVES],
            ),
        ],
    )
    def test_a_post_stands_by_holder_time_and_every_competence(self, facts, known, status, why):
        standing = standing_on(DAY, facts, known)
        assert standing.status == status
        assert why is None or [each.what for each in standing.reasons] == why

    @pytest.mark.parametrize(
        ("days_left", "status"),
        [(91, CoverageStatus.COVERED), (90, CoverageStatus.EXPIRING), (1, CoverageStatus.EXPIRING)],
    )
    def test_ninety_days_before_its_end_a_competence_expires_soon(self, days_left, status):
        end = DAY + timedelta(days=days_left)
        standing = standing_on(DAY, post(ann), officers([Shown(FIRST_RESPONSE, START, end)]))
        assert standing.status == status
        assert [each.day for each in standing.reasons] == ([end] if status == CoverageStatus.EXPIRING else [])

    def test_a_renewal_before_the_end_goes_on_and_a_second_holder_keeps_the_post_covered(self):
        renewed = [valid, Shown(FIRST_RESPONSE, date(2025, 12, 1), date(2027, 1, 1))]
        near = date(2025, 12, 20)
        assert standing_on(near, post(ann), officers(renewed)).status == CoverageStatus.COVERED
        both = Officers({ANN: [valid], BEN: [Shown(FIRST_RESPONSE, START)]})
        shared = post(Serving(ANN, Period(START), 50), Serving(BEN, Period(START), 50))
        assert standing_on(near, shared, both).status == CoverageStatus.COVERED
        assert standing_on(date(2026, 2, 1), shared, both).by == (BEN,)

    def test_whoever_lacks_least_says_what_has_to_be_done(self):
        two = Officers({ANN: [], BEN: [Shown(FIRST_RESPONSE, START, DAY)]})
        facts = post(Serving(ANN, Period(START), 50), Serving(BEN, Period(START), 50))
        standing = standing_on(DAY, facts, two)
        assert standing.status == CoverageStatus.LAPSED
        assert [(each.officer, each.day) for each in standing.reasons] == [(BEN, DAY)]


@st.composite
def lives(draw):
    """A post with two officers whose appointments, competences and absences begin and end anywhere."""

    def period():
        start = draw(st.integers(0, 50))
        length = draw(st.one_of(st.none(), st.integers(1, 30)))
        return Period(after(start), None if length is None else after(start + length))

    serving = [
        Serving(draw(st.sampled_from([ANN, BEN])), period(), draw(st.sampled_from([10, 60, 100])))
        for _each in range(draw(st.integers(0, 3)))
    ]
    shown = {
        who: [
            Shown(draw(st.sampled_from([FIRST_RESPONSE, INTERVIEW])), each.start, each.end)
            for each in (period() for _each in range(draw(st.integers(0, 3))))
        ]
        for who in (ANN, BEN)
    }
    asked = [Asked(each, period()) for each in (FIRST_RESPONSE, INTERVIEW)]
    absent = {ANN: [period()] if draw(st.booleans()) else []}
    return PostFacts(period(), serving, asked, 50), Officers(shown, absent)


class TestOverAPeriod:
    @given(lives(), st.integers(0, 60), st.integers(1, 60))
    def test_covered_days_are_the_days_on_which_it_stands_covered(self, life, first, length):
        facts, known = life
        window = Period(after(first), after(first + length))
        each_day = [standing_on(after(first + number), facts, known).status for number in range(length)]
        found = covered_within(window, facts, known)
        assert found.covered == sum(each in COVERING for each in each_day)
        assert found.days == sum(each != CoverageStatus.NOT_DESIGNATED for each in each_day)

    def test_half_the_days_are_half(self):
        known = officers([Shown(FIRST_RESPONSE, START, after(50))])
        assert covered_within(Period(START, after(100)), post(ann), known).share == 0.5


class TestStaffingNorm:
    @pytest.mark.parametrize(
        ("cases", "posts", "below"), [(0, 3, 40), (39, 3, 40), (40, 4, 75), (74, 4, 75), (75, 7, None), (900, 7, None)]
    )
    def test_a_caseload_falls_into_one_class(self, cases, posts, below):
        asked = asked_by(STAFFING_NORM, cases)
        assert (asked.posts, asked.below) == (posts, below)

    def test_a_norm_that_says_nothing_of_few_cases_is_refused(self):
        with pytest.raises(ValueError, match="no class"):
            asked_by(STAFFING_NORM[1:], 3)


class TestByShift:
    MONDAY = date(2026, 11, 30)

    def test_working_hours_leave_the_nights_and_the_weekend(self):
        spans = [(self.MONDAY + timedelta(days=number), Span(number, 7 * 60, 17 * 60)) for number in range(5)]
        gaps = gaps_of_week(spans)
        assert hours_of(gaps) == 50
        assert gaps[0] == Gap(0, 7 * 60)
        assert gaps[-1] == Gap(4 * 1440 + 17 * 60, 7 * 1440)

    def test_a_night_from_sunday_covers_monday_morning_and_day_and_night_leaves_none(self):
        sunday = self.MONDAY + timedelta(days=6)
        assert gaps_of_week([(sunday, Span(6, 22 * 60, 6 * 60))]) == [Gap(6 * 60, 6 * 1440 + 22 * 60)]
        assert gaps_of_week([(self.MONDAY + timedelta(days=each), Span(each, 0, 0)) for each in range(7)]) == []


def everything(world, day=None):
    return queries.coverage_lines(queries.CoverageBook([world.police]), day or timezone.localdate())


def standing_of(world, actor, day=None):
    return next(line.standing for line in everything(world, day) if line.post.pk == actor.post_id)


@pytest.fixture
def trained(world):
    """The focal point of a station, whose role asks first response, has shown it half a year ago."""
    asked = define_competence(SYSTEM, code="first-response", name="First response", validity_months=12)
    require_competence(SYSTEM, world.police, role=Role.FOCAL_POINT, competence=asked, starts_on=LONG_AGO)
    world.asked = asked
    world.ann = Officer.objects.get(pk=world.focal_point.officer_id)
    world.shown_on = timezone.localdate() - timedelta(days=180)
    world.held = grant_competence(SYSTEM, world.ann, competence=asked, granted_on=world.shown_on, source="C-7")
    return world


@pytest.mark.django_db
class TestNobodyEditsIt:
    def test_an_expiry_flips_it(self, trained):
        end = trained.held.expires_on
        assert standing_of(trained, trained.focal_point).status == CoverageStatus.COVERED
        assert standing_of(trained, trained.focal_point, end - timedelta(days=1)).status == CoverageStatus.EXPIRING
        lapsed = standing_of(trained, trained.focal_point, end)
        assert lapsed.status == CoverageStatus.LAPSED
        assert [each.day for each in lapsed.reasons] == [end]
        assert standing_of(trained, trained.focal_point, trained.shown_on - timedelta(days=1)).status == (
            CoverageStatus.UNTRAINED
        )

    def test_a_transfer_flips_both_posts(self, trained):
        other = trained.other_focal_point
        assert standing_of(trained, other).status == CoverageStatus.UNTRAINED
        day = timezone.localdate() + timedelta(days=1)
        for each in (trained.focal_point, other):
            end_appointment(SYSTEM, Appointment.objects.get(post_id=each.post_id), ends_on=day)
        appoint(SYSTEM, Post.objects.get(pk=other.post_id), officer=trained.ann, starts_on=day)
        assert standing_of(trained, trained.focal_point, day).status == CoverageStatus.VACANT
        assert standing_of(trained, other, day).status == CoverageStatus.COVERED
        assert standing_of(trained, trained.focal_point).status == CoverageStatus.EXPIRING

    def test_leave_and_revocation_flip_it_and_the_return_flips_it_back(self, trained):
        today = timezone.localdate()
        away = write_absence(SYSTEM, trained.ann, kind=AbsenceKind.LEAVE, starts_on=today)
        assert standing_of(trained, trained.focal_point).status == CoverageStatus.VACANT
        with pytest.raises(Invalid):
            write_absence(SYSTEM, trained.ann, kind=AbsenceKind.SICK, starts_on=today + timedelta(days=9))
        end_absence(SYSTEM, away, ends_on=today + timedelta(days=3))
        assert standing_of(trained, trained.focal_point, today + timedelta(days=3)).covered
        with pytest.raises(Conflict):
            end_absence(SYSTEM, away, ends_on=today + timedelta(days=5))
        revoke_competence(SYSTEM, trained.held, revoked_on=today, reason="Forged")
        assert standing_of(trained, trained.focal_point, today + timedelta(days=3)).status == CoverageStatus.LAPSED

    def test_all_focal_points_at_stations_is_a_number_of_a_number(self, trained):
        assert trained.other_focal_point
        book, day = queries.CoverageBook([trained.police]), timezone.localdate()
        found = queries.focal_points_at_stations(everything(trained), book, [trained.police], day)
        assert (found.stations, found.held, found.covered) == (2, 2, 1)
        districts = queries.posts_by_district(everything(trained), book, timezone.localdate())
        assert {code: (each.covered, each.designated) for code, each in districts.items()} == {
            "T11": (1, 1),
            "T12": (0, 1),
        }

    def test_a_post_that_nobody_holds_is_not_held_although_it_asks_nothing(self, trained):
        assert trained.other_focal_point
        day = timezone.localdate()
        with unguarded("test"):
            RoleRequirement.objects.all().delete()
            Appointment.objects.filter(post__desk=trained.other_station).delete()
        book = queries.CoverageBook([trained.police])
        found = queries.focal_points_at_stations(everything(trained), book, [trained.police], day)
        assert (found.stations, found.held, found.covered) == (2, 1, 0)

    def test_as_many_queries_for_five_posts_as_for_one(self, trained, django_assert_max_num_queries):
        for _each in range(4):
            trained.actor("focal_point", trained.station)
        with django_assert_max_num_queries(5):
            assert len(everything(trained)) == 5


@pytest.mark.django_db
class TestPages:
    def test_the_reasons_stand_in_words_on_the_page_and_in_the_file(self, trained):
        client, day = trained.client(trained.desk_head), trained.held.expires_on
        page = client.get("/staff/coverage/", {"day": day.isoformat()}).content.decode()
        assert f"Lapsed on {date_format(day)}: First response of {trained.ann}" in page
        assert "0 of 1 designated posts are covered." in page
        file = b"".join(client.get("/staff/coverage/coverage.csv", {"day": day.isoformat()})).decode()
        assert f",lapsed,Lapsed on {date_format(day)}: First response of {trained.ann}," in file

    def test_a_status_is_chosen_and_a_wrong_day_is_said_beside_the_field(self, trained):
        client = trained.client(trained.desk_head)
        page = client.get("/staff/coverage/", {"wanted": "covered"}).content.decode()
        assert "Valid" not in page
        assert trained.station.name in page
        answer = client.get("/staff/coverage/", {"day": "yesterday"})
        assert answer.status_code == 422
        assert "yesterday" in answer.content.decode()

    def test_the_caseload_leads_to_posts_by_the_norm_and_its_number_is_never_shown(self, trained, monkeypatch):
        loads = [(50, lambda _request, **_given: [Caseload("T11", 53)])]
        monkeypatch.setitem(platform_panels._places, "caseload", loads)
        page = trained.client(trained.desk_head).get("/staff/coverage/").content.decode()
        assert "1 district has fewer holders than the staffing norm asks" in page
        assert "40 and more, fewer than 75" in page
        assert "53" not in page.split("staffing norm asks")[1].split("</details>")[0]

    def test_the_head_finds_on_today_what_is_uncovered_and_what_soon_will_be(self, trained):
        client = trained.client(trained.desk_head)
        assert "Every designated post is covered for the next 90 days." in client.get("/staff/").content.decode()
        revoke_competence(SYSTEM, trained.held, revoked_on=timezone.localdate(), reason="Forged")
        assert "Revoked on" in client.get("/staff/").content.decode()

    def test_a_trainer_keeps_what_an_officer_has_shown_once_however_often_it_is_sent(self, trained):
        client = trained.client(trained.trainer)
        address = f"/staff/coverage/officers/{trained.ann.pk}/"
        assert "Absences" not in client.get(address).content.decode()
        sent = {"competence": trained.asked.pk, "granted_on": timezone.localdate().isoformat(), "source": "C-9"}
        sent["op_id"] = uuid.UUID(int=7)
        for _time in range(2):
            assert client.post(f"{address}grant/", sent).status_code == 302
        assert trained.ann.competences.filter(source="C-9").count() == 1
        wrong = client.post(f"{address}grant/", sent | {"op_id": uuid.UUID(int=8), "granted_on": "2999-01-01"})
        assert wrong.status_code == 422
        assert "This day is still to come." in wrong.content.decode()
        held = trained.ann.competences.get(source="C-9")
        revoking = {"op_id": uuid.UUID(int=9), "revoked_on": timezone.localdate().isoformat(), "reason": "Not hers"}
        assert client.post(f"/staff/coverage/competences/{held.pk}/revoke/", revoking).status_code == 302
        assert "Not hers" in client.get(address).content.decode()

    def test_another_institutions_officers_and_posts_are_not_there(self, trained):
        client = trained.client(trained.defence_desk_head)
        assert client.get(f"/staff/coverage/officers/{trained.ann.pk}/").status_code == 404
        assert trained.station.name not in client.get("/staff/coverage/").content.decode()
        assert trained.client(trained.focal_point).get("/staff/coverage/").status_code == 403

    def test_a_head_asks_a_competence_of_a_role_and_ends_it_and_keeps_a_leave(self, trained):
        client, today = trained.client(trained.desk_head), timezone.localdate()
        named = {"op_id": uuid.UUID(int=11), "code": "interview", "name": "Interviewing", "validity_months": "24"}
        assert client.post("/staff/coverage/requirements/define/", named).status_code == 302
        asking = {
            "op_id": uuid.UUID(int=12),
            "institution_code": "TP",
            "role": "investigator",
            "competence": Competence.objects.get(code="interview").pk,
            "starts_on": today.isoformat(),
        }
        assert client.post("/staff/coverage/requirements/ask/", asking).status_code == 302
        page = client.get("/staff/coverage/requirements/").content.decode()
        assert "Interviewing" in page
        asked = RoleRequirement.objects.get(role="investigator")
        ending = {"op_id": uuid.UUID(int=13), "ends_on": (today + timedelta(days=1)).isoformat()}
        assert client.post(f"/staff/coverage/requirements/{asked.pk}/end/", ending).status_code == 302
        leave = {"op_id": uuid.UUID(int=14), "kind": "leave", "starts_on": today.isoformat(), "ends_on": ""}
        address = f"/staff/coverage/officers/{trained.ann.pk}/"
        assert client.post(f"{address}absence/", leave).status_code == 302
        assert "until further notice" in client.get(address).content.decode()
        absence = trained.ann.absences.get()
        back = {"op_id": uuid.UUID(int=15), "ends_on": (today + timedelta(days=2)).isoformat()}
        assert client.post(f"/staff/coverage/absences/{absence.pk}/end/", back).status_code == 302

    def test_the_desks_page_says_in_which_hours_nobody_covers_it(self, trained):
        page = (
            trained.client(trained.desk_head).get(f"/staff/organisation/desks/{trained.station.pk}/").content.decode()
        )
        assert "somebody covers the desk in 50 of 168 hours" in page
