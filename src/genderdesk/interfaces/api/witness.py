"""Where a sister desk brings her checkpoints to be witnessed (C2SP tlog-witness, add-checkpoint)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from genderdesk.groundwork.protection.access import everyone
from genderdesk.groundwork.protection.pages import page
from genderdesk.groundwork.protection.tree.witnesses import NotWitnessed, witness

# A checkpoint and 63 hashes; nothing larger is one.
LARGEST_BODY = 20_000


@csrf_exempt
@page(needs=everyone)
def add_checkpoint(request: HttpRequest) -> HttpResponse:
    """Witness a checkpoint: who signed it with a key that is known here needs no other sign-in."""
    if request.method != "POST":
        answer = _fault(405, "Send the checkpoint by POST.")
        answer["Allow"] = "POST"
        return answer
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        return _fault(413, "This is too large for a checkpoint.")
    try:
        return HttpResponse(witness(request.body.decode()), content_type="text/plain; charset=utf-8")
    except UnicodeDecodeError:
        return _fault(400, "The body is not UTF-8.")
    except NotWitnessed as reason:
        if reason.size is not None:
            return HttpResponse(f"{reason.size}\n", status=reason.status, content_type="text/x.tlog.size")
        return _fault(reason.status, str(reason))


def _fault(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
