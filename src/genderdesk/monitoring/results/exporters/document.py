"""A page of results on paper: A4, black and white, PDF/UA, with its day and its digest on every page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from genderdesk.groundwork.platform.print import pdf_of
from genderdesk.monitoring.results.exporters.numbers import cautions_told, days_of, kept_back, parts_told
from genderdesk.monitoring.results.exporters.words import Words, aim_words, beside_words, named, told_not
from genderdesk.monitoring.results.rules.page import Line, Page, Party, Said, digest_of, written

_SHEET = Path(__file__).parent.parent / "templates" / "results" / "results.typ"


def document_of(page: Page, words: Words) -> bytes:
    """The PDF in the language of the moment; the same page in the same language gives the same bytes."""
    day = date_format(page.as_of)
    data = {
        "about": page.institution_name,
        "foot": _("%(project)s. Records as of %(day)s. Digest of the page (SHA-256): %(digest)s")
        % {"project": page.project, "day": day, "digest": digest_of(written(page))},
        "facts": [[label, told] for label, told in _facts(page) if told],
        "verdicts_heading": _("What the records say of the claims"),
        "verdicts": [[named(words.verdicts, code), str(number)] for code, number in page.counts.items()],
        "totals_heading": _("Trainings of these results together"),
        "totals": [[named(words.units, each.unit), str(each.value)] for each in page.totals],
        "aims_heading": _("Objectives"),
        "aims": [
            [_("Objective %(number)s") % {"number": each.number}, f"{each.text}\n{aim_words(each)}"]
            for each in page.aims
        ],
        "parties_heading": _("Partners"),
        "parties": [[named(words.roles, each.role), _party(each)] for each in page.parties],
        "part_heads": [_("Broken down by"), pgettext("of a number", "Part"), pgettext("how many", "Number")],
        "groups": [_group(page, words, section, aim) for section, aim in _sections(page)],
    }
    made = datetime.combine(page.as_of, time(), UTC)
    return pdf_of(_SHEET, page.title, data, at=made)


def _facts(page: Page) -> Iterator[tuple[str, str]]:
    yield _("Project"), page.project
    yield _("Goal"), page.goal
    yield _("Begins on"), date_format(page.starts_on)
    yield _("Ends on"), date_format(page.ends_on) if page.ends_on else ""
    yield _("Records as of"), date_format(page.as_of)
    yield _("Source of the claims"), page.source


def _party(party: Party) -> str:
    """The name on the day of the page, and the one that came later."""
    if not party.later_name:
        return party.name
    return _("%(name)s (now %(later)s)") % {"name": party.name, "later": party.later_name}


def _sections(page: Page) -> list[tuple[str, int | None]]:
    return list(dict.fromkeys((line.section, line.objective) for line in page.lines))


def _group(page: Page, words: Words, section: str, aim: int | None) -> dict[str, Any]:
    """Claims that follow one heading: of one section, and of one objective where they serve one."""
    lines = [line for line in page.lines if (line.section, line.objective) == (section, aim)]
    heading = named(words.sections, section)
    if aim is not None:
        heading = _("%(section)s: objective %(number)s") % {"section": heading, "number": aim}
    return {"heading": heading, "claims": [_claim(page, words, line) for line in lines]}


def _claim(page: Page, words: Words, line: Line) -> dict[str, Any]:
    return {
        "code": line.code,
        "text": line.text,
        "shown": line.shown,
        "unit": "" if line.value is None else named(words.units, line.unit),
        "verdict": named(words.verdicts, line.verdict),
        "parts": [
            [named(words.dimensions, part.dimension), words.part(part), str(value)] for part, value in parts_told(line)
        ],
        "hidden": [*filter(None, [beside_words(line)]), *(_hidden(words, each) for each in kept_back(line))],
        "cautions": [words.caution(each) for each in cautions_told(line)],
        "statements": [{"text": each.text, "by": _by(each)} for each in line.statements],
        "definition": line.definition,
        "rule": _rule(page, words, line),
    }


def _hidden(words: Words, dimension: str) -> str:
    return _("%(dimension)s: %(why)s") % {"dimension": named(words.dimensions, dimension), "why": told_not()}


def _by(said: Said) -> str:
    told = {"author": said.author, "day": date_format(said.stated_on), "evidence": said.evidence}
    return _("A statement by %(author)s, %(day)s. Evidence: %(evidence)s") % told


def _rule(page: Page, words: Words, line: Line) -> list[str]:
    """How the number came about, so that a reader of paper can ask for the same."""
    first, last = days_of(page, line)
    return [
        named(words.levels, line.level),
        named(words.methods, line.method),
        _("Counted from %(first)s to %(last)s") % {"first": date_format(first), "last": date_format(last)},
        _("Indicator %(indicator)s, version %(version)s") % {"indicator": line.indicator, "version": line.version},
    ]
