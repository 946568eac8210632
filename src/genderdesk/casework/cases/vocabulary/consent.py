"""Coded values of a consent. Source: field list cases.md 10 (Consent) and 3.4; default validity 7.7."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """What the recipient may use it for. Being counted without a name is asked apart, and kept in the same ledger."""

    SERVICE = "service"
    REFERRAL = "referral"
    POLICE_ACTION = "police_action"
    PROSECUTION = "prosecution"
    STATISTICS = "statistics"
    RESEARCH = "research"
    MEDIA = "media"


class Scope(StrEnum):
    """How much the recipient may know. ``rules.covers`` says which includes which."""

    CONTACT_ONLY = "contact_only"
    MEDICAL = "medical"
    SUMMARY = "summary"
    FULL_SUPPORT = "full_support"
    EVIDENCE = "evidence"
    PHOTOS = "photos"
    # To be counted, with nothing that says who it is.
    UNNAMED = "unnamed"


class Withheld(StrEnum):
    """What she or he does not want this recipient to know, whatever the scope (cases.md 3.4)."""

    NAME = "name"
    PHONE = "phone"
    AGE = "age"
    PLACE = "place"
    KIND_OF_VIOLENCE = "kind_of_violence"


class GivenBy(StrEnum):
    """Who decided."""

    SELF = "self"
    CAREGIVER = "caregiver"
    AUTHORITY = "authority"


class ConsentMode(StrEnum):
    """How the decision was given."""

    SIGNATURE = "signature"
    THUMB = "thumb"
    RECORDED_VOICE = "recorded_voice"
    VERBAL_WITH_WITNESS = "verbal_with_witness"


class CaregiverSays(StrEnum):
    """What a caregiver says beside a child's own decision; empty where nobody was asked."""

    AGREES = "agrees"
    REFUSES = "refuses"
    NOT_SAFE = "not_safe"


class LegalGround(StrEnum):
    """On what the law lets something be told without a yes. Which articles apply is for counsel to say."""

    COURT_ORDER = "court_order"
    CHILD_PROTECTION = "child_protection"
    DANGER_TO_LIFE = "danger_to_life"
    DUTY_TO_REPORT = "duty_to_report"
    OTHER_LAW = "other_law"


# Nothing that only serves to know or to tell a story is ever told against somebody's will.
NEVER_BY_LAW = (Purpose.STATISTICS, Purpose.RESEARCH, Purpose.MEDIA)

# A decision on a numbered sheet (platform.print.forms).
PAPER_FORM = "consent"

CONSENT_DAYS = 90
VALIDITY_DAYS = (30, 90, 180, 365)
# A yes is asked for again so long before it ends.
RENEW_WITHIN_DAYS = 14
# To be counted without a name holds until it is taken back.
COUNTING_DAYS = 36_500
EXCEPTION_DAYS = (1, 7, 30)
