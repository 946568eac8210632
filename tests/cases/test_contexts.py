"""The type and the contexts of an incident: what a survivor's story is counted as, and what it never is."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.casework.cases import readings, rules
from genderdesk.casework.cases.acts import (
    classify_incident,
    describe_incident,
    describe_survivor,
    identify_survivor,
    keep_circumstances,
)
from genderdesk.casework.cases.facts import case_fact
from genderdesk.casework.cases.rules import ContextFacts
from genderdesk.casework.cases.vocabulary import (
    QUESTIONS,
    Abduction,
    AgeBasis,
    CaseContext,
    GbvType,
    HarmfulPractice,
    PerpetratorNumber,
    PerpetratorSex,
    Relationship,
    Sex,
    TimeOfDay,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment, Precision
from genderdesk.groundwork.platform.refusals import Conflict, Invalid
from tests.files import fresh, open_file

KIGALI = ZoneInfo("Africa/Kigali")
YES, NO, UNKNOWN, DECLINED = Answer.YES, Answer.NO, Answer.UNKNOWN, Answer.DECLINED
FIELDS = [field for field, _type in QUESTIONS]
IPV, CSA, EARLY = (
    CaseContext.INTIMATE_PARTNER_VIOLENCE,
    CaseContext.CHILD_SEXUAL_ABUSE,
    CaseContext.EARLY_MARRIAGE,
)
EXPLOITATION, SLAVERY, PRACTICE = (
    CaseContext.SEXUAL_EXPLOITATION,
    CaseContext.SEXUAL_SLAVERY,
    CaseContext.HARMFUL_PRACTICE,
)

# Written by hand from the rule (first yes in fixed order wins): the answers to questions 1 to 7 as they begin, where a
# dot stands for either answer, and what they give. Together the lines hold each of the 128 patterns once.
BY_HAND = (
    ("Y......", GbvType.RAPE, False),
    ("NY.....", GbvType.SEXUAL_ASSAULT, False),
    ("NNY....", GbvType.PHYSICAL_ASSAULT, False),
    ("NNNY...", GbvType.FORCED_MARRIAGE, False),
    ("NNNNY..", GbvType.DENIAL, False),
    ("NNNNNY.", GbvType.PSYCHOLOGICAL, False),
    ("NNNNNNN", GbvType.NON_GBV, False),
    ("NNNNNNY", GbvType.UNCLASSIFIED, True),
)


def _matches(pattern: str, line: str) -> bool:
    return all(wanted in (".", given) for wanted, given in zip(line, pattern, strict=True))


@pytest.mark.parametrize("pattern", ["".join(each) for each in itertools.product("YN", repeat=7)])
def test_each_of_the_128_answer_patterns_gives_what_the_table_written_by_hand_says(pattern):
    lines = [line for line in BY_HAND if _matches(pattern, line[0])]
    assert len(lines) == 1
    _line, gbv_type, ask_again = lines[0]
    found = rules.classify({field: YES if sign == "Y" else NO for field, sign in zip(FIELDS, pattern, strict=True)})
    assert (found.gbv_type, found.ask_again) == (gbv_type, ask_again)


def facts(**changes):
    known = {
        "gbv_type": GbvType.RAPE,
        "child": NO,
        "relationship": Relationship.NO_RELATION,
        "goods_exchanged": NO,
        "abduction": Abduction.NONE,
        "harmful_practice": HarmfulPractice.NO,
    }
    return ContextFacts(**(known | changes))


def yes_of(found: ContextFacts) -> set[CaseContext]:
    return {name for name, answer in rules.contexts(found).items() if answer is YES}


class TestContexts:
    def test_no_is_never_counted_as_yes(self):
        assert set(rules.contexts(facts()).values()) == {NO}

    @pytest.mark.parametrize("gbv_type", list(GbvType))
    def test_a_partner_makes_every_type_of_violence_intimate_partner_violence_and_nothing_else(self, gbv_type):
        found = rules.contexts(facts(gbv_type=gbv_type, relationship=Relationship.INTIMATE_PARTNER))[IPV]
        expected = {GbvType.NON_GBV: NO, GbvType.UNCLASSIFIED: UNKNOWN}.get(gbv_type, YES)
        assert found is expected

    @pytest.mark.parametrize("relationship", [each for each in Relationship if each != "intimate_partner"])
    def test_nobody_but_a_partner_makes_it_intimate_partner_violence(self, relationship):
        found = rules.contexts(facts(relationship=relationship))[IPV]
        assert found is (UNKNOWN if relationship in ("unknown", "declined") else NO)

    def test_a_child_is_counted_for_sexual_abuse_and_early_marriage_each_with_its_own_type(self):
        assert yes_of(facts(child=YES)) == {CSA}
        assert yes_of(facts(child=YES, gbv_type=GbvType.SEXUAL_ASSAULT)) == {CSA}
        assert yes_of(facts(child=YES, gbv_type=GbvType.FORCED_MARRIAGE)) == {EARLY}
        assert yes_of(facts(child=YES, gbv_type=GbvType.PHYSICAL_ASSAULT)) == set()

    def test_goods_and_abduction_make_exploitation_and_slavery_of_sexual_violence_only(self):
        assert yes_of(facts(goods_exchanged=YES)) == {EXPLOITATION}
        for kind in (Abduction.CONSCRIPTION, Abduction.TRAFFICKED, Abduction.OTHER):
            assert yes_of(facts(abduction=kind)) == {SLAVERY}
        both = facts(goods_exchanged=YES, abduction=Abduction.OTHER, gbv_type=GbvType.DENIAL)
        assert yes_of(both) == set()

    @pytest.mark.parametrize("practice", list(HarmfulPractice))
    def test_the_answer_no_to_a_harmful_practice_is_a_no(self, practice):
        expected = {"no": NO, "unknown": UNKNOWN, "declined": UNKNOWN}.get(practice.value, YES)
        assert rules.contexts(facts(harmful_practice=practice))[PRACTICE] is expected

    @given(
        st.builds(
            ContextFacts,
            gbv_type=st.sampled_from(list(GbvType)),
            child=st.sampled_from([YES, NO, UNKNOWN]),
            relationship=st.sampled_from(list(Relationship)),
            goods_exchanged=st.sampled_from(list(Answer)),
            abduction=st.sampled_from(list(Abduction)),
            harmful_practice=st.sampled_from(list(HarmfulPractice)),
        )
    )
    def test_an_answer_that_was_not_given_makes_nothing_yes(self, found):
        contexts = rules.contexts(found)
        if found.goods_exchanged in (UNKNOWN, DECLINED):
            assert contexts[EXPLOITATION] is not YES
        if found.abduction in ("unknown", "declined", "none"):
            assert contexts[SLAVERY] is not YES
        if found.harmful_practice in ("unknown", "declined", "no"):
            assert contexts[PRACTICE] is not YES
        if found.relationship in ("unknown", "declined"):
            assert contexts[IPV] is not YES
        if found.child is not YES:
            assert YES not in (contexts[CSA], contexts[EARLY])
        if found.gbv_type in (GbvType.NON_GBV, GbvType.UNCLASSIFIED):
            assert YES not in contexts.values()


@pytest.mark.parametrize(
    ("hour", "minute", "part"),
    [
        (5, 59, TimeOfDay.EVENING),
        (6, 0, TimeOfDay.MORNING),
        (11, 59, TimeOfDay.MORNING),
        (12, 0, TimeOfDay.AFTERNOON),
        (17, 59, TimeOfDay.AFTERNOON),
        (18, 0, TimeOfDay.EVENING),
        (0, 0, TimeOfDay.EVENING),
    ],
)
def test_the_part_of_the_day_turns_with_the_sun(hour, minute, part):
    at = datetime(2026, 3, 10, hour, minute, tzinfo=KIGALI)
    assert rules.time_of_day(Moment(at)) is part
    for precision in (Precision.DAY, Precision.MONTH, Precision.ESTIMATED, Precision.UNKNOWN):
        assert rules.time_of_day(Moment(at, precision)) is TimeOfDay.UNKNOWN


@pytest.mark.parametrize(
    ("years", "group"),
    [
        (0, "0-9"),
        (9, "0-9"),
        (10, "10-11"),
        (11, "10-11"),
        (12, "12-17"),
        (17, "12-17"),
        (18, "18-19"),
        (19, "18-19"),
        (20, "20-49"),
        (49, "20-49"),
        (50, "50+"),
        (99, "50+"),
    ],
)
def test_each_year_of_life_is_in_its_group(years, group):
    assert rules.age_group(rules.Age(years, years)) == group
    assert rules.age_group(None) == ""


def sexual(actor, case):
    answers = dict.fromkeys(FIELDS, NO) | {"penetration": YES}
    return classify_incident(actor, case, version=fresh(case).incident.version, **answers)


@pytest.mark.django_db
class TestAtIncidentAndAtReport:
    def birthday_between(self, world):
        """She was born so that she turned 18 between the incident and the report."""
        actor = world.focal_point
        case = open_file(world, hours_ago=24 * 20)
        today = timezone.localdate()
        born = date(today.year - 18, today.month, min(today.day, 28)) - timedelta(days=5)
        identify_survivor(actor, case, version=1, birth_date=born)
        sexual(actor, fresh(case))
        return fresh(case)

    def test_who_turned_18_before_reporting_is_counted_as_the_child_she_was(self, world):
        case = self.birthday_between(world)
        assert case.survivor.age_basis == AgeBasis.BIRTH_DATE
        assert readings.contexts_of(case.survivor, case.incident)[CSA] is YES
        assert readings.contexts_of(case.survivor, case.incident, at_report=True)[CSA] is NO
        dimensions = case_fact(case).dimensions
        assert f"{CSA}:yes" in dimensions["contexts"].split()
        assert f"{CSA}:no" in dimensions["contexts_at_report"].split()

    def test_the_page_shows_both_where_they_differ(self, world):
        case = self.birthday_between(world)
        page = world.client(world.focal_point).get(f"/staff/cases/{case.pk}/incident/").content.decode()
        assert "by the age at the report:" in page

    def test_without_a_day_of_the_incident_the_age_then_is_not_known_and_nothing_is_claimed(self, world):
        case = open_file(world)
        describe_survivor(world.focal_point, case, version=1, sex=Sex.FEMALE, years=12)
        sexual(world.focal_point, fresh(case))
        case = fresh(case)
        assert readings.contexts_of(case.survivor, case.incident)[CSA] is UNKNOWN
        assert readings.contexts_of(case.survivor, case.incident, at_report=True)[CSA] is YES


@pytest.mark.django_db
class TestKeepingThem:
    def test_what_is_typed_on_the_page_is_kept_and_shown_with_the_contexts(self, world):
        case = open_file(world, hours_ago=5)
        sexual(world.focal_point, case)
        browser = world.client(world.focal_point)
        address = f"/staff/cases/{case.pk}/incident/circumstances/"
        assert "How many did it?" in browser.get(address).content.decode()
        sent = {
            "version": str(fresh(case).incident.version),
            "perpetrators": "2",
            "perpetrator_sex": "both",
            "perpetrator_age": "declined",
            "perpetrator_relationship": "intimate_partner",
            "perpetrator_occupation": "farmer",
            "perpetrator_former": "yes",
            "previous_gbv": "yes",
            "goods_exchanged": "declined",
            "abduction": "none",
            "harmful_practice": "no",
            "displacement_stage": "at_home",
            "reported_elsewhere": "no",
            "wants_legal_action": "unknown",
        }
        answer = browser.post(address, sent)
        assert answer.status_code == 302
        kept = fresh(case).incident
        assert {name: getattr(kept, name) for name in sent if name != "version"} == {
            name: value for name, value in sent.items() if name != "version"
        }
        page = browser.get(f"/staff/cases/{case.pk}/incident/").content.decode()
        assert "Partner or former partner" in page
        assert "Intimate partner violence" in page
        again = browser.post(address, sent | {"perpetrators": "3"})
        assert again.status_code == 422
        assert fresh(case).incident.perpetrators == "2"

    def test_answers_that_contradict_each_other_are_refused_with_a_sentence(self, world):
        case = open_file(world)
        with pytest.raises(Invalid, match="not of both sexes"):
            keep_circumstances(
                world.focal_point,
                case,
                version=1,
                perpetrators=PerpetratorNumber.ONE,
                perpetrator_sex=PerpetratorSex.BOTH,
            )
        with pytest.raises(Invalid, match="earlier violence"):
            keep_circumstances(world.focal_point, fresh(case), version=1, perpetrator_former=YES, previous_gbv=NO)
        with pytest.raises(Conflict):
            keep_circumstances(world.focal_point, fresh(case), version=7)

    def test_reversed_dates_are_told_apart_and_never_stop_the_counting(self, world):
        case = open_file(world, hours_ago=1)
        case.incident.occurred_from = datetime.now(UTC) + timedelta(days=3)
        dimensions = case_fact(case).dimensions
        assert dimensions["dates"] == "reversed"
        assert dimensions["delay"] == "unknown"
        described = describe_incident(world.focal_point, fresh(case), version=1)
        assert "dates" not in case_fact(described).dimensions

    def test_what_is_not_known_takes_no_room_in_a_fact_and_no_name_is_ever_in_one(self, world):
        case = open_file(world)
        dimensions = case_fact(fresh(case)).dimensions
        assert "unknown" not in {
            name: value for name, value in dimensions.items() if name in ("marital", "perpetrators")
        }
        assert not set(dimensions) & {"names", "phone", "account", "birth_date"}
