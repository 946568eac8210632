"""The ledger of consents in codes and, by disclosure, in words; and what a permit lets its recipient know."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from genderdesk.casework.cases import labels, readings, rules
from genderdesk.casework.cases.access import MAY_TAKE_CONSENT
from genderdesk.casework.cases.models import Case, Consent
from genderdesk.casework.cases.queries.gate import Permit, permit_for
from genderdesk.casework.cases.queries.pieces import piece_words
from genderdesk.casework.cases.vocabulary import RENEW_WITHIN_DAYS, Purpose
from genderdesk.groundwork.platform.refusals import Invalid, Missing
from genderdesk.groundwork.platform.words import Words
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One decision as a page shows it; ``days_left`` until its time is over, 0 on the last day."""

    consent: Consent
    live: bool
    state: str
    withheld: list[Words]
    days_left: int

    @property
    def ends_soon(self) -> bool:
        return self.live and self.days_left <= RENEW_WITHIN_DAYS

    @property
    def withdrawable(self) -> bool:
        """A yes that nobody took back, also one whose time is over: taking back is never refused."""
        return self.consent.yes and self.consent.revoked_at is None

    @property
    def renewable(self) -> bool:
        return self.withdrawable and self.state != "replaced" and self.consent.purpose != Purpose.STATISTICS


@dataclass(frozen=True, slots=True)
class ConsentWords:
    """What was written beside one decision, opened."""

    exclusions: str
    witness: str
    revoked_why: str


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
    decisions = readings.decisions_of(case)
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
            row,
            row.pk in live,
            _state(row, row.pk in live, now),
            [labels.WITHHELD[key] for key in row.withheld],
            max(0, (row.valid_to - now).days),
        )
        for row in reversed(rows)
    ]


def decided_on_recipients(case: Case) -> bool:
    """Whether she or he has answered for any recipient at all."""
    return Consent.objects.filter(case=case).exclude(purpose=Purpose.STATISTICS).exists()


@discloses("case.consent_words", needs=MAY_TAKE_CONSENT, subject=Case)
def consent_words(actor: Actor, case: Case) -> dict[uuid.UUID, ConsentWords]:
    """What must not be told, the witnesses, and why a decision was taken back, by decision."""
    return {
        each.pk: ConsentWords(each.exclusions.open(), each.witness.open(), each.revoked_why.open())
        for each in Consent.objects.filter(case=case)
        if each.exclusions or each.witness or each.revoked_why
    }


def _state(consent: Consent, live: bool, now: datetime) -> str:
    if not consent.yes:
        return "refused"
    if consent.revoked_at is not None:
        return "revoked"
    if consent.valid_to <= now:
        return "ended"
    return "live" if live else "replaced"


def consent_line(case: Case, consent_id: uuid.UUID) -> ConsentLine:
    """One decision of this case; Missing where it is none."""
    found = next((each for each in consent_lines(case) if each.consent.pk == consent_id), None)
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
            told[language] = dict(piece_words(case, [each for each in labels.PIECES if each in live.pieces]))
    return told
