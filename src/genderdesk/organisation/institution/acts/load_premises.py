"""What stands at units, from files: what is new is added, nothing that is kept is changed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import act
from genderdesk.organisation.institution.access import MAY_LOAD
from genderdesk.organisation.institution.models import Room, RoomCheck, Unit
from genderdesk.organisation.institution.rules.premises import PremisesFiles, RoomRow

Ids = Mapping[str, uuid.UUID]


@act("premises.load", needs=MAY_LOAD)
def load_premises(actor: Actor, *, rows: list[PremisesFiles]) -> dict[str, int]:
    """Keep what stands at units; a second load adds what is new and corrects nothing that was changed here. How many
    of each are new."""
    counts = {"rooms": 0}
    units: Ids = dict(Unit.objects.values_list("code", "pk"))
    for files in rows:
        counts["rooms"] += _keep_rooms(files.rooms, units)
    return counts


def _keep_rooms(lines: Sequence[RoomRow], units: Ids) -> int:
    """New rooms, each with how it was found."""
    known = set(Room.objects.values_list("unit_id", "name"))
    new = [
        (Room(unit_id=units[each.unit], kind=each.kind, name=each.name, opened_on=each.opened_on), each)
        for each in lines
        if (units[each.unit], each.name) not in known
    ]
    Room.objects.bulk_create(room for room, _line in new)
    RoomCheck.objects.bulk_create(
        RoomCheck(
            room=room,
            checked_on=line.checked_on,
            door_closes=line.door_closes,
            not_crossed=line.not_crossed,
            outcome=line.outcome,
        )
        for room, line in new
        if line.checked_on is not None
    )
    return len(new)
