"""Women's representation: the share over time beside the target, and the form for the next count."""

from __future__ import annotations

import gzip

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.platform import charts
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.programme.guidance import acts, forms, labels, queries
from genderdesk.programme.guidance.access import IS_STAFF, MAY_COUNT
from genderdesk.programme.guidance.pictures import share_chart
from genderdesk.programme.guidance.rules.strength import StrengthLine, read_strength
from genderdesk.programme.guidance.views.tabs import registers
from genderdesk.programme.guidance.vocabulary.strength import WOMEN

_YEAR_SECONDS = 31_536_000


@page(needs=IS_STAFF)
def strength(request: DeskRequest) -> HttpResponse:
    """The counts with women's share, and the next count: checked first, with each fault by line, then kept."""
    actor = request.actor
    form = forms.CountStrength(request.POST or None)
    lines: list[StrengthLine] = []
    faults: list[CsvFault] = []
    if request.method == "POST" and form.is_valid():
        lines, faults = read_strength(form.cleaned_data["lines"])
        if not faults and "keep" in request.POST:
            given = {name: form.cleaned_data[name] for name in ("counted_on", "source", "lines")}
            if form.carry_out(lambda: acts.count_strength.once(form.op_id)(actor, **given)) is not None:
                notices.success(request, _("This is kept."))
                return redirect("guidance:strength")
    days = queries.strength_days(actor)
    context = {
        "days": days,
        "last": days[0] if days else None,
        "picture": share_chart(days),
        "target": WOMEN,
        "form": form,
        "faults": faults,
        "checked": [] if faults or form.errors else lines,
        "may_count": permits(actor, MAY_COUNT),
        "rank_bands": labels.RANK_BANDS,
        "role_kinds": labels.ROLE_KINDS,
        "tabs": registers(),
    }
    return render(request, "guidance/strength.html", context, status=422 if faults or form.errors else 200)


@page(needs=IS_STAFF)
def chart(request: DeskRequest, key: str) -> HttpResponse:
    """The drawing, which never changes under its name."""
    try:
        drawing = charts.chart_of(key)
    except charts.ChartFault as fault:
        raise Missing(str(fault)) from fault
    if drawing is None:
        raise Missing(_("There is no such chart. Open the page with the numbers again."))
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(drawing if zipped else gzip.decompress(drawing), content_type="image/svg+xml")
    if zipped:
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Vary"] = "Accept-Encoding"
    answer.headers["Cache-Control"] = f"private, max-age={_YEAR_SECONDS}, immutable"
    return answer
