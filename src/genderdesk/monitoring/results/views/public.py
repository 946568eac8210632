"""What anybody may read: pages of results that a head of desk released."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render

from genderdesk.groundwork.protection.access import everyone
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.monitoring.results import labels, queries
from genderdesk.monitoring.results.views.showing import context_of, file_of


@page(needs=everyone)
def published_pages(request: DeskRequest) -> HttpResponse:
    """The released pages, the newest first."""
    return render(request, "results/published_pages.html", {"pages": queries.released_pages()})


@page(needs=everyone)
def published(request: DeskRequest, page_id: uuid.UUID) -> HttpResponse:
    """A released page as it was frozen, also after it was corrected; then it says so."""
    kept = queries.released_page(page_id)
    context = {
        "kept": kept,
        "states": labels.PAGE_STATES,
        "state_tones": labels.PAGE_TONES,
        "corrected_by": queries.correction_of(kept),
        **context_of(queries.content_of(kept)),
    }
    return render(request, "results/published.html", context)


@page(needs=everyone)
def published_file(request: DeskRequest, page_id: uuid.UUID, kind: str) -> HttpResponse:
    """A released page as a file."""
    return file_of(kind, lambda: queries.content_of(queries.released_page(page_id)))
