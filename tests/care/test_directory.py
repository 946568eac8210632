"""The directory: hours at their minutes, what is searched, and entries that must be confirmed every 180 days."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.casework.care import labels, queries, rules
from genderdesk.casework.care.acts import (
    add_provider,
    ask_to_confirm,
    close_provider,
    confirm_provider,
    correct_provider,
    keep_terms,
    load_providers,
    reopen_provider,
    update_own_entry,
)
from genderdesk.casework.care.jobs import ask_for_confirmation
from genderdesk.casework.care.models import Provider
from genderdesk.casework.care.panels import entries_to_confirm, places_that_help
from genderdesk.casework.care.queries import Wanted
from genderdesk.casework.care.rules.directory import DAYS
from genderdesk.casework.care.vocabulary import Accessibility, Cost, ProviderKind, Service
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Missing, Refused
from genderdesk.groundwork.protection import acts
from genderdesk.groundwork.protection.access import PUBLIC, SYSTEM
from tests.files import make_provider, open_file

MONDAY = datetime(2026, 3, 9)
times = st.builds(lambda hour, minute: f"{hour:02}:{minute:02}", st.integers(0, 23), st.integers(0, 59))
some_days = st.sets(st.sampled_from(DAYS), min_size=1).map(lambda days: tuple(sorted(days, key=DAYS.index)))
spans = st.builds(rules.Span, some_days, times, times)


def open_at(schedule: str, day: int, minute: str) -> bool | None:
    hour, minutes = minute.split(":")
    at = MONDAY + timedelta(days=day, hours=int(hour), minutes=int(minutes))
    return rules.is_open(rules.read_schedule(schedule), at)


class TestHours:
    @pytest.mark.parametrize(
        ("schedule", "day", "minute", "is_open"),
        [
            ("MO-FR 08:00-17:00", 0, "07:59", False),
            ("MO-FR 08:00-17:00", 0, "08:00", True),
            ("MO-FR 08:00-17:00", 4, "16:59", True),
            ("MO-FR 08:00-17:00", 4, "17:00", False),
            ("MO-FR 08:00-17:00", 5, "12:00", False),
            ("SA 22:00-06:00", 5, "21:59", False),
            ("SA 22:00-06:00", 5, "22:00", True),
            ("SA 22:00-06:00", 6, "05:59", True),
            ("SA 22:00-06:00", 6, "06:00", False),
            ("SU 22:00-06:00", 7, "05:59", True),
            ("MO-SU 00:00-00:00", 3, "23:59", True),
            ("FR-MO 09:00-10:00", 6, "09:30", True),
            ("FR-MO 09:00-10:00", 2, "09:30", False),
            ("", 0, "12:00", None),
        ],
    )
    def test_a_place_is_open_from_its_first_minute_to_before_its_last(self, schedule, day, minute, is_open):
        assert open_at(schedule, day, minute) is is_open

    @pytest.mark.parametrize("line", ["MO 8-17", "XX 08:00-17:00", "MO 08:00-24:00", "MO-FR", "MO 08:00-17:60"])
    def test_a_line_that_cannot_be_read_is_named(self, line):
        with pytest.raises(rules.ScheduleFault, match=line.split()[0]):
            rules.read_schedule(f"TU 08:00-17:00\n{line}")

    @given(st.lists(spans, max_size=4))
    def test_what_is_written_is_read_again_and_opens_at_the_same_minutes(self, given_spans):
        written = rules.write_schedule(given_spans)
        again = rules.read_schedule(written)
        assert rules.write_schedule(again) == written
        for hours in range(0, 24 * 7, 5):
            at = MONDAY + timedelta(hours=hours, minutes=30)
            assert rules.is_open(again, at) == rules.is_open(given_spans, at)

    def test_every_usual_wording_has_its_hours(self):
        assert all(rules.usual_schedule(words) for words in labels.USUAL_HOURS)

    def test_hours_are_said_in_words(self):
        words = labels.hours_words("", "MO-FR 08:00-17:00\nSA 00:00-00:00")
        assert words == "Monday to Friday, 08:00 to 17:00, Saturday, 24 hours"
        assert labels.hours_words("", "MO-SU 08:00-17:00") == "every day, 08:00 to 17:00"


class TestConfirming:
    @pytest.mark.parametrize(("days", "due"), [(179, False), (180, True), (181, True)])
    def test_an_entry_is_due_on_the_180th_day(self, days, due):
        today = timezone.localdate()
        assert rules.is_due(today - timedelta(days=days), today) is due
        assert rules.is_due(None, today)

    def test_the_desk_is_told_once_of_what_is_due(self, world):
        today = timezone.localdate()
        old = make_provider(world, confirmed_on=today - timedelta(days=180))
        fresh = make_provider(world, confirmed_on=today - timedelta(days=179))
        shut = make_provider(world, closed_on=today)
        never = make_provider(world)
        assert [each.pk for each in queries.to_confirm()] == [never.pk, old.pk]
        ask_for_confirmation()
        asked = dict(Provider.objects.values_list("pk", "asked_on"))
        assert asked == {old.pk: today, never.pk: today, fresh.pk: None, shut.pk: None}
        assert list(queries.to_ask()) == []

    def test_whoever_calls_the_place_confirms_it(self, world):
        provider = make_provider(world)
        kept = confirm_provider(world.focal_point, provider, version=1)
        assert (kept.confirmed_on, kept.confirmed_by) == (timezone.localdate(), world.focal_point.id)
        assert not queries.is_due(kept)

    def test_a_focal_point_is_shown_those_of_her_districts_and_the_head_all(self, world, rf):
        near, far = make_provider(world), make_provider(world, district=world.other_district)
        for actor, expected in ((world.focal_point, {near.name}), (world.desk_head, {near.name, far.name})):
            request = rf.get("/staff/")
            request.actor = actor
            assert {row.text.split(" · ")[0] for row in entries_to_confirm(request).rows} == expected

    def test_people_do_not_ask_in_the_systems_name(self, world):
        with pytest.raises(Refused):
            ask_to_confirm(world.desk_head, providers=[])


def entry(world, **changes):
    given = {
        "name": "Invented House of Care",
        "kind": ProviderKind.HEALTH,
        "district_code": world.district.code,
        "services": (Service.HEALTH, Service.LEGAL),
        "schedule": "MO-FR 08:00-17:00",
        "languages": ("rw", "fr"),
        "accessibility": (Accessibility.STEP_FREE,),
        "phone": "0788 000 123",
    }
    return rules.Entry(**(given | changes))


class TestKeeping:
    def test_the_head_adds_corrects_closes_and_opens_an_entry(self, world):
        added = add_provider(world.desk_head, entry=entry(world))
        assert (added.phone, added.confirmed_on) == ("+250788000123", timezone.localdate())
        terms = rules.Terms(cost=Cost.FREE, minimum_age=12, places=4)
        kept = keep_terms(world.desk_head, added, version=1, service=Service.HEALTH, terms=terms)
        assert queries.terms_of(kept, "health") == terms
        fewer = entry(world, services=(Service.LEGAL,), name="Invented House of Law")
        corrected = correct_provider(world.desk_head, kept, version=2, entry=fewer)
        assert (corrected.name, corrected.terms, corrected.version) == ("Invented House of Law", {}, 3)
        shut = close_provider(world.desk_head, corrected, version=3)
        assert queries.search(Wanted()) == []
        again = reopen_provider(world.desk_head, shut, version=4)
        assert (again.closed_on, again.confirmed_on) == (None, None)

    @pytest.mark.parametrize("who", ["focal_point", "counsellor", "operator", "administrator", "oversight"])
    def test_nobody_else_writes_in_it(self, world, who):
        actor, provider = getattr(world, who), make_provider(world)
        for call in (
            lambda: add_provider(actor, entry=entry(world)),
            lambda: correct_provider(actor, provider, version=1, entry=entry(world)),
            lambda: close_provider(actor, provider, version=1),
            lambda: keep_terms(actor, provider, version=1, service=Service.HEALTH, terms=rules.Terms()),
        ):
            with pytest.raises(Refused):
                call()
        assert Provider.objects.get(pk=provider.pk).version == 1

    def test_two_who_correct_the_same_entry_do_not_overwrite_each_other(self, world):
        provider = make_provider(world)
        confirm_provider(world.focal_point, provider, version=1)
        with pytest.raises(Conflict, match="Somebody else changed this"):
            correct_provider(world.desk_head, provider, version=1, entry=entry(world))

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"kind": ProviderKind.SHELTER, "address": "Invented road 1"}, "address"),
            ({"district_code": "nowhere"}, "district"),
            ({"services": ()}, "services"),
            ({"schedule": "always"}, "schedule"),
            ({"phone": "12"}, "phone"),
            ({"name": "  "}, "name"),
        ],
    )
    def test_what_cannot_be_kept_names_its_field(self, world, changes, field):
        with pytest.raises(Invalid) as refusal:
            add_provider(world.desk_head, entry=entry(world, **changes))
        assert refusal.value.field == field
        assert not Provider.objects.exists()

    def test_an_entry_that_is_not_there_is_missing(self, world):
        with pytest.raises(Missing):
            queries.provider_for(world.desk_head, uuid.uuid4())
        with pytest.raises(Missing):
            queries.provider_for(PUBLIC, make_provider(world).pk)


class TestSearch:
    @pytest.fixture
    def places(self, world):
        whole = "MO-SU 00:00-00:00"
        with_all = make_provider(
            world,
            schedule=whole,
            languages=["rw", "sgn"],
            accessibility=["step_free"],
            terms={"health": {"cost": "free"}, "legal": {"cost": "paid"}},
            confirmed_on=timezone.localdate(),
        )
        plain = make_provider(world, services=["legal"], terms={"legal": {"cost": "free"}})
        far = make_provider(world, district=world.other_district, schedule=whole)
        return {"with_all": with_all, "plain": plain, "far": far}

    @pytest.mark.parametrize(
        ("wanted", "expected"),
        [
            ({}, {"with_all", "plain", "far"}),
            ({"service": "health"}, {"with_all", "far"}),
            ({"district": "T12"}, {"far"}),
            ({"language": "sgn"}, {"with_all"}),
            ({"accessibility": "step_free"}, {"with_all"}),
            ({"open_now": True}, {"with_all", "far"}),
            ({"free": True}, {"plain"}),
            ({"free": True, "service": "health"}, {"with_all"}),
            ({"confirmed": True}, {"with_all"}),
            ({"confirmed": True, "language": "fr"}, set()),
        ],
    )
    def test_it_finds_what_fits_and_what_is_not_known_does_not(self, places, wanted, expected):
        found = {each.pk for each in queries.search(Wanted(**wanted))}
        assert found == {places[name].pk for name in expected}

    def test_the_own_district_and_what_is_open_come_first(self, places, world):
        order = [each.pk for each in queries.search(Wanted(), near="T11")]
        assert order == [places["with_all"].pk, places["plain"].pk, places["far"].pk]

    def test_the_line_is_told_what_is_open_and_free_and_never_of_a_safe_house(self, places, world, rf):
        make_provider(world, kind="shelter", name="Invented Safe House")
        request = rf.get("/")
        request.actor = world.operator
        listed = places_that_help(request, district_code="T11")
        assert "open now" in str(listed[0].detail)
        assert "Invented Safe House" not in {each.name for each in listed}
        assert str(listed[0].hours) == "every day, 24 hours"

    def test_the_pages_search_by_what_stands_in_the_address(self, places, world):
        case = open_file(world)
        client = world.client(world.focal_point)
        page = client.get("/staff/care/?language=sgn&open_now=on").content.decode()
        assert places["with_all"].name in page
        assert places["plain"].name not in page
        form = client.get(f"/staff/care/cases/{case.pk}/propose/?service=health&free=on").content.decode()
        assert places["with_all"].name in form
        assert places["far"].name not in form

    def test_what_is_on_no_list_is_as_if_it_were_not_asked(self, places, world):
        page = world.client(world.focal_point).get("/staff/care/?service=magic&district=%00").content.decode()
        assert places["plain"].name in page


class TestPages:
    def test_the_head_corrects_an_entry_in_the_browser(self, world):
        provider = make_provider(world)
        client = world.client(world.desk_head)
        assert client.get(f"/staff/care/providers/{provider.pk}/correct/").status_code == 200
        given = {
            "name": "Invented Renamed",
            "kind": "health",
            "services": ["health"],
            "district": "T11",
            "schedule": "mo–fr 8:00-17:00",
            "version": 1,
            "op_id": str(uuid.uuid4()),
        }
        wrong = client.post(f"/staff/care/providers/{provider.pk}/correct/", given)
        assert wrong.status_code == 422
        assert "cannot be read as opening hours" in wrong.content.decode()
        right = client.post(f"/staff/care/providers/{provider.pk}/correct/", given | {"schedule": "mo–fr 08:00-17:00"})
        assert right.status_code == 302
        kept = Provider.objects.get(pk=provider.pk)
        assert (kept.name, kept.schedule) == ("Invented Renamed", "MO-FR 08:00-17:00")

    def test_terms_are_written_and_read(self, world):
        provider = make_provider(world)
        client = world.client(world.desk_head)
        address = f"/staff/care/providers/{provider.pk}/services/health/"
        upside_down = {"cost": "free", "minimum_age": 20, "maximum_age": 10, "version": 1, "op_id": str(uuid.uuid4())}
        assert client.post(address, upside_down).status_code == 422
        assert client.post(address, upside_down | {"maximum_age": 30}).status_code == 302
        page = client.get(f"/staff/care/providers/{provider.pk}/").content.decode()
        assert "Free of charge" in page
        assert "Up to 30 years" in page
        assert client.get(f"/staff/care/providers/{provider.pk}/services/safe_house/").status_code == 404

    def test_a_focal_point_confirms_and_sees_no_button_to_change(self, world):
        provider = make_provider(world)
        client = world.client(world.focal_point)
        page = client.get(f"/staff/care/providers/{provider.pk}/").content.decode()
        assert "Every line is right" in page
        assert "Correct the entry" not in page
        pressed = {"version": 1, "op_id": str(uuid.uuid4())}
        address = f"/staff/care/providers/{provider.pk}/confirm/"
        assert client.post(address, pressed).status_code == 302
        assert client.post(address, pressed | {"op_id": str(uuid.uuid4())}).status_code == 422
        assert client.get(f"/staff/care/providers/{provider.pk}/correct/").status_code == 403


class TestLoading:
    ROW = {
        "code": "X-1",
        "name": "Invented",
        "kind": "health",
        "district": "T11",
        "phone": "",
        "services": "health;legal",
    }

    def test_new_columns_are_kept_and_an_old_file_leaves_what_the_desk_wrote(self, world):
        more = {"languages": "rw;fr", "schedule": "MO-FR 08:00-17:00", "cost": "free", "accessibility": "step_free"}
        load_providers(SYSTEM, rows=[(2, self.ROW | more)])
        kept = Provider.objects.get()
        assert (kept.languages, kept.schedule) == (["rw", "fr"], "MO-FR 08:00-17:00")
        assert queries.terms_of(kept, "legal").cost is Cost.FREE
        close_provider(world.desk_head, kept, version=1)
        load_providers(SYSTEM, rows=[(2, self.ROW | {"name": "Invented again"})])
        again = Provider.objects.get()
        assert (again.name, again.languages, again.closed_on) == ("Invented again", ["rw", "fr"], timezone.localdate())

    @pytest.mark.parametrize(
        ("column", "word"), [("languages", "xx"), ("accessibility", "lift"), ("schedule", "always"), ("cost", "little")]
    )
    def test_a_word_of_no_list_is_named_by_its_column(self, world, column, word):
        with pytest.raises(Invalid, match=column):
            load_providers(SYSTEM, rows=[(2, self.ROW | {column: word})])
        assert not Provider.objects.exists()


class TestTheirOwn:
    """A place keeps its own hours and places; where it is and how it is reached it cannot change."""

    NEW = {"schedule": "MO-SU 00:00-00:00", "hours": "", "version": "1", "places_health": "12"}

    def test_hours_and_places_are_saved_and_count_as_confirmed(self, world):
        provider = make_provider(world, terms={"health": {"cost": "free"}})
        client = world.client(world.provider_actor(provider.pk))
        address = "/staff/provider/entry/"
        assert f'href="{address}"' in client.get("/staff/").content.decode()
        assert client.post(address, {**self.NEW, "op_id": str(uuid.uuid4())}).status_code == 302
        provider.refresh_from_db()
        assert (provider.schedule, provider.confirmed_on) == ("MO-SU 00:00-00:00", timezone.localdate())
        assert queries.terms_of(provider, "health") == rules.Terms(cost=Cost.FREE, places=12)
        answer = client.post(address, {**self.NEW, "op_id": str(uuid.uuid4())})
        assert answer.status_code == 422
        assert "changed" in answer.content.decode()

    def test_hours_that_cannot_be_read_are_said_and_kept_in_the_box(self, world):
        client = world.client(world.provider_actor(make_provider(world).pk))
        given = {**self.NEW, "schedule": "whenever", "op_id": str(uuid.uuid4())}
        answer = client.post("/staff/provider/entry/", given)
        assert answer.status_code == 422
        assert "whenever" in answer.content.decode()

    def test_hours_that_cannot_be_read_are_refused_by_the_act_too(self, world):
        provider = make_provider(world)
        with pytest.raises(Invalid, match="whenever"):
            update_own_entry(
                world.provider_actor(provider.pk), provider, version=1, schedule="whenever", hours="", places={}
            )

    def test_every_line_is_right(self, world):
        provider = make_provider(world)
        client = world.client(world.provider_actor(provider.pk))
        given = {"version": "1", "op_id": str(uuid.uuid4())}
        assert client.post(f"/staff/care/providers/{provider.pk}/confirm/", given).status_code == 302
        provider.refresh_from_db()
        assert provider.confirmed_on == timezone.localdate()

    @pytest.mark.parametrize("by_link", [False, True])
    def test_nobody_elses_entry_and_nothing_by_a_link(self, world, by_link):
        mine, other = make_provider(world), make_provider(world)
        actor = world.provider_actor(mine.pk)
        if by_link:
            actor = replace(actor, attributes={"referral": str(uuid.uuid4())})
        theirs = mine if by_link else other
        given = {"version": 1, "schedule": "MO-FR 08:00-17:00", "hours": "", "places": {}}
        with pytest.raises(Refused):
            update_own_entry(actor, theirs, **given)
        with pytest.raises(Refused):
            confirm_provider(actor, theirs, version=1)
        with pytest.raises(Refused):
            close_provider(world.provider_actor(theirs.pk), theirs, version=1)

    def test_a_service_that_it_does_not_give_has_no_places(self, world):
        provider = make_provider(world)
        unknown = next(str(each) for each in Service if str(each) not in provider.services)
        given = {"version": 1, "schedule": "", "hours": "", "places": {unknown: 3}}
        with pytest.raises(Invalid):
            update_own_entry(world.provider_actor(provider.pk), provider, **given)


pytestmark = pytest.mark.django_db


def test_the_acts_of_the_directory_are_these():
    assert {name for name, each in acts.registry.items() if each.subject is Provider} == {
        "provider.correct",
        "provider.terms",
        "provider.confirm",
        "provider.update",
        "provider.close",
        "provider.reopen",
        # The key of a hospital's own system (test_fhir.py): made and ended by whoever keeps the directory.
        "provider.give_key",
        "provider.end_key",
    }
