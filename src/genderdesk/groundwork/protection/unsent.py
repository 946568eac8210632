"""What somebody typed into a form that could not be taken, because the sign-in or the form's proof had run out.

It goes back to the same browser inside the answer, to be sent once more; nothing of it is kept on the server. It is
given back only where the browser says that our own page sent it: a forged form of another site gets no second try.
Passwords are never given back.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest

# What belongs to the try that failed, or must not stand in a page.
_LEFT_OUT = ("csrfmiddlewaretoken",)
_SECRET = ("password", "code", "secret")


def unsent_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Names and values as they were sent, in their order; empty where there is nothing to send again."""
    if request.method != "POST" or not _from_our_page(request):
        return []
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in _LEFT_OUT and not any(word in name for word in _SECRET)
        for value in values
    ]


def _from_our_page(request: HttpRequest) -> bool:
    """Whether the browser names our own host as the sender; one that names nobody is not believed."""
    if request.headers.get("Origin") == "null":
        return is_same_origin(request)
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(sender).netloc == request.get_host()


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that our own page sent this; scripts cannot write this header (Fetch Metadata)."""
    return request.headers.get("Sec-Fetch-Site") == "same-origin"
