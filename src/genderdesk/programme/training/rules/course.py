"""What a version of a course says."""

from __future__ import annotations

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """What a version of a course says; marks, shares in per cent, None where there is no such test or no end.

    ``competence_id`` is what an officer holds who completed it, ``guideline_id`` the version of a document taught.
    """

    topics: str
    objectives: str = ""
    validity_months: int | None = None
    session_share: int = 80
    pass_mark: int | None = None
    practical_mark: int | None = None
    competence_id: uuid.UUID | None = None
    guideline_id: uuid.UUID | None = None
