"""When something happened, and how exactly that is known."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.groundwork.foundation.times import CLOCKS_DIFFER, Moment, Precision

PRECISION_LABELS = {
    Precision.EXACT: gettext_lazy("The exact time"),
    Precision.HOUR: gettext_lazy("About this hour"),
    Precision.DAY: gettext_lazy("Only the day"),
    Precision.MONTH: gettext_lazy("Only the month"),
    Precision.ESTIMATED: gettext_lazy("A guess"),
}

_FIRST_YEAR = 1900


def moment_in_words(at: datetime | None, precision: str = "") -> str:
    """An event time as far as it is known: "23 November 2026, 14:30", "November 2026", "about 23 November 2026"."""
    if at is None:
        return ""
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    kind = Precision(precision) if precision else Precision.EXACT
    if kind is Precision.MONTH:
        return date_format(local, "YEAR_MONTH_FORMAT")
    if kind is Precision.DAY:
        return date_format(local, "DATE_FORMAT")
    if kind is Precision.ESTIMATED:
        return _("about %(day)s") % {"day": date_format(local, "DATE_FORMAT")}
    words = date_format(local, "DATETIME_FORMAT")
    return _("about %(day)s") % {"day": words} if kind is Precision.HOUR else words


class DayField(forms.DateField):
    """A day, written as browsers send it or as people write it here."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs["error_messages"] = {
            "invalid": gettext_lazy("There is no such date. Write it like 31/01/2026."),
            **kwargs.get("error_messages", {}),
        }
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"], **kwargs)


class HourField(forms.TimeField):
    """A time of the day, in the same ways."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
        kwargs["error_messages"] = {
            "invalid": gettext_lazy("There is no such time of day. Write it like 14:30."),
            **kwargs.get("error_messages", {}),
        }
        super().__init__(input_formats=["%H:%M", "%H:%M:%S", "%Hh%M"], **kwargs)


class MomentWidget(forms.MultiWidget):
    """A date, a time and how exactly they are known; sent as ``<name>_date``, ``_time`` and ``_precision``."""

    template_name = "platform/forms/widgets/moment.html"
    use_fieldset = True

    def __init__(self) -> None:
        super().__init__(
            {
                "date": DayField().widget,
                "time": HourField().widget,
                "precision": forms.Select(choices=[(key.value, label) for key, label in PRECISION_LABELS.items()]),
            }
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        names = (gettext_lazy("Date"), gettext_lazy("Time"), gettext_lazy("How exactly is it known?"))
        context["widget"]["parts"] = list(zip(names, context["widget"]["subwidgets"], strict=True))
        return context

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, Moment):
            local = timezone.localtime(value.at)
            hour = local.time() if value.precision in (Precision.EXACT, Precision.HOUR) else None
            return [local.date(), hour, value.precision.value]
        return [None, None, Precision.EXACT.value]


class MomentField(forms.MultiValueField):
    """When something happened, with its precision; gives a Moment in the desk's time zone, or None.

    ``past_only`` refuses the future; ``now_by_default`` fills in the present minute. A time left out makes an exact
    moment one that is known by its day.
    """

    def __init__(self, *, past_only: bool = False, now_by_default: bool = False, **kwargs: Any) -> None:
        self.past_only = past_only
        if now_by_default:
            kwargs.setdefault("initial", lambda: Moment(timezone.now()))
        choices = [(key.value, label) for key, label in PRECISION_LABELS.items()]
        fields = (
            DayField(required=False),
            HourField(required=False),
            forms.ChoiceField(choices=choices, required=False),
        )
        kwargs.setdefault("widget", MomentWidget())
        super().__init__(fields=fields, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> Moment | None:
        # The list of precisions always has a choice, so it alone is no answer.
        parts = list(value or [])
        if self.required and not any(parts[:2]):
            raise forms.ValidationError(self.error_messages["required"], code="required")
        moment: Moment | None = super().clean(value)
        return moment

    def compress(self, data_list: list[Any]) -> Moment | None:
        day, hour, precision = [*data_list, None, None, None][:3]
        if day is None and hour is None:
            return None
        if day is None:
            raise forms.ValidationError(_("Give the date as well as the time."), code="date_missing")
        if day.year < _FIRST_YEAR:
            raise forms.ValidationError(_("This date is too long ago. Check the year."), code="too_old")
        moment = _moment(day, hour, Precision(precision or Precision.EXACT))
        if self.past_only and moment.earliest > timezone.now() + CLOCKS_DIFFER:
            raise forms.ValidationError(_("This lies in the future. Check the date and the time."), code="future")
        return moment

    def in_words(self, value: Any) -> str:
        """The answer as a reader says it, from what was typed or from a Moment."""
        if isinstance(value, Moment):
            return moment_in_words(value.at, value.precision)
        day, hour, precision = [*(value or []), "", "", ""][:3]
        try:
            moment = self.clean([day, hour, precision])
        except forms.ValidationError:
            return " ".join(str(part) for part in (day, hour) if part)
        return moment_in_words(moment.at, moment.precision) if moment else ""


def _moment(day: date, hour: time | None, precision: Precision) -> Moment:
    """What was given, at the start of what is known."""
    if hour is None and precision in (Precision.EXACT, Precision.HOUR):
        precision = Precision.DAY
    if precision is Precision.MONTH:
        day = day.replace(day=1)
    if precision is Precision.HOUR and hour is not None:
        hour = hour.replace(minute=0, second=0)
    if precision in (Precision.DAY, Precision.MONTH) or hour is None:
        hour = time(0)
    return Moment(timezone.make_aware(datetime.combine(day, hour)), precision)
