"""Named queries about who was trained, in what, where and as what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.db.models import Exists, OuterRef, Q, Sum

from genderdesk.monitoring.results.queries.asking import answers, cautions, parts_of
from genderdesk.monitoring.results.rules.measured import Asked, Measured
from genderdesk.monitoring.results.rules.page import Caution, Part
from genderdesk.monitoring.results.vocabulary import Method, Unit, Warned
from genderdesk.organisation.institution.models import Appointment
from genderdesk.organisation.places.queries import former_divisions, names, provinces
from genderdesk.organisation.places.vocabulary import Level
from genderdesk.programme.guidance.models import Version
from genderdesk.programme.training.models import CourseVersion, Participation, Training
from genderdesk.programme.training.queries import counting
from genderdesk.programme.training.queries.counting import Wanted, Warnings
from genderdesk.programme.training.queries.standing import region_of
from genderdesk.programme.training.vocabulary import TOOK_PLACE, Category

# People counted by head, by category, sex and age group.
Heads = Mapping[tuple[str, str, str], int]
_NARROWS = "courses kind guidelines categories any_of sex places held_in topics by"


def wanted_of(asked: Asked) -> Wanted:
    """What a question asks the room that counts trainings."""
    return Wanted(
        institutions=(asked.institution_id,),
        courses=asked.words("courses"),
        kind=asked.word("kind"),
        topics=asked.listed("topics"),
        guidelines=asked.words("guidelines"),
        categories=asked.words("categories"),
        any_of=asked.words("any_of"),
        sex=asked.word("sex"),
        places=asked.words("places"),
        held_in=asked.words("held_in"),
        since=asked.since,
        as_of=asked.as_of,
    )


def _cautions(wanted: Wanted, heads: Heads) -> tuple[Caution, ...]:
    found: Warnings = counting.warnings(wanted)
    return cautions(
        (Warned.DID_NOT_COME, found.did_not_come),
        (Warned.TOO_FEW_SESSIONS, found.too_few_sessions),
        (Warned.NOT_TESTED, found.failed_or_untested),
        (Warned.SEX_NOT_RECORDED, found.sex_not_recorded),
        (Warned.IN_MORE_THAN_ONE, found.in_more_than_one),
        (Warned.AFTER_AS_OF, found.after_as_of),
        (Warned.CANCELLED, found.cancelled),
        (Warned.SESSIONS_CALLED_OFF, found.sessions_called_off),
        (Warned.SHEETS_TWICE, found.sheets_twice),
        (Warned.SPELLINGS_OPEN, found.spellings_open),
        (Warned.NOT_CLOSED, found.not_closed),
        (Warned.COUNTED_BY_HEAD, sum(heads.values())),
    )


def _parts(
    asked: Asked, wanted: Wanted, completed: int, heads: Heads = MappingProxyType({})
) -> tuple[tuple[Part, ...], bool]:
    """The parts that were asked for, and whether one person may be in two of them. ``heads`` are in the number too."""
    found: list[Part] = []
    overlapping = False
    for dimension in asked.words("by") or ("sex",):
        counted = dict(_BY[dimension](wanted))
        overlapping |= dimension == "category" and sum(counted.values()) > completed
        for (category, sex, _age), number in heads.items():
            code = {"sex": sex, "category": category}.get(dimension)
            if code is not None:
                counted[code] = counted.get(code, 0) + number
        wanted_only = [*wanted.categories, *wanted.any_of] if dimension == "category" else []
        kept = {code: number for code, number in counted.items() if number and (not wanted_only or code in wanted_only)}
        found += parts_of(dimension, kept.items(), names() if dimension in ("region", "place") else None)
    return tuple(found), overlapping


_BY = {
    "sex": counting.by_sex,
    "category": counting.by_category,
    "region": counting.by_region,
    "place": counting.by_place,
}


@answers("training.completions", Method.COMPLETIONS, Unit.COMPLETIONS, _NARROWS + " also")
def completions(asked: Asked) -> Measured:
    """How often somebody completed a training. ``also`` names categories whose overlap is told beside it."""
    wanted = wanted_of(asked)
    number = counting.completions(wanted)
    parts, overlapping = _parts(asked, wanted, number)
    told = _cautions(wanted, counting.tallied(wanted))
    if asked.word("also"):
        both = counting.overlap(wanted, _other(asked))
        told += cautions((Warned.ALSO_IN, both, asked.word("also")))
    if Category.DESK_OFFICER in wanted.categories:
        told += cautions((Warned.LEFT_POST_BEFORE, _left_before(wanted)))
    return Measured(number or None, parts=parts, cautions=told, overlapping=overlapping)


def _other(asked: Asked) -> Wanted:
    """Everybody who completed one of the other courses."""
    return Wanted(
        institutions=(asked.institution_id,), courses=asked.words("also"), since=asked.since, as_of=asked.as_of
    )


def _left_before(wanted: Wanted) -> int:
    """Who was in these trainings after leaving a post as a desk's officer: of staff, and no desk officer on the day."""
    there = Participation.objects.filter(
        training__institution__in=wanted.institutions,
        training__state__in=TOOK_PLACE,
        completed_on__isnull=False,
        double_of__isnull=True,
        learner__officer__isnull=False,
    )
    there = there.filter(training__version__course__code__in=wanted.courses) if wanted.courses else there
    there = there.filter(completed_on__lte=wanted.as_of) if wanted.as_of else there
    there = there.filter(completed_on__gte=wanted.since) if wanted.since else there
    held = Appointment.objects.filter(
        officer=OuterRef("learner__officer"),
        ends_on__lte=OuterRef("training__starts_on"),
    )
    return there.exclude(categories__category=Category.DESK_OFFICER).filter(Exists(held)).count()


@answers("training.persons", Method.PERSONS, Unit.PERSONS, _NARROWS)
def persons(asked: Asked) -> Measured:
    """How many different persons completed at least one training; nobody who was counted by head is among them."""
    wanted = wanted_of(asked)
    number = counting.persons(wanted)
    return Measured(number or None, cautions=_cautions(wanted, counting.tallied(wanted)))


@answers("training.attendances", Method.ATTENDANCES, Unit.COMPLETIONS, _NARROWS)
def attendances(asked: Asked) -> Measured:
    """How many places were taken: completions with those counted by head."""
    wanted = wanted_of(asked)
    completed, heads = counting.completions(wanted), counting.tallied(wanted)
    parts, overlapping = _parts(asked, wanted, completed, heads)
    number = completed + sum(heads.values())
    return Measured(number or None, parts=parts, cautions=_cautions(wanted, heads), overlapping=overlapping)


@answers("training.categories", Method.CATEGORIES, Unit.RECORDS, _NARROWS)
def categories(asked: Asked) -> Measured:
    """How many of the named categories came, out of all named; what each had adds up to the total or says it."""
    wanted = wanted_of(asked)
    counted = counting.by_category(wanted)
    for (category, _sex, _age), number in counting.tallied(wanted).items():
        counted[category] = counted.get(category, 0) + number
    named = [*wanted.categories, *wanted.any_of]
    there = {code: counted[code] for code in named if counted.get(code)}
    came = counting.attendances(wanted)
    rest = counting.attendances(wanted_of(asked.without("any_of"))) - came
    twice = sum(there.values()) > came
    told = cautions((Warned.PARTS_DO_NOT_ADD_UP, rest), (Warned.PARTS_OVERLAP, None if twice else 0))
    parts = parts_of("category", there.items())
    return Measured(len(there) or None, len(named), parts=parts, cautions=told, beside=True)


@answers("training.regions", Method.REGIONS, Unit.PLACES, _NARROWS)
def regions(asked: Asked) -> Measured:
    """From how many of the country's regions people came."""
    wanted = wanted_of(asked)
    there, missing = counting.regions(wanted)
    parts = parts_of("region", counting.by_region(wanted).items(), names())
    return Measured(len(there) or None, len(there) + len(missing), parts=parts, cautions=_redrawn(), beside=True)


@answers("training.provinces", Method.HELD_IN, Unit.PLACES, _NARROWS)
def provinces_held_in(asked: Asked) -> Measured:
    """In how many of the country's provinces trainings were held."""
    wanted = wanted_of(asked)
    counted = dict(counting.by_place(wanted))
    for place, number in _tallied_places(wanted):
        counted[place] = counted.get(place, 0) + number
    found: dict[str, int] = {}
    for place, number in counted.items():
        province = region_of(place)
        found[province] = found.get(province, 0) + number
    parts = parts_of("province", found.items(), names())
    return Measured(len(found) or None, provinces().count(), parts=parts, cautions=_redrawn(), beside=True)


def _redrawn() -> tuple[Caution, ...]:
    """Provinces that are a part of another one since: what sheets call so is counted there."""
    former = [each for each in former_divisions() if each.level == Level.PROVINCE]
    about = "; ".join(f"{each.name} → {each.merged_into.name} ({each.until.isoformat()})" for each in former)
    return cautions((Warned.REDRAWN, len(former), about))


def _tallied_places(wanted: Wanted) -> list[tuple[str, int]]:
    """People counted by head, by where that was."""
    rows = counting.tallies(wanted).values_list("training__place").annotate(number=Sum("people"))
    return list(rows.order_by("training__place"))


@answers("training.topics", Method.TOPICS, Unit.TOPICS, "courses kind", needs="topics")
def topics(asked: Asked) -> Measured:
    """How many of the named topics are in courses that were held until the day, out of all named."""
    wanted = wanted_of(asked)
    taught = CourseVersion.objects.filter(
        course__institution__in=wanted.institutions,
        trainings__state__in=TOOK_PLACE,
        trainings__ends_on__lte=asked.as_of,
    )
    taught = taught.filter(course__code__in=wanted.courses) if wanted.courses else taught
    lines = " ".join(taught.distinct().values_list("topics", flat=True)).casefold()
    there = [each for each in wanted.topics if each.casefold() in lines]
    shown = "; ".join(there)
    return Measured(len(there) or None, len(wanted.topics), shown=shown if there else "")


@answers("training.guideline", Method.GUIDELINE_TAUGHT, Unit.RECORDS, "courses", needs="guidelines")
def guideline_taught(asked: Asked) -> Measured:
    """How many versions of the named guidelines, in force on a training's first day, were taught until the day."""
    wanted = wanted_of(asked)
    held = Training.objects.filter(
        institution__in=wanted.institutions,
        state__in=TOOK_PLACE,
        ends_on__lte=asked.as_of,
        version__guideline__document__reference__in=wanted.guidelines,
    )
    held = held.filter(version__course__code__in=wanted.courses) if wanted.courses else held
    versions = Version.objects.filter(pk__in=held.values("version__guideline")).select_related("document")
    in_force = [
        each
        for each in versions
        if held.filter(version__guideline=each, starts_on__gte=each.in_force_from)
        .filter(Q() if each.in_force_to is None else Q(starts_on__lt=each.in_force_to))
        .exists()
    ]
    shown = "; ".join(f"{each.document.reference} {each.number}" for each in in_force)
    return Measured(len(in_force) or None, shown=shown)


def together(several: Iterable[Asked]) -> tuple[int, int]:
    """What several questions about completions are together: how often somebody completed, and how many persons.

    One who completed two trainings is two of the first and one of the second.
    """
    found = [counting.completed(wanted_of(each)) for each in several]
    if not found:
        return 0, 0
    rows = found[0].values_list("pk", "learner").order_by()
    both = list(rows.union(*(each.values_list("pk", "learner").order_by() for each in found[1:])))
    return len(both), len({learner for _pk, learner in both})
