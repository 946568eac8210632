"""What may be done with divisions: a country is loaded, whole or in part."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.organisation.places.access import MAY_LOAD_PLACES
from genderdesk.organisation.places.models import Division, FormerDivision, Outline
from genderdesk.organisation.places.queries import levels
from genderdesk.organisation.places.rules.divisions import (
    DivisionRow,
    FormerRow,
    findings,
    in_order,
)


@act("places.load", needs=MAY_LOAD_PLACES)
def load_places(actor: Actor, *, rows: Sequence[DivisionRow], former: Sequence[FormerRow] = ()) -> dict[str, int]:
    """Keep a country's divisions; those already kept under the same code are corrected, none is ever removed.

    ``former`` are divisions that were merged into others.

    The answer counts ``divisions`` and ``outlines`` in the rows. Raises Invalid with the first fault and its line.
    """
    for line, column, sentence in findings(rows, levels()):
        raise Invalid(f"Line {line}, column {column}: {sentence}", field=column)
    divisions = _kept_divisions(rows)
    shapes = [Outline(division_id=row.code, geometry=row.outline) for row in rows if row.outline is not None]
    Outline.objects.bulk_create(shapes, update_conflicts=True, unique_fields=["division"], update_fields=["geometry"])
    FormerDivision.objects.bulk_create(
        (
            FormerDivision(
                code=each.code, level=each.level, name=each.name, merged_into_id=each.merged_into, until=each.until
            )
            for each in former
        ),
        ignore_conflicts=True,
    )
    return {"divisions": len(divisions), "outlines": len(shapes)}


def _kept_divisions(rows: Sequence[DivisionRow]) -> list[Division]:
    now = timezone.now()
    records = [
        Division(
            code=row.code,
            level=row.level,
            parent_id=row.parent or None,
            name=row.name,
            latitude=row.latitude,
            longitude=row.longitude,
            source=row.source,
            source_version=row.source_version,
            loaded_at=now,
        )
        for row in in_order(rows)
    ]
    return Division.objects.bulk_create(
        records,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["parent", "name", "latitude", "longitude", "source", "source_version", "loaded_at"],
    )
