"""The chain of command over a tree that changes: who served within it on any day since a conflict began."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from genderdesk.organisation.institution.rules.command import Served, Under, served_within
from genderdesk.organisation.institution.rules.periods import Period
from genderdesk.organisation.institution.vocabulary import Reach

START = date(2026, 1, 1)
UNTIL = date(2026, 3, 1)


def day(number: int) -> date:
    return START + timedelta(days=number)


def within(served, tree, unit, reach=Reach.COMMAND, since=START, headquarters=("hq",)):
    return served_within(served, tree, unit, reach, since=since, until=UNTIL, headquarters=headquarters)


TREE = (
    Under("district", "hq", Period(day(-900))),
    Under("station", "district", Period(day(-900))),
    Under("post", "station", Period(day(-900))),
    Under("other", "district", Period(day(-900))),
)


def holds(unit, start=-900, end=None):
    return [Served(unit, Period(day(start), None if end is None else day(end)))]


def test_the_unit_all_below_it_and_its_commanders_are_barred_but_not_the_station_beside_it():
    for unit in ("station", "post", "district"):
        assert within(holds(unit), TREE, "station"), unit
    assert not within(holds("other"), TREE, "station")


def test_headquarters_stays_able_to_keep_the_file_unless_the_whole_chain_is_named():
    assert not within(holds("hq"), TREE, "station")
    assert within(holds("hq"), TREE, "station", Reach.WHOLE)
    assert within(holds("hq"), TREE, "hq"), "who serves in the unit itself is barred wherever it stands"


def test_this_unit_alone_bars_nobody_above_or_below():
    assert within(holds("station"), TREE, "station", Reach.UNIT)
    assert not within(holds("post"), TREE, "station", Reach.UNIT)
    assert not within(holds("district"), TREE, "station", Reach.UNIT)


def test_who_moved_on_since_is_still_barred_and_who_left_before_is_not():
    assert within(holds("station", -900, 1), TREE, "station")
    assert not within(holds("station", -900, 0), TREE, "station"), "the end day is no longer served"
    assert within(holds("station", 59), TREE, "station")
    assert not within(holds("station", 60), TREE, "station"), "an appointment still to come bars nobody yet"


def test_a_unit_that_moves_bars_the_old_command_and_the_new_one():
    tree = (
        Under("old", "hq", Period(day(-900))),
        Under("new", "hq", Period(day(-900))),
        Under("station", "old", Period(day(-900), day(10))),
        Under("station", "new", Period(day(10))),
    )
    assert within(holds("old", 9, 10), tree, "station")
    assert within(holds("new", 10, 11), tree, "station")
    assert not within(holds("old", 10), tree, "station")
    assert not within(holds("new", -5, 10), tree, "station")
    assert within(holds("old"), tree, "station")
    assert within(holds("new"), tree, "station")


UNITS = ("a", "b", "c", "d", "e")


@st.composite
def periods(draw):
    start = draw(st.integers(-20, 70))
    return Period(day(start), draw(st.none() | st.integers(start + 1, 90).map(day)))


@st.composite
def trees(draw):
    """Units stand under one that comes before them, so there is no circle; each has one parent at a time."""
    edges = []
    for place, unit in enumerate(UNITS[1:], start=1):
        cut = draw(st.integers(-20, 70))
        first, second = (draw(st.sampled_from(UNITS[:place])) for _ in range(2))
        edges += [Under(unit, first, Period(day(-30), day(cut))), Under(unit, second, Period(day(cut)))]
    return tuple(edges)


def by_hand(served, tree, unit, reach, since, headquarters):
    """Day by day, climbing by hand."""

    def climb(start, on):
        chain, current = [], start
        while up := [e.parent for e in tree if e.unit == current and e.period.holds(on)]:
            current = up[0]
            chain.append(current)
        return chain

    for number in range((UNTIL - since).days + 1):
        on = since + timedelta(days=number)
        for each in served:
            if not each.period.holds(on):
                continue
            if each.unit == unit:
                return True
            if reach is not Reach.UNIT and unit in climb(each.unit, on):
                return True
            above = each.unit in climb(unit, on)
            if above and (reach is Reach.WHOLE or (reach is Reach.COMMAND and each.unit not in headquarters)):
                return True
    return False


@given(
    st.lists(st.builds(Served, st.sampled_from(UNITS), periods()), max_size=3),
    trees(),
    st.sampled_from(UNITS),
    st.sampled_from(Reach),
    st.integers(-10, 70).map(day),
    st.sets(st.sampled_from(UNITS), max_size=1),
)
def test_it_answers_as_a_walk_through_every_day_does(served, tree, unit, reach, since, headquarters):
    expected = by_hand(served, tree, unit, reach, since, headquarters)
    assert within(served, tree, unit, reach, since, headquarters) == expected
