"""The register: each partner by its name on a day."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.programme.partners.models import Partner, PartnerName
from genderdesk.programme.partners.rules.standing import name_on


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner with its name on the day that was asked for."""

    partner: Partner
    name: str


def names_on(day: date, partner_ids: Iterable[uuid.UUID] | None = None) -> dict[uuid.UUID, str]:
    """The name of each partner on a day, of all where none is given; one query."""
    found = PartnerName.objects.order_by("starts_on", "id")
    if partner_ids is not None:
        found = found.filter(partner_id__in=set(partner_ids))
    told: dict[uuid.UUID, list[tuple[str, date, date | None]]] = defaultdict(list)
    for each in found:
        told[each.partner_id].append((each.name, each.starts_on, each.ends_on))
    return {key: name_on(names, day) for key, names in told.items()}


def partner_lines(day: date, kind: str = "") -> list[PartnerLine]:
    """The register by name, of one kind where it is given. A country's register has some hundred partners."""
    found = Partner.objects.filter(kind=kind) if kind else Partner.objects.all()
    names = names_on(day)
    lines = [PartnerLine(each, names.get(each.pk, each.code)) for each in found]
    return sorted(lines, key=lambda line: line.name.casefold())


def partners_to_choose(day: date) -> tuple[list[Partner], dict[uuid.UUID, str]]:
    """The partners for a list of choices, by name, and their names."""
    lines = partner_lines(day)
    return [line.partner for line in lines], {line.partner.pk: line.name for line in lines}


def partner_for(partner_id: uuid.UUID) -> Partner:
    """A partner of the register; Missing where there is none."""
    found = one_of(Partner.objects.filter(pk=partner_id))
    if found is None:
        raise Missing(_("There is no such partner."))
    return found
