"""What the room shows elsewhere: its link, a trainer's Today, and one's own certificate that ends soon."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.casework.oversight.labels import name_looks
from genderdesk.groundwork.platform.panels import NavItem, TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.organisation.institution.vocabulary import Role
from genderdesk.programme.training.access import MAY_SEE_OWN_CERTIFICATES, MAY_SEE_RESULTS, MAY_TRAIN
from genderdesk.programme.training.labels import STATES, TONES
from genderdesk.programme.training.queries import events as queries

_SHOWN = 10

name_looks(
    {
        "training.list": gettext_lazy("Names of those who take part in a training"),
        "training.results": gettext_lazy("Results of trainings as a file"),
        "certificate.names": gettext_lazy("Names that certificates are set with"),
        "certificate.file": gettext_lazy("Certificates of a training as a file"),
        "spelling.names": gettext_lazy("Two spellings of a name"),
    }
)


@panel("nav", order=78)
def training_links(request: DeskRequest) -> list[NavItem]:
    """Training for who trains, and for trainers themselves what they do most; its results for who counts."""
    trains, is_trainer = permits(request.actor, MAY_TRAIN), request.actor.has(Role.TRAINER)
    items = []
    if trains:
        items.append(NavItem(_("Training"), reverse("training:trainings"), prefix=reverse("training:trainings")))
    if trains and is_trainer:
        items.append(NavItem(_("Plan a training"), reverse("training:plan")))
    if permits(request.actor, MAY_SEE_RESULTS) and (is_trainer or not trains):
        items.append(NavItem(_("Results of training"), reverse("training:results")))
    return items


@panel("live_channels")
def channels(request: DeskRequest) -> list[str]:
    """Who trains hears how a file of certificates goes on; the word has no name and no number."""
    return ["training"] if permits(request.actor, MAY_TRAIN) else []


@panel("today", order=60)
def trainings_now(request: DeskRequest) -> TodayPanel | None:
    """Trainings that run, come soon or wait to be closed, for who trains."""
    if not permits(request.actor, MAY_TRAIN):
        return None
    found = list(queries.under_way(request.actor)[: _SHOWN + 1])
    today = timezone.localdate()
    rows = [
        TodayRow(
            _("Who is there: %(course)s, %(place)s")
            % {"course": each.training.version.course.name, "place": each.training.place.name},
            reverse("training:session", args=[each.training_id, each.number]),
            status=f"{each.starts:%H:%M}–{each.ends:%H:%M}",
            tone="due",
        )
        for each in queries.sessions_of_today(request.actor)[:_SHOWN]
    ]
    rows += [
        TodayRow(
            f"{each.version.course.name} · {each.place.name} · {date_format(each.starts_on)}",
            reverse("training:training", args=[each.pk]),
            status=_("Its lists wait to be closed") if each.ends_on < today else STATES[each.state],
            tone="overdue" if each.ends_on < today else TONES[each.state],
        )
        for each in found[:_SHOWN]
    ]
    rows += [
        TodayRow(
            _("Certificates end, no refresher is planned: %(course)s, %(place)s")
            % {"course": each.version.course.name, "place": each.place.name},
            f"{reverse('training:plan')}?again={each.pk}",
            status=_("Plan a refresher"),
            tone="due",
        )
        for each in queries.to_refresh(request.actor)[:_SHOWN]
    ]
    return TodayPanel(
        _("Trainings"),
        rows,
        count=len(rows),
        tone="overdue" if any(row.tone == "overdue" for row in rows) else "calm",
        url=reverse("training:trainings"),
        empty=_("No training is under way."),
    )


@panel("today", order=61)
def own_certificates(request: DeskRequest) -> TodayPanel | None:
    """The reader's own certificates that end within 90 days; nothing where there is none."""
    if not permits(request.actor, MAY_SEE_OWN_CERTIFICATES):
        return None
    today = timezone.localdate()
    rows = [
        TodayRow(
            _("Your certificate “%(course)s” ends on %(day)s.")
            % {"course": each.participation.training.version.course.name, "day": date_format(each.expires_on)},
            reverse("training:own"),
            tone="overdue" if (each.expires_on - today).days <= 7 else "due",
        )
        for each in queries.own_expiring(request.actor)
        if each.expires_on
    ]
    return TodayPanel(_("My certificates"), rows, len(rows), "due", reverse("training:own")) if rows else None
