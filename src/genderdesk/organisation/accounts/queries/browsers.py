"""Where a request comes from, and whether its browser is one that an account knows.

A browser in which somebody completed a sign-in keeps a signed cookie that proves it for that account. Its wrong tries
are counted apart from everybody else's, so that a stranger's tries elsewhere never shut a desk's own browser out.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from genderdesk.groundwork.protection.vault.keyring import derived
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.accounts.vocabulary import KNOWN_BROWSER_DAYS

COOKIE = "gdb"
_SALT = "genderdesk.known-browser"
_SECONDS = KNOWN_BROWSER_DAYS * 24 * 3600
# People of one counter's computer; the one who has not signed in for the longest is forgotten.
_MOST_ACCOUNTS = 12


def source_of(request: HttpRequest) -> str:
    """The address that a request comes from; of IPv6 the network of 64 bits, which one subscriber has whole.

    Behind proxies (GENDERDESK_PROXIES) it is the one that the outermost of them saw; what a client writes is not read.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.ENVIRONMENT.proxies
    told = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
    if proxies and len(told) >= proxies:
        address = told[-proxies]
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)


def digest(*words: object) -> str:
    """A keyed digest of what must not stand in a table: an address, a name that somebody typed."""
    text = "\x00".join(map(str, words)).encode()
    return hmac.new(derived("sign-in tries"), text, hashlib.sha256).hexdigest()


def known_browser(request: HttpRequest, user: User | None) -> str:
    """The name of this browser where the account knows it, or nothing. A new password makes all browsers unknown."""
    if user is None:
        return ""
    kept = _kept(request)
    proof = kept.get("accounts", {}).get(user.pk.hex, "")
    return str(kept["browser"]) if proof and hmac.compare_digest(proof, _proof(kept["browser"], user)) else ""


def remember_browser(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """Let this browser prove from now on that the account's owner signed in here."""
    kept = _kept(request) or {"browser": secrets.token_hex(8), "accounts": {}}
    accounts = {name: proof for name, proof in kept["accounts"].items() if name != user.pk.hex}
    accounts[user.pk.hex] = _proof(kept["browser"], user)
    kept["accounts"] = dict(list(accounts.items())[-_MOST_ACCOUNTS:])
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=_SALT),
        max_age=_SECONDS,
        path="/staff/",
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Strict",
    )


def _kept(request: HttpRequest) -> dict[str, Any]:
    try:
        return dict(signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_SECONDS))
    except signing.BadSignature:
        return {}


def _proof(browser: str, user: User) -> str:
    return digest("known browser", browser, user.pk, user.password)[:32]
