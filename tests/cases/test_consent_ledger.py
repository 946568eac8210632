"""The ledger of consents: who decides for a child, renewal, taking back with all that rests on it, and the law."""

from __future__ import annotations

import hashlib
import itertools
import uuid

import pytest
from django.db import DatabaseError, transaction

from genderdesk.casework.care import queries as care
from genderdesk.casework.care.acts import make_link
from genderdesk.casework.care.models import Referral
from genderdesk.casework.care.queries.links import link_opens
from genderdesk.casework.cases import queries, rules
from genderdesk.casework.cases.acts import (
    count_in_figures,
    decide_exception,
    describe_survivor,
    end_exception,
    renew_consent,
    revoke_consent,
)
from genderdesk.casework.cases.models import CaseEvent, Consent, LegalException
from genderdesk.casework.cases.vocabulary import (
    CONSENT_WORDING,
    WORDINGS,
    CaregiverSays,
    ConsentMode,
    EventKind,
    GivenBy,
    Purpose,
    Scope,
    Sex,
    wording_for,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Missing, Refused
from genderdesk.groundwork.protection import vault
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from tests.files import (
    NAME,
    PHONE,
    TOLD,
    ask_exception,
    fresh,
    give_consent,
    given,
    make_provider,
    open_file,
    propose,
    send,
)

pytestmark = pytest.mark.django_db

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
SELF, CAREGIVER, AUTHORITY = GivenBy.SELF, GivenBy.CAREGIVER, GivenBy.AUTHORITY


def may(years: int, by: GivenBy, *, child: bool, caregiver: CaregiverSays | None, suspected: bool) -> bool:
    """The table of cases.md 7.7 in the test's own words: may this yes stand?"""
    asked_caregiver = by is CAREGIVER or caregiver in (CaregiverSays.AGREES, CaregiverSays.REFUSES)
    if suspected and asked_caregiver:
        return False
    child_says = by is SELF or child
    grown_up_says = by in (CAREGIVER, AUTHORITY) or caregiver is CaregiverSays.AGREES
    if years <= 5:
        return by is not SELF
    if years <= 11:
        return by is not SELF and child_says
    if years <= 14:
        return child_says and grown_up_says
    if years <= 17:
        return (by is SELF and caregiver is not None) or (by is AUTHORITY and child_says)
    return by is not CAREGIVER


class TestWhoDecidesForAChild:
    @pytest.mark.parametrize("years", range(30))
    def test_at_every_age_each_way_of_giving_it_stands_or_falls_by_the_table(self, years):
        for by, child, caregiver, suspected in itertools.product(
            GivenBy, (YES, NO, UNKNOWN), (None, *CaregiverSays), (YES, NO, UNKNOWN)
        ):
            found = rules.fault_of_decider(
                given(given_by=by, child_assent=child, caregiver=caregiver),
                age=rules.Age(years, years),
                suspected=suspected,
            )
            stands = may(years, by, child=child is YES, caregiver=caregiver, suspected=suspected is YES)
            assert (found == "") == stands, (by, child, caregiver, suspected, found)

    @pytest.mark.parametrize("border", [6, 12, 15, 18])
    def test_where_the_age_lies_on_a_border_the_rules_of_both_sides_hold(self, border):
        for by, child, caregiver in itertools.product(GivenBy, (YES, NO), (None, *CaregiverSays)):
            how = given(given_by=by, child_assent=child, caregiver=caregiver)

            def fault(least: int, most: int, how: rules.Given = how) -> str:
                return rules.fault_of_decider(how, age=rules.Age(least, most), suspected=NO)

            both = not fault(border - 1, border - 1) and not fault(border, border)
            assert (fault(border - 1, border) == "") == both

    def test_every_age_has_one_rule(self):
        for years in range(121):
            assert len(rules.rules_for(rules.Age(years, years))) == 1
        assert rules.rules_for(None) == rules.AGE_RULES

    @pytest.mark.parametrize(
        ("years", "how", "sentence"),
        [
            (4, {"given_by": SELF}, "Below 6"),
            (9, {"given_by": AUTHORITY}, "From 6 to 11"),
            (13, {"given_by": SELF}, "From 12 to 14"),
            (16, {"given_by": CAREGIVER, "child_assent": YES}, "own decision"),
            (16, {"given_by": SELF}, "not safe to ask"),
            (30, {"given_by": CAREGIVER}, "A grown-up decides"),
        ],
    )
    def test_the_server_refuses_with_what_to_do(self, world, case, provider, years, how, sentence):
        describe_survivor(world.focal_point, fresh(case), version=1, sex=Sex.FEMALE, years=years)
        with pytest.raises(Invalid, match=sentence):
            give_consent(world.focal_point, fresh(case), provider.pk, **how)
        assert not Consent.objects.exists()

    def test_a_childs_own_no_always_counts_and_a_suspected_caregivers_never(self, world, case, provider):
        describe_survivor(world.focal_point, fresh(case), version=1, sex=Sex.FEMALE, years=8, guardian_suspected=YES)
        with pytest.raises(Invalid, match="may be involved"):
            give_consent(world.focal_point, fresh(case), provider.pk, decision=NO, given_by=CAREGIVER)
        kept = give_consent(world.focal_point, fresh(case), provider.pk, decision=NO, given_by=SELF)
        assert not kept.yes

    def test_how_it_was_given_stands_in_the_row(self, world, case, provider):
        describe_survivor(world.focal_point, fresh(case), version=1, sex=Sex.FEMALE, years=13)
        give_consent(
            world.focal_point,
            fresh(case),
            provider.pk,
            caregiver=CaregiverSays.AGREES,
            mode=ConsentMode.VERBAL_WITH_WITNESS,
            witness="An invented counsellor",
            exclusions="Not my sister's name",
        )
        kept = Consent.objects.get()
        assert (kept.given_by, kept.caregiver, kept.mode) == ("self", "agrees", "verbal_with_witness")
        assert (kept.wording_version, kept.language) == (CONSENT_WORDING, "rw")
        words = queries.consent_words(world.focal_point, case)[kept.pk]
        assert (words.exclusions, words.witness) == ("Not my sister's name", "An invented counsellor")


class TestAppendOnly:
    @pytest.mark.parametrize("change", [{"yes": False}, {"scope": "full_support"}, {"recipient_name": "Somebody else"}])
    def test_no_code_changes_what_was_decided(self, world, case, provider, change):
        kept = give_consent(world.focal_point, case, provider.pk)
        with unguarded("attack"), pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            Consent.objects.filter(pk=kept.pk).update(**change)

    def test_a_withdrawal_is_written_once(self, world, case, provider):
        kept = give_consent(world.focal_point, case, provider.pk)
        revoke_consent(world.focal_point, fresh(case), consent=kept)
        with unguarded("attack"), pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            Consent.objects.filter(pk=kept.pk).update(revoked_at=None, revoked_by=None)

    def test_its_words_go_under_another_key_with_the_file_and_are_never_written_over(self, world, case, provider):
        """A file is sealed, or goes to another desk: what stands in its decisions goes along, also in ended ones."""
        kept = give_consent(world.focal_point, case, provider.pk, exclusions="Not the place")
        revoke_consent(world.focal_point, fresh(case), consent=kept, why="She moved.")
        before = Consent.objects.get(pk=kept.pk).exclusions.stored
        with unguarded("test"):
            vault.move_files([case.report_id], str(world.defence.pk))
            row = Consent.objects.get(pk=kept.pk)
            assert row.exclusions.stored != before
            assert (row.exclusions.open(), row.revoked_why.open()) == ("Not the place", "She moved.")
        for changed in ({"exclusions": b""}, {"exclusions": before}, {"revoked_why": row.exclusions.stored}):
            with unguarded("attack"), pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
                Consent.objects.filter(pk=kept.pk).update(**changed)

    def test_words_that_were_read_out_are_never_changed(self):
        """A change of words is a new version: the old one, named in rows, must still say what was read."""
        marks = {
            version: hashlib.sha256(repr(sorted(there.items())).encode()).hexdigest()[:16]
            for version, there in WORDINGS.items()
        }
        assert marks == {"2026-1": "7b683be47066ada6"}

    def test_there_are_words_in_four_languages_and_drafts_say_so(self):
        for there in WORDINGS.values():
            assert set(there) == {"en", "fr", "rw", "sw"}
            assert len({len(each.sentences) for each in there.values()}) == 1
            assert {name for name, each in there.items() if each.draft} == {"rw", "sw"}
        assert wording_for("sgn").language == "en"


class TestRenewal:
    def test_a_renewed_yes_goes_on_and_the_first_row_stays(self, world, case, provider):
        first = give_consent(world.focal_point, case, provider.pk, days=30, exclusions="Not the place")
        again = renew_consent(world.focal_point, fresh(case), consent=first, given=given(), days=90)
        assert (again.renews_id, again.scope, again.purpose) == (first.pk, first.scope, first.purpose)
        assert Consent.objects.get(pk=first.pk).revoked_at is None
        assert queries.consent_words(world.focal_point, case)[again.pk].exclusions == "Not the place"

    def test_a_referral_bound_before_the_renewal_is_sent_under_it_and_ends_with_it(
        self, world, case, provider, django_capture_on_commit_callbacks
    ):
        referral = send(world.focal_point, case, provider)
        first = Consent.objects.get()
        again = renew_consent(world.focal_point, fresh(case), consent=first, given=given(), days=90)
        assert queries.may_still_leave(fresh(case), _sending(), first.pk)
        with django_capture_on_commit_callbacks(execute=True):
            revoke_consent(world.focal_point, fresh(case), consent=first)
        assert Referral.objects.get(pk=referral.pk).state == "revoked"
        other = propose(world.focal_point, fresh(case), provider)
        assert queries.permit_for(fresh(case), _sending(), other.provider_id).ground_id == again.pk

    def test_a_no_and_a_withdrawn_yes_are_not_renewed(self, world, case, provider):
        refused = give_consent(world.focal_point, case, provider.pk, decision=NO)
        taken = give_consent(world.focal_point, fresh(case), make_provider(world).pk)
        revoke_consent(world.focal_point, fresh(case), consent=taken)
        for each in (refused, taken):
            with pytest.raises(Invalid, match="Record a new decision"):
                renew_consent(world.focal_point, fresh(case), consent=each, given=given())

    def test_whoever_renews_is_held_to_the_same_rules(self, world, case, provider):
        first = give_consent(world.focal_point, case, provider.pk)
        describe_survivor(world.focal_point, fresh(case), version=1, sex=Sex.FEMALE, years=9)
        with pytest.raises(Invalid, match="From 6 to 11"):
            renew_consent(world.focal_point, fresh(case), consent=first, given=given())


def _sending():
    from genderdesk.casework.care.queries.outlets import SENDING

    return SENDING


class TestTakingBack:
    def test_it_says_by_whom_and_why_and_what_it_ended(self, world, case, provider, django_capture_on_commit_callbacks):
        referral = send(world.focal_point, case, provider)
        link = make_link(world.focal_point, referral)
        kept = Consent.objects.get()
        page = f"/staff/cases/{case.pk}/consents/{kept.pk}/"
        client = world.client(world.focal_point)
        before = client.get(page).content.decode()
        assert referral.number in before
        assert "its link still opens" in before
        with django_capture_on_commit_callbacks(execute=True):
            sent = {"asked_by": "caregiver", "why": "Invented reason"}
            assert client.post(f"{page}withdraw/", sent).status_code == 302
        assert not link_opens(link)
        assert care.resting_on_consents(case)[0].open_links == 0
        after = client.get(page).content.decode()
        assert "its link is dead" in after
        assert "Invented reason" in after
        assert "A caregiver who is not involved" in after
        kept.refresh_from_db()
        assert (kept.revoked_by, kept.revoked_for) == (world.focal_point.id, "caregiver")

    def test_the_link_is_dead_before_any_event_is_heard(self, world, case, provider):
        link = make_link(world.focal_point, send(world.focal_point, case, provider))
        revoke_consent(world.focal_point, fresh(case), consent=Consent.objects.get())
        assert not link_opens(link)


class TestCounting:
    def test_the_answer_stands_in_the_ledger_and_opens_nothing(self, world, case):
        count_in_figures(world.focal_point, case, answer=YES)
        kept = Consent.objects.get()
        assert (kept.purpose, kept.scope, kept.yes) == (Purpose.STATISTICS, Scope.UNNAMED, True)
        assert rules.allowed_pieces(Scope.UNNAMED) == frozenset()
        assert fresh(case).state == "opened"

    @pytest.mark.parametrize("answer", [NO, Answer.DECLINED, UNKNOWN])
    def test_another_answer_takes_it_back(self, world, case, answer):
        count_in_figures(world.focal_point, case, answer=YES)
        count_in_figures(world.focal_point, fresh(case), answer=answer)
        assert Consent.objects.filter(yes=True, revoked_at__isnull=False).count() == 1
        assert fresh(case).incident.statistics_consent == answer

    def test_withdrawing_it_ends_being_counted(self, world, case):
        count_in_figures(world.focal_point, case, answer=YES)
        revoke_consent(world.focal_point, fresh(case), consent=Consent.objects.get())
        assert fresh(case).incident.statistics_consent == NO

    def test_it_is_not_recorded_as_a_decision_on_a_recipient(self, world, case, provider):
        with pytest.raises(Invalid, match="asked apart"):
            give_consent(world.focal_point, case, provider.pk, purpose=Purpose.STATISTICS)


class TestTheLaw:
    def test_one_person_alone_lets_nothing_out(self, world, case, provider):
        asked = ask_exception(world.desk_head, case, provider.pk)
        assert queries.permit_for(fresh(case), _sending(), provider.pk) is None
        with pytest.raises(Refused, match="You asked for this yourself"):
            decide_exception(world.desk_head, asked, yes=True)
        with pytest.raises(Refused):
            decide_exception(world.counsellor, asked, yes=True)
        assert queries.permit_for(fresh(case), _sending(), provider.pk) is None

    def test_authorised_it_opens_the_gate_for_its_recipient_and_extent_alone(self, world, case, provider):
        asked = ask_exception(world.focal_point, case, provider.pk, scope=Scope.CONTACT_ONLY)
        decide_exception(world.desk_head, asked, yes=True)
        permit = queries.permit_for(fresh(case), _sending(), provider.pk)
        assert permit.by_law
        assert permit.ground_id == asked.pk
        assert queries.permit_for(fresh(case), _sending(), provider.pk, scope=Scope.SUMMARY) is None
        assert queries.permit_for(fresh(case), _sending(), make_provider(world).pk) is None
        assert queries.may_still_leave(fresh(case), _sending(), asked.pk)
        end_exception(world.focal_point, asked)
        assert not queries.may_still_leave(fresh(case), _sending(), asked.pk)

    def test_a_refusal_says_why_and_opens_nothing(self, world, case, provider):
        asked = ask_exception(world.focal_point, case, provider.pk)
        with pytest.raises(Invalid, match="Write why not"):
            decide_exception(world.desk_head, asked, yes=False)
        decide_exception(world.desk_head, asked, yes=False, why="No such order")
        assert queries.permit_for(fresh(case), _sending(), provider.pk) is None
        with pytest.raises(Conflict):
            decide_exception(world.desk_head, asked, yes=True)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"reference": " "}, "reference"),
            ({"told": UNKNOWN}, "told"),
            ({"told": NO}, "why_not_told"),
            ({"days": 90}, "days"),
            ({"recipient_name": ""}, "recipient"),
            *(({"purpose": each}, "purpose") for each in (Purpose.MEDIA, Purpose.RESEARCH, Purpose.STATISTICS)),
        ],
    )
    def test_it_says_on_what_ground_and_whether_she_was_told(self, world, case, provider, changes, field):
        with pytest.raises(Invalid) as refusal:
            ask_exception(world.focal_point, case, provider.pk, **changes)
        assert refusal.value.field == field
        assert not LegalException.objects.exists()

    def test_the_second_person_finds_it_on_today_and_decides_on_its_page(self, world, case, provider):
        asked = ask_exception(world.focal_point, case, provider.pk, told=NO, why_not_told="It would warn him")
        assert list(queries.exceptions_to_decide(world.desk_head)) == [asked]
        assert list(queries.exceptions_to_decide(world.focal_point)) == []
        head, page = world.client(world.desk_head), f"/staff/cases/{case.pk}/consents/exceptions/"
        assert page in head.get("/staff/").content.decode()
        shown = head.get(page).content.decode()
        assert "It would warn him" in shown
        assert f"{page}{asked.pk}/decide/" in shown
        own = world.client(world.focal_point).get(page).content.decode()
        assert f"{page}{asked.pk}/decide/" not in own
        assert head.post(f"{page}{asked.pk}/decide/", {"yes": "yes"}).status_code == 302
        assert LegalException.objects.get().authorised
        assert head.post(f"{page}{asked.pk}/end/", {"op_id": str(uuid.uuid4())}).status_code == 302
        kinds = {EventKind.EXCEPTION_ASKED, EventKind.EXCEPTION_AUTHORISED, EventKind.EXCEPTION_ENDED}
        assert kinds <= set(CaseEvent.objects.filter(case=case).values_list("kind", flat=True))

    def test_an_exception_of_another_case_is_not_found_here(self, world, case, provider):
        other = ask_exception(world.focal_point, open_file(world), provider.pk)
        with pytest.raises(Missing):
            queries.exception_of(case, other.pk)


class TestThePage:
    def test_it_says_until_when_a_yes_holds_and_reads_the_words_out(self, world, case, provider):
        client, page = world.client(world.focal_point), f"/staff/cases/{case.pk}/consents/"
        kept = give_consent(world.focal_point, case, provider.pk, days=30)
        shown = client.get(page).content.decode()
        assert "Holds until" in shown
        assert wording_for("rw").sentences[0] in shown
        assert "A draft" in shown
        one = client.get(f"{page}{kept.pk}/").content.decode()
        assert f"{CONSENT_WORDING} · Ikinyarwanda" in one
        assert "29 more days" in one

    def test_what_only_concerns_children_is_not_asked_of_a_grown_up(self, world, case):
        client, page = world.client(world.focal_point), f"/staff/cases/{case.pk}/consents/"
        assert "child_assent" in client.get(page).content.decode()
        describe_survivor(world.focal_point, fresh(case), version=1, sex=Sex.FEMALE, years=30)
        assert "child_assent" not in client.get(page).content.decode()
        describe_survivor(world.focal_point, fresh(case), version=2, sex=Sex.FEMALE, years=13)
        shown = client.get(page).content.decode()
        assert "12 to 14 years" in shown
        assert "0 to 5 years" not in shown

    def test_the_words_beside_a_decision_are_a_look_that_is_kept(self, world, case, provider):
        kept = give_consent(world.focal_point, case, provider.pk, exclusions="Nothing of my aunt")
        shown = world.client(world.focal_point).get(f"/staff/cases/{case.pk}/consents/{kept.pk}/").content.decode()
        assert "Nothing of my aunt" in shown
        assert Entry.objects.filter(name="case.consent_words", subject_id=str(case.pk)).exists()
        listed = world.client(world.focal_point).get(f"/staff/cases/{case.pk}/consents/").content.decode()
        for word in ("Nothing of my aunt", NAME, PHONE, TOLD):
            assert word not in listed

    def test_words_of_what_must_not_be_told_keep_the_account_back(self, world, case, provider):
        give_consent(world.focal_point, case, provider.pk, scope=Scope.FULL_SUPPORT, exclusions="Nothing of my aunt")
        permit = queries.demand_permit(fresh(case), _sending(), provider.pk)
        told = " ".join(queries.referral_summary(world.focal_point, fresh(case), permit)["en"].values())
        assert PHONE in told
        assert TOLD not in told
        assert "aunt" not in told
