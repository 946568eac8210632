"""Words for the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases.labels.clocks import CARE_RECEIVED
from genderdesk.casework.cases.labels.closing import CALLED_OFF, CLOSURE_REASONS, FOLLOW_UP_OUTCOMES, REOPEN_REASONS
from genderdesk.casework.cases.labels.file import DESK_SERVICES, FILE_GROUPS
from genderdesk.casework.cases.labels.flags import FLAG_REASONS
from genderdesk.casework.cases.labels.hand_over import NOT_TAKEN
from genderdesk.casework.cases.labels.incident import GBV_TYPES
from genderdesk.casework.cases.labels.plans import NEEDS, PLAN_STATES
from genderdesk.casework.cases.labels.risk import RISK_EVENTS, RISK_LEVELS
from genderdesk.casework.cases.labels.survivor import CONTACT_WAYS
from genderdesk.casework.cases.labels.transfer import TRANSFER_REFUSALS
from genderdesk.casework.cases.vocabulary import (
    EventKind,
)
from genderdesk.casework.intake.labels import SENSITIVITIES
from genderdesk.groundwork.platform.forms import ANSWER_LABELS
from genderdesk.groundwork.platform.words import WordTable

EVENTS: WordTable = {
    EventKind.OPENED: _("Case opened from report %(ref)s"),
    EventKind.ASSIGNED: _("Put into the hands of officer %(ref)s"),
    EventKind.SURVIVOR_DESCRIBED: _("Facts about the person kept"),
    EventKind.SURVIVOR_IDENTIFIED: _("Name and contact kept, sealed"),
    EventKind.CONTACT_CHANGED: _("Safe to contact: %(ref)s"),
    EventKind.INCIDENT_DESCRIBED: _("Time, place and injuries kept"),
    EventKind.CLASSIFIED: _("Classified: %(ref)s"),
    EventKind.CLASSIFICATION_OPEN: _("Questions asked, type still open"),
    EventKind.BROUGHT_IN: _("Brought in from the file of another system"),
    EventKind.CIRCUMSTANCES_KEPT: _("Circumstances kept, and what is known of who did it"),
    EventKind.CONSENT_WAITED: _("Consent explained; time to decide"),
    EventKind.CONSENT_GIVEN: _("Said yes to %(ref)s"),
    EventKind.CONSENT_REFUSED: _("Said no to %(ref)s"),
    EventKind.CONSENT_REVOKED: _("Consent for %(ref)s withdrawn"),
    EventKind.EXCEPTION_ASKED: _("Legal exception for %(ref)s asked for"),
    EventKind.EXCEPTION_AUTHORISED: _("Legal exception for %(ref)s authorised"),
    EventKind.EXCEPTION_REFUSED: _("Legal exception for %(ref)s refused"),
    EventKind.EXCEPTION_ENDED: _("Legal exception for %(ref)s ended"),
    EventKind.COUNTING_ANSWERED: _("To be counted without a name: %(ref)s"),
    EventKind.SERVED: _("The desk helped: %(ref)s"),
    EventKind.FOLLOW_UP_PLANNED: _("Follow-up planned: %(ref)s"),
    EventKind.FOLLOW_UP_DONE: _("Follow-up: %(ref)s"),
    EventKind.FOLLOW_UP_CALLED_OFF: _("Follow-up called off: %(ref)s"),
    EventKind.NEW_VIOLENCE: _("New violence was told"),
    EventKind.CLOSURE_REQUESTED: _("Closure asked for: %(ref)s"),
    EventKind.CLOSURE_SENT_BACK: _("Closure sent back"),
    EventKind.CLOSED: _("Case closed: %(ref)s"),
    EventKind.REOPENED: _("Case opened again: %(ref)s"),
    EventKind.JOIN_ASKED: _("Asked to join this file to %(ref)s"),
    EventKind.JOIN_SENT_BACK: _("Not joined to %(ref)s"),
    EventKind.JOINED: _("Joined to %(ref)s, by two people"),
    EventKind.JOINED_HERE: _("File %(ref)s joined to this one, by two people"),
    EventKind.PARTING_ASKED: _("Asked to part this file from %(ref)s again"),
    EventKind.PARTING_SENT_BACK: _("Stays joined to %(ref)s"),
    EventKind.PARTED: _("Parted from %(ref)s again, by two people"),
    EventKind.PARTED_HERE: _("File %(ref)s parted from this one again, by two people"),
    EventKind.NOTE: _("Note"),
    EventKind.FILE_ADDED: _("File added: %(ref)s"),
    EventKind.COUNSELLING: _("Counselling note, for its writer alone"),
    EventKind.HANDED_OVER: _("Handed over to counsellor %(ref)s"),
    EventKind.HAND_OVER_OFFERED: _("Offered to officer %(ref)s to take over"),
    EventKind.HAND_OVER_NOT_TAKEN: _("Not taken over: %(ref)s"),
    EventKind.TRANSFER_OFFERED: _("Offered to %(ref)s"),
    EventKind.TRANSFER_REFUSED: _("The other desk did not take it: %(ref)s"),
    EventKind.TRANSFER_WITHDRAWN: _("Offer to %(ref)s taken back"),
    EventKind.TRANSFER_STOPPED: _("Offer to %(ref)s stopped: nothing allows it any more"),
    EventKind.TRANSFERRED: _("Gone over to %(ref)s"),
    EventKind.RELEASED: _("Taken out of the hands of somebody in conflict"),
    EventKind.CIRCLE_CHANGED: _("Who may see this file: %(ref)s"),
    EventKind.UNIT_ARRIVED: _("A unit arrived"),
    EventKind.UNIT_WITH_SURVIVOR: _("A unit is with the survivor"),
    EventKind.UNIT_CLEARED: _("The unit's task is over"),
    EventKind.REFERRAL_SENT: _("Referral sent"),
    EventKind.REFERRAL_ACCEPTED: _("Referral accepted"),
    EventKind.REFERRAL_DECLINED: _("Referral declined by the provider"),
    EventKind.REFERRAL_ATTENDED: _("She or he came to the provider"),
    EventKind.REFERRAL_MISSED: _("She or he did not come to the provider"),
    EventKind.REFERRAL_CONCLUDED: _("Outcome of the referral recorded"),
    EventKind.REFERRAL_REVOKED: _("Referral withdrawn"),
    EventKind.REFERRAL_CLOSED: _("Referral closed"),
    EventKind.CARE_RECEIVED: _("Received: %(ref)s"),
    EventKind.CARE_DECLINED: _("Not wanted now: %(ref)s"),
    EventKind.CARE_WANTED: _("Wanted after all: %(ref)s"),
    EventKind.RISK_ASSESSED: _("Risk assessed: %(ref)s"),
    EventKind.RISK_RAISED: _("Risk raised to %(ref)s"),
    EventKind.RISK_LOWERED: _("Risk lowered to %(ref)s, by two people"),
    EventKind.RISK_EVENT: _("Assess the risk again: %(ref)s"),
    EventKind.RISK_SHARED: _("Risk assessment given to the prosecution"),
    EventKind.MEASURES_CHOSEN: _("Measures chosen for the risk"),
    EventKind.SAFETY_PLAN_KEPT: _("Safety plan kept, version %(ref)s"),
    EventKind.SAFETY_PLAN_REVIEWED: _("Safety plan gone through again"),
    EventKind.PLAN_ITEM_ADDED: _("Planned: %(ref)s"),
    EventKind.PLAN_ITEM_CHANGED: _("In the plan: %(ref)s"),
    EventKind.SUSPECT_ADDED: _("A suspect named, sealed"),
    EventKind.FEEDBACK_OFFERED: _("A code for feedback told"),
    EventKind.FLAG_RAISED: _("Flag raised: %(ref)s"),
    EventKind.FLAG_RESOLVED: _("Flag resolved: %(ref)s"),
    EventKind.FLAG_MISTAKEN: _("Flag raised by mistake: %(ref)s"),
    EventKind.DEATH_KEPT: _("What is known of the death kept"),
    EventKind.DEATH_CONFIRMED: _("The death confirmed by a second person"),
    EventKind.DEATH_TAKEN_BACK: _("The death taken back: she or he lives, and what was planned is planned again"),
    EventKind.OFFENCES_KEPT: _("Offences kept that it may be"),
    EventKind.SUSPECT_CHANGED: _("What is known of a suspect changed, sealed"),
}

# What a reader must not overlook in a timeline.
EVENT_TONES: dict[str, str] = {
    EventKind.NEW_VIOLENCE: "overdue",
    EventKind.CONSENT_REVOKED: "due",
    EventKind.CONSENT_REFUSED: "due",
    EventKind.EXCEPTION_ASKED: "due",
    EventKind.EXCEPTION_AUTHORISED: "overdue",
    EventKind.CLOSURE_SENT_BACK: "due",
    EventKind.TRANSFER_REFUSED: "due",
    EventKind.TRANSFER_STOPPED: "overdue",
    EventKind.REFERRAL_DECLINED: "due",
    EventKind.REFERRAL_MISSED: "due",
    EventKind.REFERRAL_ATTENDED: "good",
    EventKind.CARE_RECEIVED: "good",
    EventKind.RISK_RAISED: "due",
    EventKind.RISK_LOWERED: "due",
    EventKind.RISK_EVENT: "overdue",
    EventKind.FLAG_RAISED: "due",
    EventKind.FLAG_RESOLVED: "good",
    EventKind.CLOSED: "calm",
    EventKind.JOIN_ASKED: "due",
    EventKind.JOINED: "calm",
    EventKind.PARTING_ASKED: "due",
    EventKind.DEATH_KEPT: "overdue",
    EventKind.DEATH_TAKEN_BACK: "overdue",
}


def event_words(kind: EventKind, ref: str) -> str:
    """A line of the timeline in words."""
    return str(EVENTS[kind]) % {"ref": _REF_WORDS.get(kind, {}).get(ref, ref)}


# Which list gives words to the coded reference of a line.
_REF_WORDS: dict[str, Mapping[Any, Any]] = {
    EventKind.CIRCLE_CHANGED: SENSITIVITIES,
    EventKind.CLASSIFIED: GBV_TYPES,
    EventKind.CONTACT_CHANGED: ANSWER_LABELS,
    EventKind.COUNTING_ANSWERED: ANSWER_LABELS,
    EventKind.SERVED: DESK_SERVICES,
    EventKind.FOLLOW_UP_PLANNED: CONTACT_WAYS,
    EventKind.FOLLOW_UP_DONE: FOLLOW_UP_OUTCOMES,
    EventKind.FOLLOW_UP_CALLED_OFF: CALLED_OFF,
    EventKind.FILE_ADDED: FILE_GROUPS,
    EventKind.CLOSURE_REQUESTED: CLOSURE_REASONS,
    EventKind.CLOSED: CLOSURE_REASONS,
    EventKind.REOPENED: REOPEN_REASONS,
    EventKind.HAND_OVER_NOT_TAKEN: NOT_TAKEN,
    EventKind.TRANSFER_REFUSED: TRANSFER_REFUSALS,
    EventKind.CARE_RECEIVED: CARE_RECEIVED,
    EventKind.CARE_DECLINED: CARE_RECEIVED,
    EventKind.CARE_WANTED: CARE_RECEIVED,
    EventKind.RISK_ASSESSED: RISK_LEVELS,
    EventKind.RISK_RAISED: RISK_LEVELS,
    EventKind.RISK_LOWERED: RISK_LEVELS,
    EventKind.RISK_EVENT: RISK_EVENTS,
    EventKind.PLAN_ITEM_ADDED: NEEDS,
    EventKind.PLAN_ITEM_CHANGED: PLAN_STATES,
    EventKind.FLAG_RAISED: FLAG_REASONS,
    EventKind.FLAG_RESOLVED: FLAG_REASONS,
    EventKind.FLAG_MISTAKEN: FLAG_REASONS,
}
