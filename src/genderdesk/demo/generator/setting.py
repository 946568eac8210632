"""The country that the invented cases happen in: read once from the loaded organisation, in an order of codes.

Row ids differ between two databases; nothing here depends on them, so the same seed draws the same story in both.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from zlib import crc32

from genderdesk.casework.care.models import Provider
from genderdesk.casework.cases.models import Offence
from genderdesk.casework.hotline.models import Gateway, Line
from genderdesk.casework.intake.vocabulary import Channel
from genderdesk.casework.response.models import ResponseUnit
from genderdesk.casework.response.rules.ranking import Candidate, Need, Ranked, rank
from genderdesk.casework.response.vocabulary import Status, UnitKind
from genderdesk.demo.generator import chances
from genderdesk.demo.generator.draw import Weighted
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.institution.models import Institution, Officer
from genderdesk.organisation.institution.queries import desk_for, headquarters_desk, post_holders
from genderdesk.organisation.institution.vocabulary import InstitutionKind
from genderdesk.organisation.places.models import Division
from genderdesk.organisation.places.queries import distance_km, districts, sectors_of

_ACCOUNTS = uuid.UUID("018f0000-0000-7000-8000-00000000d3e0")


@dataclass(frozen=True, slots=True)
class Hand:
    """Who does a thing: the account, its code, the officer behind it.

    Most officers of the demonstration have no sign-in; theirs is a made-up account that follows from the staff code.
    """

    id: uuid.UUID
    code: str
    officer_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Counsellor:
    """Somebody who accompanies survivors, and the desk that she or he works at."""

    hand: Hand
    officer: Officer
    desk_id: uuid.UUID


@dataclass(slots=True)
class District:
    """A district as one institution serves it."""

    division: Division
    sectors: tuple[Division, ...]
    desk_id: uuid.UUID
    focal_officer: Officer | None
    focal: Hand
    providers: dict[str, tuple[Provider, ...]]
    ranking: tuple[Ranked, ...]


@dataclass(slots=True)
class Side:
    """One institution: its line, its people, the districts by weight, and until when each unit is out."""

    institution: Institution
    line: Line | None
    gateway: Gateway | None
    districts: Weighted[int]
    served: tuple[District, ...]
    operators: tuple[Hand, ...]
    dispatcher: Hand
    head: Hand
    channels: Weighted[Channel]
    units: dict[str, ResponseUnit]
    crews: dict[str, Hand]
    counsellors: tuple[Counsellor, ...] = ()
    out_until: dict[str, datetime] = field(default_factory=dict)


@dataclass(slots=True)
class Setting:
    """Both institutions, the police first; None where the country has no defence desk."""

    police: Side
    defence: Side | None
    # The row of the national table by type of violence, and for a child under "child".
    offences: dict[str, str]


def read_setting() -> Setting:
    """What is loaded. Raises DoesNotExist where there is no police, Missing where it has no desk."""
    hands = _Hands()
    providers = list(Provider.objects.filter(closed_on__isnull=True).order_by("code"))
    police = Institution.objects.get(kind=InstitutionKind.POLICE)
    defence = Institution.objects.filter(kind=InstitutionKind.DEFENCE).order_by("code").first()
    return Setting(
        _side(police, hands, providers, chances.CHANNELS),
        _side(defence, hands, providers, chances.DEFENCE_CHANNELS) if defence else None,
        _offences(),
    )


def _offences() -> dict[str, str]:
    rows = Offence.objects.filter(closed_on__isnull=True).order_by("-code").values_list("iccs", "code")
    by_iccs = {iccs: code for iccs, code in rows if iccs}
    found = {
        kind: next((by_iccs[each] for each in wanted if each in by_iccs), "")
        for kind, wanted in chances.ICCS_OF.items()
    }
    return {kind: code for kind, code in found.items() if code}


class _Hands:
    """Accounts by officer."""

    def __init__(self) -> None:
        self._users = {user.officer_id: user for user in User.objects.filter(officer__isnull=False)}

    def of(self, officer: Officer | None, fallback: str) -> Hand:
        if officer is None:
            return Hand(uuid.uuid5(_ACCOUNTS, fallback), fallback)
        user = self._users.get(officer.pk)
        if user is not None:
            return Hand(user.pk, user.username, officer.pk)
        return Hand(uuid.uuid5(_ACCOUNTS, officer.staff_code), officer.staff_code, officer.pk)


def _by_post(institution: Institution, role: str) -> list[Officer]:
    """Officers who hold a post with the role anywhere in the institution, by staff code."""
    found = Officer.objects.filter(
        institution=institution, appointments__post__role=role, appointments__ends_on__isnull=True
    )
    return list(found.order_by("staff_code").distinct())


def _side(institution: Institution, hands: _Hands, providers: list[Provider], channels: Weighted[Channel]) -> Side:
    def first(role: str) -> Hand:
        return hands.of(next(iter(_by_post(institution, role)), None), f"{institution.code}-{role}".lower())

    units = list(
        ResponseUnit.objects.filter(home__institution=institution).select_related("home", "crew").order_by("call_sign")
    )
    served = tuple(
        _district(institution, division, hands, providers, units) for division in districts().order_by("code")
    )
    line = Line.objects.filter(institution=institution).order_by("short_code").first()
    operators = tuple(hands.of(each, "") for each in _by_post(institution, "operator"))
    return Side(
        institution=institution,
        line=line,
        gateway=Gateway.objects.filter(line=line).order_by("provider").first() if line else None,
        districts=Weighted({place: _weight(district) for place, district in enumerate(served)}),
        served=served,
        operators=operators or (hands.of(None, f"{institution.code}-operator".lower()),),
        dispatcher=first("dispatcher"),
        head=first("desk_head"),
        channels=channels,
        units={unit.call_sign: unit for unit in units},
        crews={unit.call_sign: hands.of(unit.crew, unit.call_sign) for unit in units},
        counsellors=tuple(_counsellors(institution, hands)),
    )


def _counsellors(institution: Institution, hands: _Hands) -> Iterator[Counsellor]:
    for officer in _by_post(institution, "counsellor"):
        posts = officer.appointments.filter(post__role="counsellor", ends_on__isnull=True).order_by("post__desk_id")
        yield Counsellor(hands.of(officer, ""), officer, posts.values_list("post__desk_id", flat=True)[0])


def _weight(district: District) -> float:
    """An invented weight: more sectors weigh more, and each district has a factor of its own between 0.3 and 6.3.

    Few districts have a large one, so that a month of a small desk has some with enough cases to be shown.
    """
    own = 0.3 + 6.0 * (crc32(f"district {district.division.code}".encode()) % 1000 / 1000) ** 6
    return float(max(len(district.sectors), 1) * own)


def _district(
    institution: Institution,
    division: Division,
    hands: _Hands,
    providers: list[Provider],
    units: list[ResponseUnit],
) -> District:
    desk = desk_for(institution.pk, division.code)
    focal = next(iter(post_holders(desk, "focal_point")), None)
    if focal is None:
        focal = next(iter(post_holders(headquarters_desk(institution.pk), "focal_point")), None)
    return District(
        division=division,
        sectors=tuple(sectors_of(division).order_by("code")),
        desk_id=desk.pk,
        focal_officer=next(iter(post_holders(desk, "focal_point")), None),
        focal=hands.of(focal, f"{institution.code}-{division.code}-focal".lower()),
        providers=_providers(division, providers),
        ranking=_ranking(division, units),
    )


def _providers(division: Division, providers: list[Provider]) -> dict[str, tuple[Provider, ...]]:
    """For each service the three nearest open providers that offer it."""
    found: dict[str, list[tuple[float, str, Provider]]] = {}
    for provider in providers:
        place = (provider.code, provider)
        for service in provider.services:
            found.setdefault(service, []).append((_distance(division, provider) or 0.0, *place))
    return {
        service: tuple(row[2] for row in sorted(rows, key=lambda row: row[:2])[:3]) for service, rows in found.items()
    }


def _ranking(division: Division, units: list[ResponseUnit]) -> tuple[Ranked, ...]:
    """The units in the order in which the dispatcher's page would propose them, all at their bases."""
    candidates = [
        Candidate(
            id=unit.call_sign,
            call_sign=unit.call_sign,
            kind=UnitKind(unit.kind),
            status=Status.AT_BASE,
            distance_km=_distance(division, unit.home),
            capabilities=frozenset(unit.capabilities),
            female_crew=unit.female_crew,
            crewed=unit.crew_id is not None,
            trained_crew=unit.trained_crew,
            here=unit.home.place_id == division.pk,
        )
        for unit in units
    ]
    return rank(candidates, Need(transport=True)).ranked


def _distance(division: Division, other: object) -> float | None:
    places = (
        division.latitude,
        division.longitude,
        getattr(other, "latitude", None),
        getattr(other, "longitude", None),
    )
    if None in places:
        return None
    return distance_km(*places)  # type: ignore[arg-type]  # none of them is None
