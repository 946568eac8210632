"""A page of results as templates and files take it: lines with their words, and the formats that it leaves in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.downloads import XLSX, harmless, saved
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.monitoring.results import forms, labels
from genderdesk.monitoring.results.exporters.adx import adx_of
from genderdesk.monitoring.results.exporters.dhis2 import data_value_set
from genderdesk.monitoring.results.exporters.document import document_of
from genderdesk.monitoring.results.exporters.iati import iati_of
from genderdesk.monitoring.results.exporters.sheet import results_csv, workbook_of
from genderdesk.monitoring.results.exporters.words import Words
from genderdesk.monitoring.results.rules.files import written_arguments
from genderdesk.monitoring.results.rules.page import Caution, Line, Page, Part
from genderdesk.monitoring.results.vocabulary import Section
from genderdesk.programme.partners.labels import PROJECT_ROLES


def day_of(request: DeskRequest) -> tuple[forms.PageOfDay, date]:
    """The day that is asked for; today where none is, or where it is no day."""
    form = forms.PageOfDay(request.GET or None)
    chosen = form.chosen().get("as_of") if form.is_bound else None
    return form, chosen if isinstance(chosen, date) else timezone.localdate()


def part_words(part: Part) -> str:
    """What a part is called: a word of ours, or the name that its record has."""
    words = labels.PARTS.get(part.dimension)
    if words is not None and part.code in words:
        return str(words[part.code])
    return part.name or (_("Not recorded") if part.code == "unknown" else part.code)


def caution_words(caution: Caution) -> str:
    """A caution as a sentence: what, how many, and which records."""
    said = str(labels.CAUTIONS[caution.code])
    given = {"said": said, "number": caution.number, "about": labels.DIMENSIONS.get(caution.about, caution.about)}
    if caution.number is not None and caution.about:
        return _("%(said)s: %(number)d (%(about)s)") % given
    if caution.number is not None:
        return _("%(said)s: %(number)d") % given
    return _("%(said)s (%(about)s)") % given if caution.about else said


def words() -> Words:
    """The room's words for files."""
    return Words(
        verdicts=labels.VERDICTS,
        sections=labels.SECTIONS,
        levels=labels.LEVELS,
        units=labels.UNITS,
        quantifiers=labels.QUANTIFIERS,
        methods=labels.METHODS,
        dimensions=labels.DIMENSIONS,
        roles=PROJECT_ROLES,
        part=part_words,
        caution=caution_words,
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with everything in words."""

    line: Line
    cautions: list[str]
    parts: list[tuple[str, list[tuple[str, int | None]]]]

    @property
    def is_plain(self) -> bool:
        """Whether a bare number is shown, to which the unit belongs; a day or names say themselves what they are."""
        value, whole = self.line.value, self.line.whole
        return value is not None and self.line.shown in (f"{value}", f"{value} / {whole}")

    @property
    def asked(self) -> str:
        """The query with its arguments, as an analyst writes it."""
        given = written_arguments(self.line.arguments)
        return f"{self.line.query} {given}".strip()


def shown(line: Line) -> Shown:
    """A line as a template shows it, its parts by dimension."""
    parts: dict[str, list[tuple[str, int | None]]] = {}
    for part in line.parts:
        parts.setdefault(part.dimension, []).append((part_words(part), part.value))
    by_dimension = [(str(labels.DIMENSIONS.get(key, key)), each) for key, each in parts.items()]
    return Shown(line, [caution_words(each) for each in line.cautions], by_dimension)


def sections_of(page: Page) -> list[tuple[str, Iterable[Shown]]]:
    """The lines by section, in their order."""
    return [
        (str(labels.SECTIONS[section]), lines)
        for section in Section
        if (lines := [shown(each) for each in page.lines if each.section == section])
    ]


def context_of(page: Page) -> dict[str, Any]:
    """What every template of a page needs."""
    return {
        "results": page,
        "sections": sections_of(page),
        "verdicts": labels.VERDICTS,
        "tones": labels.VERDICT_TONES,
        "levels": labels.LEVELS,
        "units": labels.UNITS,
        "methods": labels.METHODS,
        "roles": PROJECT_ROLES,
        "formats": FORMATS,
    }


@dataclass(frozen=True, slots=True)
class Format:
    """How a page leaves: the ending and type of the file, what it is called, and who writes it."""

    kind: str
    content_type: str
    name: Any
    write: Callable[[Page], bytes | str | Iterable[str]]


_XML = "application/xml; charset=utf-8"
FORMATS = {
    each.kind: each
    for each in (
        Format("pdf", "application/pdf", "PDF", lambda page: document_of(page, words())),
        Format("xlsx", XLSX, "XLSX", lambda page: workbook_of(page, words())),
        Format("csv", "text/csv; charset=utf-8", "CSV", results_csv),
        Format("iati", _XML, "IATI 2.03", lambda page: iati_of(page, words())),
        Format("adx", _XML, "ADX", adx_of),
        Format("dhis2", "application/json", "DHIS2", data_value_set),
    )
}
_ENDINGS = {"iati": "iati.xml", "adx": "adx.xml", "dhis2": "dhis2.json"}


def file_of(kind: str, taken: Callable[[], Page]) -> HttpResponse:
    """The page as a file; Missing for a format that there is none of, before the page is ``taken``."""
    if kind not in FORMATS:
        raise Missing(_("There is no such format."))
    page = taken()
    answer = HttpResponse(FORMATS[kind].write(page), content_type=FORMATS[kind].content_type)
    name = f"{page.project}-{page.as_of.isoformat()}.{_ENDINGS.get(kind, kind)}"
    return saved(harmless(answer), name)
