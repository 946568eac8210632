"""Agreements as they stand on a day, and what is due of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.programme.partners.access import agreements_of
from genderdesk.programme.partners.models import Agreement, Obligation, Partner
from genderdesk.programme.partners.queries.register import names_on
from genderdesk.programme.partners.rules.standing import HOLDS, Days, standing
from genderdesk.programme.partners.vocabulary import SIGNED, SUSPENDED, AgreementKind, Standing

# Agreements of one institution that a page shows at once; a desk has some dozens.
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement with its partner's name and its standing on a day."""

    agreement: Agreement
    name: str
    standing: Standing


def days_of(agreement: Agreement) -> Days:
    """The days that decide how an agreement stands; its pauses are read, or prefetched."""
    return Days(
        agreement.signed_on,
        agreement.starts_on,
        agreement.ends_on,
        agreement.terminated_on,
        [(each.starts_on, each.ends_on) for each in agreement.pauses.all()],
        agreement.notice_days,
    )


def standings_on(found: Iterable[Agreement], day: date) -> list[tuple[Agreement, Standing]]:
    """Agreements, their pauses prefetched, with how each stands on a day."""
    return [(each, standing(days_of(each), day)) for each in found]


def agreement_lines(found: QuerySet[Agreement], day: date) -> list[AgreementLine]:
    """Agreements with their names and standings, the last to begin first; three queries."""
    shown = list(found.prefetch_related("pauses").order_by("-starts_on", "id")[:MOST_SHOWN])
    names = names_on(day, [each.partner_id for each in shown])
    return [AgreementLine(each, names.get(each.partner_id, ""), standing(days_of(each), day)) for each in shown]


def agreement_for(actor: Actor, agreement_id: uuid.UUID) -> Agreement:
    """An agreement of the actor's institution; Missing otherwise."""
    found = one_of(agreements_of(actor).select_related("partner", "toll_free", "renews").filter(pk=agreement_id))
    if found is None:
        raise Missing(_("There is no such agreement of your institution."))
    return found


def agreements_to_renew(actor: Actor, partner: Partner) -> QuerySet[Agreement]:
    """The signed agreements with a partner, which a new one can follow."""
    return agreements_of(actor).filter(partner=partner, signed_on__isnull=False).order_by("-starts_on", "id")


def obligation_for(actor: Actor, obligation_id: uuid.UUID) -> Obligation:
    """An obligation of an agreement of the actor's institution; Missing otherwise."""
    found = Obligation.objects.select_related("agreement").filter(pk=obligation_id, agreement__in=agreements_of(actor))
    if (one := found.first()) is None:
        raise Missing(_("There is no such obligation."))
    return one


def ending_agreements(actor: Actor, day: date) -> list[AgreementLine]:
    """Signed agreements that end within their notice, or ended within it, and that no signed one follows: what the
    head of desk must see before a number or a grant is gone."""
    signed = agreements_of(actor).filter(state__in=(SIGNED, SUSPENDED), ends_on__isnull=False)
    followed = Q(renewed_by__signed_on__isnull=False)
    lines = agreement_lines(signed.exclude(followed), day)
    wanted = [
        line
        for line in lines
        if line.standing == Standing.ENDING
        or (line.standing == Standing.EXPIRED and (day - _end(line)).days <= line.agreement.notice_days)
    ]
    return sorted(wanted, key=_end)


def _end(line: AgreementLine) -> date:
    return line.agreement.ends_on or date.max


def overdue_obligations(actor: Actor, day: date) -> QuerySet[Obligation]:
    """Obligations of signed agreements that were due before a day and are not met, the longest overdue first."""
    waits = Obligation.objects.filter(agreement__in=agreements_of(actor), met_on__isnull=True, due_on__lt=day)
    signed = waits.filter(agreement__state__in=(SIGNED, SUSPENDED))
    return signed.select_related("agreement").order_by("due_on", "id")


def numbers_in_force(institution_ids: Iterable[uuid.UUID], day: date) -> dict[str, Agreement]:
    """The toll-free numbers whose operator's agreement holds on a day, for posters, pages and claims."""
    found = Agreement.objects.filter(
        institution_id__in=institution_ids, kind=AgreementKind.TOLL_FREE, starts_on__lte=day, signed_on__lte=day
    )
    shown = found.select_related("toll_free").prefetch_related("pauses").order_by(F("ends_on").asc(nulls_last=True))
    holding = [each for each in shown if standing(days_of(each), day) in HOLDS]
    # Nothing toll-free is signed without its number.
    return {each.toll_free.short_code: each for each in holding}
