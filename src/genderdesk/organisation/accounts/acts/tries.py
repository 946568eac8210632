"""Wrong tries at the sign-in and at public codes: counted before anything is hashed, so that a thousand at once are no
way round.

The counts are machinery of the door, not acts of a person: what people need to know of them stands in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone

from genderdesk.groundwork.protection import ledger
from genderdesk.groundwork.protection.access import NOBODY
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.organisation.accounts.models import Tries, User
from genderdesk.organisation.accounts.queries.browsers import digest, known_browser, source_of
from genderdesk.organisation.accounts.rules import wait_seconds
from genderdesk.organisation.accounts.vocabulary import ATTACK_TRIES, ATTACK_WINDOW_SECONDS, BUDGETS

# A right try takes back what it counted here, and no more: whoever has one good account wins no tries at others.
_SHARED = ("source", "factor_strangers", "public_code")
_LONGEST = max(each.forgotten_after_seconds for each in BUDGETS.values())


class Held(Exception):
    """The next try must wait; nothing was tried."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(f"wait {wait_seconds} seconds")
        self.wait_seconds = wait_seconds


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try that was counted and may now be made. ``event`` is what the ledger calls it where it fails, if at all."""

    doors: tuple[tuple[str, str], ...]
    user: User | None
    event: str
    source: str
    is_known: bool


def begin_password(request: HttpRequest, name: str, user: User | None) -> Attempt:
    """Count a try at a password; Held where it must wait. A known browser has its own count and no other."""
    source = source_of(request)
    browser = known_browser(request, user)
    doors: tuple[tuple[str, str], ...]
    if browser and user is not None:
        doors = ((digest("browser", browser, user.pk), "browser"),)
    else:
        # The name as it was typed, there or not: an account that exists answers like one that does not.
        doors = ((digest("pair", name.strip().lower(), source), "pair"), (digest("source", source), "source"))
    return _begin(Attempt(doors, user, "sign_in.failed", digest("source", source)[:12], bool(browser)))


def begin_factor(request: HttpRequest, user: User | None) -> Attempt:
    """Count a try at a second factor, or at a passkey alone (no user is known before it proves right)."""
    source = source_of(request)
    browser = known_browser(request, user)
    doors: tuple[tuple[str, str], ...]
    if user is None:
        doors = ((digest("source", source), "source"),)
    elif browser:
        doors = ((digest("factor", browser, user.pk), "factor"),)
    else:
        doors = (
            (digest("factor", user.pk, source), "factor"),
            (digest("factor_strangers", user.pk), "factor_strangers"),
        )
    return _begin(Attempt(doors, user, "second_factor.failed", digest("source", source)[:12], bool(browser)))


def begin_code(request: HttpRequest) -> Attempt:
    """Count a try at a code on a public page, which belongs to no account; Held where it must wait."""
    source = source_of(request)
    doors = ((digest("public_code", source), "public_code"),)
    return _begin(Attempt(doors, None, "", digest("source", source)[:12], is_known=False))


def _begin(attempt: Attempt) -> Attempt:
    now = timezone.now()
    keys = sorted(key for key, _budget in attempt.doors)
    # A try that must wait anyway takes no lock and writes nothing, however many come.
    _demand_free(Tries.objects.filter(key__in=keys, free_at__gt=now), now)
    with unguarded("sign-in"), transaction.atomic():
        for key, budget in sorted(attempt.doors):
            owner = attempt.user if budget != "source" else None
            Tries.objects.get_or_create(
                key=key, defaults={"budget": budget, "user": owner, "free_at": now, "last_at": now}
            )
        rows = list(Tries.objects.select_for_update().filter(key__in=keys).order_by("key"))
        _demand_free([row for row in rows if row.free_at > now], now)
        for row in rows:
            budget_of = BUDGETS[row.budget]
            if row.last_at < now - timedelta(seconds=budget_of.forgotten_after_seconds):
                row.wrong = 0
            row.wrong += 1
            row.last_at = now
            row.free_at = now + timedelta(seconds=wait_seconds(row.wrong, budget_of))
            row.save()
    return attempt


def _demand_free(held: Iterable[Tries], now: datetime) -> None:
    waits = [(row.free_at - now).total_seconds() for row in held]
    if waits:
        raise Held(int(max(waits)) + 1)


def succeeded(attempt: Attempt) -> None:
    """The try was right: its own count ends, and a count that many share takes this one back."""
    _take_back(attempt, also_own=True)


def call_off(attempt: Attempt) -> None:
    """The try was not made after all (the machine was busy)."""
    _take_back(attempt, also_own=False)


def _take_back(attempt: Attempt, *, also_own: bool) -> None:
    now = timezone.now()
    with unguarded("sign-in"), transaction.atomic():
        for row in Tries.objects.select_for_update().filter(key__in=[key for key, _b in attempt.doors]).order_by("key"):
            if row.wrong <= 1 or (also_own and row.budget not in _SHARED):
                row.delete()
                continue
            row.wrong -= 1
            row.free_at = now
            row.save()


def failed(attempt: Attempt) -> None:
    """The try was wrong: one entry for it, one for a wait that begins, and one where an attack becomes visible.

    What was typed is in none of them: it may be a password in the wrong field.
    """
    now = timezone.now()
    notes = {"source": attempt.source, "known_browser": attempt.is_known}
    lines = [ledger.Line("sign_in", attempt.event, NOBODY, subject=attempt.user, notes=notes)]
    for row in Tries.objects.filter(key__in=[key for key, _b in attempt.doors], free_at__gt=now).order_by("budget"):
        wait = wait_seconds(row.wrong, BUDGETS[row.budget])
        held = {"door": row.budget, "wrong_tries": row.wrong, "wait_seconds": wait, "source": attempt.source}
        lines.append(ledger.Line("sign_in", "sign_in.held", NOBODY, subject=row.user, notes=held))
    if attempt.user is not None and _is_new_attack(attempt.user, now):
        lines.append(ledger.Line("sign_in", "sign_in.attacked", NOBODY, subject=attempt.user))
    with transaction.atomic():
        ledger.write(*lines)


def _is_new_attack(user: User, now: datetime) -> bool:
    since = now - timedelta(seconds=ATTACK_WINDOW_SECONDS)
    lately = Tries.objects.filter(user=user, last_at__gt=since).aggregate(wrong=Sum("wrong"))["wrong"] or 0
    if lately < ATTACK_TRIES:
        return False
    told = Entry.objects.filter(
        subject_type=User._meta.label_lower, subject_id=str(user.pk), name="sign_in.attacked", at__gt=since
    )
    return not told.exists()


def forget_old_tries() -> int:
    """Delete counts that nothing remembers any more; how many."""
    with unguarded("sign-in"):
        return Tries.objects.filter(last_at__lt=timezone.now() - timedelta(seconds=_LONGEST)).delete()[0]


def forget_ended_sessions() -> int:
    """Delete the rows of sessions that are over; how many."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
