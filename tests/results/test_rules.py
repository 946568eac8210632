"""Quantifiers, like with like, partitions and periods: what a page of results may say of a number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from genderdesk.monitoring.results.rules.comparing import Counted, Span, change_of, missing_of, why_unlike
from genderdesk.monitoring.results.rules.files import read_arguments, written_arguments
from genderdesk.monitoring.results.rules.measured import Measured
from genderdesk.monitoring.results.rules.page import Part
from genderdesk.monitoring.results.rules.partition import with_partition
from genderdesk.monitoring.results.rules.quantifiers import RULES, is_written_rightly, verdict_of
from genderdesk.monitoring.results.rules.spans import spans_up_to
from genderdesk.monitoring.results.vocabulary import Quantifier, Verdict, Warned

YES, NO, UNKNOWN = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_SUPPORTED


@pytest.mark.parametrize(
    ("quantifier", "asserted", "found", "verdict"),
    [
        (Quantifier.EXISTS, "", Measured(1), YES),
        (Quantifier.EXISTS, "", Measured(0), UNKNOWN),
        (Quantifier.EXACTLY, "250", Measured(250), YES),
        (Quantifier.EXACTLY, "250", Measured(251), NO),
        (Quantifier.AT_LEAST, "3", Measured(4), YES),
        (Quantifier.AT_LEAST, "3", Measured(2), NO),
        (Quantifier.ALL, "", Measured(30, 30), YES),
        (Quantifier.ALL, "", Measured(29, 30), NO),
        (Quantifier.ALL, "", Measured(0, 0), UNKNOWN),
        # Close to N: not reached, and less than a twentieth is missing (programme.md 7.1, C23).
        (Quantifier.CLOSE_TO, "5000", Measured(4749), NO),
        (Quantifier.CLOSE_TO, "5000", Measured(4750), YES),
        (Quantifier.CLOSE_TO, "5000", Measured(4999), YES),
        (Quantifier.CLOSE_TO, "5000", Measured(5000), NO),
        (Quantifier.OUT_OF, "3 of 5", Measured(3, 5), YES),
        (Quantifier.OUT_OF, "3 of 5", Measured(3, 4), NO),
        (Quantifier.OUT_OF, "3 of 5", Measured(4, 5), NO),
        (Quantifier.IN_YEAR, "2005", Measured(2005), YES),
        (Quantifier.IN_YEAR, "2005", Measured(2006), NO),
        (Quantifier.INCREASED, "", Measured(12, earlier=11), YES),
        (Quantifier.INCREASED, "", Measured(11, earlier=11), NO),
        (Quantifier.INCREASED, "", Measured(11), UNKNOWN),
    ],
)
def test_a_quantifier_is_computed(quantifier, asserted, found, verdict):
    assert verdict_of(quantifier, asserted, found) == verdict


@pytest.mark.parametrize("quantifier", list(Quantifier))
def test_without_a_record_or_with_a_refusal_nothing_is_supported_or_contradicted(quantifier):
    asserted = {Quantifier.OUT_OF: "1 of 2"}.get(quantifier, "1")
    assert verdict_of(quantifier, asserted, Measured(None)) == UNKNOWN
    assert verdict_of(quantifier, asserted, Measured(1, 2, refused=Warned.UNLIKE_PERIODS)) == UNKNOWN


def test_every_quantifier_has_a_rule():
    assert set(RULES) == set(Quantifier)


@pytest.mark.parametrize(
    ("quantifier", "asserted", "right"),
    [
        (Quantifier.EXACTLY, "250", True),
        (Quantifier.EXACTLY, "about 250", False),
        (Quantifier.EXACTLY, "", False),
        (Quantifier.ALL, "", True),
        (Quantifier.ALL, "30", False),
        (Quantifier.CLOSE_TO, "0", False),
        (Quantifier.OUT_OF, "3 of 5", True),
        (Quantifier.OUT_OF, "3/5", False),
        (Quantifier.IN_YEAR, "05", False),
    ],
)
def test_a_claim_says_the_number_that_its_quantifier_compares_with(quantifier, asserted, right):
    assert is_written_rightly(quantifier, asserted) is right


def year(number: int) -> Span:
    return Span(date(number, 1, 1), date(number, 12, 31))


HALF = Span(date(2010, 1, 1), date(2010, 6, 30))


@pytest.mark.parametrize(
    ("earlier", "later", "change"),
    [
        # The misleading published percentages of programme.md 0.4, from their right base.
        (2051, 1570, "-23.5"),
        (1162, 864, "-25.6"),
        (864, 1019, "17.9"),
        (1, 1, "0.0"),
        (8, 9, "12.5"),
    ],
)
def test_a_change_has_the_earlier_number_for_its_base(earlier, later, change):
    assert change_of(earlier, later) == Decimal(change)


def test_from_nothing_there_is_no_percentage():
    assert change_of(0, 7) is None


@pytest.mark.parametrize(("earlier", "later"), [(2033, 714), (403, 150)])
def test_six_months_are_not_compared_with_twelve(earlier, later):
    one, other = Counted(earlier, year(2006), "police", "1"), Counted(later, HALF, "police", "1")
    assert why_unlike(one, other) == (Warned.UNLIKE_PERIODS,)


def test_unlike_sources_definitions_and_missing_returns_are_each_named():
    one = Counted(40, year(2008), "registers", "1", came=8, due=12)
    other = Counted(50, year(2009), "system", "2", came=12, due=12)
    assert why_unlike(one, other) == (Warned.UNLIKE_SOURCES, Warned.CHANGED_DEFINITION, Warned.MISSING_RETURNS)
    assert why_unlike(Counted(40, year(2008), "a", "1", 11, 12), Counted(50, year(2009), "a", "1", 12, 12)) == ()


def test_a_leap_year_is_as_long_as_another_year_and_a_quarter_is_three_months():
    assert year(2008).as_long_as(year(2009))
    assert year(2008).before() == year(2007)
    assert HALF.before() == Span(date(2009, 7, 1), date(2009, 12, 31))
    # The trap of the ADX table: a quarter from September ends in November (programme.md 2).
    autumn = Span(date(2010, 9, 1), date(2010, 11, 30))
    assert autumn.months == 3
    assert not autumn.as_long_as(Span(date(2010, 9, 1), date(2010, 12, 31)))
    days = Span(date(2010, 3, 2), date(2010, 3, 8))
    assert days.before() == Span(date(2010, 2, 23), date(2010, 3, 1))
    assert not days.as_long_as(HALF)


@pytest.mark.parametrize(
    ("parts", "total", "missing"),
    [
        # Published partitions that do not add up (programme.md 0.4 d and e), and one that does (1.2, Uganda).
        ({"outcomes": 736}, 864, 128),
        ({"court": 87}, 86, -1),
        ({"one": 79, "two": 20, "three": 381}, 450, -30),
        ({"convicted": 794, "acquitted": 22, "dismissed": 168, "pending": 4761}, 5745, 0),
    ],
)
def test_a_partition_says_by_how_much_it_fails(parts, total, missing):
    assert missing_of(parts, total) == missing
    found = Measured(total, parts=[Part("outcome", code, "", number) for code, number in parts.items()])
    told = with_partition(found).cautions
    assert [each.number for each in told] == ([missing] if missing else [])


def test_parts_of_another_thing_are_no_partition():
    parts = [Part("region", "1", "", 50), Part("region", "2", "", 200)]
    assert with_partition(Measured(2, 5, parts=parts, beside=True)).cautions == ()
    (told,) = with_partition(Measured(200, parts=parts, overlapping=True)).cautions
    assert told.code == Warned.PARTS_OVERLAP


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("", {}),
        ("courses=SOP | sex=female", {"courses": "SOP", "sex": "female"}),
        ("topics=human rights;  security", {"topics": "human rights; security"}),
        ("courses", None),
        ("=SOP", None),
        ("sex=female | sex=male", None),
    ],
)
def test_arguments_are_read_as_they_are_written(text, arguments):
    assert read_arguments(text) == arguments
    if arguments:
        assert read_arguments(written_arguments(arguments)) == arguments


def test_only_whole_periods_that_have_ended_are_shown():
    years = spans_up_to(date(2009, 12, 30), "year")
    assert (years[-1], len(years)) == (year(2008), 20)
    assert spans_up_to(date(2009, 12, 31), "year")[-1] == year(2009)
    assert spans_up_to(date(2010, 3, 31), "quarter")[-1] == Span(date(2010, 1, 1), date(2010, 3, 31))
    assert spans_up_to(date(2010, 3, 30), "month")[-1] == Span(date(2010, 2, 1), date(2010, 2, 28))
