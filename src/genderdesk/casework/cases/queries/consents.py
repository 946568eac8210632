"""Consents in codes, and what a permit of the gate lets its recipient know."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from genderdesk.casework.cases import labels, readings, rules
from genderdesk.casework.cases.access import MAY_TAKE_CONSENT
from genderdesk.casework.cases.models import Case, Consent
from genderdesk.casework.cases.queries.gate import Permit, permit_for
from genderdesk.casework.cases.vocabulary import AgeBasis
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.forms import ANSWER_LABELS, moment_in_words
from genderdesk.groundwork.platform.refusals import Invalid, Missing
from genderdesk.groundwork.platform.words import Words
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One decision as a page shows it."""

    consent: Consent
    live: bool
    state: str
    withheld: list[Words]


def live_consent_for(case: Case, recipient_id: uuid.UUID, purpose: str, scope: str | None = None) -> Consent | None:
    """The decision that lives for a recipient and purpose, to be shown; what leaves a file asks the gate."""
    found = rules.live_consent(
        readings.decisions_of(case),
        timezone.now(),
        recipient_id=recipient_id,
        purpose=purpose,
        scopes=[scope] if scope else [],
    )
    return Consent.objects.get(pk=found.id) if found else None


def consent_lines(case: Case) -> list[ConsentLine]:
    """All decisions of a case, newest first, each with whether it is alive and, if not, why."""
    now = timezone.now()
    rows = list(Consent.objects.filter(case=case).order_by("recorded_at", "id"))
    decisions = [readings.decision_of(row) for row in rows]
    live = {
        each.id
        for each in decisions
        if (
            found := rules.live_consent(
                decisions, now, recipient_id=each.recipient_id, purpose=each.purpose, scopes=[each.scope]
            )
        )
        and found.id == each.id
    }
    return [
        ConsentLine(
            row, row.pk in live, _state(row, row.pk in live, now), [labels.WITHHELD[key] for key in row.withheld]
        )
        for row in reversed(rows)
    ]


def _state(consent: Consent, live: bool, now: datetime) -> str:
    if not consent.yes:
        return "refused"
    if consent.revoked_at is not None:
        return "revoked"
    if consent.valid_to <= now:
        return "ended"
    return "live" if live else "replaced"


def revocable_consent(case: Case, consent_id: uuid.UUID) -> Consent:
    """A consent of this case; Missing where it is none."""
    found = Consent.objects.filter(pk=consent_id, case=case).first()
    if found is None:
        raise Missing(_("There is no such consent in this case."))
    return found


@discloses("case.referral_summary", needs=MAY_TAKE_CONSENT, subject=Case)
def referral_summary(actor: Actor, case: Case, permit: Permit) -> dict[str, dict[str, str]]:
    """What a permit's recipient may know, and nothing else: language → label → words.

    It is frozen, and who reads it may have another language than who sends it. The gate is asked again here, so that
    a summary under a permit that has died since cannot be made: Invalid.
    """
    live = permit_for(case, permit.outlet, permit.recipient_id, scope=permit.scope)
    if live is None:
        raise Invalid(_("The consent has ended or was withdrawn. Nothing may leave the desk."))
    told: dict[str, dict[str, str]] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words = {piece: _WORDS[piece](case) for piece in labels.PIECES if piece in live.pieces}
            told[language] = {str(labels.PIECES[piece]): each for piece, each in words.items() if each}
    return told


def _age(case: Case) -> str:
    survivor = case.survivor
    if survivor.age_at_report is None:
        return ""
    words = ngettext("%(years)d year", "%(years)d years", survivor.age_at_report) % {"years": survivor.age_at_report}
    basis = labels.AGE_BASES[AgeBasis(survivor.age_basis)]
    return f"{words} ({basis})" if basis else words


def _occurred(case: Case) -> str:
    moment = readings.occurred_of(case.incident)
    return str(moment_in_words(moment.at, moment.precision)) if moment else ""


def _windows(case: Case) -> str:
    """Deadlines as times, since a frozen copy cannot count down."""
    lines = []
    for clock in readings.clocks_of(case.survivor, case.incident, timezone.now()):
        if clock.until is None or clock.met_at is not None:
            continue
        until = date_format(timezone.localtime(clock.until), "j F Y, H:i")
        lines.append(
            _("%(what)s: %(hours)d hours end on %(until)s")
            % {"what": labels.CLOCKS[clock.kind], "hours": clock.limit_hours, "until": until}
        )
    return "\n".join(lines)


def _injuries(case: Case) -> str:
    return ", ".join(str(labels.INJURIES.get(injury, injury)) for injury in case.incident.injuries)


def _answer(value: str) -> str:
    return str(ANSWER_LABELS[Answer.read(value)])


# How each piece reads. Only those that a consent allows are ever called.
_WORDS: dict[str, Callable[[Case], Any]] = {
    "survivor_code": lambda case: case.survivor.code,
    "name": lambda case: case.survivor.names.open(),
    "phone": lambda case: case.survivor.phone.open(),
    "safe_to_contact": lambda case: _answer(case.survivor.safe_to_contact),
    "contact_way": lambda case: str(labels.CONTACT_WAYS.get(case.survivor.contact_way, "")),
    "contact_hours": lambda case: str(labels.CONTACT_HOURS.get(case.survivor.contact_hours, "")),
    "contact_notes": lambda case: case.survivor.contact_notes.open(),
    "language": lambda case: str(labels.LANGUAGES[case.survivor.language]),
    "interpreter": lambda case: _answer(case.survivor.interpreter),
    "interview_preference": lambda case: str(labels.INTERVIEW_PREFERENCES[case.survivor.interview_preference]),
    "sex": lambda case: str(labels.SEXES[case.survivor.sex]),
    "age": _age,
    "occurred": _occurred,
    "injuries": _injuries,
    "strangulation": lambda case: _answer(case.incident.strangulation),
    "pregnant": lambda case: _answer(case.survivor.pregnant),
    "disability": lambda case: str(labels.DISABILITIES[case.survivor.disability]),
    "medical_windows": _windows,
    "gbv_type": lambda case: str(labels.GBV_TYPES[case.incident.gbv_type]),
    "district": lambda case: case.incident.district.name if case.incident.district else "",
    "place_type": lambda case: str(labels.PLACE_TYPES[case.incident.place_type]),
    "address": lambda case: case.survivor.address.open(),
    "guardian": lambda case: case.survivor.guardian.open(),
    "account": lambda case: case.incident.account.open(),
}
