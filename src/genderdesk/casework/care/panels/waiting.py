"""Referrals that wait on Today: for the desk those to follow, for the provider those to answer and who is to come."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from genderdesk.casework.care import queries
from genderdesk.casework.care.access import IS_PROVIDER, MAY_REFER
from genderdesk.casework.care.labels import ANSWERED, SERVICES, STATES
from genderdesk.casework.care.models import Referral
from genderdesk.casework.care.vocabulary import ACCEPTED, NO_SHOW
from genderdesk.casework.cases.queries import Overdue
from genderdesk.groundwork.platform.panels import TodayPanel, TodayRow, panel
from genderdesk.groundwork.platform.words import Words
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest

_SHOWN = 20


def _to_desk(referral: Referral, *, due_at: datetime | None, status: Words, tone: str) -> TodayRow:
    """The line of a referral for the desk that sent it."""
    words = f"{referral.number} · {SERVICES[referral.service]} · {referral.provider}"
    return TodayRow(words, reverse("care:referral", args=[referral.pk]), due_at=due_at, status=status, tone=tone)


def _to_provider(referral: Referral, *, due_at: datetime | None, status: Words, tone: str) -> TodayRow:
    """The same for the provider that it was sent to."""
    words = f"{referral.number} · {SERVICES[referral.service]}"
    address = reverse("care:provider_referral", args=[referral.pk])
    return TodayRow(words, address, due_at=due_at, status=status, tone=tone)


@panel("today", order=30)
def overdue_referrals(request: DeskRequest) -> TodayPanel | None:
    """Referrals that a provider has left unanswered."""
    actor = request.actor
    if not permits(actor, MAY_REFER):
        return None
    rows = [
        _to_desk(
            referral,
            due_at=referral.answer_due_at,
            status=_("No answer yet"),
            tone="overdue",
        )
        for referral in queries.overdue(actor)[:_SHOWN]
    ]
    tone = "overdue" if rows else "calm"
    return TodayPanel(
        _("Referrals without an answer"), rows, len(rows), tone, empty=_("Every referral was answered in time.")
    )


@panel("overdue", order=30)
def overdue_answers(request: DeskRequest) -> list[Overdue]:
    """Referrals that a provider has left unanswered, among what is overdue by district."""
    found = queries.unanswered(request.actor)
    return [Overdue("referral", _("Referrals without an answer"), found, "case__", "answer_due_at")]


@panel("today", order=32)
def referrals_to_continue(request: DeskRequest) -> TodayPanel | None:
    """Referrals that were declined, to which somebody did not come, or that take too long: each needs a next step."""
    actor = request.actor
    if not permits(actor, MAY_REFER) or actor.has("desk_head"):
        return None
    found = queries.to_continue(actor, _SHOWN + 1)
    if not found:
        return None
    rows = [
        _to_desk(
            each,
            due_at=each.attend_due_at if each.state == ACCEPTED else None,
            status=_next_step(each.state),
            tone="overdue" if each.state == ACCEPTED else "due",
        )
        for each in found[:_SHOWN]
    ]
    return TodayPanel(_("Referrals that need a next step"), rows, len(found), "due")


@panel("today", order=31)
def answers(request: DeskRequest) -> TodayPanel | None:
    """What services have answered of late, and questions that they ask: to be told to the survivor, or answered."""
    actor = request.actor
    if not permits(actor, MAY_REFER) or actor.has("desk_head"):
        return None
    found = queries.answers(actor, _SHOWN + 1)
    if not found:
        return None
    rows = [
        _to_desk(
            each,
            due_at=each.appointment_at if each.state == ACCEPTED else None,
            status=_("A message from the provider") if asks else ANSWERED[each.state],
            tone="due" if asks else "new",
        )
        for each, asks in found[:_SHOWN]
    ]
    return TodayPanel(_("Answers from services"), rows, len(found), "due" if any(asks for _r, asks in found) else "new")


def _next_step(state: str) -> str:
    if state == NO_SHOW:
        return _("Did not come: ask, when it is safe")
    return _("Not seen in time") if state == ACCEPTED else _("Find another place")


@panel("today", order=10)
def new_referrals(request: DeskRequest) -> TodayPanel | None:
    """What waits for the provider's answer."""
    actor = request.actor
    if not permits(actor, IS_PROVIDER):
        return None
    rows = [
        _to_provider(
            referral,
            due_at=referral.answer_due_at,
            status=_("Answer needed"),
            tone="overdue" if queries.is_overdue(referral) else "new",
        )
        for referral in queries.waiting_for(actor)[:_SHOWN]
    ]
    return TodayPanel(
        _("Referrals to answer"), rows, len(rows), "new" if rows else "calm", reverse("care:inbox"), _("Nothing waits.")
    )


@panel("today", order=12)
def expected(request: DeskRequest) -> TodayPanel | None:
    """Whom the provider has accepted and has not told the end of; nothing is shown where there is nobody."""
    actor = request.actor
    if not permits(actor, IS_PROVIDER):
        return None
    found = list(queries.expected_by(actor)[: _SHOWN + 1])
    if not found:
        return None
    rows = [
        _to_provider(
            each,
            due_at=each.appointment_at or each.attend_due_at if each.state == ACCEPTED else None,
            status=STATES[each.state],
            tone="info",
        )
        for each in found[:_SHOWN]
    ]
    return TodayPanel(_("People you expect"), rows, len(found), "new", reverse("care:inbox"))
