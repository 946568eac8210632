"""What fits on a simple phone: the GSM 7-bit alphabet (3GPP TS 23.038, 6.2.1) and lengths counted in it."""

from __future__ import annotations

import unicodedata

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Each of these costs two.
_EXTENDED = frozenset("\f^{}\\[~]|€")


def gsm7_length(text: str) -> int | None:
    """Characters that a text costs in GSM 7-bit; None where a sign is not in the alphabet."""
    if any(sign not in _BASIC and sign not in _EXTENDED for sign in text):
        return None
    return sum(2 if sign in _EXTENDED else 1 for sign in text)


def sms_parts(text: str) -> int:
    """How many SMS a text takes: 160 or 153 each in GSM 7-bit, 70 or 67 UCS-2 units (3GPP TS 23.040, 9.2.3.24).

    A sign that costs two is never cut in half between two messages.
    """
    plain = gsm7_length(text) is not None
    single, joined = (160, 153) if plain else (70, 67)
    costs = [_cost(sign, plain) for sign in text]
    if sum(costs) <= single:
        return 1
    parts, room = 1, joined
    for cost in costs:
        if cost > room:
            parts, room = parts + 1, joined
        room -= cost
    return parts


def _cost(sign: str, plain: bool) -> int:
    if plain:
        return 2 if sign in _EXTENDED else 1
    return len(sign.encode("utf-16-be", "surrogatepass")) // 2


def to_gsm7(text: str) -> str:
    """The text with signs outside the alphabet brought to their bare letter, or to ``?``; for names of places."""
    return "".join(_bare(sign) for sign in text)


def _bare(sign: str) -> str:
    if sign in _BASIC or sign in _EXTENDED:
        return sign
    letters = "".join(each for each in unicodedata.normalize("NFKD", sign) if each in _BASIC)
    return letters or "?"
