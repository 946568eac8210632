"""Words for care's coded values."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.care.rules.directory import Span, read_schedule, runs_of
from genderdesk.casework.care.vocabulary import (
    ACCEPTED,
    ATTENDED,
    OUTCOME,
    Accessibility,
    Cost,
    DeclineReason,
    Outcome,
    Place,
    ProviderKind,
    Received,
    Recorded,
    SentVia,
    Service,
    SessionKind,
    Theme,
    Urgency,
)
from genderdesk.groundwork.platform.words import WordTable

PROVIDER_KINDS: WordTable = {
    ProviderKind.ONE_STOP_CENTRE: _("One Stop Centre"),
    ProviderKind.HEALTH: _("Health centre"),
    ProviderKind.LEGAL: _("Legal aid"),
    ProviderKind.PSYCHOSOCIAL: _("Psychosocial support"),
    ProviderKind.SHELTER: _("Safe house"),
}

RECORDED: WordTable = {
    Recorded.REFERRED: _("Referred"),
    Recorded.YOUR_AGENCY: _("Given by the desk"),
    Recorded.ANOTHER_AGENCY: _("Already received elsewhere"),
    Recorded.DECLINED: _("Declined by the survivor"),
    Recorded.UNAVAILABLE: _("Not available"),
    Recorded.NOT_APPLICABLE: _("Not applicable"),
    Recorded.UNDECIDED: _("Being arranged"),
}


SERVICES: WordTable = {
    Service.HEALTH: _("Health care"),
    Service.PSYCHOSOCIAL: _("Psychosocial support"),
    Service.LEGAL: _("Legal help"),
    Service.SAFE_HOUSE: _("Safe house"),
    Service.LIVELIHOODS: _("Livelihood support"),
    Service.CHILD_PROTECTION: _("Child protection"),
    Service.OTHER: _("Another service"),
}

# What Today says of an answer that came.
ANSWERED: WordTable = {
    ACCEPTED: _("Accepted"),
    ATTENDED: _("Attended"),
    OUTCOME: _("Ask how it was, then close"),
}

COSTS: WordTable = {
    Cost.FREE: _("Free of charge"),
    Cost.INSURANCE: _("Paid by the health insurance"),
    Cost.PAID: _("She or he pays"),
    Cost.UNKNOWN: _("Cost not known"),
}

ACCESSIBILITY: WordTable = {
    Accessibility.STEP_FREE: _("No steps, also for a wheelchair"),
    Accessibility.ACCESSIBLE_TOILET: _("Toilet for wheelchairs"),
    Accessibility.SIGN_LANGUAGE: _("Sign language"),
    Accessibility.EASY_WORDS: _("Explained in easy words"),
    Accessibility.CHILD_FRIENDLY: _("Room for children"),
    Accessibility.PRIVATE_ROOM: _("Private room"),
    Accessibility.HOME_VISITS: _("Visits at home"),
}

DAYS: WordTable = {
    "MO": _("Monday"),
    "TU": _("Tuesday"),
    "WE": _("Wednesday"),
    "TH": _("Thursday"),
    "FR": _("Friday"),
    "SA": _("Saturday"),
    "SU": _("Sunday"),
}

URGENCIES: WordTable = {
    Urgency.NOW: _("Now"),
    Urgency.WITHIN_24_HOURS: _("Within 24 hours"),
    Urgency.WITHIN_72_HOURS: _("Within 72 hours"),
    Urgency.ROUTINE: _("Within two weeks"),
}

DECLINE_REASONS: WordTable = {
    DeclineReason.SURVIVOR_DECLINED: _("She or he does not want it"),
    DeclineReason.UNAVAILABLE: _("The service is not available"),
    DeclineReason.FULL: _("There is no free place"),
    DeclineReason.COST: _("The cost"),
    DeclineReason.DISTANCE: _("The distance"),
    DeclineReason.FEAR: _("Fear"),
    DeclineReason.OTHER: _("Another reason"),
}

RECEIVED: WordTable = {
    Received.PEP: _("HIV prevention (PEP)"),
    Received.EMERGENCY_CONTRACEPTION: _("Emergency contraception"),
    Received.SAMPLES: _("Forensic samples"),
    Received.STI_TREATMENT: _("Treatment of infections"),
    Received.HEPATITIS_B_VACCINE: _("Hepatitis B vaccine"),
    Received.TETANUS_VACCINE: _("Tetanus vaccine"),
    Received.WOUND_CARE: _("Wound care"),
    Received.MEDICAL_EXAMINATION: _("Medical examination"),
    Received.COUNSELLING: _("Counselling"),
    Received.SHELTER: _("Shelter"),
    Received.LEGAL_ADVICE: _("Legal advice"),
    Received.OTHER: _("Something else"),
}

OUTCOMES: WordTable = {
    Outcome.SERVICE_GIVEN: _("The service was given"),
    Outcome.PARTLY_GIVEN: _("The service was given in part"),
    Outcome.REFERRED_ON: _("Referred on to another place"),
    Outcome.NOT_GIVEN: _("The service was not given"),
}

SENT_VIA: WordTable = {
    SentVia.PORTAL: _("The provider’s own account"),
    SentVia.LINK: _("An address and a code"),
    SentVia.FHIR: _("The hospital’s own system"),
}

# What a provider without an account may do: heading, button, tone of the button.
HANDED_STEPS: dict[str, tuple[object, object, str]] = {
    "accept": (_("Accept"), _("Accept the referral"), ""),
    "appoint": (_("Another day"), _("Keep the appointment"), "secondary"),
    "attend": (_("She or he came"), _("Record attendance"), ""),
    "miss": (_("She or he did not come"), _("She or he did not come"), "secondary"),
    "conclude": (_("Outcome"), _("Record the outcome"), ""),
    "decline": (_("We cannot take it"), _("Decline the referral"), "secondary"),
}

STATES: WordTable = {
    "proposed": pgettext_lazy("referral status", "Proposed"),
    "consented": pgettext_lazy("referral status", "Consented"),
    "sent": pgettext_lazy("referral status", "Sent"),
    "acknowledged": pgettext_lazy("referral status", "Seen by the provider"),
    "accepted": pgettext_lazy("referral status", "Accepted"),
    "declined": pgettext_lazy("referral status", "Declined"),
    "attended": pgettext_lazy("referral status", "Attended"),
    "no_show": pgettext_lazy("referral status", "Did not come"),
    "outcome": pgettext_lazy("referral status", "Outcome recorded"),
    "closed": pgettext_lazy("referral status", "Closed"),
    "revoked": pgettext_lazy("referral status", "Withdrawn"),
}

SESSION_KINDS: WordTable = {
    SessionKind.INDIVIDUAL: _("With her or him alone"),
    SessionKind.FAMILY: _("With the family, never with the suspect"),
    SessionKind.PHONE: _("By telephone"),
}

SESSION_PLACES: WordTable = {
    Place.DESK: _("At the desk"),
    Place.ONE_STOP_CENTRE: _("At the One Stop Centre"),
    Place.HER_HOME: _("At her or his home"),
    Place.TELEPHONE: _("On the telephone"),
    Place.OTHER: _("Elsewhere"),
}

SESSION_STATES: WordTable = {
    "planned": pgettext_lazy("counselling session", "Planned"),
    "held": pgettext_lazy("counselling session", "Held"),
    "missed": pgettext_lazy("counselling session", "Did not come"),
    "called_off": pgettext_lazy("counselling session", "Called off"),
}

THEMES: WordTable = {
    Theme.COPING: _("Coping and healing"),
    Theme.PARENTING: _("Being a parent"),
    Theme.LIVELIHOOD: _("Earning a living"),
    Theme.RIGHTS: _("Rights and the law"),
    Theme.OTHER: _("Something else"),
}

# Opening hours as a country's directory writes them most often; other wordings are shown as they were written.
USUAL_HOURS = (
    gettext_noop("24 hours, every day"),
    gettext_noop("24 hours, by referral only"),
    gettext_noop("Monday to Friday, 08:00 to 17:00"),
    gettext_noop("Monday to Saturday, 08:00 to 18:00"),
)


def hours_words(hours: str, schedule: str) -> str:
    """Opening hours as a reader says them: those in words, else the lines of the schedule."""
    if hours or not schedule:
        return gettext(hours) if hours else ""
    return ", ".join(_span_words(span) for span in read_schedule(schedule))


def _span_words(span: Span) -> str:
    times = gettext("%(opens)s to %(closes)s") % {"opens": span.opens, "closes": span.closes}
    if span.opens == span.closes:
        times = gettext("24 hours")
    if span.days == tuple(DAYS):
        return gettext("every day, %(times)s") % {"times": times}
    runs = [_run_words(first, last) for first, last in runs_of(span.days)]
    return gettext("%(days)s, %(times)s") % {"days": " + ".join(runs), "times": times}


def _run_words(first: str, last: str) -> str:
    if first == last:
        return str(DAYS[first])
    return gettext("%(first)s to %(last)s") % {"first": DAYS[first], "last": DAYS[last]}
