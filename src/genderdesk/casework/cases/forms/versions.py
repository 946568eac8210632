"""Forms that change what somebody else may be changing too."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm

R = TypeVar("R")
Kept = Callable[[], dict[str, Any]]


class VersionedForm(DeskForm):
    """Carries the version of the record it was shown with.

    Where the record changed meanwhile, the form comes back with what was typed, what was saved meanwhile beside each
    field that differs, and the new version: saving again is then a decision.
    """

    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"id": False}))

    def carry_out_over(self, kept: Kept, call: Callable[[], R]) -> R | None:
        """As ``carry_out``; ``kept`` reads the record's values and version anew."""
        shown = self.cleaned_data.get("version")
        result = self.carry_out(call)
        if result is None:
            now = kept()
            if now["version"] != shown:
                self._show_both(now)
        return result

    def _show_both(self, now: dict[str, Any]) -> None:
        saved = type(self)(initial=now)
        typed = {name: value for name, value in self.cleaned_data.items() if name in now and name != "version"}
        for name, value in typed.items():
            if _plain(value) != _plain(now[name]):
                words = saved[name].in_words or _("nothing")
                self.add_error(name, _("Saved meanwhile: %(value)s") % {"value": words})
        data: MutableMapping[str, Any] = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
        data[self.add_prefix("version")] = str(now["version"])
        self.data = data


def _plain(value: Any) -> Any:
    """Values that mean the same compare as equal: nothing is nothing, and a choice is its code."""
    if value is None or value == "":
        return ""
    if isinstance(value, list | tuple):
        return sorted(str(each) for each in value)
    return str(value)
