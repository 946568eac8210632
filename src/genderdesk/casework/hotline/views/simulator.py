"""The handset of a caller, where the telephone simulator is allowed.

With scripts the handset speaks to the gateways' addresses by itself; without, the same events go in by plain forms.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from genderdesk.casework.hotline import queries
from genderdesk.casework.hotline.gateways.simulator import (
    NUMBERS,
    Malformed,
    lines_of_simulator,
    read_event,
)
from genderdesk.casework.hotline.models import Gateway, TextMessage
from genderdesk.casework.hotline.rules.contacts import HOLD_NOTICE_SECONDS, clock_face
from genderdesk.casework.hotline.rules.gsm import gsm7_length
from genderdesk.casework.hotline.rules.ussd import ANSWER_TIME, SESSION_LIFE
from genderdesk.casework.hotline.views.gateway import carry_out
from genderdesk.casework.hotline.vocabulary.contacts import QUEUED
from genderdesk.casework.hotline.vocabulary.events import EventKind, TextState
from genderdesk.casework.hotline.vocabulary.ussd_texts import SCREEN_SIGNS
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.foundation.phones import show_phone
from genderdesk.groundwork.platform.refusals import Invalid, Missing
from genderdesk.groundwork.protection.access import everyone
from genderdesk.groundwork.protection.pages import DeskRequest, page


@require_GET
@page(needs=everyone)
def handset(request: DeskRequest) -> HttpResponse:
    """The handset at rest, or with the call that a plain form began."""
    return _show(request, request.GET)


@require_GET
@page(needs=everyone)
def state(request: DeskRequest) -> HttpResponse:
    """What the network tells the handset: its call in words, and its texts where they have changed since ``seen``."""
    gateway, number = _who(request.GET)
    texts = queries.texts_on_handset(gateway, number)
    version = _version(texts)
    answer: dict[str, Any] = {"call": _call(gateway, request.GET.get("call", "")), "seen": version}
    if version != request.GET.get("seen", ""):
        answer["texts"] = _thread(request, texts, number)
    return JsonResponse(answer)


@require_POST
@page(needs=everyone)
def press(request: DeskRequest) -> HttpResponse:
    """A key of the handset: the event goes in as from a network. Its script gets JSON, a plain form the page."""
    gateway, number = _who(request.POST)
    channel = request.POST.get("channel", "")
    names = ("type", "reference", "text", "event_id")
    body = {name: request.POST.get(name, "") for name in names if request.POST.get(name)}
    body["from"] = number
    if channel == "call" and request.POST.get("key"):
        body |= {"type": EventKind.CALL_DIGIT, "text": request.POST["key"][:1]}
    path = request.POST.get("path", "")
    if channel == "ussd" and gateway.ussd_dialect == "path" and path:
        body["text"] = f"{path}*{body.get('text', '')}"
    try:
        answer = carry_out(gateway, read_event(channel, body))
    except (Malformed, KeyError) as fault:
        raise Invalid(str(fault) if isinstance(fault, Malformed) else _("The handset has no such key.")) from None
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(_told(gateway, channel, body, answer))
    shown: dict[str, Any] = {"number": number, "line": gateway.line.short_code}
    if channel == "call":
        shown["call"] = body.get("reference", "")
    if channel == "ussd" and answer.get("action"):
        shown |= {"session": body.get("reference", ""), "path": body.get("text", ""), "screen": answer["text"]}
        shown["over"] = answer["action"] == "END"
    return _show(request, shown, said=_("Your message is on its way.") if channel == "sms" else "")


def _told(gateway: Gateway, channel: str, body: dict[str, str], answer: dict[str, Any]) -> dict[str, Any]:
    """What the handset's script needs of an answer."""
    told: dict[str, Any] = {"sentence": answer.get("sentence", "")}
    if channel == "call":
        told["call"] = _call(gateway, body.get("reference", ""))
    if channel == "ussd" and answer.get("action"):
        told["ussd"] = {
            "text": answer["text"],
            "over": answer["action"] == "END",
            "path": body.get("text", ""),
            "size": _size(answer["text"]),
        }
    return told


def _size(text: str) -> str:
    """How many of the screen's signs a text takes, in words."""
    return _("%(count)d of %(most)d signs") % {"count": gsm7_length(text) or len(text), "most": SCREEN_SIGNS}


def _call(gateway: Gateway, reference: str) -> dict[str, Any] | None:
    """The handset's call as its screen shows it; None where there is none."""
    call = queries.call_on_handset(gateway, reference)
    if call is None:
        return None
    return {
        "state": call.state,
        "waiting": call.waiting,
        "talking": call.talking,
        "over": call.over,
        "seconds": call.talk_seconds if call.answered_at else call.waited_seconds,
        "words": _words_of_call(call),
    }


def _words_of_call(call: queries.HandsetCall) -> str:
    """One sentence on the handset for where its call stands."""
    if call.talking:
        return _("You are connected. Somebody is listening.")
    if call.over and call.answered_at:
        return _("The call is over.")
    if call.over:
        return _("The call ended before anybody answered.")
    if call.state == QUEUED:
        ahead = ngettext("%(count)d caller is before you.", "%(count)d callers are before you.", call.ahead)
        return _("All operators are talking. Please stay on the line.") + " " + ahead % {"count": call.ahead}
    if call.waited_seconds >= HOLD_NOTICE_SECONDS:
        return _("It rings … Please stay on the line. You will be answered.")
    return _("It rings …")


def _version(texts: list[TextMessage]) -> str:
    """A short mark that changes with every text and every receipt."""
    plain = ",".join(f"{each.pk}{each.state}" for each in texts)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def _thread(request: DeskRequest, texts: list[TextMessage], number: str) -> list[dict[str, Any]]:
    opened = queries.open_texts(request.actor, texts, number) if texts else []
    return [
        {
            "mine": not each.outgoing,
            "text": text,
            "time": date_format(timezone.localtime(each.at), "H:i"),
            "receipt": each.provider_id if each.outgoing and each.state == TextState.SENT else "",
        }
        for each, text in zip(texts, opened, strict=True)
        if text is not None
    ]


def _who(given: Any) -> tuple[Gateway, str]:
    """The line and the invented number of a request; Missing for any other."""
    lines = {each.line.short_code: each for each in _lines()}
    gateway, number = lines.get(given.get("line", "")), given.get("number", "")
    if gateway is None or number not in NUMBERS:
        raise Missing(_("The handset has no such line or number."))
    return gateway, number


def _lines() -> list[Gateway]:
    if not settings.TELEPHONE_SIMULATOR:
        raise Missing(_("There is no telephone simulator here."))
    return lines_of_simulator()


def _show(request: DeskRequest, given: Any, *, said: str = "") -> HttpResponse:
    lines = _lines()
    number = given.get("number", "") if given.get("number", "") in NUMBERS else NUMBERS[0]
    chosen = next(
        (each for each in lines if each.line.short_code == given.get("line", "")), lines[0] if lines else None
    )
    reference = given.get("call", "")
    call = _call(chosen, reference) if chosen else None
    texts = queries.texts_on_handset(chosen, number) if chosen else []
    screen = given.get("screen", "")
    context = {
        "lines": lines,
        "chosen": chosen,
        "numbers": [(each, show_phone(each)) for each in NUMBERS],
        "number": number,
        "shown_number": show_phone(number),
        "next_number": NUMBERS[(NUMBERS.index(number) + 1) % len(NUMBERS)],
        "call": call,
        "face": clock_face(call["seconds"]) if call else "",
        "reference": reference if call and not call["over"] else str(new_id()),
        "session": given.get("session", "") or str(new_id()),
        "screen": screen,
        "size": _size(screen) if screen else "",
        "path": given.get("path", ""),
        "over": given.get("over", False),
        "event_id": str(new_id()),
        "texts": _thread(request, texts, number),
        "seen": _version(texts),
        "session_seconds": int(SESSION_LIFE.total_seconds()),
        "answer_seconds": int(ANSWER_TIME.total_seconds()),
        "said": said,
    }
    return render(request, "hotline/simulator.html", context)
