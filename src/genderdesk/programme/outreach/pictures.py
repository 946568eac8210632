"""The sheets for the printer: poster, brochure, sticker or calendar, with the numbers that it carries."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from django.utils import timezone, translation

from genderdesk.groundwork.platform.print import pdf_of, qr_svg
from genderdesk.programme.outreach.models import Material
from genderdesk.programme.outreach.vocabulary import MaterialKind

_SHEET = Path(__file__).with_name("templates") / "outreach" / "material.typ"
# Width and height in millimetres, and the size of the headline in points: ISO 216, a sticker of ten centimetres.
_SIZES = {
    MaterialKind.POSTER: (297, 420, 54),
    MaterialKind.CALENDAR: (297, 420, 40),
    MaterialKind.BANNER: (420, 297, 60),
    MaterialKind.STICKER: (100, 100, 19),
}
_A4 = (210, 297, 30)


def printed(materials: Sequence[Material]) -> bytes:
    """The PDF of one material or of several, each page of its own size and in its own language."""
    title = ", ".join(dict.fromkeys(each.headline for each in materials))
    with translation.override(materials[0].language):
        return pdf_of(_SHEET, title, {"materials": [_page(each) for each in materials]})


def _page(material: Material) -> dict[str, Any]:
    width, height, headline = _SIZES.get(MaterialKind(material.kind), _A4)
    numbers = material.short_codes.split()
    return {
        "language": material.language,
        "width": width,
        "height": height,
        "size": headline,
        "headline": material.headline,
        "body": [line.strip() for line in material.body.splitlines() if line.strip()],
        # A telephone that reads the code dials the number; nothing leads to a page that a history would show.
        "numbers": [{"number": each, "qr": qr_svg(f"tel:{each}")} for each in numbers],
        "ussd": material.ussd,
        "months": _months() if material.kind == MaterialKind.CALENDAR else [],
        "foot": f"{material.institution.name} · {material.code} {material.version} {material.language}",
    }


def _months() -> list[dict[str, Any]]:
    """The months of the calendar's year, the present one or, from October on, the next, with weeks from Monday."""
    today = timezone.localdate()
    year = today.year + (today.month >= 10)
    weeks = calendar.Calendar(firstweekday=0)
    return [
        # Numbers read in every language.
        {"name": f"{month} / {year}", "days": [day or "" for day in chain(*weeks.monthdayscalendar(year, month))]}
        for month in range(1, 13)
    ]
