"""Coded values of a consent. Source: field list cases.md 10 (Consent) and 3.4; default validity 7.7."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """What the recipient may use it for. Being counted without a name is asked apart, on the incident."""

    SERVICE = "service"
    REFERRAL = "referral"
    POLICE_ACTION = "police_action"
    PROSECUTION = "prosecution"
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


# The version of the words that are read out (templates/cases/consent_words.html). A change of words is a new version.
CONSENT_WORDING = "2026-1"

CONSENT_DAYS = 90
VALIDITY_DAYS = (30, 90, 180, 365)
