"""How ready desks are: the league with its gaps, one desk, its inspection, and the standard that is asked."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from genderdesk.groundwork.foundation.csvs import csv_lines
from genderdesk.groundwork.platform.downloads import csv_file
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.listing import Column, addresses, link, table, tag, text
from genderdesk.groundwork.platform.panels import panels_for
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import demand, permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.institution import forms, queries
from genderdesk.organisation.institution.access import (
    MAY_CHECK,
    MAY_EQUIP,
    MAY_LAY_DOWN,
    MAY_SEE_READINESS,
    measured_to,
)
from genderdesk.organisation.institution.acts import (
    enter_equipment,
    keep_inspection,
    open_finding,
    see_equipment,
)
from genderdesk.organisation.institution.labels import (
    DEMAND_LABELS,
    DOMAIN_LABELS,
    EQUIPMENT_LABELS,
    FINDING_LABELS,
    ITEM_STATE_LABELS,
    ITEM_STATE_TONES,
    LINE_LABELS,
)
from genderdesk.organisation.institution.models import Desk, DeskStandard, StandardLine
from genderdesk.organisation.institution.queries import LeagueLine, ReadinessBook
from genderdesk.organisation.institution.rules.readiness import Costed, Judged, Readiness
from genderdesk.organisation.institution.views.one_form import one_form
from genderdesk.organisation.institution.vocabulary.readiness import (
    STANDING_FINDINGS,
    Domain,
    Method,
)

_ROWS = 50
_NAMED = 3
_PRIVATE = "private_room"


@page(needs=MAY_SEE_READINESS)
def readiness(request: DeskRequest) -> HttpResponse:
    """Every desk with what it lacks, those that need most first; and the gaps of each district."""
    search = forms.FilterReadiness(request.GET)
    day = _day(search)
    lines = queries.league(list(measured_to(request.actor)), day)
    first = _whole(request.GET.get("from", ""))
    shown = lines[first : first + _ROWS]
    asked = {"day": day.isoformat()} if day != timezone.localdate() else {}
    context = {
        "search": search,
        "day": day,
        "ready": sum(line.readiness.ready for line in lines),
        "all": len(lines),
        "table": _table(shown) if shown else "",
        "older": f"?{urlencode(asked | {'from': first + _ROWS})}" if first + _ROWS < len(lines) else "",
        "newer": f"?{urlencode(asked | {'from': max(0, first - _ROWS)})}" if first else "",
        "districts": _districts(lines),
        "cost": sum((line.cost for line in lines), Costed()),
        "file": f"{reverse('institution:gaps_file')}?{urlencode(asked)}",
        "may_lay_down": permits(request.actor, MAY_LAY_DOWN),
    }
    return render(request, "institution/readiness.html", context)


def _day(search: forms.FilterReadiness) -> date:
    search.is_valid()
    day: date | None = search.cleaned_data.get("day")
    return day or timezone.localdate()


def _whole(number: str) -> int:
    return int(number) if number.isascii() and number.isdecimal() and len(number) < _ROWS // 5 else 0


def _table(lines: Sequence[LeagueLine]) -> SafeString:
    desk = addresses("institution:desk_readiness")
    columns = [
        Column(_("Desk"), lambda line: link(desk(line.desk.pk), line.desk.name), names_row=True),
        Column(_("Place"), lambda line: text(line.desk.unit.place.name)),
        Column(_("Ready"), lambda line: _ready_tag(line.readiness)),
        Column(_("Measure"), lambda line: text(line.readiness.measure)),
        Column(_("Required and missing"), lambda line: text(_missing_words(line.readiness))),
        Column(_("Findings"), lambda line: text(line.findings)),
        Column(_("Last inspected"), lambda line: text(line.inspected_on.isoformat() if line.inspected_on else "")),
    ]
    return table(_("Desks, those that need most first"), columns, lines)


def _ready_tag(found: Readiness) -> str:
    return tag("good", _("Operational")) if found.ready else tag("overdue", _("Not operational"))


def _missing_words(found: Readiness) -> str:
    """The first required things that are missing, and how many more."""
    if not found.lines:
        return _("No standard is in force")
    # What stops every desk comes first.
    private = [] if found.private_room else [str(LINE_LABELS[_PRIVATE])]
    missing = [*private, *(str(words_of(each.code)) for each in found.failing if each.code != _PRIVATE)]
    more = len(missing) - _NAMED
    rest = [ngettext("%(count)s more", "%(count)s more", more) % {"count": more}] if more > 0 else []
    return "; ".join([*missing[:_NAMED], *rest])


def words_of(code: str, own: dict[str, str] | None = None) -> Any:
    """What a line of the standard asks, in words."""
    return LINE_LABELS.get(code) or (own or {}).get(code) or code


@dataclass(slots=True)
class DistrictGaps:
    """The desks of a place: how many there are, are ready, and lack each required thing."""

    name: str
    desks: int = 0
    ready: int = 0
    lacking: Counter[str] = field(default_factory=Counter)
    cost: Costed = field(default_factory=Costed)

    @property
    def worst(self) -> list[tuple[Any, int]]:
        return [(words_of(code), number) for code, number in self.lacking.most_common(_NAMED)]


def _districts(lines: Sequence[LeagueLine]) -> list[DistrictGaps]:
    found: dict[str, DistrictGaps] = {}
    for line in lines:
        gaps = found.setdefault(line.desk.unit.place_id, DistrictGaps(line.desk.unit.place.name))
        gaps.desks += 1
        gaps.ready += line.readiness.ready
        gaps.lacking.update(each.code for each in line.readiness.failing)
        gaps.cost += line.cost
    return sorted(found.values(), key=lambda each: each.name)


@page(needs=MAY_SEE_READINESS)
def gaps_file(request: DeskRequest) -> StreamingHttpResponse:
    """Every line of the standard that a desk does not meet, as a CSV file."""
    day = _day(forms.FilterReadiness(request.GET))
    header = (
        "day",
        "place",
        "place_code",
        "desk",
        "operational",
        "domain",
        "line",
        "demand",
        "asked",
        "there",
        "price",
        "cost",
    )
    lines = queries.league(list(measured_to(request.actor)), day)
    return csv_file(csv_lines(header, _gap_rows(lines, day), at_once=100), f"gaps-{day.isoformat()}.csv")


def _gap_rows(lines: Sequence[LeagueLine], day: date) -> Iterator[list[object]]:
    for line in sorted(lines, key=lambda each: (each.desk.unit.place.name, each.desk.name)):
        found, place = line.readiness, line.desk.unit.place
        for gap in (*found.failing, *found.wanting):
            yield [
                day.isoformat(), place.name, place.code, line.desk.name, "yes" if found.ready else "no",
                gap.domain.value, gap.code, gap.demand.value, gap.asked, gap.there,
                line.prices.get(gap.code, ""), line.prices[gap.code] * gap.missing if gap.code in line.prices else "",
            ]  # fmt: skip


@page(needs=MAY_SEE_READINESS)
def desk_readiness(request: DeskRequest, desk_id: uuid.UUID) -> HttpResponse:
    """One desk: each line of the standard as it stands, findings, things and inspections."""
    return _show(request, queries.desk_to_measure(request.actor, desk_id))


@page(needs=MAY_SEE_READINESS)
def readiness_step(request: DeskRequest, desk_id: uuid.UUID, name: str) -> HttpResponse:
    """Enter a thing of the desk's unit, or write down what it lacks."""
    desk = queries.desk_to_measure(request.actor, desk_id)
    if request.method != "POST":
        return redirect("institution:desk_readiness", desk_id)
    if name not in _STEPS:
        raise Missing(_("There is no such step."))
    form, done = _STEPS[name](request, desk)
    return redirect("institution:desk_readiness", desk_id) if done else _show(request, desk, {name: form})


def _enter(request: DeskRequest, desk: Desk) -> tuple[DeskForm, bool]:
    demand(request.actor, MAY_EQUIP, desk.unit)
    form = forms.EnterEquipment(request.POST)
    if not form.is_valid():
        return form, False
    given = form.arguments()
    made = form.carry_out(lambda: enter_equipment.once(form.op_id)(request.actor, desk.unit, **given))
    return form, made is not None


def _find(request: DeskRequest, desk: Desk) -> tuple[DeskForm, bool]:
    demand(request.actor, MAY_CHECK, desk)
    form = forms.OpenFinding(request.POST)
    if not form.is_valid():
        return form, False
    given = form.cleaned
    made = form.carry_out(lambda: open_finding.once(form.op_id)(request.actor, desk, **given))
    return form, made is not None


_STEPS: dict[str, Callable[[DeskRequest, Desk], tuple[DeskForm, bool]]] = {"equipment": _enter, "finding": _find}


def _show(request: DeskRequest, desk: Desk, typed: dict[str, DeskForm] | None = None) -> HttpResponse:
    book = ReadinessBook([desk.unit.institution_id], timezone.localdate(), desk)
    found, standard = book.of(desk), book.standards.get(desk.unit.institution_id)
    own = own_words(standard)
    context = {
        "desk": desk,
        "found": found,
        "domains": _by_domain(found, own),
        "looked": book.looked(desk),
        "states": ITEM_STATE_LABELS,
        "tones": ITEM_STATE_TONES,
        "demands": DEMAND_LABELS,
        "kinds": EQUIPMENT_LABELS,
        "standard": standard,
        "findings": [
            (each, each.text or words_of(each.code))
            for each in queries.findings_to(request.actor).filter(desk=desk, state__in=STANDING_FINDINGS)
        ],
        "finding_states": FINDING_LABELS,
        "things": queries.equipment_at(desk.unit_id),
        "inspections": desk.inspections.select_related("inspector")[:10],
        "elsewhere": panels_for("desk_readiness", request, desk=desk),
        "forms": {"equipment": forms.EnterEquipment(), "finding": forms.OpenFinding()} | (typed or {}),
        "may_equip": permits(request.actor, MAY_EQUIP, desk.unit),
        "may_check": permits(request.actor, MAY_CHECK, desk),
        "may_inspect": permits(request.actor, MAY_CHECK, desk) and request.actor.desk_id != desk.pk,
    }
    return render(request, "institution/desk_readiness.html", context, status=422 if typed else 200)


def own_words(standard: DeskStandard | None) -> dict[str, str]:
    """What an institution's own lines ask."""
    return {each.code: each.text for each in standard.lines.all() if each.text} if standard else {}


def _by_domain(found: Readiness, own: dict[str, str]) -> list[tuple[Any, int, list[tuple[Judged, Any]]]]:
    lines: dict[Domain, list[tuple[Judged, Any]]] = defaultdict(list)
    for each in found.lines:
        lines[each.domain].append((each, words_of(each.code, own)))
    return [(DOMAIN_LABELS[domain], measure, lines[domain]) for domain, measure in found.measures.items()]


@page(needs=MAY_CHECK)
def inspect(request: DeskRequest, desk_id: uuid.UUID) -> HttpResponse:
    """Write down how a desk was found, line by line."""
    desk = queries.desk_to_measure(request.actor, desk_id)
    demand(request.actor, MAY_CHECK, desk)
    of = desk.unit.institution_id
    standard = queries.standards_on([of], timezone.localdate()).get(of)
    own = own_words(standard)
    lines = [each for each in standard.lines.all() if _is_looked_at(each, desk)] if standard else []
    form = forms.Inspect(request.POST or None, lines=[(each.code, words_of(each.code, own)) for each in lines])
    return one_form(
        request,
        form,
        lambda: keep_inspection.once(form.op_id)(request.actor, desk, **form.arguments()),
        heading=_("Inspect: %(desk)s") % {"desk": desk.name},
        lead=_("What is broken or not there and is required becomes a finding. Leave open what you did not look at."),
        back=reverse("institution:desk_readiness", args=[desk.pk]),
        above=desk.name,
        submit=_("Keep the inspection"),
    )


def _is_looked_at(line: StandardLine, desk: Desk) -> bool:
    return line.method == Method.LOOKED and line.only in ("", desk.kind)


@page(needs=MAY_EQUIP)
def equipment(request: DeskRequest, equipment_id: uuid.UUID) -> HttpResponse:
    """Say how a thing is."""
    item = queries.thing_of_reader(request.actor, equipment_id)
    demand(request.actor, MAY_EQUIP, item)
    form = forms.SeeEquipment(request.POST or None)
    desk = item.unit.desks.order_by("opened_on", "id").first()
    back = reverse("institution:desk_readiness", args=[desk.pk]) if desk else reverse("institution:readiness")
    return one_form(
        request,
        form,
        lambda: see_equipment.once(form.op_id)(request.actor, item, **form.arguments()),
        heading=" ".join(filter(None, [str(EQUIPMENT_LABELS[item.kind]), item.serial])),
        lead=item.unit.name,
        back=back,
        above=desk.name if desk else _("Readiness"),
        submit=_("Keep it"),
    )
