"""The proof that a form is ours, under a referrer policy that tells nobody anything.

With ``no-referrer`` a browser sends ``Origin: null`` with a form, which Django refuses. Browsers that get this policy
say in ``Sec-Fetch-Site`` that the form came from our own page, which no script of another page can write. The form's
token is asked for in every case.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.decorators import decorator_from_middleware

from genderdesk.groundwork.protection.unsent import is_same_origin


class FormProof(CsrfViewMiddleware):
    """Django's CSRF check, which also believes a browser that says ``same-origin`` in place of an origin."""

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.headers.get("Origin") == "null":
            return is_same_origin(request)
        verified: bool = super()._origin_verified(request)  # type: ignore[misc]  # Django's own, without types
        return verified


# For a view that asks for the proof later than the middleware does.
proven = decorator_from_middleware(FormProof)
