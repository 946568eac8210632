"""Telling something without a yes because the law demands or allows it: asked by one person, decided by another."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_AUTHORISE_EXCEPTION, MAY_TAKE_CONSENT
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, LegalException
from genderdesk.casework.cases.vocabulary import (
    CASE,
    EXCEPTION_DAYS,
    NEVER_BY_LAW,
    EventKind,
    LegalGround,
    Purpose,
    Scope,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, touch
from genderdesk.groundwork.protection.two_persons import demand_another


@act(
    "exception.ask",
    needs=MAY_TAKE_CONSENT,
    subject=Case,
    states=CASE,
    notes=("recipient_id", "purpose", "scope", "ground", "days"),
)
def ask_for_exception(
    actor: Actor,
    case: Case,
    *,
    recipient_id: uuid.UUID,
    recipient_name: str,
    purpose: Purpose,
    scope: Scope,
    ground: LegalGround,
    reference: str,
    told: Answer,
    why_not_told: str = "",
    days: int = EXCEPTION_DAYS[0],
) -> LegalException:
    """Write down on what legal ground somebody is to learn something without a yes; nothing leaves before a second
    person has authorised it."""
    if not recipient_name.strip():
        raise Invalid(_("Choose who would receive the information."), "recipient")
    if purpose in NEVER_BY_LAW or scope is Scope.UNNAMED:
        raise Invalid(_("For research, the media or figures nothing is told without her or his yes."), "purpose")
    if not reference.strip():
        raise Invalid(_("Write which order or which article of which law it is."), "reference")
    if told not in (Answer.YES, Answer.NO):
        raise Invalid(_("Say whether she or he was told of it: yes or no."), "told")
    if told is Answer.NO and not why_not_told.strip():
        raise Invalid(_("Write why she or he was not told."), "why_not_told")
    if days not in EXCEPTION_DAYS:
        raise Invalid(_("Choose for how long it holds."), "days")
    asked = LegalException(
        case=case,
        recipient_id=recipient_id,
        recipient_name=recipient_name.strip(),
        purpose=purpose,
        scope=scope,
        ground=ground,
        reference=reference.strip(),
        told=told,
        why_not_told=why_not_told.strip() if told is Answer.NO else "",
        days=days,
        asked_by=actor.id,
        asked_officer=actor.officer_id,
    )
    asked.save(force_insert=True)
    tell(case, actor, EventKind.EXCEPTION_ASKED, asked.recipient_name)
    touch(asked, new=True)
    return asked


@act("exception.decide", needs=MAY_AUTHORISE_EXCEPTION, subject=LegalException, notes=("yes",))
def decide_exception(actor: Actor, exception: LegalException, *, yes: bool, why: str = "") -> LegalException:
    """Authorise or refuse what another person asked for. Whoever asked, under whichever account, is refused."""
    kept = _locked(exception)
    demand_another(actor, kept.asked_by, kept.asked_officer)
    if kept.decided_at is not None:
        raise Conflict(_("Somebody else has decided this meanwhile."))
    if not yes and not why.strip():
        raise Invalid(_("Write why not, so that the person who asked knows what to do."), "why")
    now = timezone.now()
    kept.decided_at, kept.decided_by, kept.decided_officer = now, actor.id, actor.officer_id
    kept.authorised = yes
    kept.refused_why = "" if yes else why.strip()
    kept.valid_to = now + timedelta(days=kept.days) if yes else None
    kept.save()
    kind = EventKind.EXCEPTION_AUTHORISED if yes else EventKind.EXCEPTION_REFUSED
    tell(kept.case, actor, kind, kept.recipient_name)
    return kept


@act("exception.end", needs=MAY_TAKE_CONSENT, subject=LegalException)
def end_exception(actor: Actor, exception: LegalException) -> LegalException:
    """End an exception before its time; what rests on it ends with it."""
    kept = _locked(exception)
    if not kept.authorised or kept.ended_at is not None:
        raise Invalid(_("There is nothing to end: it was not authorised, or it was ended before."))
    kept.ended_at, kept.ended_by = timezone.now(), actor.id
    kept.save(update_fields=["ended_at", "ended_by"])
    tell(kept.case, actor, EventKind.EXCEPTION_ENDED, kept.recipient_name)
    events.publish("consent.revoked", case_id=kept.case_id, consent_id=kept.pk, recipient_id=kept.recipient_id)
    return kept


def _locked(exception: LegalException) -> LegalException:
    return LegalException.objects.select_for_update(of=("self",)).select_related("case").get(pk=exception.pk)
