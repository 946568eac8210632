"""Which versions of documents there ever were in force, for files of other rooms."""

from __future__ import annotations

from collections.abc import Iterable

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
