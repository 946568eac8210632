"""Named queries about instruments and deployments."""

from __future__ import annotations

from genderdesk.monitoring.results.queries.asking import answers, parts_of
from genderdesk.monitoring.results.rules.measured import NOTHING_KEPT, Asked, Measured
from genderdesk.monitoring.results.vocabulary import Method, Unit
from genderdesk.programme.guidance.models import Deployment
from genderdesk.programme.partners.models import ProjectInstrument


@answers("project.instruments", Method.INSTRUMENTS, Unit.RECORDS, "instruments", needs="project")
def instruments(asked: Asked) -> Measured:
    """How many instruments the project's goal serves, of the named ones where some are."""
    linked = ProjectInstrument.objects.filter(
        project__institution=asked.institution_id, project__code=asked.word("project")
    ).select_related("instrument")
    named = asked.words("instruments")
    found = [each.instrument for each in linked.order_by("instrument__code")]
    found = [each for each in found if not each.adopted_on or each.adopted_on <= asked.as_of]
    found = [each for each in found if not named or each.code in named]
    if not found:
        return NOTHING_KEPT
    return Measured(len(found), len(named) or None, shown="; ".join(each.title for each in found))


@answers("guidance.deployed", Method.DEPLOYED, Unit.PERSONS, "missions")
def deployed(asked: Asked) -> Measured:
    """How many women were sent to missions until the day, beside all who were; one who went twice is two."""
    sent = Deployment.objects.filter(institution=asked.institution_id, starts_on__lte=asked.as_of)
    sent = sent.filter(starts_on__gte=asked.since) if asked.since else sent
    sent = sent.filter(mission__in=asked.words("missions")) if asked.words("missions") else sent
    listed = list(sent)
    women = sum(each.women for each in listed)
    everybody = {
        "female": women,
        "male": sum(each.men for each in listed),
        "unknown": sum(each.unknown for each in listed),
    }
    parts = parts_of("sex", [(sex, number) for sex, number in everybody.items() if number])
    return Measured(women or None, sum(everybody.values()), parts=parts, beside=True) if listed else NOTHING_KEPT
