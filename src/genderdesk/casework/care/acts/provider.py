"""One entry of the directory: added, corrected, confirmed, closed, opened again; and the desk told what is due."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.care import rules
from genderdesk.casework.care.access import MAY_CONFIRM, MAY_KEEP_DIRECTORY, MAY_KEEP_OWN_ENTRY
from genderdesk.casework.care.models import Provider
from genderdesk.casework.care.vocabulary import ProviderKind, Service
from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.foundation.phones import is_short_code
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.platform.refusals import demand_phone, next_version
from genderdesk.groundwork.protection.access import Actor, system_only
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.places.models import Division


@act("provider.add", needs=MAY_KEEP_DIRECTORY)
def add_provider(actor: Actor, *, entry: rules.Entry) -> Provider:
    """Add an entry to the directory; whoever adds it has just heard it, so it counts as confirmed."""
    provider = Provider(code=new_number("PV"), confirmed_on=timezone.localdate(), confirmed_by=actor.id)
    _write(provider, entry)
    keep(provider)
    return provider


@act("provider.correct", needs=MAY_KEEP_DIRECTORY, subject=Provider)
def correct_provider(actor: Actor, provider: Provider, *, version: int, entry: rules.Entry) -> Provider:
    """Write an entry as it is now. Terms of services that it keeps stay; it is confirmed by this."""
    found = _current(provider, version)
    _write(found, entry)
    return _confirmed(found, actor)


@act("provider.terms", needs=MAY_KEEP_DIRECTORY, subject=Provider, notes=("service",))
def keep_terms(actor: Actor, provider: Provider, *, version: int, service: Service, terms: rules.Terms) -> Provider:
    """Keep on what terms a provider gives one of its services."""
    found = _current(provider, version)
    if service not in found.services:
        raise Invalid(_("The provider does not give this service."))
    found.terms = {**found.terms, str(service): terms.kept()}
    found.save()
    return found


@act("provider.update", needs=MAY_KEEP_OWN_ENTRY, subject=Provider)
def update_own_entry(
    actor: Actor, provider: Provider, *, version: int, schedule: str, hours: str, places: dict[str, int | None]
) -> Provider:
    """The place itself says when it is open and how many people each service takes at a time; confirmed by this.

    Where it is and how it is reached stay the desk's to correct: people in danger are sent there. Invalid for a service
    that the place does not give.
    """
    found = _current(provider, version)
    if set(places) - set(found.services):
        raise Invalid(_("The provider does not give this service."))
    for service, number in places.items():
        terms = replace(rules.Terms.read(found.terms.get(service, {})), places=number)
        found.terms = {**found.terms, service: terms.kept()}
    found.schedule, found.hours = _readable(schedule), hours
    return _confirmed(found, actor)


@act("provider.confirm", needs=MAY_CONFIRM, subject=Provider)
def confirm_provider(actor: Actor, provider: Provider, *, version: int) -> Provider:
    """Somebody has asked the place, or the place itself says so: every line is right."""
    return _confirmed(_current(provider, version), actor)


@act("provider.close", needs=MAY_KEEP_DIRECTORY, subject=Provider)
def close_provider(actor: Actor, provider: Provider, *, version: int) -> Provider:
    """The place has closed: nobody is referred there any more; referrals under way go on."""
    found = _current(provider, version)
    found.closed_on = timezone.localdate()
    found.save()
    return found


@act("provider.reopen", needs=MAY_KEEP_DIRECTORY, subject=Provider)
def reopen_provider(actor: Actor, provider: Provider, *, version: int) -> Provider:
    """The place is open again; it has to be confirmed."""
    found = _current(provider, version)
    found.closed_on = found.confirmed_on = found.asked_on = None
    found.save()
    return found


@act("providers.ask", needs=system_only)
def ask_to_confirm(actor: Actor, *, providers: list[uuid.UUID]) -> int:
    """Tell every institution's desk that these entries were not confirmed for 180 days; how many there are."""
    asked = Provider.objects.filter(pk__in=providers).update(asked_on=timezone.localdate())
    for institution in Institution.objects.values_list("pk", flat=True):
        outbox.tell(f"institution:{institution}", "directory", str(asked))
    return asked


def _current(provider: Provider, version: int) -> Provider:
    """The entry as it is now, with one change counted; Conflict where it changed since this version was read."""
    found = Provider.objects.select_for_update().get(pk=provider.pk)
    next_version(found, version)
    return found


def _confirmed(found: Provider, actor: Actor) -> Provider:
    """Save an entry that somebody has just vouched for."""
    found.confirmed_on, found.confirmed_by = timezone.localdate(), actor.id
    found.save()
    return found


def _write(provider: Provider, entry: rules.Entry) -> None:
    """Put what an entry says into the row; Invalid names the field that cannot be kept."""
    district = Division.objects.filter(code=entry.district_code, level="district").first()
    if district is None:
        raise Invalid(_("There is no such district. Choose one of the list."), "district")
    if not entry.name.strip():
        raise Invalid(_("Write the name of the place."), "name")
    if not entry.services:
        raise Invalid(_("Choose at least one service."), "services")
    if entry.kind is ProviderKind.SHELTER and entry.address:
        raise Invalid(_("Where a safe house is must not be written down. Leave the address empty."), "address")
    _readable(entry.schedule)
    provider.district = district
    numbers = [_number(each) for each in (entry.phone, *entry.phones) if each]
    provider.phone, provider.phones = next(iter(numbers), ""), numbers[1:]
    for name in ("name", "kind", "organisation", "description", "address", "email", "website", "schedule", "hours"):
        setattr(provider, name, str(getattr(entry, name)).strip())
    for name in ("services", "languages", "accessibility"):
        setattr(provider, name, [str(each) for each in getattr(entry, name)])
    provider.terms = {code: terms for code, terms in provider.terms.items() if code in provider.services}
    if provider.kind == ProviderKind.SHELTER:
        provider.latitude = provider.longitude = None


def _readable(schedule: str) -> str:
    """Opening hours in the lines in which they are kept; Invalid names one that cannot be read."""
    try:
        return rules.write_schedule(rules.read_schedule(schedule))
    except rules.ScheduleFault as fault:
        raise Invalid(
            _("“%(line)s” cannot be read as opening hours. Write it like “MO-FR 08:00-17:00”.") % {"line": fault},
            "schedule",
        ) from None


def _number(typed: str) -> str:
    """A number in E.164, a short code as it is."""
    return typed if not typed or is_short_code(typed) else demand_phone(typed, "phone")
