"""Risk by the rules alone: not to know never lowers, a critical yes is at least high, and bands only rise."""

from __future__ import annotations

import copy
import itertools
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import genderdesk.casework.cases
from genderdesk.casework.cases.rules import (
    REASSESS_HOURS,
    Band,
    IncompleteInstrument,
    Instrument,
    Item,
    assess,
    in_force,
    is_above,
    is_valid_for,
    measures_for,
    next_due,
    read_instrument,
    worst,
)
from genderdesk.casework.cases.vocabulary import LEVELS, RiskAnswer
from genderdesk.groundwork.foundation.answers import Answer

FOLDER = Path(genderdesk.casework.cases.__file__).parent / "instruments"
DOCUMENT = tomllib.loads((FOLDER / "desk.toml").read_text(encoding="utf-8"))
DESK = read_instrument(DOCUMENT)
PACKS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in (FOLDER / "packs").glob("*.toml")}
YES, NO, UNKNOWN, NEVER = RiskAnswer.YES, RiskAnswer.NO, RiskAnswer.UNKNOWN, RiskAnswer.NOT_APPLICABLE
LOW, MEDIUM, HIGH, EXTREME = LEVELS
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)

kinds = st.lists(st.tuples(st.integers(-3, 5), st.booleans()), min_size=1, max_size=8)


@st.composite
def instruments(draw, least_weight=-3):
    """Any instrument with rising bands."""
    asked = [
        Item(f"q{number}", {"en": "words"}, max(weight, least_weight), critical=critical)
        for number, (weight, critical) in enumerate(draw(kinds))
    ]
    levels = draw(st.lists(st.sampled_from(LEVELS), min_size=1, unique=True).map(sorted_levels))
    starts = sorted(draw(st.lists(st.integers(0, 30), min_size=len(levels), max_size=len(levels), unique=True)))
    bands = tuple(Band(level, start) for level, start in zip(levels, starts, strict=True))
    fear = draw(st.sampled_from([(None, None), (8, MEDIUM), (5, HIGH)]))
    return Instrument("x", "1", {"en": "x"}, "h", "l", ("en",), tuple(asked), bands, 30, "", {}, *fear)


def sorted_levels(levels):
    return sorted(levels, key=LEVELS.index)


def answers_for(instrument, kinds=tuple(RiskAnswer)):
    return st.fixed_dictionaries({each.id: st.sampled_from(kinds) for each in instrument.items})


asked = instruments().flatmap(lambda it: st.tuples(st.just(it), answers_for(it)))
fears = st.none() | st.integers(0, 10)


def at_least(level, least):
    return not is_above(least, level)


class TestALevel:
    @given(asked, fears, st.data())
    def test_not_known_never_gives_less_than_no(self, both, fear, data):
        instrument, answers = both
        key = data.draw(st.sampled_from(sorted(answers)))
        no = assess(instrument, {**answers, key: NO}, fear)
        unknown = assess(instrument, {**answers, key: UNKNOWN}, fear)
        assert at_least(unknown.level, no.level)
        assert at_least(unknown.high, no.high)
        assert at_least(unknown.low, no.low)

    @given(asked, fears, st.data())
    def test_what_was_high_stays_at_least_high_when_an_answer_is_not_known(self, both, fear, data):
        instrument, answers = both
        key = data.draw(st.sampled_from(sorted(answers)))
        known = assess(instrument, answers, fear)
        unknown = assess(instrument, {**answers, key: UNKNOWN}, fear)
        assert at_least(unknown.level, worst(LOW, min(known.level, HIGH, key=LEVELS.index)))

    @given(asked, fears)
    def test_an_item_without_an_answer_is_not_known(self, both, fear):
        instrument, answers = both
        left = {key: each for key, each in answers.items() if each is not UNKNOWN}
        assert assess(instrument, left, fear) == assess(instrument, answers, fear)

    @given(asked, fears, st.data())
    def test_any_critical_yes_is_at_least_high_whatever_else_is_said(self, both, fear, data):
        instrument, answers = both
        item = data.draw(st.sampled_from(instrument.items))
        found = assess(instrument, {**answers, item.id: YES}, fear)
        assert (item.id in found.critical) is item.critical
        if item.critical:
            assert at_least(found.low, HIGH)
            assert at_least(found.level, HIGH)

    @given(asked, fears)
    def test_the_level_lies_within_the_range_and_the_range_the_right_way_round(self, both, fear):
        found = assess(*both, fear)
        assert found.score_low <= found.score_high
        assert at_least(found.level, found.low)
        assert at_least(found.high, found.level)
        assert not is_above(found.level, worst(found.low, HIGH))

    @given(asked, fears)
    def test_nothing_unknown_leaves_no_range(self, both, fear):
        instrument, answers = both
        known = {key: NO if each is UNKNOWN else each for key, each in answers.items()}
        found = assess(instrument, known, fear)
        assert found.low == found.high == found.level
        assert found.unknown == ()

    @given(asked, st.integers(0, 10), st.integers(0, 10))
    def test_more_fear_never_lowers(self, both, one, other):
        less, more = sorted((one, other))
        assert at_least(assess(*both, more).level, assess(*both, less).level)
        assert at_least(assess(*both, less).level, assess(*both, None).level)

    @given(instruments(least_weight=0).flatmap(lambda it: st.tuples(st.just(it), answers_for(it))), fears, st.data())
    def test_a_yes_never_lowers_where_no_weight_protects(self, both, fear, data):
        instrument, answers = both
        key = data.draw(st.sampled_from(sorted(answers)))
        before, after = assess(instrument, answers, fear), assess(instrument, {**answers, key: YES}, fear)
        assert at_least(after.low, before.low)
        assert at_least(after.level, min(before.level, HIGH, key=LEVELS.index))

    @given(instruments(), st.integers(-50, 50), st.integers(-50, 50))
    def test_bands_only_rise(self, instrument, one, other):
        from genderdesk.casework.cases.rules.risk import band_of

        less, more = sorted((one, other))
        assert at_least(band_of(instrument.bands, more), band_of(instrument.bands, less))

    @given(st.lists(st.sampled_from(LEVELS), min_size=1))
    def test_assessments_alone_never_lower_a_case(self, computed):
        level = None
        for each in computed:
            after = in_force(level, each)
            assert level is None or at_least(after, level)
            assert at_least(after, each)
            level = after
        assert level is worst(*computed)

    def test_does_not_apply_counts_as_no(self):
        every = dict.fromkeys((each.id for each in DESK.items), NO)
        assert assess(DESK, every, 0) == assess(DESK, {**every, "order_broken": NEVER}, 0)


class TestTheDesksOwnChecklist:
    def test_nothing_known_is_acted_on_as_high_and_said_to_be_open(self):
        found = assess(DESK, {}, None)
        assert (found.low, found.high, found.level) == (LOW, EXTREME, HIGH)
        assert len(found.unknown) == len(DESK.items)

    def test_every_no_is_low(self):
        assert assess(DESK, dict.fromkeys((each.id for each in DESK.items), NO), 0).level is LOW

    @pytest.mark.parametrize(
        "critical", ["strangled", "weapon", "threat_to_kill", "worse_since_leaving", "order_broken"]
    )
    def test_each_of_the_five_is_high_alone(self, critical):
        every = dict.fromkeys((each.id for each in DESK.items), NO)
        assert assess(DESK, {**every, critical: YES}, None).level is HIGH

    def test_there_is_no_sixth(self):
        assert sum(each.critical for each in DESK.items) == 5
        assert all(each.required for each in DESK.items if each.critical)

    def test_great_fear_alone_is_no_low_risk(self):
        every = dict.fromkeys((each.id for each in DESK.items), NO)
        assert [assess(DESK, every, fear).level for fear in (7, 8, 10)] == [LOW, MEDIUM, MEDIUM]

    def test_every_level_can_be_reached_by_answers(self):
        every = dict.fromkeys((each.id for each in DESK.items), YES)
        assert assess(DESK, every, 10).level is EXTREME

    def test_it_has_the_same_words_in_each_of_its_languages(self):
        for words in [each.words for each in DESK.items] + [DESK.names, *DESK.groups.values()]:
            assert set(words) == set(DESK.languages)
            assert len(set(words.values())) == len(words)


class TestTheClock:
    @pytest.mark.parametrize(("level", "hours"), [(EXTREME, 72), (HIGH, 168), (MEDIUM, 720), (LOW, 1440)])
    def test_each_level_has_its_time(self, level, hours):
        assert REASSESS_HOURS[level] == hours
        assert next_due(level, NOW) == NOW + timedelta(hours=hours)

    def test_an_instrument_may_hold_for_less(self):
        assert next_due(LOW, NOW, valid_days=14) == NOW + timedelta(days=14)
        assert next_due(EXTREME, NOW, valid_days=14) == NOW + timedelta(hours=72)

    def test_a_higher_level_asks_for_all_that_a_lower_one_does(self):
        for lower, higher in itertools.pairwise(LEVELS):
            assert set(measures_for(lower)) < set(measures_for(higher))
            assert REASSESS_HOURS[higher] < REASSESS_HOURS[lower]


def filled(code: str = "lap", **changes):
    """A pack with invented words in every place of the holder's."""
    empty = PACKS[code]
    number = empty.get("items_expected", 3)
    return {
        "code": code,
        "version": "2026",
        "holder": empty["holder"],
        "licence": "Invented licence",
        "permission": "Invented letter 12/2026",
        "languages": ["en"],
        "valid_days": 30,
        "names": {"en": empty["names"]["en"]},
        "items": [{"id": f"q{each}", "words": {"en": f"Invented question {each}?"}} for each in range(number)],
        "bands": [{"level": "low", "from": 0}, {"level": "high", "from": 4}],
        **changes,
    }


class TestForWhomItIsValid:
    WOMEN = {"sex": ["female"], "relationship": ["intimate_partner"]}

    @pytest.mark.parametrize(
        ("sex", "relationship", "valid"),
        [
            ("female", "intimate_partner", Answer.YES),
            ("male", "intimate_partner", Answer.NO),
            ("female", "teacher", Answer.NO),
            ("unknown", "intimate_partner", Answer.UNKNOWN),
            ("female", "declined", Answer.UNKNOWN),
            ("unknown", "teacher", Answer.NO),
        ],
    )
    def test_a_no_is_certain_and_not_known_is_neither(self, sex, relationship, valid):
        assert is_valid_for(read_instrument(filled("da", valid_for=self.WOMEN)), sex, relationship) is valid

    def test_one_that_says_nothing_is_for_everybody(self):
        assert is_valid_for(read_instrument(filled("dash")), "unknown", "unknown") is Answer.YES


class TestAPack:
    def test_those_of_others_are_empty_and_say_whose_they_are(self):
        assert set(PACKS) == {"da", "dara", "dash", "fonar", "lap", "odara"}
        for code, pack in PACKS.items():
            assert pack["code"] == code
            assert pack["holder"]
            assert pack["licence"]
            assert pack["how"]
            assert "items" not in pack
            assert "bands" not in pack
            with pytest.raises(IncompleteInstrument):
                read_instrument(pack, pack)

    @pytest.mark.parametrize("code", sorted(PACKS))
    def test_a_filled_one_is_read(self, code):
        found = read_instrument(filled(code), PACKS[code])
        assert found.code == code
        assert found.items
        assert found.bands

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"permission": " "}, "“permission” is empty"),
            ({"holder": "Somebody else"}, "not the pack “lap”"),
            ({"licence": ""}, "“licence” is empty"),
            ({"items": []}, "There is no item"),
            ({"items": [{"id": "a", "words": {"en": "One?"}}]}, "It has 1 items"),
            ({"items": [{"id": "a", "words": {"en": "One?"}}] * 11}, "another item has it"),
            ({"languages": ["en", "rw"]}, "no words in rw"),
            ({"languages": []}, "names no language"),
            ({"bands": []}, "There is no band"),
            ({"bands": [{"level": "high", "from": 0}, {"level": "low", "from": 4}]}, "do not rise"),
            ({"bands": [{"level": "low", "from": 4}, {"level": "high", "from": 4}]}, "do not rise"),
            ({"bands": [{"level": "severe", "from": 4}]}, "Each band needs"),
            ({"bands": [{"level": "low", "from": True}]}, "Each band needs"),
            ({"valid_days": 0}, "“valid_days”"),
            ({"fear": {"from": 11, "level": "high"}}, "“fear” needs"),
            ({"version": "x" * 21}, "20 signs at most"),
            ({"valid_for": {"sex": ["women"]}}, "there is no sex “women”"),
            ({"valid_for": {"age": [18]}}, "knows no “age”"),
        ],
    )
    def test_one_that_is_not_whole_is_refused_with_what_is_missing(self, changes, said):
        with pytest.raises(IncompleteInstrument) as refused:
            read_instrument(filled(**changes), PACKS["lap"])
        assert said in str(refused.value)

    @given(st.data())
    def test_whatever_is_taken_away_it_is_refused(self, data):
        document = copy.deepcopy(DOCUMENT)
        key = data.draw(st.sampled_from(["code", "version", "holder", "licence", "languages", "valid_days", "names"]))
        del document[key]
        with pytest.raises(IncompleteInstrument):
            read_instrument(document)

    def test_every_fault_is_told_at_once(self):
        with pytest.raises(IncompleteInstrument) as refused:
            read_instrument(filled(permission="", licence="", bands=[]), PACKS["lap"])
        assert len(refused.value.faults) == 3
