"""Words of the room: states, categories of people, statuses of attendance, tests, reminders.

Sources: categories, states, tests and reminders: programme.md 3 and 8.2; levels of evaluation: Kirkpatrick (reaction,
learning, behaviour, results), of which 1 is the feedback, 2 the tests and 3 the follow-up.
"""

from __future__ import annotations

from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable, moves

PLANNED, APPROVED, OPEN, HELD = "planned", "approved", "open", "held"
CLOSED, VERIFIED, CANCELLED = "closed", "verified", "cancelled"

_WRITING = (OPEN, HELD)
EVENT = StateTable(
    "training",
    PLANNED,
    (
        Move(PLANNED, APPROVED, "training.approve"),
        Move(APPROVED, OPEN, "training.open"),
        Move(OPEN, HELD, "training.hold"),
        Move(HELD, CLOSED, "training.close"),
        Move(CLOSED, HELD, "training.reopen"),
        Move(CLOSED, VERIFIED, "training.verify"),
        *moves("training.cancel", (PLANNED, APPROVED, OPEN), CANCELLED),
        # What is written about a training leaves it in its state.
        *(
            Move(state, state, name)
            for name, states in (
                ("training.describe", (PLANNED, APPROVED, OPEN)),
                ("training.add_session", (PLANNED, APPROVED, OPEN)),
                ("participant.nominate", (PLANNED, APPROVED, OPEN)),
                ("participant.add", _WRITING),
                ("participant.approve", (PLANNED, APPROVED, OPEN)),
                ("participant.confirm", (APPROVED, OPEN)),
                ("participant.excuse", (PLANNED, APPROVED, OPEN)),
                # A phone that was without a network brings its codes when the day is over.
                ("attendance.sign_in", _WRITING),
                ("attendance.mark", _WRITING),
                ("attendance.tally", _WRITING),
                ("attendance.take_in", _WRITING),
                ("scores.keep", _WRITING),
                ("certificate.issue", (CLOSED, VERIFIED)),
            )
            for state in states
        ),
    ),
)
# In these states something took place that may be counted.
TOOK_PLACE = (CLOSED, VERIFIED)
UPCOMING = (PLANNED, APPROVED, OPEN)

NOMINATED, CONFIRMED = "nominated", "confirmed"
ATTENDED, ABSENT, EXCUSED = "attended", "absent", "excused"
# Before the training somebody says who comes; its end says who did.
NOMINATION = StateTable(
    "nomination",
    NOMINATED,
    (
        Move(NOMINATED, APPROVED, "participant.approve"),
        Move(APPROVED, CONFIRMED, "participant.confirm"),
        *moves("participant.excuse", (NOMINATED, APPROVED, CONFIRMED), EXCUSED),
        *(
            Move(source, target, "training.close")
            for source in (NOMINATED, APPROVED, CONFIRMED, EXCUSED)
            for target in (ATTENDED, ABSENT, EXCUSED)
        ),
        *moves("training.reopen", (ATTENDED, ABSENT, EXCUSED), CONFIRMED),
    ),
)

VALID, EXPIRED, REVOKED, SUPERSEDED = "valid", "expired", "revoked", "superseded"
CERTIFICATE = StateTable(
    "certificate",
    VALID,
    (
        Move(VALID, EXPIRED, "certificate.expire"),
        *moves("certificate.revoke", (VALID, EXPIRED), REVOKED),
        *moves("certificate.supersede", (VALID, EXPIRED), SUPERSEDED),
    ),
)
# A file of certificates: asked for, set page by page, there to be taken; or the press gave none.
ASKED, MAKING, READY, FAILED = "asked", "making", "ready", "failed"
PRINTING = StateTable(
    "printing",
    ASKED,
    (
        *moves("certificate.set", (ASKED, MAKING), MAKING),
        *moves("certificate.print", (MAKING,), READY),
        *moves("certificate.leave_unprinted", (ASKED, MAKING), FAILED),
    ),
)
# Shown, and not a state: valid, and over within so many days (programme.md 3, coverage rule).
EXPIRING = "expiring"
REMINDER_DAYS = (90, 60, 30, 7)
CERTIFICATE_NUMBER = ("C", 3)
PARTICIPANT_NUMBER = ("T", 3)
PERSON_NUMBER = ("L", 3)
TRAINING_NUMBER = ("TR", 2)

UNDECIDED, SAME, OTHER_PERSON = "undecided", "same", "other"
LIKENESS = StateTable(
    "two spellings",
    UNDECIDED,
    (Move(UNDECIDED, SAME, "spelling.join"), Move(UNDECIDED, OTHER_PERSON, "spelling.part")),
)


class CourseKind(StrEnum):
    """A training is completed by a rule and can give a competence; a sensitisation informs and gives none."""

    TRAINING = "training"
    SENSITISATION = "sensitisation"


class Category(StrEnum):
    """As what somebody takes part. One person may be several of these at once."""

    POLICE_OFFICER = "police_officer"
    COMMUNITY_POLICING = "community_policing"
    DESK_OFFICER = "desk_officer"
    WOMENS_NETWORK = "womens_network"
    MILITARY_OFFICER = "military_officer"
    CADET = "cadet"
    EX_COMBATANT = "ex_combatant"
    LOCAL_DEFENCE = "local_defence"
    CIVILIAN = "civilian"
    GENDER_FOCAL_POINT = "gender_focal_point"
    YOUTH_REPRESENTATIVE = "youth_representative"
    TEACHER = "teacher"
    STUDENT = "student"
    COOPERATIVE_MEMBER = "cooperative_member"
    RELIGIOUS_LEADER = "religious_leader"
    LOCAL_OFFICIAL = "local_official"
    SERVICE_PROVIDER = "service_provider"
    SPOUSE = "spouse"
    IMMIGRATION_OFFICER = "immigration_officer"
    PRISON_OFFICER = "prison_officer"
    PEACEKEEPER = "peacekeeper"


# What records say of a member of staff on the day; a sheet is not asked.
BY_RECORD = frozenset({Category.POLICE_OFFICER, Category.MILITARY_OFFICER, Category.DESK_OFFICER})


class Sex(StrEnum):
    """As recorded on the day. What nobody recorded stays unknown, and is counted as that."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class AgeGroup(StrEnum):
    """Minors are counted and never named."""

    ADULT = "adult"
    MINOR = "minor"
    UNKNOWN = "unknown"


class Presence(StrEnum):
    """Somebody at one session. ``part`` is half of it or more, and counts as half a session."""

    PRESENT = "present"
    PART = "part"
    ABSENT = "absent"
    EXCUSED = "excused"


# How a presence is written in a sheet's cell, in English and in French.
PRESENCE_LETTERS = {
    "p": Presence.PRESENT, "x": Presence.PRESENT, "1": Presence.PRESENT, "present": Presence.PRESENT,
    "part": Presence.PART, "h": Presence.PART, "½": Presence.PART,
    "a": Presence.ABSENT, "0": Presence.ABSENT, "absent": Presence.ABSENT,
    "e": Presence.EXCUSED, "excused": Presence.EXCUSED, "excusé": Presence.EXCUSED,
}  # fmt: skip


class Way(StrEnum):
    """How an attendance came to be written."""

    LIST = "list"
    CODE = "code"
    SELF = "self"
    SHEET = "sheet"


class Outcome(StrEnum):
    """What the completion rule says of somebody when the training is closed."""

    COMPLETED = "completed"
    DID_NOT_COME = "did_not_come"
    TOO_FEW_SESSIONS = "too_few_sessions"
    NOT_TESTED = "not_tested"
    BELOW_MARK = "below_mark"


class Score(StrEnum):
    """The tests of a training, in per cent."""

    BEFORE = "before"
    AFTER = "after"
    PRACTICAL = "practical"


class RevokedWhy(StrEnum):
    """Why a certificate does not hold any more."""

    MISTAKE = "mistake"
    NOT_COMPLETED = "not_completed"
    MISUSE = "misuse"


class CancelledWhy(StrEnum):
    """Why a training did not take place."""

    NO_MONEY = "no_money"
    NO_TRAINER = "no_trainer"
    TOO_FEW = "too_few"
    OTHER_DUTY = "other_duty"
    SAFETY = "safety"


class InUse(StrEnum):
    """Six months on: is what was learnt used at work?"""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


class Hindrance(StrEnum):
    """What stands in the way of using it."""

    NONE = "none"
    TRANSFERRED = "transferred"
    NO_ROOM = "no_room"
    NO_TRANSPORT = "no_transport"
    NO_SUPPORT = "no_support"
    NOT_ENOUGH_PRACTICE = "not_enough_practice"


class Change(StrEnum):
    """What those who were there would change. No free words: in a group of twenty a hand is known by them."""

    MORE_PRACTICE = "more_practice"
    MORE_TIME = "more_time"
    OTHER_LANGUAGE = "other_language"
    BETTER_MATERIAL = "better_material"
    BETTER_PLACE = "better_place"


FOLLOW_UP_MONTHS = 6
# A rating of fewer people would tell what each of them said.
FEWEST_RATINGS = 5
# A session's own address signs people in from so many minutes before it begins until it ends.
SIGN_IN_BEFORE_MINUTES = 60
# The link for ratings answers for so many days after the last session.
RATING_DAYS = 30
MOST_SESSIONS = 31
# A person decides about pairs of names; of a sound that is everybody's, the first ones are enough to be seen.
MOST_LIKENESSES = 3
MOST_ROWS = 20_000
# A thousand certificates take the processor 16 seconds and the press 330 MB; so many are one file, and the bar goes on
# with each step of so many.
MOST_PRINTED, PRINTED_STEP = 1000, 50
PRINTING_KEPT_HOURS = 24
# A trainer sees on Today what begins within so many days.
SOON_DAYS = 14
