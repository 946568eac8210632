"""A secret in shares, any ``needed`` of which restore it while fewer tell nothing (Shamir 1979).

Each byte is the constant term of its own random polynomial over GF(256), with the field of AES (0x11b); a share is the
value of all polynomials at its number.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping


def _times(one: int, two: int) -> int:
    """The product of two elements of GF(256)."""
    product = 0
    while two:
        if two & 1:
            product ^= one
        one = (one << 1) ^ (0x11B if one & 0x80 else 0)
        two >>= 1
    return product


def _inverse(one: int) -> int:
    """The element whose product with this one is 1: its 254th power."""
    power, result, rest = one, 1, 254
    while rest:
        if rest & 1:
            result = _times(result, power)
        power = _times(power, power)
        rest >>= 1
    return result


def split(secret: bytes, *, needed: int, made: int) -> dict[int, bytes]:
    """Shares of a secret by their numbers, from 1."""
    if not 1 < needed <= made < 256:
        raise ValueError("At least two shares are needed, no more than are made, and fewer than 256 are made.")
    polynomials = [[byte, *secrets.token_bytes(needed - 1)] for byte in secret]
    return {number: bytes(_value(each, number) for each in polynomials) for number in range(1, made + 1)}


def _value(polynomial: list[int], at: int) -> int:
    result = 0
    for coefficient in reversed(polynomial):
        result = _times(result, at) ^ coefficient
    return result


def join(shares: Mapping[int, bytes]) -> bytes:
    """The secret of enough shares; of too few, or of shares that do not belong together, some other bytes."""
    if len({len(each) for each in shares.values()}) != 1 or not all(0 < number < 256 for number in shares):
        raise ValueError("The shares differ in length, or one has no number from 1 to 255.")
    weights = {number: _weight(number, shares) for number in shares}
    length = len(next(iter(shares.values())))
    secret = bytearray(length)
    for number, share in shares.items():
        for place, byte in enumerate(share):
            secret[place] ^= _times(byte, weights[number])
    return bytes(secret)


def _weight(number: int, shares: Mapping[int, bytes]) -> int:
    """How a share counts at zero (Lagrange)."""
    weight = 1
    for other in shares:
        if other != number:
            weight = _times(weight, _times(other, _inverse(other ^ number)))
    return weight
