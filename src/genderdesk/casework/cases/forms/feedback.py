"""What a survivor is asked about the help, on the public page; every question may be passed over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.vocabulary import FEEDBACK_CODE, Item, Overall, Said
from genderdesk.groundwork.foundation.ids import read_number
from genderdesk.groundwork.platform.forms import ChoiceRadios, DeskForm, TextField

_YES_NO = [(key, words) for key, words in labels.SAID.items() if key != Said.NOT_APPLICABLE]


class FeedbackCodeForm(DeskForm):
    """The code that somebody was told."""

    code = forms.CharField(
        label=_("Your code"), max_length=24, help_text=_("It begins with F, such as F-7K3M-92QX-4HTP.")
    )

    def clean_code(self) -> str:
        found = read_number(self.cleaned_data["code"], FEEDBACK_CODE[0])
        if found is None:
            raise forms.ValidationError(_("This is no code of ours. Check each sign."))
        return found


class FeedbackAnswers(FeedbackCodeForm):
    """The 16 items and 2, and a word of one's own. The code travels along unseen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget = forms.HiddenInput()
        for item in Item:
            self.fields[item.value] = ChoiceRadios(
                label=labels.FEEDBACK_ITEMS[item], choices=list(labels.SAID.items()), required=False, inline=True
            )
        for each in Overall:
            self.fields[each.value] = ChoiceRadios(
                label=labels.FEEDBACK_OVERALL[each], choices=_YES_NO, required=False, inline=True
            )
        self.fields["suggestions"] = TextField(
            label=_("What should we do better?"),
            required=False,
            rows=4,
            max_length=2000,
            help_text=_("Please write no names."),
        )

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "code": data["code"],
            "items": {each: Said(data[each.value] or Said.DECLINED) for each in Item},
            "overall": {each: Said(data[each.value] or Said.DECLINED) for each in Overall},
            "suggestions": data["suggestions"],
        }
