"""Forms on paper: the very fields of the screens, in their order and words, to be filled in by hand.

A room shows its form at the place ``paper_form`` (platform.panels): one ``PaperForm`` with what stands on it, made of
its form classes. That is all that a further form needs; one that looks otherwise brings a template of its own.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform import print as printing
from genderdesk.groundwork.platform.forms import DeskForm, MomentField
from genderdesk.groundwork.platform.panels import panels_for

# A longer list of choices is written out by hand.
MOST_OPTIONS = 20

Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PaperForm:
    """One form: ``parts`` makes what stands on it in the language of the moment.

    ``page`` is the address's name of the record's page, and ``there(reader, pk=…)`` gives its id where there is one
    for a reader. ``enter`` is the name of the screen on which the form is entered, which takes the serial as
    ``paper``; where it is empty the record is entered on its own page and then named by the number that ``numbers``
    describes: ``there(reader, number=…)`` gives its id, None where there is none.
    """

    key: str
    title: object
    parts: Callable[[], list[Part]]
    page: str
    there: Callable[..., uuid.UUID | None]
    enter: str = ""
    numbers: object = ""
    template: Path = printing.FORM

    def address(self, reader: Any, record_id: uuid.UUID) -> str:
        """The way to a record, empty where there is none for the reader."""
        return reverse(self.page, args=[record_id]) if self.there(reader, pk=record_id) else ""

    def find(self, reader: Any, typed: str) -> uuid.UUID | None:
        """The reader's record by its number as she types it; None where there is none, or the form names none."""
        return self.there(reader, number=typed.strip().upper()) if self.numbers else None


def paper_forms() -> dict[str, PaperForm]:
    """Every form that a room has on paper, by its key, in the order of the pack."""
    return {each.key: each for each in panels_for("paper_form", None)}


def part(heading: object, fields: Iterable[dict[str, Any]]) -> Part:
    """A heading, which may be empty, and what stands under it."""
    return {"heading": str(heading), "fields": list(fields)}


def line(label: object, *, lines: int = 1, hint: object = "", value: str = "") -> dict[str, Any]:
    """Something that is written by hand and that no screen asks for: a signature, who wrote it."""
    return {"label": str(label), "hint": str(hint), "options": [], "lines": lines, "value": value}


def fields_of(form: DeskForm, names: Sequence[str] = (), *, filled: bool = False) -> list[dict[str, Any]]:
    """The fields of a form as they stand on paper, all in their order or those that are named.

    ``filled`` writes in what the form was begun with; without it every box is empty, whatever the screen proposes.
    """
    chosen = names or [name for name, field in form.fields.items() if not field.widget.is_hidden]
    return [_field(form, name, filled) for name in chosen]


def _field(form: DeskForm, name: str, filled: bool) -> dict[str, Any]:
    field = form.fields[name]
    value = form[name].value() if filled else None
    shown = line(field.label or "", hint=field.help_text)
    if isinstance(field, MomentField):
        return {**shown, "hint": _("Day, month, year and hour; write “about” where it is not exact."),
                "value": str(field.in_words(value)) if value else ""}  # fmt: skip
    options = _options(field)
    if 0 < len(options) <= MOST_OPTIONS:
        held = {str(each) for each in (value if isinstance(value, list | tuple) else [value])}
        ticks = [{"words": str(words), "chosen": filled and key in held} for key, words in options]
        return {**shown, "options": ticks, "lines": 0}
    words = dict(options).get(str(value), value) if value not in (None, "") else ""
    rows = int(field.widget.attrs.get("rows", 1)) if isinstance(field.widget, forms.Textarea) else 1
    return {**shown, "lines": rows, "value": str(words)}


def _options(field: forms.Field) -> list[tuple[str, Any]]:
    if isinstance(field, forms.BooleanField):
        return [("True", _("Yes"))]
    choices: Any = field.choices if isinstance(field, forms.ChoiceField) else []
    return [(str(key), words) for key, words in choices if str(key)]


def filled_in(key: str, number: str, language: str, parts: Callable[[], list[Part]]) -> HttpResponse:
    """One sheet of a form with what a record holds, as an answer to be saved; ``parts`` is made in the language."""
    with translation.override(language):
        return printing.attached(paper_pdf(paper_forms()[key], [number], parts()), number)


def paper_pdf(form: PaperForm, serials: Sequence[str], parts: list[Part] | None = None, about: str = "") -> bytes:
    """A form once for each serial, with its code on the first and its number on every page."""
    own = part("", [line(_("Written on, at")), line(_("Written by"))])
    sheets = [{"number": each, "qr": printing.qr_svg(each), "foot": each} for each in serials]
    data = {"about": about, "sheets": sheets, "parts": [own, *(parts or form.parts())]}
    return printing.pdf_of(form.template, str(form.title), data)
