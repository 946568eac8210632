"""A referral on paper: nothing on the slip says who it is, and her or his half names no agency."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect

from genderdesk.casework.care import forms, queries
from genderdesk.casework.care.access import MAY_REFER
from genderdesk.casework.care.forms.on_paper import slip_parts
from genderdesk.casework.care.models import Referral
from genderdesk.casework.care.vocabulary import PAPER_FORM
from genderdesk.groundwork.platform.forms import DeskForm, moment_in_words
from genderdesk.groundwork.platform.print.forms import Part
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.paper.acts import give_filled
from genderdesk.organisation.paper.queries import ToPaper


@page(needs=MAY_REFER)
def slip(request: DeskRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Give out the slip of a referral as a PDF, with a serial of its own; that it went out is recorded."""
    found = queries.referral_for_staff(request.actor, referral_id)
    form = DeskForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return redirect("care:referral", found.pk)
    given = queries.slip_of(request.actor, found)
    return give_filled(
        request.actor, found.pk, given, form=PAPER_FORM, op_id=form.op_id, parts=lambda: _parts(found, given)
    )


def _parts(found: Referral, given: ToPaper) -> list[Part]:
    form = forms.Propose(providers=[found.provider], initial=given.begun)
    return slip_parts(form, number=found.number, appointment=moment_in_words(found.appointment_at))
