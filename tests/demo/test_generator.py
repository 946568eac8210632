"""Cases in bulk: the same seed gives the same records, and the counters count them."""

from __future__ import annotations

import pytest

from genderdesk.casework.cases.models import Case
from genderdesk.demo.generator import generate_cases
from genderdesk.monitoring.statistics.queries.recount import recount_differs


@pytest.fixture
def generated(world):
    generate_cases(60, 7, lambda _done, _total: None)
    return world


def test_the_counters_equal_a_recount(generated):
    assert Case.objects.count() == 60
    assert recount_differs() == []


def test_names_are_sealed(generated):
    assert "Invented" not in str(Case.objects.first().survivor.names)


def test_the_same_seed_gives_the_same_numbers(generated):
    numbers = sorted(Case.objects.values_list("number", flat=True))
    from random import Random

    from genderdesk.demo.generator import _number

    assert all(number.startswith("GD-G") for number in numbers)
    assert _number(Random(7), "GD") == _number(Random(7), "GD")
