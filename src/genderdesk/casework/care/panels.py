"""What care shows on other rooms' pages."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from genderdesk.casework.care import queries
from genderdesk.casework.care.access import IS_PROVIDER, MAY_CONFIRM, MAY_REFER, MAY_SEE_DIRECTORY
from genderdesk.casework.care.labels import PROVIDER_KINDS, SERVICES, hours_words
from genderdesk.casework.care.models import Provider
from genderdesk.casework.care.vocabulary import CONSENTED, OPEN, PROPOSED, REACHED
from genderdesk.casework.cases.labels import LANGUAGES
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.vocabulary import DECLINED as CASE_DECLINED
from genderdesk.groundwork.platform.panels import Listing, NavItem, Tab, TodayPanel, TodayRow, panel
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest

_SHOWN = 20
# Said in the language of whoever reads or is written to.
_hours = lazy(hours_words, str)


@panel("nav", order=45)
def navigation(request: DeskRequest) -> list[NavItem]:
    """The provider's inbox, or the directory for staff."""
    actor = request.actor
    if permits(actor, IS_PROVIDER):
        return [NavItem(_("Referrals"), reverse("care:inbox"), "/staff/provider/")]
    if permits(actor, MAY_SEE_DIRECTORY):
        return [NavItem(_("Services"), reverse("care:directory"), "/staff/care/")]
    return []


@panel("service_finder")
def places_that_help(request: DeskRequest, *, district_code: str) -> list[Listing]:
    """Open places for somebody on the line, those of the district first. Safe houses stay out: where they are is told
    by their own people only."""
    if not permits(request.actor, MAY_SEE_DIRECTORY):
        return []
    return [
        Listing(
            str(each.pk),
            each.name,
            _detail(each),
            each.phone,
            _hours(each.hours, each.schedule),
            each.district_id == district_code,
            reverse("care:provider", args=[each.pk]),
        )
        for each in queries.places_to_tell(district_code)[:_SHOWN]
    ]


def _detail(provider: Provider) -> str:
    words = [str(PROVIDER_KINDS[provider.kind]), provider.district.name]
    if queries.is_open_now(provider):
        words.append(_("open now"))
    if queries.is_free(provider):
        words.append(_("free of charge"))
    words += [str(LANGUAGES.get(each, each)) for each in provider.languages]
    return " · ".join(words)


@panel("service_search")
def whole_directory(request: DeskRequest, *, district_code: str) -> list[Listing]:
    """The way from the line to the whole directory, where more can be asked: language, accessibility, hours, cost."""
    if not permits(request.actor, MAY_SEE_DIRECTORY):
        return []
    address = f"{reverse('care:directory')}?{urlencode({'district': district_code})}"
    return [Listing("directory", _("Search by service, language, hours or cost"), url=address)]


@panel("today", order=40)
def entries_to_confirm(request: DeskRequest) -> TodayPanel | None:
    """Entries of the directory that nobody has confirmed for 180 days."""
    actor = request.actor
    if not permits(actor, MAY_CONFIRM):
        return None
    found = list(queries.to_confirm_for(actor)[: _SHOWN + 1])
    if not found:
        return None
    rows = [
        TodayRow(
            f"{each.name} · {each.district.name}",
            reverse("care:provider", args=[each.pk]),
            status=_("Ask the place, then confirm"),
            tone="due",
        )
        for each in found[:_SHOWN]
    ]
    return TodayPanel(_("Services to confirm"), rows, len(found), "due", reverse("care:directory"))


@panel("today", order=30)
def overdue_referrals(request: DeskRequest) -> TodayPanel | None:
    """Referrals that a provider has left unanswered."""
    actor = request.actor
    if not permits(actor, MAY_REFER):
        return None
    rows = [
        TodayRow(
            f"{referral.number} · {SERVICES[referral.service]} · {referral.provider}",
            reverse("care:referral", args=[referral.pk]),
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


@panel("today", order=10)
def new_referrals(request: DeskRequest) -> TodayPanel | None:
    """What waits for the provider's answer."""
    actor = request.actor
    if not permits(actor, IS_PROVIDER):
        return None
    rows = [
        TodayRow(
            f"{referral.number} · {SERVICES[referral.service]}",
            reverse("care:provider_referral", args=[referral.pk]),
            due_at=referral.answer_due_at,
            status=_("Answer needed"),
            tone="overdue" if queries.is_overdue(referral) else "new",
        )
        for referral in queries.waiting_for(actor)[:_SHOWN]
    ]
    return TodayPanel(
        _("Referrals to answer"), rows, len(rows), "new" if rows else "calm", reverse("care:inbox"), _("Nothing waits.")
    )


@panel("case", order=40)
def referrals_tab(request: DeskRequest, *, case: Any, **_context: Any) -> Tab | None:
    """The tab with a case's referrals."""
    if not permits(request.actor, MAY_REFER, case):
        return None
    return Tab("referrals", _("Referrals"), reverse("care:case_referrals", args=[case.pk]))


@panel("case_step", order=40)
def referral_step(request: DeskRequest, *, case: Case, **_context: Any) -> TodayRow | None:
    """Where the case's referrals stand: done, under way, to do, or not needed because the answer was no."""
    if not permits(request.actor, MAY_REFER, case):
        return None
    states = {each.state for each in queries.referrals_of_case(case)}
    if states & {PROPOSED, CONSENTED}:
        status, tone = _("Not sent yet"), "due"
    elif states & set(OPEN) - set(REACHED):
        status, tone = _("Under way"), "info"
    elif states & set(REACHED):
        status, tone = _("Done"), "good"
    elif case.state == CASE_DECLINED:
        status, tone = _("Not needed: the answer was no"), "calm"
    else:
        status, tone = _("To do"), "due"
    return TodayRow(_("Referral"), reverse("care:case_referrals", args=[case.pk]), status=status, tone=tone)


@panel("consent_recipients")
def recipients(request: DeskRequest, **_context: Any) -> list[tuple[uuid.UUID, str]]:
    """The providers to whom a survivor may consent."""
    return queries.provider_names()
