"""Clubs, their returns, and networks."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import ChoiceRadios, ChoiceSelect, DayField, DeskForm, RecordSelect
from genderdesk.organisation.institution.models import Officer
from genderdesk.organisation.places.models import Division
from genderdesk.programme.outreach import labels
from genderdesk.programme.outreach.models import Activity
from genderdesk.programme.outreach.rules.quarters import last_ended
from genderdesk.programme.outreach.vocabulary import ClubKind, NetworkKind, Scope
from genderdesk.programme.partners.models import Partner


class RegisterClub(DeskForm):
    """A club, where it meets, and what it was founded at."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = ChoiceRadios(label=_("Where does it meet?"), choices=list(labels.CLUB_KINDS.items()))
    place = RecordSelect(label=_("District"))
    founded_on = DayField(label=_("Founded on"), initial=timezone.localdate)
    patron = forms.CharField(
        label=_("Who looks after it"),
        max_length=80,
        required=False,
        help_text=_("The office, such as “headteacher”; no name of a member."),
    )
    founded_at = RecordSelect(label=_("Founded at the activity"), required=False)

    def __init__(
        self, *args: Any, districts: Iterable[Division] = (), held: Iterable[Activity] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("place", districts, lambda each: each.name, empty=_("Choose"))
        self.offer_records("founded_at", held, lambda each: f"{each.held_on} {each.title}", empty=_("None"))

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return given | {"kind": ClubKind(given["kind"])}


def _people(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=99_999, required=False)


class TellOfClub(DeskForm):
    """A club's return of one quarter."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    quarter = ChoiceRadios(label=_("Quarter"), choices=[(str(each), str(each)) for each in (1, 2, 3, 4)], inline=True)
    activities = forms.IntegerField(label=_("Activities that it held"), min_value=0, max_value=999)
    women = _people(_("Women"))
    men = _people(_("Men"))
    girls = _people(_("Girls"))
    boys = _people(_("Boys"))
    unknown = _people(_("Sex or age not known"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        told = last_ended(timezone.localdate())
        kwargs.setdefault("initial", {"year": told.year, "quarter": str(told.number)})
        super().__init__(*args, **kwargs)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        people = {name: data[name] or 0 for name in ("women", "men", "girls", "boys", "unknown")}
        return people | {"year": data["year"], "quarter": int(data["quarter"]), "activities": data["activities"]}


class CloseClub(DeskForm):
    """Since when it is no more."""

    closed_on = DayField(label=_("Since when is it no more?"), initial=timezone.localdate)


class FormNetwork(DeskForm):
    """A network that was formed."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = ChoiceSelect(label=_("Of whom?"), choices=[("", "—"), *labels.NETWORK_KINDS.items()])
    scope = ChoiceRadios(label=_("How far does it reach?"), choices=list(labels.SCOPES.items()))
    formed_on = DayField(label=_("Formed on"), initial=timezone.localdate)

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return given | {"kind": NetworkKind(given["kind"]), "scope": Scope(given["scope"])}


class JoinNetwork(DeskForm):
    """A partner, another organisation, or an officer."""

    partner = RecordSelect(label=_("Partner of the register"), required=False)
    organisation = forms.CharField(label=_("Or another organisation"), max_length=120, required=False)
    officer = RecordSelect(label=_("Or an officer"), required=False)
    joined_on = DayField(label=_("Since"), initial=timezone.localdate)

    def __init__(
        self,
        *args: Any,
        officers: Iterable[Officer] = (),
        partners: tuple[Iterable[Partner], Mapping[uuid.UUID, str]] = ((), {}),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        listed, names = partners
        self.offer_records("partner", listed, lambda each: names[each.pk], empty=_("None"))
        self.offer_records("officer", officers, lambda each: f"{each} ({each.staff_code})", empty=_("None"))


class LeaveNetwork(DeskForm):
    """From which day on it is no longer in it."""

    left_on = DayField(label=_("First day no longer in it"), initial=timezone.localdate)
