"""What came on paper, by phone or by word is written down here; whoever writes it sees only that it is kept."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from genderdesk.casework.complaints import forms, queries
from genderdesk.casework.complaints.access import MAY_WRITE_DOWN, reads_any
from genderdesk.casework.complaints.acts import tell_complaint
from genderdesk.groundwork.protection.pages import DeskRequest, page


@never_cache
@sensitive_post_parameters()
@page(needs=MAY_WRITE_DOWN)
def write_down(request: DeskRequest) -> HttpResponse:
    """The form, then the reference and the PIN to be given to the complainant."""
    form = forms.WriteDown(request.POST or None, initial={"language": get_language()})
    context = {"form": form, "reads": reads_any(request.actor)}
    if request.method == "POST" and form.is_valid() and (op_id := form.op_id) is not None:
        pin = queries.pin_of(op_id)
        kept = form.carry_out(lambda: tell_complaint.once(op_id)(request.actor, pin=pin, **form.arguments()))
        if kept is not None:
            return render(request, "complaints/written_down.html", {"number": kept.number, "pin": pin})
    return render(request, "complaints/write_down.html", context, status=422 if form.errors else 200)
