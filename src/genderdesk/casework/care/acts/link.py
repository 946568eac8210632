"""A referral handed to a provider without an account: the link made, opened with its code, withdrawn."""

from __future__ import annotations

from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from genderdesk.casework.care.access import MAY_REFER
from genderdesk.casework.care.models import ProviderLink, Referral
from genderdesk.casework.care.queries.links import code_of, link_opens
from genderdesk.casework.care.queries.outlets import MAKING_LINK
from genderdesk.casework.care.rules.links import LINK_LIFE
from genderdesk.casework.care.vocabulary import WITH_PROVIDER, SentVia
from genderdesk.casework.cases.queries import may_still_leave
from genderdesk.groundwork.protection.access import Actor, system_only
from genderdesk.groundwork.protection.acts import Invalid, act, keep


@act("referral.link", needs=MAY_REFER, subject=Referral)
def make_link(actor: Actor, referral: Referral) -> ProviderLink:
    """Make the address and the code for a provider without an account; earlier ones of the referral end."""
    if referral.state not in WITH_PROVIDER:
        raise Invalid(_("A link can be made once the referral is sent and until it ends."))
    if not may_still_leave(referral.case, MAKING_LINK, referral.consent_id):
        raise Invalid(_("There is no live consent for this provider any more, so no link is made."))
    now = timezone.now()
    ProviderLink.objects.filter(referral=referral, revoked_at__isnull=True).update(revoked_at=now)
    link = ProviderLink(referral=referral, made_by=actor.id, made_at=now, ends_at=now + LINK_LIFE)
    keep(link)
    Referral.objects.filter(pk=referral.pk).update(sent_via=SentVia.LINK)
    return link


@act("referral.unlink", needs=MAY_REFER, subject=Referral)
def withdraw_link(actor: Actor, referral: Referral) -> int:
    """End every link of a referral at once; how many were open."""
    return ProviderLink.objects.filter(referral=referral, revoked_at__isnull=True).update(revoked_at=timezone.now())


@act("link.open", needs=system_only, subject=ProviderLink)
def open_link(actor: Actor, link: ProviderLink, *, code: str) -> bool:
    """Whether this code opens the link; every try is counted, and the fifth wrong one ends it."""
    found = ProviderLink.objects.select_for_update().get(pk=link.pk)
    if not link_opens(found):
        return False
    right = constant_time_compare(code_of(found), code)
    if right:
        found.opened += 1
        found.opened_at = timezone.now()
    else:
        found.wrong += 1
    found.save()
    return right
