"""The death of a survivor: which group it belongs to, what is learned, and that nobody rings the number any more."""

from __future__ import annotations

import itertools
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from genderdesk.casework.cases import queries
from genderdesk.casework.cases.acts import confirm_death, describe_survivor, keep_death, plan_follow_up
from genderdesk.casework.cases.models import Case, Death, EarlierCase, FollowUp, Survivor
from genderdesk.casework.cases.rules import DeathFacts, SuspectFacts, killing_group
from genderdesk.casework.cases.vocabulary import KillingGroup, LookReason, Marker, Relationship, Sex
from genderdesk.casework.intake.acts import declare_conflict
from genderdesk.casework.intake.queries import Reach
from genderdesk.casework.intake.vocabulary import ConflictKind, ContactWay
from genderdesk.demo.person import read_page
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Refused
from genderdesk.groundwork.protection.models import Entry
from genderdesk.organisation.institution.models import Officer
from tests.files import at, fresh, name_suspect, open_file

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
NONE_OF_THEM = dict.fromkeys(Marker, NO)


def keep(actor, case, version=0, facts=None, **more):
    return keep_death(actor, fresh(case), version=version, facts=facts or DeathFacts(), **more)


class TestTheGroup:
    @pytest.mark.parametrize(
        ("relations", "markers", "group"),
        [
            ([Relationship.INTIMATE_PARTNER], {}, KillingGroup.PARTNER),
            ([Relationship.NO_RELATION, Relationship.INTIMATE_PARTNER], NONE_OF_THEM, KillingGroup.PARTNER),
            ([Relationship.FAMILY], {}, KillingGroup.FAMILY),
            ([Relationship.PRIMARY_CAREGIVER], {}, KillingGroup.FAMILY),
            ([Relationship.NO_RELATION], NONE_OF_THEM, KillingGroup.NONE),
            ([Relationship.NO_RELATION], {}, KillingGroup.UNKNOWN),
            ([Relationship.NO_RELATION], NONE_OF_THEM | {Marker.HATE: Answer.DECLINED}, KillingGroup.UNKNOWN),
            ([Relationship.UNKNOWN], dict.fromkeys(Marker, YES), KillingGroup.UNKNOWN),
            ([], {}, KillingGroup.UNKNOWN),
        ],
    )
    def test_it_follows_from_who_did_it_and_unknown_is_not_no(self, relations, markers, group):
        assert killing_group(Sex.FEMALE, relations, intentional=YES, markers=markers) is group

    @pytest.mark.parametrize("marker", Marker)
    def test_one_marker_is_enough(self, marker):
        found = killing_group(
            Sex.FEMALE, [Relationship.EMPLOYER], intentional=YES, markers=NONE_OF_THEM | {marker: YES}
        )
        assert found is KillingGroup.MARKED

    @pytest.mark.parametrize(("sex", "intentional"), list(itertools.product(Sex, Answer)))
    def test_what_was_not_on_purpose_or_no_woman_is_in_no_group(self, sex, intentional):
        found = killing_group(sex, [Relationship.INTIMATE_PARTNER], intentional=intentional, markers={})
        if intentional is NO or sex is Sex.MALE:
            assert found is KillingGroup.NONE
        else:
            sure = intentional is YES and sex is Sex.FEMALE
            assert found is (KillingGroup.PARTNER if sure else KillingGroup.UNKNOWN)


@pytest.mark.django_db
class TestTheBlock:
    def test_from_then_on_nobody_rings_and_nothing_is_due(self, world, case):
        plan_follow_up(world.focal_point, fresh(case), due_at=at(), channel=ContactWay.CALL)
        keep(world.focal_point, case)
        assert queries.reach_survivor(fresh(case), ContactWay.CALL).reach is Reach.NO_CONTACT
        assert FollowUp.objects.get().state == "called_off"
        assert Case.objects.get(pk=case.pk).risk_due_at is None
        assert queries.clocks_of(queries.case_for(world.focal_point, case.pk)) == ()
        assert [found for found, _clock in queries.running_clocks(world.focal_point) if found.pk == case.pk] == []

    def test_the_group_is_that_of_the_named_suspect(self, world, case):
        describe_survivor(world.focal_point, fresh(case), version=Survivor.objects.get().version, sex=Sex.FEMALE)
        name_suspect(
            world.focal_point,
            fresh(case),
            facts=SuspectFacts(relationship=Relationship.INTIMATE_PARTNER),
        )
        death = keep(world.focal_point, case, facts=DeathFacts(intentional=YES))
        assert death.group == "a"

    def test_words_are_sealed_stay_where_nothing_is_typed_and_open_by_a_look(self, world, case):
        keep(world.focal_point, case, circumstances="At the well.", lessons="Nobody asked for the gun.")
        keep(world.focal_point, case, version=1)
        assert "well" not in str(Death.objects.values().get())
        words = queries.death_words(world.focal_point, fresh(case), reason=LookReason.SUPERVISION)
        assert (words.circumstances, words.lessons) == ("At the well.", "Nobody asked for the gun.")
        assert Entry.objects.get(name="case.death").notes == {"reason": "supervision"}

    def test_two_who_write_at_once_do_not_write_over_each_other(self, world, case):
        keep(world.focal_point, case)
        with pytest.raises(Conflict):
            keep(world.desk_head, case)

    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({"died_on": timedelta(days=1)}, "died_on"),
            ({"review_on": timedelta(0)}, "review_held"),
            ({"children_orphaned": 31}, "children_orphaned"),
        ],
    )
    def test_what_cannot_be_is_said_at_its_field(self, world, case, facts, field):
        today = timezone.localdate()
        given = {name: today + each if isinstance(each, timedelta) else each for name, each in facts.items()}
        with pytest.raises(Invalid) as refusal:
            keep(world.focal_point, case, facts=DeathFacts(**given))
        assert refusal.value.field == field

    def test_who_does_not_work_on_the_case_keeps_nothing(self, world, case):
        with pytest.raises(Refused):
            keep(world.operator, case)

    def test_an_earlier_case_is_linked_only_by_who_may_open_it_and_seen_by_nobody_else(self, world, case):
        before = open_file(world)
        far = open_file(world, district=world.other_district)
        with pytest.raises(Invalid, match="no earlier case"):
            keep(world.focal_point, case, earlier=[far.number])
        death = keep(world.desk_head, case, earlier=[before.number.lower(), far.number])
        seen = queries.earlier_cases(world.focal_point, death)
        assert [each.pk for each in seen] == [before.pk]
        # Her list, in which the other does not stand, takes nothing away from it.
        keep(world.focal_point, case, version=1, earlier=[])
        assert [each.case_id for each in EarlierCase.objects.all()] == [far.pk]

    def test_a_conflict_hides_the_earlier_case_too(self, world, case):
        before = open_file(world)
        death = keep(world.desk_head, case, earlier=[before.number])
        officer = Officer.objects.get(pk=world.focal_point.officer_id)
        declare_conflict(world.desk_head, before.report, kind=ConflictKind.PERSON, officer=officer)
        assert queries.earlier_cases(world.focal_point, death) == []

    def test_a_second_person_confirms_it_and_until_then_it_stands_on_today_of_the_head(self, world, case):
        keep(world.focal_point, case)
        head = world.client(world.desk_head)
        assert "Deaths to confirm" in head.get("/staff/").content.decode()
        assert "Deaths to confirm" not in world.client(world.focal_point).get("/staff/").content.decode()
        with pytest.raises(Refused):
            confirm_death(world.focal_point, fresh(case))
        decide = f"/staff/cases/{case.pk}/death/decide/"
        assert head.post(decide, {"decision": "confirm"})["Location"] == f"/staff/cases/{case.pk}/death/"
        assert (Death.objects.get().confirmed_by, queries.deaths_to_confirm(world.desk_head).count()) == (
            world.desk_head.id,
            0,
        )
        with pytest.raises(Conflict):
            confirm_death(world.desk_head, fresh(case))

    def test_taken_back_all_runs_again_and_who_kept_it_cannot(self, world, case):
        plan_follow_up(world.focal_point, fresh(case), due_at=at(), channel=ContactWay.CALL)
        before = fresh(case).survivor.safe_to_contact
        first = uuid.uuid4()
        once = keep_death.once(first)
        given = {"version": 0, "facts": DeathFacts(), "earlier": [open_file(world).number]}
        once(world.focal_point, fresh(case), **given)
        decide = f"/staff/cases/{case.pk}/death/decide/"
        assert world.client(world.focal_point).post(decide, {"decision": "take_back", "why": "x"}).status_code == 403
        head = world.client(world.desk_head)
        page = head.post(decide, {"decision": "take_back"})
        assert (page.status_code, "how it is known" in page.content.decode()) == (422, True)
        assert head.post(decide, {"decision": "take_back", "why": "Seen."})["Location"] == f"/staff/cases/{case.pk}/"
        assert (Death.objects.count(), EarlierCase.objects.count()) == (0, 0)
        assert (FollowUp.objects.get().state, FollowUp.objects.get().called_off_why) == ("planned", "")
        assert fresh(case).survivor.safe_to_contact == before
        assert case.pk in {each.pk for each in queries.due_assessments(world.focal_point)}
        assert Case.objects.get(pk=case.pk).risk_due_at <= timezone.now()
        with pytest.raises(Conflict, match="taken back since"):
            once(world.focal_point, fresh(case), **given)
        keep(world.focal_point, case)

    def test_the_tab_is_there_once_it_is_kept_and_the_pages_work(self, world, case):
        browser = world.client(world.focal_point)
        root = f"/staff/cases/{case.pk}/"
        assert browser.get(f"{root}death/")["Location"] == f"{root}death/keep/"
        assert f"{root}death/keep/" in browser.get(f"{root}incident/").content.decode()
        page = browser.get(f"{root}death/keep/")
        sent = read_page(200, root, page.content.decode()).form(has="lessons").values
        sent |= {"lessons": "Ask for the gun.", "children_orphaned": "2", "version": "0"}
        assert browser.post(f"{root}death/keep/", sent)["Location"] == f"{root}death/"
        shown = browser.get(f"{root}death/").content.decode()
        assert "Ask for the gun." not in shown
        assert "Ask for the gun." in browser.post(f"{root}death/", {"reason": "supervision"}).content.decode()
        late = browser.post(f"{root}death/keep/", sent | {"children_orphaned": "3"})
        assert (late.status_code, "Saved meanwhile" in late.content.decode()) == (422, True)
