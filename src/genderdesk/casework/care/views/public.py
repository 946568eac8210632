"""The public's directory: help near you, without a script and without a trace of who asked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from genderdesk.casework.care import labels, queries
from genderdesk.casework.care.vocabulary import ProviderKind
from genderdesk.groundwork.protection.access import everyone
from genderdesk.groundwork.protection.pages import page
from genderdesk.organisation.places.queries import districts


@page(needs=everyone)
def services(request: HttpRequest) -> HttpResponse:
    """Open providers, those of the chosen district first. Safe houses are not listed: where they are is not public."""
    chosen = request.GET.get("district", "")
    found = [each for each in queries.providers(district_code=chosen) if each.kind != ProviderKind.SHELTER]
    listed = [(each, labels.hours_words(each.hours, each.schedule)) for each in found]
    context = {
        "districts": districts(),
        "chosen": chosen,
        "near": [row for row in listed if row[0].district_id == chosen],
        "others": [row for row in listed if row[0].district_id != chosen],
        "kinds": labels.PROVIDER_KINDS,
        "services": labels.SERVICES,
    }
    return render(request, "care/services.html", context)
