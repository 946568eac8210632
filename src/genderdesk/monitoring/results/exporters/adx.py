"""The numbers of a page as Aggregate Data Exchange (IHE QRPH ADX, 2015), for a health information system.

``orgUnit`` is the institution, ``dataSet`` the project, ``dataElement`` project and claim; the parts of a dimension are
under an element of their own (``P.R01.sex``) with the part as an attribute of the dimension's name, since a system such
as DHIS2 breaks one element down in one way only. What a claim's number is out of is ``P.C17.of``. ``period`` is the
days that were counted, to the day; a system that knows calendar periods only takes ``dhis2`` instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.monitoring.results.exporters.numbers import Number, duration, numbers_of
from genderdesk.monitoring.results.rules.page import Page

NAMESPACE = "urn:ihe:qrph:adx:2015"


def adx_of(page: Page) -> bytes:
    """The document. Its time of making is the page's day, so that the same page gives the same bytes.

    Raises Invalid where the page has no number: a document without one is not valid.
    """
    root = ElementTree.Element("adx", {"xmlns": NAMESPACE, "exported": f"{page.as_of.isoformat()}T00:00:00Z"})
    for (first, last), numbers in groupby(sorted(numbers_of(page), key=_days), _days):
        period = f"{first.isoformat()}/{duration(first, last)}"
        about = {"orgUnit": page.institution, "period": period, "dataSet": page.project}
        _fill(ElementTree.SubElement(root, "group", about), numbers)
    if not len(root):
        raise Invalid(_("No claim of this project has a number on this day, so there is nothing to exchange."))
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, "utf-8", xml_declaration=True))


def _days(number: Number) -> tuple[date, date]:
    return number.first, number.last


def _fill(group: ElementTree.Element, numbers: Iterable[Number]) -> None:
    for each in numbers:
        told = {"dataElement": each.element, "value": each.text}
        ElementTree.SubElement(group, "dataValue", told | ({each.dimension: each.code} if each.dimension else {}))
