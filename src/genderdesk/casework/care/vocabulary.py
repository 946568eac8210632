"""Coded values of care. States: cases.md 7.4. Services, reasons: cases.md 10 (Referral), Open Referral HSDS 3 terms."""

from __future__ import annotations

from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable, moves


class ProviderKind(StrEnum):
    """What kind of place a provider is."""

    ONE_STOP_CENTRE = "one_stop_centre"
    HEALTH = "health"
    LEGAL = "legal"
    PSYCHOSOCIAL = "psychosocial"
    SHELTER = "shelter"


class Service(StrEnum):
    """What a survivor is referred for."""

    HEALTH = "health"
    PSYCHOSOCIAL = "psychosocial"
    LEGAL = "legal"
    SAFE_HOUSE = "safe_house"
    LIVELIHOODS = "livelihoods"
    CHILD_PROTECTION = "child_protection"
    OTHER = "other"


class Recorded(StrEnum):
    """What GBVIMS's Incident Recorder says of a service (cases.md 1.1), and that it is still being arranged."""

    REFERRED = "referred"
    YOUR_AGENCY = "your_agency"
    ANOTHER_AGENCY = "another_agency"
    DECLINED = "declined"
    UNAVAILABLE = "unavailable"
    NOT_APPLICABLE = "not_applicable"
    UNDECIDED = "undecided"


class Cost(StrEnum):
    """What a survivor pays (HSDS cost_option)."""

    FREE = "free"
    INSURANCE = "insurance"
    PAID = "paid"
    UNKNOWN = "unknown"


class Accessibility(StrEnum):
    """What makes a place reachable for everybody (HSDS accessibility)."""

    STEP_FREE = "step_free"
    ACCESSIBLE_TOILET = "accessible_toilet"
    SIGN_LANGUAGE = "sign_language"
    EASY_WORDS = "easy_words"
    CHILD_FRIENDLY = "child_friendly"
    PRIVATE_ROOM = "private_room"
    HOME_VISITS = "home_visits"


class Urgency(StrEnum):
    """How soon the provider must answer and the survivor be seen."""

    NOW = "now"
    WITHIN_24_HOURS = "within_24_hours"
    WITHIN_72_HOURS = "within_72_hours"
    ROUTINE = "routine"


class DeclineReason(StrEnum):
    """Why a referral did not lead to a service."""

    SURVIVOR_DECLINED = "survivor_declined"
    UNAVAILABLE = "unavailable"
    FULL = "full"
    COST = "cost"
    DISTANCE = "distance"
    FEAR = "fear"
    OTHER = "other"


class SentVia(StrEnum):
    """By which way a provider got a referral."""

    PORTAL = "portal"
    LINK = "link"
    FHIR = "fhir"


class Received(StrEnum):
    """A service that the survivor received."""

    PEP = "pep"
    EMERGENCY_CONTRACEPTION = "emergency_contraception"
    STI_TREATMENT = "sti_treatment"
    HEPATITIS_B_VACCINE = "hepatitis_b_vaccine"
    TETANUS_VACCINE = "tetanus_vaccine"
    WOUND_CARE = "wound_care"
    MEDICAL_EXAMINATION = "medical_examination"
    SAMPLES = "samples"
    COUNSELLING = "counselling"
    SHELTER = "shelter"
    LEGAL_ADVICE = "legal_advice"
    OTHER = "other"


class Outcome(StrEnum):
    """What the attendance came to."""

    SERVICE_GIVEN = "service_given"
    PARTLY_GIVEN = "partly_given"
    REFERRED_ON = "referred_on"
    NOT_GIVEN = "not_given"


PROPOSED, CONSENTED, SENT, ACKNOWLEDGED = "proposed", "consented", "sent", "acknowledged"
ACCEPTED, DECLINED, ATTENDED, NO_SHOW = "accepted", "declined", "attended", "no_show"
OUTCOME, CLOSED, REVOKED = "outcome", "closed", "revoked"

# While the provider has it; where nothing has come to its end.
WITH_PROVIDER = (SENT, ACKNOWLEDGED, ACCEPTED, ATTENDED, NO_SHOW, OUTCOME)
OPEN = (PROPOSED, CONSENTED, SENT, ACKNOWLEDGED, ACCEPTED, ATTENDED, NO_SHOW, OUTCOME)

REFERRAL = StateTable(
    "referral",
    PROPOSED,
    (
        Move(PROPOSED, CONSENTED, "referral.consent"),
        Move(CONSENTED, SENT, "referral.send"),
        Move(SENT, ACKNOWLEDGED, "referral.acknowledge"),
        *moves("referral.refuse", (PROPOSED, CONSENTED), DECLINED),
        *moves("referral.accept", (SENT, ACKNOWLEDGED), ACCEPTED),
        *moves("referral.appoint", (ACCEPTED, NO_SHOW), ACCEPTED),
        *moves("referral.decline", (SENT, ACKNOWLEDGED, ACCEPTED), DECLINED),
        *moves("referral.attend", (ACCEPTED, NO_SHOW), ATTENDED),
        Move(ACCEPTED, NO_SHOW, "referral.miss"),
        Move(ATTENDED, OUTCOME, "referral.conclude"),
        *moves("referral.close", (DECLINED, NO_SHOW, OUTCOME), CLOSED),
        *moves("referral.revoke", OPEN, REVOKED),
    ),
)


class SessionKind(StrEnum):
    """How a counsellor and a survivor meet (cases.md 10, Counselling session)."""

    INDIVIDUAL = "individual"
    FAMILY = "family"
    PHONE = "phone"


class Place(StrEnum):
    """Where a session is held."""

    DESK = "desk"
    ONE_STOP_CENTRE = "one_stop_centre"
    HER_HOME = "her_home"
    TELEPHONE = "telephone"
    OTHER = "other"


class Theme(StrEnum):
    """What a group meets about; never what somebody in it has lived through."""

    COPING = "coping"
    PARENTING = "parenting"
    LIVELIHOOD = "livelihood"
    RIGHTS = "rights"
    OTHER = "other"


PLANNED, HELD, MISSED, CALLED_OFF = "planned", "held", "missed", "called_off"

# A referral on a numbered sheet (platform.print.forms).
PAPER_FORM = "referral"

SESSION = StateTable(
    "session",
    PLANNED,
    (
        Move(PLANNED, HELD, "session.hold"),
        Move(PLANNED, PLANNED, "session.move"),
        Move(PLANNED, MISSED, "session.miss"),
        Move(PLANNED, CALLED_OFF, "session.call_off"),
        Move(HELD, HELD, "session.note"),
        Move(HELD, HELD, "session.supervise"),
    ),
)
