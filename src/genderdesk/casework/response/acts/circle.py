"""A response follows the circle of its file: off the board into its cell; the crew under way keeps the one response."""

from __future__ import annotations

from genderdesk.casework.intake.vocabulary import REPORT_NUMBER, SEALED_NUMBER
from genderdesk.casework.response.models import Dispatch
from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import touch
from genderdesk.groundwork.protection.circle import Move, follows


@follows
def follow_file(_actor: Actor, moved: Move) -> None:
    """Move the response of a file, with a number of the space of its circle."""
    dispatch = Dispatch.objects.select_for_update().filter(report_id=moved.file_id).first()
    if dispatch is None:
        return
    if (dispatch.cell_id is None) != (moved.cell_id is None):
        dispatch.number = new_number(*(SEALED_NUMBER if moved.cell_id else REPORT_NUMBER))
    dispatch.cell_id = moved.cell_id
    dispatch.save(update_fields=["cell", "number"])
    touch(dispatch)
