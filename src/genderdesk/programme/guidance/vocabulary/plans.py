"""The ten steps of a gender action plan, in their order. Source: programme.md 6, after the UNPOL toolkit."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    """A step of a plan; that of authorisation is done by an approved proposal alone."""

    SCAN = "scan"
    PRIORITIES = "priorities"
    OBJECTIVES = "objectives"
    ACTIVITIES = "activities"
    INDICATORS = "indicators"
    AUTHORISATION = "authorisation"
    RESPONSIBILITIES = "responsibilities"
    IMPLEMENT = "implement"
    MONITOR = "monitor"
    COMMUNICATE = "communicate"
