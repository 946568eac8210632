"""Papers of trainings: numbered certificates with a code that anybody can check, and the list with sign-in cards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.print import pdf_of, qr_svg
from genderdesk.programme.training.models import Certificate, Training, TrainingSession
from genderdesk.programme.training.queries.events import Person

_SHEETS = Path(__file__).with_name("templates") / "training"


def certificate_page(person: Person, certificate: Certificate, address: str) -> dict[str, str]:
    """What one page says; ``address`` is where its number is checked."""
    end = date_format(certificate.expires_on) if certificate.expires_on else ""
    return {
        "name": person.title,
        "number": certificate.number,
        "qr": qr_svg(f"{address}?{urlencode({'number': certificate.number})}"),
        "issued": _("Issued for %(day)s.") % {"day": date_format(certificate.issued_on)},
        "valid": _("Valid until the day before %(day)s.") % {"day": end} if end else _("Valid without an end."),
    }


def certificates_pdf(training: Training, pages: Sequence[dict[str, str]], address: str) -> bytes:
    """The pages of a training's certificates as one file."""
    course = training.version.course
    data = {
        "institution": training.institution.name,
        "has_completed": _("has completed the training"),
        "course": course.name,
        "held": _days(training),
        "topics": [line.strip() for line in training.version.topics.splitlines() if line.strip()],
        "check": _("Check this number at %(address)s") % {"address": address},
        "signature": _("Signature and stamp"),
        "certificates": list(pages),
    }
    return pdf_of(_SHEETS / "certificates.typ", _("Certificates: %(course)s") % {"course": course.name}, data)


def _days(training: Training) -> str:
    first, last = date_format(training.starts_on), date_format(training.ends_on)
    place = training.place.name
    if training.starts_on == training.ends_on:
        return _("%(place)s, %(first)s") % {"place": place, "first": first}
    return _("%(place)s, %(first)s to %(last)s") % {"place": place, "first": first, "last": last}


def cards_pdf(training: Training, sessions: Sequence[TrainingSession], people: Sequence[Person]) -> bytes:
    """The list to sign, with a column for each session, and a card with a code for everybody."""
    data = {
        "about": _days(training),
        "heads": [_("Name"), _("Code"), *(date_format(each.day, "SHORT_DATE_FORMAT") for each in sessions)],
        "rows": [[each.title, each.code] for each in people],
        "columns": len(sessions),
        "cards": [
            {"name": each.title, "number": each.participation.number, "qr": qr_svg(each.participation.number)}
            for each in people
        ],
        "counts": _("Counted by head, without names: women, men, girls under 18, boys under 18"),
        "foot": training.code,
    }
    return pdf_of(_SHEETS / "list.typ", training.version.course.name, data)
