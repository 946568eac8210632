"""What is asked about the circle around a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.intake import labels
from genderdesk.casework.intake.vocabulary import NARROWER, ConflictKind, NarrowedFor, Sensitivity
from genderdesk.groundwork.platform.forms import ChoiceRadios, ChoiceSelect, DeskForm, RecordSelect, TextField
from genderdesk.organisation.institution.models import Cell, Officer, Unit
from genderdesk.organisation.institution.vocabulary import Reach

_REACHES = [
    (Reach.COMMAND.value, _("Its chain of command too, below headquarters")),
    (Reach.WHOLE.value, _("Its whole chain of command, with headquarters")),
    (Reach.UNIT.value, _("This unit alone")),
]


class Restrict(DeskForm):
    """Why fewer people may see a file."""

    reason = ChoiceSelect(
        label=_("Why may fewer people see it?"),
        choices=[("", _("Choose a reason")), *labels.NARROWED_FOR.items()],
    )

    def why(self) -> NarrowedFor:
        return NarrowedFor(self.cleaned_data["reason"])


class ToCell(DeskForm):
    """Which cell keeps a sealed file."""

    cell = ChoiceSelect(label=_("Which cell keeps it?"))

    def __init__(self, *args: Any, cells: list[Cell], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._cells = {str(cell.pk): cell for cell in cells}
        self.offer("cell", [(key, f"{cell.institution.name}: {cell.name}") for key, cell in self._cells.items()])

    def clean_cell(self) -> Cell:
        return self._cells[self.cleaned_data["cell"]]


class Seal(ToCell, Restrict):
    """Why a file is sealed, and for whom."""

    field_order = ("reason", "cell")


class AskLower(DeskForm):
    """Why more people may see a file; a second person decides."""

    to = ChoiceRadios(label=_("Who may see it then?"))
    why = TextField(label=_("Why may more people see it?"), rows=3)

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wider = NARROWER[: NARROWER.index(Sensitivity(now))]
        self.offer("to", [(each.value, labels.WHO_SEES[each]) for each in wider])


class Declare(DeskForm):
    """Who must not know of a file."""

    kind = ChoiceRadios(label=_("What is the conflict?"), choices=list(labels.CONFLICT_KINDS.items()))
    staff_code = forms.CharField(
        label=_("Staff code of the officer"), required=False, max_length=20, help_text=_("As in the staff list.")
    )
    unit = RecordSelect(label=_("Unit"), required=False)
    reach = ChoiceRadios(label=_("How far does it go?"), choices=_REACHES, initial=Reach.COMMAND.value, required=False)
    since = forms.DateField(
        label=_("Since when?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: since the day it happened or was reported."),
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("unit", units, lambda unit: f"{unit.code} · {unit.name}", empty=_("Choose a unit"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == ConflictKind.UNIT:
            if not data.get("unit"):
                self.add_error("unit", _("Choose the unit in which somebody involved serves."))
        elif data.get("kind"):
            data["officer"] = Officer.objects.filter(staff_code=data.get("staff_code", "").strip()).first()
            if data["officer"] is None:
                self.add_error("staff_code", _("No officer has this staff code. Check it in the staff list."))
        return data

    def arguments(self) -> dict[str, Any]:
        """What ``declare_conflict`` takes."""
        data = self.cleaned_data
        kind = ConflictKind(data["kind"])
        named: dict[str, Any] = {"officer": data.get("officer")}
        if kind is ConflictKind.UNIT:
            named = {"unit": data["unit"], "reach": Reach(data["reach"] or Reach.COMMAND)}
        return {"kind": kind, "since": data["since"], **named}


class Why(DeskForm):
    """Why a conflict is none, for the second person."""

    why = TextField(label=_("Why is this no conflict?"), rows=3)


class Answer(DeskForm):
    """The second person's no, with a word on why."""

    answer = TextField(label=_("Why not?"), rows=2)
