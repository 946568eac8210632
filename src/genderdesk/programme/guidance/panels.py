"""What the room shows elsewhere: its link, on Today what to read, decide and do, and on a case what was in force."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.casework.cases.access import MAY_SEE_CASES
from genderdesk.casework.cases.models import Case
from genderdesk.casework.oversight.labels import name_looks
from genderdesk.groundwork.platform.panels import NavItem, Tab, TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.programme.guidance import queries
from genderdesk.programme.guidance.access import IS_STAFF, may_hold_authority
from genderdesk.programme.guidance.models import Version
from genderdesk.programme.guidance.vocabulary.documents import READ_WITHIN_DAYS

_SHOWN = 20

name_looks({"guidance.file": gettext_lazy("Signed original of a document")})


@panel("nav", order=65)
def navigation(request: DeskRequest) -> NavItem | None:
    """The room, for everybody of an institution."""
    if not permits(request.actor, IS_STAFF):
        return None
    address = reverse("guidance:documents")
    return NavItem(_("Guidance and decisions"), address, prefix=address)


@panel("case", order=80)
def tab(request: DeskRequest, *, case: Case) -> Tab | None:
    """Which guidance was in force, for whoever works on the case."""
    if not permits(request.actor, MAY_SEE_CASES) or request.actor.institution_id is None:
        return None
    return Tab("guidance", _("Guidance"), reverse("guidance:case", args=[case.pk]))


@panel("today", order=40)
def to_acknowledge(request: DeskRequest) -> TodayPanel | None:
    """Documents that bind the reader and that she has not acknowledged."""
    if not permits(request.actor, IS_STAFF):
        return None
    found = queries.to_acknowledge(request.actor)
    if not found:
        return None
    rows = [_reading(each) for each in found[:_SHOWN]]
    tone = "overdue" if any(row.tone == "overdue" for row in rows) else "new"
    return TodayPanel(_("To read and acknowledge"), rows, len(found), tone, reverse("guidance:documents"))


def _reading(version: Version) -> TodayRow:
    due = (version.in_force_from or timezone.localdate()) + timedelta(days=READ_WITHIN_DAYS)
    late = due < timezone.localdate()
    status = _("Reminded") if version.reminded_at else ""
    return TodayRow(
        f"{version.document.reference} · {version.document.title}",
        reverse("guidance:document", args=[version.document_id]),
        timezone.make_aware(datetime.combine(due, time(17))),
        status,
        "overdue" if late else "due" if version.reminded_at else "new",
    )


@panel("today", order=15)
def to_decide(request: DeskRequest) -> TodayPanel | None:
    """Proposals and versions that wait for the reader's decision."""
    if not permits(request.actor, IS_STAFF) or not may_hold_authority(request.actor):
        return None
    proposals = queries.waiting_for_decision(request.actor)
    versions = queries.waiting_to_be_authorised(request.actor)
    if not proposals and not versions:
        return None
    rows = [
        TodayRow(
            f"{each.document.reference} · {each.document.title}",
            f"{reverse('guidance:document', args=[each.document_id])}?version={each.pk}",
            each.submitted_at,
            _("To authorise"),
            "due",
        )
        for each in versions
    ]
    rows += [
        TodayRow(each.title, reverse("guidance:proposal", args=[each.pk]), each.submitted_at, _("To decide"), "due")
        for each in proposals
    ]
    number = len(proposals) + len(versions)
    return TodayPanel(_("Waits for your decision"), rows[:_SHOWN], number, "due", reverse("guidance:decisions"))


@panel("today", order=42)
def to_do(request: DeskRequest) -> TodayPanel | None:
    """Actions of the reader's post that are due, and documents of hers that are to be reviewed."""
    if not permits(request.actor, IS_STAFF) or request.actor.post_id is None:
        return None
    actions, reviews = queries.due_actions(request.actor), queries.review_due(request.actor)
    if not actions and not reviews:
        return None
    today = timezone.localdate()
    rows = [
        TodayRow(
            each.what,
            reverse("guidance:action", args=[each.pk]),
            status=_("Due on %(day)s") % {"day": date_format(each.due_on, "SHORT_DATE_FORMAT")},
            tone="overdue" if each.due_on < today else "due",
        )
        for each in actions
    ]
    rows += [
        TodayRow(
            f"{each.document.reference} · {each.document.title}",
            reverse("guidance:document", args=[each.document_id]),
            status=_("Review by %(day)s") % {"day": date_format(each.review_due or today, "SHORT_DATE_FORMAT")},
            tone="overdue" if each.review_due is not None and each.review_due < today else "due",
        )
        for each in reviews
    ]
    tone = "overdue" if any(row.tone == "overdue" for row in rows) else "due"
    return TodayPanel(_("Actions and reviews that are due"), rows[:_SHOWN], len(rows), tone)
