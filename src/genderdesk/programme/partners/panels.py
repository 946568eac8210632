"""What the room shows elsewhere: its link, and on Today what ends and what is owed."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.panels import Listing, NavItem, TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.organisation.institution.models import Desk
from genderdesk.programme.partners import queries
from genderdesk.programme.partners.access import MAY_AGREE, MAY_SEE_PARTNERS
from genderdesk.programme.partners.labels import THING_KINDS, THING_STATES
from genderdesk.programme.partners.vocabulary import Standing

_SHOWN = 10


@panel("nav", order=72)
def partners_link(request: DeskRequest) -> NavItem | None:
    """Partners, for who may see them."""
    if not permits(request.actor, MAY_SEE_PARTNERS):
        return None
    address = reverse("partners:register")
    return NavItem(_("Partners"), address, prefix=address)


@panel("desk_readiness", order=20)
def things_given(request: DeskRequest, *, desk: Desk) -> list[Listing]:
    """On the page of a desk's readiness, what partners gave that stands at its unit."""
    if not permits(request.actor, MAY_SEE_PARTNERS):
        return []
    return [
        Listing(
            str(each.pk),
            f"{THING_KINDS[each.kind]} {each.serial}",
            THING_STATES[each.state],
            url=reverse("partners:project", args=[each.receipt.project_id]),
        )
        for each in queries.things_at(request.actor, desk.unit_id)
    ]


@panel("today", order=66)
def agreements_due(request: DeskRequest) -> TodayPanel | None:
    """Agreements that end soon or ended unrenewed, and obligations overdue; nothing where there is none."""
    if not permits(request.actor, MAY_AGREE):
        return None
    today = timezone.localdate()
    ending = queries.ending_agreements(request.actor, today)
    owed = list(queries.overdue_obligations(request.actor, today)[: _SHOWN + 1])
    if not ending and not owed:
        return None
    rows = [_ending(line) for line in ending] + [
        TodayRow(
            each.what,
            reverse("partners:agreement", args=[each.agreement_id]),
            status=_("Due since %(day)s") % {"day": date_format(each.due_on)},
            tone="overdue",
        )
        for each in owed
    ]
    return TodayPanel(
        _("Agreements and obligations"), rows[:_SHOWN], len(rows), rows[0].tone, reverse("partners:register")
    )


def _ending(line: queries.AgreementLine) -> TodayRow:
    words = {"day": date_format(line.agreement.ends_on or date.max)}
    over = line.standing == Standing.EXPIRED
    return TodayRow(
        f"{line.name} · {line.agreement.title}",
        reverse("partners:agreement", args=[line.agreement.pk]),
        status=_("Ended on %(day)s") % words if over else _("Ends on %(day)s") % words,
        tone="overdue" if over else "due",
    )
