"""A course that the invented police service teaches, and a training of it with three days."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

import pytest

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.institution.models import Appointment, Officer
from genderdesk.programme.training import acts
from genderdesk.programme.training.models import CourseVersion, Training, TrainingSession
from genderdesk.programme.training.rules.course import Content
from genderdesk.programme.training.rules.sheet import AttendanceRow
from genderdesk.programme.training.vocabulary import AgeGroup, Category, CourseKind, Sex
from tests.world import World

_numbers = itertools.count(1)
FIRST = date(2009, 3, 2)
DAYS = [date(2009, 3, 2), date(2009, 3, 3), date(2009, 3, 4)]


@dataclass
class School:
    """Who trains and approves, and what is taught."""

    world: World
    trainer: Actor
    head: Actor
    version: CourseVersion = field(init=False)

    @classmethod
    def of(cls, world: World) -> School:
        """The invented country's own, with one course."""
        made = cls(world, world.trainer, world.desk_head)
        made.version = made.course("SOP")
        return made

    def word(self) -> str:
        """A made-up part of a name that no other has, and that sounds like none."""
        number = next(_numbers)
        return "".join("bdfgkmnprst"[number // 11**place % 11] + "aeiou"[place % 5] for place in range(4))

    def course(self, code: str, kind: str = "training", **content: Any) -> CourseVersion:
        given = {"topics": "Procedures", "session_share": 80, "validity_months": 24} | content
        acts.keep_course(
            self.trainer,
            code=code,
            kind=CourseKind(kind),
            name=f"Invented course {code}",
            starts_on=date(2008, 1, 1),
            content=Content(**given),
        )
        return CourseVersion.objects.select_related("course").get(course__code=code)

    def plan(self, version: CourseVersion | None = None, days: list[date] | None = None, **given: Any) -> Training:
        made = {"place": self.world.district, "starts": time(8), "ends": time(16)} | given
        return acts.plan_training(self.trainer, version=version or self.version, days=days or DAYS, **made)

    def open(self, version: CourseVersion | None = None, days: list[date] | None = None, **given: Any) -> Training:
        training = self.plan(version, days, **given)
        acts.approve_training(self.head, training)
        return acts.open_training(self.trainer, self.fresh(training))

    def close(self, training: Training) -> Training:
        training = self.fresh(training)
        if training.state == "open":
            training = acts.hold_training(self.trainer, training)
        return acts.close_training(self.trainer, self.fresh(training))

    def held(self, rows: list[AttendanceRow], version: CourseVersion | None = None, **given: Any) -> Training:
        """A training whose sheet was taken in and that was closed."""
        training = self.open(version, **given)
        acts.take_in_sheet(self.trainer, training, rows=rows)
        return self.fresh(self.close(training))

    @staticmethod
    def fresh(training: Training) -> Training:
        return Training.objects.select_related("version__course", "institution").get(pk=training.pk)

    @staticmethod
    def sessions(training: Training) -> list[TrainingSession]:
        return list(training.sessions.order_by("number"))

    def officer(self, appointed: bool = True, ends_on: date | None = None, desk: Any = None) -> Officer:
        """An officer at a station's desk since 2008."""
        desk = desk or self.world.station
        officer = self.world.officer(desk.unit.institution)
        if appointed:
            with unguarded("test"):
                post = desk.posts.create(title="Post", role="focal_point", opened_on=date(2005, 1, 1))
                Appointment.objects.create(post=post, officer=officer, starts_on=date(2008, 1, 1), ends_on=ends_on)
        return officer


def row(
    line: int = 1, *, names: str = "", presences: tuple[str, ...] = ("present",) * 3, **given: Any
) -> AttendanceRow:
    """A line of a sheet: a teacher who was there on all three days."""
    made: dict[str, Any] = {"sex": Sex.FEMALE, "age_group": AgeGroup.ADULT, "categories": (Category.TEACHER,)}
    if not names and not given.get("staff_code") and not given.get("person"):
        names = f"Invented Name{'abcdefghij'[line % 10]}{'klmnopqrst'[line // 10 % 10]}"
    return AttendanceRow(line, names=names, presences=presences, **(made | given))


@pytest.fixture
def school(world: World) -> School:
    return School.of(world)


__all__ = ["row", "school"]
