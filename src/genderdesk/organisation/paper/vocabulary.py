"""States of a sheet and why one is given up. Source of the pack and its register: ux.md 1.3."""

from __future__ import annotations

from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable, moves

ISSUED, ENTERED, SPOILED, MISSING = "issued", "entered", "spoiled", "missing"

SHEET = StateTable(
    "sheet of paper",
    ISSUED,
    (
        *moves("paper.enter", (ISSUED, MISSING), ENTERED),
        *moves("paper.name", (ISSUED, MISSING), ENTERED),
        *moves("paper.spoil", (ISSUED, MISSING), SPOILED),
        Move(ISSUED, MISSING, "paper.miss"),
    ),
)

# Prefix and groups of a serial: a space of its own that names neither an agency nor a kind of form, since a slip is
# carried home.
SERIAL = ("P", 2)
MOST_AT_ONCE = 25
# A pad is used from its top: a sheet is looked for when a later one was entered so long ago. What was told is entered
# within this time (cases.md 7.7, data entry).
SKIPPED_AFTER_HOURS = 24


class PaperLanguage(StrEnum):
    """Languages whose sentences are complete, so that no form is half in another one."""

    ENGLISH = "en"
    FRENCH = "fr"


class SpoiledWhy(StrEnum):
    """Why a sheet is given up without having been entered."""

    MISPRINTED = "misprinted"
    DAMAGED = "damaged"
    WRITTEN_ANEW = "written_anew"
    UNUSED = "unused"
