"""Trainings as their pages show them: lists, one training with its sessions and people, certificates."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Avg, Count, Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.ids import read_number
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.programme.training.access import MAY_TRAIN, trainings_of
from genderdesk.programme.training.models import (
    Attendance,
    Certificate,
    HeldCategory,
    Likeness,
    Participation,
    Rating,
    Tally,
    Training,
    TrainingSession,
)
from genderdesk.programme.training.rules.completion import shown_state
from genderdesk.programme.training.vocabulary import (
    APPROVED,
    CANCELLED,
    FEWEST_RATINGS,
    HELD,
    OPEN,
    PARTICIPANT_NUMBER,
    REMINDER_DAYS,
    SOON_DAYS,
    UNDECIDED,
    UPCOMING,
    VALID,
    Outcome,
)

_SHOWN = ("version__course", "place", "institution")


def trainings(actor: Actor, show: str = "") -> QuerySet[Training]:
    """The reader's trainings for a list by day; ``show`` is ``coming`` for those that are still to be held."""
    found = trainings_of(actor).select_related(*_SHOWN)
    return found.filter(state__in=UPCOMING) if show == "coming" else found


def training_for(actor: Actor, training_id: uuid.UUID) -> Training:
    """A training of the reader's institution. Raises Missing."""
    found = one_of(trainings_of(actor).select_related(*_SHOWN).filter(pk=training_id))
    if found is None:
        raise Missing(_("There is no such training, or it belongs to another institution."))
    return found


def session_for(training: Training, number: int) -> TrainingSession:
    """A session of a training by its number. Raises Missing."""
    found = training.sessions.filter(number=number, called_off_at__isnull=True).first()
    if found is None:
        raise Missing(_("This training has no such session."))
    return found


def held_sessions(training: Training) -> list[TrainingSession]:
    """The sessions that were not called off."""
    return [each for each in training.sessions.order_by("number") if each.called_off_at is None]


@dataclass(slots=True)
class Person:
    """Somebody of a training as lists show her or him: staff by rank and name, others by code."""

    participation: Participation
    categories: list[str]
    presences: dict[int, str] = field(default_factory=dict)
    certificate: Certificate | None = None
    names: str = ""

    @property
    def title(self) -> str:
        """Staff by name, others by the code that stands for a sealed name."""
        learner = self.participation.learner
        return str(learner.officer) if learner.officer else (self.names or learner.code)

    @property
    def code(self) -> str:
        learner = self.participation.learner
        return learner.officer.staff_code if learner.officer else learner.code


def people_of(training: Training) -> list[Person]:
    """Everybody of a training in the order of its list: the family names of staff, then the codes of others."""
    rows = Participation.objects.filter(training=training, double_of__isnull=True)
    rows = rows.select_related("learner__officer", "unit").prefetch_related(
        Prefetch("categories", HeldCategory.objects.order_by("category")),
        Prefetch("attendances", Attendance.objects.select_related("session")),
        Prefetch("certificates", Certificate.objects.exclude(state="revoked")),
    )
    people = [
        Person(
            each,
            [held.category for held in each.categories.all()],
            {mark.session.number: mark.presence for mark in each.attendances.all()},
            next(iter(each.certificates.all()), None),
        )
        for each in rows
    ]
    return sorted(people, key=_in_list)


def _in_list(person: Person) -> tuple[bool, str, str]:
    learner = person.participation.learner
    if learner.officer is None:
        return True, learner.code, ""
    return False, learner.officer.family_name.casefold(), learner.officer.given_name.casefold()


@discloses("training.list", needs=MAY_TRAIN, subject=Training)
def people_by_name(actor: Actor, training: Training) -> list[Person]:
    """The list of a training with every name, for whoever marks who is there or writes certificates."""
    people = people_of(training)
    for each in people:
        learner = each.participation.learner
        if learner.officer is None:
            each.names = learner.names.open(if_erased="")
    return people


def by_number(training: Training, typed: str) -> Participation | None:
    """Somebody of this training by the number on the card, or by staff code; None where there is none."""
    return (
        by_card(training, typed)
        or _on_list(training).filter(learner__officer__staff_code__iexact=typed.strip()).first()
    )


def by_card(training: Training, typed: str) -> Participation | None:
    """Somebody of this training by the number on the card alone, which nobody guesses; None where there is none."""
    number = read_number(typed, PARTICIPANT_NUMBER[0])
    return _on_list(training).filter(number=number).first() if number is not None else None


def _on_list(training: Training) -> QuerySet[Participation]:
    return Participation.objects.filter(training=training, double_of__isnull=True).select_related("learner__officer")


@dataclass(frozen=True, slots=True)
class Overview:
    """What a training's page counts."""

    people: int
    completed: int
    outcomes: dict[str, int]
    tallies: list[Tally]
    gain: float | None
    ratings: dict[str, Any] | None


def overview_of(training: Training, people: list[Person]) -> Overview:
    """Numbers of one training; the rating only where enough people gave one."""
    outcomes: dict[str, int] = {}
    gains = []
    for each in people:
        row = each.participation
        if row.outcome:
            outcomes[row.outcome] = outcomes.get(row.outcome, 0) + 1
        if row.before is not None and row.after is not None:
            gains.append(row.after - row.before)
    return Overview(
        people=len(people),
        completed=outcomes.get(Outcome.COMPLETED, 0),
        outcomes=outcomes,
        tallies=list(Tally.objects.filter(training=training).order_by("category", "sex", "age_group")),
        gain=round(sum(gains) / len(gains), 1) if gains else None,
        ratings=_ratings(training),
    )


def _ratings(training: Training) -> dict[str, Any] | None:
    rows = Rating.objects.filter(training=training)
    found = rows.aggregate(
        number=Count("pk"), content=Avg("content"), teaching=Avg("teaching"), usefulness=Avg("usefulness")
    )
    if found["number"] < FEWEST_RATINGS:
        return None
    changes: dict[str, int] = {}
    for each in rows.values_list("changes", flat=True):
        for word in each:
            changes[word] = changes.get(word, 0) + 1
    return found | {"changes": sorted(changes.items(), key=lambda item: (-item[1], item[0]))}


def expiring(actor: Actor, on: date | None = None) -> QuerySet[Certificate]:
    """Certificates of the reader's trainings that end within 90 days, the first to end first."""
    return (
        _ending(on)
        .filter(participation__training__in=trainings_of(actor))
        .select_related("participation__learner__officer", "participation__training__version__course")
        .order_by("expires_on", "id")
    )


def _ending(on: date | None = None) -> QuerySet[Certificate]:
    day = on or timezone.localdate()
    return Certificate.objects.filter(
        state=VALID, expires_on__gt=day, expires_on__lte=day + timedelta(days=REMINDER_DAYS[0])
    )


def own_certificates(actor: Actor, on: date | None = None) -> list[tuple[Certificate, str]]:
    """An officer's own certificates with what each is today, the newest first."""
    rows = Certificate.objects.filter(participation__learner__officer=actor.officer_id)
    rows = rows.select_related("participation__training__version__course").order_by("-issued_on", "-id")
    day = on or timezone.localdate()
    return [(each, shown_state(each.state, each.expires_on, day)) for each in rows]


def own_cards(actor: Actor) -> list[Participation]:
    """An officer's own places in trainings that are still to be held, whose codes sign in; the first to begin first."""
    rows = Participation.objects.filter(
        learner__officer=actor.officer_id, training__state__in=(APPROVED, OPEN), double_of__isnull=True
    )
    return list(rows.select_related("training__version__course", "training__place").order_by("training__starts_on"))


def certificate_for(actor: Actor, certificate_id: uuid.UUID) -> Certificate:
    """A certificate of the reader's institution. Raises Missing."""
    found = Certificate.objects.filter(pk=certificate_id, participation__training__in=trainings_of(actor))
    certificate = found.select_related("participation__training", "participation__learner__officer").first()
    if certificate is None:
        raise Missing(_("There is no such certificate, or it belongs to another institution."))
    return certificate


def to_expire(on: date) -> QuerySet[Certificate]:
    """Certificates whose end day has come and that are still kept as valid."""
    return Certificate.objects.filter(state=VALID, expires_on__lte=on).order_by("expires_on", "id")


def to_remind(on: date) -> QuerySet[Certificate]:
    """Certificates that may be due for a reminder."""
    until = on + timedelta(days=REMINDER_DAYS[0])
    return Certificate.objects.filter(state=VALID, expires_on__gt=on, expires_on__lte=until).order_by(
        "expires_on", "id"
    )


def followed_up_next(actor: Actor, on: date | None = None) -> QuerySet[Participation]:
    """People of the reader's trainings whose six months are over and of whom nobody has written how it goes."""
    return (
        Participation.objects.filter(
            training__in=trainings_of(actor),
            follow_up_on__lte=on or timezone.localdate(),
            followed_up_on__isnull=True,
            double_of__isnull=True,
        )
        .select_related("learner__officer", "training__version__course")
        .order_by("follow_up_on", "id")
    )


def participation_for(actor: Actor, participation_id: uuid.UUID) -> Participation:
    """Somebody's participation in a training of the reader's institution. Raises Missing."""
    rows = Participation.objects.filter(pk=participation_id, training__in=trainings_of(actor), double_of__isnull=True)
    found = rows.select_related("training__version__course", "learner__officer").first()
    if found is None:
        raise Missing(_("There is no such participant, or the training belongs to another institution."))
    return found


def spellings(actor: Actor) -> QuerySet[Likeness]:
    """Pairs of names that wait for somebody to say whether they are one person."""
    return (
        Likeness.objects.filter(state=UNDECIDED, learner__institution_id=actor.own_institution)
        .select_related("learner__place", "earlier__place")
        .order_by("found_at", "id")
    )


@discloses("spelling.names", needs=MAY_TRAIN, subject=Likeness)
def names_of(actor: Actor, likeness: Likeness) -> tuple[str, str]:
    """Both names of a pair, to decide whether they are one person."""
    return likeness.earlier.names.open(if_erased=""), likeness.learner.names.open(if_erased="")


def likeness_for(actor: Actor, likeness_id: uuid.UUID) -> Likeness:
    """A pair of the reader's institution. Raises Missing."""
    rows = Likeness.objects.filter(pk=likeness_id, learner__institution_id=actor.own_institution)
    found = rows.select_related("learner__place", "earlier__place").first()
    if found is None:
        raise Missing(_("There is no such pair of names for you."))
    return found


def under_way(actor: Actor, on: date | None = None) -> QuerySet[Training]:
    """Trainings of the reader that run, begin within two weeks, or wait for their lists to be closed."""
    soon = (on or timezone.localdate()) + timedelta(days=SOON_DAYS)
    own = trainings_of(actor).filter(state__in=[*UPCOMING, HELD], starts_on__lte=soon)
    return own.select_related("version__course", "place").order_by("starts_on", "id")


def sessions_of_today(actor: Actor) -> QuerySet[TrainingSession]:
    """The sessions of the reader's open trainings on this day, the first to begin first."""
    own = TrainingSession.objects.filter(
        training__in=trainings_of(actor), training__state=OPEN, day=timezone.localdate(), called_off_at__isnull=True
    )
    return own.select_related("training__version__course", "training__place").order_by("starts", "id")


def to_refresh(actor: Actor) -> QuerySet[Training]:
    """Trainings of the reader some of whose certificates end within 90 days, and of which no refresher is planned."""
    planned = Training.objects.exclude(state=CANCELLED).filter(refreshes=OuterRef("pk"))
    own = trainings_of(actor).filter(Exists(_ending().filter(participation__training=OuterRef("pk"))))
    return own.exclude(Exists(planned)).select_related("version__course", "place").order_by("ends_on", "id")


def own_expiring(actor: Actor, on: date | None = None) -> QuerySet[Certificate]:
    """An officer's own certificates that end within 90 days."""
    rows = _ending(on).filter(participation__learner__officer=actor.officer_id)
    return rows.select_related("participation__training__version__course").order_by("expires_on", "id")
