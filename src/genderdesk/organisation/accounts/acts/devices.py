"""Browsers that people are signed in from: kept, seen, signed out."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.utils import timezone

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import act, unguarded
from genderdesk.organisation.accounts.access import MAY_REVOKE, OWN
from genderdesk.organisation.accounts.models import Device, User
from genderdesk.organisation.accounts.rules import browser_words


def keep_device(user: User, *, session_key: str, browser: str) -> Device:
    """Remember a browser that somebody has just signed in from; the sign-in's own entry tells of it."""
    now = timezone.now()
    device = Device.objects.filter(session_key=session_key).first() or Device(session_key=session_key)
    device.user = user
    device.browser = browser_words(browser)
    device.revoked_at = None
    device.signed_in_at = device.last_seen_at = now
    with unguarded("sign-in"):
        device.save()
    return device


def device_seen(session_key: str) -> None:
    """Note that a browser was used just now."""
    with unguarded("a sign-in's clock"):
        Device.objects.filter(session_key=session_key).update(last_seen_at=timezone.now())


def device_moved(session_key: str, new_key: str) -> None:
    """Note that a browser's sign-in goes on under another key."""
    with unguarded("sign-in"):
        Device.objects.filter(session_key=session_key).update(session_key=new_key)


def device_left(session_key: str) -> None:
    """Note that somebody signed out in a browser, or that the sign-in there came to its end."""
    with unguarded("sign-out"):
        Device.objects.filter(session_key=session_key, revoked_at__isnull=True).update(revoked_at=timezone.now())


def end_sessions(user: User, *, but: str = "") -> int:
    """End every sign-in of an account but one; effective with the next request, open streams within seconds."""
    now = timezone.now()
    open_devices = user.devices.filter(revoked_at__isnull=True).exclude(session_key=but)
    for device in open_devices:
        Session.objects.filter(pk=device.session_key).delete()
        device.revoked_at = now
        device.save()
    return len(open_devices)


@act("user.revoke_device", needs=MAY_REVOKE, subject=Device)
def revoke_device(actor: Actor, device: Device) -> Device:
    """Sign one browser out; its next request is refused."""
    Session.objects.filter(pk=device.session_key).delete()
    device.revoked_at = timezone.now()
    device.save()
    return device


@act("user.sign_out_elsewhere", needs=OWN, subject=User)
def sign_out_elsewhere(actor: Actor, user: User, *, this_session: str = "") -> int:
    """Sign out every browser of one's own account but the one in front of her; how many."""
    return end_sessions(user, but=this_session)
