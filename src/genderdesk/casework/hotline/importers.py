"""Lines from the country's files: a short code on an institution becomes its line."""

from __future__ import annotations

from django.conf import settings

from genderdesk.casework.hotline.acts import open_line
from genderdesk.casework.hotline.gateways.simulator import open_simulator
from genderdesk.casework.hotline.models import Line
from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.institution.vocabulary import InstitutionKind


def open_lines_of_country(actor: Actor) -> list[Line]:
    """Open a line for each police service or defence force with a short code that has none, and the simulator's way
    into it where that is allowed. Safe to call again."""
    kinds = (InstitutionKind.POLICE, InstitutionKind.DEFENCE)
    lines = []
    for institution in Institution.objects.filter(kind__in=kinds).exclude(short_code="").order_by("short_code"):
        line = Line.objects.filter(short_code=institution.short_code).first()
        lines.append(line or open_line(actor, institution=institution, short_code=institution.short_code))
        if settings.TELEPHONE_SIMULATOR:
            open_simulator(actor, lines[-1])
    return lines
