"""Breaking the glass over one response, where somebody is in danger and nobody with reach can go or speak."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.intake.queries import in_conflict
from genderdesk.casework.response.access import MAY_BREAK_GLASS, MAY_SEE_PLACE
from genderdesk.casework.response.models import Dispatch
from genderdesk.casework.response.vocabulary import GlassReason
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.protection import glass
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, refuse
from genderdesk.groundwork.protection.models import Entry, Glass, GlassWord
from genderdesk.organisation.accounts.queries.presence import account_of_officer, proves_presence
from genderdesk.organisation.institution.models import Officer
from genderdesk.organisation.institution.queries import supervisors_outside

# After so many refusals within the hour nothing is tried any more, by page or by API.
_MOST_TRIES = 5
NAME = "dispatch.break_glass"


@act(NAME, needs=MAY_BREAK_GLASS, subject=Dispatch, notes=("reason",))
def break_glass(actor: Actor, dispatch: Dispatch, *, reason: GlassReason, words: str, proof: str) -> Glass:
    """Open place, danger and who waits there to an officer without reach, for 60 minutes, for reading.

    The second factor is proven again (``proof``: a code, or a passkey's answer). Two supervisors outside the officer's
    unit are told in this same transaction, so before anything can be shown; oversight reviews it within 72 hours.
    """
    if MAY_SEE_PLACE.check(actor, dispatch):
        raise Invalid(_("You can see this response already. Open it on your own page."), "number")
    if not words.strip():
        raise Invalid(_("Write what is happening: your supervisors read it now."), "words")
    now = timezone.now()
    refused = Entry.objects.filter(actor_id=actor.id, kind="refusal", name=NAME, at__gt=now - timedelta(hours=1))
    if refused.count() >= _MOST_TRIES:
        refuse(_("Too many tries. Call the dispatcher or your head of desk."))
    if not proves_presence(actor.id, proof):
        refuse(_("This code is not right. Type the one that your phone shows now, or use your passkey again."))
    told = _to_tell(actor, dispatch)
    if len(told) < glass.SUPERVISORS:
        refuse(_("There are not two supervisors outside your unit who could be told. Call the dispatcher."))
    broken = Glass(
        subject_type=dispatch._meta.label_lower,
        subject_id=str(dispatch.pk),
        subject_code=dispatch.number,
        institution_id=dispatch.institution_id,
        actor_id=actor.id,
        officer_id=actor.officer_id or actor.id,
        actor_code=actor.code,
        post_id=actor.post_id,
        reason=reason,
        words=words.strip(),
        broken_at=now,
        ends_at=now + glass.STANDS_OPEN,
        review_due_at=now + glass.REVIEWED_WITHIN,
    )
    broken.save(force_insert=True)
    file = str(dispatch.report_id)
    for officer in told:
        GlassWord(glass=broken, officer_id=officer.pk, told_at=now).save(force_insert=True)
        if (account := account_of_officer(officer.pk)) is not None:
            outbox.tell(f"user:{account}", "glass", str(broken.pk), file=file)
    outbox.tell(f"oversight:{dispatch.institution_id}", "alert", str(broken.pk), file=file)
    return broken


def _to_tell(actor: Actor, dispatch: Dispatch) -> list[Officer]:
    """Supervisors outside the actor's unit whom no conflict bars from the file."""
    outside = supervisors_outside(dispatch.institution_id, actor)
    barred = in_conflict(dispatch.report_id, [each.pk for each in outside])
    return [each for each in outside if each.pk not in barred][: glass.SUPERVISORS]
