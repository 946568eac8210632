"""A hospital's own system: its key, and the answer that it gives by a FHIR Task."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.care.access import MAY_ANSWER, MAY_KEEP_DIRECTORY
from genderdesk.casework.care.models import Provider, ProviderKey, Referral
from genderdesk.casework.care.vocabulary import SentVia
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep


@act("provider.give_key", needs=MAY_KEEP_DIRECTORY, subject=Provider)
def give_key(actor: Actor, provider: Provider) -> ProviderKey:
    """Make the key with which the provider's own system signs in; an earlier one ends."""
    if provider.closed_on is not None:
        raise Invalid(_("This provider has closed. Choose another one."))
    now = timezone.now()
    ProviderKey.objects.filter(provider=provider, ended_at__isnull=True).update(ended_at=now)
    key = ProviderKey(provider=provider, made_by=actor.id, made_at=now)
    keep(key)
    return key


@act("provider.end_key", needs=MAY_KEEP_DIRECTORY, subject=Provider)
def end_key(actor: Actor, provider: Provider) -> int:
    """End the key of the provider's system at once; how many were open."""
    return ProviderKey.objects.filter(provider=provider, ended_at__isnull=True).update(ended_at=timezone.now())


@act("referral.fetch", needs=MAY_ANSWER, subject=Referral)
def send_by_fhir(actor: Actor, referral: Referral) -> Referral:
    """Keep that the hospital's own system fetched the referral."""
    referral.sent_via = SentVia.FHIR
    referral.save()
    return referral
