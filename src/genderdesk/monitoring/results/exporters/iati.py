"""A page of results as an activity of the IATI standard 2.03 (iati-activities-schema.xsd).

One ``result`` for each objective and level, one ``indicator`` for each claim with a number. Its ``actual`` comes as a
total and once more for each part, since readers show parts as lines of their own and add nothing up; whether numbers
may be added is always said. What stands beside a number is told in sentences, never which record it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from genderdesk.monitoring.results.exporters.numbers import (
    cautions_told,
    clean,
    code_of,
    days_of,
    digits,
    parts_of_value,
)
from genderdesk.monitoring.results.exporters.words import Words, named
from genderdesk.monitoring.results.rules.page import Line, Page, Party
from genderdesk.monitoring.results.vocabulary import Direction, Level, Unit
from genderdesk.programme.partners.vocabulary import PartnerKind, ProjectRole

Element = ElementTree.Element

# Sector, OECD DAC purpose code: "Ending violence against women and girls".
SECTOR_VOCABULARY, SECTOR = "1", "15180"
# ResultType. What a desk does is no result, so that an activity is "other".
RESULT_TYPES: Mapping[str, str] = {Level.ACTIVITY: "9", Level.OUTPUT: "1", Level.OUTCOME: "2", Level.IMPACT: "3"}
# IndicatorMeasure: a unit, a percentage; years have an order and no sum.
UNIT, PERCENTAGE, ORDINAL = "1", "2", "4"
MEASURES: Mapping[str, str] = {Unit.PER_CENT: PERCENTAGE, Unit.YEAR: ORDINAL}
# Numbers of what happened once each. Persons, places or an audience of two projects may be the same ones.
ADDED: frozenset[str] = frozenset({Unit.COMPLETIONS, Unit.ITEMS, Unit.REPORTS, Unit.SERVICES, Unit.RETURNS, Unit.HOURS})
# OrganisationType, where what a partner is decides it; what pays may be a government or a foundation.
GOVERNMENT = "10"
ORGANISATION_TYPES: Mapping[str, str] = {
    PartnerKind.UNITED_NATIONS: "40",
    PartnerKind.MINISTRY: GOVERNMENT,
    PartnerKind.SECURITY: GOVERNMENT,
    PartnerKind.LOCAL_GOVERNMENT: "11",
    PartnerKind.PRIVATE: "70",
    PartnerKind.OPERATOR: "70",
    PartnerKind.SCHOOL: "80",
}
# IndicatorVocabulary: the reporting organisation's own.
OWN = "99"
_PLANNED, _RUNNING, _CLOSED = "1", "2", "4"
_DAY = timedelta(days=1)


def iati_of(page: Page, words: Words, *, language: str = "en") -> bytes:
    """The file. ``language`` is that of the records; sentences of the desk are in the language of the moment."""
    reporter = reporter_of(page)
    root = Element("iati-activities", {"version": "2.03", "generated-datetime": f"{page.as_of.isoformat()}T00:00:00Z"})
    activity = _in(root, "iati-activity", **{"xml:lang": language})
    _in(activity, "iati-identifier").text = clean(f"{reporter}-{page.project}")
    _told(_in(activity, "reporting-org", ref=reporter, type=GOVERNMENT), page.institution_name)
    _told(_in(activity, "title"), page.title)
    _told(_in(activity, "description", type="2"), page.goal or page.title)
    _in(activity, "participating-org", role=ProjectRole.ACCOUNTABLE, type=GOVERNMENT, ref=reporter)
    _told(activity[-1], page.institution_name)
    for party in page.parties:
        _participating(activity, party)
    _in(activity, "activity-status", code=_status(page))
    for kind, day in _dates(page):
        _in(activity, "activity-date", **{"type": kind, "iso-date": day.isoformat()})
    _in(activity, "recipient-country", code=page.country)
    _in(activity, "sector", vocabulary=SECTOR_VOCABULARY, code=SECTOR)
    for aim, level in dict.fromkeys((line.objective, line.level) for line in _counted(page)):
        _result(activity, page, words, aim, level)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, "utf-8", xml_declaration=True))


def reporter_of(page: Page) -> str:
    """The institution's IATI identifier where it is among the partners; until it has one, country and code."""
    own = (party.iati_id for party in page.parties if party.code == page.institution and party.iati_id)
    return next(own, f"{page.country}-{page.institution}")


def _in(parent: Element, tag: str, **attributes: str) -> Element:
    return ElementTree.SubElement(parent, tag, {name: clean(str(value)) for name, value in attributes.items()})


def _told(parent: Element, text: str, language: str = "") -> None:
    _in(parent, "narrative", **({"xml:lang": language} if language else {})).text = clean(text)


def _participating(activity: Element, party: Party) -> None:
    kind = ORGANISATION_TYPES.get(party.kind)
    known = {"role": party.role} | ({"type": kind} if kind else {}) | ({"ref": party.iati_id} if party.iati_id else {})
    _told(_in(activity, "participating-org", **known), party.name)


def _status(page: Page) -> str:
    if page.as_of < page.starts_on:
        return _PLANNED
    return _CLOSED if page.ends_on is not None and page.ends_on <= page.as_of else _RUNNING


def _dates(page: Page) -> Iterator[tuple[str, date]]:
    """ActivityDateType: 1 and 3 are planned days, 2 and 4 those that have come."""
    yield "2" if page.starts_on <= page.as_of else "1", page.starts_on
    if page.ends_on is not None:
        yield "4" if page.ends_on <= page.as_of else "3", page.ends_on


def _counted(page: Page) -> list[Line]:
    return [line for line in page.lines if line.value is not None]


def _result(activity: Element, page: Page, words: Words, aim: int | None, level: str) -> None:
    """The claims of one level that serve one objective, or none."""
    lines = [line for line in _counted(page) if (line.objective, line.level) == (aim, level)]
    told = {"type": RESULT_TYPES[level], "aggregation-status": _yes(all(map(_adds, lines)))}
    result = _in(activity, "result", **told)
    texts = {each.number: each.text for each in page.aims}
    if aim in texts:
        _told(_in(result, "title"), texts[aim])
    else:
        _told(_in(result, "title"), _("Claims that serve no objective"), _language())
    for line in lines:
        _indicator(result, page, words, line)


def _indicator(result: Element, page: Page, words: Words, line: Line) -> None:
    told = {"measure": MEASURES.get(line.unit, UNIT), "aggregation-status": _yes(_adds(line))}
    indicator = _in(result, "indicator", **told, ascending=_yes(line.direction != Direction.DOWN))
    _told(_in(indicator, "title"), line.text)
    _told(_in(indicator, "description"), "\n".join(filter(None, [line.name, line.definition])) or line.indicator)
    _in(indicator, "reference", vocabulary=OWN, code=code_of(page, line))
    _baseline(indicator, line)
    counted = days_of(page, line)
    aimed = {(each.first, each.last): each.value for each in line.marks}
    for first, last in sorted({counted, *aimed}):
        period = _in(indicator, "period")
        _in(period, "period-start", **{"iso-date": first.isoformat()})
        _in(period, "period-end", **{"iso-date": last.isoformat()})
        if (first, last) in aimed:
            _in(period, "target", value=digits(aimed[first, last]))
        if (first, last) == counted:
            _actuals(period, words, line)


def _baseline(indicator: Element, line: Line) -> None:
    """One at most, since readers show one for all: what is kept, else the number that the claim compares with."""
    if line.base is not None:
        day, value = line.base.measured_on, line.base.value
    elif line.earlier is not None and line.since is not None:
        day, value = line.since - _DAY, line.earlier
    else:
        return
    _in(indicator, "baseline", **{"iso-date": day.isoformat(), "year": str(day.year), "value": digits(value)})


def _actuals(period: Element, words: Words, line: Line) -> None:
    assert line.value is not None
    total = _in(period, "actual", value=digits(line.value))
    _told(_in(total, "comment"), _beside(words, line), _language())
    for part, value in parts_of_value(line):
        actual = _in(period, "actual", value=digits(value))
        _in(actual, "dimension", name=named(words.dimensions, part.dimension), value=words.part(part))


def _beside(words: Words, line: Line) -> str:
    """What the records say of the claim, how they were counted, and the warnings without which records they are of."""
    told = [named(words.verdicts, line.verdict), named(words.units, line.unit), named(words.methods, line.method)]
    if line.whole is not None:
        told.append(_("Out of %(number)s") % {"number": line.whole})
    return "\n".join([*told, *(words.caution(replace(each, about="")) for each in cautions_told(line))])


def _adds(line: Line) -> bool:
    """Whether this number may be added to that of another project; a share never."""
    return line.unit in ADDED and line.whole is None


def _yes(truth: bool) -> str:
    return "true" if truth else "false"


def _language() -> str:
    return get_language() or "en"
