"""The public's ways in: which institutions have a toll-free line, and which one takes a report from the public site."""

from __future__ import annotations

from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.institution.vocabulary import InstitutionKind


def hotlines() -> list[Institution]:
    """Institutions with a short code, the police's first."""
    found = Institution.objects.exclude(short_code="")
    return sorted(found, key=lambda each: (each.kind != InstitutionKind.POLICE, each.code))


def public_desk_institution() -> Institution:
    """The police service, whose desk takes what the public writes; Missing where none is set up."""
    found = Institution.objects.filter(kind=InstitutionKind.POLICE).order_by("code").first()
    if found is None:
        raise Missing(_("No police service is set up here yet. Please call."))
    return found
