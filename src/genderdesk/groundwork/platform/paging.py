"""Lists by key: page 1,000 costs what page 1 costs, and nothing is counted."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class KeyPage:
    """One page of a list: its rows, and the query strings of the older and the newer page (empty at an end)."""

    rows: list[Any]
    older: str
    newer: str


def page_by_key(query: QuerySet[Any], request: HttpRequest, *, key: str, size: int = PAGE_SIZE) -> KeyPage:
    """A page of ``query``, newest first by ``(key, pk)``; ``?older=…`` and ``?newer=…`` name where to go on.

    The key's field must not be null and must be indexed together with the primary key. A broken mark in the address
    shows the first page.
    """
    before, after = _read_mark(request.GET.get("older")), _read_mark(request.GET.get("newer"))
    if after:
        rows = list(query.filter(_beyond(key, after, "gt")).order_by(key, "pk")[: size + 1])
        more_newer, more_older = len(rows) > size, True
        rows = rows[:size][::-1]
    else:
        window = query.filter(_beyond(key, before, "lt")) if before else query
        rows = list(window.order_by(f"-{key}", "-pk")[: size + 1])
        more_older, more_newer = len(rows) > size, before is not None
        rows = rows[:size]
    return KeyPage(
        rows,
        _query(request, "older", _mark(rows[-1], key)) if rows and more_older else "",
        _query(request, "newer", _mark(rows[0], key)) if rows and more_newer else "",
    )


def _beyond(key: str, mark: list[Any], direction: str) -> Q:
    value, pk = mark
    # The first condition alone lets both databases use the index on the key.
    return Q(**{f"{key}__{direction}e": value}) & (Q(**{f"{key}__{direction}": value}) | Q(**{f"pk__{direction}": pk}))


def _mark(row: Any, key: str) -> str:
    text = json.dumps([getattr(row, key), row.pk], cls=ExactEncoder)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


class ExactEncoder(DjangoJSONEncoder):
    """Django's encoder cuts microseconds to milliseconds, which would repeat a row on the next page."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if hasattr(value, "isoformat") else super().default(value)


def _read_mark(text: str | None) -> list[Any] | None:
    if not text:
        return None
    try:
        value, pk = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError, binascii.Error):
        return None
    if isinstance(value, str) and (moment := _moment(value)):
        value = moment
    return [value, pk]


def _moment(text: str) -> Any:
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def _query(request: HttpRequest, direction: str, mark: str) -> str:
    query = request.GET.copy()
    query.pop("older", None)
    query.pop("newer", None)
    query[direction] = mark
    return "?" + query.urlencode()
