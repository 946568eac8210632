"""What nobody may do alone: one person asks, a second one decides, and only then the thing itself may be done.

A room declares what it lets be asked for; ``subject`` is the record that it is about, None where there is none::

    approvals.kind("report.register", _("Reports with names as a file"), asks=MAY_EXPORT, decides=MAY_APPROVE, hours=24)

    ask(actor, kind="report.register", about=None, scope="2026-10", reason="…")
    decide(another, approval, yes=True, answer="…")
    demand_approved(actor, "report.register", None, scope="2026-10")   # inside the act or disclosure that needs it,
    spend(actor, "case.lower_sensitivity", case)                       # or this, where a yes allows it once
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.protection import circle
from genderdesk.groundwork.protection.access import Actor, Rule, demand, permits, signed_in
from genderdesk.groundwork.protection.acts import Conflict, Invalid, Missing, Refused, act
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.models import Approval
from genderdesk.groundwork.protection.two_persons import demand_another, is_same_person

USUAL_HOURS = 24


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that two persons are needed for: who may ask, who may decide, for how many hours a yes holds.

    ``concerns`` says of a scope whether it is the reader herself or himself who would gain by it: she never decides.
    """

    name: str
    label: object
    asks: Rule
    decides: Rule
    hours: int
    concerns: Callable[[Actor, str], bool]


kinds: dict[str, Kind] = {}


def kind(
    name: str,
    label: object,
    *,
    asks: Rule,
    decides: Rule,
    hours: int = USUAL_HOURS,
    concerns: Callable[[Actor, str], bool] = lambda _actor, _scope: False,
) -> Kind:
    """Declare what may be asked for. Both rules are asked about the subject, hard refusals first."""
    if name in kinds:
        raise ValueError(f"There are two kinds of approval named {name}.")
    kinds[name] = Kind(name, label, asks, decides, hours, concerns)
    return kinds[name]


def subject_of(approval: Approval) -> models.Model | None:
    """The record that it is about; None where there is none (a filter is asked for)."""
    if not approval.subject_type:
        return None
    if _SUBJECT not in vars(approval):
        _bring_subjects([approval])
    found: models.Model | None = vars(approval)[_SUBJECT]
    return found


_SUBJECT = "_subject"


def _bring_subjects(found: Sequence[Approval]) -> None:
    """Read the records that these requests are about, one statement for each model."""
    for subject_type in sorted({each.subject_type for each in found if each.subject_type}):
        about = [each for each in found if each.subject_type == subject_type]
        model: type[models.Model] = apps.get_model(subject_type)
        records = {
            str(each.pk): each for each in model._default_manager.filter(pk__in=[each.subject_id for each in about])
        }
        for each in about:
            setattr(each, _SUBJECT, records.get(each.subject_id))


def _may_decide(actor: Actor, approval: Any) -> bool:
    if approval is None:
        return any(permits(actor, each.decides) for each in kinds.values())
    known = kinds.get(approval.kind)
    if known is None or actor.institution_id not in (None, approval.institution_id):
        return False
    if known.concerns(actor, approval.scope):
        return False
    subject = subject_of(approval)
    return (subject is not None or not approval.subject_type) and permits(actor, known.decides, subject)


MAY_DECIDE = Rule.of(gettext_lazy("whoever decides on this kind of request, in the same institution"), _may_decide)


def _may_withdraw(actor: Actor, approval: Any) -> bool:
    if approval is None:
        return actor.officer_id is not None and any(permits(actor, each.asks) for each in kinds.values())
    own = is_same_person(actor, approval.asked_by, approval.asked_officer)
    subject = subject_of(approval)
    return own and (subject is not None or not approval.subject_type) and not circle.hides(actor, subject)


MAY_WITHDRAW = Rule.of(gettext_lazy("whoever asked for it, for what still exists for her or him"), _may_withdraw)


@act("approval.ask", needs=signed_in, notes=("kind", "scope"))
def ask_for(
    actor: Actor, *, kind: str, subject_type: str = "", subject_id: str = "", scope: str = "", reason: str
) -> Approval:
    """Ask for what needs a second person.

    Invalid without a reason, Conflict where the same request waits already, Refused for what the actor may not ask.
    """
    known = kinds.get(kind)
    if known is None:
        raise Invalid(_("There is no such request."), "kind")
    asked = Approval(
        kind=kind,
        subject_type=subject_type,
        subject_id=subject_id,
        scope=scope,
        institution_id=actor.institution_id,
        reason=reason.strip(),
        asked_by=actor.id,
        asked_officer=actor.officer_id,
        asked_code=actor.code,
    )
    demand(actor, known.asks, _subject(asked))
    if not reason.strip():
        raise Invalid(_("Write why it is needed: the second person decides by your words."), "reason")
    try:
        with transaction.atomic():
            asked.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("You have asked for this already. It waits for a second person.")) from None
    _tell(asked)
    return asked


def _tell(asked: Approval) -> None:
    """Word for those who may decide."""
    about, usual = subject_of(asked), f"institution:{asked.institution_id}"
    if about is not None and type(about) in circle.kept_models():
        circle.tell(about, usual, "approval")
    else:
        outbox.tell(usual, "approval", str(asked.pk))


def _subject(asked: Approval) -> models.Model | None:
    """The record asked about; Missing where there is none, in the words for one that the actor may not know."""
    if not asked.subject_type:
        return None
    try:
        found = subject_of(asked)
    except (LookupError, ValueError, ValidationError):
        found = None
    if found is None:
        raise Missing(_("There is no such record for you."))
    return found


def ask(
    actor: Actor,
    *,
    kind: str,
    about: models.Model | None = None,
    scope: str = "",
    reason: str,
    op_id: uuid.UUID | None = None,
) -> Approval:
    """The act ``approval.ask`` for a record at hand."""
    named = {"subject_type": about._meta.label_lower, "subject_id": str(about.pk)} if about is not None else {}
    return ask_for.once(op_id)(actor, kind=kind, scope=scope, reason=reason, **named)


@act("approval.decide", needs=MAY_DECIDE, subject=Approval, notes=("yes",))
def decide(actor: Actor, approval: Approval, *, yes: bool, answer: str = "") -> Approval:
    """Decide what another person asked for. Refused for whoever asked, Conflict where it is decided, Invalid for a no
    without a word on why."""
    # Locked, so that of two who decide at once the second one learns of the first.
    approval = Approval.objects.select_for_update().get(pk=approval.pk)
    demand_another(actor, approval.asked_by, approval.asked_officer)
    if approval.decision:
        raise _decided_already(approval)
    if not yes and not answer.strip():
        raise Invalid(_("Write why not, so that the person who asked knows what to do."), "answer")
    now = timezone.now()
    approval.decision = Approval.Decision.YES if yes else Approval.Decision.NO
    approval.decided_at = now
    approval.decided_by = actor.id
    approval.decided_officer = actor.officer_id
    approval.decided_code = actor.code
    approval.answer = answer.strip()
    approval.valid_until = now + timedelta(hours=kinds[approval.kind].hours) if yes else None
    approval.save()
    outbox.tell(f"user:{approval.asked_by}", "approval", str(approval.pk))
    return approval


@act("approval.withdraw", needs=MAY_WITHDRAW, subject=Approval)
def withdraw(actor: Actor, approval: Approval) -> Approval:
    """Take the own request back, before a second person has decided it. Conflict where one has."""
    approval = Approval.objects.select_for_update().get(pk=approval.pk)
    if approval.decision:
        raise _decided_already(approval)
    approval.decision = Approval.Decision.WITHDRAWN
    approval.save(update_fields=["decision"])
    _tell(approval)
    return approval


def _decided_already(approval: Approval) -> Conflict:
    if approval.decision == Approval.Decision.WITHDRAWN:
        return Conflict(_("Who asked for this has taken it back."))
    return Conflict(_("Somebody else has decided this meanwhile."))


def approved(
    kind: str, about: models.Model | None, *, scope: str = "", asked_by: uuid.UUID | None = None
) -> Approval | None:
    """The yes that holds at this moment and is not spent; only that of one who asked where ``asked_by`` is given."""
    found = Approval.objects.filter(
        kind=kind,
        subject_type=about._meta.label_lower if about is not None else "",
        subject_id=str(about.pk) if about is not None else "",
        scope=scope,
        decision=Approval.Decision.YES,
        used_at__isnull=True,
        valid_until__gt=timezone.now(),
    )
    if asked_by is not None:
        found = found.filter(asked_by=asked_by)
    return found.order_by("decided_at").first()


def holds(approval: Approval) -> bool:
    """Whether this yes still holds."""
    return approval.used_at is None and approval.valid_until is not None and approval.valid_until > timezone.now()


def demand_approved(actor: Actor, kind: str, about: models.Model | None, *, scope: str = "") -> Approval:
    """The actor's own request that was approved and still holds; Refused where there is none. Inside a door only."""
    found = approved(kind, about, scope=scope, asked_by=actor.id)
    if found is None:
        raise Refused(_("This needs a second person first. Ask for it, and come back when it is approved."))
    return found


def spend(actor: Actor, kind: str, about: models.Model | None, *, scope: str = "") -> Approval:
    """The same for what a yes allows once: it is used up. Of two uses at the same moment one is refused."""
    found = demand_approved(actor, kind, about, scope=scope)
    if not Approval.objects.filter(pk=found.pk, used_at__isnull=True).update(used_at=timezone.now()):
        raise Refused(_("This approval was used already. Ask again."))
    return found


def waiting_for(actor: Actor) -> list[Approval]:
    """What waits for the actor as the second person, the longest waiting first, at most 200."""
    return _for(actor, list(_open_requests(actor)[:200]))


def waiting_one(actor: Actor, approval_id: uuid.UUID) -> Approval:
    """One request that waits for the actor; Missing otherwise, by the very same statements whether it is there."""
    found = next((each for each in _for(actor, list(_open_requests(actor))) if each.pk == approval_id), None)
    if found is None:
        raise Missing(_("There is no such request for you."))
    return found


def _open_requests(actor: Actor) -> QuerySet[Approval]:
    found = Approval.objects.filter(decision=Approval.Decision.OPEN).order_by("asked_at", "id")
    return found if actor.institution_id is None else found.filter(institution_id=actor.institution_id)


def _for(actor: Actor, found: list[Approval]) -> list[Approval]:
    """Those that the actor decides on, never the own."""
    _bring_subjects(found)
    return [
        each
        for each in found
        if not is_same_person(actor, each.asked_by, each.asked_officer) and permits(actor, MAY_DECIDE, each)
    ]


def standing_about(records: Sequence[models.Model]) -> list[Approval]:
    """What was asked about any of these records and is open, or was approved and not used yet, oldest first."""
    keys = {(each._meta.label_lower, str(each.pk)) for each in records}
    found = Approval.objects.filter(
        Q(decision=Approval.Decision.OPEN) | Q(decision=Approval.Decision.YES, valid_until__gt=timezone.now()),
        subject_id__in=[key for _type, key in keys],
        used_at__isnull=True,
    )
    return [each for each in found.order_by("asked_at", "id") if (each.subject_type, each.subject_id) in keys]


def own_waiting(actor: Actor) -> list[Approval]:
    """The actor's own requests that nobody has decided, the longest waiting first, at most 200."""
    mine = Q(asked_by=actor.id) | (Q(asked_officer=actor.officer_id) if actor.officer_id else Q(pk__in=[]))
    found = list(Approval.objects.filter(mine, decision=Approval.Decision.OPEN).order_by("asked_at", "id")[:200])
    _bring_subjects(found)
    return [each for each in found if permits(actor, MAY_WITHDRAW, each)]


def own_one(actor: Actor, approval_id: uuid.UUID) -> Approval:
    """One of them; Missing otherwise, by the very same statements."""
    found = next((each for each in own_waiting(actor) if each.pk == approval_id), None)
    if found is None:
        raise Missing(_("There is no such request for you."))
    return found


def asked_by(actor: Actor) -> QuerySet[Approval]:
    """The actor's own requests, newest first."""
    return Approval.objects.filter(asked_by=actor.id).order_by("-asked_at", "-id")


@discloses("approval.reason", needs=MAY_DECIDE, subject=Approval)
def reason_of(actor: Actor, approval: Approval) -> str:
    """Why it is asked for, in the words of whoever asks."""
    return str(approval.reason.open())
