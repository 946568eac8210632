"""A page that stands open fetches its pieces again by itself: that is the same look going on, not a new one.

Without this an operator's page with a lively thread fills the ledger with looks that nobody took, and the alerts on
many looks drown. The look that opened the page stays in the ledger; while the page stands open an entry is written
again once in ``AGAIN_AFTER``, so that it also shows how long somebody had a person before her or his eyes. The mark on
the request hides nothing: only a look that the same person took at the same record a short time before is not repeated.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest

from genderdesk.groundwork.protection.models import Entry

if TYPE_CHECKING:
    from genderdesk.groundwork.protection.ledger import Line

# The desk's own rule: how long one entry speaks for a page that stands open.
AGAIN_AFTER = timedelta(hours=1)

_by_itself: ContextVar[bool] = ContextVar("genderdesk_refreshes", default=False)


def is_refresh(request: HttpRequest) -> bool:
    """Whether an open page asks for one of its pieces by itself (``live.js``, ``ride.js``)."""
    return request.method == "GET" and "X-Desk-Part" in request.headers


@contextmanager
def answering(request: HttpRequest) -> Iterator[None]:
    """What is looked at inside is looked at by this request."""
    token = _by_itself.set(is_refresh(request))
    try:
        yield
    finally:
        _by_itself.reset(token)


def goes_on(line: Line) -> bool:
    """Whether a look only goes on: asked for by an open page, and in the ledger already within ``AGAIN_AFTER``."""
    if not _by_itself.get() or line.subject is None:
        return False
    earlier = Entry.objects.filter(
        subject_type=line.subject._meta.label_lower,
        subject_id=str(line.subject.pk),
        actor_id=line.actor.id,
        kind=line.kind,
        name=line.name,
        at__gt=line.at - AGAIN_AFTER,
    )
    return line.notes in earlier.values_list("notes", flat=True)
