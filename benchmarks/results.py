"""An indicator over twenty years and a page of results, each beside raw SQL of the same numbers.

The raw side of the indicator is one statement for each year, as a person would write it who needs no reason beside the
number; both must give the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

from django.db import connection, transaction

YEARS = range(2006, 2026)
PEOPLE = 1000
# Of its own, so that what else the demonstration holds changes no number.
COURSE = "BENCH-YEARS"


def make_years() -> None:
    """A training of a thousand people in each of twenty years, closed and completed; once in a database."""
    from genderdesk.groundwork.protection.acts import unguarded
    from genderdesk.organisation.institution.models import Institution
    from genderdesk.organisation.places.models import Division
    from genderdesk.programme.training.models import Course, CourseVersion, Learner, Participation, Training
    from genderdesk.programme.training.models import TrainingSession as Session

    if Course.objects.filter(code=COURSE).exists():
        return
    police = Institution.objects.get(code="RNP")
    place = Division.objects.filter(level="district").first()
    with unguarded("benchmark"), transaction.atomic():
        course = Course.objects.create(institution=police, code=COURSE, kind="training", name="Benchmark")
        version = CourseVersion.objects.create(course=course, number=1, starts_on=date(2006, 1, 1), topics="Benchmark")
        learners = Learner.objects.bulk_create(
            Learner(institution=police, code=f"BENCH-{number}", names="") for number in range(PEOPLE)
        )
        for year in YEARS:
            day = date(year, 6, 1)
            training = Training.objects.create(
                institution=police,
                code=f"BENCH-{year}",
                version=version,
                state="verified",
                place=place,
                starts_on=day,
                ends_on=day,
                planned_by=police.pk,
            )
            Session.objects.create(training=training, number=1, day=day, starts=time(8), ends=time(16))
            Participation.objects.bulk_create(
                Participation(
                    training=training,
                    learner=learner,
                    number=f"BENCH-{year}-{number}",
                    sex="female" if number % 3 else "male",
                    state="attended",
                    outcome="completed",
                    entered_by=police.pk,
                    completed_on=day,
                )
                for number, learner in enumerate(learners[: PEOPLE - year % 7])
            )


def indicator() -> Any:
    """The indicator that counts them, defined by the act, once in a database."""
    from genderdesk.monitoring.results import acts
    from genderdesk.monitoring.results.models import Indicator
    from genderdesk.monitoring.results.vocabulary import Level
    from genderdesk.organisation.accounts.models import User
    from genderdesk.organisation.accounts.queries import actor_of

    if (found := Indicator.objects.filter(code="bench-years").first()) is not None:
        return found
    return acts.define_indicator(
        actor_of(User.objects.get(username="analyst")),
        code="bench-years",
        name="Benchmark",
        level=Level.OUTPUT,
        query="training.completions",
        arguments=f"courses={COURSE} | by=sex",
        definition="Completions of the benchmark's course",
        starts_on=date(2006, 1, 1),
    )


def over_years() -> Callable[[], list[float | None]]:
    """The indicator in each of twenty years, with parts, cautions and changes, as its page shows it."""
    from genderdesk.monitoring.results.queries import points_of
    from genderdesk.monitoring.results.rules.comparing import Span

    asked = indicator()
    spans = [Span(date(year, 1, 1), date(year, 12, 31)) for year in YEARS]
    return lambda: [point.value for point in points_of(asked, spans)]


_COMPLETED = """
SELECT p.sex, count(*) FROM training_participation p JOIN training_training t ON t.id = p.training_id
JOIN training_courseversion v ON v.id = t.version_id JOIN training_course c ON c.id = v.course_id
WHERE c.code = %(course)s AND t.state IN ('closed', 'verified') AND p.double_of_id IS NULL
AND p.completed_on BETWEEN %(first)s AND %(last)s GROUP BY p.sex
"""


def raw_over_years() -> Callable[[], list[float | None]]:
    """The same numbers by sex, one statement a year."""

    def work() -> list[float | None]:
        found: list[float | None] = []
        with connection.cursor() as cursor:
            for year in YEARS:
                days = {"first": date(year, 1, 1), "last": date(year, 12, 31)}
                cursor.execute(_COMPLETED, {"course": COURSE, **days})
                found.append(sum(number for _sex, number in cursor.fetchall()))
        return found

    return work


def demand_alike() -> None:
    """End the run where the two sides differ in any of the years."""
    ours, raw = over_years()(), raw_over_years()()
    if ours != raw:
        raise SystemExit(f"The indicator counts {ours}, raw SQL {raw}.")


def page() -> Callable[[], object]:
    """The demonstration's page of results as of today, written in its canonical form."""
    from django.utils import timezone

    from genderdesk.monitoring.results.queries import page_of, projects_with_claims
    from genderdesk.monitoring.results.rules.page import written

    project = projects_with_claims()[0]
    return lambda: written(page_of(project, timezone.localdate()))
