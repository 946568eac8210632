"""A page with one form that changes one thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.protection.pages import DeskRequest


def one_form(
    request: DeskRequest,
    form: DeskForm,
    do: Callable[[], Any],
    *,
    heading: str,
    lead: str,
    back: str,
    above: str,
    submit: str,
) -> HttpResponse:
    """The page with the form; ``do`` carries it out, and what it returns leads back."""
    if request.method == "POST" and form.is_valid() and form.carry_out(do) is not None:
        return redirect(back)
    context = {"form": form, "heading": heading, "lead": lead, "back": back, "above": above, "submit": submit}
    return render(request, "institution/one_form.html", context, status=422 if form.errors else 200)
