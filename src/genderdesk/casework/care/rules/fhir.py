"""One referral as FHIR R4B resources for a hospital's system, and the hospital's answer read from a Task.

ServiceRequest, Consent and Task of HL7 FHIR 4.3.0 (hl7.org/fhir/R4B); codes of the desk's own stand under ``SYSTEM``.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from genderdesk.casework.care.vocabulary import (
    ACCEPTED,
    ACKNOWLEDGED,
    ATTENDED,
    CLOSED,
    DECLINED,
    NO_SHOW,
    OUTCOME,
    SENT,
    DeclineReason,
    Outcome,
    Received,
    Urgency,
)

SYSTEM = "https://genderdesk.example/fhir"
_CONSENT_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
_LOINC = "http://loinc.org"
_ROLE = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"
_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason"

# http://hl7.org/fhir/R4B/valueset-request-priority.html
PRIORITY = {
    Urgency.NOW: "stat",
    Urgency.WITHIN_24_HOURS: "asap",
    Urgency.WITHIN_72_HOURS: "urgent",
    Urgency.ROUTINE: "routine",
}
# http://hl7.org/fhir/R4B/valueset-task-status.html; only what a provider may see has one.
TASK_STATUS = {
    SENT: "requested",
    ACKNOWLEDGED: "received",
    ACCEPTED: "accepted",
    DECLINED: "rejected",
    ATTENDED: "in-progress",
    NO_SHOW: "failed",
    OUTCOME: "completed",
    CLOSED: "completed",
}
# What the hospital's answer asks of the desk's machine.
STEPS = {
    "received": "acknowledge",
    "accepted": "accept",
    "rejected": "decline",
    "in-progress": "attend",
    "failed": "miss",
    "completed": "conclude",
}


class FhirFault(ValueError):
    """A document that cannot be taken; the word says what of it: ``task``, ``focus``, ``status`` or ``time``."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The consent under which a referral goes out."""

    decided_at: datetime
    starts: datetime
    ends: datetime
    scope: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What goes out of one referral. ``name``, ``phone`` and ``told`` hold only what the consent lets out."""

    id: uuid.UUID
    number: str
    service: str
    service_words: str
    urgency: str
    state: str
    sent_at: datetime
    answer_due_at: datetime
    attend_due_at: datetime
    appointment_at: datetime | None
    desk: str
    provider: str
    name: str = ""
    phone: str = ""
    told: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answered:
    """The hospital's answer: which step it is, and what goes with it."""

    step: str
    reason: DeclineReason = DeclineReason.OTHER
    appointment_at: datetime | None = None
    received: tuple[Received, ...] = ()
    outcome: Outcome = Outcome.SERVICE_GIVEN


def bundle(sent: Sent, allowed: Allowed | None, now: datetime) -> dict[str, Any]:
    """One referral as a collection Bundle: its Task, ServiceRequest and Consent, and whom they name.

    Without a Consent where it goes out by law: none was given.
    """
    consent = [_consent(sent, allowed)] if allowed else []
    resources = [task(sent), _request(sent), *consent, _patient(sent), *_organisations(sent)]
    entries = [{"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in resources]
    return {
        "resourceType": "Bundle",
        "identifier": {"system": f"{SYSTEM}/referral", "value": sent.number},
        "type": "collection",
        "timestamp": now.isoformat(),
        "entry": entries,
    }


def listing(waiting: list[Sent], now: datetime) -> dict[str, Any]:
    """The referrals that wait for an answer, as a searchset Bundle of their Tasks."""
    entries = [{"fullUrl": f"urn:uuid:{each.id}", "resource": task(each)} for each in waiting]
    found = {"resourceType": "Bundle", "type": "searchset", "total": len(waiting), "timestamp": now.isoformat()}
    return {**found, "entry": entries} if entries else found


def _id(sent: Sent, name: str) -> str:
    """The id of a resource that stands for a part of the referral: the same at every export, no id of the desk's."""
    return str(uuid.uuid5(sent.id, name))


def _to(sent: Sent, name: str) -> dict[str, str]:
    return {"reference": f"urn:uuid:{_id(sent, name)}"}


def _coded(name: str, code: str, words: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {"coding": [{"system": f"{SYSTEM}/{name}", "code": code}]}
    return {**found, "text": words} if words else found


def _number(sent: Sent) -> list[dict[str, str]]:
    return [{"system": f"{SYSTEM}/referral", "value": sent.number}]


def _request(sent: Sent) -> dict[str, Any]:
    return {
        "resourceType": "ServiceRequest",
        "id": _id(sent, "request"),
        "identifier": _number(sent),
        "status": "completed" if sent.state in (OUTCOME, CLOSED) else "active",
        "intent": "order",
        "priority": PRIORITY[Urgency(sent.urgency)],
        "code": _coded("service", sent.service, sent.service_words),
        "subject": _to(sent, "patient"),
        "occurrencePeriod": {"end": sent.attend_due_at.isoformat()},
        "authoredOn": sent.sent_at.isoformat(),
        "requester": _to(sent, "desk"),
        "performer": [_to(sent, "provider")],
        **({"note": [{"text": f"{name}: {words}"} for name, words in sent.told.items()]} if sent.told else {}),
    }


def _consent(sent: Sent, allowed: Allowed) -> dict[str, Any]:
    return {
        "resourceType": "Consent",
        "id": _id(sent, "consent"),
        "status": "active",
        "scope": {"coding": [{"system": _CONSENT_SCOPE, "code": "patient-privacy"}]},
        "category": [{"coding": [{"system": _LOINC, "code": "59284-0"}]}],
        "patient": _to(sent, "patient"),
        "dateTime": allowed.decided_at.isoformat(),
        "organization": [_to(sent, "desk")],
        "policyRule": _coded("consent-scope", allowed.scope),
        "provision": {
            "type": "permit",
            "period": {"start": allowed.starts.isoformat(), "end": allowed.ends.isoformat()},
            "actor": [{"role": {"coding": [{"system": _ROLE, "code": "IRCP"}]}, "reference": _to(sent, "provider")}],
            "purpose": [{"system": _REASON, "code": "TREAT"}],
        },
    }


def task(sent: Sent) -> dict[str, Any]:
    """Where the referral stands, as the Task that the hospital answers: nothing in it says whom it is about."""
    return {
        "resourceType": "Task",
        "id": str(sent.id),
        "identifier": _number(sent),
        "status": TASK_STATUS[sent.state],
        "intent": "order",
        "priority": PRIORITY[Urgency(sent.urgency)],
        "code": {"coding": [{"system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "fulfill"}]},
        "focus": _to(sent, "request"),
        "for": _to(sent, "patient"),
        "authoredOn": sent.sent_at.isoformat(),
        "requester": _to(sent, "desk"),
        "owner": _to(sent, "provider"),
        "restriction": {"period": {"end": sent.answer_due_at.isoformat()}},
        **({"executionPeriod": {"start": sent.appointment_at.isoformat()}} if sent.appointment_at else {}),
    }


def _patient(sent: Sent) -> dict[str, Any]:
    """The survivor as far as the consent goes: without a name where it holds the name back."""
    return {
        "resourceType": "Patient",
        "id": _id(sent, "patient"),
        "identifier": _number(sent),
        **({"name": [{"text": sent.name}]} if sent.name else {}),
        **({"telecom": [{"system": "phone", "value": sent.phone}]} if sent.phone else {}),
    }


def _organisations(sent: Sent) -> list[dict[str, Any]]:
    return [
        {"resourceType": "Organization", "id": _id(sent, "desk"), "name": sent.desk},
        {"resourceType": "Organization", "id": _id(sent, "provider"), "name": sent.provider},
    ]


def read_task(document: Any, number: str) -> Answered:
    """The answer of a hospital's Task about the referral of this number. Raises FhirFault."""
    if not isinstance(document, dict) or document.get("resourceType") != "Task" or not document.get("intent"):
        raise FhirFault("task")
    named = [each.get("value") for each in _dicts(document.get("identifier"))]
    if number not in named:
        raise FhirFault("focus")
    step = STEPS.get(str(document.get("status")))
    if step is None:
        raise FhirFault("status")
    given = [_code(each.get("valueCodeableConcept")) for each in _dicts(document.get("output"))]
    return Answered(
        step=step,
        reason=_one_of(DeclineReason, _code(document.get("statusReason")), DeclineReason.OTHER),
        appointment_at=_moment(document.get("executionPeriod")) if step == "accept" else None,
        received=tuple(each for each in Received if each in given),
        outcome=_one_of(Outcome, _code(document.get("businessStatus")), Outcome.SERVICE_GIVEN),
    )


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _code(concept: Any) -> str:
    """The first code of the desk's own in a CodeableConcept."""
    coding = _dicts(concept.get("coding")) if isinstance(concept, dict) else []
    own = (str(each.get("code", "")) for each in coding if str(each.get("system", "")).startswith(SYSTEM))
    return next(own, "")


def _one_of(kind: Any, code: str, otherwise: Any) -> Any:
    return kind(code) if code in set(kind) else otherwise


def _moment(period: Any) -> datetime | None:
    start = period.get("start") if isinstance(period, dict) else None
    if start is None:
        return None
    try:
        found = datetime.fromisoformat(str(start))
    except ValueError:
        raise FhirFault("time") from None
    if found.tzinfo is None:
        raise FhirFault("time")
    return found
