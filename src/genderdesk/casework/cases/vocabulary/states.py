"""The support track, follow-ups, and what a timeline tells. Source: cases.md 7.2, reduced to what the desk does today.

The police track and the referral track are state machines of their own in other rooms: withdrawing a complaint never
ends care.
"""

from __future__ import annotations

from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable, moves

# A case's number: its space and how many groups of four signs.
CASE_NUMBER = ("GD", 2)

OPENED, CONSENT_PENDING, CONSENTED, DECLINED = "opened", "consent_pending", "consented", "declined"
IN_ACTION, FOLLOW_UP = "in_action", "follow_up"
CLOSURE_REQUESTED, CLOSED, REOPENED = "closure_requested", "closed", "reopened"
# Kept whole and changed no more, as a part of the file that it was joined to.
JOINED = "joined"

# Somebody works on the case; closure_requested waits for the second person.
WORKED_ON = (OPENED, CONSENT_PENDING, CONSENTED, DECLINED, IN_ACTION, FOLLOW_UP, REOPENED)
OPEN = (*WORKED_ON, CLOSURE_REQUESTED)
ALL = (*OPEN, CLOSED)
# Nothing is due in a case of these states, and nobody is reminded of it.
ENDED = (CLOSED, JOINED)
# Where one of two files of the same person may stand when it is joined to the other one.
JOINABLE = (*WORKED_ON, CLOSED)


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
        *_stays("handover.offer", OPEN),
        *_stays("transfer.offer", WORKED_ON),
        *_stays("case.note", OPEN),
        *_stays("file.add", OPEN),
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
        # A withdrawal counts at once wherever the case stands, also when it is closed or joined.
        *_stays("consent.revoke", (*ALL, JOINED)),
        *moves("consent.renew", (CONSENTED, DECLINED), CONSENTED),
        *_stays("consent.renew", (IN_ACTION, FOLLOW_UP)),
        # What the law demands comes wherever the case stands.
        *_stays("exception.ask", ALL),
        *_stays("consent.count", ALL),
        # Support.
        *moves("case.serve", WORKED_ON, IN_ACTION),
        *_stays("followup.plan", (OPENED, CONSENT_PENDING, CONSENTED)),
        *moves("followup.plan", (DECLINED, IN_ACTION, FOLLOW_UP, REOPENED), FOLLOW_UP),
        # Risk, and what is planned against it.
        *_stays("risk.assess", OPEN),
        *_stays("risk.raise", OPEN),
        *_stays("risk.lower", OPEN),
        *_stays("risk.event", OPEN),
        *_stays("risk.measures", OPEN),
        *_stays("safetyplan.keep", OPEN),
        *_stays("safetyplan.review", OPEN),
        *_stays("planitem.add", OPEN),
        *_stays("flag.raise", OPEN),
        *_stays("suspect.add", OPEN),
        *_stays("incident.offences", OPEN),
        *_stays("death.keep", ALL),
        *_stays("death.confirm", ALL),
        *_stays("death.take_back", ALL),
        *_stays("feedback.offer", ALL),
        # Word from response and care; a referral that was sent is action.
        *_stays("case.hear", ALL),
        *_stays("care.receive", ALL),
        *_stays("care.answer", OPEN),
        *moves("case.hear", (CONSENTED, FOLLOW_UP, REOPENED), IN_ACTION),
        # The end, by two people, and the way back.
        *moves("closure.request", WORKED_ON, CLOSURE_REQUESTED),
        Move(CLOSURE_REQUESTED, CLOSED, "closure.approve"),
        *(Move(CLOSURE_REQUESTED, before, "closure.send_back") for before in WORKED_ON),
        # Back to where it stood; one that was closed elsewhere and brought in stands nowhere else.
        *(Move(CLOSED, before, "case.reopen") for before in WORKED_ON),
        # Two files of one person: the one becomes a part of the other, by two people, and comes apart again.
        *_stays("join.ask", JOINABLE),
        *moves("join.agree", JOINABLE, JOINED),
        *_stays("join.send_back", ALL),
        *_stays("join.ask_parting", (JOINED,)),
        *(Move(JOINED, before, "join.part") for before in JOINABLE),
        *_stays("join.keep", (JOINED,)),
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
    FILE_JOINED = "file_joined"


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
    EXCEPTION_ASKED = "exception_asked"
    EXCEPTION_AUTHORISED = "exception_authorised"
    EXCEPTION_REFUSED = "exception_refused"
    EXCEPTION_ENDED = "exception_ended"
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
    JOIN_ASKED = "join_asked"
    JOIN_SENT_BACK = "join_sent_back"
    JOINED = "joined"
    JOINED_HERE = "joined_here"
    PARTING_ASKED = "parting_asked"
    PARTING_SENT_BACK = "parting_sent_back"
    PARTED = "parted"
    PARTED_HERE = "parted_here"
    NOTE = "note"
    FILE_ADDED = "file_added"
    COUNSELLING = "counselling"
    HANDED_OVER = "handed_over"
    HAND_OVER_OFFERED = "hand_over_offered"
    HAND_OVER_NOT_TAKEN = "hand_over_not_taken"
    TRANSFER_OFFERED = "transfer_offered"
    TRANSFER_REFUSED = "transfer_refused"
    TRANSFER_WITHDRAWN = "transfer_withdrawn"
    TRANSFER_STOPPED = "transfer_stopped"
    TRANSFERRED = "transferred"
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
    CARE_DECLINED = "care_declined"
    CARE_WANTED = "care_wanted"
    RISK_ASSESSED = "risk_assessed"
    RISK_RAISED = "risk_raised"
    RISK_LOWERED = "risk_lowered"
    RISK_EVENT = "risk_event"
    RISK_SHARED = "risk_shared"
    MEASURES_CHOSEN = "measures_chosen"
    SAFETY_PLAN_KEPT = "safety_plan_kept"
    SAFETY_PLAN_REVIEWED = "safety_plan_reviewed"
    PLAN_ITEM_ADDED = "plan_item_added"
    PLAN_ITEM_CHANGED = "plan_item_changed"
    SUSPECT_ADDED = "suspect_added"
    SUSPECT_CHANGED = "suspect_changed"
    OFFENCES_KEPT = "offences_kept"
    DEATH_KEPT = "death_kept"
    DEATH_CONFIRMED = "death_confirmed"
    DEATH_TAKEN_BACK = "death_taken_back"
    FEEDBACK_OFFERED = "feedback_offered"
    FLAG_RAISED = "flag_raised"
    FLAG_RESOLVED = "flag_resolved"
    FLAG_MISTAKEN = "flag_mistaken"


# What a person wrote in a line of these kinds she or he alone reads; other lines whoever opens the file. Counsellors
# wrote into the timeline before they had notes of their own (``care``); nothing new is written there.
NOTES_OF_THE_AUTHOR = frozenset({EventKind.COUNSELLING})

# These lines name another file. Whoever may not see that one is not told of it.
JOIN_EVENTS = frozenset(
    {
        EventKind.JOIN_ASKED,
        EventKind.JOIN_SENT_BACK,
        EventKind.JOINED,
        EventKind.JOINED_HERE,
        EventKind.PARTING_ASKED,
        EventKind.PARTING_SENT_BACK,
        EventKind.PARTED,
        EventKind.PARTED_HERE,
    }
)
