"""The handset of a caller, where the telephone simulator is allowed.

With scripts the handset speaks to the gateways' addresses by itself; without, the same events go in by plain forms.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from genderdesk.casework.hotline import queries
from genderdesk.casework.hotline.gateways.simulator import (
    NUMBERS,
    Malformed,
    lines_of_simulator,
    read_event,
    token_of,
)
from genderdesk.casework.hotline.models import Gateway
from genderdesk.casework.hotline.views.gateway import carry_out
from genderdesk.casework.hotline.vocabulary.contacts import ENDED, WRAP_UP
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.foundation.phones import show_phone
from genderdesk.groundwork.platform.refusals import Invalid, Missing
from genderdesk.groundwork.protection.access import everyone
from genderdesk.groundwork.protection.pages import page


@require_GET
@page(needs=everyone)
def handset(request: HttpRequest) -> HttpResponse:
    """The handset at rest, or with the call that a plain form began."""
    return _show(request, request.GET)


@require_GET
@page(needs=everyone)
def state(request: HttpRequest) -> HttpResponse:
    """What the network tells the handset: the state of its call, and texts beyond those that it has."""
    gateway, number = _who(request.GET)
    call = queries.call_on_handset(gateway, request.GET.get("call", ""))
    found = queries.texts_for_handset(gateway, number)
    seen = request.GET.get("seen", "")
    had = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 6 else 0
    fresh = list(found.select_related("contact")[had : had + 50])
    opened = queries.open_texts(request.actor, fresh) if fresh else []  # type: ignore[attr-defined]
    answer = {
        "call": {"state": call.state, "ended_by": call.ended_by} if call else None,
        "texts": [
            {"reference": each.provider_id, "text": text, "delivered": each.state == "delivered"}
            for each, text in zip(fresh, opened, strict=True)
        ],
    }
    return JsonResponse(answer)


@require_POST
@page(needs=everyone)
def press(request: HttpRequest) -> HttpResponse:
    """A key of the handset without scripts: the same event, carried in by a form."""
    gateway, number = _who(request.POST)
    channel = request.POST.get("channel", "")
    names = ("type", "reference", "text", "event_id")
    body = {name: request.POST.get(name, "") for name in names if request.POST.get(name)}
    body["from"] = number
    path = request.POST.get("path", "")
    if channel == "ussd" and gateway.ussd_dialect == "path" and path:
        body["text"] = f"{path}*{body.get('text', '')}"
    try:
        answer = carry_out(gateway, read_event(channel, body))
    except (Malformed, KeyError) as fault:
        raise Invalid(str(fault) if isinstance(fault, Malformed) else _("The handset has no such key.")) from None
    shown: dict[str, Any] = {"number": number, "line": gateway.line.short_code}
    if channel == "call":
        shown["call"] = body.get("reference", "")
    if channel == "ussd" and answer.get("action"):
        shown |= {"session": body.get("reference", ""), "path": body.get("text", ""), "screen": answer["text"]}
        shown["over"] = answer["action"] == "END"
    return _show(request, shown, said=_("Your message is on its way.") if channel == "sms" else "")


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


def _show(request: HttpRequest, given: Any, *, said: str = "") -> HttpResponse:
    lines = _lines()
    number = given.get("number", "") if given.get("number", "") in NUMBERS else NUMBERS[0]
    chosen = next(
        (each for each in lines if each.line.short_code == given.get("line", "")), lines[0] if lines else None
    )
    call = queries.call_on_handset(chosen, given.get("call", "")) if chosen else None
    texts = list(queries.texts_for_handset(chosen, number).select_related("contact")[:50]) if chosen else []
    over = call is not None and call.state in (*ENDED, WRAP_UP)
    context = {
        "lines": [(each, token_of(each.line)) for each in lines],
        "chosen": chosen,
        "numbers": [(each, show_phone(each)) for each in NUMBERS],
        "number": number,
        "call": call if not over else None,
        "call_over": over,
        "reference": given.get("call", "") if call and not over else str(new_id()),
        "session": given.get("session", "") or str(new_id()),
        "screen": given.get("screen", ""),
        "path": given.get("path", ""),
        "over": given.get("over", False),
        "event_id": str(new_id()),
        "texts": queries.open_texts(request.actor, texts) if texts else [],  # type: ignore[attr-defined]
        "said": said,
    }
    return render(request, "hotline/simulator.html", context)
