"""The register of instruments."""

from __future__ import annotations

from django.db.models import QuerySet

from genderdesk.programme.guidance.models import Instrument


def instruments() -> QuerySet[Instrument]:
    """All instruments by code; the register is one for all institutions, and nothing in it is secret."""
    return Instrument.objects.order_by("code")
