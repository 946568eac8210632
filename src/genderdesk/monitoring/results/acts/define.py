"""Indicators: what is counted, from which day on, what it was and what it should become."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.monitoring.results.access import MAY_KEEP_RESULTS
from genderdesk.monitoring.results.models import Baseline, Indicator, IndicatorVersion, Target
from genderdesk.monitoring.results.queries.asking import NAMED, taken_by
from genderdesk.monitoring.results.rules.files import read_arguments
from genderdesk.monitoring.results.vocabulary import Direction, Level, Unit


@act("indicator.define", needs=MAY_KEEP_RESULTS, notes=("code",))
def define_indicator(
    actor: Actor,
    *,
    code: str,
    name: str,
    level: Level,
    query: str,
    arguments: str,
    definition: str,
    starts_on: date,
    direction: Direction = Direction.UP,
) -> Indicator:
    """Define an indicator of the own institution with its first version; it counts in the unit of its query.

    Invalid where the code is taken, or the query does not take these arguments.
    """
    if Indicator.objects.filter(institution_id=actor.own_institution, code=code).exists():
        raise Invalid(_("There is an indicator with this code."), "code")
    given = demand_arguments(query, arguments)
    indicator = Indicator(
        institution_id=actor.own_institution,
        code=code,
        name=name,
        level=level,
        unit=NAMED[query].unit.value,
        direction=direction,
    )
    keep(indicator)
    keep(
        IndicatorVersion(
            indicator=indicator,
            number=1,
            starts_on=starts_on,
            definition=definition,
            query=query,
            arguments=given,
            written_by=actor.id,
        )
    )
    return indicator


def demand_arguments(query: str, arguments: str) -> dict[str, str]:
    """The arguments of a query as they were typed; Invalid where it does not take them."""
    if query not in NAMED:
        raise Invalid(_("Choose a query from the list."), "query")
    given = read_arguments(arguments)
    if given is None:
        raise Invalid(_("Write arguments like courses=SOP | sex=female, each name once."), "arguments")
    if strange := sorted(set(given) - taken_by(query)):
        takes = ", ".join(sorted(taken_by(query)))
        raise Invalid(
            _("This query takes no %(name)s. It takes %(takes)s.") % {"name": strange[0], "takes": takes}, "arguments"
        )
    if missing := sorted(NAMED[query].needs - set(given)):
        raise Invalid(_("This query needs %(name)s.") % {"name": missing[0]}, "arguments")
    return given


@act("indicator.revise", needs=MAY_KEEP_RESULTS, subject=Indicator)
def revise_indicator(
    actor: Actor, indicator: Indicator, *, query: str, arguments: str, definition: str, starts_on: date
) -> IndicatorVersion:
    """Count an indicator in another way from a day on. Numbers of two versions are not compared.

    Invalid for a query of another unit, and where the day is not after that of the version before.
    """
    given = demand_arguments(query, arguments)
    if NAMED[query].unit != Unit(indicator.unit):
        raise Invalid(_("This query counts something else. Define another indicator for it."), "query")
    last = indicator.versions.order_by("-number").first()
    if last is not None and starts_on <= last.starts_on:
        raise Invalid(
            _("The version before begins on %(day)s. Choose a later day.") % {"day": last.starts_on}, "starts_on"
        )
    if last is not None:
        last.ends_on = starts_on
        last.save(update_fields=["ends_on"])
    version = IndicatorVersion(
        indicator=indicator,
        number=last.number + 1 if last else 1,
        starts_on=starts_on,
        definition=definition,
        query=query,
        arguments=given,
        written_by=actor.id,
    )
    keep(version)
    return version


@act("indicator.target", needs=MAY_KEEP_RESULTS, subject=Indicator)
def set_target(actor: Actor, indicator: Indicator, *, first: date, last: date, value: float, why: str = "") -> Target:
    """Say what an indicator should reach in a period. What was aimed at before stays; a change says why."""
    if last < first:
        raise Invalid(_("The last day lies before the first. Check both days."), "last")
    if indicator.targets.filter(first=first, last=last).exists() and not why.strip():
        raise Invalid(_("There is a target for these days. Say why it changes."), "why")
    target = Target(indicator=indicator, first=first, last=last, value=value, why=why, set_by=actor.id)
    keep(target)
    return target


@act("indicator.baseline", needs=MAY_KEEP_RESULTS, subject=Indicator)
def set_baseline(actor: Actor, indicator: Indicator, *, measured_on: date, value: float, source: str) -> Baseline:
    """Say what an indicator was before, once. Invalid where that was said."""
    if Baseline.objects.filter(indicator=indicator).exists():
        raise Invalid(
            _("The baseline is set. It does not change, so that every period is compared with the same."), "value"
        )
    baseline = Baseline(indicator=indicator, measured_on=measured_on, value=value, source=source, kept_by=actor.id)
    keep(baseline)
    return baseline
