"""A provider's link: its address and code under the desk's key, and whether it still opens."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils import timezone
from django.utils.crypto import constant_time_compare

from genderdesk.casework.care.access import MAY_REFER
from genderdesk.casework.care.models import ProviderLink, Referral
from genderdesk.casework.care.queries.outlets import LINK
from genderdesk.casework.care.rules.links import still_opens
from genderdesk.casework.care.vocabulary import WITH_PROVIDER
from genderdesk.casework.cases.queries import may_still_leave
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import SYSTEM, Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.vault import blind_index

_TOKEN_SIGNS, _CODE_DIGITS = 32, 6


@dataclass(frozen=True, slots=True)
class Handed:
    """What the desk tells a provider, the address by one channel and the code by another."""

    link: ProviderLink
    token: str
    code: str
    opens: bool


def token_of(link: ProviderLink) -> str:
    """128 bits of the address, which nobody guesses and the database does not hold."""
    return blind_index("referral_link", str(link.pk))[:_TOKEN_SIGNS]


def code_of(link: ProviderLink) -> str:
    """Six digits, told by another channel than the address."""
    return f"{int(blind_index('referral_link_code', str(link.pk)), 16) % 10**_CODE_DIGITS:0{_CODE_DIGITS}}"


def link_opens(link: ProviderLink) -> bool:
    """Whether a code is asked for: the link, the referral and the survivor's consent all still live."""
    referral = link.referral
    return (
        still_opens(
            ends_at=link.ends_at,
            revoked_at=link.revoked_at,
            opened=link.opened,
            wrong=link.wrong,
            now=timezone.now(),
        )
        and referral.state in WITH_PROVIDER
        and may_still_leave(referral.case, LINK, referral.consent_id)
    )


def link_at(link_id: uuid.UUID, token: str) -> ProviderLink | None:
    """The link of an address that still opens; None for any other, whatever is wrong with it."""
    with walls.seen_by(SYSTEM):
        related = ("referral__provider", "referral__case")
        link = one_of(ProviderLink.objects.select_related(*related).filter(pk=link_id))
        known = link is not None and constant_time_compare(token_of(link), token)
        return link if link is not None and known and link_opens(link) else None


def links_of(referral: Referral) -> tuple[int, int]:
    """How many links a referral has had, and how often they were opened."""
    opened = list(ProviderLink.objects.filter(referral=referral).values_list("opened", flat=True))
    return len(opened), sum(opened)


@discloses("referral.link", needs=MAY_REFER, subject=Referral)
def link_of(actor: Actor, referral: Referral) -> Handed | None:
    """The newest link of a referral with its address and code, for the desk that hands it over."""
    link = ProviderLink.objects.filter(referral=referral).order_by("-made_at", "-id").first()
    return Handed(link, token_of(link), code_of(link), link_opens(link)) if link else None
