"""Pure rules of a case: the type of violence, its contexts, medical windows, ages, delays, and living consent."""

from genderdesk.casework.cases.rules.ages import (
    AGE_GROUPS,
    CHILD_BELOW,
    Age,
    BirthFacts,
    age_band,
    age_group,
    age_on,
    is_child,
)
from genderdesk.casework.cases.rules.classification import Classification, classify
from genderdesk.casework.cases.rules.clocks import (
    CONTRACEPTION_HOURS,
    PEP_HOURS,
    Care,
    Clock,
    ClockState,
    medical_clocks,
    needed_now,
)
from genderdesk.casework.cases.rules.closing import unreachable_enough
from genderdesk.casework.cases.rules.consents import (
    Decision,
    all_pieces,
    allowed_pieces,
    any_live,
    covers,
    decision_fault,
    live_consent,
)
from genderdesk.casework.cases.rules.contexts import ContextFacts, contexts, time_of_day
from genderdesk.casework.cases.rules.delays import ReversedTimes, delay_bucket
from genderdesk.casework.cases.rules.first_contact import referred_from
from genderdesk.casework.cases.rules.follow_ups import next_follow_up
from genderdesk.casework.cases.rules.received import care_received

__all__ = [
    "AGE_GROUPS",
    "CHILD_BELOW",
    "CONTRACEPTION_HOURS",
    "PEP_HOURS",
    "Age",
    "BirthFacts",
    "Care",
    "Classification",
    "Clock",
    "ClockState",
    "ContextFacts",
    "Decision",
    "ReversedTimes",
    "age_band",
    "age_group",
    "age_on",
    "all_pieces",
    "allowed_pieces",
    "any_live",
    "care_received",
    "classify",
    "contexts",
    "covers",
    "decision_fault",
    "delay_bucket",
    "is_child",
    "live_consent",
    "medical_clocks",
    "needed_now",
    "next_follow_up",
    "referred_from",
    "time_of_day",
    "unreachable_enough",
]
