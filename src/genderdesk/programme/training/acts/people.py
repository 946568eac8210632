"""Who comes: nominated beforehand, approved and confirmed, or added at the door; whether two names are one person."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.groundwork.protection.vault import whole_name
from genderdesk.organisation.places.models import Division
from genderdesk.programme.training.access import MAY_TRAIN
from genderdesk.programme.training.acts.bring import keep_people
from genderdesk.programme.training.models import Attendance, Learner, Likeness, Participation, Training
from genderdesk.programme.training.queries.matching import match_rows, sounds_index
from genderdesk.programme.training.queries.standing import officers_by_code
from genderdesk.programme.training.rules.sheet import AttendanceRow
from genderdesk.programme.training.vocabulary import (
    APPROVED,
    CONFIRMED,
    EVENT,
    EXCUSED,
    LIKENESS,
    NOMINATED,
    NOMINATION,
    OTHER_PERSON,
    SAME,
    AgeGroup,
    Category,
    Presence,
    Sex,
)


@act("participant.nominate", needs=MAY_TRAIN, subject=Training, states=EVENT)
def nominate(actor: Actor, training: Training, *, staff_codes: list[str]) -> int:
    """Nominate members of staff by their codes; how many are new on the list. Invalid names the codes that there are
    not, and says where there are fewer seats."""
    codes = list(dict.fromkeys(each.strip() for each in staff_codes if each.strip()))
    known = officers_by_code(codes)
    if unknown := [each for each in codes if each not in known]:
        raise Invalid(
            _("There is no officer with this staff code: %(codes)s.") % {"codes": ", ".join(unknown)}, "codes"
        )
    there = Participation.objects.filter(training=training, double_of__isnull=True).exclude(state=EXCUSED)
    if training.seats is not None and there.count() + len(codes) > training.seats:
        raise Invalid(
            _("There are %(seats)d seats. Excuse somebody or raise the number.") % {"seats": training.seats}, "codes"
        )
    rows = [AttendanceRow(line, staff_code=code) for line, code in enumerate(codes, start=1)]
    matches = match_rows(training.institution_id, training.starts_on, rows)
    return keep_people(actor, training, matches, state=NOMINATED).added


@act("participant.add", needs=MAY_TRAIN, subject=Training, states=EVENT)
def add_participant(
    actor: Actor,
    training: Training,
    *,
    names: str,
    sex: Sex,
    categories: list[Category],
    place: Division | None = None,
) -> Participation:
    """Add an adult without an account at the door. The names are sealed. Invalid where there is no whole name, no
    category, or where the same person is on the list already."""
    _demand_whole(names)
    if not categories:
        raise Invalid(_("Choose at least one category."), "categories")
    row = AttendanceRow(
        1,
        names=names,
        sex=sex,
        age_group=AgeGroup.ADULT,
        categories=tuple(categories),
        place=place.pk if place else "",
    )
    matches = match_rows(training.institution_id, training.starts_on, [row])
    kept = keep_people(actor, training, matches, state=CONFIRMED)
    if not kept.added:
        raise Invalid(_("This person is on the list already."), "names")
    return kept.participations[0]


def _demand_whole(names: str) -> None:
    if not whole_name(names):
        raise Invalid(_("Write the given name and the family name."), "names")


def _move(training: Training, ids: Iterable[uuid.UUID], act_name: str, state: str) -> int:
    """Move those of the list that the table lets move; how many."""
    rows = Participation.objects.select_for_update().filter(training=training, pk__in=list(ids), double_of__isnull=True)
    movable = [each.pk for each in rows if NOMINATION.permits(each.state, act_name)]
    return Participation.objects.filter(pk__in=movable).update(state=state)


@act("participant.approve", needs=MAY_TRAIN, subject=Training, states=EVENT)
def approve_people(actor: Actor, training: Training, *, people: list[uuid.UUID]) -> int:
    """Approve nominations; how many were waiting for it."""
    return _move(training, people, "participant.approve", APPROVED)


@act("participant.confirm", needs=MAY_TRAIN, subject=Training, states=EVENT)
def confirm_people(actor: Actor, training: Training, *, people: list[uuid.UUID]) -> int:
    """Note that approved people will come; how many."""
    return _move(training, people, "participant.confirm", CONFIRMED)


@act("participant.excuse", needs=MAY_TRAIN, subject=Training, states=EVENT)
def excuse_people(actor: Actor, training: Training, *, people: list[uuid.UUID]) -> int:
    """Note that people said beforehand that they cannot come; how many."""
    return _move(training, people, "participant.excuse", EXCUSED)


@act("spelling.join", needs=MAY_TRAIN, subject=Likeness, states=LIKENESS)
def join_spellings(actor: Actor, likeness: Likeness) -> Likeness:
    """Say that two spellings are one person: what the later one took part in is the earlier one's from now on. Where
    both stood on one list, the later line counts for nothing and its attendance goes to the earlier."""
    kept, other = likeness.earlier, likeness.learner
    own = {each.training_id: each for each in kept.participations.filter(double_of__isnull=True)}
    for each in other.participations.filter(double_of__isnull=True):
        if (first := own.get(each.training_id)) is not None:
            _give_attendance(each, first)
            each.double_of = first
            each.completed_on, each.outcome = None, ""
        else:
            each.learner = kept
        each.save()
    likeness.state, likeness.decided_by = SAME, actor.id
    likeness.save()
    return likeness


def _give_attendance(double: Participation, first: Participation) -> None:
    """What only the second line says of a session is said by the first."""
    there = {each.session_id: each for each in first.attendances.all()}
    for each in double.attendances.exclude(presence__in=(Presence.ABSENT, Presence.EXCUSED)):
        if (known := there.get(each.session_id)) is None:
            Attendance(session_id=each.session_id, participation=first, presence=each.presence, way=each.way).save()
        elif known.presence in (Presence.ABSENT, Presence.EXCUSED):
            known.presence = each.presence
            known.save(update_fields=["presence"])


@act("spelling.part", needs=MAY_TRAIN, subject=Likeness, states=LIKENESS)
def part_spellings(actor: Actor, likeness: Likeness) -> Likeness:
    """Say that two names that sound the same are two persons."""
    likeness.state, likeness.decided_by = OTHER_PERSON, actor.id
    likeness.save()
    return likeness


def renew_names_of_learner(learner: Learner) -> bool:
    """Inside an act: write the digests of a person's name anew where they differ; whether they did."""
    names = learner.names.open(if_erased="")
    wanted = whole_name(names), sounds_index(names)
    if (learner.name_index, learner.sound_index) == wanted:
        return False
    learner.name_index, learner.sound_index = wanted
    learner.save(update_fields=["name_index", "sound_index"])
    return True
