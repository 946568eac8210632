"""A hospital's FHIR Task carried out by the acts that its people use on the pages."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.casework.care.acts import (
    accept_referral,
    acknowledge_referral,
    attend_referral,
    conclude_referral,
    decline_referral,
    miss_referral,
    send_by_fhir,
)
from genderdesk.casework.care.models import Referral
from genderdesk.casework.care.queries import bundle_for_provider, referral_for_provider
from genderdesk.casework.care.rules.fhir import Answered, FhirFault, read_task
from genderdesk.casework.care.vocabulary import ACCEPTED, NO_SHOW, SENT
from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.protection.access import Actor

_FAULTS = {
    "task": gettext_lazy("Send a FHIR R4B Task with its intent."),
    "focus": gettext_lazy("The Task must carry the referral’s number as an identifier."),
    "status": gettext_lazy("The status must be received, accepted, rejected, in-progress, failed or completed."),
    "time": gettext_lazy("executionPeriod.start must be a time with its zone, such as 2026-11-23T08:30:00+02:00."),
}

_STEPS: dict[str, Callable[[Actor, Referral, Answered, Callable[..., Any]], Any]] = {
    "acknowledge": lambda actor, it, said, once: once(acknowledge_referral)(actor, it),
    "accept": lambda actor, it, said, once: once(accept_referral)(actor, it, appointment_at=said.appointment_at),
    "decline": lambda actor, it, said, once: once(decline_referral)(actor, it, reason=said.reason),
    "attend": lambda actor, it, said, once: once(attend_referral)(actor, it, received=list(said.received)),
    "miss": lambda actor, it, said, once: once(miss_referral)(actor, it),
    "conclude": lambda actor, it, said, once: once(conclude_referral)(actor, it, outcome=said.outcome),
}


def fetch(actor: Actor, referral_id: uuid.UUID) -> dict[str, Any]:
    """The referral as a Bundle; the first time tells the desk that it was seen, as the first opening of a page does."""
    referral = referral_for_provider(actor, referral_id)
    found = bundle_for_provider(actor, referral)
    if referral.state == SENT:
        send_by_fhir(actor, referral)
        acknowledge_referral(actor, referral)
        found = bundle_for_provider(actor, referral_for_provider(actor, referral_id))
    return found


def answer(actor: Actor, referral_id: uuid.UUID, document: Any) -> Referral:
    """Carry out what a hospital's Task says; the same document twice is the same answer once.

    ``completed`` without an earlier ``in-progress`` says as well that she or he came. Invalid names what is wrong.
    """
    referral = referral_for_provider(actor, referral_id)
    try:
        said = read_task(document, referral.number)
    except FhirFault as fault:
        raise Invalid(str(_FAULTS[str(fault)]), str(fault)) from None
    written = json.dumps(document, sort_keys=True)

    def once(act: Any) -> Any:
        return act.once(uuid.uuid5(referral.pk, f"{act.name}|{actor.id}|{written}"))

    if said.step == "conclude" and referral.state in (ACCEPTED, NO_SHOW):
        _STEPS["attend"](actor, referral, said, once)
        referral = referral_for_provider(actor, referral_id)
    _STEPS[said.step](actor, referral, said, once)
    return referral_for_provider(actor, referral_id)


def not_there() -> str:
    """What a system without a right key is told."""
    return _("Send the key that the desk gave to your system: Authorization: Bearer …")
