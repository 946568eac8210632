"""What staff typed and what they sent without a network: it lies in the browser as words that only the desk opens."""

from __future__ import annotations

from urllib.parse import parse_qsl

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from genderdesk.groundwork.platform.refusals import Invalid, Missing
from genderdesk.groundwork.protection.access import signed_in
from genderdesk.groundwork.protection.drafts import STAFF_LIFE_SECONDS, bound_to, open_draft, seal_draft
from genderdesk.groundwork.protection.on_phone import open_kept
from genderdesk.groundwork.protection.pages import DeskRequest, page

# More than the longest form has; what one request may weigh is the server's to say.
_MOST_ANSWERS = 1000


@sensitive_post_parameters()
@require_POST
@page(needs=signed_in)
def seal(request: DeskRequest) -> HttpResponse:
    """What is typed in a form, as one opaque word for the browser to keep; nothing is kept here."""
    typed = _pairs(request.POST.get("typed", ""))
    word = seal_draft(typed, bound_to(request.actor, request.POST.get("mark", "")))
    return HttpResponse(word, content_type="text/plain")


@require_POST
@page(needs=signed_in)
def unseal(request: DeskRequest) -> HttpResponse:
    """What was typed, for who typed it and the form that it was typed in; Missing otherwise, and when it is too old."""
    bound = bound_to(request.actor, request.POST.get("mark", ""))
    typed = open_draft(request.POST.get("word", ""), bound, STAFF_LIFE_SECONDS)
    if typed is None:
        raise Missing(_("What was typed here cannot be opened any more."))
    return JsonResponse({"typed": typed})


@require_POST
@page(needs=signed_in)
def kept(request: DeskRequest) -> HttpResponse:
    """What was sent while the network was away, for who sent it, whose browser sends it again; Missing otherwise."""
    sent = open_kept(request.POST.get("word", ""), request.actor)
    if sent is None:
        raise Missing(_("What was kept on this phone cannot be opened by you."))
    return JsonResponse(sent)


def _pairs(sent: str) -> list[tuple[str, str]]:
    """Names with their values, written as a form writes them; Invalid where it is more than any form holds."""
    try:
        return parse_qsl(sent, keep_blank_values=True, max_num_fields=_MOST_ANSWERS)
    except ValueError:
        raise Invalid(_("This is more than a form of the desk holds.")) from None
