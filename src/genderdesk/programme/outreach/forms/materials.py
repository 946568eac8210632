"""Materials and their copies."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import (
    Checkboxes,
    ChoiceRadios,
    ChoiceSelect,
    DayField,
    DeskForm,
    RecordSelect,
    TextField,
)
from genderdesk.organisation.institution.models import Unit
from genderdesk.organisation.places.models import Division
from genderdesk.programme.guidance.models import Version
from genderdesk.programme.outreach import labels
from genderdesk.programme.outreach.models import Activity
from genderdesk.programme.outreach.vocabulary import MOST_COPIES, MaterialKind, MaterialLanguage, MoveKind
from genderdesk.programme.partners.models import Partner


class WriteMaterial(DeskForm):
    """A material in one language."""

    code = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        label=_("Short code"),
        max_length=20,
        help_text=_("The same in all languages. Written again, it is the next version."),
        error_messages={"invalid": _("Use letters, digits, dots, dashes and underscores.")},
    )
    kind = ChoiceSelect(label=_("What is it?"), choices=[("", "—"), *labels.MATERIAL_KINDS.items()])
    language = ChoiceRadios(label=_("Language"), choices=list(labels.LANGUAGES.items()), inline=True)
    headline = forms.CharField(label=_("Headline"), max_length=80)
    body = TextField(label=_("Text"), max_length=600, rows=4, help_text=_("Plain words; no picture of a survivor."))
    short_codes = forms.CharField(
        label=_("Toll-free numbers on it"), max_length=40, required=False, help_text=_("Such as 3512 3945.")
    )
    ussd = forms.CharField(label=_("USSD code on it"), max_length=20, required=False, help_text=_("Such as *3512#."))

    guidelines = Checkboxes(
        label=_("Which guidelines does it tell of?"),
        required=False,
        help_text=_("Where one of them changes, this material is to be recalled, and you are told."),
    )

    def __init__(self, *args: Any, versions: Iterable[Version] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(each.pk), _named(each)) for each in versions]
        if offered:
            self.offer("guidelines", offered)
        else:
            del self.fields["guidelines"]

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned
        told = [uuid.UUID(each) for each in given.get("guidelines", ())]
        return given | {
            "kind": MaterialKind(given["kind"]),
            "language": MaterialLanguage(given["language"]),
            "guidelines": told,
        }


def _named(version: Version) -> str:
    return f"{version.document.reference} {version.number} · {version.document.title}"


class RecallMaterial(DeskForm):
    """Why nobody shall use it any more."""

    why = forms.CharField(label=_("Why?"), max_length=200)


class MoveStock(DeskForm):
    """Copies that came or went."""

    kind = ChoiceRadios(label=_("What became of them?"), choices=list(labels.MOVES.items()))
    copies = forms.IntegerField(label=_("How many copies"), min_value=1, max_value=MOST_COPIES)
    moved_on = DayField(label=_("Day"), initial=timezone.localdate)
    place = RecordSelect(label=_("District"), required=False)
    unit = RecordSelect(label=_("Who has them: a unit"), required=False)
    partner = RecordSelect(label=_("Who has them: a partner"), required=False)
    activity = RecordSelect(label=_("At the activity"), required=False)
    note = forms.CharField(label=_("Remark"), max_length=120, required=False)

    def __init__(
        self,
        *args: Any,
        districts: Iterable[Division] = (),
        held: Iterable[Activity] = (),
        units: Iterable[Unit] = (),
        partners: tuple[Iterable[Partner], Mapping[uuid.UUID, str]] = ((), {}),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        listed, names = partners
        self.offer_records("unit", units, lambda each: each.name, empty=_("None"))
        self.offer_records("partner", listed, lambda each: names[each.pk], empty=_("None"))
        self.offer_records("place", districts, lambda each: each.name, empty=_("None"))
        self.offer_records("activity", held, lambda each: f"{each.held_on} {each.title}", empty=_("None"))

    def clean_kind(self) -> MoveKind:
        return MoveKind(self.cleaned_data["kind"])
