"""The addresses that telephone networks call: ``/gateway/<token>/call|sms|ussd|status/``.

Whoever knows the token is the network. An event is kept once and always answered; what is no event gets a sentence
and 400, a wrong token 404 as if there were nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from genderdesk.casework.hotline import queries
from genderdesk.casework.hotline.access import gateway_actor
from genderdesk.casework.hotline.acts import hear_event
from genderdesk.casework.hotline.gateways import ADAPTERS
from genderdesk.casework.hotline.gateways.simulator import Malformed
from genderdesk.casework.hotline.models import Gateway
from genderdesk.casework.hotline.vocabulary.events import PortEvent
from genderdesk.groundwork.protection.access import everyone
from genderdesk.groundwork.protection.pages import page

CHANNELS = ("call", "sms", "ussd", "status")
# Twelve thousand signs of text with their escapes; no event of a network is larger.
LARGEST_BODY = 65_536


@csrf_exempt
@sensitive_post_parameters()
@page(needs=everyone)
def receive(request: HttpRequest, token: str, channel: str) -> HttpResponse:
    """One event of a network."""
    gateway = queries.gateway_of_token(token)
    if gateway is None or channel not in CHANNELS:
        return _fault(404, "There is nothing here.")
    if request.method != "POST":
        answer = _fault(405, "Send events by POST.")
        answer["Allow"] = "POST"
        return answer
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        return _fault(413, f"The body is larger than {LARGEST_BODY} bytes.")
    try:
        event, raw = _read(request, gateway, channel)
    except Malformed as fault:
        return _fault(400, str(fault))
    content_type, text = ADAPTERS[gateway.provider].write_answer(carry_out(gateway, event, raw))
    return HttpResponse(text, content_type=content_type)


def carry_out(gateway: Gateway, event: PortEvent, raw: str = "") -> dict[str, object]:
    """Keep an event and give its answer; of two that come at the same instant, the second gets the first's answer."""
    actor = gateway_actor(gateway)
    try:
        kept = hear_event(actor, gateway, event=event, raw=raw)
    except IntegrityError:
        first = queries.event_of(gateway, event.event_id)
        if first is None:
            raise
        kept = first
    return queries.answer_of(actor, kept)


def _read(request: HttpRequest, gateway: Gateway, channel: str) -> tuple[PortEvent, str]:
    body: Mapping[str, object]
    if request.content_type == "application/json":
        raw = request.body.decode(errors="replace")
        body = _json(request.body)
    else:
        if request.encoding and request.encoding.lower().replace("-", "") != "utf8":
            raise Malformed("Send text as UTF-8.")
        body = {name: request.POST[name] for name in request.POST}
        raw = json.dumps(body, ensure_ascii=True)
    return ADAPTERS[gateway.provider].read_event(channel, body), raw.encode(errors="replace").decode()


def _json(data: bytes) -> Mapping[str, object]:
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        raise Malformed("The body is no JSON in UTF-8.") from None
    if not isinstance(body, dict):
        raise Malformed("The body must be one JSON object with the event's fields.")
    return body


def _fault(status: int, sentence: str) -> HttpResponse:
    return JsonResponse({"ok": False, "sentence": sentence}, status=status)
