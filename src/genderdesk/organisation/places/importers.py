"""Reads a country's divisions: ``divisions.csv`` and, if any, ``outlines.geojson`` (docs/country-files.md)."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.foundation.sheets import Duplicates, Sheet
from genderdesk.organisation.places.rules.divisions import DivisionRow, FormerRow, findings
from genderdesk.organisation.places.rules.outlines import (
    Shape,
    fault_of_outline,
    inner_point,
)
from genderdesk.organisation.places.vocabulary import LEVELS

DIVISIONS = "divisions.csv"
OUTLINES = "outlines.geojson"
FORMER = "former_divisions.csv"
_REQUIRED = ("code", "level", "parent", "name", "latitude", "longitude", "source")


def read_places(folder: Path, kept_levels: Mapping[str, str]) -> tuple[list[DivisionRow], list[CsvFault]]:
    """The divisions of a country folder and all faults found; load the rows only where there are none. A folder that
    brings more to a country that is kept may be without them.

    ``kept_levels`` (code → level) are the divisions already kept, see ``queries.levels()``.
    """
    if kept_levels and not (folder / DIVISIONS).exists():
        return [], []
    sheet = Sheet(folder / DIVISIONS, _REQUIRED, optional=("source_version",))
    rows = []
    for row in sheet.rows():
        position = row.position()
        rows.append(
            DivisionRow(
                code=row.code("code"),
                level=row.one_of("level", LEVELS),
                parent=row.maybe("parent"),
                name=row.text("name", longest=100),
                latitude=position[0] if position else None,
                longitude=position[1] if position else None,
                source=row.text("source"),
                source_version=row.text("source_version", longest=60),
                line=row.line,
            )
        )
    faults = list(sheet.faults)
    outlines, outline_faults = read_outlines(folder / OUTLINES, {row.code for row in rows})
    faults += outline_faults
    whole = [_with_outline(row, outlines.get(row.code)) for row in rows if row.code and row.level]
    faults += [CsvFault(DIVISIONS, *finding) for finding in findings(whole, kept_levels)]
    return whole, sorted(faults, key=lambda fault: (fault.file, fault.line))


def read_former(folder: Path, places: Collection[str]) -> tuple[list[FormerRow], list[CsvFault]]:
    """Divisions that were merged into others, and all faults; none where the file is absent.

    ``places`` are the codes of the divisions that there are.
    """
    if not (folder / FORMER).exists():
        return [], []
    sheet, twice, rows = Sheet(folder / FORMER, ("code", "level", "name", "merged_into", "until")), Duplicates(), []
    for row in sheet.rows():
        twice.check(row, "code", row.cells["code"].strip())
        if row.cells["code"].strip() in places:
            row.fault("code", "This division is still there. A former one has a code of its own.")
        rows.append(
            FormerRow(
                code=row.code("code"),
                level=row.one_of("level", LEVELS),
                name=row.text("name", longest=100),
                merged_into=row.known("merged_into", places, "division"),
                until=row.day("until") or date.max,
            )
        )
    return rows, list(sheet.faults)


def _with_outline(row: DivisionRow, outline: Shape | None) -> DivisionRow:
    if outline is None:
        return row
    if row.latitude is None:
        latitude, longitude = inner_point(outline)
        row = replace(row, latitude=round(latitude, 5), longitude=round(longitude, 5))
    return replace(row, outline=outline)


def read_outlines(path: Path, codes: set[str]) -> tuple[dict[str, Shape], list[CsvFault]]:
    """Outlines by division code; a missing file gives none. A fault's column names the feature."""
    if not path.exists():
        return {}, []
    try:
        collection: Any = json.loads(path.read_text(encoding="utf-8-sig"))
        features = list(collection["features"])
    except json.JSONDecodeError as fault:
        return {}, [CsvFault(path.name, fault.lineno, "", f"This is not JSON: {fault.msg}.")]
    except (UnicodeDecodeError, KeyError, TypeError):
        return {}, [CsvFault(path.name, 1, "features", "The file must be a GeoJSON FeatureCollection in UTF-8.")]
    outlines: dict[str, Shape] = {}
    faults = []
    for number, feature in enumerate(features, start=1):
        code, outline, sentence = _feature(feature)
        if not sentence and code not in codes:
            sentence = f"There is no division with the code {code!r} in {DIVISIONS}."
        if not sentence and code in outlines:
            sentence = f"The division {code} has an outline already."
        if sentence:
            faults.append(CsvFault(path.name, 1, f"feature {number}", sentence))
        else:
            outlines[code] = outline
    return outlines, faults


def _feature(feature: Any) -> tuple[str, Shape, str]:
    """Code, outline and what is wrong with a feature."""
    try:
        code, outline = str(feature["properties"]["code"]), feature["geometry"]
    except (KeyError, TypeError):
        return "", {}, "A feature needs a geometry and the property “code”, the division's code."
    return code, outline, fault_of_outline(outline)
