"""Forms as the desk shows them: one renderer, a few fields, and the number that makes a submission safe to repeat.

Markup follows the GOV.UK Design System's patterns (label, hint, error, fieldset, error summary); the look is ours.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.foundation.phones import PhoneError, read_phone
from genderdesk.groundwork.foundation.times import Moment, Precision
from genderdesk.groundwork.platform.refusals import Conflict, ImpossibleMove, Invalid

R = TypeVar("R")

ANSWER_LABELS = {
    Answer.YES: _("Yes"),
    Answer.NO: _("No"),
    Answer.UNKNOWN: _("Not known"),
    Answer.DECLINED: _("Prefer not to say"),
}

PRECISION_LABELS = {
    Precision.EXACT: _("The exact time"),
    Precision.HOUR: _("About this hour"),
    Precision.DAY: _("Only the day"),
    Precision.MONTH: _("Only the month"),
    Precision.ESTIMATED: _("A guess"),
}


class DeskRenderer(TemplatesSetting):
    """Renders every form of the desk with the templates of ``platform/forms``."""

    form_template_name = "platform/forms/form.html"
    field_template_name = "platform/forms/field.html"


class DeskForm(forms.Form):
    """A form whose submission may come twice and is kept once.

    ``op_id`` is made when the form is first shown and travels with it. ``carry_out`` runs an act and turns what the act
    refuses into an error beside the field; what was typed stays.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields["op_id"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=lambda: str(new_id()))

    @property
    def op_id(self) -> uuid.UUID | None:
        """The operation's number, or None where what came with the form is no UUID."""
        try:
            return uuid.UUID(str(self.data.get(self.add_prefix("op_id"), "")))
        except ValueError:
            return None

    def carry_out(self, call: Callable[[], R]) -> R | None:
        """The act's result; None where it refused the input, with its sentence added to the form."""
        try:
            return call()
        except Invalid as fault:
            self.add_error(fault.field if fault.field in self.fields else None, str(fault))
        except (Conflict, ImpossibleMove) as fault:
            self.add_error(None, str(fault))
        return None


class ChoiceRadios(forms.ChoiceField):
    """One of a few, all shown."""

    widget = forms.RadioSelect


class ChoiceSelect(forms.ChoiceField):
    """One of many, in a list."""

    widget = forms.Select


class Checkboxes(forms.MultipleChoiceField):
    """Any of a few, all shown."""

    widget = forms.CheckboxSelectMultiple


class TextField(forms.CharField):
    """Several lines of text, at most 10,000 signs."""

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10_000)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)


class AnswerField(forms.ChoiceField):
    """Yes, no, not known or prefer not to say; gives an Answer. ``Not known`` stands at first, never a silent no."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("initial", Answer.UNKNOWN.value)
        kwargs.setdefault("choices", [(answer.value, label) for answer, label in ANSWER_LABELS.items()])
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Answer:
        return Answer.read(super().clean(value) or Answer.UNKNOWN)


class PhoneField(forms.CharField):
    """A person's phone number in any usual form; gives E.164, or an empty text where none is needed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return read_phone(typed)
        except PhoneError as fault:
            raise forms.ValidationError(_PHONE_SENTENCES.get(str(fault), str(fault))) from None


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


class MomentWidget(forms.MultiWidget):
    """A date, a time and how exactly they are known."""

    template_name = "platform/forms/widgets/moment.html"
    use_fieldset = True

    def __init__(self) -> None:
        super().__init__(
            {
                "date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                "time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                "precision": forms.Select(choices=[(key.value, label) for key, label in PRECISION_LABELS.items()]),
            }
        )

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, Moment):
            local = timezone.localtime(value.at)
            return [local.date(), local.time(), value.precision.value]
        return [None, None, Precision.EXACT.value]


class MomentField(forms.MultiValueField):
    """When something happened, with its precision; gives a Moment in the desk's time zone, or None.

    ``past_only`` refuses the future; ``now_by_default`` fills in the present minute. A time left out makes an exact
    moment one that is known by its day.
    """

    widget = MomentWidget

    def __init__(self, *, past_only: bool = False, now_by_default: bool = False, **kwargs: Any) -> None:
        self.past_only = past_only
        if now_by_default:
            kwargs.setdefault("initial", lambda: Moment(timezone.now()))
        choices = [(key.value, label) for key, label in PRECISION_LABELS.items()]
        fields = (
            forms.DateField(
                required=False,
                input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"],
                error_messages={"invalid": _("This is not a date. Write it like 2026-01-31.")},
            ),
            forms.TimeField(
                required=False,
                input_formats=["%H:%M", "%H:%M:%S", "%Hh%M"],
                error_messages={"invalid": _("This is not a time of day. Write it like 14:30.")},
            ),
            forms.ChoiceField(choices=choices, required=False),
        )
        kwargs.setdefault("widget", MomentWidget())
        super().__init__(fields=fields, require_all_fields=False, **kwargs)
        self.widget.widgets[0].is_required = False

    def compress(self, data_list: list[Any]) -> Moment | None:
        day, hour, precision = [*data_list, None, None, None][:3]
        if day is None:
            if hour is not None:
                raise forms.ValidationError(_("Give the date as well as the time."))
            return None
        chosen = Precision(precision or Precision.EXACT)
        if hour is None and chosen in (Precision.EXACT, Precision.HOUR):
            chosen = Precision.DAY
        if chosen in (Precision.DAY, Precision.MONTH):
            hour = time(0)
        moment = Moment(timezone.make_aware(datetime.combine(day, hour or time(0))), chosen)
        if self.past_only and moment.earliest > timezone.now() + timedelta(minutes=5):
            raise forms.ValidationError(_("This lies in the future. Check the date and the time."))
        return moment
