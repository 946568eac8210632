"""Words for follow-ups and closure."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.cases.vocabulary import (
    CalledOff,
    Check,
    ClosureReason,
    FollowUpOutcome,
    ReopenReason,
)
from genderdesk.groundwork.platform.words import WordTable

FOLLOW_UP_OUTCOMES: WordTable = {
    FollowUpOutcome.REACHED: _("Reached and talked"),
    FollowUpOutcome.NOT_REACHED: _("Not reached"),
    FollowUpOutcome.NOT_SAFE_TO_TALK: _("Reached, but it was not safe to talk"),
    FollowUpOutcome.SOMEONE_ELSE_ANSWERED: _("Someone else answered; nothing was said"),
    FollowUpOutcome.ASKED_NOT_TO_BE_CONTACTED: _("Asked not to be contacted again"),
}

FOLLOW_UP_STATES: WordTable = {
    "planned": pgettext_lazy("follow-up status", "Planned"),
    "done": pgettext_lazy("follow-up status", "Done"),
    "called_off": pgettext_lazy("follow-up status", "Called off"),
}

CALLED_OFF: WordTable = {
    CalledOff.NOT_SAFE: _("It would not be safe"),
    CalledOff.SURVIVOR_ASKED: _("She or he asked for it"),
    CalledOff.NO_LONGER_NEEDED: _("It is no longer needed"),
    CalledOff.CASE_CLOSED: _("The case was closed"),
    CalledOff.FILE_JOINED: _("The file was joined to another one, where it is planned again"),
}

CLOSURE_REASONS: WordTable = {
    ClosureReason.GOALS_MET: _("What was planned was reached"),
    ClosureReason.SURVIVOR_ASKED: _("She or he asked for it"),
    ClosureReason.UNREACHABLE: _("She or he cannot be reached"),
    ClosureReason.MOVED: _("She or he moved away"),
    ClosureReason.TRANSFERRED: _("Another organisation goes on with it"),
    ClosureReason.DIED: _("She or he died"),
    ClosureReason.OTHER: _("Another reason"),
}

REOPEN_REASONS: WordTable = {
    ReopenReason.CAME_BACK: _("She or he came back"),
    ReopenReason.NEW_VIOLENCE: _("New violence, or a new threat"),
    ReopenReason.NEW_FACTS: _("Something new became known"),
    ReopenReason.NOT_FINISHED: _("It was closed too early"),
    ReopenReason.OTHER: _("Another reason"),
}

CHECKS: WordTable = {
    Check.NEEDS_MET: _("Were the needs in the plan met?"),
    Check.NO_CONTACT_30_DAYS: _("Was there no contact for more than 30 days?"),
    Check.SURVIVOR_ASKED: _("Did she or he ask to close?"),
    Check.LEFT_AREA: _("Did she or he leave the area?"),
    Check.TRANSFERRED: _("Was the case handed to another organisation?"),
    Check.NO_MEANS: _("Does the desk lack the means to go on?"),
    Check.SAFETY_PLAN_REVIEWED: _("Was safety gone through once more together?"),
    Check.PLAN_COMPLETE: _("Is everything in the plan done or dropped?"),
    Check.AGREED: _("Did you agree together that no more support is needed now?"),
    Check.TOLD_MAY_RETURN: _("Was she or he told that the door stays open?"),
    Check.SUPERVISOR_REVIEWED: _("Did a second person look at the file?"),
}
