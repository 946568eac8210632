"""What those who answer are asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.complaints import labels
from genderdesk.casework.complaints.vocabulary import LONGEST, About, Category, PassedTo
from genderdesk.groundwork.platform.forms import (
    ChoiceRadios,
    ChoiceSelect,
    DeskForm,
    FilterForm,
    RecordSelect,
    TextField,
)
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.organisation.institution.models import Officer, Unit

_SHOWN = [
    ("", _("What is open")),
    ("overdue", _("What is overdue")),
    *((key, label) for key, label in labels.STATES.items()),
    ("all", _("All")),
]


class Filter(FilterForm):
    """Which complaints are shown."""

    show = ChoiceSelect(label=_("Which"), required=False, choices=_SHOWN)
    category = ChoiceSelect(
        label=_("What it is about"), required=False, choices=[("", _("All")), *labels.CATEGORIES.items()]
    )


class Note(DeskForm):
    """A note for the next reader."""

    text = TextField(
        label=_("What was found?"), rows=4, max_length=LONGEST, help_text=_("The complainant does not read this.")
    )


class Answer(DeskForm):
    """The answer, and where it was asked for whether a text says that it is there."""

    answer = TextField(
        label=_("Answer"),
        rows=6,
        max_length=LONGEST,
        help_text=_("The complainant reads these words. Say what was found and what is done; name nobody."),
    )
    send = ChoiceRadios(
        label=_("Send a text that there is an answer?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        initial="yes",
        inline=True,
        help_text=_("It says nothing of what it is about, and goes out only as it is safe."),
    )

    def __init__(self, *args: Any, may_send: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_send:
            del self.fields["send"]

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return given | {"send": given.get("send") == "yes"}


class Pass(DeskForm):
    """To which body, and why."""

    to = ChoiceRadios(label=_("Who looks into it further?"), choices=list(labels.PASSED_TO.items()))
    why = TextField(label=_("Why is it passed on?"), rows=3, max_length=LONGEST)

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return given | {"to": PassedTo(given["to"])}


class TakeUp(DeskForm):
    """Why it is looked into again."""

    why = TextField(label=_("Why is it looked into again?"), rows=3, max_length=LONGEST)


class Sort(DeskForm):
    """What it is about after all."""

    category = ChoiceSelect(label=_("What is it about?"), choices=list(labels.CATEGORIES.items()))
    about = ChoiceSelect(label=_("Which part of the service?"), choices=list(labels.ABOUT.items()))

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return {"category": Category(given["category"]), "about": About(given["about"])}


class KeepFrom(DeskForm):
    """Of whom it is kept."""

    staff_code = forms.CharField(
        label=_("Staff code of the officer"), required=False, max_length=20, help_text=_("As in the staff list.")
    )
    unit = RecordSelect(label=_("Or a unit"), required=False, help_text=_("With everybody who commands it."))

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("unit", units, lambda unit: f"{unit.code} · {unit.name}", empty=_("Choose a unit"))

    def clean_staff_code(self) -> Officer | None:
        typed = self.cleaned_data["staff_code"].strip()
        if not typed:
            return None
        found = one_of(Officer.objects.filter(staff_code__iexact=typed))
        if found is None:
            raise forms.ValidationError(_("No officer has this staff code. Check it in the staff list."))
        return found

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        return {"officer": given["staff_code"], "unit": given["unit"] if given["staff_code"] is None else None}
