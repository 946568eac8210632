"""The administrator's pages of people, and everybody's own."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth import login, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from genderdesk.groundwork.foundation.gate import for_somebody_known
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.paging import page_by_key
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import everyone, signed_in
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.groundwork.protection.sessions import stored_key
from genderdesk.groundwork.protection.vault import is_unlocked
from genderdesk.groundwork.protection.vault import unlock as unlock_keys
from genderdesk.organisation.accounts import queries
from genderdesk.organisation.accounts.access import IS_ADMINISTRATOR
from genderdesk.organisation.accounts.acts import (
    activate_user,
    change_password,
    create_user,
    deactivate_user,
    revoke_device,
    set_password,
    sign_out_elsewhere,
    tries,
)
from genderdesk.organisation.accounts.acts.devices import device_moved
from genderdesk.organisation.accounts.forms import NewPassword, NewUser, OwnKey, OwnPassword
from genderdesk.organisation.accounts.labels import ROLE_LABELS, too_many
from genderdesk.organisation.accounts.models import Device, User
from genderdesk.organisation.accounts.queries.passkeys import passkeys_among


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
        "has_factor": queries.has_factor(user),
        "pressure": queries.pressure_on(user.pk),
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
    """Everybody's own page: roles of today, password, second factors, browsers, and wrong tries at the account."""
    actor = request.actor
    factors = queries.factors_of(actor.id)
    codes = next((each for each in factors if each.type == "recovery_codes"), None)
    context = {
        "roles": [ROLE_LABELS.get(role, role) for role in sorted(actor.roles)],
        "devices": queries.devices_of(actor.id),
        "this_session": stored_key(str(request.session.session_key)),
        "passkeys": passkeys_among(factors),
        "app": next((each for each in factors if each.type == "totp"), None),
        "codes_left": queries.codes_left(codes),
        "pressure": queries.pressure_on(actor.id),
        "is_unlocked": is_unlocked(),
        "form": DeskForm(),
    }
    return render(request, "accounts/me.html", context)


@sensitive_post_parameters()
@page(needs=signed_in)
def password(request: DeskRequest) -> HttpResponse:
    """Change the own password; the sign-in in front of her goes on, every other one ends."""
    form = OwnPassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor, user = request.actor, queries.user_by_id(request.actor.id)
        try:
            attempt = tries.begin_password(request, user.username, user)
        except tries.Held as held:
            form.add_error("current", too_many(held.wait_seconds))
        else:
            own = stored_key(str(request.session.session_key))
            given = {**form.arguments(), "this_session": own}
            done = form.carry_out(lambda: change_password.once(form.op_id)(actor, user, **given))
            if done is not None:
                tries.succeeded(attempt)
                _go_on_signed_in(request, queries.user_by_id(user.pk))
                return redirect("accounts:me")
            if "current" in form.errors:
                tries.failed(attempt)
            else:
                tries.call_off(attempt)
    status = 422 if form.errors else 200
    temporary = bool(request.session.get("temporary_password"))
    return render(request, "accounts/password.html", {"form": form, "temporary": temporary}, status=status)


def _go_on_signed_in(request: DeskRequest, user: User) -> None:
    """This browser's sign-in goes on under another key; it is no new sign-in."""
    before = stored_key(str(request.session.session_key))
    update_session_auth_hash(request, user)
    request.session["temporary_password"] = False
    device_moved(before, stored_key(str(request.session.session_key)))


@sensitive_post_parameters()
@page(needs=signed_in)
def unlock(request: DeskRequest) -> HttpResponse:
    """After a sign-in by a passkey that cannot: open what is sealed for this person alone by the password."""
    form = OwnKey(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = queries.user_by_id(request.actor.id)
        try:
            attempt = tries.begin_password(request, user.username, user)
        except tries.Held as held:
            form.add_error("current", too_many(held.wait_seconds))
        else:
            with for_somebody_known():
                is_right = user.check_password(form.cleaned_data["current"])
                if is_right:
                    tries.succeeded(attempt)
                    unlock_keys(request, request.actor, form.cleaned_data["current"])
                    return redirect("accounts:me")
            tries.failed(attempt)
            form.add_error("current", _("This is not your password of today."))
    context = {"form": form, "passkey": request.GET.get("passkey", ""), "landing": queries.landing_of(request.actor)}
    return render(request, "accounts/unlock.html", context, status=422 if form.errors else 200)


@page(needs=signed_in)
def sign_out_others(request: DeskRequest) -> HttpResponse:
    """Sign out everywhere else."""
    if request.method == "POST":
        form, actor = DeskForm(request.POST), request.actor
        own = stored_key(str(request.session.session_key))
        sign_out_elsewhere.once(form.op_id)(actor, queries.user_by_id(actor.id), this_session=own)
    return redirect("accounts:me")


@page(needs=signed_in)
def revoke(request: DeskRequest, device_id: uuid.UUID) -> HttpResponse:
    """Sign one of the own browsers out."""
    actor = request.actor
    device = one_of(Device.objects.filter(pk=device_id, user_id=actor.id))
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
    unlock_keys(request, queries.actor_of(user), queries.password_of_demonstration())
    return redirect(queries.landing_of(queries.actor_of(user)))
