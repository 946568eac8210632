"""What an outlet said, and its correction; partners in campaigns and at activities."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.forms import (
    ChoiceRadios,
    ChoiceSelect,
    DayField,
    DeskForm,
    FilterForm,
    RecordSelect,
)
from genderdesk.programme.outreach import labels
from genderdesk.programme.outreach.models import Activity, Campaign
from genderdesk.programme.outreach.vocabulary import MediaKind, MediaLanguage, PartnerRole
from genderdesk.programme.partners.models import Partner

_RECOGNISABLE = [
    (Answer.NO, pgettext_lazy("recognisable", "No")),
    (Answer.YES, pgettext_lazy("recognisable", "Yes")),
    (Answer.UNKNOWN, pgettext_lazy("recognisable", "Not known")),
]


class LogMedia(DeskForm):
    """What an outlet said on a day."""

    outlet = forms.CharField(label=_("Outlet"), max_length=80, help_text=_("The newspaper, station or page."))
    kind = ChoiceSelect(label=_("What is it?"), choices=[("", "—"), *labels.MEDIA_KINDS.items()])
    language = ChoiceRadios(label=_("Language"), choices=list(labels.MEDIA_LANGUAGES.items()), inline=True)
    said_on = DayField(label=_("Day"), initial=timezone.localdate)
    topic = forms.CharField(
        label=_("What was it about?"), max_length=160, help_text=_("No names of survivors or suspects.")
    )
    recognisable = ChoiceRadios(
        label=_("Could somebody find out who a survivor is?"),
        choices=_RECOGNISABLE,
        inline=True,
        help_text=_("By a name, a face, a voice, a place, a family or a school."),
    )
    short_codes = forms.CharField(
        label=_("Toll-free numbers that it named"), max_length=40, required=False, help_text=_("Such as 3512 3945.")
    )
    link = forms.URLField(label=_("Address on the web"), max_length=300, required=False, assume_scheme="https")
    campaign = RecordSelect(label=_("Campaign"), required=False)
    activity = RecordSelect(label=_("Activity"), required=False)

    def __init__(
        self, *args: Any, campaigns: Iterable[Campaign] = (), held: Iterable[Activity] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("campaign", campaigns, empty=_("None"))
        self.offer_records("activity", held, lambda each: f"{each.held_on} {each.title}", empty=_("None"))

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return given | {
            "kind": MediaKind(given["kind"]),
            "language": MediaLanguage(given["language"]),
            "recognisable": Answer(given["recognisable"]),
        }


class AskCorrection(DeskForm):
    """What is wrong, and when the outlet was asked."""

    wrong = forms.CharField(
        label=_("What must be put right or taken down?"),
        max_length=300,
        help_text=_("No names of survivors or suspects."),
    )
    asked_on = DayField(label=_("Asked on"), initial=timezone.localdate)


class KeepCorrection(DeskForm):
    """When it was put right."""

    corrected_on = DayField(label=_("Put right on"), initial=timezone.localdate)


class FilterMedia(FilterForm):
    """Of which kind."""

    kind = ChoiceSelect(label=_("What"), required=False, choices=[("", _("All")), *labels.MEDIA_KINDS.items()])


class JoinOutreach(DeskForm):
    """A partner and what it does."""

    partner = RecordSelect(label=_("Partner"))
    role = ChoiceRadios(label=_("What does it do?"), choices=list(labels.PARTNER_ROLES.items()))

    def __init__(
        self,
        *args: Any,
        partners: tuple[Iterable[Partner], Mapping[uuid.UUID, str]] = ((), {}),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        listed, names = partners
        self.offer_records("partner", listed, lambda each: names[each.pk], empty=_("Choose"))

    def arguments(self) -> dict[str, Any]:
        return {"partner": self.cleaned_data["partner"], "role": PartnerRole(self.cleaned_data["role"])}
