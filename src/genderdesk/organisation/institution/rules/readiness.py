"""Whether a desk is ready: which lines of the standard are met, and how far it is in each of the six domains.

Ready is who meets every required line and has a private interview room, whatever the standard asks of rooms: nobody
tells what happened to her where others listen. The measure of a domain, 0 to 100, is ours: what is met by what is
asked, a required line weighing twice a desired one, a line that is met by something shared counting half.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from genderdesk.organisation.institution.vocabulary.readiness import (
    REQUIRED_WEIGHS,
    SERVING,
    SHARED_COUNTS,
    Demand,
    Domain,
    ItemState,
    Method,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a standard as it is laid down (see ``models.StandardLine``)."""

    code: str
    domain: Domain
    demand: Demand
    method: Method = Method.LOOKED
    quantity: int = 1
    kind: str = ""
    only: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A line as it stands: how many there are of how many asked; ``state`` of one that somebody looked at, None where
    nobody has; ``shared`` where it is met only by what others use too."""

    code: str
    domain: Domain
    demand: Demand
    asked: int
    there: int
    shared: bool = False

    @property
    def met(self) -> bool:
        return self.there >= self.asked

    @property
    def missing(self) -> int:
        return max(0, self.asked - self.there)

    @property
    def required(self) -> bool:
        return self.demand == Demand.REQUIRED


def looked_at(state: str | None, asked: int) -> tuple[int, bool]:
    """How many a line has that somebody looked at, and whether they are shared; none where nobody has looked."""
    if state in SERVING:
        return asked, state == ItemState.SHARED
    return 0, False


def measure_of(lines: Iterable[Judged]) -> dict[Domain, int]:
    """The measure of each domain that the lines name."""
    asked: dict[Domain, float] = defaultdict(float)
    met: dict[Domain, float] = defaultdict(float)
    for line in lines:
        weight = REQUIRED_WEIGHS if line.required else 1
        asked[line.domain] += weight
        if line.met:
            met[line.domain] += weight * (SHARED_COUNTS if line.shared else 1)
    return {domain: round(100 * met[domain] / asked[domain]) for domain in Domain if domain in asked}


@dataclass(frozen=True, slots=True)
class Readiness:
    """How a desk stands on a day; without lines there is no standard, and nobody is ready."""

    lines: Sequence[Judged]
    private_room: bool

    @property
    def failing(self) -> list[Judged]:
        """The required lines that are not met."""
        return [line for line in self.lines if line.required and not line.met]

    @property
    def wanting(self) -> list[Judged]:
        """The desired lines that are not met."""
        return [line for line in self.lines if not line.required and not line.met]

    @property
    def ready(self) -> bool:
        return bool(self.lines) and self.private_room and not self.failing

    @property
    def measures(self) -> dict[Domain, int]:
        return measure_of(self.lines)

    @property
    def measure(self) -> int:
        """The mean of the domains' measures, which orders the league; 0 without a standard. Ours."""
        measures = self.measures
        return round(sum(measures.values()) / len(measures)) if measures else 0


@dataclass(frozen=True, slots=True)
class Costed:
    """What it costs to fill gaps, in whole units of a currency, and how many gaps have no price and are not in it."""

    amount: int = 0
    unpriced: int = 0

    def __add__(self, other: Costed) -> Costed:
        return Costed(self.amount + other.amount, self.unpriced + other.unpriced)


def cost_of(gaps: Iterable[Judged], prices: Mapping[str, int]) -> Costed:
    """What the missing pieces cost by their prices; a gap without a price counts as one that has none, never as 0."""
    missing = [each for each in gaps if each.missing]
    return Costed(
        sum(prices[each.code] * each.missing for each in missing if each.code in prices),
        sum(each.code not in prices for each in missing),
    )
