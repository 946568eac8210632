"""What follows from counts and clocks at the sign-in: waits after wrong tries, the end of a session, one-time codes."""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Mapping
from typing import Any

from genderdesk.organisation.accounts.vocabulary import (
    ABSOLUTE_SECONDS,
    FRESH_SECONDS,
    IDLE_SECONDS,
    Budget,
)

CODE_SECONDS = 30
CODE_DIGITS = 6
# A phone's clock may be one step off on either side (RFC 6238, 5.2 and 6).
CODE_STEPS_ASIDE = 1


def wait_seconds(wrong_tries: int, budget: Budget) -> int:
    """How long the next try has to wait after so many wrong ones: none within the budget, then twice as long each."""
    beyond = wrong_tries - budget.tries
    if beyond < 0:
        return 0
    return int(min(budget.longest_wait_seconds, budget.first_wait_seconds * 2 ** min(beyond, 30)))


def why_over(session: Mapping[str, Any], now: float) -> str:
    """Why a sign-in is over: ``idle``, ``long`` (the absolute limit), or nothing. Times are seconds since 1970."""
    if now - session.get("since", 0) > ABSOLUTE_SECONDS:
        return "long"
    return "idle" if now - session.get("seen", 0) > IDLE_SECONDS else ""


def missing_step(session: Mapping[str, Any], *, factor_required: bool) -> str:
    """What a sign-in still lacks before work: ``factor``, ``codes``, ``password``, or nothing."""
    if session.get("temporary_password"):
        return "password"
    if not factor_required:
        return ""
    if not used_second_factor(session):
        return "factor"
    return "" if session.get("codes_seen") else "codes"


def used_second_factor(session: Mapping[str, Any]) -> bool:
    """True where this session was opened with a second factor, or set one up."""
    records = session.get("account_authentication_methods") or []
    return bool(session.get("second_factor")) or any(each.get("method") == "mfa" for each in records)


def proved_lately(session: Mapping[str, Any], now: float, *, has_factor: bool) -> bool:
    """True where somebody proved within FRESH_SECONDS who they are; by the second factor where they have one."""
    records = session.get("account_authentication_methods") or []
    at = [each.get("at", 0) for each in records if not has_factor or each.get("method") == "mfa"]
    if has_factor and session.get("second_factor"):
        at.append(session["second_factor"])
    return bool(at) and now - max(at) <= FRESH_SECONDS


def code_at(secret: bytes, step: int) -> str:
    """The one-time code of a step of time (RFC 4226, 5.3; RFC 6238 with SHA-1)."""
    digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def step_of_code(secret: bytes, code: str, now: float, *, after: int = -1) -> int | None:
    """The step of time that a code stands for; None where it is wrong, or of a step that was used or passed over."""
    given = "".join(code.split()).encode("utf-8", "replace")
    here = int(now) // CODE_SECONDS
    found = None
    for step in range(here - CODE_STEPS_ASIDE, here + CODE_STEPS_ASIDE + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), given) and step > after:
            found = step
    return found


_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung"), ("Firefox", "Firefox"))
_LATER = (("Chrom", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_words(user_agent: str) -> str:
    """A browser's name and system, such as ``Firefox · Android``; empty where it says neither."""
    name = next((word for mark, word in (*_BROWSERS, *_LATER) if mark in user_agent), "")
    system = next((word for mark, word in _SYSTEMS if mark in user_agent), "")
    return " · ".join(filter(None, (name, system)))
