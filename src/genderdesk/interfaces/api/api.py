"""The API itself: ``POST /api/v1/acts/<name>`` for each act, and ``GET /api/v1/openapi.json``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.security import APIKeyCookie

from genderdesk.groundwork.platform.refusals import Conflict, ImpossibleMove, Invalid, Missing, Refused
from genderdesk.groundwork.protection import acts
from genderdesk.groundwork.protection.access import signed_in
from genderdesk.groundwork.protection.pages import actor_of, page
from genderdesk.interfaces.api.payloads import Payload, arguments_of, payload_of, subject_of, takes_a_file


class SignedIn(APIKeyCookie):
    """The staff session's cookie, with the CSRF check that goes with it; the middleware has resolved the actor."""

    param_name = "gd"

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        actor = actor_of(request)
        return actor if actor.kind == "user" else None


api = NinjaAPI(
    title="Gender Desk",
    version="1",
    docs_url=None,
    docs_decorator=page(needs=signed_in),
    auth=SignedIn(csrf=True),
    urls_namespace="api",
    description="Every change is an act; a refusal answers with a sentence.",
)


def _add_act(act: acts.Act[..., Any]) -> None:
    payload_type = payload_of(act)

    def endpoint(request: HttpRequest, payload: Payload) -> dict[str, Any]:
        return _carry_out(act, request, payload)

    endpoint.__annotations__["payload"] = payload_type
    endpoint.__name__ = act.name.replace(".", "_")
    api.post(f"/acts/{act.name}", summary=act.summary, tags=[act.name.split(".")[0]], operation_id=act.name)(endpoint)


def _carry_out(act: acts.Act[..., Any], request: HttpRequest, payload: Payload) -> dict[str, Any]:
    actor = actor_of(request)
    arguments = arguments_of(actor, act, payload)
    if act.subject is None:
        result = act.once(payload.op_id)(actor, **arguments)
    else:
        subject = subject_of(actor, act, payload)
        if subject is None:
            raise Missing(_("There is no such record for you."))
        try:
            result = act.once(payload.op_id)(actor, subject, **arguments)
        except Refused:
            # The same answer as for a record that is not there, so that nobody learns that it is.
            raise Missing(_("There is no such record for you.")) from None
    return {"ok": True, "answer": acts.answer_of(result)["value"]}


# Refusal → status; each answers {"ok": false, "sentence": …, "field": …}.
_STATUS: dict[type[Exception], int] = {Refused: 403, Missing: 404, Conflict: 409, ImpossibleMove: 409, Invalid: 422}


def _answer(status: int) -> Callable[[HttpRequest, Any], HttpResponse]:
    def answer(request: HttpRequest, fault: Any) -> HttpResponse:
        body = {"ok": False, "sentence": str(fault), "field": getattr(fault, "field", "")}
        return api.create_response(request, body, status=status)

    return answer


@api.exception_handler(ValidationError)
def _malformed(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Bad arguments, each with where it is and what is wrong."""
    faults = [
        {"field": ".".join(str(part) for part in each["loc"][2:]), "sentence": each["msg"]} for each in fault.errors
    ]
    sentence = "; ".join(f"{each['field'] or 'body'}: {each['sentence']}" for each in faults)
    return api.create_response(request, {"ok": False, "sentence": sentence, "faults": faults}, status=422)


@api.exception_handler(HttpError)
def _http(request: HttpRequest, fault: HttpError) -> HttpResponse:
    return _answer(fault.status_code)(request, fault)


for _kind, _code in _STATUS.items():
    api.add_exception_handler(_kind, _answer(_code))
for _act in acts.registry.values():
    if not takes_a_file(_act):
        _add_act(_act)
