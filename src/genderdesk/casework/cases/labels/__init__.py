"""Words for the coded values of a case."""

from genderdesk.casework.cases.labels.clocks import (
    CLOCK_STATES,
    CLOCK_TONES,
    CLOCKS,
    clock_words,
)
from genderdesk.casework.cases.labels.closing import (
    CALLED_OFF,
    CHECKS,
    CLOSURE_REASONS,
    FOLLOW_UP_OUTCOMES,
    FOLLOW_UP_STATES,
)
from genderdesk.casework.cases.labels.consent import (
    CONSENT_STATES,
    CONSENT_TONES,
    GIVEN_BY,
    MODES,
    PIECES,
    PURPOSES,
    SCOPES,
    WITHHELD,
)
from genderdesk.casework.cases.labels.file import (
    DESK_SERVICES,
    LOOK_REASONS,
    STATE_TONES,
    STATES,
)
from genderdesk.casework.cases.labels.incident import (
    GBV_TYPES,
    INJURIES,
    PLACE_TYPES,
    QUESTION_HINTS,
    QUESTIONS,
)
from genderdesk.casework.cases.labels.survivor import (
    AGE_BANDS,
    AGE_BASES,
    CONTACT_HOURS,
    CONTACT_WAYS,
    DISABILITIES,
    INTERVIEW_PREFERENCES,
    LANGUAGES,
    SEXES,
)
from genderdesk.casework.cases.labels.timeline import (
    EVENT_TONES,
    EVENTS,
    event_words,
)

__all__ = [
    "AGE_BANDS",
    "AGE_BASES",
    "CALLED_OFF",
    "CHECKS",
    "CLOCKS",
    "CLOCK_STATES",
    "CLOCK_TONES",
    "CLOSURE_REASONS",
    "CONSENT_STATES",
    "CONSENT_TONES",
    "CONTACT_HOURS",
    "CONTACT_WAYS",
    "DESK_SERVICES",
    "DISABILITIES",
    "EVENTS",
    "EVENT_TONES",
    "FOLLOW_UP_OUTCOMES",
    "FOLLOW_UP_STATES",
    "GBV_TYPES",
    "GIVEN_BY",
    "INJURIES",
    "INTERVIEW_PREFERENCES",
    "LANGUAGES",
    "LOOK_REASONS",
    "MODES",
    "PIECES",
    "PLACE_TYPES",
    "PURPOSES",
    "QUESTIONS",
    "QUESTION_HINTS",
    "SCOPES",
    "SEXES",
    "STATES",
    "STATE_TONES",
    "WITHHELD",
    "clock_words",
    "event_words",
]
