"""How each piece of a file reads: of what a consent lets out, and of what the desk itself prints.

Sealed pieces open here, so this works only inside a disclosure or an act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from genderdesk.casework.cases import labels, readings
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.vocabulary import AgeBasis
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.forms import ANSWER_LABELS, moment_in_words


def piece_words(case: Case, pieces: Iterable[str]) -> list[tuple[str, str]]:
    """Label and words of each of these pieces that says something, and of no other."""
    told = [(str(labels.PIECES[piece]), _WORDS[piece](case)) for piece in pieces]
    return [(label, str(words)) for label, words in told if words]


def _age(case: Case) -> str:
    survivor = case.survivor
    if survivor.age_at_report is None:
        return ""
    words = ngettext("%(years)d year", "%(years)d years", survivor.age_at_report) % {"years": survivor.age_at_report}
    basis = labels.AGE_BASES[AgeBasis(survivor.age_basis)]
    return f"{words} ({basis})" if basis else words


def _occurred(case: Case) -> str:
    moment = readings.occurred_of(case.incident)
    return str(moment_in_words(moment.at, moment.precision)) if moment else ""


def _windows(case: Case) -> str:
    """Deadlines as times, since a frozen copy cannot count down."""
    lines = []
    for clock in readings.clocks_of(case.survivor, case.incident, timezone.now()):
        if clock.until is None or clock.met_at is not None:
            continue
        until = date_format(timezone.localtime(clock.until), "j F Y, H:i")
        lines.append(
            _("%(what)s: %(hours)d hours end on %(until)s")
            % {"what": labels.CLOCKS[clock.kind], "hours": clock.limit_hours, "until": until}
        )
    return "\n".join(lines)


def _injuries(case: Case) -> str:
    return ", ".join(str(labels.INJURIES.get(injury, injury)) for injury in case.incident.injuries)


def _answer(value: str) -> str:
    return str(ANSWER_LABELS[Answer.read(value)])


# Only those that are asked for are ever called.
_WORDS: dict[str, Callable[[Case], Any]] = {
    "survivor_code": lambda case: case.survivor.code,
    "name": lambda case: case.survivor.names.open(),
    "phone": lambda case: case.survivor.phone.open(),
    "safe_to_contact": lambda case: _answer(case.survivor.safe_to_contact),
    "contact_way": lambda case: str(labels.CONTACT_WAYS.get(case.survivor.contact_way, "")),
    "contact_hours": lambda case: str(labels.CONTACT_HOURS.get(case.survivor.contact_hours, "")),
    "contact_notes": lambda case: case.survivor.contact_notes.open(),
    "language": lambda case: str(labels.LANGUAGES[case.survivor.language]),
    "interpreter": lambda case: _answer(case.survivor.interpreter),
    "interview_preference": lambda case: str(labels.INTERVIEW_PREFERENCES[case.survivor.interview_preference]),
    "sex": lambda case: str(labels.SEXES[case.survivor.sex]),
    "age": _age,
    "occurred": _occurred,
    "injuries": _injuries,
    "strangulation": lambda case: _answer(case.incident.strangulation),
    "pregnant": lambda case: _answer(case.survivor.pregnant),
    "disability": lambda case: str(labels.DISABILITIES[case.survivor.disability]),
    "medical_windows": _windows,
    "gbv_type": lambda case: str(labels.GBV_TYPES[case.incident.gbv_type]),
    "district": lambda case: case.incident.district.name if case.incident.district else "",
    "place_type": lambda case: str(labels.PLACE_TYPES[case.incident.place_type]),
    "address": lambda case: case.survivor.address.open(),
    "guardian": lambda case: case.survivor.guardian.open(),
    "account": lambda case: case.incident.account.open(),
}
