"""The room's words as people read them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.groundwork.platform.words import WordTable
from genderdesk.programme.training.vocabulary import (
    ABSENT,
    APPROVED,
    ATTENDED,
    CANCELLED,
    CLOSED,
    CONFIRMED,
    EXCUSED,
    EXPIRED,
    EXPIRING,
    HELD,
    NOMINATED,
    OPEN,
    PLANNED,
    REVOKED,
    SUPERSEDED,
    VALID,
    VERIFIED,
    AgeGroup,
    CancelledWhy,
    Category,
    Change,
    CourseKind,
    Hindrance,
    InUse,
    Outcome,
    Presence,
    RevokedWhy,
    Score,
    Sex,
)

COURSE_KINDS: WordTable = {
    CourseKind.TRAINING: _("Training"),
    CourseKind.SENSITISATION: _("Sensitisation"),
}
STATES: WordTable = {
    PLANNED: pgettext_lazy("training", "Planned"),
    APPROVED: pgettext_lazy("training", "Approved"),
    OPEN: pgettext_lazy("training", "Open"),
    HELD: pgettext_lazy("training", "Held"),
    CLOSED: pgettext_lazy("training", "Closed"),
    VERIFIED: pgettext_lazy("training", "Verified"),
    CANCELLED: pgettext_lazy("training", "Cancelled"),
}
TONES = {
    PLANNED: "calm", APPROVED: "new", OPEN: "info", HELD: "due", CLOSED: "good", VERIFIED: "good", CANCELLED: "calm",
}  # fmt: skip
NOMINATION_STATES: WordTable = {
    NOMINATED: pgettext_lazy("participant", "Nominated"),
    APPROVED: pgettext_lazy("participant", "Approved"),
    CONFIRMED: pgettext_lazy("participant", "Confirmed"),
    ATTENDED: pgettext_lazy("participant", "Attended"),
    ABSENT: pgettext_lazy("participant", "Did not come"),
    EXCUSED: pgettext_lazy("participant", "Excused"),
}
CERTIFICATE_STATES: WordTable = {
    VALID: pgettext_lazy("certificate", "Valid"),
    EXPIRING: pgettext_lazy("certificate", "Expires soon"),
    EXPIRED: pgettext_lazy("certificate", "Expired"),
    REVOKED: pgettext_lazy("certificate", "Revoked"),
    SUPERSEDED: pgettext_lazy("certificate", "Replaced by a newer one"),
}
CERTIFICATE_TONES = {VALID: "good", EXPIRING: "due", EXPIRED: "overdue", REVOKED: "overdue", SUPERSEDED: "calm"}
CATEGORIES: WordTable = {
    Category.POLICE_OFFICER: _("Police officer"),
    Category.COMMUNITY_POLICING: _("Member of a community policing committee"),
    Category.DESK_OFFICER: _("Officer at a gender desk"),
    Category.WOMENS_NETWORK: _("Member of a women’s network"),
    Category.MILITARY_OFFICER: _("Military officer"),
    Category.CADET: _("Cadet"),
    Category.EX_COMBATANT: _("Former combatant"),
    Category.LOCAL_DEFENCE: _("Local defence"),
    Category.CIVILIAN: _("Civilian"),
    Category.GENDER_FOCAL_POINT: _("Civilian gender focal point"),
    Category.YOUTH_REPRESENTATIVE: _("Youth representative"),
    Category.TEACHER: _("Teacher"),
    Category.STUDENT: _("Student"),
    Category.COOPERATIVE_MEMBER: _("Member of a cooperative"),
    Category.RELIGIOUS_LEADER: _("Religious leader"),
    Category.LOCAL_OFFICIAL: _("Local government official"),
    Category.SERVICE_PROVIDER: _("Service provider’s staff"),
    Category.SPOUSE: _("Husband or wife of an officer"),
    Category.IMMIGRATION_OFFICER: _("Immigration officer"),
    Category.PRISON_OFFICER: _("Prison officer"),
    Category.PEACEKEEPER: _("Member of a peacekeeping contingent"),
}
SEXES: WordTable = {
    Sex.FEMALE: _("Female"),
    Sex.MALE: _("Male"),
    Sex.UNKNOWN: _("Not recorded"),
}
AGE_GROUPS: WordTable = {
    AgeGroup.ADULT: _("Adults"),
    AgeGroup.MINOR: _("Under 18"),
    AgeGroup.UNKNOWN: _("Age not recorded"),
}
PRESENCES: WordTable = {
    Presence.PRESENT: pgettext_lazy("at a session", "Present"),
    Presence.PART: pgettext_lazy("at a session", "Part of it"),
    Presence.ABSENT: pgettext_lazy("at a session", "Absent"),
    Presence.EXCUSED: pgettext_lazy("at a session", "Excused"),
}
OUTCOMES: WordTable = {
    Outcome.COMPLETED: _("Completed"),
    Outcome.DID_NOT_COME: _("Registered, did not come"),
    Outcome.TOO_FEW_SESSIONS: _("Too few sessions"),
    Outcome.NOT_TESTED: _("A test is missing"),
    Outcome.BELOW_MARK: _("Below the pass mark"),
}
SCORES: WordTable = {
    Score.BEFORE: _("Test before"),
    Score.AFTER: _("Test after"),
    Score.PRACTICAL: _("Practical test"),
}
REVOKED_WHY: WordTable = {
    RevokedWhy.MISTAKE: _("It was issued by mistake"),
    RevokedWhy.NOT_COMPLETED: _("The training was not completed after all"),
    RevokedWhy.MISUSE: _("It was misused"),
}
CANCELLED_WHY: WordTable = {
    CancelledWhy.NO_MONEY: _("There was no money for it"),
    CancelledWhy.NO_TRAINER: _("No trainer was there"),
    CancelledWhy.TOO_FEW: _("Too few people could come"),
    CancelledWhy.OTHER_DUTY: _("Those invited were called to other duty"),
    CancelledWhy.SAFETY: _("It was not safe"),
}
IN_USE: WordTable = {
    InUse.YES: _("Yes, at work"),
    InUse.PARTLY: _("Partly"),
    InUse.NO: pgettext_lazy("is it used", "No"),
    InUse.UNKNOWN: _("It is not known"),
}
HINDRANCES: WordTable = {
    Hindrance.NONE: _("Nothing"),
    Hindrance.TRANSFERRED: _("Transferred to other work"),
    Hindrance.NO_ROOM: _("No room to talk in private"),
    Hindrance.NO_TRANSPORT: _("No transport"),
    Hindrance.NO_SUPPORT: _("The superior does not support it"),
    Hindrance.NOT_ENOUGH_PRACTICE: _("Too little practice in the training"),
}
CHANGES: WordTable = {
    Change.MORE_PRACTICE: _("More practice"),
    Change.MORE_TIME: _("More time"),
    Change.OTHER_LANGUAGE: _("Another language"),
    Change.BETTER_MATERIAL: _("Better material"),
    Change.BETTER_PLACE: _("A better place"),
}
