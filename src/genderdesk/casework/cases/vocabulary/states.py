"""The support track, follow-ups, and what a timeline tells. Source: cases.md 7.2, reduced to what the desk does today.

The police track and the referral track are state machines of their own in other rooms: withdrawing a complaint never
ends care.
"""

from __future__ import annotations

from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable, moves

OPENED, CONSENT_PENDING, CONSENTED, DECLINED = "opened", "consent_pending", "consented", "declined"
IN_ACTION, FOLLOW_UP = "in_action", "follow_up"
CLOSURE_REQUESTED, CLOSED, REOPENED = "closure_requested", "closed", "reopened"

# Somebody works on the case; closure_requested waits for the second person.
WORKED_ON = (OPENED, CONSENT_PENDING, CONSENTED, DECLINED, IN_ACTION, FOLLOW_UP, REOPENED)
OPEN = (*WORKED_ON, CLOSURE_REQUESTED)
ALL = (*OPEN, CLOSED)


def _stays(act: str, states: tuple[str, ...]) -> tuple[Move, ...]:
    """Rows for an act that is possible in these states and changes none of them."""
    return tuple(Move(state, state, act) for state in states)


CASE = StateTable(
    "case",
    OPENED,
    (
        # The file itself.
        *_stays("case.assign", OPEN),
        *_stays("case.hand_over", OPEN),
        *_stays("case.note", OPEN),
        *_stays("file.add", OPEN),
        *_stays("case.counselling_note", OPEN),
        *_stays("survivor.describe", OPEN),
        *_stays("survivor.identify", OPEN),
        *_stays("survivor.contact", OPEN),
        *_stays("incident.describe", OPEN),
        *_stays("incident.classify", OPEN),
        *_stays("incident.circumstances", OPEN),
        Move(OPENED, OPENED, "case.bring_in"),
        # Consent. No is an answer too: who declines is still served.
        *moves("consent.wait", (OPENED, DECLINED, REOPENED, CONSENT_PENDING), CONSENT_PENDING),
        *moves("consent.record", (OPENED, CONSENT_PENDING, CONSENTED, DECLINED, REOPENED), CONSENTED),
        *moves("consent.record", (OPENED, CONSENT_PENDING, CONSENTED, DECLINED, REOPENED), DECLINED),
        *_stays("consent.record", (IN_ACTION, FOLLOW_UP)),
        Move(CONSENTED, DECLINED, "consent.revoke"),
        # A withdrawal counts at once wherever the case stands, also when it is closed.
        *_stays("consent.revoke", ALL),
        *_stays("consent.count", ALL),
        # Support.
        *moves("case.serve", WORKED_ON, IN_ACTION),
        *_stays("followup.plan", (OPENED, CONSENT_PENDING, CONSENTED)),
        *moves("followup.plan", (DECLINED, IN_ACTION, FOLLOW_UP, REOPENED), FOLLOW_UP),
        # Word from response and care; a referral that was sent is action.
        *_stays("case.hear", ALL),
        *_stays("care.receive", ALL),
        *moves("case.hear", (CONSENTED, FOLLOW_UP, REOPENED), IN_ACTION),
        # The end, by two people, and the way back.
        *moves("closure.request", WORKED_ON, CLOSURE_REQUESTED),
        Move(CLOSURE_REQUESTED, CLOSED, "closure.approve"),
        *(Move(CLOSURE_REQUESTED, before, "closure.send_back") for before in WORKED_ON),
        Move(CLOSED, REOPENED, "case.reopen"),
    ),
)

PLANNED, DONE, CALLED_OFF = "planned", "done", "called_off"

FOLLOW_UP_TABLE = StateTable(
    "follow-up",
    PLANNED,
    (Move(PLANNED, DONE, "followup.done"), Move(PLANNED, CALLED_OFF, "followup.call_off")),
)


class DeskService(StrEnum):
    """What the desk itself did for the survivor (GBVIMS referral status "provided by your agency", cases.md 1.1)."""

    SAFETY_PLANNED = "safety_planned"
    EMOTIONAL_SUPPORT = "emotional_support"
    RIGHTS_EXPLAINED = "rights_explained"
    ACCOMPANIED = "accompanied"
    TRANSPORT = "transport"
    OTHER = "other"


class CalledOff(StrEnum):
    """Why a planned follow-up will not happen."""

    NOT_SAFE = "not_safe"
    SURVIVOR_ASKED = "survivor_asked"
    NO_LONGER_NEEDED = "no_longer_needed"
    CASE_CLOSED = "case_closed"


class CareReceived(StrEnum):
    """What ends a medical clock when the survivor has received it (cases.md 7.7); the incident keeps ``<value>_at``."""

    CLINICIAN = "clinician"
    PEP = "pep"
    CONTRACEPTION = "contraception"


class LookReason(StrEnum):
    """Why somebody opens a name, a number or an account; kept with the look."""

    CONTACT = "contact"
    INTERVIEW = "interview"
    REFERRAL = "referral"
    CORRECTION = "correction"
    SUPERVISION = "supervision"


class SearchBy(StrEnum):
    """What somebody is looked for by."""

    PHONE = "phone"
    NATIONAL_ID = "national_id"
    NAME = "name"


class SearchReason(StrEnum):
    """Why somebody is looked for; kept with the search."""

    IS_HERE = "is_here"
    ON_THE_LINE = "on_the_line"
    PROVIDER_ASKS = "provider_asks"
    SAME_EVENT = "same_event"
    SUPERVISION = "supervision"


class EventKind(StrEnum):
    """What a line of the timeline tells."""

    OPENED = "opened"
    ASSIGNED = "assigned"
    SURVIVOR_DESCRIBED = "survivor_described"
    SURVIVOR_IDENTIFIED = "survivor_identified"
    CONTACT_CHANGED = "contact_changed"
    INCIDENT_DESCRIBED = "incident_described"
    CLASSIFIED = "classified"
    CLASSIFICATION_OPEN = "classification_open"
    BROUGHT_IN = "brought_in"
    CIRCUMSTANCES_KEPT = "circumstances_kept"
    CONSENT_WAITED = "consent_waited"
    CONSENT_GIVEN = "consent_given"
    CONSENT_REFUSED = "consent_refused"
    CONSENT_REVOKED = "consent_revoked"
    COUNTING_ANSWERED = "counting_answered"
    SERVED = "served"
    FOLLOW_UP_PLANNED = "follow_up_planned"
    FOLLOW_UP_DONE = "follow_up_done"
    FOLLOW_UP_CALLED_OFF = "follow_up_called_off"
    NEW_VIOLENCE = "new_violence"
    CLOSURE_REQUESTED = "closure_requested"
    CLOSURE_SENT_BACK = "closure_sent_back"
    CLOSED = "closed"
    REOPENED = "reopened"
    NOTE = "note"
    FILE_ADDED = "file_added"
    COUNSELLING = "counselling"
    HANDED_OVER = "handed_over"
    RELEASED = "released"
    CIRCLE_CHANGED = "circle_changed"
    UNIT_ARRIVED = "unit_arrived"
    UNIT_WITH_SURVIVOR = "unit_with_survivor"
    UNIT_CLEARED = "unit_cleared"
    REFERRAL_SENT = "referral_sent"
    REFERRAL_ACCEPTED = "referral_accepted"
    REFERRAL_DECLINED = "referral_declined"
    REFERRAL_ATTENDED = "referral_attended"
    REFERRAL_MISSED = "referral_missed"
    REFERRAL_CONCLUDED = "referral_concluded"
    REFERRAL_REVOKED = "referral_revoked"
    REFERRAL_CLOSED = "referral_closed"
    CARE_RECEIVED = "care_received"


# What a person wrote in a line of these kinds is read by these roles alone; other lines by whoever opens the file.
# A counsellor's notes are closed to police roles (security.md 2.4, 6).
NOTE_READERS: dict[EventKind, tuple[str, ...]] = {EventKind.COUNSELLING: ("counsellor",)}
