"""Which posts are covered on a day: list, map and file; and what posts ask of their holders."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.csvs import csv_lines
from genderdesk.groundwork.platform.downloads import csv_file
from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.listing import Column, addresses, link, table, tag, text
from genderdesk.groundwork.platform.paging import KeyPage
from genderdesk.groundwork.protection.access import demand, permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.institution import forms, queries
from genderdesk.organisation.institution.access import (
    MAY_SEE_COVERAGE,
    MAY_SEE_ORGANISATION,
    MAY_SHAPE,
    covered_to,
)
from genderdesk.organisation.institution.acts import define_competence, release_competence, require_competence
from genderdesk.organisation.institution.labels import COVERAGE_LABELS, COVERAGE_TONES, ROLE_LABELS
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.institution.queries import CoverageBook, DistrictPosts, PostLine
from genderdesk.organisation.institution.rules.coverage import gaps_of_week, hours_of
from genderdesk.organisation.institution.rules.duty import Span
from genderdesk.organisation.institution.rules.periods import Period
from genderdesk.organisation.institution.views.one_form import one_form
from genderdesk.organisation.institution.views.staffing import norm_lines
from genderdesk.organisation.institution.vocabulary import CoverageStatus
from genderdesk.organisation.places.queries import district_map

_MAP_WIDTH = 480
# The map weighs as much as these rows do: together they are as light as a staff page must be.
_ROWS = 25
_NONE = DistrictPosts()


@dataclass(frozen=True)
class Looked:
    """What a reader asked for, and the lines that answer it."""

    form: forms.CoverageFilter
    book: CoverageBook
    institutions: list[Institution]
    period: Period
    all_lines: list[PostLine]

    @property
    def day(self) -> date:
        return _last(self.period)

    @property
    def lines(self) -> list[PostLine]:
        """Those in the status asked for."""
        status = self.form.status
        return [line for line in self.all_lines if not status or line.status == status]


def _last(period: Period) -> date:
    return (period.end or period.start) - timedelta(days=1)


def _look(request: DeskRequest) -> Looked:
    seen = list(covered_to(request.actor).order_by("code"))
    given = request.GET.copy()
    given["day"] = given.get("day") or timezone.localdate().isoformat()
    form = forms.CoverageFilter(given, institutions=seen)
    chosen = [each for each in seen if form.institution_code in ("", each.code)]
    book = CoverageBook(chosen)
    return Looked(form, book, chosen, form.period, queries.coverage_lines(book, _last(form.period)))


@page(needs=MAY_SEE_COVERAGE)
def coverage(request: DeskRequest) -> HttpResponse:
    """Posts on a day: covered, expiring, lapsed, untrained, vacant or not designated, with the reasons in words."""
    looked = _look(request)
    shown = _page_of(looked, request)
    count = queries.counted(looked.all_lines)
    posts = queries.posts_by_district(looked.all_lines, looked.book, looked.day)
    context = {
        "form": looked.form,
        "day": looked.day,
        "since": looked.period.start,
        "count": count,
        "statuses": [
            (status, label, count.by_status[CoverageStatus(status)]) for status, label in COVERAGE_LABELS.items()
        ],
        "tones": COVERAGE_TONES,
        "stations": queries.focal_points_at_stations(looked.all_lines, looked.book, looked.institutions, looked.day),
        "page": shown,
        "table": _table(looked, shown.rows, permits(request.actor, MAY_SEE_ORGANISATION)) if shown.rows else "",
        "map": _map(posts),
        "norm": norm_lines(request, looked.institutions, posts, looked.day),
        "file": f"{reverse('institution:coverage_file')}?{request.GET.urlencode()}",
        "may_shape": permits(request.actor, MAY_SHAPE),
    }
    return render(request, "institution/coverage.html", context, status=422 if looked.form.errors else 200)


def _page_of(looked: Looked, request: DeskRequest) -> KeyPage:
    """The rows after the post that the address names; in the order of desks and titles."""
    lines = looked.lines
    places = {str(line.post.pk): place for place, line in enumerate(lines)}
    first = places.get(request.GET.get("after", ""), -1) + 1
    rows = lines[first : first + _ROWS]
    kept = {name: str(value) for name, value in request.GET.items() if name != "after" and value}
    older = f"?{urlencode(kept | {'after': str(rows[-1].post.pk)})}" if first + _ROWS < len(lines) else ""
    before = first - _ROWS - 1
    newer = "" if not first else f"?{urlencode(kept | ({'after': str(lines[before].post.pk)} if before >= 0 else {}))}"
    return KeyPage(rows, older, newer)


def _table(looked: Looked, rows: list[PostLine], may_see_desks: bool) -> SafeString:
    desk, officer = addresses("institution:desk"), addresses("institution:officer")
    spans = queries.spans_covered(looked.book, [line.post for line in rows], looked.day)

    def place(line: PostLine) -> str:
        one = line.post.desk
        return link(desk(one.pk), one.name) if may_see_desks else text(one.name)

    def why(line: PostLine) -> str:
        return "<br>".join(
            link(officer(each.officer), looked.book.words(each)) if each.officer else text(looked.book.words(each))
            for each in line.standing.reasons
        ) or text("")

    columns = [
        Column(_("Post"), lambda line: text(line.post.title), names_row=True),
        Column(_("Desk"), place),
        Column(_("Role"), lambda line: text(ROLE_LABELS[line.post.role])),
        Column(_("Status"), lambda line: tag(COVERAGE_TONES[line.status], COVERAGE_LABELS[line.status])),
        Column(_("Why"), why),
        Column(_("Days covered"), lambda line: text(_share(looked, line))),
        Column(_("Hours of the week"), lambda line: text(_hours(spans[line.post.pk]))),
    ]
    return table(_("Posts"), columns, rows)


def _hours(spans: list[tuple[date, Span]]) -> str:
    return str(number_format(hours_of(gaps_of_week(spans)), 0))


def _share(looked: Looked, line: PostLine) -> str:
    """Covered days by designated days of the period, as a whole percentage; empty where it was never designated."""
    found = looked.book.within(line.post, looked.period)
    if found.share is None:
        return ""
    percent = number_format(100 * found.covered // found.days)
    return _("%(percent)s %% of %(days)s") % {"percent": percent, "days": number_format(found.days)}


@dataclass(frozen=True, slots=True)
class Area:
    """A district on the map: its shape, the class of its share of covered posts, and "covered of posts" as text."""

    d: str
    x: float
    y: float
    name: str
    shade: str
    text: str


def _shade(covered: int, posts: int) -> str:
    """The class of a district by its share of covered posts: none, less than half, half or more, all."""
    share = covered / posts
    if share == 1:
        return "4"
    return "3" if share >= 0.5 else "2" if share else "1"


def _map(posts: Mapping[str, DistrictPosts]) -> dict[str, object] | None:
    """The districts by the share of their stations' designated posts that are covered; None without a map."""
    drawn = district_map(_MAP_WIDTH)
    areas = []
    for path in drawn.paths:
        of = posts.get(path.code, _NONE)
        shade = _shade(of.covered, of.designated) if of.designated else "none"
        words = f"{of.covered}/{of.designated}" if of.designated else ""
        areas.append(Area(path.d, path.x, path.y, path.name, shade, words))
    return {"width": drawn.width, "height": drawn.height, "areas": areas} if areas else None


@page(needs=MAY_SEE_COVERAGE)
def coverage_file(request: DeskRequest) -> HttpResponse | StreamingHttpResponse:
    """The list as a CSV file, with the covered days of the period."""
    looked = _look(request)
    if looked.form.errors:
        return redirect(f"{reverse('institution:coverage')}?{request.GET.urlencode()}")
    header = [
        "institution",
        "unit",
        "desk",
        "post",
        "role",
        "day",
        "status",
        "reasons",
        "since",
        "covered_days",
        "days",
    ]
    return csv_file(csv_lines(header, _rows(looked), at_once=100), f"coverage-{looked.day.isoformat()}.csv")


def _rows(looked: Looked) -> Iterator[list[object]]:
    for line in looked.lines:
        found = looked.book.within(line.post, looked.period)
        desk = line.post.desk
        yield [
            desk.unit.institution.code,
            desk.unit.code,
            desk.name,
            line.post.title,
            line.post.role,
            looked.day.isoformat(),
            str(line.status),
            looked.book.why(line.standing),
            looked.period.start.isoformat(),
            found.covered,
            found.days,
        ]


def _requirements(request: DeskRequest, refused: DeskForm | None = None) -> HttpResponse:
    actor = request.actor
    institutions = [each for each in covered_to(actor).order_by("code") if permits(actor, MAY_SHAPE, each)]
    known = queries.competences()
    asking = forms.RequireCompetence(institutions=institutions, competences=known) if known and institutions else None
    defining = forms.DefineCompetence() if permits(actor, MAY_SHAPE) else None
    if isinstance(refused, forms.RequireCompetence):
        asking = refused
    elif isinstance(refused, forms.DefineCompetence):
        defining = refused
    context = {
        "competences": known,
        "asked": queries.requirements_of(actor),
        "asking": asking,
        "defining": defining,
        "today": timezone.localdate(),
        "may_shape": bool(institutions),
    }
    return render(request, "institution/requirements.html", context, status=422 if refused else 200)


@page(needs=MAY_SEE_COVERAGE)
def requirements(request: DeskRequest) -> HttpResponse:
    """Competences, and which of them each role asks."""
    return _requirements(request)


@page(needs=MAY_SHAPE)
def define(request: DeskRequest) -> HttpResponse:
    """Name a competence."""
    form = forms.DefineCompetence(request.POST or None)
    if request.method != "POST":
        return redirect("institution:requirements")
    if (
        form.is_valid()
        and form.carry_out(lambda: define_competence.once(form.op_id)(request.actor, **form.arguments())) is not None
    ):
        return redirect("institution:requirements")
    return _requirements(request, form)


@page(needs=MAY_SHAPE)
def require(request: DeskRequest) -> HttpResponse:
    """A role asks for a competence from a day on."""
    institutions = list(covered_to(request.actor).order_by("code"))
    form = forms.RequireCompetence(request.POST or None, institutions=institutions, competences=queries.competences())
    if request.method != "POST":
        return redirect("institution:requirements")
    if (
        form.is_valid()
        and form.carry_out(
            lambda: require_competence.once(form.op_id)(request.actor, form.institution, **form.arguments())
        )
        is not None
    ):
        return redirect("institution:requirements")
    return _requirements(request, form)


@page(needs=MAY_SHAPE)
def release(request: DeskRequest, requirement_id: uuid.UUID) -> HttpResponse:
    """From a day on, a role asks for a competence no longer."""
    asked = queries.requirement_of_reader(request.actor, requirement_id)
    demand(request.actor, MAY_SHAPE, asked)
    form = forms.EndOn(request.POST or None)
    lead = _("From that day a post of this role (%(role)s) is covered without: %(competence)s.")
    return one_form(
        request,
        form,
        lambda: release_competence.once(form.op_id)(request.actor, asked, **form.arguments()),
        heading=_("End of a requirement"),
        lead=lead % {"role": asked.get_role_display(), "competence": asked.competence},
        back=reverse("institution:requirements"),
        above=_("What posts ask"),
        submit=_("Keep this end"),
    )
