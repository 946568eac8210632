"""What Explore asks (what is counted, by what, in which quarters; the address keeps it), and what a link to a chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.groundwork.platform.forms import ChoiceRadios, DeskForm, FilterForm
from genderdesk.monitoring.statistics.labels.explore import COUNTED, DIMENSIONS
from genderdesk.monitoring.statistics.labels.shared import DAYS
from genderdesk.monitoring.statistics.queries import Choice
from genderdesk.monitoring.statistics.rules.calendar import quarter_text, read_quarter
from genderdesk.monitoring.statistics.vocabulary.explore import (
    COUNTED_KINDS,
    DISTRICT,
    MOST_QUARTERS,
    beside,
    dimensions_of,
)
from genderdesk.monitoring.statistics.vocabulary.shared import SHARE_DAYS

_USUAL_KIND = "case"
# As long as a year, where there is one.
_USUAL_QUARTERS = 4


class Explore(FilterForm):
    """The choice; what a kind cannot be counted by is not offered once the kind is chosen."""

    kind = forms.ChoiceField(label=gettext_lazy("What is counted"))
    rows = forms.ChoiceField(label=gettext_lazy("Rows"))
    columns = forms.ChoiceField(label=gettext_lazy("Columns"), required=False)
    first = forms.ChoiceField(label=gettext_lazy("First quarter"))
    last = forms.ChoiceField(label=gettext_lazy("Last quarter"))

    def __init__(self, asked: dict[str, str], *, quarters: Sequence[date], words: Iterable[str]) -> None:
        kind = asked["kind"] if asked.get("kind") in COUNTED_KINDS else _USUAL_KIND
        usual = {
            "kind": _USUAL_KIND,
            "rows": dimensions_of(kind)[0],
            "columns": "",
            "first": quarter_text(quarters[min(_USUAL_QUARTERS, len(quarters)) - 1]),
            "last": quarter_text(quarters[0]),
        }
        super().__init__({name: asked.get(name, value) for name, value in usual.items()}, auto_id="explore-%s")
        named = [(name, DIMENSIONS[name]) for name in dimensions_of(kind)]
        listed = [(quarter_text(quarter), text) for quarter, text in zip(quarters, words, strict=True)]
        self._offer("kind", [(each, COUNTED[each]) for each in COUNTED_KINDS])
        self._offer("rows", named)
        self._offer("columns", [("", _("None")), *(each for each in named if each[0] != DISTRICT)])
        self._offer("first", listed[::-1])
        self._offer("last", listed)

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = list(choices)
        field.error_messages["invalid_choice"] = _("Choose one of the list.")

    def clean(self) -> dict[str, Any]:
        """One table that there is: dimensions that stand beside each other, and at most so many quarters in order."""
        data = dict(super().clean() or {})
        if not self.errors:
            self._demand_pair(data)
            self._demand_period(data)
        return data

    def _demand_pair(self, data: dict[str, Any]) -> None:
        possible = beside(data["kind"], data["rows"])
        if data["columns"] and data["columns"] not in possible:
            words = {
                "rows": DIMENSIONS[data["rows"]],
                "columns": ", ".join(str(DIMENSIONS[name]) for name in possible) or _("nothing"),
            }
            self.add_error(
                "columns",
                _("Other tables could tell of single people. Beside “%(rows)s” can stand: %(columns)s.") % words,
            )

    def _demand_period(self, data: dict[str, Any]) -> None:
        number = len(self._choice(data).quarters)
        if not number:
            self.add_error("last", _("The last quarter lies before the first. Choose a later one."))
        elif number > MOST_QUARTERS:
            self.add_error("first", _("Choose at most %(number)s quarters.") % {"number": MOST_QUARTERS})

    def choice(self) -> Choice | None:
        """What is asked for; None where the form says what is wrong."""
        return self._choice(self.cleaned_data) if self.is_valid() else None

    def _choice(self, data: dict[str, Any]) -> Choice:
        first, last = read_quarter(data["first"]), read_quarter(data["last"])
        if first is None or last is None:
            raise ValueError("The list of quarters holds something else.")
        return Choice(data["kind"], data["rows"], data["columns"], first, last)


class ShareChart(DeskForm):
    """Freeze a chart for a link."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        help_text=gettext_lazy("Anybody with the link reads it. Name nobody."),
    )
    days = ChoiceRadios(
        label=gettext_lazy("How long the link answers"),
        choices=[(str(days), DAYS[days]) for days in SHARE_DAYS],
        initial=str(SHARE_DAYS[1]),
        help_text=gettext_lazy("Counted from its release."),
    )


class ReleaseChart(DeskForm):
    """Let the link open."""


class WithdrawChart(DeskForm):
    """Let it answer no more."""
