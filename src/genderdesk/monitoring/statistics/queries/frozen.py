"""Charts that are frozen for a link: what they hold, and who may see them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Invalid, Missing
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import SYSTEM, Actor
from genderdesk.groundwork.protection.vault import blind_index
from genderdesk.monitoring.statistics.access import charts_of
from genderdesk.monitoring.statistics.models import SharedChart
from genderdesk.monitoring.statistics.queries.barred import records_left_out
from genderdesk.monitoring.statistics.queries.counts import add_up, ask_for
from genderdesk.monitoring.statistics.queries.explore import Choice, explored
from genderdesk.monitoring.statistics.queries.months import codes_of
from genderdesk.monitoring.statistics.rules.calendar import quarter_text
from genderdesk.monitoring.statistics.rules.disclosure import MARGIN, protect_beside
from genderdesk.monitoring.statistics.rules.frozen import FrozenChart, digest_of
from genderdesk.monitoring.statistics.vocabulary import THRESHOLD, Figure
from genderdesk.monitoring.statistics.vocabulary.shared import OPEN, TOKEN_SIGNS
from genderdesk.organisation.institution.models import Officer
from genderdesk.organisation.places.queries import districts

Districts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which chart is asked for: a figure of a month, or a table of Explore by one dimension."""

    institution: str
    figure: Figure | None = None
    month: date | None = None
    choice: Choice | None = None


def chart_now(actor: Actor, asked: Asked) -> FrozenChart:
    """The chart as it would be frozen at this moment. Invalid where nothing of it may be shown.

    Nobody knows who will open a link, so that files with an open conflict are in none of its numbers. The reader is
    taken to know the staff's own figures, which have them: a number from which one to four such files could be
    subtracted is kept back.
    """
    with walls.seen_by(SYSTEM):
        without = records_left_out(SYSTEM)
    own = records_left_out(actor)
    names = dict(districts().values_list("code", "name"))
    if asked.choice is not None:
        chart = _of_choice(asked.institution, asked.choice, names, without)
        if without != own and chart != _of_choice(asked.institution, asked.choice, names, own):
            raise Invalid(_("Files with an open conflict count here, so this table cannot be shared now."))
    elif asked.figure is not None and asked.month is not None:
        chart = _of_month(asked.institution, asked.figure, asked.month, names, (without, own))
    else:
        raise Invalid(_("There is no such chart."))
    if not chart.total or not any(count for _code, count in chart.counts):
        raise Invalid(_("Nothing of this chart is shown, so there is nothing to share."))
    return chart


def _of_choice(institution: str, choice: Choice, names: Districts, without: frozenset[str]) -> FrozenChart:
    found = explored(institution, choice, names, without)
    counts = tuple((code, found.cells[code, MARGIN] if found.shown else None) for code in found.rows)
    total = found.total if found.shown else None
    first, last = quarter_text(choice.first), quarter_text(choice.last)
    return FrozenChart(institution, "", choice.kind, choice.rows, first, last, counts, total)


def _of_month(
    institution: str, figure: Figure, month: date, names: Districts, left_out: tuple[frozenset[str], frozenset[str]]
) -> FrozenChart:
    without, own = (
        add_up(ask_for(institution, [month], month, month, each)).month(month).of(figure.key) for each in left_out
    )
    codes = codes_of(figure, names, without, own)
    counts, wider = ({code: cells.get((code, ""), 0) for code in codes} for cells in (without, own))
    line = protect_beside(counts, wider, THRESHOLD, figure.told)
    text = f"{month:%Y-%m}"
    rows = tuple((code, line.cells[code]) for code in codes)
    return FrozenChart(institution, figure.key, figure.kind, figure.rows, text, text, rows, line.total)


def token_of(op_id: uuid.UUID) -> str:
    """The secret of the link that an operation makes: who holds the database alone cannot work it out."""
    return blind_index("shared_chart", str(op_id))[:TOKEN_SIGNS]


def shared_charts(actor: Actor) -> QuerySet[SharedChart]:
    """The charts behind links that the actor may see, the latest first, without what stands on them."""
    return charts_of(actor).defer("content")


def shared_chart_for(actor: Actor, chart_id: uuid.UUID) -> SharedChart:
    """One of them; Missing otherwise."""
    found = one_of(charts_of(actor).select_related("institution").filter(pk=chart_id))
    if found is None:
        raise Missing(_("There is no such link of your institution."))
    return found


def open_chart(token: str) -> SharedChart:
    """The chart of a link that answers now: released, not withdrawn and not over. Missing otherwise."""
    found = SharedChart.objects.select_related("institution").filter(
        token_digest=digest_of(token), state=OPEN, ends_at__gt=timezone.now()
    )
    if (one := found.first()) is None:
        raise Missing(_("This link does not answer any more."))
    return one


def makers_of(charts: list[SharedChart]) -> dict[uuid.UUID | None, str]:
    """Who froze each, by the officer's id."""
    officers = Officer.objects.filter(pk__in={chart.frozen_officer for chart in charts if chart.frozen_officer})
    return {each.pk: str(each) for each in officers}
