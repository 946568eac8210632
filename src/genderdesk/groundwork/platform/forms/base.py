"""The renderer, the form and the bound field that every other form of the desk stands on."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar, cast

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.platform.forms.choices import RecordSelect
from genderdesk.groundwork.platform.refusals import MOVED_ON, Conflict, ImpossibleMove, Invalid
from genderdesk.groundwork.platform.words import Words

R = TypeVar("R")

# Longest text, in signs, that is still shown in a short or a middling box.
_SHORT, _MIDDLING = 10, 40
_NO_LISTS: Mapping[str, Iterable[tuple[str, Words]]] = MappingProxyType({})


class DeskBoundField(BoundField):
    """A field with its answer: knows where an error link must lead, and its answer in words."""

    @property
    def error_target(self) -> str:
        """The id of the first input, for links from the error summary."""
        if isinstance(self.field.widget, forms.MultiWidget | forms.RadioSelect | forms.CheckboxSelectMultiple):
            return f"{self.auto_id}_0"
        return str(self.id_for_label or self.auto_id)

    @property
    def marked_optional(self) -> bool:
        """True where the label must say that nothing need be given; a question with a ready answer does not."""
        quiet = isinstance(self.field, forms.BooleanField) or getattr(self.field, "always_answered", False)
        return not self.field.required and not quiet

    @property
    def in_words(self) -> str:
        """The answer as a reader says it, for a page of answers to check; empty where none was given."""
        value = self.value()
        words = getattr(self.field, "in_words", None)
        if words is not None:
            return str(words(value))
        labels = _flat(getattr(self.field, "choices", ()))
        values = value if isinstance(value, list | tuple) else [value]
        return ", ".join(str(labels.get(str(each), each)) for each in values if each not in (None, ""))

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        """Django's, with a box as wide as its text may be; no browser keeps what is typed about a person."""
        built = super().build_widget_attrs(attrs, widget)
        chosen = widget or self.field.widget
        if isinstance(chosen, forms.TextInput | forms.Textarea) and "autocomplete" not in chosen.attrs:
            built["autocomplete"] = "off"
        longest = getattr(self.field, "max_length", None)
        if isinstance(chosen, forms.NumberInput):
            longest = _SHORT
        if isinstance(chosen, forms.TextInput) and longest and longest <= _MIDDLING and "class" not in chosen.attrs:
            built["class"] = "short" if longest <= _SHORT else "middling"
        return built


def _flat(choices: Any) -> dict[str, Any]:
    """Value to label, with groups of choices laid flat."""
    labels: dict[str, Any] = {}
    for value, label in choices:
        if isinstance(label, list | tuple):
            labels.update(_flat(label))
        else:
            labels[str(value)] = label
    return labels


class DeskRenderer(TemplatesSetting):
    """Renders every form of the desk with the templates of ``platform/forms``."""

    form_template_name = "platform/forms/form.html"
    formset_template_name = "platform/forms/formset.html"
    field_template_name = "platform/forms/field.html"
    bound_field_class = DeskBoundField


class OperationField(forms.CharField):
    """The hidden number of an operation: made when a form is first shown, kept when it is shown again."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        # No id: several forms stand on one page, and nothing points at a hidden input.
        widget = forms.HiddenInput(attrs={"id": False})
        super().__init__(required=False, widget=widget, initial=lambda: str(new_id()))

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data or initial


class DeskForm(forms.Form):
    """A form whose submission may come twice and is kept once.

    ``op_id`` is made when the form is first shown and travels with it. ``carry_out`` runs an act and turns what the act
    refuses into an error beside the field; what was typed stays.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        # Two different forms on one page must not share ids: a label would then name the wrong input.
        kwargs.setdefault("auto_id", _kebab(type(self).__name__) + "-%s")
        super().__init__(*args, **kwargs)
        self.fields["op_id"] = OperationField()
        for field in self.fields.values():
            _say_what_is_missing(field)

    @property
    def op_id(self) -> uuid.UUID | None:
        """The operation's number, or None where what came with the form is no UUID."""
        try:
            return uuid.UUID(str(self.data.get(self.add_prefix("op_id"), "")))
        except ValueError:
            return None

    @property
    def cleaned(self) -> dict[str, Any]:
        """What a valid form was given, by field, without the operation's number."""
        return {name: value for name, value in self.cleaned_data.items() if name != "op_id"}

    @property
    def op_id_input(self) -> SafeString:
        """The hidden input, for templates that draw the fields one by one."""
        return self["op_id"].as_widget()

    @property
    def error_summary(self) -> SafeString:
        """What is wrong, with links to the fields; empty where nothing is."""
        if not self.is_bound or not self.errors:
            return SafeString("")
        return render_to_string("platform/forms/error_summary.html", {"form": self})

    @property
    def written(self) -> list[tuple[Any, str]]:
        """The texts that somebody wrote, by label, for a page that no longer has this form: none of it may be lost."""
        boxes = [self[name] for name, field in self.fields.items() if isinstance(field.widget, forms.Textarea)]
        return [(box.label, str(box.value())) for box in boxes if box.value()]

    @property
    def summary_id(self) -> str:
        """An id for the heading of the error summary, one per form on the page."""
        return _kebab("-".join(filter(None, [type(self).__name__, str(self.prefix or "")]))) + "-problem"

    def offer(self, name: str, choices: Iterable[tuple[str, Words]]) -> None:
        """Give a list the choices that only this reader or this moment has."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(f"{name} is no list of choices.")
        field.choices = list(choices)

    def offer_records(
        self, name: str, records: Iterable[Any], named: Callable[[Any], str] = str, *, empty: Words = ""
    ) -> None:
        """Give a list the records that only this reader or this moment has, behind a line for none where it has words
        for that; what is chosen is the record."""
        field = self.fields[name]
        if not isinstance(field, RecordSelect):
            raise TypeError(f"{name} is no list of records.")
        field.records = {str(each.pk): each for each in records}
        lines = [(key, named(each)) for key, each in field.records.items()]
        self.offer(name, [("", empty), *lines] if empty else lines)

    def __getitem__(self, name: str) -> DeskBoundField:
        return cast(DeskBoundField, super().__getitem__(name))

    def carry_out(self, call: Callable[[], R]) -> R | None:
        """The act's result; None where it refused the input, with its sentence added to the form."""
        try:
            return call()
        except Invalid as fault:
            self.add_error(fault.field if fault.field in self.fields else None, str(fault))
        except Conflict as fault:
            self.add_error(None, str(fault))
        except ImpossibleMove:
            self.add_error(None, MOVED_ON)
        return None


class FilterForm(forms.Form):
    """What a list shows, in its address. ``lists`` gives a field the values and words that only this moment has."""

    def __init__(self, *args: Any, lists: Mapping[str, Iterable[tuple[str, Words]]] = _NO_LISTS, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, choices in lists.items():
            cast(forms.ChoiceField, self.fields[name]).choices = [("", _("All")), *choices]

    def chosen(self) -> dict[str, str]:
        """What is looked for by field, empty where nothing is; a choice that is none of the list is no choice."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


def _say_what_is_missing(field: forms.Field) -> None:
    """Give a required field a sentence that names it, where its maker gave none."""
    if field.error_messages.get("required") != forms.Field.default_error_messages["required"] or not field.label:
        return
    if isinstance(field, forms.ChoiceField):
        sentence = format_lazy(_("Choose an answer: “{label}”"), label=field.label)
    else:
        sentence = format_lazy(_("Fill in “{label}”."), label=field.label)
    field.error_messages["required"] = sentence


def _kebab(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()).strip("-")
