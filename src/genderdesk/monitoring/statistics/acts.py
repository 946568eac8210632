"""Share a chart by a link: freeze it, let it open, take it back."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection import two_persons
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep, unguarded
from genderdesk.groundwork.protection.outlets import Kind, on_ground
from genderdesk.monitoring.statistics.access import MAY_RELEASE_CHARTS, MAY_SHARE_CHARTS
from genderdesk.monitoring.statistics.models import SharedChart
from genderdesk.monitoring.statistics.queries.frozen import Asked, chart_now
from genderdesk.monitoring.statistics.rules.calendar import month_of_day
from genderdesk.monitoring.statistics.rules.frozen import FrozenChart, digest_of, read, tells_apart, written
from genderdesk.monitoring.statistics.vocabulary import THRESHOLD
from genderdesk.monitoring.statistics.vocabulary.shared import OPEN, SHARE_DAYS, SHARED_CHART, WITHDRAWN
from genderdesk.organisation.institution.models import Institution

on_ground("statistics:linked", Kind.LINK, "counts in which no small cell is told, released by two", identity=False)


@act("chart.share", needs=MAY_SHARE_CHARTS, subject=Institution, notes=("title", "days"))
def share_chart(
    actor: Actor, institution: Institution, *, asked: Asked, title: str, days: int, token_digest: str
) -> SharedChart:
    """Freeze a chart as it is now, for a link of which the digest is given. It opens once another person releases it.

    Invalid for a month that is not over, where nothing is shown, and where the same chart was shared before with
    numbers that differ from these by one to four.
    """
    if days not in SHARE_DAYS:
        raise Invalid(_("Choose one of the numbers of days."), "days")
    if asked.institution != institution.code:
        raise Invalid(_("There is no such chart."))
    if asked.month is not None and asked.month >= month_of_day(timezone.localdate()):
        raise Invalid(_("This month is not over. Its chart can be shared when it is."))
    chart = chart_now(actor, asked)
    _demand_not_subtracted(institution, chart)
    content = written(chart)
    shared = SharedChart(
        institution=institution,
        title=title,
        content=content,
        digest=digest_of(content),
        table=chart.table,
        token_digest=token_digest,
        days=days,
        frozen_by=actor.id,
        frozen_officer=actor.officer_id,
    )
    keep(shared)
    return shared


def _demand_not_subtracted(institution: Institution, chart: FrozenChart) -> None:
    """Who had the earlier link could take one from the other."""
    earlier = SharedChart.objects.filter(institution=institution, table=chart.table, released_at__isnull=False)
    if any(tells_apart(read(content), chart, THRESHOLD) for content in earlier.values_list("content", flat=True)):
        raise Invalid(
            _(
                "This chart was shared before, and one to four records have changed since then. Sharing it again would "
                "tell of them."
            )
        )


@act("chart.release", needs=MAY_RELEASE_CHARTS, subject=SharedChart, states=SHARED_CHART)
def release_chart(actor: Actor, shared: SharedChart) -> SharedChart:
    """Let the link open, for its days from now on. Who froze the chart never releases it."""
    two_persons.demand_another(actor, shared.frozen_by, shared.frozen_officer)
    _demand_not_subtracted(shared.institution, read(shared.content))
    now = timezone.now()
    shared.state, shared.released_at, shared.ends_at = OPEN, now, now + timedelta(days=shared.days)
    shared.released_by, shared.released_officer = actor.id, actor.officer_id
    shared.save(update_fields=["state", "released_at", "ends_at", "released_by", "released_officer"])
    return shared


@act("chart.withdraw", needs=MAY_SHARE_CHARTS, subject=SharedChart, states=SHARED_CHART)
def withdraw_chart(actor: Actor, shared: SharedChart) -> SharedChart:
    """The link answers no more, from this moment on."""
    shared.state, shared.withdrawn_at, shared.withdrawn_by = WITHDRAWN, timezone.now(), actor.id
    shared.save(update_fields=["state", "withdrawn_at", "withdrawn_by"])
    return shared


def count_opening(shared: SharedChart) -> None:
    """One more opening of a link; nothing is kept of who opened it, and so there is no entry of it."""
    with unguarded("a link was opened"):
        SharedChart.objects.filter(pk=shared.pk).update(opened=F("opened") + 1)
