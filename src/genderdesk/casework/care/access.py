"""Who may refer, answer and see referrals."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.care.models import (
    Counselling,
    CounsellingSession,
    Provider,
    ProviderKey,
    ProviderLink,
    Referral,
    Supervision,
)
from genderdesk.casework.care.vocabulary import WITH_PROVIDER
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.queries import cases_within_reach, may_work_on
from genderdesk.groundwork.protection.access import Actor, Rule, role, system_only


def _works_on(actor: Actor, subject: Any) -> bool:
    if subject is None:
        return True
    return may_work_on(actor, subject.case if isinstance(subject, Referral) else subject)


def _is_its_provider(actor: Actor, referral: Any) -> bool:
    if referral is None:
        return True
    only = actor.attributes.get("referral")
    if only is not None and only != str(referral.pk):
        return False
    return actor.organisation_id == referral.provider_id and referral.state in WITH_PROVIDER


def _is_its_entry(actor: Actor, subject: Any) -> bool:
    if actor.attributes.get("referral") is not None:
        # Whoever opened one referral by its link is nobody's account.
        return False
    return not isinstance(subject, Provider) or actor.organisation_id == subject.pk


def is_sent_to(actor: Actor, record: Any) -> bool:
    """Whether a referral went to the actor's organisation: of a sealed file she sees this one and nothing else."""
    referral = record if isinstance(record, Referral) else record.referral
    return referral.sent_at is not None and actor.organisation_id == referral.provider_id


def _is_its_counsellor(actor: Actor, subject: Any) -> bool:
    if subject is None:
        return True
    if isinstance(subject, CounsellingSession):
        subject = subject.counselling
    own = not isinstance(subject, Counselling) or subject.account_id == actor.id
    return own and may_work_on(actor, subject if isinstance(subject, Case) else subject.case)


def _is_own_supervision(actor: Actor, subject: Any) -> bool:
    return not isinstance(subject, Supervision) or subject.account_id == actor.id


WORKS_ON_CASE = Rule.of(_("for cases of the own desk"), _works_on)
MAY_REFER = role("focal_point", "counsellor", "desk_head") & WORKS_ON_CASE
MAY_SEE_REFERRAL = MAY_REFER
MAY_ANSWER = role("provider") & Rule.of(_("for referrals sent to the own organisation"), _is_its_provider)
MAY_RECORD_ATTENDANCE = MAY_ANSWER | MAY_REFER
MAY_APPOINT = MAY_RECORD_ATTENDANCE
MAY_REVOKE = MAY_REFER | system_only
MAY_SEE_DIRECTORY = role("focal_point", "counsellor", "desk_head", "operator", "dispatcher", "investigator", "provider")
MAY_KEEP_OWN_ENTRY = role("provider") & Rule.of(_("for the own entry"), _is_its_entry)
MAY_ASK_PLACES = role("focal_point", "counsellor", "desk_head")
MAY_CONFIRM = MAY_ASK_PLACES | MAY_KEEP_OWN_ENTRY
MAY_KEEP_DIRECTORY = role("desk_head") | system_only
MAY_LOAD_PROVIDERS = role("administrator", "desk_head") | system_only
IS_PROVIDER = role("provider")
IS_COUNSELLOR = role("counsellor")
# Of cases within reach, and of what somebody else has begun nothing: no head, administrator or police role is let in.
MAY_COUNSEL = IS_COUNSELLOR & Rule.of(_("for the own counselling of cases within reach"), _is_its_counsellor)
MAY_BE_SUPERVISED = IS_COUNSELLOR & Rule.of(_("for oneself"), _is_own_supervision)


def system_of(key: ProviderKey) -> Actor:
    """A hospital's own system: the provider, for all that was sent to it."""
    code = f"system of {key.provider.code}"
    return Actor(key.pk, "user", code, frozenset({"provider"}), organisation_id=key.provider_id)


def guest_of(link: ProviderLink) -> Actor:
    """Whoever has opened a link: the provider, for this one referral and nothing else."""
    return Actor(
        link.pk,
        "user",
        f"link of {link.referral.number}",
        frozenset({"provider"}),
        organisation_id=link.referral.provider_id,
        attributes={"referral": str(link.referral_id)},
    )


def referrals_for_staff(actor: Actor) -> QuerySet[Referral]:
    """Referrals of the cases that an actor may see."""
    return Referral.objects.filter(cases_within_reach(actor, "case__"))


def referrals_for_provider(actor: Actor) -> QuerySet[Referral]:
    """What was sent to the actor's organisation and not withdrawn."""
    if actor.organisation_id is None or not actor.has("provider"):
        return Referral.objects.none()
    found = Referral.objects.filter(provider_id=actor.organisation_id, sent_at__isnull=False).exclude(state="revoked")
    only = actor.attributes.get("referral")
    return found if only is None else found.filter(pk=only)


def open_providers() -> QuerySet[Provider]:
    """Providers that are not closed."""
    return Provider.objects.filter(closed_on__isnull=True)
