"""Rwanda's real divisions: names and codes of provinces and districts, their shapes, and the sectors' names.

Provinces, districts and shapes: National Institute of Statistics of Rwanda as packaged in validmeasures/rwanda (CC0),
codes are its ``Prov_ID`` and ``Dist_ID``. Sectors: the package ``rwanda-geo-data`` (MIT), which has no codes; theirs
are ours: district, the letter S, and the place in the alphabet, such as 11S03. The letter keeps them apart from NISR's.
"""

from __future__ import annotations

import csv
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import rwanda_geo_data

from genderdesk.demo.country.make_rwanda.files import District, write_csv
from genderdesk.organisation.places.rules.outlines import (
    area,
    bounding_box,
    centroid,
    inner_point,
    polygons,
)
from genderdesk.organisation.places.rules.projection import joined_box

NISR = "National Institute of Statistics of Rwanda, packaged in validmeasures/rwanda (CC0)"
NISR_VERSION = "districts, simplified to 400 m"
SECTORS = "rwanda-geo-data (MIT); sector codes are ours, not NISR's"
HEADER = ("code", "level", "parent", "name", "latitude", "longitude", "source", "source_version")
CREDIT = f"Districts of Rwanda: {NISR}."

Row = tuple[object, ...]


def make_divisions(source: Path, folder: Path) -> list[District]:
    """Write divisions.csv and outlines.geojson; the districts, by code. ValueError where the sources disagree."""
    features = sorted(json.loads(source.read_text())["features"], key=lambda each: each["properties"]["Dist_ID"])
    districts = [_district(feature) for feature in features]
    provinces = {str(each["properties"]["Prov_ID"]): each["properties"]["Prov_Name"] for each in features}
    _check_names(districts)
    known = _known_sectors(folder / "divisions.csv")
    rows: list[Row] = [_country(features), *_provinces(provinces, features)]
    rows += [
        (each.code, "district", each.province, each.name, each.latitude, each.longitude, NISR, NISR_VERSION)
        for each in districts
    ]
    for district in districts:
        rows += _sectors(district, known)
    write_csv(folder / "divisions.csv", HEADER, rows)
    _write_outlines(folder / "outlines.geojson", features)
    return districts


def _district(feature: dict[str, Any]) -> District:
    properties = feature["properties"]
    latitude, longitude = inner_point(feature["geometry"])
    return District(
        code=str(properties["Dist_ID"]),
        name=properties["District"],
        province=str(properties["Prov_ID"]),
        province_name=properties["Prov_Name"],
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
    )


def _check_names(districts: list[District]) -> None:
    """Both sources must spell every district alike: a sector is found by its district's name."""
    differing = {each.name for each in districts} ^ set(rwanda_geo_data.get_districts())
    if differing:
        raise ValueError(f"The two sources spell these districts differently: {', '.join(sorted(differing))}.")


def _country(features: list[dict[str, Any]]) -> Row:
    box = joined_box(bounding_box(each["geometry"]) for each in features)
    middle = round((box.south + box.north) / 2, 4), round((box.west + box.east) / 2, 4)
    return ("RW", "country", "", "Rwanda", *middle, NISR, NISR_VERSION)


def _provinces(provinces: dict[str, str], features: list[dict[str, Any]]) -> list[Row]:
    rows: list[Row] = []
    for code, name in sorted(provinces.items()):
        own = [each["geometry"] for each in features if str(each["properties"]["Prov_ID"]) == code]
        weights = [sum(abs(area(polygon[0])) for polygon in polygons(outline)) for outline in own]
        centres = [centroid(outline) for outline in own]
        total = sum(weights)
        latitude = sum(weight * centre[0] for weight, centre in zip(weights, centres, strict=True)) / total
        longitude = sum(weight * centre[1] for weight, centre in zip(weights, centres, strict=True)) / total
        rows.append((code, "province", "RW", name, round(latitude, 4), round(longitude, 4), NISR, NISR_VERSION))
    return rows


def _known_sectors(path: Path) -> dict[tuple[str, str], str]:
    """Codes given before, by district and name: a sector keeps its code for good, a new one gets the next number."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["parent"], row["name"]): row["code"] for row in csv.DictReader(file) if row["level"] == "sector"}


def _sectors(district: District, known: dict[tuple[str, str], str]) -> list[Row]:
    given = {name: code for (parent, name), code in known.items() if parent == district.code}
    following = 1 + max((int(code.rpartition("S")[2]) for code in given.values()), default=0)
    for name in sorted(rwanda_geo_data.get_sectors(district.name)):
        if name not in given:
            given[name] = f"{district.code}S{following:02}"
            following += 1
    source_version = version("rwanda-geo-data")
    return [
        (given[name], "sector", district.code, name, "", "", SECTORS, source_version)
        for name in sorted(rwanda_geo_data.get_sectors(district.name))
    ]


def _write_outlines(path: Path, features: list[dict[str, Any]]) -> None:
    """One district a line, so that a change shows in a comparison."""
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {"code": str(each["properties"]["Dist_ID"]), "name": each["properties"]["District"]},
                "geometry": each["geometry"],
            },
            separators=(",", ":"),
        )
        for each in features
    ]
    head = json.dumps({"type": "FeatureCollection", "credit": CREDIT}, separators=(",", ":"))[:-1]
    path.write_text(head + ',"features":[\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8")
