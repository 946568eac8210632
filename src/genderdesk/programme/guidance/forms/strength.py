"""Questions on the count of strength."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import DayField, DeskForm, TextField


class CountStrength(DeskForm):
    """A day's count as lines of a table, and where it comes from."""

    counted_on = DayField(label=_("Day of the count"), initial=timezone.localdate)
    source = forms.CharField(label=_("Where do the numbers come from?"), max_length=200)
    lines = TextField(
        label=_("Lines of the table"),
        rows=8,
        help_text=_("The first line names the columns: rank_band,role_kind,women,men,unknown"),
    )
