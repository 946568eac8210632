"""Agreements: from the draft to the end, and what they oblige to."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import demand_come
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.programme.partners.access import MAY_AGREE
from genderdesk.programme.partners.models import Agreement, AgreementPause, Obligation, Partner, TollFree
from genderdesk.programme.partners.vocabulary import (
    AGREEMENT,
    CURRENCIES,
    DRAFT,
    ENDING_DAYS,
    NEGOTIATED,
    REVIEWED,
    SIGNED,
    SUSPENDED,
    TERMINATED,
    AgreementKind,
    LineChannel,
    LineScope,
    PaidBy,
    Whose,
)


@act("agreement.draft", needs=MAY_AGREE, notes=("kind", "reference"))
def draft_agreement(
    actor: Actor,
    *,
    partner: Partner,
    kind: AgreementKind,
    reference: str,
    title: str,
    starts_on: date,
    ends_on: date | None = None,
    notice_days: int = ENDING_DAYS,
    amount: int | None = None,
    currency: str = "",
    renews: Agreement | None = None,
) -> Agreement:
    """Begin an agreement with a partner. Invalid where its end is not after its beginning, its reference is taken, an
    amount has no currency, or it would renew an agreement with somebody else."""
    if ends_on is not None and ends_on <= starts_on:
        raise Invalid(_("The end lies after the first day. Check both days."), "ends_on")
    if not 0 <= notice_days <= 730:
        raise Invalid(_("Write 0 to 730 days."), "notice_days")
    demand_money(amount, currency)
    if Agreement.objects.filter(reference=reference).exists():
        raise Invalid(_("There is an agreement with this reference. Look it up, or write another one."), "reference")
    if renews is not None and (renews.partner_id != partner.pk or renews.institution_id != actor.own_institution):
        raise Invalid(_("Only an agreement with the same partner can be renewed."), "renews")
    agreement = Agreement(
        institution_id=actor.own_institution,
        partner=partner,
        kind=kind,
        reference=reference,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        notice_days=notice_days,
        amount=amount,
        currency=currency if amount is not None else "",
        renews=renews,
    )
    keep(agreement)
    return agreement


def demand_money(amount: int | None, currency: str) -> None:
    """Raise Invalid where an amount has no currency of the list, or is not above zero."""
    if amount is None:
        return
    if amount <= 0:
        raise Invalid(_("Write an amount above zero, in whole units."), "amount")
    if currency not in CURRENCIES:
        raise Invalid(_("Choose the currency of the amount."), "currency")


def _moved(agreement: Agreement, state: str) -> Agreement:
    agreement.state = state
    agreement.save(update_fields=["state"])
    return agreement


@act("agreement.negotiate", needs=MAY_AGREE, subject=Agreement, states=AGREEMENT)
def negotiate_agreement(actor: Actor, agreement: Agreement) -> Agreement:
    """Say that both sides agree on the text."""
    return _moved(agreement, NEGOTIATED)


@act("agreement.review", needs=MAY_AGREE, subject=Agreement, states=AGREEMENT)
def review_agreement(actor: Actor, agreement: Agreement) -> Agreement:
    """Say that counsel has reviewed the text."""
    return _moved(agreement, REVIEWED)


@act("agreement.return", needs=MAY_AGREE, subject=Agreement, states=AGREEMENT)
def return_agreement(actor: Actor, agreement: Agreement) -> Agreement:
    """Take the text back to its draft."""
    return _moved(agreement, DRAFT)


@act("agreement.sign", needs=MAY_AGREE, subject=Agreement, states=AGREEMENT)
def sign_agreement(
    actor: Actor, agreement: Agreement, *, signed_on: date, signed_for_us: str, signed_for_them: str
) -> Agreement:
    """Keep when it was signed, and by which office of each side; a toll-free one says its number first."""
    demand_come(signed_on, "signed_on")
    if agreement.kind == AgreementKind.TOLL_FREE and not TollFree.objects.filter(agreement=agreement).exists():
        raise Invalid(_("Write down the toll-free number of this agreement before it is signed."))
    agreement.signed_on, agreement.signed_for_us, agreement.signed_for_them = signed_on, signed_for_us, signed_for_them
    agreement.state = SIGNED
    agreement.save(update_fields=["signed_on", "signed_for_us", "signed_for_them", "state"])
    return agreement


@act("agreement.suspend", needs=MAY_AGREE, subject=Agreement, states=AGREEMENT)
def suspend_agreement(actor: Actor, agreement: Agreement, *, day: date) -> Agreement:
    """Suspend an agreement from a day on."""
    _demand_after_signature(agreement, day)
    if (last := agreement.pauses.last()) is not None and last.ends_on is not None and day < last.ends_on:
        raise Invalid(_("It was suspended until %(day)s already.") % {"day": str(last.ends_on)}, "day")
    keep(AgreementPause(agreement=agreement, starts_on=day))
    return _moved(agreement, SUSPENDED)


@act("agreement.resume", needs=MAY_AGREE, subject=Agreement, states=AGREEMENT)
def resume_agreement(actor: Actor, agreement: Agreement, *, day: date) -> Agreement:
    """Let a suspended agreement hold again from a day on."""
    pause = agreement.pauses.get(ends_on__isnull=True)
    if day < pause.starts_on:
        raise Invalid(_("It is suspended since %(day)s only.") % {"day": str(pause.starts_on)}, "day")
    demand_come(day, "day")
    pause.ends_on = day
    pause.save(update_fields=["ends_on"])
    return _moved(agreement, SIGNED)


@act("agreement.terminate", needs=MAY_AGREE, subject=Agreement, states=AGREEMENT)
def terminate_agreement(actor: Actor, agreement: Agreement, *, day: date) -> Agreement:
    """End an agreement before its time, from a day on."""
    _demand_after_signature(agreement, day)
    agreement.terminated_on, agreement.state = day, TERMINATED
    agreement.save(update_fields=["terminated_on", "state"])
    return agreement


def _demand_after_signature(agreement: Agreement, day: date) -> None:
    demand_come(day, "day")
    if agreement.signed_on is not None and day < agreement.signed_on:
        raise Invalid(_("It was signed on %(day)s only.") % {"day": str(agreement.signed_on)}, "day")


@act("agreement.number", needs=MAY_AGREE, subject=Agreement, notes=("short_code",))
def number_agreement(
    actor: Actor,
    agreement: Agreement,
    *,
    short_code: str,
    channels: list[LineChannel],
    networks: str,
    paid_by: PaidBy,
    masked_on_bill: Answer,
    scope: LineScope,
    lines: int | None = None,
) -> TollFree:
    """Write down what an operator's agreement says of its number. ``networks`` are the operators from whose network it
    can be reached, with commas between. Invalid for an agreement of another kind."""
    if agreement.kind != AgreementKind.TOLL_FREE:
        raise Invalid(_("Only an operator’s agreement has a toll-free number."))
    if not short_code.isdecimal() or not 3 <= len(short_code) <= 5:
        raise Invalid(_("A short number has three to five digits, such as 3512."), "short_code")
    if not channels:
        raise Invalid(_("Choose at least one way in which the number can be reached."), "channels")
    number = TollFree(
        agreement=agreement,
        short_code=short_code,
        channels=" ".join(dict.fromkeys(channels)),
        networks=", ".join(filter(None, (each.strip() for each in networks.split(",")))),
        paid_by=paid_by,
        lines=lines,
        masked_on_bill=masked_on_bill,
        scope=scope,
    )
    number.save()
    return number


@act("agreement.oblige", needs=MAY_AGREE, subject=Agreement, notes=("whose",))
def add_obligation(actor: Actor, agreement: Agreement, *, whose: Whose, what: str, due_on: date) -> Obligation:
    """Add something that the agreement obliges a side to, with the day by which it is due."""
    obligation = Obligation(agreement=agreement, whose=whose, what=what, due_on=due_on)
    keep(obligation)
    return obligation


@act("obligation.meet", needs=MAY_AGREE, subject=Obligation)
def meet_obligation(actor: Actor, obligation: Obligation, *, met_on: date, evidence: str) -> Obligation:
    """Keep that an obligation is met, and where that can be seen. Invalid where it was said before."""
    if obligation.met_on is not None:
        raise Invalid(_("This was said to be met on %(day)s.") % {"day": str(obligation.met_on)}, "met_on")
    demand_come(met_on, "met_on")
    obligation.met_on, obligation.evidence = met_on, evidence
    obligation.save(update_fields=["met_on", "evidence"])
    return obligation
