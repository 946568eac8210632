"""Indicators, claims and registers of the past, from files."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import act
from genderdesk.monitoring.results.access import MAY_LOAD_RESULTS
from genderdesk.monitoring.results.models import (
    Baseline,
    Claim,
    Indicator,
    IndicatorVersion,
    MonthlyReturn,
    RegisterEntry,
    Source,
    Statement,
    Target,
)
from genderdesk.monitoring.results.rules.files import ClaimRow, IndicatorRow, RegisterRow, ResultFiles, ReturnRow
from genderdesk.organisation.institution.models import Institution, Unit
from genderdesk.programme.partners.models import Objective, Project

Ids = Mapping[str, uuid.UUID]
_AT_ONCE = 1000


@act("results.load", needs=MAY_LOAD_RESULTS)
def load_results(actor: Actor, *, rows: list[ResultFiles]) -> dict[str, int]:
    """Keep indicators, claims and what they rest on; a second load adds what is new, and that a return has come since.

    How many of each are new.
    """
    counts = {"indicators": 0, "claims": 0, "register entries": 0, "returns": 0}
    for files in rows:
        institutions: Ids = dict(Institution.objects.values_list("code", "pk"))
        counts["indicators"] += _keep_indicators(actor, files.indicators, institutions)
        counts["claims"] += _keep_claims(files.claims)
        _keep_words(files)
        _keep_aims(actor, files)
        units: Ids = dict(Unit.objects.values_list("code", "pk"))
        counts["register entries"] += _keep_entries(files.registers, units)
        counts["returns"] += _keep_returns(files.returns, units)
    return counts


def _keep_indicators(actor: Actor, lines: Sequence[IndicatorRow], institutions: Ids) -> int:
    known = set(Indicator.objects.values_list("institution__code", "code"))
    first = {(each.institution, each.code): each for each in reversed(lines)}
    made = Indicator.objects.bulk_create(
        Indicator(
            institution_id=institutions[each.institution],
            code=each.code,
            name=each.name,
            level=each.level,
            unit=each.unit,
            direction=each.direction,
        )
        for key, each in first.items()
        if key not in known
    )
    ids = _indicator_ids()
    have = set(IndicatorVersion.objects.values_list("indicator", "number"))
    IndicatorVersion.objects.bulk_create(
        IndicatorVersion(
            indicator_id=ids[each.institution, each.code],
            number=each.version,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            definition=each.definition,
            query=each.query,
            arguments=dict(each.arguments),
            out_of=each.out_of,
            out_of_arguments=dict(each.out_of_arguments),
            written_by=actor.id,
        )
        for each in lines
        if (ids[each.institution, each.code], each.version) not in have
    )
    return len(made)


def _indicator_ids() -> dict[tuple[str, str], uuid.UUID]:
    rows = Indicator.objects.values_list("institution__code", "code", "pk")
    return {(institution, code): key for institution, code, key in rows}


def _keep_claims(lines: Sequence[ClaimRow]) -> int:
    projects = {code: (key, of) for code, key, of in Project.objects.values_list("code", "pk", "institution__code")}
    objectives = {
        (code, number): key for code, number, key in Objective.objects.values_list("project__code", "number", "pk")
    }
    indicators = _indicator_ids()
    known = set(Claim.objects.values_list("project__code", "code"))
    made = Claim.objects.bulk_create(
        Claim(
            project_id=projects[each.project][0],
            code=each.code,
            place=each.place,
            section=each.section,
            text=each.text,
            objective_id=objectives.get((each.project, each.objective or 0)),
            indicator_id=indicators[projects[each.project][1], each.indicator],
            quantifier=each.quantifier,
            asserted=each.asserted,
            since=each.since,
        )
        for each in lines
        if (each.project, each.code) not in known
    )
    return len(made)


def _keep_words(files: ResultFiles) -> None:
    claims = {(project, code): key for project, code, key in Claim.objects.values_list("project__code", "code", "pk")}
    projects: Ids = dict(Project.objects.values_list("code", "pk"))
    Statement.objects.bulk_create(
        (
            Statement(
                claim_id=claims[each.project, each.claim],
                text=each.text,
                author=each.author,
                evidence=each.evidence,
                stated_on=each.stated_on,
            )
            for each in files.statements
        ),
        ignore_conflicts=True,
    )
    Source.objects.bulk_create(
        (
            Source(
                project_id=projects[each.project],
                code=each.code,
                title=each.title,
                publisher=each.publisher,
                year=each.year,
                imported=each.imported,
            )
            for each in files.sources
        ),
        ignore_conflicts=True,
    )


def _keep_aims(actor: Actor, files: ResultFiles) -> None:
    ids = _indicator_ids()
    have = set(Target.objects.values_list("indicator", "first", "last"))
    Target.objects.bulk_create(
        Target(
            indicator_id=ids[each.institution, each.indicator],
            first=each.first,
            last=each.last,
            value=each.value,
            set_by=actor.id,
        )
        for each in files.targets
        if (ids[each.institution, each.indicator], each.first, each.last) not in have
    )
    Baseline.objects.bulk_create(
        (
            Baseline(
                indicator_id=ids[each.institution, each.indicator],
                measured_on=each.measured_on,
                value=each.value,
                source=each.source,
                kept_by=actor.id,
            )
            for each in files.baselines
        ),
        ignore_conflicts=True,
    )


def _keep_entries(lines: Sequence[RegisterRow], units: Ids) -> int:
    before = RegisterEntry.objects.count()
    RegisterEntry.objects.bulk_create(
        (
            RegisterEntry(
                unit_id=units[each.unit],
                number=each.number,
                received_on=each.received_on,
                hour=each.hour,
                place_id=each.place,
                minutes_to_scene=each.minutes_to_scene,
                health_on=each.health_on,
                psychosocial_on=each.psychosocial_on,
                legal_on=each.legal_on,
                settled_on=each.settled_on,
            )
            for each in lines
        ),
        batch_size=_AT_ONCE,
        ignore_conflicts=True,
    )
    return RegisterEntry.objects.count() - before


def _keep_returns(lines: Sequence[ReturnRow], units: Ids) -> int:
    before = MonthlyReturn.objects.count()
    MonthlyReturn.objects.bulk_create(
        (
            MonthlyReturn(unit_id=units[each.unit], month=each.month, due_on=each.due_on, received_on=each.received_on)
            for each in lines
        ),
        batch_size=_AT_ONCE,
        update_conflicts=True,
        update_fields=["received_on"],
        unique_fields=["unit", "month"],
    )
    return MonthlyReturn.objects.count() - before
