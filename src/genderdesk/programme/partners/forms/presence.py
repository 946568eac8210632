"""Who does what, where and when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import ChoiceSelect, DayField, DeskForm, FilterForm, RecordSelect
from genderdesk.organisation.places.models import Division
from genderdesk.programme.partners import labels
from genderdesk.programme.partners.forms.projects import NOBODY_NAMED, Names
from genderdesk.programme.partners.models import Partner, Project
from genderdesk.programme.partners.vocabulary import ActivityStatus, CountedBy, Sector


class ChangePresence(DeskForm):
    """How far it is and whom it reached."""

    status = ChoiceSelect(label=_("How far is it?"), choices=list(labels.ACTIVITY_STATUSES.items()))
    ends_on = DayField(label=_("End"), required=False, help_text=_("The first day after it. Empty: it goes on."))
    reached = forms.IntegerField(label=_("How many were reached"), required=False, min_value=0)
    counted_by = ChoiceSelect(
        label=_("How that was counted"), choices=list(labels.COUNTED_BY.items()), initial=CountedBy.NOT_COUNTED.value
    )

    def clean_status(self) -> ActivityStatus:
        return ActivityStatus(self.cleaned_data["status"])

    def clean_counted_by(self) -> CountedBy:
        return CountedBy(self.cleaned_data["counted_by"])


class EnterPresence(ChangePresence):
    """A partner does something in a district."""

    partner = RecordSelect(label=_("Who"))
    sector = ChoiceSelect(label=_("What"), choices=[("", "—"), *labels.SECTORS.items()])
    activity = forms.CharField(label=_("Activity"), max_length=160)
    place = RecordSelect(label=_("Where"))
    starts_on = DayField(label=_("Since"), initial=timezone.localdate)
    project = RecordSelect(label=_("Project"), required=False)
    field_order = ("partner", "sector", "activity", "place", "starts_on", "ends_on")

    def __init__(
        self,
        *args: Any,
        partners: Iterable[Partner] = (),
        names: Names = NOBODY_NAMED,
        districts: Iterable[Division] = (),
        projects: Iterable[Project] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("partner", partners, lambda each: names[each.pk], empty=_("Choose"))
        self.offer_records("place", districts, lambda each: each.name, empty=_("Choose"))
        self.offer_records("project", projects, empty=_("None"))

    def clean_sector(self) -> Sector:
        return Sector(self.cleaned_data["sector"])


class FilterPresences(FilterForm):
    """Of which sector and in which district."""

    sector = ChoiceSelect(label=_("What"), required=False, choices=[("", _("All")), *labels.SECTORS.items()])
    district = ChoiceSelect(label=_("Where"), required=False)
