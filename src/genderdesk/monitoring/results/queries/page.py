"""The page of results of a project as of a day, made from records and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.monitoring.results.models import Baseline, Claim, Indicator, IndicatorVersion, Source, Statement
from genderdesk.monitoring.results.queries.asking import INSTITUTION, NAMED, ask
from genderdesk.monitoring.results.queries.keeping_back import kept_back
from genderdesk.monitoring.results.queries.trained import together
from genderdesk.monitoring.results.rules.measured import NOTHING_KEPT, Asked, Measured
from genderdesk.monitoring.results.rules.page import Aim, Base, Caution, Line, Mark, Page, Party, Said, Total
from genderdesk.monitoring.results.rules.partition import with_partition
from genderdesk.monitoring.results.rules.quantifiers import verdict_of
from genderdesk.monitoring.results.vocabulary import Quantifier, Section, Unit, Verdict, Warned
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.places.models import Division
from genderdesk.organisation.places.vocabulary import Level
from genderdesk.programme.partners.models import Project, ProjectPartner
from genderdesk.programme.partners.queries import names_on

_OBJECTIVE, _COMPLETIONS = "project.objective", "training.completions"


class Book:
    """What the claims of a page ask, each question answered once."""

    def __init__(self, institution: str, as_of: date) -> None:
        self.institution = institution
        self.as_of = as_of
        self._ids: dict[str, UUID] = {}
        self._answered: dict[tuple[str, str, date | None], Measured] = {}

    def measure(self, version: IndicatorVersion, since: date | None = None) -> Measured:
        """What a version of an indicator counts, out of what its other query counts where it is a share."""
        found = self._ask(version.query, version.arguments, since)
        if not version.out_of or found.value is None:
            return found
        whole = self._ask(version.out_of, version.out_of_arguments, since).value
        if whole is None or whole < found.value:
            told = Caution(Warned.PARTS_DO_NOT_ADD_UP.value, int(found.value - (whole or 0)))
            return Measured(None, cautions=(*found.cautions, told), refused=Warned.PARTS_DO_NOT_ADD_UP)
        return replace(found, whole=int(whole))

    def _ask(self, query: str, arguments: dict[str, str], since: date | None) -> Measured:
        key = (query, repr(sorted(arguments.items())), since)
        if key not in self._answered:
            self._answered[key] = with_partition(ask(query, self.asked(arguments, since)))
        return self._answered[key]

    def asked(self, arguments: Mapping[str, str], since: date | None) -> Asked:
        """The question with these arguments, about the project's institution where they name no other."""
        rest = {name: each for name, each in arguments.items() if name != INSTITUTION}
        code = arguments.get(INSTITUTION, self.institution)
        return Asked(code, self._id_of(code), self.as_of, since, rest)

    def _id_of(self, code: str) -> UUID:
        """An institution's id, looked up once. Missing where no record knows it."""
        if code not in self._ids:
            found = Institution.objects.filter(code=code).values_list("pk", flat=True).first()
            if found is None:
                raise Missing(_("There is no institution with the code %(code)s.") % {"code": code})
            self._ids[code] = found
        return self._ids[code]


def page_of(project: Project, as_of: date) -> Page:
    """The page of a project's results as of a day. The same records give the same page, whoever asks."""
    institution = Institution.objects.get(pk=project.institution_id)
    book = Book(institution.code, as_of)
    claims = Claim.objects.filter(project=project).select_related("objective", "indicator__baseline")
    claims = claims.prefetch_related("indicator__targets")
    held = _versions(list(claims), as_of)
    statements = _statements(project, as_of)
    lines = [_line(book, each, held.get(each.indicator_id), statements.get(each.code, ())) for each in claims]
    aims = _aims(project, lines)
    return Page(
        project=project.code,
        title=project.title,
        goal=project.goal,
        institution=institution.code,
        institution_name=institution.name,
        country=Division.objects.filter(level=Level.COUNTRY).values_list("code", flat=True).first() or "",
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        as_of=as_of,
        source="; ".join(f"{each.publisher}: {each.title} ({each.year})" for each in _sources(project)),
        aims=aims,
        parties=_parties(project, as_of),
        lines=tuple(_with_aim(each, aims) for each in lines),
        totals=_totals(book, lines),
    )


def _totals(book: Book, lines: Sequence[Line]) -> tuple[Total, ...]:
    """What the results about named people are together: completions, and persons; nobody who was counted by head."""
    trained = [each for each in lines if each.section == Section.RESULT and each.query == _COMPLETIONS]
    completions, persons = together(book.asked(each.arguments, each.since) for each in trained)
    if not completions:
        return ()
    return Total(Unit.COMPLETIONS.value, completions), Total(Unit.PERSONS.value, persons)


def line_of(claim: Claim, as_of: date) -> tuple[IndicatorVersion | None, Line]:
    """One claim as of a day, as it stands on its page, with the version of its indicator."""
    book = Book(claim.indicator.institution.code, as_of)
    version = _versions([claim], as_of).get(claim.indicator_id)
    said = _statements(claim.project, as_of).get(claim.code, ())
    return version, _line(book, claim, version, said)


def _sources(project: Project) -> Sequence[Source]:
    return list(Source.objects.filter(project=project))


def _versions(claims: Sequence[Claim], as_of: date) -> dict[object, IndicatorVersion]:
    """The version of each indicator that held on the day: the last that had begun."""
    found = IndicatorVersion.objects.filter(indicator__in=[each.indicator_id for each in claims], starts_on__lte=as_of)
    return {each.indicator_id: each for each in found.order_by("starts_on", "number")}


def _statements(project: Project, as_of: date) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    rows = Statement.objects.filter(claim__project=project, stated_on__lte=as_of).select_related("claim")
    for each in rows:
        said = Said(each.text, each.author, each.evidence, each.stated_on)
        found.setdefault(each.claim.code, []).append(said)
    return found


def _line(book: Book, claim: Claim, version: IndicatorVersion | None, said: Sequence[Said]) -> Line:
    found = book.measure(version, claim.since) if version else NOTHING_KEPT
    quantifier = Quantifier(claim.quantifier)
    shown, told = kept_back(found, claim.indicator.unit)
    if said:
        told = (*told, Caution(Warned.CONTRIBUTION.value, len(said)))
    query = NAMED.get(version.query) if version else None
    return Line(
        code=claim.code,
        section=claim.section,
        text=claim.text,
        objective=claim.objective.number if claim.objective else None,
        level=claim.indicator.level,
        indicator=claim.indicator.code,
        version=version.number if version else 0,
        query=version.query if version else "",
        arguments=dict(version.arguments) if version else {},
        method=query.method if query else "",
        unit=claim.indicator.unit,
        since=claim.since,
        quantifier=quantifier.value,
        asserted=claim.asserted,
        value=shown.value,
        whole=shown.whole,
        shown=shown.text(),
        parts=tuple(shown.parts),
        verdict=verdict_of(quantifier, claim.asserted, _tellable(shown, found)).value,
        cautions=tuple(told),
        statements=tuple(said),
        earlier=shown.earlier,
        name=claim.indicator.name,
        definition=version.definition if version else "",
        direction=claim.indicator.direction,
        beside=shown.beside,
        base=_base(claim.indicator),
        marks=_marks(claim.indicator),
    )


def _tellable(shown: Measured, found: Measured) -> Measured:
    """What a verdict may rest on: of a number that is kept back it would tell something."""
    return shown if shown.value is None else found


def _base(indicator: Indicator) -> Base | None:
    kept: Baseline | None = getattr(indicator, "baseline", None)
    return Base(kept.measured_on, kept.value, kept.source) if kept else None


def newest_targets(indicator: Indicator) -> dict[tuple[date, date], float]:
    """What is aimed at in each period: the row that was set last counts."""
    return {(each.first, each.last): each.value for each in indicator.targets.all()}


def _marks(indicator: Indicator) -> tuple[Mark, ...]:
    return tuple(Mark(*days, value) for days, value in sorted(newest_targets(indicator).items()))


def _aims(project: Project, lines: Sequence[Line]) -> tuple[Aim, ...]:
    claimed = [each for each in lines if each.section == Section.RESULT and each.objective is not None]
    all_of = Counter(each.objective for each in claimed)
    supported = Counter(each.objective for each in claimed if each.verdict == Verdict.SUPPORTED)
    return tuple(
        Aim(each.number, each.text, all_of[each.number], supported[each.number])
        for each in project.objectives.order_by("number")
    )


def _with_aim(line: Line, aims: Sequence[Aim]) -> Line:
    """A claim that an objective exists says how many results serve it, and warns where none is recorded."""
    if line.query != _OBJECTIVE or line.objective is None:
        return line
    aim = next((each for each in aims if each.number == line.objective), None)
    if aim is None or aim.supported:
        return line
    return replace(line, cautions=(*line.cautions, Caution(Warned.NO_RESULT_RECORDED.value)))


def _parties(project: Project, as_of: date) -> tuple[Party, ...]:
    joined = ProjectPartner.objects.filter(project=project).select_related("partner").order_by("role", "partner__code")
    listed = list(joined)
    ids = [each.partner_id for each in listed]
    then, latest = names_on(as_of, ids), names_on(date.max, ids)
    return tuple(
        Party(
            each.partner.code,
            then.get(each.partner_id, ""),
            latest.get(each.partner_id, "") if latest.get(each.partner_id) != then.get(each.partner_id) else "",
            each.partner.kind,
            each.role,
            each.partner.iati_id,
        )
        for each in listed
    )


def projects_with_claims() -> list[Project]:
    """Every project that has claims, by code."""
    claimed = Claim.objects.values("project")
    return list(Project.objects.filter(pk__in=claimed).order_by("code"))
