"""Files as answers: saved under a name, and never run under the desk's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_Answer = TypeVar("_Answer", bound=HttpResponseBase)


def saved(answer: _Answer, name: str) -> _Answer:
    """An answer that the browser saves under a name."""
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def harmless(answer: _Answer) -> _Answer:
    """An answer of which nothing runs under the desk's own name, whatever its bytes are."""
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def csv_file(lines: Iterable[str], name: str) -> StreamingHttpResponse:
    """The lines of a CSV file, to be saved."""
    return saved(StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), name)
