"""Campaigns, activities and whom they reached."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import (
    ChoiceRadios,
    ChoiceSelect,
    DayField,
    DeskForm,
    FilterForm,
    RecordSelect,
)
from genderdesk.organisation.places.models import Division
from genderdesk.programme.outreach import labels
from genderdesk.programme.outreach.models import Campaign
from genderdesk.programme.outreach.vocabulary import ActivityKind, Audience, Confidence, Method


class PlanCampaign(DeskForm):
    """A campaign and its days."""

    name = forms.CharField(label=_("Name"), max_length=120)
    theme = forms.CharField(label=_("Theme"), max_length=300, required=False)
    starts_on = DayField(label=_("First day"), initial=timezone.localdate)
    ends_on = DayField(label=_("End"), help_text=_("The first day after it."))


class PlanActivity(DeskForm):
    """What is done, where and when."""

    kind = ChoiceSelect(label=_("What is it?"), choices=[("", "—"), *labels.ACTIVITY_KINDS.items()])
    title = forms.CharField(label=_("Title"), max_length=120)
    place = RecordSelect(label=_("District"))
    venue = forms.CharField(label=_("Place, such as a school or market"), max_length=120, required=False)
    held_on = DayField(label=_("Day"), initial=timezone.localdate)
    campaign = RecordSelect(label=_("Campaign"), required=False)

    def __init__(
        self, *args: Any, districts: Iterable[Division] = (), campaigns: Iterable[Campaign] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("place", districts, lambda each: each.name, empty=_("Choose"))
        self.offer_records("campaign", campaigns, empty=_("None"))

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return given | {"kind": ActivityKind(given["kind"])}


def _people(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=9_999_999, required=False)


class CountAudience(DeskForm):
    """Whom it reached, counted by one method."""

    audience = ChoiceSelect(label=_("Who was it?"), choices=[("", "—"), *labels.AUDIENCES.items()])
    method = ChoiceSelect(label=_("How were they counted?"), choices=[("", "—"), *labels.METHODS.items()])
    women = _people(_("Women"))
    men = _people(_("Men"))
    girls = _people(_("Girls"))
    boys = _people(_("Boys"))
    unknown = _people(_("Sex or age not known"))
    confidence = ChoiceRadios(label=_("How sure is this?"), choices=list(labels.CONFIDENCES.items()), inline=True)
    evidence = forms.CharField(
        label=_("Where the count can be seen"),
        max_length=200,
        required=False,
        help_text=_("Such as the number of a sheet. No photographs with faces, no names."),
    )

    def counted(self) -> dict[str, Any]:
        """What was counted, as the acts take it; an empty box is 0."""
        data = self.cleaned_data
        people = {name: data[name] or 0 for name in ("women", "men", "girls", "boys", "unknown")}
        return people | {
            "audience": Audience(data["audience"]),
            "method": Method(data["method"]),
            "confidence": Confidence(data["confidence"]),
            "evidence": data["evidence"],
        }


class LogActivity(PlanActivity, CountAudience):
    """An activity that was held with its tally, on one page."""

    field_order = ("kind", "title", "place", "venue", "held_on", "campaign", "audience", "method")

    def arguments(self) -> dict[str, Any]:
        planned = ("title", "place", "venue", "held_on", "campaign")
        data = self.cleaned_data
        return {name: data[name] for name in planned} | {"kind": ActivityKind(data["kind"])} | self.counted()


class FilterActivities(FilterForm):
    """Of which kind and in which district."""

    kind = ChoiceSelect(label=_("What"), required=False, choices=[("", _("All")), *labels.ACTIVITY_KINDS.items()])
    district = ChoiceSelect(label=_("Where"), required=False)
