"""Which versions of documents were ever in force, and which still hold, for other rooms."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q

from genderdesk.programme.guidance.models import Version
from genderdesk.programme.guidance.rules.files import GuidelineLine, Guidelines, Reference, with_lines
from genderdesk.programme.guidance.rules.force import Force


def known_guidelines(brought: Iterable[GuidelineLine] = ()) -> Guidelines:
    """All versions that are kept and have a first day in force, with those that the same folder brings."""
    rows = Version.objects.filter(in_force_from__isnull=False).values_list(
        "document__institution__code", "document__reference", "major", "minor", "in_force_from", "in_force_to"
    )
    kept: list[tuple[Reference, Force[str]]] = [
        ((institution, reference), Force(f"{major}.{minor}", first, end))
        for institution, reference, major, minor, first, end in rows
        if first is not None
    ]
    return with_lines(kept, brought)


def no_longer_holding(version_ids: Collection[uuid.UUID], on: date) -> frozenset[uuid.UUID]:
    """Those of some versions that no longer hold on a day. One holds while it, or a minor edit of it, is in force: a
    minor edit changes nothing that somebody must learn anew."""
    asked = dict(_with_majors(Q(pk__in=version_ids)))
    held = Q(in_force_from__lte=on) & (Q(in_force_to__isnull=True) | Q(in_force_to__gt=on))
    documents = {document for document, _major in asked.values()}
    holding = {place for _number, place in _with_majors(held & Q(document__in=documents))}
    return frozenset(number for number, place in asked.items() if place not in holding)


def _with_majors(wanted: Q) -> list[tuple[uuid.UUID, tuple[uuid.UUID, int]]]:
    rows = Version.objects.filter(wanted).values_list("pk", "document_id", "major")
    return [(number, (document, major)) for number, document, major in rows]
