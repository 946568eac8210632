"""Outreach as a country's files give it: one row type for each file, and the ids of imported records."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from genderdesk.groundwork.foundation.ids import imported_ids

CAMPAIGNS = "campaigns.csv"
ACTIVITIES = "activities.csv"
COUNTS = "audience_counts.csv"
PARTNERS = "outreach_partners.csv"
MATERIALS = "materials.csv"
MOVES = "material_moves.csv"
CLUBS = "clubs.csv"
RETURNS = "club_returns.csv"
NETWORKS = "networks.csv"
MEMBERS = "network_members.csv"

# A record that comes from a file has the same id at every import, also in another installation.
imported_id = imported_ids("7b6f0c3d-94f1-5d0e-8f6a-1c2b7d9e4f55")


@dataclass(frozen=True, slots=True)
class CampaignLine:
    code: str
    institution: str
    name: str
    theme: str
    starts_on: date
    ends_on: date

    @property
    def id(self) -> uuid.UUID:
        return imported_id("campaign", self.code)


@dataclass(frozen=True, slots=True)
class ActivityLine:
    code: str
    institution: str
    campaign: str
    kind: str
    title: str
    place: str
    venue: str
    held_on: date
    state: str

    @property
    def id(self) -> uuid.UUID:
        return imported_id("activity", self.code)

    @property
    def campaign_id(self) -> uuid.UUID | None:
        return imported_id("campaign", self.campaign) if self.campaign else None


@dataclass(frozen=True, slots=True)
class CountLine:
    """Whom an activity reached, counted by one method."""

    activity: str
    method: str
    audience: str
    women: int
    men: int
    girls: int
    boys: int
    unknown: int
    confidence: str
    evidence: str

    @property
    def id(self) -> uuid.UUID:
        return imported_id("audience", self.activity, self.method, self.audience)


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner in a campaign or at an activity: one of the two."""

    campaign: str
    activity: str
    partner: str
    role: str

    @property
    def id(self) -> uuid.UUID:
        return imported_id("outreach partner", self.campaign, self.activity, self.partner, self.role)


@dataclass(frozen=True, slots=True)
class MaterialKey:
    """One version of a material in one language."""

    institution: str
    code: str
    version: int
    language: str

    @property
    def id(self) -> uuid.UUID:
        return imported_id("material", self.institution, self.code, str(self.version), self.language)

    def __str__(self) -> str:
        return f"{self.code} {self.version} {self.language}"


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """``guidelines`` are references and numbers of versions that it tells of."""

    key: MaterialKey
    kind: str
    headline: str
    body: str
    short_codes: str
    ussd: str
    guidelines: tuple[tuple[str, str], ...]
    state: str
    cleared_on: date | None
    recalled_on: date | None
    recalled_why: str


@dataclass(frozen=True, slots=True)
class MoveLine:
    """Copies that came or went, by the number of their voucher."""

    reference: str
    key: MaterialKey
    kind: str
    copies: int
    moved_on: date
    place: str
    unit: str
    partner: str
    activity: str
    line: int

    @property
    def id(self) -> uuid.UUID:
        return imported_id("move", self.key.institution, self.reference)


@dataclass(frozen=True, slots=True)
class ClubLine:
    code: str
    institution: str
    name: str
    kind: str
    place: str
    patron: str
    founded_on: date
    founded_at: str
    closed_on: date | None

    @property
    def id(self) -> uuid.UUID:
        return imported_id("club", self.code)


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """What a club told of a quarter."""

    club: str
    year: int
    quarter: int
    activities: int
    women: int
    men: int
    girls: int
    boys: int
    unknown: int

    @property
    def id(self) -> uuid.UUID:
        return imported_id("return", self.club, str(self.year), str(self.quarter))


@dataclass(frozen=True, slots=True)
class NetworkLine:
    code: str
    institution: str
    name: str
    kind: str
    scope: str
    formed_on: date
    closed_on: date | None

    @property
    def id(self) -> uuid.UUID:
        return imported_id("network", self.code)


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A partner, another organisation by its name, or an officer by staff code: one of the three."""

    network: str
    partner: str
    organisation: str
    officer: str
    joined_on: date
    left_on: date | None

    @property
    def id(self) -> uuid.UUID:
        who = self.partner or self.organisation.casefold() or self.officer
        return imported_id("member", self.network, who, self.joined_on.isoformat())


@dataclass(frozen=True, slots=True)
class OutreachFiles:
    """All rows of a folder."""

    campaigns: Sequence[CampaignLine] = ()
    activities: Sequence[ActivityLine] = ()
    counts: Sequence[CountLine] = ()
    partners: Sequence[PartnerLine] = ()
    materials: Sequence[MaterialLine] = ()
    moves: Sequence[MoveLine] = ()
    clubs: Sequence[ClubLine] = ()
    returns: Sequence[ReturnLine] = ()
    networks: Sequence[NetworkLine] = ()
    members: Sequence[MemberLine] = ()

    @property
    def size(self) -> int:
        """How many rows."""
        return sum(len(getattr(self, each.name)) for each in fields(self))
