"""Who does what where, as the CSV that humanitarian clusters exchange, with a row of HXL hashtags.

Tags: HXL standard 1.1 (#org, #sector, #activity, #adm1 and #adm2 with +name and +code, #date+start, #date+end,
#status, #reached). A number stands in the column of its method, so that no sheet adds different methods up.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping

from genderdesk.groundwork.foundation.csvs import csv_lines
from genderdesk.programme.partners.models import Presence
from genderdesk.programme.partners.vocabulary import CountedBy

_METHODS = tuple(each for each in CountedBy if each != CountedBy.NOT_COUNTED)
HEADER = (
    "organisation", "organisation_type", "sector", "activity", "project", "province", "province_code", "district",
    "district_code", "first_day", "end_day", "status", *(f"reached_{each.value}" for each in _METHODS),
)  # fmt: skip
TAGS = (
    "#org+name", "#org+type", "#sector", "#activity", "#activity+project", "#adm1+name", "#adm1+code", "#adm2+name",
    "#adm2+code", "#date+start", "#date+end", "#status", *(f"#reached+{each.value}" for each in _METHODS),
)  # fmt: skip


def who_what_where(found: Iterable[Presence], names: Mapping[uuid.UUID, str]) -> Iterator[str]:
    """The lines of the file: header, hashtags, then one line an activity; the end day is the first one after it."""
    return csv_lines(HEADER, _rows(found, names), at_once=100)


def _rows(found: Iterable[Presence], names: Mapping[uuid.UUID, str]) -> Iterator[list[object]]:
    yield list(TAGS)
    for each in found:
        above = each.place.parent
        yield [
            names.get(each.partner_id, each.partner.code),
            each.partner.kind,
            each.sector,
            each.activity,
            each.project.code if each.project else "",
            above.name if above else "",
            above.code if above else "",
            each.place.name,
            each.place.code,
            each.starts_on.isoformat(),
            each.ends_on.isoformat() if each.ends_on else "",
            each.status,
            *(each.reached if each.counted_by == method else "" for method in _METHODS),
        ]
