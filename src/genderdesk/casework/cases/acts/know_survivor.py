"""What becomes known of the survivor: codes, identity, and how to reach her or him safely."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases import readings, rules
from genderdesk.casework.cases.access import MAY_WORK_ON
from genderdesk.casework.cases.acts.contact_review import set_contact_review
from genderdesk.casework.cases.acts.indexes import index_survivor
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, Incident, Survivor
from genderdesk.casework.cases.vocabulary import (
    CASE,
    AgeBasis,
    ChildStatus,
    Disability,
    Displacement,
    EventKind,
    InterviewPreference,
    Language,
    Marital,
    Sex,
)
from genderdesk.casework.intake.vocabulary import ContactHours, ContactWay
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import demand_phone, next_version
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.groundwork.protection.vault import blind_index

_OLDEST = 120
_LONGEST_ID = 30


@act("survivor.describe", needs=MAY_WORK_ON, subject=Case, states=CASE, notes=("sex",))
def describe_survivor(
    actor: Actor,
    case: Case,
    *,
    version: int,
    sex: Sex,
    years: int | None = None,
    birth_year: int | None = None,
    estimated: Answer = Answer.UNKNOWN,
    disability: Disability = Disability.UNKNOWN,
    pregnant: Answer = Answer.UNKNOWN,
    guardian_suspected: Answer = Answer.UNKNOWN,
    language: Language = Language.KINYARWANDA,
    interpreter: Answer = Answer.UNKNOWN,
    interview_preference: InterviewPreference = InterviewPreference.UNKNOWN,
    marital: Marital = Marital.UNKNOWN,
    displacement: Displacement = Displacement.UNKNOWN,
    child_status: ChildStatus = ChildStatus.UNKNOWN,
) -> Case:
    """Keep the coded facts of the survivor; none of them tells who it is.

    ``years`` is the age at the report. A sealed birth date, where one is kept, goes before year and years.
    """
    survivor = case.survivor
    next_version(survivor, version)
    reported_on = timezone.localdate(case.incident.reported_at)
    _check_age(years, birth_year, reported_on)
    survivor.sex = sex
    survivor.stated_years = years
    survivor.birth_year = birth_year
    survivor.age_basis = _basis(survivor, years, birth_year, estimated)
    survivor.disability = disability
    survivor.pregnant = Answer.NO if sex is Sex.MALE else pregnant
    survivor.guardian_suspected = guardian_suspected
    survivor.language = language
    survivor.interpreter = interpreter
    survivor.interview_preference = interview_preference
    survivor.marital = marital
    survivor.displacement = displacement
    survivor.child_status = child_status
    keep_ages(survivor, case.incident)
    survivor.save()
    tell(case, actor, EventKind.SURVIVOR_DESCRIBED)
    return case


def _check_age(years: int | None, birth_year: int | None, reported_on: date) -> None:
    if years is not None and not 0 <= years <= _OLDEST:
        raise Invalid(_("An age lies between 0 and 120 years."), "years")
    if birth_year is None:
        return
    if not reported_on.year - _OLDEST <= birth_year <= reported_on.year:
        raise Invalid(_("The year of birth lies after the report or too long ago. Check it."), "birth_year")
    if years is not None and years not in (reported_on.year - birth_year - 1, reported_on.year - birth_year):
        raise Invalid(_("The age and the year of birth do not fit together. Keep the one that is surer."), "years")


def _basis(survivor: Survivor, years: int | None, birth_year: int | None, estimated: Answer) -> AgeBasis:
    if survivor.birth_date:
        return AgeBasis.BIRTH_DATE
    if birth_year is None and years is None:
        return AgeBasis.UNKNOWN
    if estimated is Answer.YES:
        return AgeBasis.ESTIMATED
    return AgeBasis.STATED if birth_year is None else AgeBasis.BIRTH_YEAR


def keep_ages(survivor: Survivor, incident: Incident) -> None:
    """Compute both ages again from what is known now; to be saved by the caller."""
    reported_on = timezone.localdate(incident.reported_at)
    facts = readings.birth_of(survivor, reported_on)
    at_report = rules.age_on(facts, reported_on)
    occurred = readings.occurred_of(incident)
    at_incident = rules.age_on(facts, occurred.at.date()) if occurred else None
    survivor.age_at_report = at_report.most if at_report else None
    survivor.age_at_incident = at_incident.most if at_incident else None
    survivor.age_band = rules.age_band(at_report)
    child = rules.is_child(at_incident)
    survivor.child_at_incident = Answer.UNKNOWN if child is None else Answer.YES if child else Answer.NO


def _index_beforehand(given: dict[str, Any]) -> None:
    blind_index("phone", read_phone_of(given.get("phone", "")))
    blind_index("national_id", read_national_id(given.get("national_id", "")))


@act("survivor.identify", needs=MAY_WORK_ON, subject=Case, states=CASE, beforehand=_index_beforehand)
def identify_survivor(
    actor: Actor,
    case: Case,
    *,
    version: int,
    names: str = "",
    phone: str = "",
    address: str = "",
    national_id: str = "",
    birth_date: date | None = None,
    guardian: str = "",
) -> Case:
    """Keep who the survivor is, sealed. What is left empty is emptied."""
    survivor = case.survivor
    next_version(survivor, version)
    number = read_phone_of(phone)
    reported_on = timezone.localdate(case.incident.reported_at)
    if birth_date is not None and birth_date.year < reported_on.year - _OLDEST:
        raise Invalid(_("The date of birth lies too long ago. Check the year."), "birth_date")
    if birth_date is not None and birth_date > reported_on:
        raise Invalid(_("The date of birth lies after the report. Check the year."), "birth_date")
    survivor.names = names.strip()
    survivor.phone = number
    survivor.address = address.strip()
    survivor.national_id = read_national_id(national_id)
    survivor.guardian = guardian.strip()
    index_survivor(survivor)
    had_date = bool(survivor.birth_date)
    survivor.birth_date = birth_date.isoformat() if birth_date else ""
    if birth_date is not None:
        survivor.age_basis = AgeBasis.BIRTH_DATE
    elif had_date:
        survivor.age_basis = _basis(survivor, survivor.stated_years, survivor.birth_year, Answer.UNKNOWN)
    keep_ages(survivor, case.incident)
    survivor.save()
    tell(case, actor, EventKind.SURVIVOR_IDENTIFIED)
    return case


def read_phone_of(typed: str) -> str:
    """A number in its written form; empty where none is given, Invalid for what is none."""
    return demand_phone(typed, "phone") if typed.strip() else ""


def read_national_id(typed: str, field: str = "national_id") -> str:
    """The signs of an identity card's or passport's number; Invalid for what is none."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(signs) > _LONGEST_ID or (typed.strip() and not any(sign.isdigit() for sign in signs)):
        raise Invalid(_("This is not the number of an identity card or passport. Check it, or leave it empty."), field)
    return signs


@act("survivor.contact", needs=MAY_WORK_ON, subject=Case, states=CASE, notes=("safe_to_contact",))
def keep_safe_contact(
    actor: Actor,
    case: Case,
    *,
    version: int,
    safe_to_contact: Answer,
    contact_way: ContactWay | None = None,
    contact_hours: ContactHours | None = None,
    leave_message: Answer = Answer.UNKNOWN,
    contact_notes: str | None = None,
) -> Case:
    """Keep how the survivor may be reached; ``contact_notes`` (who may answer, a code word) stay where it is None."""
    survivor = case.survivor
    next_version(survivor, version)
    survivor.safe_to_contact = safe_to_contact
    survivor.contact_way = contact_way or ""
    survivor.contact_hours = contact_hours or ""
    survivor.leave_message = leave_message
    if contact_notes is not None:
        survivor.contact_notes = contact_notes.strip()
    survivor.contact_asked_at = timezone.now()
    survivor.save()
    set_contact_review(case, survivor)
    case.save(update_fields=["contact_review_at"])
    tell(case, actor, EventKind.CONTACT_CHANGED, safe_to_contact)
    return case
