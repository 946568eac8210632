"""Women's share of the strength, day by day on which it was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from genderdesk.groundwork.protection.access import Actor
from genderdesk.programme.guidance.models import StrengthRow
from genderdesk.programme.guidance.rules.strength import StrengthLine, share
from genderdesk.programme.guidance.vocabulary.strength import RankBand, RoleKind


@dataclass(frozen=True, slots=True)
class StrengthDay:
    """A day's count: the whole, by rank band and by kind of role; shares of women in per cent, None where nobody is."""

    counted_on: date
    source: str
    women: int
    men: int
    unknown: int
    share: float | None
    by_rank: list[tuple[str, int, int, float | None]]
    by_role: list[tuple[str, int, int, float | None]]


def strength_days(actor: Actor, most: int = 40) -> list[StrengthDay]:
    """The counts of the actor's institution, the newest first; one query."""
    rows: dict[date, list[StrengthLine]] = {}
    sources: dict[date, str] = {}
    for each in StrengthRow.objects.filter(institution_id=actor.own_institution).order_by("-counted_on", "id"):
        line = StrengthLine(each.rank_band, each.role_kind, each.women, each.men, each.unknown)
        rows.setdefault(each.counted_on, []).append(line)
        sources[each.counted_on] = each.source
    return [_day(day, sources[day], lines) for day, lines in list(rows.items())[:most]]


def _day(day: date, source: str, lines: list[StrengthLine]) -> StrengthDay:
    return StrengthDay(
        day,
        source,
        sum(each.women for each in lines),
        sum(each.men for each in lines),
        sum(each.unknown for each in lines),
        share(lines),
        [_part(band, [each for each in lines if each.rank_band == band]) for band in RankBand],
        [_part(kind, [each for each in lines if each.role_kind == kind]) for kind in RoleKind],
    )


def _part(name: str, lines: list[StrengthLine]) -> tuple[str, int, int, float | None]:
    return name, sum(each.women for each in lines), sum(each.men for each in lines), share(lines)
