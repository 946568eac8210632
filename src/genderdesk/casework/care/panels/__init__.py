"""What care shows on other rooms' pages."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from genderdesk.casework.care import queries
from genderdesk.casework.care.access import (
    IS_COUNSELLOR,
    IS_PROVIDER,
    MAY_ASK_PLACES,
    MAY_COUNSEL,
    MAY_KEEP_OWN_ENTRY,
    MAY_REFER,
    MAY_SEE_DIRECTORY,
)
from genderdesk.casework.care.forms.on_paper import SLIP, slip_parts
from genderdesk.casework.care.labels import PROVIDER_KINDS, SERVICES, SESSION_KINDS, SESSION_PLACES, STATES, hours_words
from genderdesk.casework.care.models import Provider
from genderdesk.casework.care.panels.waiting import (
    answers,
    expected,
    new_referrals,
    overdue_referrals,
    referrals_to_continue,
)
from genderdesk.casework.care.vocabulary import (
    CONSENTED,
    PAPER_FORM,
    PROPOSED,
    REVOKED,
    WITH_PROVIDER,
    Service,
)
from genderdesk.casework.cases.labels import LANGUAGES
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.vocabulary import DECLINED as CASE_DECLINED
from genderdesk.groundwork.platform.panels import Listing, NavItem, Tab, TodayPanel, TodayRow, panel
from genderdesk.groundwork.platform.print import section
from genderdesk.groundwork.platform.print.forms import PaperForm
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest

# A panel is there once its file is read.
__all__ = ["answers", "expected", "new_referrals", "overdue_referrals", "referrals_to_continue"]
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
        items = [NavItem(_("Services"), reverse("care:directory"), "/staff/care/")]
        if permits(actor, IS_COUNSELLOR):
            items.insert(0, NavItem(_("My people"), reverse("care:people"), "/staff/care/counselling/"))
        return items
    return []


@panel("today_action", order=30)
def keep_own_entry(request: DeskRequest) -> NavItem | None:
    """When the place is open and how many it takes, one tap from Today for who works there."""
    if not permits(request.actor, MAY_KEEP_OWN_ENTRY) or request.actor.organisation_id is None:
        return None
    return NavItem(_("Your hours and places"), reverse("care:own_entry"))


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
    if not permits(actor, MAY_ASK_PLACES):
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


@panel("today", order=8)
def counselling_appointments(request: DeskRequest) -> TodayPanel | None:
    """The counsellor's own appointments of the day, and those past that are not written up."""
    actor = request.actor
    if not permits(actor, IS_COUNSELLOR):
        return None
    now = timezone.now()
    found = list(queries.appointments(actor)[: _SHOWN + 1])
    rows = [
        TodayRow(
            f"{each.counselling.case.number} · {SESSION_KINDS[each.kind]} · {SESSION_PLACES[each.place]}",
            reverse("care:session", args=[each.pk]),
            due_at=each.due_at,
            status=_("Write it up, or move it") if each.due_at < now else _("Appointment"),
            tone="overdue" if each.due_at < now else "due",
        )
        for each in found[:_SHOWN]
    ]
    tone = "due" if rows else "calm"
    address = reverse("care:people")
    return TodayPanel(_("Your appointments"), rows, len(found), tone, address, _("No appointment is due."))


@panel("today", order=18)
def safety_plans(request: DeskRequest) -> TodayPanel | None:
    """Safety plans that the counsellor wanted to look at again by today."""
    actor = request.actor
    found = list(queries.plans_to_review(actor)[: _SHOWN + 1]) if permits(actor, IS_COUNSELLOR) else []
    if not found:
        return None
    rows = [
        TodayRow(each.case.number, reverse("care:of_case", args=[each.case_id]), status=_("Look again"), tone="due")
        for each in found[:_SHOWN]
    ]
    return TodayPanel(_("Safety plans to look at again"), rows, len(found), "due", reverse("care:people"))


@panel("today", order=55)
def supervision_wanted(request: DeskRequest) -> TodayPanel | None:
    """Counsellors who ask for supervision, for the head of the desk: from which desk and since when, not about whom."""
    actor = request.actor
    found = list(queries.supervision_wanted(actor)[: _SHOWN + 1]) if actor.has("desk_head") else []
    if not found:
        return None
    rows = [
        TodayRow(str(each.desk), "", due_at=each.asked_at, status=_("Asks for supervision"), tone="due")
        for each in found[:_SHOWN]
    ]
    return TodayPanel(_("Supervision for counsellors"), rows, len(found), "due")


@panel("case_clocks")
def refer_in_time(request: DeskRequest, *, case: Any, **_context: Any) -> NavItem | None:
    """The way from the clocks to a place that can still help in time."""
    if not permits(request.actor, MAY_REFER, case):
        return None
    address = f"{reverse('care:propose', args=[case.pk])}?{urlencode({'service': Service.HEALTH})}"
    return NavItem(_("Refer to medical help"), address)


@panel("case", order=50)
def counselling_tab(request: DeskRequest, *, case: Any, **_context: Any) -> Tab | None:
    """The counsellor's own tab; nobody else has one."""
    if not permits(request.actor, MAY_COUNSEL, case):
        return None
    return Tab("counselling", _("Counselling"), reverse("care:of_case", args=[case.pk]))


@panel("case_action", order=20)
def refer(request: DeskRequest, *, case: Case) -> NavItem | None:
    """One tap from any page of the file to a service."""
    if case.closed_at is not None or not permits(request.actor, MAY_REFER, case):
        return None
    return NavItem(_("Refer to a service"), reverse("care:propose", args=[case.pk]))


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
    address = reverse("care:case_referrals", args=[case.pk])
    found = [each for each in queries.referrals_of_case(case) if each.state != REVOKED or each.attended_at]
    states = {each.state for each in found}
    if states & {PROPOSED, CONSENTED}:
        status, tone = _("Not sent yet"), "due"
    elif any(each.state in WITH_PROVIDER and not each.attended_at for each in found):
        status, tone = _("Under way"), "info"
    elif any(each.attended_at for each in found):
        status, tone = _("Done"), "good"
    elif case.state == CASE_DECLINED:
        status, tone = _("Not needed: the answer was no"), "calm"
    else:
        status, tone, address = _("To do"), "due", reverse("care:propose", args=[case.pk])
    return TodayRow(_("Referral"), address, status=status, tone=tone)


@panel("case_print", order=40)
def referrals_on_paper(request: DeskRequest, *, case: Case, **_context: Any) -> list[dict[str, Any]]:
    """The referrals of a case for its printed summary: number, service, provider and where each stands."""
    if not permits(request.actor, MAY_REFER, case):
        return []
    rows = [
        (f"{each.number} · {SERVICES[each.service]}", f"{each.provider} · {STATES[each.state]}")
        for each in queries.referrals_of_case(case)
    ]
    return [section(_("Referrals"), rows)]


@panel("paper_form", order=30)
def slip_on_paper(_request: DeskRequest) -> PaperForm:
    """A referral slip with a half for her or him."""
    return PaperForm(
        PAPER_FORM,
        _("3 Referral slip"),
        slip_parts,
        template=SLIP,
        page="care:referral",
        there=queries.referral_is_there,
        numbers=_("The number of the referral that you proposed, such as RF-7K3M-92QX."),
    )


@panel("consent_rests")
def referrals_under_consent(request: DeskRequest, *, case: Case) -> list[tuple[uuid.UUID, TodayRow]]:
    """The referrals and links that rest on each consent, which a withdrawal ends at once: consent and row."""
    if not permits(request.actor, MAY_REFER, case):
        return []
    return [
        (
            each.referral.consent_id,
            TodayRow(
                f"{each.referral.number} · {SERVICES[each.referral.service]} · {each.referral.provider}",
                reverse("care:referral", args=[each.referral.pk]),
                status=_links_words(each),
                tone="calm" if each.referral.state == REVOKED else "info",
            ),
        )
        for each in queries.resting_on_consents(case)
        if each.referral.consent_id is not None
    ]


def _links_words(resting: queries.Resting) -> str:
    """The referral's state, and whether a link to it still opens."""
    words = [str(STATES[resting.referral.state])]
    if resting.open_links:
        words.append(_("its link still opens"))
    elif resting.links:
        words.append(_("its link is dead"))
    return ", ".join(words)


@panel("consent_recipients")
def recipients(request: DeskRequest, **_context: Any) -> list[tuple[uuid.UUID, str]]:
    """The providers to whom a survivor may consent."""
    return queries.provider_names()
