"""Flags: raised by few, sealed, on Today of who must not overlook them, and taken down with a word on what became."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from genderdesk.casework.cases import queries
from genderdesk.casework.cases.acts import assign_case, resolve_flag
from genderdesk.casework.cases.models import CaseEvent, Flag
from genderdesk.casework.cases.obstacles import obstacles_of
from genderdesk.casework.cases.vocabulary import EventKind, FlagReason, FlagShow, LookReason, Obstacle
from genderdesk.casework.intake.acts import seal_file
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import NarrowedFor
from genderdesk.groundwork.foundation.states import ImpossibleMove
from genderdesk.groundwork.platform.refusals import Invalid, Missing, Refused
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.organisation.institution.models import Officer
from tests.files import flag_case, fresh, open_file

pytestmark = pytest.mark.django_db

WORDS = "He was seen near her school."


def flag(actor, case, **changes):
    return flag_case(actor, fresh(case), WORDS, **changes)


def moved(kept, days):
    """The same flag as if it had been due so many days from today."""
    with unguarded("test"):
        Flag.objects.filter(pk=kept.pk).update(due_on=timezone.localdate() + timedelta(days=days))
    return kept


class TestWhoMay:
    def test_who_works_on_the_case_without_having_it_in_hand_sees_the_flag_and_moves_none(self, world, case):
        kept = flag(world.focal_point, case)
        reader = world.actor("investigator", world.station)
        with pytest.raises(Refused):
            flag(reader, case)
        with pytest.raises(Refused):
            resolve_flag(reader, kept, outcome="resolved", note="Done.")
        assert queries.opened_flags(reader, fresh(case), reason=LookReason.INTERVIEW)[kept.pk].words == WORDS
        page = world.client(reader).get(f"/staff/cases/{case.pk}/flags/").content.decode()
        assert "A day at court or with the police" in page
        assert "Take the flag down" not in page
        assert "Raise the flag" not in page

    def test_who_has_the_case_in_hand_may_whatever_the_post(self, world, case):
        investigator = world.actor("investigator", world.station)
        officer = Officer.objects.get(pk=investigator.officer_id)
        assign_case(world.desk_head, fresh(case), version=fresh(case).version, officer=officer)
        assert flag(investigator, case).raised_by == investigator.id

    def test_anybodys_flag_may_be_taken_down_by_another_focal_point_of_the_desk(self, world, case):
        kept = flag(world.desk_head, case)
        done = resolve_flag(world.focal_point, kept, outcome="resolved", note="She changed school.")
        assert (done.state, done.resolved_by) == ("resolved", world.focal_point.id)

    def test_a_flag_of_a_sealed_file_is_there_for_its_cell_alone(self, world, case):
        head, kept = world.desk_head, moved(flag(world.focal_point, case), -1)
        seal_file(head, Report.objects.get(pk=case.report_id), reason=NarrowedFor.STAFF_SUSPECTED)
        sealed = fresh(case)
        assert sealed.cell_id
        for actor in (world.focal_point, world.investigator, world.counsellor):
            assert not queries.flag_list(actor).exists()
            assert not queries.due_flags(actor).exists()
            with pytest.raises(Missing):
                queries.flag_for(actor, case.pk, kept.pk)
            with pytest.raises(Missing):
                queries.opened_flags(actor, sealed, reason=LookReason.INTERVIEW)
            assert world.client(actor).get(f"/staff/cases/{case.pk}/flags/").status_code == 404
        assert list(queries.flag_list(head)) == list(queries.due_flags(head)) == [kept]
        assert queries.flag_for(head, case.pk, kept.pk) == kept


class TestRaising:
    def test_words_are_sealed_and_opened_by_a_recorded_look(self, world, case):
        kept = flag(world.focal_point, case)
        assert "school" not in str(Flag.objects.filter(pk=kept.pk).values().get())
        opened = queries.opened_flags(world.focal_point, fresh(case), reason=LookReason.CONTACT)
        assert opened[kept.pk].words == WORDS
        assert Entry.objects.get(name="case.flags").notes == {"reason": "contact"}
        told = CaseEvent.objects.get(case=case, kind=EventKind.FLAG_RAISED)
        assert (told.ref, bool(told.note)) == ("hearing", False)

    def test_another_reason_needs_words_and_a_known_one_does_not(self, world, case):
        with pytest.raises(Invalid) as refused:
            flag_case(world.focal_point, fresh(case), "  ", why=FlagReason.OTHER)
        assert refused.value.field == "words"
        assert flag_case(world.focal_point, fresh(case), "", why=FlagReason.CHILD, due_on=None).due_on is None

    @pytest.mark.parametrize("days", [-1, 367])
    def test_a_day_that_cannot_be_meant_is_said(self, world, case, days):
        with pytest.raises(Invalid) as refused:
            flag(world.focal_point, case, due_on=timezone.localdate() + timedelta(days=days))
        assert refused.value.field == "due_on"
        assert not Flag.objects.exists()


class TestTakingDown:
    @pytest.mark.parametrize(
        ("outcome", "kind"), [("resolved", EventKind.FLAG_RESOLVED), ("mistaken", EventKind.FLAG_MISTAKEN)]
    )
    def test_it_ends_once_with_a_sealed_note_and_a_line_in_the_timeline(self, world, case, outcome, kind):
        kept = flag(world.focal_point, case)
        resolve_flag(world.focal_point, kept, outcome=outcome, note="Her aunt fetches her.")
        opened = queries.opened_flags(world.focal_point, fresh(case), reason=LookReason.CONTACT)
        assert opened[kept.pk].note == "Her aunt fetches her."
        assert "aunt" not in str(Flag.objects.filter(pk=kept.pk).values().get())
        assert CaseEvent.objects.filter(case=case, kind=kind, ref="hearing").count() == 1
        with pytest.raises(ImpossibleMove):
            resolve_flag(world.focal_point, Flag.objects.get(), outcome="resolved", note="Again.")

    @pytest.mark.parametrize(("changes", "field"), [({"note": " "}, "note"), ({"outcome": "raised"}, "outcome")])
    def test_how_it_ends_must_be_said(self, world, case, changes, field):
        kept = flag(world.focal_point, case)
        with pytest.raises(Invalid) as refused:
            resolve_flag(world.focal_point, kept, **({"outcome": "resolved", "note": "Done."} | changes))
        assert refused.value.field == field
        assert Flag.objects.get().state == "raised"

    def test_a_raised_flag_stands_in_the_way_of_a_closure(self, world, case):
        kept = flag(world.focal_point, case)
        assert Obstacle.FLAG_RAISED in [each.kind for each in obstacles_of(fresh(case))]
        resolve_flag(world.focal_point, kept, outcome="resolved", note="Done.")
        assert obstacles_of(fresh(case)) == []


class TestWhereItShows:
    def test_today_shows_the_holder_and_the_head_what_is_due_the_longest_overdue_first(self, world, case):
        today = flag(world.focal_point, case)
        late = moved(flag(world.focal_point, case), -3)
        moved(flag(world.focal_point, case), 1)
        flag(world.focal_point, case, due_on=None)
        elsewhere = flag(world.desk_head, open_file(world, district=world.other_district))
        assert list(queries.due_flags(world.focal_point)) == [late, today]
        assert set(queries.due_flags(world.desk_head)) == {late, today, elsewhere}
        # Another focal point of the desk has the list, and not the holder's Today.
        second = world.actor("focal_point", world.station)
        assert not queries.due_flags(second).exists()
        assert queries.flag_list(second).count() == 4
        page = world.client(world.focal_point).get("/staff/").content.decode()
        assert f"/staff/cases/{case.pk}/flags/{late.pk}/" in page
        resolve_flag(world.focal_point, late, outcome="resolved", note="Done.")
        assert list(queries.due_flags(world.focal_point)) == [today]

    def test_the_head_of_the_case_shows_it_until_it_is_taken_down(self, world, case):
        kept = flag(world.focal_point, case)
        browser = world.client(world.focal_point)
        for part in ("", "person/", "risk/"):
            page = browser.get(f"/staff/cases/{case.pk}/{part}").content.decode()
            assert "Flag: A day at court or with the police, by" in page
            assert WORDS not in page
        resolve_flag(world.focal_point, kept, outcome="resolved", note="Done.")
        page = browser.get(f"/staff/cases/{case.pk}/").content.decode()
        assert "See the flags" not in page
        assert "Flag resolved: A day at court or with the police" in page

    def test_a_case_with_many_flags_shows_the_soonest_and_says_that_there_are_more(self, world, case):
        for days in range(6):
            moved(flag(world.focal_point, case), days)
        page = world.client(world.focal_point).get(f"/staff/cases/{case.pk}/person/").content.decode()
        assert page.count("Flag: A day at court") == 5
        assert "More flags" in page

    def test_the_list_is_filtered_by_day_and_by_hands(self, world, case):
        due, later = flag(world.focal_point, case), moved(flag(world.focal_point, case), 4)
        bare = flag(world.focal_point, case, due_on=None)
        actor = world.focal_point
        assert set(queries.flag_list(actor)) == {due, later, bare}
        assert list(queries.flag_list(actor, show=FlagShow.DUE, mine=True)) == [due]
        assert list(queries.flag_list(actor, show=FlagShow.NO_DAY)) == [bare]
        assert not queries.flag_list(world.investigator, mine=True).exists()
        assert not queries.flag_list(world.other_focal_point).exists()
        page = world.client(actor).get("/staff/cases/flags/?show=nothing").content.decode()
        assert page.count(f"/staff/cases/{case.pk}/flags/") == 3
        assert WORDS not in page


class TestThePages:
    def test_sent_twice_it_is_one_flag_and_what_was_wrong_is_kept(self, world, case):
        browser, address = world.client(world.focal_point), f"/staff/cases/{case.pk}/flags/"
        wrong = browser.post(f"{address}raise/", {"why": "other", "words": " ", "due_on": "32/01/2026"})
        assert wrong.status_code == 422
        assert "There is no such date." in wrong.content.decode()
        sent = {"why": "danger", "words": WORDS, "due_on": "", "op_id": str(uuid.uuid4())}
        for _time in range(2):
            assert browser.post(f"{address}raise/", sent).status_code == 302
        kept = Flag.objects.get()
        looked = browser.post(address, {"reason": "interview"}).content.decode()
        assert WORDS in looked
        assert browser.post(f"{address}{kept.pk}/", {"outcome": "resolved", "note": ""}).status_code == 422
        gone = {"outcome": "mistaken", "note": "Another case.", "op_id": str(uuid.uuid4())}
        for _time in range(2):
            assert browser.post(f"{address}{kept.pk}/", gone).status_code == 302
        assert Flag.objects.get().state == "mistaken"
        late = browser.post(f"{address}{kept.pk}/", {**gone, "note": "Typed late.", "op_id": str(uuid.uuid4())})
        assert late.status_code == 422
        assert "Typed late." in late.content.decode()

    def test_a_flag_of_another_case_is_not_found_under_this_one(self, world, case):
        kept = flag(world.focal_point, open_file(world))
        assert world.client(world.focal_point).get(f"/staff/cases/{case.pk}/flags/{kept.pk}/").status_code == 404
