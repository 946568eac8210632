"""How often what happens. Every share below is invented, for a believable demonstration; none is an official figure."""

from __future__ import annotations

from genderdesk.casework.care.vocabulary import DeclineReason, Outcome, Received, Service, SessionKind
from genderdesk.casework.care.vocabulary import Urgency as ReferralUrgency
from genderdesk.casework.cases.vocabulary import (
    AgeBand,
    AgeBasis,
    ClosureReason,
    ConsentMode,
    DelayBucket,
    DeskService,
    Fate,
    FlagReason,
    FollowUpOutcome,
    GbvType,
    Mechanism,
    Need,
    PlaceType,
    Relationship,
    Said,
    Scope,
    Sex,
)
from genderdesk.casework.hotline.vocabulary.contacts import Classification
from genderdesk.casework.intake.vocabulary import (
    DUPLICATE,
    INFORMATION_ONLY,
    NOT_GBV,
    REFERRED_ELSEWHERE,
    Channel,
    ContactHours,
    ContactWay,
    ReporterType,
    StatedKind,
)
from genderdesk.casework.response.vocabulary import Disposition
from genderdesk.demo.generator.draw import Weighted
from genderdesk.groundwork.foundation.answers import Answer

# Thirteen months: each month has so many times the contacts of the month before.
GROWTH_A_MONTH = 1.035
# January first; more before and after holidays and harvests.
MONTHS = (1.12, 0.96, 0.98, 1.02, 0.97, 1.0, 1.06, 1.08, 0.95, 0.94, 0.98, 1.18)
# Monday first.
WEEKDAYS = (1.08, 0.95, 0.92, 0.93, 1.0, 1.12, 1.22)
# Midnight first.
HOURS = (3, 2, 2, 1, 1, 2, 3, 5, 8, 9, 9, 8, 7, 7, 8, 8, 8, 8, 9, 10, 10, 9, 7, 5)

DEFENCE_SHARE = 0.09
# Reports beside each one that becomes a case, and contacts without any report beside each.
REPORTS_WITHOUT_CASE = 0.55
CONTACTS_WITHOUT_REPORT = 0.9

CHANNELS = Weighted(
    {
        Channel.POLICE_HOTLINE: 33,
        Channel.WALK_IN: 19,
        Channel.STATION: 12,
        Channel.ISANGE: 8,
        Channel.SMS: 6,
        Channel.USSD: 5,
        Channel.WEB: 4,
        Channel.HEALTH_CENTRE: 4,
        Channel.COMMUNITY_CLUB: 3,
        Channel.PATROL: 2.5,
        Channel.SCHOOL: 2,
        Channel.OTHER_DESK: 1,
        Channel.LETTER: 0.5,
    }
)
DEFENCE_CHANNELS = Weighted(
    {
        Channel.DEFENCE_HOTLINE: 52,
        Channel.WALK_IN: 21,
        Channel.SMS: 8,
        Channel.ISANGE: 7,
        Channel.OTHER_DESK: 6,
        Channel.HEALTH_CENTRE: 4,
        Channel.LETTER: 2,
    }
)
BY_PHONE = (Channel.POLICE_HOTLINE, Channel.DEFENCE_HOTLINE, Channel.SMS, Channel.USSD)
# Immediate danger, by whether the report came by phone.
DANGER_BY_PHONE, DANGER_OTHERWISE = 0.46, 0.06

OUTCOMES = Weighted({DUPLICATE: 30, NOT_GBV: 24, INFORMATION_ONLY: 22, REFERRED_ELSEWHERE: 24})
ELSEWHERE = ("Land office of the district (invented)", "Family mediation committee (invented)", "Labour inspector")
NOTHING_REPORTED = Weighted(
    {
        Classification.WRONG_NUMBER: 24,
        Classification.SILENT: 22,
        Classification.PRANK: 18,
        Classification.HANG_UP: 12,
        Classification.INFORMATION: 10,
        Classification.COUNSELLING: 7,
        Classification.TEST: 2,
        Classification.ABUSIVE: 2,
    }
)
# How likely a yes to a question of risk is, in a case: mostly calm, some tense, few grave.
CALM, TENSE, GRAVE = 0.06, 0.2, 0.45
DANGERS = Weighted({CALM: 58, TENSE: 32, GRAVE: 10})
RAISED, ASSESSED_AGAIN, SAFETY_PLAN_ANYWAY, SOMETHING_PLANNED = 0.04, 0.5, 0.3, 0.55
NEEDS = Weighted(
    {Need.SAFETY: 30, Need.HEALTH: 20, Need.LEGAL: 20, Need.SHELTER: 8, Need.LIVELIHOOD: 12, Need.CHILD: 10}
)

# Callers who hang up before an answer, and among them those who do so within five seconds.
ABANDONED, SHORT = 0.06, 0.35

REPORTERS = Weighted(
    {
        ReporterType.SURVIVOR: 56,
        ReporterType.FAMILY: 16,
        ReporterType.NEIGHBOUR: 9,
        ReporterType.LEADER: 4,
        ReporterType.HEALTH_WORKER: 4,
        ReporterType.TEACHER: 3,
        ReporterType.OFFICER: 3,
        ReporterType.WITNESS: 2,
        ReporterType.ANONYMOUS: 2,
        ReporterType.UNKNOWN: 1,
    }
)
SEXES = Weighted({Sex.FEMALE: 860, Sex.MALE: 122, Sex.INTERSEX: 4, Sex.UNKNOWN: 14})
AGES = Weighted(
    {
        AgeBand.TO_11: 6,
        AgeBand.TO_17: 19,
        AgeBand.TO_25: 25,
        AgeBand.TO_40: 31,
        AgeBand.TO_60: 13,
        AgeBand.FROM_61: 3,
        AgeBand.UNKNOWN: 3,
    }
)
YEARS = {
    AgeBand.TO_11: (3, 11),
    AgeBand.TO_17: (12, 17),
    AgeBand.TO_25: (18, 25),
    AgeBand.TO_40: (26, 40),
    AgeBand.TO_60: (41, 60),
    AgeBand.FROM_61: (61, 84),
}
CHILDREN = (AgeBand.TO_11, AgeBand.TO_17)
BASES = Weighted({AgeBasis.STATED: 80, AgeBasis.ESTIMATED: 20})
TYPES = Weighted(
    {
        GbvType.PHYSICAL_ASSAULT: 35,
        GbvType.PSYCHOLOGICAL: 19,
        GbvType.RAPE: 16,
        GbvType.DENIAL: 14,
        GbvType.SEXUAL_ASSAULT: 8,
        GbvType.FORCED_MARRIAGE: 2,
        GbvType.NON_GBV: 2,
        GbvType.UNCLASSIFIED: 4,
    }
)
CHILDRENS_TYPES = Weighted(
    {
        GbvType.RAPE: 47,
        GbvType.SEXUAL_ASSAULT: 17,
        GbvType.PHYSICAL_ASSAULT: 18,
        GbvType.DENIAL: 6,
        GbvType.FORCED_MARRIAGE: 4,
        GbvType.PSYCHOLOGICAL: 5,
        GbvType.UNCLASSIFIED: 3,
    }
)
# What somebody says at first, by the type that is found later.
STATED = {
    GbvType.RAPE: StatedKind.SEXUAL,
    GbvType.SEXUAL_ASSAULT: StatedKind.SEXUAL,
    GbvType.PHYSICAL_ASSAULT: StatedKind.PHYSICAL,
    GbvType.FORCED_MARRIAGE: StatedKind.FORCED_MARRIAGE,
    GbvType.DENIAL: StatedKind.MONEY_OR_PROPERTY,
    GbvType.PSYCHOLOGICAL: StatedKind.THREATS_OR_INSULTS,
    GbvType.NON_GBV: StatedKind.OTHER,
    GbvType.UNCLASSIFIED: StatedKind.NOT_STATED,
}
DELAYS = Weighted(
    {
        DelayBucket.TO_3_DAYS: 47,
        DelayBucket.TO_5_DAYS: 9,
        DelayBucket.TO_14_DAYS: 13,
        DelayBucket.TO_30_DAYS: 9,
        DelayBucket.OVER_1_MONTH: 14,
        DelayBucket.UNKNOWN: 8,
    }
)
# Hours, well inside each group.
DELAY_HOURS = {
    DelayBucket.TO_3_DAYS: (0.4, 71.0),
    DelayBucket.TO_5_DAYS: (73.0, 119.0),
    DelayBucket.TO_14_DAYS: (150.0, 330.0),
    DelayBucket.TO_30_DAYS: (365.0, 700.0),
    DelayBucket.OVER_1_MONTH: (800.0, 14_000.0),
}
PLACES = Weighted(
    {
        PlaceType.SURVIVORS_HOME: 46,
        PlaceType.SUSPECTS_HOME: 17,
        PlaceType.ROAD: 9,
        PlaceType.FIELD: 6,
        PlaceType.ENTERTAINMENT: 5,
        PlaceType.FRIENDS_HOME: 4,
        PlaceType.SCHOOL: 3,
        PlaceType.WORKPLACE: 3,
        PlaceType.ONLINE: 2,
        PlaceType.UNKNOWN: 5,
    }
)
SAFE = Weighted({Answer.YES: 62, Answer.NO: 17, Answer.UNKNOWN: 19, Answer.DECLINED: 2})
WAYS = Weighted({ContactWay.CALL: 60, ContactWay.SMS: 12, ContactWay.IN_PERSON: 18, ContactWay.THROUGH_SOMEONE: 10})
CLOSE_WAYS = Weighted({ContactWay.IN_PERSON: 70, ContactWay.THROUGH_SOMEONE: 30})
WHEN = Weighted(dict.fromkeys(ContactHours, 1))

# Responses
HELD_TO_THE_END, CALLED_OFF, NOBODY_FOUND, ANOTHER_UNIT = 0.02, 0.05, 0.05, 0.07
DISPOSITIONS = Weighted(
    {
        Disposition.TAKEN_TO_CARE: 48,
        Disposition.SURVIVOR_SAFE: 34,
        Disposition.SURVIVOR_DECLINED: 12,
        Disposition.OTHER_UNIT_ATTENDED: 4,
        Disposition.UNSAFE_TO_ATTEND: 2,
    }
)

# Consent
WANTS_TIME, SAYS_NO, WITHDRAWS = 0.12, 0.14, 0.05
RECIPIENTS = Weighted({1: 62, 2: 30, 3: 8})
SCOPES = Weighted({Scope.SUMMARY: 44, Scope.MEDICAL: 30, Scope.FULL_SUPPORT: 16, Scope.CONTACT_ONLY: 10})
MODES = Weighted({ConsentMode.SIGNATURE: 66, ConsentMode.THUMB: 20, ConsentMode.VERBAL_WITH_WITNESS: 14})
COUNTED = Weighted({Answer.YES: 84, Answer.NO: 8, Answer.UNKNOWN: 5, Answer.DECLINED: 3})

# Referrals
SERVICES_BY_TYPE = {
    GbvType.RAPE: (Service.HEALTH, Service.PSYCHOSOCIAL, Service.LEGAL),
    GbvType.SEXUAL_ASSAULT: (Service.HEALTH, Service.PSYCHOSOCIAL, Service.LEGAL),
    GbvType.PHYSICAL_ASSAULT: (Service.HEALTH, Service.LEGAL, Service.SAFE_HOUSE),
    GbvType.FORCED_MARRIAGE: (Service.PSYCHOSOCIAL, Service.SAFE_HOUSE, Service.LEGAL),
    GbvType.DENIAL: (Service.LEGAL, Service.PSYCHOSOCIAL, Service.LEGAL),
    GbvType.PSYCHOLOGICAL: (Service.PSYCHOSOCIAL, Service.LEGAL, Service.SAFE_HOUSE),
    GbvType.NON_GBV: (Service.LEGAL, Service.PSYCHOSOCIAL, Service.LEGAL),
    GbvType.UNCLASSIFIED: (Service.PSYCHOSOCIAL, Service.HEALTH, Service.LEGAL),
}
URGENCIES = {
    Service.HEALTH: Weighted(
        {ReferralUrgency.NOW: 50, ReferralUrgency.WITHIN_24_HOURS: 30, ReferralUrgency.ROUTINE: 20}
    ),
    Service.SAFE_HOUSE: Weighted({ReferralUrgency.NOW: 60, ReferralUrgency.WITHIN_24_HOURS: 40}),
}
OTHER_URGENCIES = Weighted({ReferralUrgency.WITHIN_72_HOURS: 35, ReferralUrgency.ROUTINE: 65})
DECLINED, MISSED, COMES_LATER = 0.07, 0.14, 0.45
DECLINE_REASONS = Weighted(
    {DeclineReason.FULL: 40, DeclineReason.UNAVAILABLE: 30, DeclineReason.DISTANCE: 20, DeclineReason.OTHER: 10}
)
RECEIVED = {
    Service.HEALTH: (Received.MEDICAL_EXAMINATION, Received.WOUND_CARE, Received.COUNSELLING),
    Service.PSYCHOSOCIAL: (Received.COUNSELLING,),
    Service.LEGAL: (Received.LEGAL_ADVICE,),
    Service.SAFE_HOUSE: (Received.SHELTER, Received.COUNSELLING),
}
OUTCOMES_OF_CARE = Weighted(
    {Outcome.SERVICE_GIVEN: 80, Outcome.PARTLY_GIVEN: 12, Outcome.REFERRED_ON: 6, Outcome.NOT_GIVEN: 2}
)
RATINGS = Weighted({None: 40, 5: 28, 4: 20, 3: 8, 2: 3, 1: 1})

# Suspects, offences, flags
SUSPECT_NAMED, ARRESTED, RELEASED = 0.35, 0.3, 0.4
RELATIONSHIPS = Weighted(
    {
        Relationship.INTIMATE_PARTNER: 52,
        Relationship.FAMILY: 12,
        Relationship.FRIEND_OR_NEIGHBOUR: 14,
        Relationship.EMPLOYER: 4,
        Relationship.TEACHER: 2,
        Relationship.NO_RELATION: 8,
        Relationship.UNKNOWN: 8,
    }
)
OFFENCE_NAMED, FLAGGED = 0.6, 0.1
# The first code of ICCS that the national table has, by what was found.
ICCS_OF = {
    "child": ("030113", "03011"),
    str(GbvType.RAPE): ("03011",),
    str(GbvType.SEXUAL_ASSAULT): ("030121", "03012"),
    str(GbvType.PHYSICAL_ASSAULT): ("020112", "020111"),
    str(GbvType.FORCED_MARRIAGE): ("020292",),
    str(GbvType.PSYCHOLOGICAL): ("02012", "02081"),
}
FLAGS = Weighted(
    {
        FlagReason.DANGER: 24,
        FlagReason.HEARING: 22,
        FlagReason.RELEASE: 12,
        FlagReason.UNREACHED: 18,
        FlagReason.HEALTH: 14,
    }
)
CHILDS_FLAGS = Weighted({FlagReason.CHILD: 70, FlagReason.HEALTH: 15, FlagReason.HEARING: 15})

# Counselling
COUNSELLED, SESSION_MISSED, SESSION_SUPERVISED = 0.05, 0.1, 0.15
SESSIONS = Weighted({1: 15, 2: 30, 3: 35, 4: 20})
SESSION_KINDS = Weighted({SessionKind.INDIVIDUAL: 75, SessionKind.PHONE: 25})
# Beside each case: a group that met, and supervision that was held.
GROUP_MET, SUPERVISED = 0.04, 0.03

# The desk's own help, follow-ups, the end
DESK_HELPS = 0.4
DESK_SERVICES = Weighted({service: 1 for service in DeskService if service is not DeskService.OTHER})
FOLLOW_UPS = Weighted({1: 22, 2: 34, 3: 26, 4: 11, 6: 5, 8: 2})
FOLLOW_UP_OUTCOMES = Weighted(
    {
        FollowUpOutcome.REACHED: 80,
        FollowUpOutcome.NOT_REACHED: 13,
        FollowUpOutcome.SOMEONE_ELSE_ANSWERED: 4,
        FollowUpOutcome.NOT_SAFE_TO_TALK: 3,
    }
)
NEW_VIOLENCE = 0.05
# Hours late: mostly the same day, some the next, few after days.
LATENESS_HOURS = Weighted({(-2.0, 4.0): 72, (4.0, 26.0): 22, (26.0, 130.0): 6})
REASONS = Weighted(
    {
        ClosureReason.GOALS_MET: 72,
        ClosureReason.SURVIVOR_ASKED: 16,
        ClosureReason.MOVED: 6,
        ClosureReason.UNREACHABLE: 4,
        ClosureReason.OTHER: 2,
    }
)
DIES_ONE_IN = 80
MEANT = Weighted({Answer.YES: 70, Answer.NO: 20, Answer.UNKNOWN: 10})
MECHANISMS = Weighted({Mechanism.BLADE: 40, Mechanism.BEATING: 25, Mechanism.STRANGULATION: 20, Mechanism.UNKNOWN: 15})
FATES = Weighted({Fate.ARRESTED: 60, Fate.AT_LARGE: 25, Fate.SUICIDE: 5, Fate.UNKNOWN: 10})
TRANSFERRED, TRANSFER_TAKEN = 0.03, 0.75
FEEDBACK_OFFERED, FEEDBACK_GIVEN = 0.3, 0.55
SAID = Weighted({Said.YES: 78, Said.NO: 10, Said.NOT_APPLICABLE: 8, Said.DECLINED: 4})
SENT_BACK = 0.07
