"""What the room shows elsewhere: its link, and on Today what is planned, to be recalled, answered and looked at."""

from __future__ import annotations

from datetime import datetime, time

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
from genderdesk.programme.outreach import queries
from genderdesk.programme.outreach.access import MAY_SEE_OUTREACH, activities_of
from genderdesk.programme.outreach.labels import FEEDBACK_NATURES, FEEDBACK_TOPICS, PHOTO_STATES
from genderdesk.programme.outreach.vocabulary import PLANNED

_SHOWN = 10

name_looks(
    {
        "outreach.photo": gettext_lazy("Photograph of an activity"),
        "outreach.photo_file": gettext_lazy("Photograph of an activity as a file"),
    }
)


@panel("nav", order=71)
def outreach_links(request: DeskRequest) -> list[NavItem]:
    """Outreach, for who may see it, and for its officer what she does most."""
    if not permits(request.actor, MAY_SEE_OUTREACH):
        return []
    address = reverse("outreach:activities")
    items = [NavItem(_("Outreach"), address, prefix=address)]
    if request.actor.has(Role.OUTREACH_OFFICER):
        items.append(NavItem(_("Log what was held"), reverse("outreach:log")))
        items.append(NavItem(_("Materials"), reverse("outreach:materials")))
        items.append(NavItem(_("Feedback from places"), reverse("outreach:feedback")))
        items.append(NavItem(_("Clubs and networks"), reverse("outreach:clubs")))
        items.append(NavItem(_("Whom we reached"), reverse("outreach:reach")))
    return items


@panel("today", order=65)
def planned(request: DeskRequest) -> TodayPanel | None:
    """For the outreach officer: what is planned, materials to recall, and places that wait for their answer."""
    if not request.actor.has(Role.OUTREACH_OFFICER):
        return None
    today = timezone.localdate()
    rows = [
        TodayRow(
            f"{each.outlet} · {each.topic}",
            reverse("outreach:media_item", args=[each.pk]),
            status=_("Was it put right?")
            if each.asked_on
            else _("Somebody may be recognised: ask to have it taken down"),
            tone="due" if each.asked_on else "overdue",
        )
        for each in queries.to_put_right(request.actor)
    ]
    rows += [
        TodayRow(
            f"{each.material.headline} · {each.material.code} {each.material.version}",
            reverse("outreach:material", args=[each.material.pk]),
            status=_("Carries a number that is gone: recall it")
            if each.numbers
            else _("A guideline that it tells of has changed: recall it"),
            tone="overdue",
        )
        for each in queries.outdated(request.actor)
    ]
    rows += [
        TodayRow(
            f"{FEEDBACK_NATURES[each.nature]}: {FEEDBACK_TOPICS[each.topic]} · {each.place.name}",
            reverse("outreach:feedback_item", args=[each.pk]),
            status=_("The place waits for its answer"),
            tone="overdue",
        )
        for each in queries.feedback_overdue(request.actor, _SHOWN)
    ]
    coming = activities_of(request.actor).filter(state=PLANNED).select_related("place").order_by("held_on", "id")
    rows += [
        TodayRow(
            f"{each.title} · {each.place.name}",
            reverse("outreach:activity", args=[each.pk]),
            due_at=timezone.make_aware(datetime.combine(each.held_on, time(23, 59))),
            status=date_format(each.held_on),
            tone="due" if each.held_on < today else "new",
        )
        for each in coming[:_SHOWN]
    ]
    return TodayPanel(
        _("Outreach"),
        rows[:_SHOWN],
        len(rows),
        rows[0].tone if rows else "calm",
        reverse("outreach:activities"),
        empty=_("Nothing is planned, and no material is out of date."),
    )


@panel("today", order=66)
def photos_to_clear(request: DeskRequest) -> TodayPanel | None:
    """Photographs that wait for another person; nothing where there is none."""
    rows = [
        TodayRow(
            f"{each.shows} · {each.activity.title}",
            reverse("outreach:activity", args=[each.activity_id]) + "#photographs",
            status=PHOTO_STATES[each.state],
            tone="due",
        )
        for each in queries.photos_to_clear(request.actor, _SHOWN)
    ]
    if not rows:
        return None
    return TodayPanel(_("Photographs to look at"), rows, len(rows), "due", reverse("outreach:activities"))
