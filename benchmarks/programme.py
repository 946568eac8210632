"""Coverage of posts on any day, and a sheet of attendance, each beside raw SQL of the same work.

The raw side of coverage is one statement that counts the covered posts of a day; both must give the same number. The
raw side of the sheet writes the very rows that the act wrote, with the driver's ``executemany``, into copies of the
tables with their rows and indexes: it reads no sheet, finds nobody again, seals no name and writes no ledger.
"""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from benchmarks.casework import bare_name, copy_table

POSTS = 500
PEOPLE, SESSIONS = 5000, 3
Rows = list[tuple[type[models.Model], list[Any]]]
# So many days take turns, spread over as many years as there are posts.
_DAYS = 24
_SINCE = date(2006, 1, 1)


def _users_actor(username: str) -> Any:
    from genderdesk.organisation.accounts.models import User
    from genderdesk.organisation.accounts.queries import actor_of

    return actor_of(User.objects.get(username=username))


# Coverage


def make_posts() -> None:
    """As many posts of the police as are measured: held for some years, by officers of whom most show what is asked."""
    from genderdesk.groundwork.protection.acts import unguarded
    from genderdesk.organisation.institution.models import (
        Absence,
        Appointment,
        CompetenceHeld,
        Desk,
        Officer,
        Post,
        RoleRequirement,
    )

    desks = list(Desk.objects.filter(unit__institution__code="RNP").select_related("unit__institution"))
    asked = RoleRequirement.objects.filter(institution__code="RNP", role="focal_point").first()
    if asked is None:
        raise SystemExit("The demonstration's police asks nothing of its focal points, so that nothing is measured.")
    there = Post.objects.filter(desk__in=desks).count()
    with unguarded("benchmark"), transaction.atomic():
        for number in range(there, POSTS):
            desk = desks[number % len(desks)]
            title = f"Benchmark {number}"
            post = Post.objects.create(desk=desk, title=title, role="focal_point", opened_on=_SINCE)
            for turn in range(3):
                officer = Officer.objects.create(
                    institution=desk.unit.institution,
                    staff_code=f"BENCH-{number}-{turn}",
                    family_name="Benchmark",
                    given_name=f"{number}-{turn}",
                    sex="female",
                )
                begins = _SINCE + timedelta(days=2500 * turn + number)
                ends = begins + timedelta(days=2300)
                Appointment.objects.create(post=post, officer=officer, starts_on=begins, ends_on=ends)
                if (number + turn) % 5:
                    granted = begins + timedelta(days=number % 90)
                    CompetenceHeld.objects.create(
                        officer=officer,
                        competence=asked.competence,
                        granted_on=granted,
                        expires_on=granted + timedelta(days=1800),
                        source="benchmark",
                    )
                if number % 7 == 0:
                    away = begins + timedelta(days=400)
                    Absence.objects.create(
                        officer=officer, kind="leave", starts_on=away, ends_on=away + timedelta(days=60)
                    )


def days() -> list[date]:
    """Days over twenty years, to take turns."""
    return [_SINCE + timedelta(days=30 + 311 * each) for each in range(_DAYS)]


def coverage(on: Iterator[date]) -> Callable[[], int]:
    """The covered posts of a day, as the page of coverage counts them."""
    from genderdesk.organisation.institution.models import Institution
    from genderdesk.organisation.institution.queries import CoverageBook, counted, coverage_lines

    police = Institution.objects.get(code="RNP")

    def work() -> int:
        return counted(coverage_lines(CoverageBook([police]), next(on))).covered

    return work


# In force on a day: from the first one up to, and not including, the last.
_ON = "{0}.{1} <= %(day)s AND ({0}.{2} IS NULL OR {0}.{2} > %(day)s)"
_COVERED = f"""
SELECT count(*) FROM institution_post p JOIN institution_desk d ON d.id = p.desk_id
JOIN institution_unit u ON u.id = d.unit_id
WHERE u.institution_id = %(police)s AND {_ON.format("p", "opened_on", "closed_on")}
AND EXISTS (SELECT 1 FROM institution_rolerequirement r WHERE r.institution_id = u.institution_id
  AND r.role = p.role AND {_ON.format("r", "starts_on", "ends_on")})
AND EXISTS (SELECT 1 FROM institution_appointment a WHERE a.post_id = p.id
  AND {_ON.format("a", "starts_on", "ends_on")} AND a.time_share >= {{least}}
  AND NOT EXISTS (SELECT 1 FROM institution_absence b WHERE b.officer_id = a.officer_id
    AND {_ON.format("b", "starts_on", "ends_on")})
  AND NOT EXISTS (SELECT 1 FROM institution_rolerequirement r WHERE r.institution_id = u.institution_id
    AND r.role = p.role AND {_ON.format("r", "starts_on", "ends_on")}
    AND NOT EXISTS (SELECT 1 FROM institution_competenceheld h WHERE h.officer_id = a.officer_id
      AND h.competence_id = r.competence_id AND h.granted_on <= %(day)s
      AND (h.expires_on IS NULL OR h.expires_on > %(day)s) AND (h.revoked_on IS NULL OR h.revoked_on > %(day)s))))
"""


def raw_coverage(on: Iterator[date]) -> Callable[[], int]:
    """The same number by one statement."""
    from genderdesk.organisation.institution.models import Institution
    from genderdesk.organisation.institution.vocabulary import LEAST_SHARE

    shares = " ".join(f"WHEN '{kind.value}' THEN {share}" for kind, share in LEAST_SHARE.items())
    statement = _COVERED.format(least=f"CASE d.kind {shares} END")
    police = Institution.objects.get(code="RNP").pk
    key = police if connection.features.has_native_uuid_field else police.hex

    def work() -> int:
        with connection.cursor() as cursor:
            cursor.execute(statement, {"police": key, "day": next(on)})
            return int(cursor.fetchone()[0])

    return work


def demand_alike() -> int:
    """How many posts were looked at; ends the run where the two sides differ on any of the days."""
    from genderdesk.organisation.institution.models import Post

    ours, raw = coverage(iter(days())), raw_coverage(iter(days()))
    for day in days():
        if (found := (ours(), raw()))[0] != found[1]:
            raise SystemExit(f"On {day} the page counts {found[0]} covered posts, raw SQL {found[1]}.")
    return Post.objects.filter(desk__unit__institution__code="RNP").count()


# A sheet of attendance


def trainings(number: int) -> list[Any]:
    """Open trainings of three sessions that nobody is on the list of yet."""
    from genderdesk.organisation.places.models import Division
    from genderdesk.programme.training import acts
    from genderdesk.programme.training.models import CourseVersion

    trainer, head = _users_actor("trainer"), _users_actor("desk_head")
    version = CourseVersion.objects.filter(course__institution__code="RNP", course__kind="training").first()
    place = Division.objects.filter(level="district").first()
    if version is None or place is None:
        raise SystemExit("The demonstration has no course, so that no sheet is measured.")
    made = []
    for _each in range(number):
        held = [timezone.localdate() - timedelta(days=each) for each in range(SESSIONS)]
        planned = acts.plan_training(trainer, version=version, days=held, place=place, starts=time(8), ends=time(16))
        made.append(acts.open_training(trainer, acts.approve_training(head, planned)))
    return made


# The number of the run's first sheet.
_RUN = secrets.randbelow(60_000)


def _word(number: int) -> str:
    signs = "abcdefghijklmnop"
    return "".join(signs[number >> 4 * place & 15] for place in range(4))


def _sheet(turn: int) -> str:
    """A sheet of invented people, others in each turn and in each run on the same folder, as it would be pasted."""
    head = "staff_code,names,sex,categories,place,age_group,s1,s2,s3"
    rows = (f",Turn{_word(_RUN + turn)} {_word(each)},F,teacher,,adult,P,P,PART" for each in range(PEOPLE))
    return "\n".join((head, *rows))


def take_in(open_trainings: Sequence[Any], first: int = 0) -> Callable[[], object]:
    """Read one sheet after another and take each in by the act, into a training of its own."""
    from genderdesk.organisation.places.queries import find_place
    from genderdesk.programme.training import acts
    from genderdesk.programme.training.queries.standing import officers_by_code
    from genderdesk.programme.training.rules.reading import read_sheet

    trainer, turns = _users_actor("trainer"), itertools.count()

    def work() -> None:
        turn = next(turns)
        given = partial(read_sheet, Path("sheet.csv"), SESSIONS, known_staff=officers_by_code, find_place=find_place)
        rows, faults = given(pasted=_sheet(first + turn))
        if faults:
            raise SystemExit(f"The sheet has a fault: {faults[0]}")
        acts.take_in_sheet(trainer, open_trainings[turn], rows=rows[""])

    return work


def make_copies() -> None:
    """The tables that a sheet is written into, with their rows and indexes, once in a database."""
    there = connection.introspection.table_names()
    for model in _written():
        if bare_name(model) not in there:
            copy_table(model._meta.db_table, bare_name(model))


def raw_take_in(sheets: Sequence[Rows]) -> Callable[[], object]:
    """The rows of one sheet after another, into copies of the tables, each in one commit."""
    turns = iter(sheets)

    def work() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for model, rows in next(turns):
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {bare_name(model)} VALUES ({places})", rows)

    return work


def _written() -> list[type[models.Model]]:
    from genderdesk.programme.training.models import Attendance, HeldCategory, Learner, Participation

    return [Learner, Participation, HeldCategory, Attendance]


def rows_of(training: Any) -> Rows:
    """Every row that the act wrote of a sheet, as the driver gives it."""
    key = training.pk if connection.features.has_native_uuid_field else training.pk.hex
    of_people = "participation_id IN (SELECT id FROM training_participation WHERE training_id = %s)"
    of_learners = "id IN (SELECT learner_id FROM training_participation WHERE training_id = %s)"
    found = []
    with connection.cursor() as cursor:
        for model, condition in zip(_written(), (of_learners, "training_id = %s", of_people, of_people), strict=True):
            cursor.execute(f"SELECT * FROM {model._meta.db_table} WHERE {condition}", [key])
            found.append((model, cursor.fetchall()))
    return found
