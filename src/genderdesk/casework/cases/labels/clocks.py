"""Words for medical windows."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases.rules import Clock, ClockState
from genderdesk.casework.cases.vocabulary import CareReceived
from genderdesk.groundwork.platform.forms import moment_in_words
from genderdesk.groundwork.platform.words import WordTable

CLOCKS: WordTable = {
    "pep": _("HIV prevention (PEP)"),
    "contraception": _("Emergency contraception"),
    "strangulation": _("She or he was strangled"),
    "loss_of_consciousness": _("She or he lost consciousness"),
    "head_injury": _("Head injury"),
    "pregnancy": _("Pregnant"),
}

CARE_RECEIVED: WordTable = {
    CareReceived.CLINICIAN: _("Examination by a clinician"),
    CareReceived.PEP: _("HIV prevention (PEP)"),
    CareReceived.CONTRACEPTION: _("Emergency contraception"),
}

_SEEN: WordTable = {
    "pep": _("Seen by a clinician on %(when)s, PEP not recorded. %(rest)s"),
    "contraception": _("Seen by a clinician on %(when)s, emergency contraception not recorded. %(rest)s"),
}

CLOCK_TONES: dict[str, str] = {
    ClockState.NOW: "overdue",
    ClockState.URGENT: "overdue",
    ClockState.SOON: "due",
    ClockState.OPEN: "new",
    ClockState.MAY_HAVE_PASSED: "due",
    ClockState.PASSED: "calm",
    ClockState.MET: "good",
}

# The word beside the colour.
CLOCK_STATES: WordTable = {
    ClockState.NOW: _("Now"),
    ClockState.URGENT: _("Very little time"),
    ClockState.SOON: _("Time is running"),
    ClockState.OPEN: _("In time"),
    ClockState.MAY_HAVE_PASSED: _("Refer now"),
    ClockState.PASSED: _("Passed"),
    ClockState.MET: pgettext_lazy("what a survivor needed", "Received"),
}


def clock_tone(clock: Clock) -> str:
    """The colour; who was seen by a clinician is no alarm, whatever was not recorded."""
    tone = CLOCK_TONES[clock.state]
    return "due" if clock.seen_at is not None and tone == "overdue" else tone


def clock_words(clock: Clock) -> str:
    """Where a window stands, in words and hours; it never says that it is too late for care."""
    if clock.met_at is not None:
        when = {"when": moment_in_words(clock.met_at)}
        if clock.limit_hours:
            return gettext("Received on %(when)s.") % when
        return gettext("Seen by a clinician on %(when)s.") % when
    if clock.seen_at is not None:
        return str(_SEEN[clock.kind]) % {"when": moment_in_words(clock.seen_at), "rest": _time_words(clock)}
    return _time_words(clock)


def _time_words(clock: Clock) -> str:
    if clock.state is ClockState.NOW:
        return gettext("Needs a clinician now, whenever it happened.")
    limit = {"limit": clock.limit_hours}
    if clock.hours_left is not None:
        if clock.hours_left == 0:
            return gettext("Less than an hour left of %(limit)d.") % limit
        return ngettext("%(hours)d hour left of %(limit)d.", "%(hours)d hours left of %(limit)d.", clock.hours_left) % {
            "hours": clock.hours_left,
            **limit,
        }
    if clock.state is ClockState.PASSED:
        return gettext("The %(limit)d hours have passed. Still refer: other care remains.") % limit
    if clock.until is None:
        return gettext("The time is not known, so the %(limit)d hours may have passed. Refer now all the same.") % limit
    return gettext("The %(limit)d hours may have passed. Refer now all the same.") % limit
