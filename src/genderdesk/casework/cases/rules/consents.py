"""Which consent is alive, and what it lets a recipient know. Enforced by the server, never by a page."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from genderdesk.casework.cases.vocabulary import Purpose, Scope, Withheld

# What each scope includes. Medical and summary are side by side: a clinic needs other things than a lawyer.
_INCLUDED: dict[Scope, frozenset[Scope]] = {
    Scope.CONTACT_ONLY: frozenset({Scope.CONTACT_ONLY}),
    Scope.MEDICAL: frozenset({Scope.CONTACT_ONLY, Scope.MEDICAL}),
    Scope.SUMMARY: frozenset({Scope.CONTACT_ONLY, Scope.SUMMARY}),
    Scope.FULL_SUPPORT: frozenset({Scope.CONTACT_ONLY, Scope.MEDICAL, Scope.SUMMARY, Scope.FULL_SUPPORT}),
    # Files, which nothing else includes: a clinic or a lawyer who reads the account has not been given the pictures.
    Scope.EVIDENCE: frozenset({Scope.EVIDENCE}),
    Scope.PHOTOS: frozenset({Scope.PHOTOS}),
    Scope.UNNAMED: frozenset({Scope.UNNAMED}),
}

# The pieces of a file that a scope opens, each piece belonging to the narrowest scope that has it.
_PIECES: dict[Scope, frozenset[str]] = {
    Scope.CONTACT_ONLY: frozenset(
        {
            "survivor_code",
            "name",
            "phone",
            "safe_to_contact",
            "contact_way",
            "contact_hours",
            "contact_notes",
            "language",
            "interpreter",
            "interview_preference",
        }
    ),
    Scope.MEDICAL: frozenset(
        {"sex", "age", "occurred", "injuries", "strangulation", "pregnant", "disability", "medical_windows"}
    ),
    Scope.SUMMARY: frozenset({"sex", "age", "gbv_type", "occurred", "district", "place_type", "disability"}),
    Scope.FULL_SUPPORT: frozenset({"address", "guardian", "account"}),
    Scope.EVIDENCE: frozenset(),
    Scope.PHOTOS: frozenset(),
    Scope.UNNAMED: frozenset(),
}

# Where somebody wrote what must not be told, no page can know whether the account tells it, so it stays.
_FREE_TEXTS = frozenset({"account"})

# What each wish to hold back takes out of a summary. The account tells all of it, so it goes with every wish.
_WITHHELD: dict[Withheld, frozenset[str]] = {
    Withheld.NAME: frozenset({"name", "guardian", "account"}),
    Withheld.PHONE: frozenset({"phone", "contact_notes", "account"}),
    Withheld.AGE: frozenset({"age", "guardian", "account"}),
    Withheld.PLACE: frozenset({"district", "place_type", "address", "account"}),
    Withheld.KIND_OF_VIOLENCE: frozenset(
        {"gbv_type", "strangulation", "injuries", "pregnant", "medical_windows", "account"}
    ),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One recorded answer of a survivor, yes or no, to one recipient, purpose and scope."""

    id: uuid.UUID
    recipient_id: uuid.UUID
    purpose: str
    scope: str
    yes: bool
    recorded_at: datetime
    valid_from: datetime
    valid_to: datetime
    revoked_at: datetime | None = None
    withheld: tuple[str, ...] = ()
    has_exclusions: bool = False

    def is_valid(self, now: datetime) -> bool:
        """A yes, not withdrawn, within its time. The end instant itself is no longer within it."""
        withdrawn = self.revoked_at is not None and self.revoked_at <= now
        return self.yes and not withdrawn and self.valid_from <= now < self.valid_to


def covers(given: str, asked: str) -> bool:
    """Whether consent to one scope includes another."""
    return Scope(asked) in _INCLUDED[Scope(given)]


def any_live(decisions: Iterable[Decision], now: datetime) -> bool:
    """Whether any recipient may know anything of who it is now; to be counted without a name is no such thing."""
    kept = [each for each in decisions if each.purpose != Purpose.STATISTICS]
    pairs = {(each.recipient_id, each.purpose) for each in kept if each.is_valid(now)}
    return any(live_consent(kept, now, recipient_id=recipient, purpose=purpose) for recipient, purpose in pairs)


def live_consent(
    decisions: Iterable[Decision],
    now: datetime,
    *,
    recipient_id: uuid.UUID,
    purpose: str,
    scopes: Iterable[str] = (),
) -> Decision | None:
    """The decision under which this recipient may know this much for this purpose now, or None.

    Of several the newest counts. A later no takes away every earlier yes that would let out what it refuses: no to
    the summary ends consent to the full file, no to being contacted ends all, and no to the full file leaves a
    consent to the summary alive.
    """
    Purpose(purpose)
    asked = [each for each in decisions if each.recipient_id == recipient_id and each.purpose == purpose]
    refused = [each for each in asked if not each.yes]
    live = [
        each
        for each in asked
        if each.is_valid(now)
        and all(covers(each.scope, scope) for scope in scopes)
        and not any(no.recorded_at >= each.recorded_at and covers(each.scope, no.scope) for no in refused)
    ]
    return max(live, key=lambda each: (each.recorded_at, each.id), default=None)


def allowed_pieces(scope: str, withheld: Iterable[str] = (), *, has_exclusions: bool = False) -> frozenset[str]:
    """The pieces of a file that a consent lets out, by name; ``has_exclusions`` where more is held back in words."""
    pieces = frozenset().union(*(_PIECES[each] for each in _INCLUDED[Scope(scope)]))
    held = [_WITHHELD[Withheld(each)] for each in withheld]
    return pieces.difference(*held, _FREE_TEXTS if has_exclusions else ())


def all_pieces() -> frozenset[str]:
    """Every piece that any consent can let out."""
    return frozenset().union(*_PIECES.values())
