"""Ask about coverage; keep what officers can do, when they are away, and what posts ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import ChoiceRadios, ChoiceSelect, DeskForm, RecordSelect
from genderdesk.organisation.institution.forms.days import DayField
from genderdesk.organisation.institution.labels import ABSENCE_LABELS, COVERAGE_LABELS, ROLE_LABELS
from genderdesk.organisation.institution.models import Competence, Institution
from genderdesk.organisation.institution.rules.periods import Period
from genderdesk.organisation.institution.vocabulary import AbsenceKind, Role

# Posts' days are asked about between these; the calendar ends where no week follows.
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2100, 1, 1)
_YEAR = timedelta(days=365)


class CoverageFilter(DeskForm):
    """The day, the institution and the status asked about, and from when days are counted."""

    day = DayField(label=_("On the day"), required=False)
    since = DayField(label=_("Count days since"), required=False)
    institution = ChoiceSelect(label=_("Institution"), required=False)
    wanted = ChoiceSelect(
        label=_("Status"), required=False, choices=[("", _("Every status")), *COVERAGE_LABELS.items()]
    )

    def __init__(self, *args: Any, institutions: Iterable[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = list(institutions)
        self.offer("institution", [("", _("Every institution")), *((each.code, each.name) for each in listed)])
        if len(listed) <= 1:
            del self.fields["institution"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day = data.get("day") or timezone.localdate()
        since = data.get("since")
        if not _FIRST_DAY <= day <= _LAST_DAY:
            self.add_error("day", _("Write a day between 1990 and 2100."))
        if since is not None and not _FIRST_DAY <= since <= day:
            self.add_error("since", _("Write a day since 1990 and not after the day asked about."))
        return data

    def _given(self, name: str) -> Any:
        return getattr(self, "cleaned_data", {}).get(name) if self.is_valid() else None

    @property
    def status(self) -> str:
        return self._given("wanted") or ""

    @property
    def institution_code(self) -> str:
        return self._given("institution") or ""

    @property
    def period(self) -> Period:
        """The days counted, up to and with the day asked about: a year unless a first day was given."""
        day = self._given("day") or timezone.localdate()
        return Period(self._given("since") or day - _YEAR + timedelta(days=1), day + timedelta(days=1))


class GrantCompetence(DeskForm):
    """A competence that an officer has shown, and by what."""

    competence = RecordSelect(label=_("Competence"), error_messages={"required": _("Choose a competence.")})
    granted_on = DayField(label=_("Shown on"), initial=timezone.localdate)
    source = forms.CharField(
        label=_("Shown by"),
        max_length=100,
        help_text=_("The number of the certificate, or the test that was passed."),
        error_messages={"required": _("Write by what it was shown, such as the number of the certificate.")},
    )

    def __init__(self, *args: Any, competences: Iterable[Competence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("competence", competences)

    def arguments(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("competence", "granted_on", "source")}


class RevokeCompetence(DeskForm):
    """Why and from when a competence is taken back."""

    revoked_on = DayField(label=_("First day no longer valid"), initial=timezone.localdate)
    reason = forms.CharField(
        label=_("Why is it revoked?"), max_length=200, error_messages={"required": _("Write why it is revoked.")}
    )

    def arguments(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("revoked_on", "reason")}


class WriteAbsence(DeskForm):
    """Days on which an officer does not work."""

    kind = ChoiceRadios(label=_("Why?"), choices=list(ABSENCE_LABELS.items()))
    starts_on = DayField(label=_("First day away"), initial=timezone.localdate)
    ends_on = DayField(
        label=_("First day back"),
        required=False,
        help_text=_("Leave it empty if it is not known. An absence takes no access away: an appointment's end does."),
    )

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"kind": AbsenceKind(data["kind"]), "starts_on": data["starts_on"], "ends_on": data["ends_on"]}


class EndOn(DeskForm):
    """The first day on which something is no longer in force."""

    ends_on = DayField(label=_("First day no longer in force"), initial=timezone.localdate)

    def arguments(self) -> dict[str, Any]:
        return {"ends_on": self.cleaned_data["ends_on"]}


class DefineCompetence(DeskForm):
    """Something that officers learn and show."""

    code = forms.SlugField(
        label=_("Code"),
        max_length=30,
        help_text=_("Short, such as first-response; files name the competence by it."),
        error_messages={
            "required": _("Write a code."),
            "invalid": _("Use letters, digits, dashes and underscores."),
        },
    )
    name = forms.CharField(label=_("Name"), max_length=100, error_messages={"required": _("Write the name.")})
    validity_months = forms.IntegerField(
        label=_("Valid for, in months"),
        required=False,
        min_value=1,
        max_value=600,
        help_text=_("Leave it empty where it never lapses."),
    )

    def arguments(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("code", "name", "validity_months")}


class RequireCompetence(DeskForm):
    """A competence that every holder of posts with a role must hold."""

    institution_code = ChoiceSelect(label=_("Institution"))
    role = ChoiceSelect(label=_("Role"), choices=list(ROLE_LABELS.items()))
    competence = RecordSelect(label=_("Competence"), error_messages={"required": _("Choose a competence.")})
    starts_on = DayField(label=_("From the day"), initial=timezone.localdate)

    def __init__(
        self, *args: Any, institutions: Iterable[Institution], competences: Iterable[Competence], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._institutions = {each.code: each for each in institutions}
        self.offer("institution_code", [(code, each.name) for code, each in self._institutions.items()])
        self.offer_records("competence", competences)

    @property
    def institution(self) -> Institution:
        return self._institutions[self.cleaned_data["institution_code"]]

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"role": Role(data["role"]), "competence": data["competence"], "starts_on": data["starts_on"]}
