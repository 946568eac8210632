"""The words of the room's coded values, one file for each register."""

from genderdesk.programme.guidance.labels.decisions import (
    ACTION_STATES,
    ACTION_TONES,
    OUTCOMES,
    PROPOSAL_STATES,
    PROPOSAL_TONES,
    SOURCES,
    age_band_words,
)
from genderdesk.programme.guidance.labels.documents import (
    KINDS,
    MARKINGS,
    SHEET_FAULTS,
    VERSION_STATES,
    VERSION_TONES,
)
from genderdesk.programme.guidance.labels.instruments import INSTRUMENT_KINDS
from genderdesk.programme.guidance.labels.plans import STEP_HINTS, STEPS
from genderdesk.programme.guidance.labels.questions import (
    DIMENSIONS,
    GROUPS,
    QUESTIONS,
    RUBRIC,
    SETS,
    THEMES,
)
from genderdesk.programme.guidance.labels.strength import FLOW_KINDS, RANK_BANDS, ROLE_KINDS

__all__ = [
    "ACTION_STATES",
    "ACTION_TONES",
    "DIMENSIONS",
    "FLOW_KINDS",
    "GROUPS",
    "INSTRUMENT_KINDS",
    "KINDS",
    "MARKINGS",
    "OUTCOMES",
    "PROPOSAL_STATES",
    "PROPOSAL_TONES",
    "QUESTIONS",
    "RANK_BANDS",
    "ROLE_KINDS",
    "RUBRIC",
    "SETS",
    "SHEET_FAULTS",
    "SOURCES",
    "STEPS",
    "STEP_HINTS",
    "THEMES",
    "VERSION_STATES",
    "VERSION_TONES",
    "age_band_words",
]
