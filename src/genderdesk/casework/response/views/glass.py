"""Breaking the glass, and what it shows as long as it stands open."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from genderdesk.casework.response import forms, labels, queries
from genderdesk.casework.response.access import GLASS_ROLES
from genderdesk.casework.response.acts import break_glass
from genderdesk.groundwork.platform.refusals import Missing, Refused
from genderdesk.groundwork.protection.access import permits, role
from genderdesk.groundwork.protection.models import Glass
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.accounts.queries.presence import passkey_challenge

IN_POST = role(*GLASS_ROLES)


@sensitive_post_parameters()
@page(needs=IN_POST)
def glass(request: DeskRequest) -> HttpResponse:
    """Ask for one response in an emergency. What may not be opened is answered like what is not there."""
    form = forms.BreakGlass(request.POST or None)
    if request.method == "POST" and form.is_valid():
        broken = form.carry_out(lambda: _broken(request, form))
        if broken is not None:
            return redirect("response:emergency", broken.pk)
        if not form.errors:
            form.add_error("number", _("Nothing with this number can be opened in this way."))
    context = {"form": form, "passkey": passkey_challenge(request.actor.id)}
    return render(request, "response/glass.html", context, status=422 if form.errors else 200)


def _broken(request: DeskRequest, form: forms.BreakGlass) -> Glass | None:
    found = queries.dispatch_by_number(form.cleaned_data["number"])
    if found is None:
        return None
    try:
        return break_glass.once(form.op_id)(request.actor, found, **form.arguments())
    except Missing:
        # Outside the officer's circle: there is no such response.
        return None
    except Refused as refusal:
        if not permits(request.actor, break_glass.needs, found):
            return None
        form.add_error("proof", str(refusal))
        return None


@page(needs=IN_POST)
def emergency(request: DeskRequest, glass_id: uuid.UUID) -> HttpResponse:
    """Place, danger and who waits there; each opening is recorded, and after 60 minutes it is refused."""
    broken, found = queries.own_glass(request.actor, glass_id)
    shown = queries.look_through(request.actor, found)
    flags = [labels.FLAGS[name] for name, answer in shown.flags.items() if answer == "yes" and name in labels.FLAGS]
    context = {"glass": broken, "dispatch": found, "shown": shown, "flags": flags}
    return render(request, "response/emergency.html", context)
