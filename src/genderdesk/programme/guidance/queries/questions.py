"""The questions on a version."""

from __future__ import annotations

from genderdesk.programme.guidance.models import Version, VersionQuestion


def questions_on(version: Version) -> list[VersionQuestion]:
    """The questions that are asked of who acknowledges a version, by number."""
    return list(VersionQuestion.objects.filter(version=version, dropped_at__isnull=True))
