"""The directory of providers: search, one entry, and what nobody has confirmed for 180 days."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.care import rules
from genderdesk.casework.care.access import MAY_SEE_DIRECTORY, open_providers
from genderdesk.casework.care.models import Provider
from genderdesk.casework.care.vocabulary import Cost, ProviderKind, Service
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor, permits


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in the directory; what is empty or False was not asked."""

    service: str = ""
    district: str = ""
    language: str = ""
    accessibility: str = ""
    open_now: bool = False
    free: bool = False
    confirmed: bool = False


def terms_of(provider: Provider, service: str) -> rules.Terms:
    """The terms of one of a provider's services; unknown where nobody has written them."""
    return rules.Terms.read(provider.terms.get(service, {}))


def schedule_of(provider: Provider) -> tuple[rules.Span, ...]:
    """The opening hours, from the lines or from the usual words."""
    return rules.read_schedule(provider.schedule) if provider.schedule else rules.usual_schedule(provider.hours)


def is_open_now(provider: Provider, now: datetime | None = None) -> bool | None:
    """Whether the place is open now; None where its hours are not known."""
    return rules.is_open(schedule_of(provider), timezone.localtime(now))


def is_free(provider: Provider, service: str = "") -> bool:
    """Whether the service, or every service, is known to be free of charge."""
    asked = [service] if service else provider.services
    return bool(asked) and all(terms_of(provider, each).cost is Cost.FREE for each in asked)


def is_due(provider: Provider) -> bool:
    """Whether the entry must be confirmed again."""
    return rules.is_due(provider.confirmed_on, timezone.localdate())


def search(wanted: Wanted, *, near: str = "") -> list[Provider]:
    """Open providers that fit, those of the district near first, then what is open now, then by name.

    ``wanted.district`` leaves only that district; ``near`` only puts it first. What is not known does not fit where it
    is asked for.
    """
    found = open_providers().select_related("district")
    if wanted.district:
        found = found.filter(district_id=wanted.district)
    now = timezone.now()
    fitting = [(each, is_open_now(each, now)) for each in found if _fits(each, wanted)]
    if wanted.open_now:
        fitting = [pair for pair in fitting if pair[1]]
    fitting.sort(key=lambda pair: (pair[0].district_id != near, not pair[1], pair[0].name))
    return [each for each, _open in fitting]


def _fits(provider: Provider, wanted: Wanted) -> bool:
    return (
        (not wanted.service or wanted.service in provider.services)
        and (not wanted.language or wanted.language in provider.languages)
        and (not wanted.accessibility or wanted.accessibility in provider.accessibility)
        and (not wanted.free or is_free(provider, wanted.service))
        and (not wanted.confirmed or not is_due(provider))
    )


def providers(*, district_code: str = "", service: str = "") -> list[Provider]:
    """Open providers, those of the district first, then by name; of one service where it is named."""
    found = list(open_providers().select_related("district").order_by("name"))
    if service:
        found = [provider for provider in found if service in provider.services]
    return sorted(found, key=lambda provider: (provider.district_id != district_code, provider.name))


def places_to_tell(district_code: str) -> list[Provider]:
    """Places that somebody on the line may be told of; never a safe house."""
    return [each for each in search(Wanted(), near=district_code) if each.kind != ProviderKind.SHELTER]


def provider_names() -> list[tuple[uuid.UUID, str]]:
    """Every open provider as (id, name), for the recipients of a consent."""
    return list(open_providers().order_by("name").values_list("id", "name"))


def provider_for(actor: Actor, provider_id: uuid.UUID) -> Provider:
    """One entry, also a closed one; Missing where there is none."""
    found = one_of(Provider.objects.select_related("district").filter(pk=provider_id))
    if found is None or not permits(actor, MAY_SEE_DIRECTORY):
        raise Missing(_("There is no such entry in the directory."))
    return found


def service_of(provider: Provider, code: str) -> Service:
    """One of a provider's services; Missing where it does not give it."""
    if code not in provider.services:
        raise Missing(_("The provider does not give this service."))
    return Service(code)


def to_confirm() -> QuerySet[Provider]:
    """Open entries that must be confirmed, those never confirmed first."""
    last = timezone.localdate() - timedelta(days=rules.CONFIRM_DAYS)
    due = open_providers().filter(Q(confirmed_on__isnull=True) | Q(confirmed_on__lte=last))
    return due.order_by(F("confirmed_on").asc(nulls_first=True), "name")


def to_confirm_for(actor: Actor) -> QuerySet[Provider]:
    """Those of the actor's districts; all of them for who works for the whole country."""
    due = to_confirm().select_related("district")
    return due if actor.national else due.filter(district_id__in=sorted(actor.districts))


def to_ask() -> QuerySet[Provider]:
    """Entries to confirm of which the desk was not told yet since they were last confirmed."""
    last = timezone.localdate() - timedelta(days=rules.CONFIRM_DAYS)
    return to_confirm().filter(Q(asked_on__isnull=True) | Q(asked_on__lte=last))
