"""Choices: one of a few, one of many, any of a few."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms


class Radios(forms.RadioSelect):
    """Radios under one another, or beside one another where the words are short."""

    template_name = "platform/forms/widgets/choices.html"
    option_template_name = "platform/forms/widgets/choice.html"

    def __init__(self, *, inline: bool = False, **kwargs: Any) -> None:
        self.inline = inline
        super().__init__(**kwargs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["inline"] = self.inline
        return context


class Ticks(forms.CheckboxSelectMultiple):
    """Checkboxes under one another, or beside one another."""

    template_name = "platform/forms/widgets/choices.html"
    option_template_name = "platform/forms/widgets/choice.html"

    def __init__(self, *, inline: bool = False, **kwargs: Any) -> None:
        self.inline = inline
        super().__init__(**kwargs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["inline"] = self.inline
        return context


class ChoiceRadios(forms.ChoiceField):
    """One of a few, all shown; ``inline`` puts them beside one another."""

    def __init__(self, *, inline: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Radios(inline=inline))
        super().__init__(**kwargs)


class ChoiceSelect(forms.ChoiceField):
    """One of many, in a list."""

    widget = forms.Select


class RecordSelect(ChoiceSelect):
    """One record of those that the form offers (``DeskForm.offer_records``); gives the record, None where none is
    chosen."""

    records: Mapping[str, Any] = {}

    def clean(self, value: Any) -> Any:
        return self.records.get(super().clean(value))


class Checkboxes(forms.MultipleChoiceField):
    """Any of a few, all shown; gives a list."""

    def __init__(self, *, inline: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Ticks(inline=inline))
        super().__init__(**kwargs)
