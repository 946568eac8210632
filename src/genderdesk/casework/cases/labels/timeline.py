"""Words for the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases.labels.clocks import CARE_RECEIVED
from genderdesk.casework.cases.labels.closing import CALLED_OFF, CLOSURE_REASONS, FOLLOW_UP_OUTCOMES
from genderdesk.casework.cases.labels.file import DESK_SERVICES, FILE_GROUPS
from genderdesk.casework.cases.labels.incident import GBV_TYPES
from genderdesk.casework.cases.labels.survivor import CONTACT_WAYS
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
    EventKind.COUNTING_ANSWERED: _("To be counted without a name: %(ref)s"),
    EventKind.SERVED: _("The desk helped: %(ref)s"),
    EventKind.FOLLOW_UP_PLANNED: _("Follow-up planned: %(ref)s"),
    EventKind.FOLLOW_UP_DONE: _("Follow-up: %(ref)s"),
    EventKind.FOLLOW_UP_CALLED_OFF: _("Follow-up called off: %(ref)s"),
    EventKind.NEW_VIOLENCE: _("New violence was told"),
    EventKind.CLOSURE_REQUESTED: _("Closure asked for: %(ref)s"),
    EventKind.CLOSURE_SENT_BACK: _("Closure sent back"),
    EventKind.CLOSED: _("Case closed: %(ref)s"),
    EventKind.REOPENED: _("Case opened again"),
    EventKind.NOTE: _("Note"),
    EventKind.FILE_ADDED: _("File added: %(ref)s"),
    EventKind.COUNSELLING: _("Counselling note, for counsellors alone"),
    EventKind.HANDED_OVER: _("Handed over to counsellor %(ref)s"),
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
}

# What a reader must not overlook in a timeline.
EVENT_TONES: dict[str, str] = {
    EventKind.NEW_VIOLENCE: "overdue",
    EventKind.CONSENT_REVOKED: "due",
    EventKind.CONSENT_REFUSED: "due",
    EventKind.CLOSURE_SENT_BACK: "due",
    EventKind.REFERRAL_DECLINED: "due",
    EventKind.REFERRAL_MISSED: "due",
    EventKind.REFERRAL_ATTENDED: "good",
    EventKind.CARE_RECEIVED: "good",
    EventKind.CLOSED: "calm",
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
    EventKind.CARE_RECEIVED: CARE_RECEIVED,
}
