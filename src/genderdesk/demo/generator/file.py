"""The file of a case: the survivor, the incident with its seven questions, and all that is planned for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from genderdesk.casework.cases.acts.indexes import name_tokens
from genderdesk.casework.cases.models import Case, Incident, Survivor
from genderdesk.casework.cases.rules import BirthFacts, age_band, age_on, classify, contact_review_at, is_child
from genderdesk.casework.cases.vocabulary import (
    QUESTIONS,
    AgeBasis,
    EventKind,
    GbvType,
    Injury,
    InterviewPreference,
    Sex,
)
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import ReporterType
from genderdesk.casework.response.models import Dispatch
from genderdesk.demo.generator import chances
from genderdesk.demo.generator.counselling import plan_counselling
from genderdesk.demo.generator.draw import Draw
from genderdesk.demo.generator.ending import File, plan_end
from genderdesk.demo.generator.people import Person
from genderdesk.demo.generator.records import Records
from genderdesk.demo.generator.referral import plan_consents
from genderdesk.demo.generator.risk import plan_risk
from genderdesk.demo.generator.setting import District, Hand, Setting, Side
from genderdesk.demo.generator.story import Story
from genderdesk.demo.generator.suspect import plan_flag, plan_offences, plan_suspect
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import SYSTEM

_SYSTEM = Hand(SYSTEM.id, SYSTEM.code)
_ANSWER_OF_TYPE = {gbv_type: field for field, gbv_type in QUESTIONS}


def open_file(
    draw: Draw,
    records: Records,
    setting: Setting,
    side: Side,
    district: District,
    told: Report,
    person: Person,
    dispatch: Dispatch | None,
    until: datetime,
) -> Case:
    """The case of a report that was opened, lived to its end or to the end of the thirteen months."""
    case, survivor, incident = _rows(draw, side, district, told, person)
    records.add(case, survivor, incident)
    story = Story(draw, records, case, until)
    _plan_opening(story, told, district)
    if dispatch is not None:
        _plan_word_of_units(story, dispatch)
    danger = draw.of(chances.DANGERS)
    known = _plan_knowing(story, survivor, incident, district.focal, person)
    served = plan_consents(story, side, district, survivor, incident, person, known)
    plan_risk(story, district.focal, known, danger)
    suspect = plan_suspect(story, district.focal, known)
    plan_offences(story, setting, district.focal, incident, person, known)
    plan_flag(story, district.focal, person, known)
    plan_counselling(story, side, district.focal, known)
    plan_end(story, side, district, File(survivor, incident, suspect), served, danger)
    story.tell()
    if survivor.names:
        records.tokens += name_tokens(case, person.name)
    return case


def _rows(draw: Draw, side: Side, district: District, told: Report, person: Person) -> tuple[Case, Survivor, Incident]:
    opened = told.decided_at or told.received_at
    case = Case(
        id=draw.id(opened),
        number=draw.number("GD"),
        report=told,
        institution=side.institution,
        desk_id=district.desk_id,
        district=district.division,
        opened_at=opened + timedelta(seconds=1),
        assigned_to=district.focal_officer,
        risk_due_at=opened + timedelta(seconds=1),
    )
    survivor = Survivor(id=draw.id(opened), case=case, code=draw.number("S"))
    if person.reporter is ReporterType.SURVIVOR:
        survivor.names, survivor.safe_to_contact = person.name, person.safe
        survivor.contact_asked_at = told.received_at
        case.contact_review_at = contact_review_at(Answer.read(person.safe), told.received_at, None)
        if told.phone_index:
            survivor.phone, survivor.phone_index = person.phone, told.phone_index
    incident = Incident(
        id=draw.id(opened),
        case=case,
        occurred_from=told.occurred_at,
        occurred_precision=told.occurred_precision,
        reported_at=told.received_at,
        district=district.division,
        sector=told.sector,
        place_text=person.landmark if told.place_text else "",
        account=person.telling,
    )
    return case, survivor, incident


def _plan_opening(story: Story, told: Report, district: District) -> None:
    at = story.case.opened_at
    story.plan(at, EventKind.OPENED, _SYSTEM, told.number)
    if district.focal_officer is not None:
        story.plan(at, EventKind.ASSIGNED, _SYSTEM, district.focal_officer.staff_code)


def _plan_word_of_units(story: Story, dispatch: Dispatch) -> None:
    """What the case hears of the vehicle, as far as it was open by then."""
    words = (
        (dispatch.on_scene_at, EventKind.UNIT_ARRIVED),
        (dispatch.with_survivor_at, EventKind.UNIT_WITH_SURVIVOR),
        (dispatch.cleared_at, EventKind.UNIT_CLEARED),
    )
    for at, kind in words:
        if at is not None and at > story.case.opened_at:
            story.plan(at, kind, _SYSTEM)


def _plan_knowing(story: Story, survivor: Survivor, incident: Incident, focal: Hand, person: Person) -> datetime:
    """The focal point writes down who and what; when the last of it is known."""
    draw = story.draw

    def describe() -> None:
        _describe(draw, survivor, incident, person)

    at = story.plan(story.case.opened_at + draw.seconds(2400, 0.9), EventKind.SURVIVOR_DESCRIBED, focal, "", describe)
    if draw.happens(0.7):

        def identify() -> None:
            survivor.names, survivor.version = person.name, survivor.version + 1

        at = story.plan(at + draw.seconds(240), EventKind.SURVIVOR_IDENTIFIED, focal, "", identify)

    def contact() -> None:
        survivor.safe_to_contact, survivor.version = person.safe, survivor.version + 1
        survivor.contact_way = draw.of(chances.CLOSE_WAYS if person.safe is Answer.NO else chances.WAYS)
        survivor.contact_hours = draw.of(chances.WHEN)

    at = story.plan(at + draw.seconds(120), EventKind.CONTACT_CHANGED, focal, person.safe, contact)
    if draw.happens(0.75):

        def place() -> None:
            incident.place_type, incident.version = draw.of(chances.PLACES), incident.version + 1
            incident.strangulation = Answer.YES if draw.happens(0.05) else Answer.NO
            if person.gbv_type is GbvType.PHYSICAL_ASSAULT and draw.happens(0.6):
                incident.injuries = [Injury.BRUISES.value]

        at = story.plan(at + draw.seconds(300), EventKind.INCIDENT_DESCRIBED, focal, "", place)

    def answer() -> None:
        _answer(incident, person.gbv_type)

    open_yet = person.gbv_type is GbvType.UNCLASSIFIED
    kind = EventKind.CLASSIFICATION_OPEN if open_yet else EventKind.CLASSIFIED
    return story.plan(at + draw.seconds(420), kind, focal, person.gbv_type, answer)


def _describe(draw: Draw, survivor: Survivor, incident: Incident, person: Person) -> None:
    survivor.sex = person.sex
    survivor.stated_years = person.years
    survivor.age_basis = AgeBasis.UNKNOWN if person.years is None else draw.of(chances.BASES)
    survivor.pregnant = Answer.NO if person.sex is Sex.MALE or person.is_child else Answer.UNKNOWN
    survivor.guardian_suspected = Answer.YES if person.is_child and draw.happens(0.1) else Answer.NO
    survivor.interview_preference = (
        InterviewPreference.FEMALE_OFFICER if draw.happens(0.5) else InterviewPreference.NO_PREFERENCE
    )
    survivor.version += 1
    _keep_ages(survivor, incident, person)


def _keep_ages(survivor: Survivor, incident: Incident, person: Person) -> None:
    """Both ages by the rules of the file; no birth date is invented, so nothing sealed need be opened for it."""
    reported_on = timezone.localdate(incident.reported_at)
    facts = BirthFacts(AgeBasis(survivor.age_basis), years=person.years, years_on=reported_on)
    at_report = age_on(facts, reported_on)
    at_incident = age_on(facts, timezone.localdate(person.occurred.at)) if person.occurred else None
    child = is_child(at_incident)
    survivor.age_at_report = at_report.most if at_report else None
    survivor.age_at_incident = at_incident.most if at_incident else None
    survivor.age_band = age_band(at_report)
    survivor.child_at_incident = Answer.UNKNOWN if child is None else Answer.YES if child else Answer.NO


def _answer(incident: Incident, gbv_type: GbvType) -> None:
    """The seven answers that give this type: no to all before, yes to its own, as ``rules.classify`` reads them."""
    answers = dict.fromkeys((field for field, _type in QUESTIONS), Answer.NO)
    if gbv_type is GbvType.UNCLASSIFIED:
        answers["gender_based"] = Answer.UNKNOWN
    elif gbv_type is not GbvType.NON_GBV:
        asked = list(answers)
        for field in asked[asked.index(_ANSWER_OF_TYPE[gbv_type]) :]:
            answers[field] = Answer.UNKNOWN
        answers[_ANSWER_OF_TYPE[gbv_type]] = answers["gender_based"] = Answer.YES
    for field, answer in answers.items():
        setattr(incident, field, answer)
    incident.gbv_type = classify(answers).gbv_type
    incident.attempted = Answer.NO
    incident.version += 1
