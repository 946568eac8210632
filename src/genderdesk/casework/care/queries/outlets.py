"""By which ways something of a file reaches a provider, each under a live consent to be referred there."""

from __future__ import annotations

from genderdesk.casework.cases.vocabulary import Purpose
from genderdesk.groundwork.protection.outlets import Kind, on_ground, under_consent

SENDING = under_consent("referral.send", Kind.ACT, purpose=Purpose.REFERRAL)
NOTES = under_consent("referral.note", Kind.ACT, purpose=Purpose.REFERRAL)
MAKING_LINK = under_consent("referral.link", Kind.ACT, purpose=Purpose.REFERRAL)
SUMMARY = under_consent("referral.summary", Kind.PAGE, purpose=Purpose.REFERRAL)
NOTES_SHOWN = under_consent("referral.notes_provider", Kind.PAGE, purpose=Purpose.REFERRAL)
LINK = under_consent("care:handed", Kind.LINK, purpose=Purpose.REFERRAL)

_NUMBER_ONLY = "a number, a service and times: nothing that says who it is"
for _page in ("care:inbox", "care:provider_referral", "care:provider_step"):
    on_ground(_page, Kind.PAGE, _NUMBER_ONLY, identity=False)
for _act in ("acknowledge", "accept", "decline", "attend", "miss", "conclude"):
    on_ground(
        f"referral.{_act}", Kind.ACT, "what the provider tells the desk; it answers with the number", identity=False
    )
on_ground("care.services_of_directory", Kind.EXPORT, "the directory of providers holds nobody's file", identity=False)
