"""What is asked of the directory: what to look for, an entry, and the terms of one service."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.care import labels, rules
from genderdesk.casework.care.models import Provider
from genderdesk.casework.care.queries.directory import Wanted
from genderdesk.casework.care.vocabulary import Accessibility, ProviderKind, Service
from genderdesk.casework.cases.labels import LANGUAGES
from genderdesk.groundwork.platform.forms import Checkboxes, ChoiceRadios, ChoiceSelect, DeskForm, PhoneField, TextField
from genderdesk.organisation.places.queries import districts

_ANY = [("", _("Any"))]


class Search(forms.Form):
    """What to look for; every question may stay open, and what is not on the lists is as if it were not asked."""

    service = forms.ChoiceField(label=_("Service"), choices=[*_ANY, *labels.SERVICES.items()], required=False)
    district = forms.ChoiceField(label=_("District"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=[*_ANY, *LANGUAGES.items()], required=False)
    accessibility = forms.ChoiceField(
        label=_("Accessibility"), choices=[*_ANY, *labels.ACCESSIBILITY.items()], required=False
    )
    open_now = forms.BooleanField(label=_("Open now"), required=False)
    free = forms.BooleanField(label=_("Free of charge"), required=False)
    confirmed = forms.BooleanField(label=_("Confirmed within 180 days"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "find-%s")
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        named = districts().values_list("code", "name")
        district = self.fields["district"]
        if isinstance(district, forms.ChoiceField):
            district.choices = [*_ANY, *named]

    def wanted(self) -> Wanted:
        """What is asked for."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})


class Entry(DeskForm):
    """An entry of the directory: the place, how it is reached, when it is open, what it gives."""

    name = forms.CharField(label=_("Name of the place"), max_length=160)
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=160,
        required=False,
        help_text=_("Leave it empty where the place is its own organisation."),
    )
    kind = ChoiceSelect(label=_("Kind"), choices=list(labels.PROVIDER_KINDS.items()))
    services = Checkboxes(label=_("Services"), choices=list(labels.SERVICES.items()))
    district = ChoiceSelect(label=_("District"))
    address = forms.CharField(
        label=_("Address"), max_length=200, required=False, help_text=_("Never write where a safe house is.")
    )
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    other_phone = PhoneField(label=_("Second phone"), required=False)
    email = forms.EmailField(label=_("Email"), max_length=120, required=False)
    website = forms.URLField(label=_("Website"), max_length=200, required=False, assume_scheme="https")
    schedule = TextField(
        label=_("Opening hours"),
        rows=4,
        max_length=400,
        required=False,
        help_text=_(
            "One line for each: days (MO TU WE TH FR SA SU) and hours, like “MO-FR 08:00-17:00”. "
            "A whole day is 00:00-00:00."
        ),
    )
    hours = forms.CharField(
        label=_("Opening hours in words"),
        max_length=160,
        required=False,
        help_text=_("Only where the lines above do not say it all."),
    )
    languages = Checkboxes(label=_("Languages"), choices=list(LANGUAGES.items()), required=False)
    accessibility = Checkboxes(label=_("Accessibility"), choices=list(labels.ACCESSIBILITY.items()), required=False)
    description = TextField(label=_("What else the desk should know"), rows=3, max_length=400, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("district", [("", _("Choose a district")), *districts().values_list("code", "name")])

    @staticmethod
    def of(provider: Provider) -> dict[str, Any]:
        """The entry as the form shows it first."""
        return {
            **{name: getattr(provider, name) for name in ENTRY},
            "district": provider.district_id,
            "other_phone": next(iter(provider.phones), ""),
            "version": provider.version,
        }

    def clean_schedule(self) -> str:
        try:
            return rules.write_schedule(rules.read_schedule(self.cleaned_data["schedule"]))
        except rules.ScheduleFault as fault:
            raise forms.ValidationError(
                _("“%(line)s” cannot be read as opening hours. Write it like “MO-FR 08:00-17:00”."),
                params={"line": str(fault)},
            ) from None

    def entry(self) -> rules.Entry:
        """The entry for the acts."""
        data = self.cleaned_data
        lists = {
            "services": tuple(Service(each) for each in data["services"]),
            "languages": tuple(data["languages"]),
            "accessibility": tuple(Accessibility(each) for each in data["accessibility"]),
            "phones": tuple(filter(None, [data["other_phone"]])),
        }
        plain = {name: data[name] for name in ENTRY if name not in lists}
        return rules.Entry(**{**plain, **lists, "kind": ProviderKind(data["kind"]), "district_code": data["district"]})


# What an entry keeps as the form asks it.
ENTRY = (
    "name",
    "organisation",
    "kind",
    "services",
    "address",
    "phone",
    "email",
    "website",
    "schedule",
    "hours",
    "languages",
    "accessibility",
    "description",
)


class Version(DeskForm):
    """A press of a button on an entry that was read in this version."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class OwnEntry(Version):
    """What a place itself keeps of its entry: opening hours, and how many people each of its services takes."""

    schedule = Entry.base_fields["schedule"]
    hours = Entry.base_fields["hours"]

    def __init__(self, provider: Provider, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"schedule": provider.schedule, "hours": provider.hours, "version": provider.version}
        super().__init__(*args, **kwargs)
        self.services = list(provider.services)
        for code in self.services:
            self.fields[f"places_{code}"] = forms.IntegerField(
                label=format_lazy(_("{service}: how many people at a time"), service=labels.SERVICES.get(code, code)),
                initial=rules.Terms.read(provider.terms.get(code, {})).places,
                min_value=0,
                max_value=10_000,
                required=False,
            )

    clean_schedule = Entry.clean_schedule

    def places(self) -> dict[str, int | None]:
        """By service; None where it is not known."""
        return {code: self.cleaned_data[f"places_{code}"] for code in self.services}


class ServiceTerms(DeskForm):
    """On what terms one service is given."""

    cost = ChoiceRadios(label=_("What does it cost?"), choices=list(labels.COSTS.items()))
    fees = forms.CharField(label=_("Fees in words"), max_length=160, required=False)
    eligibility = forms.CharField(label=_("Who may come"), max_length=200, required=False)
    minimum_age = forms.IntegerField(label=_("From which age"), min_value=0, max_value=120, required=False)
    maximum_age = forms.IntegerField(label=_("Up to which age"), min_value=0, max_value=120, required=False)
    places = forms.IntegerField(label=_("How many people at a time"), min_value=0, max_value=10_000, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        least, most = data.get("minimum_age"), data.get("maximum_age")
        if least is not None and most is not None and least > most:
            self.add_error("maximum_age", _("The upper age lies below the lower one."))
        return data

    def terms(self) -> rules.Terms:
        """The terms."""
        return rules.Terms(**{name: self.cleaned_data[name] for name in rules.Terms.__dataclass_fields__})
