"""The suspects' register: open to few, searched before anybody is named, and closed to whoever it is about."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from genderdesk.casework.cases import queries
from genderdesk.casework.cases.acts import add_suspect, change_suspect, move_suspect
from genderdesk.casework.cases.models import Case, CaseEvent, Suspect, SuspectToken
from genderdesk.casework.cases.rules import SuspectFacts, SuspectWords, custody_until
from genderdesk.casework.cases.vocabulary import Force, Likeness, LookReason, Relationship
from genderdesk.casework.intake.acts import declare_conflict
from genderdesk.casework.intake.models import Conflict as InConflict
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import ConflictKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Refused
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.circle import hides
from genderdesk.groundwork.protection.models import Entry
from genderdesk.organisation.institution.models import Officer
from tests.files import fresh, open_file

pytestmark = pytest.mark.django_db

NAMES, PHONE, CARD = "Invented Kamana Suspect", "+250788111222", "1198880012345678"
WORDS = SuspectWords(names=NAMES, phone="0788 111 222", identifier=CARD, caution="Has a machete.")
PARTNER = SuspectFacts(relationship=Relationship.INTIMATE_PARTNER, armed=Answer.YES)


def name(actor, case, words=WORDS, facts=PARTNER, **more):
    return add_suspect(actor, fresh(case), words=words, facts=facts, **more)


class TestWhoMayOpen:
    @pytest.mark.parametrize("who", ["focal_point", "investigator", "desk_head"])
    def test_holder_investigator_and_head_read_who_it_is_and_the_look_is_recorded(self, world, case, who):
        suspect = name(world.focal_point, case)
        (opened,) = queries.names_of_suspect(getattr(world, who), fresh(case), reason=LookReason.INTERVIEW)
        assert (opened.suspect_id, opened.words.names, opened.words.phone) == (suspect.pk, NAMES, PHONE)
        assert Entry.objects.get(name="suspect.identity").notes == {"reason": "interview"}

    def test_another_who_works_on_the_case_sees_that_there_is_one(self, world, case):
        name(world.focal_point, case)
        second = world.actor("focal_point", world.station)
        with pytest.raises(Refused):
            queries.names_of_suspect(second, fresh(case), reason=LookReason.INTERVIEW)
        with pytest.raises(Refused):
            name(second, case, words=SuspectWords(names="Somebody Else"))
        page = world.client(second).get(f"/staff/cases/{case.pk}/suspects/")
        assert "This file names 1 suspect." in page.content.decode()
        assert Suspect.objects.get().code not in page.content.decode()

    def test_nothing_that_tells_who_it_is_lies_readable_in_the_database(self, world, case):
        suspect = name(world.focal_point, case)
        kept = str(Suspect.objects.filter(pk=suspect.pk).values().get())
        for word in (NAMES, PHONE, PHONE[4:], CARD, "machete"):
            assert word not in kept
        assert not Entry.objects.filter(notes__icontains="Kamana").exists()


class TestTheRegister:
    def test_who_is_there_already_must_be_said(self, world, case):
        first = name(world.focal_point, case)
        other = open_file(world)
        with pytest.raises(Invalid, match="Say who it is"):
            name(world.focal_point, other)
        same = name(world.focal_point, other, person=first.code)
        assert same.code == first.code
        third = name(world.focal_point, open_file(world), person="new")
        assert third.code != first.code

    def test_a_number_that_the_search_did_not_give_is_never_taken(self, world, case):
        first = name(world.focal_point, case)
        other = name(world.focal_point, open_file(world), SuspectWords(names="Quite Different"), person=first.code)
        assert other.code != first.code

    @pytest.mark.parametrize(
        ("words", "likeness"),
        [
            (SuspectWords(identifier=CARD), Likeness.IDENTIFIER),
            (SuspectWords(phone=PHONE), Likeness.PHONE),
            (SuspectWords(names="suspect kamana"), Likeness.NAME),
        ],
    )
    def test_each_way_finds_the_person_and_says_why(self, world, case, words, likeness):
        first = name(world.focal_point, case)
        other = open_file(world)
        browser = world.client(world.focal_point)
        sent = {**FORM, "names": words.names, "phone": words.phone, "identifier": words.identifier}
        page = browser.post(f"/staff/cases/{other.pk}/suspects/add/", sent)
        text = page.content.decode()
        assert page.status_code == 422
        assert re.search(rf'type="radio"[^>]*name="person"|name="person"[^>]*value="{first.code}"', text)
        assert f'value="{first.code}"' in text
        assert 'value="new"' in text
        assert f"/staff/cases/{case.pk}/suspects/" in text
        search = Entry.objects.get(kind="search", name="suspect.search")
        assert (search.subject_id, search.notes) == (str(other.pk), {"found": 1})
        assert not Suspect.objects.filter(case=other).exists()
        done = browser.post(f"/staff/cases/{other.pk}/suspects/add/", {**sent, "person": first.code})
        assert done.status_code == 302
        assert Suspect.objects.get(case=other).code == first.code
        found = queries.other_files(world.focal_point, fresh(other), [first.code])
        assert found[first.code].number == 1

    def test_a_repeat_offender_is_a_number_to_whoever_may_not_open_the_other_file(self, world, case):
        far = open_file(world, district=world.other_district)
        first = name(world.desk_head, far)
        mine = name(world.focal_point, case, person=first.code)
        seen = queries.other_files(world.focal_point, fresh(case), [mine.code])[mine.code]
        assert (seen.number, seen.cases) == (1, [])
        whole = queries.other_files(world.desk_head, fresh(case), [mine.code])[mine.code]
        assert [each.pk for each in whole.cases] == [far.pk]

    def test_twice_in_one_case_is_refused(self, world, case):
        first = name(world.focal_point, case)
        with pytest.raises(Conflict, match="already"):
            name(world.focal_point, case, person=first.code)

    def test_a_single_name_finds_nobody(self, world, case):
        name(world.focal_point, case)
        assert name(world.focal_point, open_file(world), SuspectWords(names="Kamana")).pk

    def test_nothing_known_is_no_suspect(self, world, case):
        with pytest.raises(Invalid, match="at least one thing"):
            name(world.focal_point, case, SuspectWords(), SuspectFacts())

    def test_a_number_that_is_none_comes_back_with_its_sentence(self, world, case):
        page = world.client(world.focal_point).post(
            f"/staff/cases/{case.pk}/suspects/add/", {**FORM, "names": NAMES, "phone": "12"}
        )
        assert page.status_code == 422
        assert NAMES in page.content.decode()


FORM = {
    "role": "primary",
    "relationship": "unknown",
    "lives_together": "unknown",
    "dependence": "unknown",
    "sex": "male",
    "age_group": "unknown",
    "occupation": "unknown",
    "force": "none",
    "armed": "unknown",
    "intoxicated": "unknown",
}


class TestSomebodyInUniform:
    def officer_of(self, world, desk):
        actor = world.actor("investigator", desk)
        return Officer.objects.get(pk=actor.officer_id), actor

    def test_the_named_officer_is_barred_and_the_file_is_sealed(self, world, case):
        officer, actor = self.officer_of(world, world.station)
        assert queries.may_work_on(actor, fresh(case))
        suspect = name(world.focal_point, case, SuspectWords(), officer=officer)
        declared = InConflict.objects.get(report_id=case.report_id)
        assert (declared.kind, declared.officer_id) == (ConflictKind.PERSON, officer.pk)
        sealed = Case.objects.get(pk=case.pk)
        assert sealed.cell_id
        assert hides(actor, sealed)
        assert hides(world.focal_point, sealed)
        row = Suspect.objects.get(pk=suspect.pk)
        assert (row.phone_index, row.identifier_index, SuspectToken.objects.count()) == ("", "", 0)

    def test_the_command_of_the_unit_is_barred_even_where_it_is_the_namers_own(self, world, case):
        name(world.focal_point, case, unit=world.station.unit)
        declared = InConflict.objects.get(report_id=case.report_id)
        assert declared.unit_id == world.station.unit_id
        assert Report.objects.get(pk=case.report_id).cell_id

    @pytest.mark.parametrize(("force", "sealed"), [(Force.ARMY, True), (Force.RESERVE, True), (Force.OTHER, False)])
    def test_a_force_seals_without_a_name(self, world, case, force, sealed):
        name(world.focal_point, case, facts=SuspectFacts(force=force))
        assert bool(Case.objects.get(pk=case.pk).cell_id) == sealed

    def test_the_page_says_where_the_file_went(self, world, case):
        officer, _actor = self.officer_of(world, world.station)
        page = world.client(world.focal_point).post(
            f"/staff/cases/{case.pk}/suspects/add/", {**FORM, "staff_code": officer.staff_code, "names": NAMES}
        )
        assert (page.status_code, page["Location"]) == (302, "/staff/reports/gone/")

    def test_a_sealed_file_is_neither_counted_nor_found(self, world, case):
        name(world.focal_point, case, facts=SuspectFacts(force=Force.POLICE))
        other = open_file(world)
        mine = name(world.focal_point, other)
        assert queries.other_files(world.focal_point, fresh(other), [mine.code]) == {}

    def test_a_file_from_which_a_conflict_bars_is_not_counted(self, world, case):
        first = name(world.focal_point, case)
        other = open_file(world)
        mine = name(world.desk_head, other, person=first.code)
        investigator = world.actor("investigator", world.station)
        officer = Officer.objects.get(pk=investigator.officer_id)
        declare_conflict(world.desk_head, fresh(case).report, kind=ConflictKind.RELATIVE, officer=officer)
        assert queries.other_files(investigator, fresh(other), [mine.code]) == {}

    def test_looking_for_oneself_is_marked(self, world, case):
        officer = Officer.objects.get(pk=world.focal_point.officer_id)
        queries.look_in_register(
            world.focal_point, fresh(case), names=officer.full_name, phone_index="", identifier_index=""
        )
        assert Entry.objects.get(name="suspect.search").notes["close"] == "own"


class TestHowItStands:
    def test_custody_counts_from_the_arrest_and_shows_on_today_before_it_ends(self, world, case):
        suspect = name(world.focal_point, case)
        arrested = timezone.now() - timedelta(days=4, hours=1)
        moved = move_suspect(world.focal_point, suspect, status="arrested", arrested_at=arrested)
        assert custody_until(moved.arrested_at) == arrested + timedelta(days=5)
        assert [each.pk for each in queries.custody_ending(world.focal_point)] == [suspect.pk]
        assert queries.custody_ending(world.actor("focal_point", world.station)) == []
        assert "Suspects in custody" in world.client(world.focal_point).get("/staff/").content.decode()

    def test_an_arrest_of_today_is_not_near_its_end(self, world, case):
        suspect = name(world.focal_point, case)
        move_suspect(world.focal_point, suspect, status="arrested", arrested_at=timezone.now())
        assert queries.custody_ending(world.focal_point) == []

    @pytest.mark.parametrize("at", [None, timedelta(days=1)])
    def test_an_arrest_has_a_time_that_has_been(self, world, case, at):
        suspect = name(world.focal_point, case)
        with pytest.raises(Invalid) as refusal:
            move_suspect(world.focal_point, suspect, status="arrested", arrested_at=at and timezone.now() + at)
        assert refusal.value.field == "arrested_at"

    def test_a_release_makes_the_risk_due_at_once(self, world, case):
        suspect = name(world.focal_point, case)
        with unguarded("test"):
            Case.objects.filter(pk=case.pk).update(risk_due_at=timezone.now() + timedelta(days=30))
        suspect = move_suspect(world.focal_point, suspect, status="arrested", arrested_at=timezone.now())
        move_suspect(world.focal_point, suspect, status="released")
        assert Case.objects.get(pk=case.pk).risk_due_at <= timezone.now()
        assert CaseEvent.objects.filter(case=case, kind="risk_event", ref="suspect_released").exists()

    def test_what_changed_meanwhile_is_not_written_over(self, world, case):
        suspect = name(world.focal_point, case)
        changed = change_suspect(world.focal_point, suspect, version=1, words=SuspectWords(alias="K"), facts=PARTNER)
        assert changed.version == 2
        with pytest.raises(Conflict):
            change_suspect(world.desk_head, Suspect.objects.get(), version=1, words=WORDS, facts=PARTNER)
        (opened,) = queries.names_of_suspect(world.desk_head, fresh(case), reason=LookReason.CORRECTION)
        assert (opened.words.alias, opened.words.names) == ("K", "")


def test_the_pages_work_from_naming_to_release(world, case):
    browser = world.client(world.focal_point)
    root = f"/staff/cases/{case.pk}/suspects/"
    form = {**FORM, "names": NAMES, "op_id": uuid.uuid4()}
    assert browser.post(f"{root}add/", form)["Location"] == root
    assert browser.post(f"{root}add/", form).status_code == 302
    suspect = Suspect.objects.get()
    page = browser.get(root).content.decode()
    assert suspect.code in page
    assert NAMES not in page
    assert NAMES in browser.post(root, {"reason": "interview"}).content.decode()
    one = f"{root}{suspect.pk}/"
    assert NAMES in browser.post(one, {"reason": "correction"}).content.decode()
    assert browser.post(f"{one}change/", {**FORM, "names": "Other Name", "version": 1}).status_code == 302
    late = browser.post(f"{one}change/", {**FORM, "names": "Third Name", "version": 1})
    assert (late.status_code, "Saved meanwhile" in late.content.decode()) == (422, True)
    assert "change/" in late.content.decode()
    assert 'change/" data-draft' not in late.content.decode(), "a draft opens without a look"
    wrong = browser.post(f"{one}status/", {"status": "arrested"})
    assert (wrong.status_code, "custody counts from then" in wrong.content.decode()) == (422, True)
