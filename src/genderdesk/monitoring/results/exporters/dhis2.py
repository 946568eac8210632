"""The numbers of a page as a dataValueSet of DHIS2, by codes: the identifiers of one server are never ours to know.

The codes are those of ``adx``. DHIS2 knows calendar periods only, and a number of a page is the one that stood on a
day: the period is that day (daily), and the elements are to be aggregated by their last value. ``dryRun=true`` in the
address has the server check everything and keep nothing (docs/results-exports.md).
"""

from __future__ import annotations

import json
from typing import Any

from genderdesk.monitoring.results.exporters.numbers import Number, numbers_of
from genderdesk.monitoring.results.rules.page import Page


def data_value_set(page: Page) -> str:
    """The JSON of ``POST /api/dataValueSets``; the comment of a number has the verdict, the rule and the days."""
    day = page.as_of
    given: dict[str, Any] = {
        "idScheme": "code",
        "dataSet": page.project,
        "completeDate": day.isoformat(),
        "period": f"{day:%Y%m%d}",
        "orgUnit": page.institution,
        "dataValues": [_value(each) for each in numbers_of(page)],
    }
    return json.dumps(given, ensure_ascii=False, indent=1) + "\n"


def _value(number: Number) -> dict[str, str]:
    line = number.line
    comment = f"{line.verdict}; {line.method}; {number.first.isoformat()}/{number.last.isoformat()}"
    return {
        "dataElement": number.element,
        **({"categoryOptionCombo": number.code} if number.code else {}),
        "value": number.text,
        "comment": comment,
    }
