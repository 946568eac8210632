"""By which ways something of a file reaches a provider, each under a live consent to be referred there."""

from __future__ import annotations

from genderdesk.casework.cases.vocabulary import Purpose, Scope
from genderdesk.groundwork.protection.outlets import Kind, on_ground, under_consent

SENDING = under_consent("referral.send", Kind.ACT, purpose=Purpose.REFERRAL)
NOTES = under_consent("referral.note", Kind.ACT, purpose=Purpose.REFERRAL)
MAKING_LINK = under_consent("referral.link", Kind.ACT, purpose=Purpose.REFERRAL)
SUMMARY = under_consent("referral.summary", Kind.PAGE, purpose=Purpose.REFERRAL)
NOTES_SHOWN = under_consent("referral.notes_provider", Kind.PAGE, purpose=Purpose.REFERRAL)
LINK = under_consent("care:handed", Kind.LINK, purpose=Purpose.REFERRAL)
# What a counsellor tells goes further than a clinic's or lawyer's copy, so it needs consent to the whole support file.
TELLING = under_consent("referral.tell_of_counselling", Kind.ACT, purpose=Purpose.REFERRAL, scope=Scope.FULL_SUPPORT)
TOLD = under_consent("referral.counselling", Kind.PAGE, purpose=Purpose.REFERRAL, scope=Scope.FULL_SUPPORT)

FHIR = under_consent("referral.fhir", Kind.API, purpose=Purpose.REFERRAL)

_NUMBER_ONLY = "a number, a service and times: nothing that says who it is"
on_ground("fhir_referrals", Kind.API, _NUMBER_ONLY, identity=False)
for _page in ("care:inbox", "care:provider_referral", "care:provider_step"):
    on_ground(_page, Kind.PAGE, _NUMBER_ONLY, identity=False)
for _act in ("acknowledge", "fetch", "accept", "decline", "appoint", "attend", "miss", "conclude"):
    on_ground(
        f"referral.{_act}", Kind.ACT, "what the provider tells the desk; it answers with the number", identity=False
    )
on_ground("referral.slip", Kind.EXPORT, _NUMBER_ONLY, identity=False)
for _of_the_entry in ("provider.update", "provider.confirm"):
    on_ground(
        _of_the_entry, Kind.ACT, "the place's own entry in the directory, which holds nobody's file", identity=False
    )
on_ground("care.services_of_directory", Kind.EXPORT, "the directory of providers holds nobody's file", identity=False)
