"""The desk's side of a referral: propose, take consent, send, withdraw, close."""

from __future__ import annotations

import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.care import rules
from genderdesk.casework.care.access import MAY_RECORD_ATTENDANCE, MAY_REFER, MAY_REVOKE
from genderdesk.casework.care.models import Provider, Referral, ReferralNote
from genderdesk.casework.care.queries.outlets import NOTES, SENDING
from genderdesk.casework.care.vocabulary import (
    CLOSED,
    CONSENTED,
    DECLINED,
    OPEN,
    PROPOSED,
    REFERRAL,
    REVOKED,
    SENT,
    DeclineReason,
    SentVia,
    Service,
    Urgency,
)
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries import demand_not_joined, may_still_leave, permit_for, referral_summary
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.platform import events, outbox
from genderdesk.groundwork.protection import circle
from genderdesk.groundwork.protection.access import Actor, system_only
from genderdesk.groundwork.protection.acts import Invalid, act, touch


@act("referral.propose", needs=MAY_REFER, subject=Case, notes=("service", "urgency"))
def propose_referral(
    actor: Actor,
    case: Case,
    *,
    provider: Provider,
    service: Service,
    urgency: Urgency,
    transport_arranged: Answer = Answer.UNKNOWN,
    escort_arranged: Answer = Answer.UNKNOWN,
) -> Referral:
    """Propose a provider for a service to the survivor; nothing leaves the desk yet."""
    demand_not_joined(case)
    if provider.closed_on is not None:
        raise Invalid(_("This provider has closed. Choose another one."), "provider")
    if service not in provider.services:
        raise Invalid(_("This provider does not offer the service. Choose another provider or service."), "provider")
    referral = Referral(
        number=new_number("RF"),
        case=case,
        provider=provider,
        service=service,
        urgency=urgency,
        state=PROPOSED,
        transport_arranged=transport_arranged,
        escort_arranged=escort_arranged,
        proposed_by=actor.id,
    )
    referral.save(force_insert=True)
    touch(referral, new=True)
    return referral


@act("referral.consent", needs=MAY_REFER, subject=Referral, states=REFERRAL)
def consent_to_referral(actor: Actor, referral: Referral) -> Referral:
    """Bind the referral to the survivor's live consent for this very provider."""
    permit = permit_for(referral.case, SENDING, referral.provider_id)
    if permit is None:
        raise Invalid(_("There is no live consent for this provider. Record her or his decision first."))
    referral.consent_id = permit.ground_id
    referral.consented_at = timezone.now()
    referral.state = CONSENTED
    referral.save()
    return referral


@act("referral.send", needs=MAY_REFER, subject=Referral, states=REFERRAL)
def send_referral(actor: Actor, referral: Referral) -> Referral:
    """Send the referral with the summary that the consent's scope allows; refused where the consent no longer lives."""
    permit = permit_for(referral.case, SENDING, referral.provider_id)
    if permit is None or not may_still_leave(referral.case, SENDING, referral.consent_id):
        raise Invalid(_("The consent has ended or was withdrawn. Nothing was sent. Ask again before you refer."))
    # The newest that lives: the one that the survivor renewed meanwhile, where she did.
    referral.consent_id = permit.ground_id
    now = timezone.now()
    urgency = Urgency(referral.urgency)
    referral.summary = referral_summary(actor, referral.case, permit)
    referral.sent_at, referral.sent_via = now, SentVia.PORTAL
    referral.answer_due_at = rules.answer_due(now, urgency)
    referral.attend_due_at = rules.attend_due(now, urgency)
    referral.state = SENT
    referral.save()
    outbox.tell(f"provider:{referral.provider_id}", "referral", str(referral.pk))
    events.publish("referral.sent", referral_id=referral.pk, case_id=referral.case_id)
    return referral


@act("referral.refuse", needs=MAY_REFER, subject=Referral, states=REFERRAL, notes=("reason",))
def refuse_referral(actor: Actor, referral: Referral, *, reason: DeclineReason) -> Referral:
    """The survivor does not want it, or nothing can be had there, before anything was sent; the reason is kept."""
    referral.declined_at = timezone.now()
    referral.decline_reason = reason
    referral.state = DECLINED
    referral.save()
    events.publish("referral.declined", referral_id=referral.pk, case_id=referral.case_id)
    return referral


@act("referral.arrange", needs=MAY_REFER, subject=Referral)
def arrange_way(actor: Actor, referral: Referral, *, transport: Answer, escort: Answer) -> Referral:
    """How she or he gets there: whether transport and somebody who goes along are arranged."""
    if referral.state not in OPEN:
        raise Invalid(_("This referral has come to its end, so nothing needs arranging."))
    referral.transport_arranged, referral.escort_arranged = transport, escort
    referral.save()
    outbox.tell(f"provider:{referral.provider_id}", "referral", str(referral.pk))
    return referral


@act("referral.revoke", needs=MAY_REVOKE, subject=Referral, states=REFERRAL)
def revoke_referral(actor: Actor, referral: Referral) -> Referral:
    """Withdraw the referral at once; the provider no longer sees it, and the frozen summary is emptied."""
    referral.state = REVOKED
    referral.revoked_at = timezone.now()
    referral.summary = {}
    referral.save()
    outbox.tell(f"provider:{referral.provider_id}", "referral", str(referral.pk))
    events.publish("referral.revoked", referral_id=referral.pk, case_id=referral.case_id)
    return referral


@act("referral.close", needs=MAY_REFER, subject=Referral, states=REFERRAL, notes=("rating",))
def close_referral(actor: Actor, referral: Referral, *, rating: int | None = None, feedback: str = "") -> Referral:
    """Close a referral that came to its end, with the survivor's rating of the service from 1 to 5 if she gave one,
    and her words on it, which the provider does not see."""
    if rating is not None and not 1 <= rating <= 5:
        raise Invalid(_("The rating goes from 1 to 5."), "rating")
    referral.rating = rating
    referral.feedback = feedback.strip()
    referral.closed_at = timezone.now()
    referral.state = CLOSED
    referral.save()
    events.publish("referral.closed", referral_id=referral.pk, case_id=referral.case_id)
    return referral


@act("referral.escalate", needs=system_only, subject=Referral)
def escalate_referral(actor: Actor, referral: Referral) -> Referral:
    """Raise a referral that waited too long for an answer: to its sender, who calls the provider, and where that did
    not help to the head of the desk."""
    now = timezone.now()
    if referral.escalated_at is None:
        referral.escalated_at = now
    elif referral.sent_at is not None and now >= rules.head_due(referral.sent_at, Urgency(referral.urgency)):
        referral.head_told_at = referral.head_told_at or now
    referral.save()
    circle.tell(referral, f"institution:{referral.case.institution_id}", "referral")
    return referral


@act("referral.note", needs=MAY_RECORD_ATTENDANCE, subject=Referral)
def note_on_referral(actor: Actor, referral: Referral, *, text: str) -> uuid.UUID:
    """Write a line to the other side, desk or provider."""
    if not text.strip():
        raise Invalid(_("Write what the other side needs to know."), "text")
    if not actor.has("provider") and not may_still_leave(referral.case, NOTES, referral.consent_id):
        raise Invalid(_("There is no live consent for this provider, so nothing may be written to it."), "text")
    note = ReferralNote(referral=referral, text=text.strip(), written_by=actor.id, from_provider=actor.has("provider"))
    note.save(force_insert=True)
    if note.from_provider:
        circle.tell(referral, f"institution:{referral.case.institution_id}", "referral")
    else:
        outbox.tell(f"provider:{referral.provider_id}", "referral", str(referral.pk))
    return note.pk
