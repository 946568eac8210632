"""What a named query answers: a number with what stands beside it. None says that no record could tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from genderdesk.monitoring.results.rules.comparing import Counted
from genderdesk.monitoring.results.rules.page import Caution, Part


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query is asked: about which institution (its code and its id), from ``since`` (None: from the beginning)
    up to and with ``as_of``. ``arguments`` narrow it; a list is written with a space between its words."""

    institution: str
    institution_id: UUID
    as_of: date
    since: date | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)

    def words(self, name: str) -> tuple[str, ...]:
        """The words of an argument; none where it is absent."""
        return tuple(self.arguments.get(name, "").split())

    def listed(self, name: str) -> tuple[str, ...]:
        """The members of an argument that are more than a word, written with a semicolon between."""
        return tuple(each.strip() for each in self.arguments.get(name, "").split(";") if each.strip())

    def without(self, *names: str) -> Asked:
        """The same question without some of its arguments."""
        return replace(self, arguments={key: each for key, each in self.arguments.items() if key not in names})

    def word(self, name: str, otherwise: str = "") -> str:
        """An argument as it was written."""
        return self.arguments.get(name, otherwise)


@dataclass(frozen=True, slots=True)
class Measured:
    """``value`` in the indicator's unit, out of ``whole`` where it is a share of something countable.

    ``shown`` replaces value and whole where a day or a name says more ("2005-05-10"). ``parts`` add up to the value
    unless ``overlapping``: one person may be in two of them; or ``beside``: they count something else, such as people
    by region beside the number of regions. ``refused`` names why it cannot be told. ``counted`` is the value with its
    source, where what may be compared hangs on more than the query and its edition.
    """

    value: int | float | None
    whole: int | None = None
    shown: str = ""
    parts: Sequence[Part] = ()
    cautions: Sequence[Caution] = ()
    overlapping: bool = False
    beside: bool = False
    refused: str = ""
    counted: Counted | None = None
    earlier: int | float | None = None

    def text(self) -> str:
        """The number as the page shows it, without words of a language."""
        if self.shown:
            return self.shown
        if self.value is None:
            return ""
        if self.earlier is not None:
            return f"{self.earlier} → {self.value}"
        return f"{self.value} / {self.whole}" if self.whole is not None else f"{self.value}"


NOTHING_KEPT = Measured(None)
