"""Text of several lines, and phone numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.foundation.phones import PhoneError, read_phone

_PHONE_SENTENCES = {
    "This is a short code of a service, not a person's number.": _(
        "This is a short code of a service, not a person's number."
    ),
    "This is not a phone number. Write it like 0788 123 456 or +250 788 123 456.": _(
        "This is not a phone number. Write it like 0788 123 456 or +250 788 123 456."
    ),
    "No operator issues this number. Check each digit; write it like 0788 123 456.": _(
        "No operator issues this number. Check each digit; write it like 0788 123 456."
    ),
    "A phone number has digits only. Write it like 0788 123 456.": _(
        "A phone number has digits only. Write it like 0788 123 456."
    ),
}


class TextField(forms.CharField):
    """Several lines of text, at most 10,000 signs."""

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10_000)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)


class PhoneField(forms.CharField):
    """A person's phone number in any usual form; gives E.164, or an empty text where none is needed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        attrs = {"inputmode": "tel", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return read_phone(typed)
        except PhoneError as fault:
            raise forms.ValidationError(_PHONE_SENTENCES.get(str(fault), str(fault))) from None
