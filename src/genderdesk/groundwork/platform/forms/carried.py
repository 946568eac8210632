"""Answers that travel in the page from one of its pages to the next, so that nothing is kept before it is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import QueryDict


def query_of(kept: Mapping[str, Sequence[str]]) -> QueryDict:
    """What was typed on a page, as a form takes it."""
    query = QueryDict(mutable=True)
    for name, values in kept.items():
        query.setlist(name, list(values))
    return query
