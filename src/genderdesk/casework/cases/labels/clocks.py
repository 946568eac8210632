"""Words for medical windows."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases.rules import Clock, ClockState
from genderdesk.casework.cases.vocabulary import WINDOWS, CareAnswer, CareReceived
from genderdesk.groundwork.platform.forms import moment_in_words
from genderdesk.groundwork.platform.words import WordTable

CLOCKS: WordTable = {
    "pep": _("HIV prevention (PEP)"),
    "contraception": _("Emergency contraception"),
    "samples": _("Forensic samples"),
    "hepatitis_b": _("Hepatitis B vaccine"),
    "sti": _("Treatment of infections"),
    "tetanus": _("Tetanus vaccine"),
    "strangulation": _("She or he was strangled"),
    "loss_of_consciousness": _("She or he lost consciousness"),
    "head_injury": _("Head injury"),
    "pregnancy": _("Pregnant"),
}

CARE_RECEIVED: WordTable = {
    CareReceived.CLINICIAN: _("Examination by a clinician"),
    **{each.kind: CLOCKS[each.kind] for each in WINDOWS},
}

CARE_ANSWERS: WordTable = {
    CareAnswer.RECEIVED: _("She or he has received it"),
    CareAnswer.DECLINED: _("She or he does not want it now"),
    CareAnswer.WANTED: _("She or he wants it after all"),
}

# What forensic samples are taken from, in the order in which their time ends.
SAMPLES: WordTable = {
    "mouth": pgettext_lazy("where a forensic sample is taken", "mouth"),
    "anus": pgettext_lazy("where a forensic sample is taken", "anus"),
    "blood": pgettext_lazy("where a forensic sample is taken", "blood"),
    "urine": pgettext_lazy("where a forensic sample is taken", "urine"),
    "vagina": pgettext_lazy("where a forensic sample is taken", "vagina"),
}

_SEEN: WordTable = {
    "pep": _("Seen by a clinician on %(when)s, PEP not recorded. %(rest)s"),
    "contraception": _("Seen by a clinician on %(when)s, emergency contraception not recorded. %(rest)s"),
}
_SEEN_OTHERWISE = _("Seen by a clinician on %(when)s; whether it was given is not recorded. %(rest)s")

CLOCK_TONES: dict[str, str] = {
    ClockState.NOW: "overdue",
    ClockState.AS_SOON_AS_POSSIBLE: "due",
    ClockState.URGENT: "overdue",
    ClockState.SOON: "due",
    ClockState.OPEN: "new",
    ClockState.MAY_HAVE_PASSED: "due",
    ClockState.PASSED: "calm",
    ClockState.DECLINED: "calm",
    ClockState.MET: "good",
}

# The word beside the colour.
CLOCK_STATES: WordTable = {
    ClockState.NOW: _("Now"),
    ClockState.AS_SOON_AS_POSSIBLE: _("As soon as possible"),
    ClockState.URGENT: _("Very little time"),
    ClockState.SOON: _("Time is running"),
    ClockState.OPEN: _("In time"),
    ClockState.MAY_HAVE_PASSED: _("May have passed"),
    ClockState.PASSED: _("Passed"),
    ClockState.DECLINED: pgettext_lazy("what a survivor needed", "Not wanted"),
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
        if clock.kind in CARE_RECEIVED:
            return gettext("Received on %(when)s.") % when
        return gettext("Seen by a clinician on %(when)s.") % when
    if clock.state is ClockState.DECLINED:
        return gettext("She or he does not want it now. It can still be asked for.")
    if clock.seen_at is not None:
        words = str(_SEEN.get(clock.kind, _SEEN_OTHERWISE))
        return words % {"when": moment_in_words(clock.seen_at), "rest": _time_words(clock)}
    return _time_words(clock)


def parts_words(clock: Clock) -> str:
    """Which samples may still be in time; empty where a window has no parts or nothing waits."""
    if not clock.parts or clock.state in (ClockState.MET, ClockState.DECLINED):
        return ""
    return gettext("May still be in time: %(parts)s. The national laboratory sets the hours.") % {
        "parts": ", ".join(str(SAMPLES[each]) for each in clock.parts)
    }


def _time_words(clock: Clock) -> str:
    if clock.state is ClockState.NOW:
        return gettext("Needs a clinician now, whenever it happened.")
    if clock.state is ClockState.AS_SOON_AS_POSSIBLE:
        return gettext("The sooner, the better; no hour ends it.")
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


# What is overdue, by kind (queries/overdue.py).
OVERDUE: WordTable = {
    "risk": _("Risk to assess"),
    "follow_up": _("Follow-ups"),
    "contact": _("Safe contact to ask again"),
    "plan": _("Planned and not done"),
    "flag": _("Flags"),
}
