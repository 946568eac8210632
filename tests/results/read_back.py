"""The number of each claim, read back from each file that a page leaves in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl import load_workbook

from genderdesk.monitoring.results.exporters.adx import NAMESPACE, adx_of
from genderdesk.monitoring.results.exporters.dhis2 import data_value_set
from genderdesk.monitoring.results.exporters.document import document_of
from genderdesk.monitoring.results.exporters.iati import iati_of
from genderdesk.monitoring.results.exporters.sheet import KEYS, results_csv, workbook_of
from genderdesk.monitoring.results.exporters.words import Words
from genderdesk.monitoring.results.rules.page import Page
from tests.results.printed import pages_of

# Beside the project where CI runs it; a clone without it leaves those tests out and says so.
BESIDE = "shared/schemas"
SCHEMAS = next((each / BESIDE for each in Path(__file__).resolve().parents if (each / BESIDE).exists()), None)
IATI_SCHEMA, ADX_SCHEMA = "iati-2.03/iati-activities-schema.xsd", "adx/adx_loose.xsd"
ADX = f"{{{NAMESPACE}}}"

Found = dict[str, Any]


def faults(schema: str, document: bytes) -> list[str]:
    """What a schema found beside the project says of a document."""
    assert SCHEMAS is not None
    checked = etree.XMLSchema(etree.parse(str(SCHEMAS / schema)))
    checked.validate(etree.fromstring(document))
    return [str(each) for each in checked.error_log]


def csv_rows(page: Page) -> list[dict[str, str]]:
    lines = list(csv.reader(io.StringIO("".join(results_csv(page)).removeprefix("\ufeff"))))
    assert tuple(lines[1]) == KEYS
    return [dict(zip(KEYS, line, strict=True)) for line in lines[2:]]


def sheets(page: Page, words: Words) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(io.BytesIO(workbook_of(page, words)))
    return {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book}


def indicators(page: Page, words: Words) -> dict[str, Any]:
    found = etree.fromstring(iati_of(page, words)).iter("indicator")
    return {_ours(page, each.find("reference[@vocabulary='99']").get("code")): each for each in found}


def from_iati(page: Page, words: Words) -> Found:
    return {code: each.find("period/actual").get("value") for code, each in indicators(page, words).items()}


def from_adx(page: Page, words: Words) -> Found:
    found = etree.fromstring(adx_of(page)).iter(f"{ADX}dataValue")
    return {_ours(page, each.get("dataElement")): each.get("value") for each in found}


def from_dhis2(page: Page, words: Words) -> Found:
    found = json.loads(data_value_set(page))["dataValues"]
    return {_ours(page, each["dataElement"]): each["value"] for each in found}


def from_csv(page: Page, words: Words) -> Found:
    return {row["claim"]: row["number"] for row in csv_rows(page) if row["row"] == "total"}


def from_workbook(page: Page, words: Words) -> Found:
    """The second sheet, whatever it is called in the language of the moment."""
    claims = list(sheets(page, words).values())[1]
    return {row[0]: row[7] for row in claims}


def from_document(page: Page, words: Words) -> Found:
    """On paper a claim is its code, its text and what is shown, then its unit if it has a number, then its verdict.

    Where a line ends is no part of what is said, so that spaces are left out.
    """
    text = _close(" ".join(pages_of(document_of(page, words))))
    unit = {line.code: words.units[line.unit] if line.value is not None else "" for line in page.lines}
    printed = [
        line
        for line in page.lines
        if _close(f"{line.code}{line.text}{line.shown}{unit[line.code]}{words.verdicts[line.verdict]}") in text
    ]
    assert printed == list(page.lines)
    return {line.code: line.value for line in printed}


def _close(text: str) -> str:
    return re.sub(r"\s", "", text)


def _ours(page: Page, code: str) -> str:
    return code.removeprefix(f"{page.project}.")


READERS: tuple[Callable[[Page, Words], Found], ...] = (
    from_iati,
    from_adx,
    from_dhis2,
    from_csv,
    from_workbook,
    from_document,
)


def disagreements(page: Page, words: Words, shown: Page | None = None) -> dict[str, set[str]]:
    """By form, the claims of which its number is another than the page's; nothing where all agree. ``shown`` is the
    page that the files are made from, where it is not the same."""
    expected = {line.code: float(line.value) for line in page.lines if line.value is not None}
    wrong = {}
    for read in READERS:
        codes = {line.code for line in page.lines}
        told = read(shown or page, words).items()
        found = {code: float(value) for code, value in told if code in codes and value not in (None, "")}
        if found != expected:
            wrong[read.__name__] = {code for code, _value in set(found.items()) ^ set(expected.items())}
    return wrong
