"""How an institution's strength is counted, and the target for women's share.

Source of the target: programme.md 1.2 (women in the Rwanda National Police, "target 30 %"). A country that has another
one changes it here, with its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RankBand(StrEnum):
    """Ranks in four bands, so that figures of services with other ranks stand beside each other."""

    SENIOR = "senior"
    JUNIOR = "junior"
    OTHER_RANKS = "other_ranks"
    CIVILIAN = "civilian"


class RoleKind(StrEnum):
    """What somebody does: the share of women in the field is not that among secretaries."""

    OPERATIONAL = "operational"
    COMMAND = "command"
    ADMINISTRATIVE = "administrative"
    DESK = "desk"
    PEACEKEEPING = "peacekeeping"


class FlowKind(StrEnum):
    """How people come into a rank, rise to it or leave it (programme.md 6). Who is deployed stands by itself."""

    RECRUITED = "recruited"
    PROMOTED = "promoted"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Target:
    """A share of women in per cent that is aimed at, and who says so."""

    per_cent: int
    source: str


WOMEN = Target(30, "programme.md 1.2")

COLUMNS = ("rank_band", "role_kind", "women", "men")
OPTIONAL = ("unknown",)
MOST_IN_A_CELL = 1_000_000
