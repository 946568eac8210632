"""Shares of a secret: any two restore it, one tells nothing."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.groundwork.foundation.shares import join, split

SECRETS = st.binary(min_size=1, max_size=40)


@given(SECRETS, st.integers(2, 5), st.integers(0, 3))
def test_as_many_as_are_needed_restore_it_whichever_they_are(secret, needed, more):
    made = split(secret, needed=needed, made=needed + more)
    for chosen in combinations(made.items(), needed):
        assert join(dict(chosen)) == secret


@given(st.integers(0, 255), st.integers(0, 255), st.integers(1, 3))
def test_one_share_fits_every_secret(byte, guess, number):
    """For each secret that one could guess there is exactly one other share that makes it come true."""
    share = split(bytes([byte]), needed=2, made=3)[number]
    other = 4
    fitting = [each for each in range(256) if join({number: share, other: bytes([each])}) == bytes([guess])]
    assert len(fitting) == 1


@given(st.binary(min_size=32, max_size=32))
def test_a_share_alone_or_altered_is_not_the_secret(secret):
    made = split(secret, needed=2, made=3)
    altered = bytes([made[2][0] ^ 1]) + made[2][1:]
    assert join({1: made[1], 2: altered}) != secret
    assert split(secret, needed=2, made=3) != made


def test_shares_that_cannot_be_are_refused():
    for needed, made in ((1, 3), (4, 3), (2, 256)):
        with pytest.raises(ValueError, match="shares"):
            split(b"x", needed=needed, made=made)
    for shares in ({0: b"x", 1: b"y"}, {1: b"x", 2: b"yy"}):
        with pytest.raises(ValueError, match="shares"):
            join(shares)
