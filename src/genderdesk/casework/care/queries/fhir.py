"""A referral as FHIR for a hospital's system, through the same gate as the page that its people read."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from genderdesk.casework.care.access import MAY_ANSWER, MAY_KEEP_DIRECTORY, system_of
from genderdesk.casework.care.labels import SERVICES
from genderdesk.casework.care.models import Provider, ProviderKey, Referral
from genderdesk.casework.care.queries.outlets import FHIR
from genderdesk.casework.care.queries.referrals import waiting_for
from genderdesk.casework.care.rules import fhir
from genderdesk.casework.cases.labels import PIECES
from genderdesk.casework.cases.models import Consent
from genderdesk.casework.cases.queries import may_still_leave
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import SYSTEM, Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.vault import blind_index

# Whatever language the desk writes, machines read this one.
_LANGUAGE = "en"
_MOST = 100


def key_words(key: ProviderKey) -> str:
    """What the hospital's system sends: the key's id, and 256 bits that the database does not hold."""
    return f"{key.pk}.{blind_index('provider_key', str(key.pk))}"


def system_with(words: str) -> Actor | None:
    """The hospital's system whose key this is; None for any other, ended or of a closed provider."""
    named, _dot, _rest = words.partition(".")
    try:
        key_id = uuid.UUID(named)
    except ValueError:
        return None
    with walls.seen_by(SYSTEM):
        key = one_of(ProviderKey.objects.select_related("provider").filter(pk=key_id, ended_at__isnull=True))
    if key is None or key.provider.closed_on is not None or not constant_time_compare(key_words(key), words):
        return None
    return system_of(key)


@discloses("provider.key", needs=MAY_KEEP_DIRECTORY, subject=Provider)
def key_of(actor: Actor, provider: Provider) -> str:
    """The key of a provider's system, for whoever hands it over; empty where there is none."""
    key = ProviderKey.objects.filter(provider=provider, ended_at__isnull=True).order_by("-made_at").first()
    return key_words(key) if key else ""


def has_key(provider: Provider) -> bool:
    """Whether a provider's system has a key."""
    return ProviderKey.objects.filter(provider=provider, ended_at__isnull=True).exists()


@discloses("referral.fhir", needs=MAY_ANSWER, subject=Referral)
def bundle_for_provider(actor: Actor, referral: Referral) -> dict[str, Any]:
    """One referral as a FHIR Bundle with what the survivor allowed; Missing once the consent has died."""
    if referral.consent_id is None or not may_still_leave(referral.case, FHIR, referral.consent_id):
        raise Missing(_("The consent has ended or was taken back, so what was told is no longer shown."))
    told = dict(referral.summary.open().get(_LANGUAGE) or {})
    with translation.override(_LANGUAGE):
        name = told.pop(str(PIECES["name"]), "")
        phone = told.pop(str(PIECES["phone"]), "")
        sent = _sent(referral, name=name, phone=phone, told=told)
        return fhir.bundle(sent, _allowed(referral.consent_id), timezone.now())


def tasks_for(actor: Actor) -> dict[str, Any]:
    """What waits for the answer of a provider's system, the most urgent first; a hundred at a time."""
    waiting = waiting_for(actor).select_related("provider", "case__institution")[:_MOST]
    with translation.override(_LANGUAGE):
        return fhir.listing([_sent(each) for each in waiting], timezone.now())


def task_of(referral: Referral) -> dict[str, Any]:
    """Where a referral stands, as a Task: its number and times, and nothing of whom it is about."""
    with translation.override(_LANGUAGE):
        return fhir.task(_sent(referral))


def _allowed(ground_id: uuid.UUID) -> fhir.Allowed | None:
    """What she or he allowed; None where the law does, and nobody said yes."""
    consent = one_of(Consent.objects.filter(pk=ground_id))
    if consent is None:
        return None
    return fhir.Allowed(consent.recorded_at, consent.valid_from, consent.valid_to, consent.scope)


def _sent(referral: Referral, *, name: str = "", phone: str = "", told: dict[str, str] | None = None) -> fhir.Sent:
    sent_at, answer_due_at, attend_due_at = referral.sent_at, referral.answer_due_at, referral.attend_due_at
    if sent_at is None or answer_due_at is None or attend_due_at is None:
        raise Missing(_("There is no such referral for your organisation."))
    return fhir.Sent(
        id=referral.pk,
        number=referral.number,
        service=referral.service,
        service_words=str(SERVICES[referral.service]),
        urgency=referral.urgency,
        state=referral.state,
        sent_at=sent_at,
        answer_due_at=answer_due_at,
        attend_due_at=attend_due_at,
        appointment_at=referral.appointment_at,
        desk=referral.case.institution.name,
        provider=referral.provider.name,
        name=name,
        phone=phone,
        told=told or {},
    )
