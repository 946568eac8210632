"""Waits after wrong tries, the end of a sign-in by its clocks, and one-time codes, at their boundaries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.organisation.accounts import rules
from genderdesk.organisation.accounts.vocabulary import ABSOLUTE_SECONDS, BUDGETS, FRESH_SECONDS, IDLE_SECONDS

# The secret of RFC 6238, appendix B, and its codes for SHA-1, here of six digits.
SECRET = b"12345678901234567890"
CODES = ((59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037"))


@pytest.mark.parametrize("name", sorted(BUDGETS))
@given(wrong=st.integers(0, 10_000))
def test_a_wait_begins_with_the_last_free_try_and_never_shrinks_nor_grows_without_end(name, wrong):
    budget = BUDGETS[name]
    wait = rules.wait_seconds(wrong, budget)
    assert (wait == 0) == (wrong < budget.tries)
    assert wait <= budget.longest_wait_seconds
    assert rules.wait_seconds(wrong + 1, budget) >= wait


def test_five_tries_are_free_and_the_wait_doubles():
    waits = [rules.wait_seconds(wrong, BUDGETS["pair"]) for wrong in range(4, 11)]
    assert waits == [0, 60, 120, 240, 480, 900, 900]


@given(now=st.integers(10**9, 2 * 10**9), idle=st.integers(0, 10**5), age=st.integers(0, 10**5))
def test_a_sign_in_ends_by_idleness_and_by_age(now, idle, age):
    session = {"seen": now - idle, "since": now - age}
    expected = "long" if age > ABSOLUTE_SECONDS else "idle" if idle > IDLE_SECONDS else ""
    assert rules.why_over(session, now) == expected


def test_a_session_without_clocks_is_over():
    assert rules.why_over({}, 10**9)


@pytest.mark.parametrize(("now", "code"), CODES)
def test_codes_are_those_of_the_standard(now, code):
    assert rules.code_at(SECRET, now // 30) == code
    assert rules.step_of_code(SECRET, f" {code[:3]} {code[3:]} ", now) == now // 30


@given(now=st.integers(10**6, 4 * 10**9), aside=st.integers(-4, 4))
def test_a_code_is_good_for_one_step_on_either_side(now, aside):
    here = now // 30
    found = rules.step_of_code(SECRET, rules.code_at(SECRET, here + aside), now)
    assert (found == here + aside) or abs(aside) > 1


@given(now=st.integers(10**6, 4 * 10**9), aside=st.integers(-1, 1), used=st.integers(-1, 1))
def test_a_step_that_was_used_or_passed_over_is_not_taken_again(now, aside, used):
    here = now // 30
    found = rules.step_of_code(SECRET, rules.code_at(SECRET, here + aside), now, after=here + used)
    assert found is None or found > here + used


@pytest.mark.parametrize("code", ["", "000000", "28708", "2870822", "abcdef", "²87082", "\x00", "é" * 6])
def test_no_other_text_is_a_code(code):
    assert rules.step_of_code(SECRET, code, 59) is None


@pytest.mark.parametrize(
    ("session", "required", "step"),
    [
        ({"temporary_password": True, "second_factor": 1, "codes_seen": True}, True, "password"),
        ({"temporary_password": True}, False, "password"),
        ({}, True, "factor"),
        ({}, False, ""),
        ({"account_authentication_methods": [{"method": "password"}]}, True, "factor"),
        ({"account_authentication_methods": [{"method": "mfa"}]}, True, "codes"),
        ({"second_factor": 1}, True, "codes"),
        ({"second_factor": 1, "codes_seen": True}, True, ""),
    ],
)
def test_what_a_sign_in_lacks_comes_before_work(session, required, step):
    assert rules.missing_step(session, factor_required=required) == step


def test_a_password_is_no_fresh_proof_for_who_has_a_second_factor():
    now = 10**9
    session = {"account_authentication_methods": [{"method": "password", "at": now}]}
    assert rules.proved_lately(session, now, has_factor=False)
    assert not rules.proved_lately(session, now, has_factor=True)
    session["account_authentication_methods"].append({"method": "mfa", "at": now - FRESH_SECONDS})
    assert rules.proved_lately(session, now, has_factor=True)
    assert not rules.proved_lately(session, now + 1, has_factor=True)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Mozilla/5.0 (Android 14; Mobile; rv:120.0) Gecko/120.0 Firefox/120.0", "Firefox · Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0", "Edge · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36", "Chrome · Linux"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_told_by_its_name_and_system(header, words):
    assert rules.browser_words(header) == words
