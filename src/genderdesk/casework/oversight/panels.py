"""What oversight shows on other rooms' pages: the way in, what waits, and which live word it hears."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_WORK_ON
from genderdesk.casework.cases.models import Case
from genderdesk.casework.oversight import queries
from genderdesk.casework.oversight.access import MAY_OVERSEE
from genderdesk.casework.oversight.acts import CHANNEL
from genderdesk.casework.oversight.labels import KINDS, NAMES, REASONS, RULES, TONES
from genderdesk.groundwork.platform.panels import NavItem, PastLook, TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.models import Approval, Erasure, RetentionChange
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.groundwork.protection.vault import erasure, retention

_SHOWN = 20


@panel("nav", order=70)
def navigation(request: DeskRequest) -> NavItem | None:
    """The room, for who oversees."""
    if not permits(request.actor, MAY_OVERSEE):
        return None
    return NavItem(_("Oversight"), reverse("oversight:overview"), "/staff/oversight/")


@panel("nav", order=85)
def cells_link(request: DeskRequest) -> NavItem | None:
    """The cells, for administrators; oversight finds them on its own page, members beside the organisation."""
    if not request.actor.has("administrator"):
        return None
    return NavItem(_("Cells"), reverse("oversight:cells"), "/staff/cells/")


@panel("nav", order=86)
def years_link(request: DeskRequest) -> NavItem | None:
    """How long files are kept, for administrators; oversight finds it under keeping and erasing."""
    if not request.actor.has("administrator"):
        return None
    return NavItem(_("How long files are kept"), reverse("oversight:years"), "/staff/keeping/years/")


@panel("today", order=17)
def years_waiting(request: DeskRequest) -> TodayPanel | None:
    """Other years for a kind of file, that the reader decides on as the second person."""
    if not permits(request.actor, retention.MAY_SET):
        return None
    waiting = [each for each in retention.waiting_changes() if permits(request.actor, retention.MAY_DECIDE, each)]
    words = [f"{retention.kinds[each.kind].label} · {each.asked_code}" for each in waiting]
    heading = _("How long files are kept")
    return _second_person(heading, waiting, words, "oversight:decide_years", "oversight:years")


@panel("today", order=5)
def alerts_waiting(request: DeskRequest) -> TodayPanel | None:
    """Alerts that nobody has answered."""
    if not permits(request.actor, MAY_OVERSEE):
        return None
    waiting = queries.waiting(request.actor)
    rows = [
        TodayRow(
            f"{each.looker_code} · {RULES[each.rule]}",
            reverse("oversight:alert", args=[each.pk]),
            status=date_format(each.day, "DATE_FORMAT"),
            tone=TONES[each.rule],
        )
        for each in waiting[:_SHOWN]
    ]
    tone = "overdue" if any(row.tone == "overdue" for row in rows) else "due" if rows else "calm"
    return TodayPanel(
        _("Alerts"), rows, len(waiting), tone, reverse("oversight:overview"), _("No alert waits for an answer.")
    )


@panel("today", order=15)
def requests_waiting(request: DeskRequest) -> TodayPanel | None:
    """What the reader decides as the second person."""
    if not permits(request.actor, approvals.MAY_DECIDE):
        return None
    waiting = approvals.waiting_for(request.actor)
    words = [f"{approvals.kinds[each.kind].label} · {each.asked_code}" for each in waiting[:_SHOWN]]
    return _second_person(_("A second person is needed"), waiting, words, "oversight:decide", "oversight:requests")


@panel("today", order=17)
def own_requests(request: DeskRequest) -> TodayPanel | None:
    """What the reader asked for and nobody has decided: it can be taken back until then."""
    if not permits(request.actor, approvals.MAY_WITHDRAW):
        return None
    waiting = approvals.own_waiting(request.actor)
    if not waiting:
        return None
    page = reverse("oversight:requests")
    rows = [TodayRow(str(approvals.kinds[each.kind].label), page, each.asked_at) for each in waiting[:_SHOWN]]
    return TodayPanel(_("You asked a second person"), rows, len(waiting), "calm", page)


@panel("today", order=16)
def erasures_waiting(request: DeskRequest) -> TodayPanel | None:
    """Erasures that the reader decides on as the second person."""
    if not permits(request.actor, erasure.MAY_DECIDE):
        return None
    waiting = erasure.waiting_for(request.actor)
    reasons = [erasure.AUTHORITIES[erasure.Authority(each.authority)] for each in waiting[:_SHOWN]]
    words = [f"{reason} · {each.reference}" for reason, each in zip(reasons, waiting, strict=False)]
    return _second_person(_("Erase?"), waiting, words, "oversight:erasure", "oversight:keeping")


def _second_person(
    heading: str, waiting: Sequence[Approval | Erasure | RetentionChange], words: list[str], one: str, all_of_them: str
) -> TodayPanel | None:
    """Requests that the reader decides on, the first of them in words; None where none waits."""
    if not waiting:
        return None
    rows = [
        TodayRow(said, reverse(one, args=[each.pk]), each.asked_at, tone="due")
        for said, each in zip(words, waiting, strict=False)
    ]
    return TodayPanel(heading, rows, len(waiting), "due", reverse(all_of_them))


@panel("today", order=6)
def emergencies(request: DeskRequest) -> TodayPanel | None:
    """Broken glass: to review for oversight; to know of, and late reviews, for the supervisors who were told."""
    actor = request.actor
    if not actor.has("oversight", "desk_head"):
        return None
    found = queries.to_review(actor) if actor.has("oversight") else queries.told_to(actor)
    if not found:
        return None
    rows = [
        TodayRow(
            f"{each.subject_code} · {each.actor_code}",
            reverse("oversight:glass", args=[each.pk]) if actor.has("oversight") else "",
            each.review_due_at,
            _("Not reviewed in time") if each.escalated_at else "",
            "overdue" if each.escalated_at else "due",
        )
        for each in found[:_SHOWN]
    ]
    return TodayPanel(_("Opened in an emergency"), rows, len(found), "due")


@panel("case_looks")
def last_looks(request: DeskRequest, *, case: Case) -> list[PastLook]:
    """Who looked into a case last, and why, for whoever works on it."""
    if not permits(request.actor, MAY_WORK_ON, case):
        return []
    return [
        PastLook(
            each.entry.at,
            each.entry.actor_code,
            each.post,
            NAMES.get(each.entry.name) or KINDS[each.entry.kind],
            REASONS.get(each.reason, ""),
        )
        for each in queries.last_looks_at(request.actor, case)
    ]


@panel("live_channels")
def channels(request: DeskRequest) -> list[str]:
    """Oversight hears of alerts in the own institution."""
    actor = request.actor
    return [CHANNEL.format(actor.institution_id)] if permits(actor, MAY_OVERSEE) else []
