"""FHIR R4B for a hospital's own system: it fetches a referral as a Bundle, and answers by its Task.

The system signs in with the key that the desk gave to its provider, and is let to what that provider's people are.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from genderdesk.casework.care import api as care
from genderdesk.casework.care import queries
from genderdesk.groundwork.platform.refusals import Conflict, ImpossibleMove, Invalid, Missing, Refused
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import Actor, everyone
from genderdesk.groundwork.protection.pages import page

# No answer of one Task is larger.
LARGEST_BODY = 100_000
_TYPE = "application/fhir+json; charset=utf-8"
# Refusal → status and the code of http://hl7.org/fhir/R4B/valueset-issue-type.html.
_ISSUES: dict[type[Exception], tuple[int, str]] = {
    Refused: (404, "not-found"),
    Missing: (404, "not-found"),
    Conflict: (409, "conflict"),
    ImpossibleMove: (409, "business-rule"),
    Invalid: (422, "invalid"),
}


# A key in the header and no cookie: there is no session to forge.
@csrf_exempt
@page(needs=everyone)
def referral(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """GET the Bundle of a referral, or POST its Task with the hospital's answer."""
    return _answered(request, ("GET", "POST"), lambda system: _carried_out(request, system, referral_id))


@csrf_exempt
@page(needs=everyone)
def referrals(request: HttpRequest) -> HttpResponse:
    """GET the Tasks that wait for the hospital's answer: numbers, services and times."""
    return _answered(request, ("GET",), queries.tasks_for)


def _answered(request: HttpRequest, methods: tuple[str, ...], work: Callable[[Actor], dict[str, Any]]) -> HttpResponse:
    scheme, _blank, words = request.headers.get("Authorization", "").partition(" ")
    system = queries.system_with(words.strip()) if scheme.lower() == "bearer" else None
    if system is None:
        answer = _issue(401, "login", care.not_there())
        answer["WWW-Authenticate"] = "Bearer"
        return answer
    if request.method not in methods:
        answer = _issue(405, "not-supported", f"Use {' or '.join(methods)}.")
        answer["Allow"] = ", ".join(methods)
        return answer
    with walls.seen_by(system):
        try:
            return _document(work(system))
        except tuple(_ISSUES) as fault:
            status, code = next(each for kind, each in _ISSUES.items() if isinstance(fault, kind))
            return _issue(status, code, str(fault))


def _carried_out(request: HttpRequest, system: Actor, referral_id: uuid.UUID) -> dict[str, Any]:
    if request.method == "GET":
        return care.fetch(system, referral_id)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        raise Invalid(_("This is too large for a Task."), "task")
    try:
        document = json.loads(request.body)
    except ValueError:
        raise Invalid(_("This is not JSON."), "task") from None
    return queries.task_of(care.answer(system, referral_id, document))


def _document(document: dict[str, Any]) -> HttpResponse:
    answer = HttpResponse(json.dumps(document, ensure_ascii=False), content_type=_TYPE)
    answer["Cache-Control"] = "no-store"
    return answer


def _issue(status: int, code: str, sentence: str) -> HttpResponse:
    issue = {"severity": "error", "code": code, "diagnostics": sentence}
    document = {"resourceType": "OperationOutcome", "issue": [issue]}
    return HttpResponse(json.dumps(document, ensure_ascii=False), status=status, content_type=_TYPE)
