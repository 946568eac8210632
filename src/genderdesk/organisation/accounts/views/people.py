"""The administrator's pages of people, and everybody's own."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import everyone, signed_in
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.groundwork.protection.vault import unlock
from genderdesk.organisation.accounts import queries
from genderdesk.organisation.accounts.access import IS_ADMINISTRATOR
from genderdesk.organisation.accounts.acts import (
    activate_user,
    create_user,
    deactivate_user,
    revoke_device,
    set_password,
)
from genderdesk.organisation.accounts.forms import NewPassword, NewUser
from genderdesk.organisation.accounts.labels import ROLE_LABELS
from genderdesk.organisation.accounts.models import Device, User


@page(needs=IS_ADMINISTRATOR)
def people(request: DeskRequest) -> HttpResponse:
    """All accounts, the newest first."""
    shown = page_by_key(queries.people(), request, key="joined_at")
    return render(request, "accounts/people.html", {"page": shown})


@sensitive_post_parameters()
@page(needs=IS_ADMINISTRATOR)
def add_person(request: DeskRequest) -> HttpResponse:
    """Add somebody."""
    form = NewUser(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = request.actor
        user = form.carry_out(lambda: create_user.once(form.op_id)(actor, **form.arguments()))
        if user is not None:
            return redirect("accounts:person", user.pk)
    return render(request, "accounts/add_person.html", {"form": form}, status=422 if form.errors else 200)


@sensitive_post_parameters()
@page(needs=IS_ADMINISTRATOR)
def person(request: DeskRequest, user_id: uuid.UUID) -> HttpResponse:
    """One account: roles of today, a new password, taking the sign-in away and giving it back."""
    user = queries.user_by_id(user_id)
    form = NewPassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = request.actor
        done = form.carry_out(
            lambda: set_password.once(form.op_id)(actor, user, password=form.cleaned_data["password"])
        )
        if done is not None:
            return redirect("accounts:person", user.pk)
    context = {
        "person": user,
        "form": form,
        "roles": [ROLE_LABELS.get(role, role) for role in sorted(queries.actor_of(user).roles)],
        "devices": queries.devices_of(user.pk),
    }
    return render(request, "accounts/person.html", context, status=422 if form.errors else 200)


@page(needs=IS_ADMINISTRATOR)
def switch(request: DeskRequest, user_id: uuid.UUID) -> HttpResponse:
    """Take the right to sign in away, or give it back."""
    user = queries.user_by_id(user_id)
    if request.method == "POST":
        actor = request.actor
        form = DeskForm(request.POST)
        change = deactivate_user if user.is_active else activate_user
        change.once(form.op_id)(actor, user)
    return redirect("accounts:person", user.pk)


@page(needs=signed_in)
def me(request: DeskRequest) -> HttpResponse:
    """Everybody's own page: roles of today, second factor, browsers."""
    actor = request.actor
    context = {
        "roles": [ROLE_LABELS.get(role, role) for role in sorted(actor.roles)],
        "devices": queries.devices_of(actor.id),
        "this_session": request.session.session_key,
        "second_factor_required": settings.SECOND_FACTOR_REQUIRED,
    }
    return render(request, "accounts/me.html", context)


@page(needs=signed_in)
def revoke(request: DeskRequest, device_id: uuid.UUID) -> HttpResponse:
    """Sign one of the own browsers out."""
    actor = request.actor
    device = Device.objects.filter(pk=device_id, user_id=actor.id).first()
    if device is None:
        raise Missing(_("There is no such browser among yours."))
    if request.method == "POST":
        revoke_device(actor, device)
    return redirect("accounts:me")


@page(needs=everyone)
@require_POST
def sign_in_as(request: DeskRequest) -> HttpResponse:
    """In the demonstration only: sign in as one of its invented people with one press."""
    if not settings.ENVIRONMENT.demonstration:
        raise Missing(_("There is nothing here."))
    user = User.objects.filter(username=request.POST.get("username", ""), is_active=True).first()
    if user is None:
        raise Missing(_("There is no such person in the demonstration."))
    login(request, user)
    unlock(request, queries.actor_of(user), queries.password_of_demonstration())
    return redirect(queries.landing_of(queries.actor_of(user)))
