"""A folder's files of outreach: campaigns, activities, audiences, materials with their copies, clubs and networks.

The formats are described in docs/country-files.md. Everything is read and checked first; with a fault nothing is kept.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone

from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.foundation.sheets import Folder, Row
from genderdesk.organisation.institution.queries import Known
from genderdesk.programme.guidance.queries import Guidelines
from genderdesk.programme.outreach.queries.kept import KnownOutreach, kept_outreach, with_brought
from genderdesk.programme.outreach.rules.files import (
    ACTIVITIES,
    CAMPAIGNS,
    CLUBS,
    COUNTS,
    MATERIALS,
    MEMBERS,
    MOVES,
    NETWORKS,
    PARTNERS,
    RETURNS,
    ActivityLine,
    CampaignLine,
    ClubLine,
    CountLine,
    MaterialKey,
    MaterialLine,
    MemberLine,
    MoveLine,
    NetworkLine,
    OutreachFiles,
    PartnerLine,
    ReturnLine,
    imported_id,
)
from genderdesk.programme.outreach.rules.numbers import read_short_codes
from genderdesk.programme.outreach.rules.quarters import Quarter
from genderdesk.programme.outreach.rules.stock import short_of
from genderdesk.programme.outreach.vocabulary import (
    CANCELLED,
    CLEARED,
    HELD,
    MOST_COPIES,
    ONE_NUMBER,
    PLANNED,
    RECALLED,
    ActivityKind,
    Audience,
    ClubKind,
    Confidence,
    MaterialKind,
    MaterialLanguage,
    Method,
    MoveKind,
    NetworkKind,
    PartnerRole,
    Scope,
)

# Stands in for a day whose cell is at fault; the file is refused, so that it is never kept.
_NO_DAY = date(1, 1, 1)
_PEOPLE = ("women", "men", "girls", "boys", "unknown")
_MOST_PEOPLE = 10_000_000


def read_outreach(
    folder: Path, known: Known, partners: Collection[str], guidelines: Guidelines
) -> tuple[OutreachFiles, list[CsvFault]]:
    """The rows of a folder and all faults; a dry run that writes nothing. ``partners`` are the codes of partners that
    are kept or that the same folder brings."""
    given, kept = Folder(folder), kept_outreach()
    campaigns = given.rows(
        CAMPAIGNS, "code institution name starts_on ends_on", "theme", lambda row: _campaign(row, known), once="code"
    )
    first = _Reader(known, partners, guidelines, with_brought(kept, campaigns, [], [], [], []))
    activities = given.rows(
        ACTIVITIES, "code institution kind title place held_on state", "campaign venue", first.activity, once="code"
    )
    materials = given.rows(
        MATERIALS,
        "institution code version language kind headline body state",
        "short_codes ussd guidelines cleared_on recalled_on recalled_why",
        first.material,
        once="institution code version language",
    )
    second = _Reader(known, partners, guidelines, with_brought(kept, campaigns, activities, materials, [], []))
    clubs = given.rows(
        CLUBS, "code institution name kind place founded_on", "patron founded_at closed_on", second.club, once="code"
    )
    networks = given.rows(
        NETWORKS, "code institution name kind scope formed_on", "closed_on", second.network, once="code"
    )
    there = with_brought(kept, campaigns, activities, materials, clubs, networks)
    files = _rest(given, _Reader(known, partners, guidelines, there), campaigns, activities, materials, clubs, networks)
    return files, given.faults + _out_of_stock(files, there)


def _rest(
    given: Folder,
    reader: _Reader,
    campaigns: list[CampaignLine],
    activities: list[ActivityLine],
    materials: list[MaterialLine],
    clubs: list[ClubLine],
    networks: list[NetworkLine],
) -> OutreachFiles:
    """The files that name what the others bring."""
    people = " ".join(_PEOPLE)
    return OutreachFiles(
        campaigns=campaigns,
        activities=activities,
        materials=materials,
        clubs=clubs,
        networks=networks,
        counts=given.rows(
            COUNTS,
            "activity method audience confidence",
            f"{people} evidence",
            reader.count,
            once="activity method audience",
        ),
        partners=given.rows(
            PARTNERS, "partner role", "campaign activity", reader.partner, once="partner role campaign activity"
        ),
        moves=given.rows(
            MOVES,
            "reference institution material version language kind copies moved_on",
            "place unit partner activity",
            reader.move,
            once="reference institution",
        ),
        returns=given.rows(RETURNS, "club year quarter activities", people, reader.told, once="club year quarter"),
        members=given.rows(
            MEMBERS,
            "network joined_on",
            "partner organisation officer left_on",
            reader.member,
            once="network partner organisation officer joined_on",
        ),
    )


def _out_of_stock(files: OutreachFiles, there: KnownOutreach) -> list[CsvFault]:
    """Faults of copies that went although there were none; vouchers that are kept already are not counted again."""
    fresh = [each for each in files.moves if each.id not in there.moves]
    return [
        CsvFault(MOVES, each.line, "copies", f"Of {each.key} only {left} copies were there on {each.moved_on}.")
        for each, left in short_of(fresh, there.stocks)
    ]


def _campaign(row: Row, known: Known) -> CampaignLine:
    first, end = row.day("starts_on"), row.day("ends_on")
    _later(row, first, "ends_on", end)
    return CampaignLine(
        code=row.code("code"),
        institution=row.known("institution", known.institutions, "institution"),
        name=row.text("name", longest=120),
        theme=row.text("theme", longest=300),
        starts_on=first or _NO_DAY,
        ends_on=end or _NO_DAY,
    )


def _later(row: Row, start: date | None, column: str, end: date | None) -> None:
    if start and end and end <= start:
        row.fault(column, f"The end {end} must come after the start {start}.")


def _past(row: Row, column: str) -> date | None:
    day = row.day(column)
    if day and day > timezone.localdate():
        row.fault(column, "This day has not come yet. A file tells of what was.")
    return day


def _people(row: Row) -> dict[str, int]:
    return {name: row.whole(name, 0, _MOST_PEOPLE) or 0 for name in _PEOPLE}


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads rows against what is known by now."""

    known: Known
    partners: Collection[str]
    guidelines: Guidelines
    there: KnownOutreach

    def activity(self, row: Row) -> ActivityLine:
        institution = row.known("institution", self.known.institutions, "institution")
        state, day, campaign = row.one_of("state", (PLANNED, HELD, CANCELLED)), row.day("held_on"), row.code("campaign")
        if state == HELD and day and day > timezone.localdate():
            row.fault("held_on", "This day has not come yet: the activity is planned.")
        if campaign:
            span = self.there.campaigns.get(imported_id("campaign", campaign))
            if span is None or span.institution != institution:
                row.fault("campaign", f"There is no campaign of {institution} with the code {campaign!r}.")
            elif day and not span.first <= day < (span.end or date.max):
                row.fault("held_on", "This day lies outside the campaign.")
        return ActivityLine(
            code=row.code("code"),
            institution=institution,
            campaign=campaign,
            kind=row.one_of("kind", list(ActivityKind)),
            title=row.text("title", longest=120),
            place=self.known.place(row, "place"),
            venue=row.text("venue", longest=120),
            held_on=day or _NO_DAY,
            state=state,
        )

    def _activity(self, row: Row, column: str, institution: str, *, held: bool = True) -> str:
        """The code of an activity of an institution, or empty."""
        code = row.code(column)
        found = self.there.activities.get(imported_id("activity", code)) if code else None
        if code and (found is None or (institution and found.institution != institution)):
            row.fault(column, f"There is no activity in {ACTIVITIES} with the code {code!r}.")
        elif held and found is not None and found.state != HELD:
            row.fault(column, f"The activity {code} was not held.")
        return code

    def _partner(self, row: Row) -> str:
        return row.known("partner", self.partners, "partner in organisations.csv")

    def count(self, row: Row) -> CountLine:
        people, method = _people(row), row.one_of("method", list(Method))
        if not any(people.values()):
            row.fault("unknown", "Write how many were reached.")
        if method in ONE_NUMBER and people["unknown"] != sum(people.values()):
            row.fault("unknown", "This method tells nothing of sex or age: write its number here alone.")
        return CountLine(
            activity=self._activity(row, "activity", ""),
            method=method,
            audience=row.one_of("audience", list(Audience)),
            confidence=row.one_of("confidence", list(Confidence)),
            evidence=row.text("evidence"),
            **people,
        )

    def partner(self, row: Row) -> PartnerLine:
        campaign, activity = row.code("campaign"), self._activity(row, "activity", "", held=False)
        if bool(campaign) == bool(activity):
            row.fault("campaign", "Name a campaign or an activity, and not both.")
        elif campaign and imported_id("campaign", campaign) not in self.there.campaigns:
            row.fault("campaign", f"There is no campaign in {CAMPAIGNS} with the code {campaign!r}.")
        return PartnerLine(campaign, activity, self._partner(row), row.one_of("role", list(PartnerRole)))

    def _key(self, row: Row, column: str) -> MaterialKey:
        return MaterialKey(
            institution=row.known("institution", self.known.institutions, "institution"),
            code=row.code(column),
            version=row.whole("version", 1, 9999) or 1,
            language=row.one_of("language", list(MaterialLanguage)),
        )

    def material(self, row: Row) -> MaterialLine:
        key, state = self._key(row, "code"), row.one_of("state", (CLEARED, RECALLED))
        cleared, recalled = _past(row, "cleared_on"), _past(row, "recalled_on")
        if (state == RECALLED) != (recalled is not None):
            row.fault("recalled_on", "A recalled material, and no other, has the day on which it was recalled.")
        numbers = read_short_codes(row.text("short_codes", longest=40))
        if numbers is None:
            row.fault("short_codes", "A short number has three to five digits; several have spaces between.")
        return MaterialLine(
            key=key,
            kind=row.one_of("kind", list(MaterialKind)),
            headline=row.text("headline", longest=80),
            body=row.text("body", longest=600),
            short_codes=" ".join(numbers or ()),
            ussd=row.text("ussd", longest=20),
            guidelines=self._guidelines(row, key.institution),
            state=state,
            cleared_on=cleared,
            recalled_on=recalled,
            recalled_why=row.text("recalled_why"),
        )

    def _guidelines(self, row: Row, institution: str) -> tuple[tuple[str, str], ...]:
        """References with the numbers of versions, written ``SOP-1 1.0; CODE-2 2.0``."""
        found = []
        for written in filter(None, (each.strip() for each in row.text("guidelines").split(";"))):
            reference, _space, number = written.rpartition(" ")
            reference = " ".join(reference.split()).upper()
            if self.guidelines.has(institution, reference, number):
                found.append((reference, number))
            else:
                row.fault("guidelines", f"There is no version {written!r} of a document. Write it like SOP-1 1.0.")
        return tuple(dict.fromkeys(found))

    def move(self, row: Row) -> MoveLine:
        key = self._key(row, "material")
        kind, activity, place = row.one_of("kind", list(MoveKind)), self._activity(row, "activity", key.institution), ""
        if row.text("place"):
            place = self.known.place(row, "place")
        unit = row.known("unit", self.known.units, "unit")
        if unit and self.known.units[unit] != key.institution:
            row.fault("unit", f"The unit {unit} belongs to {self.known.units[unit]}.")
        if key not in self.there.materials:
            row.fault("material", f"There is no material {key} of {key.institution} in {MATERIALS}.")
        partner = self._partner(row)
        if kind == MoveKind.HANDED_OUT and not (place or unit or partner or activity):
            row.fault("place", "Say where they went: a place, a unit, a partner or an activity.")
        return MoveLine(
            reference=row.text("reference", longest=40),
            key=key,
            kind=kind,
            copies=row.whole("copies", 1, MOST_COPIES) or 0,
            moved_on=_past(row, "moved_on") or _NO_DAY,
            place=place,
            unit=unit,
            partner=partner,
            activity=activity,
            line=row.line,
        )

    def club(self, row: Row) -> ClubLine:
        institution = row.known("institution", self.known.institutions, "institution")
        first, end = _past(row, "founded_on"), _past(row, "closed_on")
        _later(row, first, "closed_on", end)
        return ClubLine(
            code=row.code("code"),
            institution=institution,
            name=row.text("name", longest=120),
            kind=row.one_of("kind", list(ClubKind)),
            place=self.known.place(row, "place"),
            patron=row.text("patron", longest=80),
            founded_on=first or _NO_DAY,
            founded_at=self._activity(row, "founded_at", institution),
            closed_on=end,
        )

    def told(self, row: Row) -> ReturnLine:
        club, year, quarter = row.code("club"), row.whole("year", 1950, 2999), row.whole("quarter", 1, 4)
        span = self.there.clubs.get(imported_id("club", club))
        if club and span is None:
            row.fault("club", f"There is no club in {CLUBS} with the code {club!r}.")
        elif span is not None and year and quarter:
            told = Quarter(year, quarter)
            if told.end > timezone.localdate():
                row.fault("quarter", "This quarter has not ended yet.")
            elif told.end <= span.first or (span.end is not None and told.first >= span.end):
                row.fault("quarter", "The club did not exist in this quarter.")
        return ReturnLine(
            club=club,
            year=year or 1,
            quarter=quarter or 1,
            activities=row.whole("activities", 0, 999) or 0,
            **_people(row),
        )

    def network(self, row: Row) -> NetworkLine:
        first, end = _past(row, "formed_on"), _past(row, "closed_on")
        _later(row, first, "closed_on", end)
        return NetworkLine(
            code=row.code("code"),
            institution=row.known("institution", self.known.institutions, "institution"),
            name=row.text("name", longest=120),
            kind=row.one_of("kind", list(NetworkKind)),
            scope=row.one_of("scope", list(Scope)),
            formed_on=first or _NO_DAY,
            closed_on=end,
        )

    def member(self, row: Row) -> MemberLine:
        code, first, end = row.code("network"), row.day("joined_on"), row.day("left_on")
        _later(row, first, "left_on", end)
        network = self.there.networks.get(imported_id("network", code))
        if code and network is None:
            row.fault("network", f"There is no network in {NETWORKS} with the code {code!r}.")
        elif network is not None and first and first < network.first:
            row.fault("joined_on", f"The network was formed on {network.first}.")
        officer = self.known.officer(row, "officer", network.institution if network else "")
        written = (row.maybe("partner"), row.maybe("organisation"), row.maybe("officer"))
        if sum(map(bool, written)) != 1:
            row.fault("organisation", "Write a partner, another organisation or an officer: one of the three.")
        return MemberLine(
            network=code,
            partner=self._partner(row),
            organisation=row.text("organisation", longest=120),
            officer=officer,
            joined_on=first or _NO_DAY,
            left_on=end,
        )
