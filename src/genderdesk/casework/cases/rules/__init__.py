"""Pure rules of a case: the type of violence, its contexts, medical windows, ages, delays, living consent, and risk."""

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
from genderdesk.casework.cases.rules.children import AGE_RULES, AgeRule, Given, fault_of_decider, rules_for
from genderdesk.casework.cases.rules.classification import Classification, classify
from genderdesk.casework.cases.rules.clocks import (
    Care,
    Clock,
    ClockState,
    medical_clocks,
    needed_now,
)
from genderdesk.casework.cases.rules.closing import ATTEMPT_DAYS, ATTEMPTS, handling_of, unreachable_enough
from genderdesk.casework.cases.rules.consents import (
    Decision,
    all_pieces,
    allowed_pieces,
    any_live,
    covers,
    live_consent,
)
from genderdesk.casework.cases.rules.contact import contact_review_at
from genderdesk.casework.cases.rules.contexts import ContextFacts, contexts, time_of_day
from genderdesk.casework.cases.rules.death import DeathFacts, killing_group, warned_of
from genderdesk.casework.cases.rules.delays import ReversedTimes, delay_bucket
from genderdesk.casework.cases.rules.feedback import ItemCount, counted, end_of_week, may_be_shown, quarter_of
from genderdesk.casework.cases.rules.first_contact import referred_from
from genderdesk.casework.cases.rules.follow_ups import next_follow_up
from genderdesk.casework.cases.rules.instruments import IncompleteInstrument, read_instrument
from genderdesk.casework.cases.rules.moments import earliest_possible, latest_possible
from genderdesk.casework.cases.rules.received import care_received
from genderdesk.casework.cases.rules.risk import (
    FOLLOWED_DAYS,
    LEAST_FEAR,
    MOST_FEAR,
    REASSESS_HOURS,
    Band,
    Instrument,
    Item,
    Outcome,
    assess,
    in_force,
    is_above,
    is_valid_for,
    measures_for,
    next_due,
    timing_of,
    worst,
)
from genderdesk.casework.cases.rules.suspects import SuspectFacts, SuspectWords, custody_until

__all__ = [
    "AGE_GROUPS",
    "AGE_RULES",
    "ATTEMPTS",
    "ATTEMPT_DAYS",
    "CHILD_BELOW",
    "FOLLOWED_DAYS",
    "LEAST_FEAR",
    "MOST_FEAR",
    "REASSESS_HOURS",
    "Age",
    "AgeRule",
    "Band",
    "BirthFacts",
    "Care",
    "Classification",
    "Clock",
    "ClockState",
    "ContextFacts",
    "DeathFacts",
    "Decision",
    "Given",
    "IncompleteInstrument",
    "Instrument",
    "Item",
    "ItemCount",
    "Outcome",
    "ReversedTimes",
    "SuspectFacts",
    "SuspectWords",
    "age_band",
    "age_group",
    "age_on",
    "all_pieces",
    "allowed_pieces",
    "any_live",
    "assess",
    "care_received",
    "classify",
    "contact_review_at",
    "contexts",
    "counted",
    "covers",
    "custody_until",
    "delay_bucket",
    "earliest_possible",
    "end_of_week",
    "fault_of_decider",
    "handling_of",
    "in_force",
    "is_above",
    "is_child",
    "is_valid_for",
    "killing_group",
    "latest_possible",
    "live_consent",
    "may_be_shown",
    "measures_for",
    "medical_clocks",
    "needed_now",
    "next_due",
    "next_follow_up",
    "quarter_of",
    "read_instrument",
    "referred_from",
    "rules_for",
    "time_of_day",
    "timing_of",
    "unreachable_enough",
    "warned_of",
    "worst",
]
