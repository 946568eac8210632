"""What is kept already, as a file that adds to it asks."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from genderdesk.programme.outreach.models import Activity, Campaign, Club, Material, Network, StockMove
from genderdesk.programme.outreach.rules.files import (
    ActivityLine,
    CampaignLine,
    ClubLine,
    MaterialKey,
    MaterialLine,
    NetworkLine,
)


@dataclass(frozen=True, slots=True)
class KnownActivity:
    institution: str
    state: str


@dataclass(frozen=True, slots=True)
class Span:
    """Days of something, and whose it is."""

    institution: str
    first: date
    end: date | None


@dataclass(frozen=True)
class KnownOutreach:
    """Campaigns, activities, clubs and networks by their ids, and materials with their state and stock."""

    campaigns: Mapping[uuid.UUID, Span]
    activities: Mapping[uuid.UUID, KnownActivity]
    clubs: Mapping[uuid.UUID, Span]
    networks: Mapping[uuid.UUID, Span]
    materials: Mapping[MaterialKey, str]
    stocks: Mapping[MaterialKey, int]
    moves: frozenset[uuid.UUID]


def kept_outreach() -> KnownOutreach:
    """What the database holds."""
    material = ("institution__code", "code", "version", "language")
    return KnownOutreach(
        campaigns=_spans(Campaign, "starts_on", "ends_on"),
        activities={
            number: KnownActivity(institution, state)
            for number, institution, state in Activity.objects.values_list("pk", "institution__code", "state")
        },
        clubs=_spans(Club, "founded_on", "closed_on"),
        networks=_spans(Network, "formed_on", "closed_on"),
        materials={MaterialKey(*row[:4]): row[4] for row in Material.objects.values_list(*material, "state")},
        stocks={MaterialKey(*row[:4]): row[4] for row in Material.objects.values_list(*material, "stock")},
        moves=frozenset(StockMove.objects.values_list("pk", flat=True)),
    )


def _spans(model: type[Campaign] | type[Club] | type[Network], first: str, end: str) -> dict[uuid.UUID, Span]:
    rows = model._default_manager.values_list("pk", "institution__code", first, end)
    return {row[0]: Span(*row[1:]) for row in rows}


def with_brought(
    kept: KnownOutreach,
    campaigns: list[CampaignLine],
    activities: list[ActivityLine],
    materials: list[MaterialLine],
    clubs: list[ClubLine],
    networks: list[NetworkLine],
) -> KnownOutreach:
    """What is kept with what the same folder brings; what is kept stays as it is."""
    return KnownOutreach(
        campaigns={each.id: Span(each.institution, each.starts_on, each.ends_on) for each in campaigns}
        | dict(kept.campaigns),
        activities={each.id: KnownActivity(each.institution, each.state) for each in activities}
        | dict(kept.activities),
        clubs={each.id: Span(each.institution, each.founded_on, each.closed_on) for each in clubs} | dict(kept.clubs),
        networks={each.id: Span(each.institution, each.formed_on, each.closed_on) for each in networks}
        | dict(kept.networks),
        materials={each.key: each.state for each in materials} | dict(kept.materials),
        stocks={each.key: 0 for each in materials} | dict(kept.stocks),
        moves=kept.moves,
    )
