"""Questions on the count of strength."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import ChoiceRadios, ChoiceSelect, DayField, DeskForm, TextField
from genderdesk.programme.guidance import labels
from genderdesk.programme.guidance.vocabulary.strength import MOST_IN_A_CELL, FlowKind, RankBand


class CountStrength(DeskForm):
    """A day's count as lines of a table, and where it comes from."""

    counted_on = DayField(label=_("Day of the count"), initial=timezone.localdate)
    source = forms.CharField(label=_("Where do the numbers come from?"), max_length=200)
    lines = TextField(
        label=_("Lines of the table"),
        rows=8,
        help_text=_("The first line names the columns: rank_band,role_kind,women,men,unknown"),
    )


def _people(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_IN_A_CELL, initial=0)


class _People(DeskForm):
    """How many women and men, and where the numbers come from."""

    women = _people(_("Women"))
    men = _people(_("Men"))
    unknown = _people(_("Not recorded"))
    source = forms.CharField(label=_("Where do the numbers come from?"), max_length=200)


class KeepFlow(_People):
    """Who came, rose or left in a period."""

    field_order = ("kind", "rank_band", "starts_on", "ends_on")
    kind = ChoiceRadios(label=_("What happened?"), choices=list(labels.FLOW_KINDS.items()), inline=True)
    rank_band = ChoiceSelect(label=_("Rank"), choices=[("", "—"), *labels.RANK_BANDS.items()])
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("End"), help_text=_("The first day after it."))

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return given | {"kind": FlowKind(given["kind"]), "rank_band": RankBand(given["rank_band"])}


class KeepDeployment(_People):
    """Who was sent to a mission."""

    field_order = ("mission", "task", "starts_on", "ends_on")
    mission = forms.CharField(label=_("Mission"), max_length=120)
    task = forms.CharField(label=_("What they do there"), max_length=120, required=False)
    starts_on = DayField(label=_("Since"))
    ends_on = DayField(
        label=_("Until"), required=False, help_text=_("The first day on which they are no longer there.")
    )


class EndDeployment(DeskForm):
    """Since when they are no longer there."""

    ends_on = DayField(label=_("The first day on which they are no longer there"), initial=timezone.localdate)
