"""Who answers a complaint, and until when. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from genderdesk.casework.complaints.vocabulary import (
    BARRED_BEFORE,
    CLOCKS,
    OF_HEAD_OFFICE,
    ZERO_TOLERANCE,
    About,
    Category,
    Route,
    Step,
)


def route_of(category: Category, about: About) -> Route:
    """Oversight for what never waits and for what the head office runs itself, the head office for all else."""
    oversight = category in ZERO_TOLERANCE or about in OF_HEAD_OFFICE
    return Route.OVERSIGHT if oversight else Route.HEAD_OFFICE


def next_step(state: str, category: str) -> Step | None:
    """What is to be done next in time; None where nothing is, or where it is praise."""
    if category == Category.PRAISE:
        return None
    return next((step for step, clock in CLOCKS.items() if state in clock.states), None)


def due_at(state: str, category: str, received_at: datetime) -> datetime | None:
    """Until when the next step is to be done."""
    step = next_step(state, category)
    return received_at + timedelta(days=CLOCKS[step].days) if step else None


def tone_of(state: str, category: str, received_at: datetime, now: datetime) -> str:
    """How pressing it is, as the design system's tones: overdue, due, new, or calm where nothing is to be done."""
    step, due = next_step(state, category), due_at(state, category, received_at)
    if step is None or due is None:
        return "calm"
    if due <= now:
        return "overdue"
    return "due" if due - timedelta(days=CLOCKS[step].due_days) <= now else "new"


def barred_since(happened_on: date | None, received_on: date) -> date:
    """From which day on whoever served there is kept from it: the day it happened, or a year before it was told."""
    return min(happened_on, received_on) if happened_on else received_on - BARRED_BEFORE


def names_among(told: Iterable[str], name: Iterable[str]) -> bool:
    """Whether all parts of somebody's name stand in what was told; both as plain words."""
    parts = set(name)
    return len(parts) > 1 and parts <= set(told)
