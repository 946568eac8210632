"""Named queries about projects, partners, agreements and what came, as they stand on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from genderdesk.monitoring.results.queries.asking import answers, cautions, parts_of
from genderdesk.monitoring.results.rules.measured import NOTHING_KEPT, Asked, Measured
from genderdesk.monitoring.results.vocabulary import Method, Unit, Warned
from genderdesk.organisation.institution.queries import hotlines
from genderdesk.programme.partners.models import Agreement, Objective, Partner, Presence, Project, ProjectPartner, Thing
from genderdesk.programme.partners.queries import names_on, numbers_in_force, standings_on
from genderdesk.programme.partners.vocabulary import AgreementKind, ProjectRole, Standing, ThingState


def _project(asked: Asked) -> Project | None:
    own = Project.objects.filter(institution=asked.institution_id, code=asked.word("project"))
    return own.filter(starts_on__lte=asked.as_of).first()


def _named(partners: Iterable[Partner], asked: Asked) -> str:
    """The partners by their names on the day, with the name that each has now where it is another."""
    listed = list(partners)
    names = names_on(asked.as_of, [each.pk for each in listed])
    return "; ".join(sorted(names.get(each.pk, each.code) for each in listed))


@answers("project.open", Method.DATED_RECORD, Unit.RECORDS, needs="project")
def project_open(asked: Asked) -> Measured:
    """Whether the project has begun and not ended by the day."""
    found = _project(asked)
    if found is None or (found.ends_on is not None and found.ends_on <= asked.as_of):
        return NOTHING_KEPT
    return Measured(1, shown=f"{found.title} ({found.starts_on.isoformat()})")


@answers("project.parties", Method.PARTIES, Unit.ORGANISATIONS, "partners", needs="project roles")
def parties(asked: Asked) -> Measured:
    """In how many of the named roles somebody stands in the project, of the named partners where some are."""
    found = _project(asked)
    roles = {ProjectRole[each.upper()].value for each in asked.words("roles")}
    joined = ProjectPartner.objects.filter(project=found, role__in=roles).select_related("partner")
    if asked.words("partners"):
        joined = joined.filter(partner__code__in=asked.words("partners"))
    listed = list(joined)
    number = len({each.role for each in listed})
    return Measured(number or None, len(roles), shown=_named({each.partner for each in listed}, asked))


@answers("project.renamed_party", Method.PARTIES, Unit.ORGANISATIONS, needs="project partners")
def renamed_party(asked: Asked) -> Measured:
    """How many of the named partners have another name today than on the day, in a project that goes on."""
    found = _project(asked)
    if found is None or (found.ends_on is not None and found.ends_on <= asked.as_of):
        return NOTHING_KEPT
    listed = [each.partner for each in ProjectPartner.objects.filter(project=found).select_related("partner")]
    named = {each.pk for each in listed if each.code in asked.words("partners")}
    names, latest = names_on(asked.as_of, named), names_on(date.max, named)
    renamed = [f"{names.get(key, '')} → {name}" for key, name in latest.items() if name and name != names.get(key)]
    told = cautions((Warned.RENAMED, len(renamed), "; ".join(renamed)))
    return Measured(len(named) or None, len(asked.words("partners")), shown="; ".join(sorted(renamed)), cautions=told)


@answers("project.donors", Method.IN_FORCE, Unit.AGREEMENTS, "partners", needs="project")
def donors(asked: Asked) -> Measured:
    """With how many partners a grant is in force on the day, of those that are named where some are."""
    found = _in_force(_agreements(asked).filter(kind=AgreementKind.GRANT), asked)
    partners = {each.partner for each in found}
    return Measured(len(partners) or None, len(asked.words("partners")) or None, shown=_named(partners, asked))


def _agreements(asked: Asked) -> QuerySet[Agreement]:
    """Signed agreements of the institution that began by the day, of the named partners where some are."""
    found = Agreement.objects.filter(
        institution=asked.institution_id, starts_on__lte=asked.as_of, signed_on__lte=asked.as_of
    )
    if asked.words("partners"):
        found = found.filter(partner__code__in=asked.words("partners"))
    return found.select_related("partner").prefetch_related("pauses").order_by("reference")


def _in_force(found: Iterable[Agreement], asked: Asked) -> list[Agreement]:
    return [each for each, how in standings_on(found, asked.as_of) if how in (Standing.IN_FORCE, Standing.ENDING)]


@answers("project.objective", Method.OBJECTIVES, Unit.RECORDS, needs="project number")
def objective(asked: Asked) -> Measured:
    """Whether the objective is written down in the project."""
    found = Objective.objects.filter(project=_project(asked), number=int(asked.word("number"))).first()
    return Measured(1, shown=found.text) if found else NOTHING_KEPT


@answers("partner.number", Method.IN_FORCE, Unit.RECORDS, needs="number")
def toll_free(asked: Asked) -> Measured:
    """Whether the institution's toll-free number rests on an operator's agreement that is in force on the day."""
    own = asked.institution_id
    number = asked.word("number")
    agreement = numbers_in_force([own], asked.as_of).get(number)
    if agreement is not None:
        return Measured(1, shown=f"{number} ({agreement.reference})")
    of_number = _agreements(asked).filter(kind=AgreementKind.TOLL_FREE, toll_free__short_code=number)
    over = (Standing.EXPIRED, Standing.TERMINATED)
    past = [each for each, how in standings_on(of_number, asked.as_of) if how in over]
    if not past:
        return NOTHING_KEPT
    last = max((each.ends_on for each in past if each.ends_on), default=None)
    about = f"{past[-1].reference}, {last.isoformat()}" if last else past[-1].reference
    return Measured(0, shown=number, cautions=cautions((Warned.EXPIRED, len(past), about)))


@answers("partner.things", Method.RECEIVED, Unit.ITEMS, needs="kinds")
def things(asked: Asked) -> Measured:
    """How many things of the kinds were received by the day, by the setting of the unit at which they stand."""
    found = Thing.objects.filter(
        receipt__project__institution=asked.institution_id,
        kind__in=asked.words("kinds"),
        receipt__received_on__lte=asked.as_of,
    )
    if asked.since:
        found = found.filter(receipt__received_on__gte=asked.since)
    listed = list(found.select_related("unit"))
    where = Counter((each.unit.setting if each.unit else "") or "unknown" for each in listed)
    broken = sum(each.state != ThingState.WORKING and each.seen_on <= asked.as_of for each in listed)
    told = cautions((Warned.NOT_WORKING, broken))
    return Measured(len(listed) or None, parts=parts_of("setting", where.items()), cautions=told)


@answers("partner.kinds", Method.PARTNERS_WORKING, Unit.ORGANISATIONS, needs="kinds")
def partners_working(asked: Asked) -> Measured:
    """With how many partners of the kinds an agreement is in force on the day, or something is done together."""
    own = asked.institution_id
    kinds = asked.words("kinds")
    agreed = {each.partner for each in _in_force(_agreements(asked).filter(partner__kind__in=kinds), asked)}
    present = Presence.objects.filter(institution=own, partner__kind__in=kinds, starts_on__lte=asked.as_of)
    working = {each.partner for each in present.exclude(ends_on__lt=asked.as_of).select_related("partner")}
    found = agreed | working
    return Measured(len(found) or None, shown=_named(found, asked))


@answers("partner.hotlines", Method.IN_FORCE, Unit.RECORDS)
def hotlines_open(asked: Asked) -> Measured:
    """How many toll-free numbers of all institutions rest on an agreement in force on the day, out of those printed."""
    lines = hotlines()
    held = numbers_in_force([each.pk for each in lines], asked.as_of)
    known = {each.short_code for each in lines}
    return Measured(len(known & set(held)), len(known)) if known else NOTHING_KEPT
